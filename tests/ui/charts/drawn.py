"""Charts drawn for tests: from a specification to pixels and places."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF

from desktop_app.charts.chart_file import read_chart
from desktop_app.charts.scene import Scene
from desktop_app.ui.charts.labels import Label, place_labels
from desktop_app.ui.charts.layout import ChartLayout, arrange
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.placing import Placed
from desktop_app.ui.charts.shapes import Shapes, groups_of

Pixels = NDArray[np.uint8]


def scene_of(specification: Mapping[str, object], language: str = "en") -> Scene:
    """The scene of a specification whose data are written in it."""
    chart = read_chart(json.dumps(specification), "test.json", None, {}, language)
    assert not chart.errors, chart.errors
    assert chart.scene is not None
    return chart.scene


@dataclass
class Drawn:
    """A scene laid out in a size, with everything that is written."""

    scene: Scene
    layout: ChartLayout
    shapes: Shapes
    labels: list[Label]
    bounds: QRectF
    look: Look

    def written(self) -> Iterator[tuple[str, QPolygonF]]:
        """Every text, and what it covers, but for a hair around its letters."""
        for text in self.texts():
            polygon = text.transform.map(QPolygonF(text.rect.adjusted(1, 2, -1, -2)))
            yield text.text, polygon
        for label in self.labels:
            yield label.text, QPolygonF(label.rect.adjusted(1, 2, -1, -2))

    def texts(self) -> list[Placed]:
        legends = [text for legend in self.layout.legends for text in legend.texts]
        return [text for text in (*self.layout.texts, *legends) if text.text]

    def text(self, words: str) -> Placed:
        return next(text for text in self.texts() if text.text == words)

    def image(self, ratio: float = 1.0) -> QImage:
        """The marks, in ``ratio`` device pixels a pixel, on the card's colour."""
        size = (QSizeF(self.bounds.size()) * ratio).toSize()
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(self.look.surface)
        painter = QPainter(image)
        shapes = Shapes(
            self.scene, groups_of(self.scene), self.layout, self.look, self.bounds, ratio=ratio
        )
        shapes.paint(painter)
        painter.end()
        return image


def drawn(
    scene: Scene | Mapping[str, object],
    size: tuple[float, float] = (520, 360),
    look: Look | None = None,
) -> Drawn:
    if not isinstance(scene, Scene):
        scene = scene_of(scene)
    look = look or Look()
    layout = arrange(scene, QSizeF(*size), look, QMarginsF())
    bounds = QRectF(0, 0, *size)
    shapes = Shapes(scene, groups_of(scene), layout, look, bounds)
    labels = place_labels(scene, layout, look, bounds, shapes)
    return Drawn(scene, layout, shapes, labels, bounds, look)


def pixels(image: QImage) -> Pixels:
    """Rows of pixels: blue, green, red, alpha."""
    plain = image.convertToFormat(QImage.Format.Format_ARGB32)
    flat = np.frombuffer(plain.constBits(), np.uint8)
    return flat.reshape(plain.height(), plain.bytesPerLine() // 4, 4)[:, : plain.width()].copy()


def colour_at(image: QImage, at: QPointF) -> str:
    return image.pixelColor((at * image.devicePixelRatio()).toPoint()).name()


def inked(
    image: QImage, ground: QColor | Qt.GlobalColor = Qt.GlobalColor.white
) -> NDArray[np.bool_]:
    """Which pixels are not the ground."""
    colour = QColor(ground)
    plain = np.array([colour.blue(), colour.green(), colour.red()], np.uint8)
    found: NDArray[np.bool_] = (pixels(image)[:, :, :3] != plain).any(axis=2)
    return found
