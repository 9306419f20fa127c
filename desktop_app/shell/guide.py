"""The teacher's guide of the open lesson, in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.content.document import Heading, Text
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Chapter, Step, StepPart
from desktop_app.content.reference import Reference
from desktop_app.session.preferences import PreferenceStore
from desktop_app.session.session import Session
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.narrative.narrative_panel import NarrativePanel
from desktop_app.ui.narrative.page import PageHead


class GuideDialog(QDialog):
    """The guide as one long page; its links work as those of the lesson do."""

    reference_activated = Signal(object)
    """A link to a step, chart or chapter was followed: the window closes for it."""

    def __init__(
        self, lesson: Lesson, session: Session, preferences: PreferenceStore, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Teacher’s guide"))
        type_ = Type(preferences.state.scale)
        language = preferences.state.language
        self.page = NarrativePanel(lesson, session, preferences)
        self.page.reference_activated.connect(self._follow)
        guide = lesson.guide(language)
        if guide is not None:
            head = PageHead(lesson.title_in(language), guide.title)
            self.page.show_step(_as_one_step(guide), head, language, {})
        close = QPushButton(self.tr("Close"))
        close.setProperty("primary", True)
        close.setFont(type_.interface())
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(type_.px(12),) * 4)
        layout.addWidget(self.page, 1)
        layout.addLayout(buttons)
        self.resize(
            min(type_.px(820), parent.width() - 40), min(type_.px(760), parent.height() - 40)
        )

    def _follow(self, reference: Reference) -> None:
        self.reject()
        self.reference_activated.emit(reference)


def _as_one_step(guide: Chapter) -> Step:
    """All the sections of the guide one after the other, each under its heading."""
    parts: list[StepPart] = []
    for step in guide.steps:
        parts.append(Heading(2, (Text(step.title),), step.location))
        parts.extend(step.parts)
    return Step(guide.id, guide.title, 0.0, True, tuple(parts), guide.location)
