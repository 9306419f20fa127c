"""A chart as a picture on its own: title, plots, legends and source, at any scale."""

from __future__ import annotations

import math
from pathlib import Path
from xml.sax.saxutils import escape

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from desktop_app.charts.scene import Scene
from desktop_app.ui.charts.axes import AxesItem
from desktop_app.ui.charts.headers import Headers
from desktop_app.ui.charts.labels import place_labels
from desktop_app.ui.charts.layout import arrange
from desktop_app.ui.charts.lettering import Letterer, write
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.marks import Drawn, MarksItem
from desktop_app.ui.charts.placing import text_size, wrap
from desktop_app.ui.charts.shapes import Shapes, groups_of

MARGIN = 16
SMALLEST, LARGEST = QSize(420, 300), QSize(4_000, 4_000)
_AXES = QSize(190, 120)
"""What axes, legends and titles take around the plots, about; then it is measured."""
_NARROW, _LOW = 240.0, 150.0
"""Plots that are meant to be smaller are drawn as large, where there are few of them."""
_WORD = 120.0
"""Plots are as wide as a word above them, up to this."""
TITLE_LINES, FOOT_LINES = 12, 6
MOST_PIXELS = 64_000_000
"""No picture has more: it would not fit into memory beside the rest."""


class ChartPicture:
    """Paints ``scene`` with its title; ``source`` below, then ``credit``: whose chart it is."""

    def __init__(
        self,
        scene: Scene,
        look: Look,
        source: str = "",
        size: QSize | None = None,
        *,
        credit: str = "",
    ) -> None:
        self._scene = scene
        self._look = look
        self._foot = [line for line in (scene.note, source, credit) if line]
        self.size = size or self._natural_size()

    def _natural_size(self) -> QSize:
        """The plots as large as the specification has them, within reason."""
        scene, scale = self._scene, self._look.type.scale
        rows = 1 + max((plot.row for plot in scene.plots), default=0)
        columns = 1 + max((plot.column for plot in scene.plots), default=0)
        plot = QSizeF(min(scene.width, 1e5), min(scene.height, 1e5))
        if not scene.keeps_aspect:
            plot = plot.expandedTo(QSizeF(_NARROW / columns, _LOW / rows) * scale)
            word = min(Headers(scene, self._look).longest_word, _WORD * scale)
            plot = plot.expandedTo(QSizeF(word, 0))
        size = QSizeF(
            plot.width() * columns + _AXES.width() * scale,
            plot.height() * rows + _AXES.height() * scale,
        )
        for _ in range(3 if scene.plots else 0):
            area = self._area(size)
            layout = arrange(scene, area.size(), self._look, QMarginsF(), told=True)
            drawn = layout.plot.size()
            size += QSizeF(
                (plot.width() - drawn.width()) * columns, (plot.height() - drawn.height()) * rows
            )
            size = size.expandedTo(QSizeF(1, 1)).boundedTo(QSizeF(LARGEST))
        wanted = QSize(round(size.width()), round(size.height()))
        return wanted.expandedTo(SMALLEST).boundedTo(LARGEST)

    def _area(self, size: QSizeF) -> QRectF:
        """What title and source leave of a picture of ``size`` for the chart."""
        margin = self._look.px(MARGIN)
        whole = QRectF(QPointF(0, 0), size)
        area = whole.marginsRemoved(QMarginsF(margin, margin, margin, margin))
        return self._paint_foot(None, self._paint_head(None, area))

    def paint(self, painter: QPainter, ratio: float = 1.0) -> None:
        """Paint the whole in a rectangle of :attr:`size` at the origin.

        ``ratio``: device pixels a pixel, for edges to be sharp.
        """
        whole = QRectF(QPointF(0, 0), QSizeF(self.size))
        painter.fillRect(whole, self._look.surface)
        area = self._area(whole.size())
        margin = self._look.px(MARGIN)
        self._paint_foot(
            painter, self._paint_head(painter, whole.adjusted(margin, margin, -margin, -margin))
        )
        painter.save()
        painter.translate(area.topLeft())
        self._paint_chart(painter, area.size(), ratio)
        painter.restore()

    def _paint_head(self, painter: QPainter | None, area: QRectF) -> QRectF:
        look, y = self._look, area.top()
        for text, font, colour, lines in (
            (self._scene.title, look.type.interface(18, bold=True), look.ink, TITLE_LINES),
            (self._scene.subtitle, look.type.interface(13), look.muted, TITLE_LINES),
        ):
            if not text:
                continue
            metrics = QFontMetricsF(font)
            wrapped = wrap(text, metrics, area.width(), lines)
            height = text_size(wrapped, metrics).height()
            if painter is not None:
                place = QRectF(area.left(), y, area.width(), height)
                write(painter, place, Qt.AlignmentFlag.AlignLeft, wrapped, font, colour)
            y += height + look.px(4)
        return area.adjusted(0, y - area.top() + (look.px(8) if y > area.top() else 0), 0, 0)

    def _paint_foot(self, painter: QPainter | None, area: QRectF) -> QRectF:
        """What has to be known, the source and the credit, each on lines of its own."""
        if not self._foot:
            return area
        look = self._look
        metrics = QFontMetricsF(look.tick)
        text = "\n".join(wrap(line, metrics, area.width(), FOOT_LINES) for line in self._foot)
        height = text_size(text, metrics).height()
        if painter is not None:
            place = QRectF(area.left(), area.bottom() - height, area.width(), height)
            write(painter, place, Qt.AlignmentFlag.AlignLeft, text, look.tick, look.muted)
        return area.adjusted(0, 0, 0, -height - look.px(8))

    def _paint_chart(self, painter: QPainter, size: QSizeF, ratio: float) -> None:
        scene, look, bounds = self._scene, self._look, QRectF(QPointF(0, 0), size)
        layout = arrange(scene, size, look, QMarginsF())
        shapes = Shapes(scene, groups_of(scene), layout, look, bounds, ratio=ratio)
        labels = place_labels(scene, layout, look, bounds, shapes)
        axes, marks = AxesItem(), MarksItem()
        axes.present(scene, layout, look, bounds)
        marks.present(Drawn(scene, shapes, layout, look, bounds, labels))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        axes.paint(painter, None)  # type: ignore[arg-type]
        marks.paint(painter, None)  # type: ignore[arg-type]


