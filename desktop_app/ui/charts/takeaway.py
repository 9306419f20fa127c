"""Taking a chart away: copied, or saved as picture, data or specification."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop_app.charts.scene import Scene
from desktop_app.charts.taking import to_csv
from desktop_app.storage.files import write_whole
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.picture import ChartPicture, save_picture, to_image
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import LIGHT, PRINT

PICTURES = "PNG (*.png);;SVG (*.svg)"
SCALE = 2.0
"""Pictures are made with so many pixels a pixel: sharp in a document and on a projector."""


class TakeAway:
    """The menu of a chart card. ``say`` tells in words what was done, or not."""

    def __init__(
        self, owner: QWidget, specification: Callable[[], object], say: Callable[[str], None]
    ) -> None:
        self._owner = owner
        self._specification = specification
        self._say = say
        self._scene: Scene | None = None
        self._source = ""
        self._size = QSize(800, 560)
        self.menu = QMenu(owner)
        self.translate()

    def show_scene(self, scene: Scene | None, source: str) -> None:
        self._scene, self._source = scene, source

    def translate(self) -> None:
        self.menu.clear()
        for text, action in (
            (_tr("Copy the picture"), self.copy),
            (_tr("Save as a picture…"), self._save_picture),
            (_tr("Save for black-and-white print…"), self._save_print),
            (_tr("Save the data (CSV)…"), self._save_data),
            (_tr("Save the Vega-Lite specification…"), self._save_specification),
        ):
            self.menu.addAction(text).triggered.connect(action)

    def picture(self, *, printed: bool = False) -> ChartPicture:
        """The chart on white, whatever the theme of the window."""
        assert self._scene is not None
        look = Look(PRINT if printed else LIGHT, Type(1.0))
        size = QSize(max(self._size.width(), 640), max(self._size.height(), 420))
        return ChartPicture(self._scene, look, self._source, size)

    def copy(self) -> None:
        """The picture to the clipboard."""
        if self._scene is not None:
            QGuiApplication.clipboard().setImage(to_image(self.picture(), SCALE))
            self._say(_tr("The picture is copied."))

    def _save_picture(self) -> None:
        self._ask("png", PICTURES, self.save_picture)

    def _save_print(self) -> None:
        self._ask("png", PICTURES, lambda path: self.save_picture(path, printed=True))

    def _save_data(self) -> None:
        self._ask("csv", "CSV (*.csv)", self.save_data)

    def _save_specification(self) -> None:
        self._ask("vl.json", "Vega-Lite (*.vl.json *.json)", self.save_specification)

    def save_picture(self, path: Path, *, printed: bool = False) -> None:
        """PNG or SVG, by the ending of ``path``; raises OSError."""
        assert self._scene is not None
        save_picture(self.picture(printed=printed), path, self._scene, SCALE)

    def save_data(self, path: Path) -> None:
        """What is shown, as CSV; raises OSError."""
        assert self._scene is not None
        text = to_csv(self._scene, self._scene.language)
        write_whole(path, text.encode("utf-8-sig"))

    def save_specification(self, path: Path) -> None:
        """The whole chart as Vega-Lite; raises OSError."""
        text = json.dumps(self._specification(), ensure_ascii=False, indent=2)
        write_whole(path, text.encode())

    def _ask(self, ending: str, kinds: str, save: Callable[[Path], None]) -> None:
        if self._scene is None:
            return
        name = "".join(c if c.isalnum() else "-" for c in self._scene.title.lower())[:60].strip("-")
        title = _tr("Save the chart")
        chosen, _ = QFileDialog.getSaveFileName(
            self._owner, title, f"{name or 'graphique'}.{ending}", kinds
        )
        if not chosen:
            return
        path = Path(chosen)
        if not path.suffix:
            path = path.with_name(f"{path.name}.{ending}")
        try:
            save(path)
        except OSError as error:
            text = _tr("{name} can’t be written: {why}")
            self._say(text.format(name=path.name, why=error.strerror or ""))
            return
        self._say(_tr("Saved as {name}.").format(name=path.name))


def _tr(text: str) -> str:
    return QCoreApplication.translate("TakeAway", text)
