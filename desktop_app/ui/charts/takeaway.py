"""Taking a chart away: copied, or saved as picture, data or specification."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop_app.charts.scene import Scene
from desktop_app.charts.table_text import to_csv
from desktop_app.charts.taking import coloured
from desktop_app.charts.words import said
from desktop_app.storage.files import write_whole
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.picture import ChartPicture, save_picture, to_image
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import LIGHT, PRINT

SCALE = 2.0
"""Pictures are made with so many pixels a pixel: sharp in a document and on a projector."""
SCALES = (2.0, 1.0, 4.0)
"""Those that one can choose, the usual one first."""
SIZE = QSize(800, 560)
"""A picture's size in pixels at scale 1; small multiples take what they need."""


class TakeAway(QObject):
    """The menu of a chart card. ``say`` tells in words what was done, or not."""

    def __init__(
        self,
        owner: QWidget,
        specification: Callable[[], Mapping[str, object]],
        say: Callable[[str], None],
        credit: Callable[[], str] = lambda: "",
    ) -> None:
        """``credit``: who made the chart and under which licence, in a line."""
        super().__init__(owner)
        self._owner = owner
        self._specification = specification
        self._say = say
        self._credit = credit
        self._scene: Scene | None = None
        self._source = ""
        self.menu = QMenu(owner)
        self.translate()

    def show_scene(self, scene: Scene | None, source: str) -> None:
        self._scene, self._source = scene, source

    def translate(self) -> None:
        self.menu.clear()
        for text, action in (
            (self.tr("Copy the picture"), self.copy),
            (self.tr("Save as a picture…"), self._save_picture),
            (self.tr("Save for black-and-white print…"), self._save_print),
            (self.tr("Save the data (CSV)…"), self._save_data),
            (self.tr("Save the Vega-Lite specification…"), self._save_specification),
        ):
            self.menu.addAction(text).triggered.connect(action)

    def picture(self, *, printed: bool = False) -> ChartPicture:
        """The chart on white, whatever the theme of the window and its text size."""
        assert self._scene is not None
        look = Look(PRINT if printed else LIGHT, Type(1.0))
        source = said("Source", self._source, self._scene.language) if self._source else ""
        natural = ChartPicture(self._scene, look, source, credit=self._credit())
        if self._scene.keeps_aspect:  # more room would stay empty
            return natural
        size = natural.size.expandedTo(SIZE)
        return ChartPicture(self._scene, look, source, size, credit=self._credit())

    def copy(self) -> None:
        """The picture to the clipboard."""
        if self._scene is not None:
            QGuiApplication.clipboard().setImage(to_image(self.picture(), SCALE))
            self._say(self.tr("The picture is copied."))

    def _save_picture(self) -> None:
        self._ask_picture(printed=False)

    def _save_print(self) -> None:
        self._ask_picture(printed=True)

    def _ask_picture(self, *, printed: bool) -> None:
        """The kind that is chosen in the dialog says how many pixels there are."""
        names = {
            1.0: self.tr("PNG, small: for a web page"),
            2.0: self.tr("PNG, for a document or a projector"),
            4.0: self.tr("PNG, large: for print"),
        }
        kinds = {f"{names[scale]} (*.png)": scale for scale in SCALES}
        filters = ";;".join((*kinds, self.tr("SVG, sharp at every size") + " (*.svg)"))

        def save(path: Path, kind: str) -> None:
            self.save_picture(path, printed=printed, scale=kinds.get(kind, SCALE))

        self._ask("png", filters, save)

    def _save_data(self) -> None:
        self._ask("csv", "CSV (*.csv)", lambda path, _: self.save_data(path))

    def _save_specification(self) -> None:
        kinds = "Vega-Lite (*.vl.json *.json)"
        self._ask("vl.json", kinds, lambda path, _: self.save_specification(path))

    def save_picture(self, path: Path, *, printed: bool = False, scale: float = SCALE) -> None:
        """PNG or SVG, by the ending of ``path``; raises OSError."""
        assert self._scene is not None
        save_picture(self.picture(printed=printed), path, self._scene, scale)

    def save_data(self, path: Path) -> None:
        """What is shown, as CSV; raises OSError."""
        assert self._scene is not None
        text = to_csv(self._scene, self._scene.language)
        write_whole(path, text.encode("utf-8-sig"))

    def save_specification(self, path: Path) -> None:
        """The whole chart as Vega-Lite; raises OSError."""
        whole = coloured(self._specification(), LIGHT.series)
        text = json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False)
        write_whole(path, text.encode())

    def _ask(self, ending: str, kinds: str, save: Callable[[Path, str], None]) -> None:
        if self._scene is None:
            return
        name = "".join(c if c.isalnum() else "-" for c in self._scene.title.lower())[:60].strip("-")
        name = name or self.tr("chart")
        title = self.tr("Save the chart")
        chosen, kind = QFileDialog.getSaveFileName(self._owner, title, f"{name}.{ending}", kinds)
        if not chosen:
            return
        path = _ended(Path(chosen), "svg" if kind.endswith("(*.svg)") else ending)
        try:
            save(path, kind)
        except OSError as error:
            text = self.tr("{name} can’t be written: {why}")
            self._say(text.format(name=path.name, why=error.strerror or ""))
            return
        self._say(self.tr("Saved as {name}.").format(name=path.name))


def _ended(path: Path, ending: str) -> Path:
    """``path`` with the ending of the kind that was chosen, where it has none or the proposed one.

    The dialog asked about overwriting ``path`` only: another name has to be free.
    """
    if path.suffix and (ending != "svg" or path.suffix.lower() != ".png"):
        return path
    stem = path.stem if path.suffix else path.name
    names = [f"{stem}.{ending}", *(f"{stem}-{rank}.{ending}" for rank in range(2, 1_000))]
    free = (one for name in names if not (one := path.with_name(name)).exists())
    return next(free, path)
