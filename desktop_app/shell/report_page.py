"""The report of a class as a page with charts: HTML, or PDF through Qt."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QBuffer, QCoreApplication, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication

from desktop_app.charts.chart_file import read_chart
from desktop_app.learning.classroom.class_page import ClassPage, Picture
from desktop_app.learning.classroom.class_report import ClassReport
from desktop_app.learning.classroom.collection import Collection
from desktop_app.learning.learner_charts import LearnerChart
from desktop_app.reporting import KnownClass
from desktop_app.shell.flowed_pages import draw_page, flowed_pages
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.picture import ChartPicture, to_image, to_svg
from desktop_app.ui.common.fonts import Type, register_fonts
from desktop_app.ui.common.markup import with_spaces_kept
from desktop_app.ui.common.theme import LIGHT

MARGIN = 15.0
"""Millimetres."""
DPI = 96
SHARPNESS = 3.0
"""Pixels of a picture a pixel of the page: 288 an inch."""
_STYLE = """
h1 { font-size: 17pt; } h2 { font-size: 13pt; } h3 { font-size: 11pt; }
.muted { color: #5a6474; } td, th { padding: 3px 6px; }
td { border-bottom: 1px solid #e4e1da; } th { border-bottom: 1px solid #5a6474; text-align: left; }
"""


def prepare() -> QCoreApplication:
    """What pages are drawn with, to be held by a command meanwhile: the window has it."""
    application = QApplication.instance() or QApplication([])
    register_fonts()
    return application


def report_as_html(
    reports: Sequence[ClassReport],
    collection: Collection,
    language: str,
    made: datetime,
    known: KnownClass | None = None,
) -> bytes:
    """The page in HTML, its charts as SVG in it: it needs no other file."""
    count = 0

    def picture(chart: LearnerChart) -> str:
        nonlocal count
        count += 1
        drawn = _picture(chart, language)
        svg = to_svg(drawn, *_said(chart)).decode()
        # Several on one page: what names a part of one must not name one of another.
        svg = re.sub(r'(id="|labelledby="|url\(#|href="#)([^")]+)', _numbered(count), svg)
        return f"<figure>{svg[svg.index('<svg') :]}</figure>"

    page = _page(reports, collection, language, made, known, picture)
    return page.html().encode("utf-8")


def report_as_pdf(
    reports: Sequence[ClassReport],
    collection: Collection,
    language: str,
    made: datetime,
    known: KnownClass | None = None,
) -> bytes:
    """The page as PDF, in A4 pages with their numbers."""
    pictures: dict[str, QImage] = {}

    def picture(chart: LearnerChart) -> str:
        drawn = _picture(chart, language)
        address = f"chart:{len(pictures)}"
        pictures[address] = to_image(drawn, SHARPNESS)
        width = min(drawn.size.width(), _room().width())
        return f'<p><img src="{address}" width="{width:.0f}"></p>'

    page = _page(reports, collection, language, made, known, picture)
    body = re.sub(r"<table>", '<table width="100%" cellspacing="0">', page.body())
    document = QTextDocument()
    document.setDocumentMargin(0)  # all that changes the layout, before there is any
    document.setDefaultFont(Type().interface(13))
    document.setDefaultStyleSheet(_STYLE)
    for address, image in pictures.items():
        image.setDevicePixelRatio(1.0)
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(address), image)
    document.setHtml(f"<body>{with_spaces_kept(body)}</body>")
    return _pages(document, page.title)


def _page(
    reports: Sequence[ClassReport],
    collection: Collection,
    language: str,
    made: datetime,
    known: KnownClass | None,
    picture: Picture,
) -> ClassPage:
    known = known or KnownClass()
    return ClassPage(
        reports,
        collection,
        language,
        made,
        name=known.name,
        picture=picture,
        votes=known.votes,
        predictions=known.predictions,
    )


def _pages(document: QTextDocument, title: str) -> bytes:
    """``document`` laid out on A4, each page with its number."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(title)
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            margins,
            QPageLayout.Unit.Millimeter,
        )
    )
    room = _room()
    document.documentLayout().setPaintDevice(writer)
    document.setTextWidth(room.width())
    pages = flowed_pages(document, room.height())
    painter = QPainter(writer)
    foot = Type().interface(11)
    for number, page in enumerate(pages, 1):
        if number > 1:
            writer.newPage()
        draw_page(document, page, painter)
        painter.setFont(foot)
        painter.setPen(QColor(LIGHT.muted))
        line = QRectF(0, room.height(), room.width(), _FOOT)
        for side, text in (
            (Qt.AlignmentFlag.AlignLeft, title),
            (Qt.AlignmentFlag.AlignRight, f"{number}/{len(pages)}"),
        ):
            painter.drawText(line, int(side | Qt.AlignmentFlag.AlignBottom), text)
    painter.end()
    return bytes(buffer.data().data())


_FOOT = 24
"""Pixels that the number of the page takes."""


def _room() -> QSizeF:
    """What an A4 page has room for, in pixels."""
    inch = 25.4
    return QSizeF((210 - 2 * MARGIN) / inch * DPI, (297 - 2 * MARGIN) / inch * DPI - _FOOT)


def _picture(chart: LearnerChart, language: str) -> ChartPicture:
    file = read_chart(json.dumps(chart.specification), f"{chart.id}.json", None, {}, language)
    assert file.scene is not None
    return ChartPicture(file.scene, Look())


def _said(chart: LearnerChart) -> tuple[str, str]:
    return str(chart.specification["title"]), str(chart.specification["description"])


def _numbered(count: int) -> str:
    return rf"\g<1>c{count}-\g<2>"
