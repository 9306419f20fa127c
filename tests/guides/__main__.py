"""Draws the pictures of the guides anew: ``python -m tests.guides``."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tests.guides import charts_guide
from tests.guides.charts_guide import LANGUAGES, STAMP, examples, lesson_with_examples, scenes

SCALE = 1.5


def main() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from desktop_app.ui.charts.look import Look
    from desktop_app.ui.charts.picture import ChartPicture, to_image
    from desktop_app.ui.common import fonts

    application = QApplication([])
    fonts.register_fonts()
    with tempfile.TemporaryDirectory() as folder:
        lesson = lesson_with_examples(Path(folder))
        for language in LANGUAGES:
            drawn = {name: scene for name, scene, _ in scenes(lesson, language)}
            for example in examples(language):
                scene = drawn[example.name]
                known = [lesson.sources[name] for name in scene.sources]
                source = " ; ".join(f"{one.author}, {one.year}" for one in known)
                image = to_image(ChartPicture(scene, Look(), source), SCALE)
                image.setText(STAMP, example.stamp)
                example.picture.parent.mkdir(exist_ok=True)
                image.save(str(example.picture))
                print(example.picture.relative_to(charts_guide.GUIDES))
    del application


if __name__ == "__main__":
    main()
