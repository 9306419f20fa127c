"""The application as its command opens it, up to the first paint or the first chart."""

from __future__ import annotations

import sys
from typing import Any

from desktop_app import cli
from tests.benchmarks.report import peak_memory, report, since_start

LESSON = "rebattre-les-cartes"
SETTLE = 500
"""Milliseconds until memory is read: the other chapters are read meanwhile."""


def main(shown: str) -> None:
    """``shown`` is "paint" or "chart": when to stop the clock."""
    # What the command imports by itself at this point, so that no time is added.
    from desktop_app.shell import application

    class Measured(application.Application):
        """The application with its window of a given size, watched."""

        def __init__(self, **given: Any) -> None:
            super().__init__(**given)
            self.window.resize(1440, 900)
            self.window.first_painted.connect(self._painted)

        def _painted(self) -> None:
            if shown == "paint":
                report({"elapsed": since_start(), "memory": peak_memory()})
            view = self.window.lesson_view
            assert view is not None
            view.stage.scene_changed.connect(self._watch_chart)

        def _watch_chart(self) -> None:
            from PySide6.QtWidgets import QGraphicsView

            from tests.benchmarks.bare_window import Watch

            view = self.window.lesson_view
            assert view is not None
            assert view.stage.chart_card is not None
            canvas = view.stage.chart_card.view.findChild(QGraphicsView)
            assert canvas is not None
            view.stage.scene_changed.disconnect(self._watch_chart)
            self._watch = Watch(canvas.viewport(), SETTLE)

    application.Application = Measured  # type: ignore[misc]
    cli.main(["open", LESSON, "--language", "fr"])


if __name__ == "__main__":
    main(*sys.argv[1:])
