"""A legend that can be clicked: it chooses what it names, also with the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.charts.legend import Legend, LegendItem
from desktop_app.ui.charts.apart import Apart
from desktop_app.ui.charts.input_widgets import plain_label
from desktop_app.ui.charts.legends import LegendLayout, draw_legend
from desktop_app.ui.charts.look import Look
from desktop_app.ui.common.foot import FlowLayout

MOST_ITEMS = 40


class LegendInput(QWidget):
    """One button an entry, with its sample; says ``picked(value)``."""

    picked = Signal(object, object)
    """The value, and the keys that were held."""

    def __init__(self, legend: Legend) -> None:
        super().__init__()
        self._legend = legend
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        self.title = plain_label(legend.title)
        if legend.title:
            self._flow.addWidget(self.title)
        self.buttons: list[QPushButton] = []
        for item in legend.items[:MOST_ITEMS]:
            button = QPushButton(item.label.replace("&", "&&"))
            button.setCheckable(True)
            button.setAccessibleName(f"{legend.title} {item.label}".strip())
            button.clicked.connect(lambda _=False, value=item.value: self._pick(value))
            self._flow.addWidget(button)
            self.buttons.append(button)

    def set_look(self, look: Look, apart: Apart) -> None:
        """``apart``: what tells the series of the chart apart, besides their colours."""
        self._flow.setSpacing(look.px(6))
        self.title.setFont(look.type.interface(13))
        for button, item in zip(self.buttons, self._legend.items, strict=False):
            button.setFont(look.type.interface(13))
            icon = _sample(item, look, apart, is_line=self._legend.line)
            button.setIcon(icon)
            button.setIconSize(icon.availableSizes()[0] / 2)

    def show_chosen(self, is_chosen: Callable[[object], bool]) -> None:
        for button, item in zip(self.buttons, self._legend.items, strict=False):
            button.setChecked(is_chosen(item.value))

    def _pick(self, value: object) -> None:
        self.picked.emit(value, QGuiApplication.keyboardModifiers())


def _sample(item: LegendItem, look: Look, apart: Apart, *, is_line: bool) -> QIcon:
    size = QSize(look.px(22), look.px(16))
    pixmap = QPixmap(size * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    place = QPointF(1 if is_line else size.width() / 2, size.height() / 2)
    one = LegendLayout((), QRectF(QPointF(), size), ((place, item),), is_line)
    draw_legend(painter, one, look, apart)
    painter.end()
    return QIcon(pixmap)
