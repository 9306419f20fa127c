"""The narrative for a screen reader: headings, paragraphs, and the links in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QAccessible

from desktop_app.ui.common.accessible import Part
from desktop_app.ui.narrative.live_page import LivePage
from desktop_app.ui.narrative.page import PAD

_PICTURE = "\ufffc"
"""Stands for a picture in a text of Qt's."""
Area = Callable[[int, int], QRect]
"""Where the text between two positions stands, in the widget."""


def readable_parts(
    page: LivePage,
    parameters: Mapping[str, float],
    *,
    area: Area,
    focused: int,
    press: Callable[[int], None],
) -> Iterator[Part]:
    """Each heading and paragraph of ``page``, followed by the links in it."""
    for item in page.outline:
        role = QAccessible.Role.Heading if item.level else QAccessible.Role.Paragraph
        text = page.text(item.start, item.end).replace(PAD + PAD, PAD).strip()
        for at, alt in page.pictures.items():
            if item.start <= at < item.end:
                text = text.replace(_PICTURE, alt, 1)
        yield Part(role, text, "", area(item.start, item.end))
        for index, anchor in enumerate(page.anchors):
            if item.start <= anchor.start < item.end:
                reference = page.reference(index)
                adjustable = reference is not None and reference.kind == "param"
                yield Part(
                    QAccessible.Role.SpinBox if adjustable else QAccessible.Role.Link,
                    page.text(anchor.start, anchor.end).strip(f"{PAD} ‹›"),
                    _destination(page, index, parameters),
                    area(anchor.start, anchor.end),
                    focused=index == focused,
                    press=lambda index=index: press(index),  # type: ignore[misc]
                )


def _destination(page: LivePage, index: int, parameters: Mapping[str, float]) -> str:
    """What a link points to: its kind, then the thing itself."""
    reference = page.reference(index)
    if reference is None:
        return page.anchors[index].link.url
    match reference.kind:
        case "term":
            label = QCoreApplication.translate("NarrativePanel", "Glossary term")
        case "source":
            label = QCoreApplication.translate("NarrativePanel", "Source")
        case "param":
            label = QCoreApplication.translate("NarrativePanel", "Adjustable number, arrow keys")
        case "point":
            label = QCoreApplication.translate("NarrativePanel", "Figure of the chart")
        case "value":
            label = QCoreApplication.translate("NarrativePanel", "Computed figure")
        case "output":
            label = QCoreApplication.translate("NarrativePanel", "Figure of the simulation")
        case _:
            label = QCoreApplication.translate("NarrativePanel", "Link in the lesson")
    if page.concealed(reference):
        return label
    description = page.describe(reference, parameters)
    return f"{label}. {description}" if description else label
