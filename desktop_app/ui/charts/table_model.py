"""The rows of a scene for a table view, in an order of their own, made when looked at."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.charts.scene import Scene, Sort, TableCell
from desktop_app.content.reference import Reference

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_EMPTY = Scene("", "", "", "", "en")
_ASCENDING = Qt.SortOrder.AscendingOrder


class SceneModel(QAbstractTableModel):
    """The columns and rows of a scene. A row keeps its number in the scene when sorted."""

    def __init__(self) -> None:
        super().__init__()
        self._scene = _EMPTY
        self._order: Sequence[int] = ()
        self._places: Sequence[int] = ()
        self._sorted_by: tuple[int, Qt.SortOrder] = (-1, _ASCENDING)

    @property
    def scene(self) -> Scene:
        return self._scene

    def show_scene(self, scene: Scene) -> None:
        columns, count = self._scene.columns, len(self._scene.rows)
        if columns == scene.columns and count == len(scene.rows):
            # Numbers that move with a parameter leave the focus alone.
            self._scene = scene
            if scene.rows and scene.columns:
                last = self.index(count - 1, len(columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            if self._sorted_by[0] >= 0:
                self.sort(*self._sorted_by)
            return
        self.beginResetModel()
        self._scene = scene
        if columns != scene.columns:
            self._sorted_by = (-1, _ASCENDING)
        self._arrange()
        self.endResetModel()

    def row_of(self, place: int) -> int | None:
        """The scene's row at a place of the table."""
        return self._order[place] if 0 <= place < len(self._order) else None

    def place_of(self, row: int) -> int | None:
        """Where the scene's ``row`` stands in the table."""
        return self._places[row] if 0 <= row < len(self._places) else None

    def reference(self, place: int) -> Reference | None:
        row = self.row_of(place)
        return None if row is None else self._scene.rows[row].reference

    def cell(self, index: Index) -> TableCell:
        return self._scene.rows[self._order[index.row()]].cells[index.column()]

    def text(self, places: Sequence[int]) -> str:
        """The rows at ``places`` as text, for a spreadsheet: one line each, tabs between."""
        rows = (self._scene.rows[self._order[place]].cells for place in places)
        lines = ["\t".join(_flat(column.title) for column in self._scene.columns)]
        lines += ("\t".join(_flat(cell.text) for cell in cells) for cells in rows)
        return "\n".join(lines) + "\n"

    # -- what Qt asks for ------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._scene.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index).text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(self._scene.columns[index.column()].numeric)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or section >= len(self._scene.columns):
            return None
        column = self._scene.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column.numeric)
        return None

    def sort(self, column: int, order: Qt.SortOrder = _ASCENDING) -> None:
        """Order by a column; by -1, as the chart has them. What is missing comes last."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        rows = [self._order[index.row()] for index in before]
        self._sorted_by = (column, order)
        self._arrange()
        for index, row in zip(before, rows, strict=True):
            self.changePersistentIndex(index, self.index(self._places[row], index.column()))
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        column, order = self._sorted_by
        ranks = range(len(self._scene.rows))
        if not 0 <= column < len(self._scene.columns):
            self._order = self._places = ranks
            return
        keys = list(map(_key, self._scene.columns[column].sorts()))
        known = [(key, rank) for rank, key in enumerate(keys) if key is not None]
        known.sort(key=lambda pair: pair[0], reverse=order != _ASCENDING)
        missing = [rank for rank, key in enumerate(keys) if key is None]
        self._order = [*(rank for _, rank in known), *missing]
        places = [0] * len(self._order)
        for place, row in enumerate(self._order):
            places[row] = place
        self._places = places


def _key(value: Sort) -> tuple[int, float, str] | None:
    """Numbers before texts; texts whatever their case and accents."""
    if value is None:
        return None
    if isinstance(value, str):
        plain = unicodedata.normalize("NFKD", value.casefold())
        return (1, 0.0, "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return (0, value, "")


def _side(numeric: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _flat(text: str) -> str:
    return " ".join(text.split("\n")).replace("\t", " ")