def to_image(picture: ChartPicture, scale: float = 1.0) -> QImage:
    """The picture in ``scale`` pixels a pixel; texts and lines are scaled with it."""
    area = max(picture.size.width() * picture.size.height(), 1)
    scale = min(max(scale, 0.1), math.sqrt(MOST_PIXELS / area))
    image = QImage(picture.size * scale, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    picture.paint(painter, scale)
    painter.end()
    image.setDotsPerMeterX(round(96 * scale / 0.0254))
    image.setDotsPerMeterY(round(96 * scale / 0.0254))
    return image


def to_svg(picture: ChartPicture, title: str = "", description: str = "") -> bytes:
    """The picture as SVG: shapes as shapes, texts as text, with a title and a description."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setSize(picture.size)
    generator.setViewBox(QRectF(QPointF(0, 0), QSizeF(picture.size)))
    generator.setResolution(96)
    painter = Letterer(generator)
    picture.paint(painter)
    painter.end()
    shapes = bytes(buffer.data().data()).decode()
    # Qt writes a title as it is, and the texts are ours.
    start, end = shapes.index("<title>"), shapes.index("<defs>")
    said = "".join(
        f'<{name} id="{name}">{escape(text)}</{name}>\n'
        for name, text in (("title", title), ("desc", description))
        if text
    )
    head = shapes[:start].replace("<svg ", '<svg role="img" aria-labelledby="title desc" ', 1)
    body, closing = shapes[end:].rsplit("</svg>", 1)
    texts = "\n".join(line for text in painter.texts for line in text.elements())
    return f"{head}{said}{body}{texts}\n</svg>{closing}".encode()


def save_picture(picture: ChartPicture, path: Path, scene: Scene, scale: float = 1.0) -> None:
    """Write ``picture`` as SVG or PNG, by the ending of ``path``; whole or not at all.

    Raises OSError where it can't be written.
    """
    from desktop_app.storage.files import write_whole

    if path.suffix.lower() == ".svg":
        write_whole(path, to_svg(picture, scene.title, scene.description))
        return
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(to_image(picture, scale))
    write_whole(path, bytes(buffer.data().data()))
