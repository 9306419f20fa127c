"""What the console tells the teacher of a slide: what comes next, notes, answers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.content.model import ChartBlock, QuestionBlock, Step, TeacherBlock
from desktop_app.content.yaml import Record
from desktop_app.session.presentation import Presentation
from desktop_app.session.slides import Slide, SlideKind
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.markup import to_markup
from desktop_app.ui.common.theme import Theme
from desktop_app.ui.presenter.slide_text import SlideText, Words

translate = QCoreApplication.translate


class ConsoleText:
    """Writes for one teacher's screen: with every figure, as nobody else sees it."""

    def __init__(self, presentation: Presentation, theme: Theme, type_: Type) -> None:
        self._presentation = presentation
        self._theme = theme
        self._type = type_
        self._text = SlideText(theme, Words(type_.px(16), type_.px(14), type_.px(13)))

    def kind(self, slide: Slide) -> str:
        """What sort of slide it is, in a word."""
        if slide.kind is SlideKind.TEXT:
            number, count = slide.part
            words = translate("ConsoleText", "Text")
            return f"{words} {number}/{count}" if count > 1 else words
        return {
            SlideKind.CHART: translate("ConsoleText", "Chart"),
            SlideKind.CARD: translate("ConsoleText", "Box"),
            SlideKind.QUESTION: translate("ConsoleText", "Question"),
        }[slide.kind]

    def next(self, slide: Slide | None) -> str:
        """What comes next, in short."""
        if slide is None:
            return self._muted(translate("ConsoleText", "This is the last slide."))
        head = f"{self.kind(slide)} · {slide.title}"
        parts = [self._muted(head)]
        if isinstance(slide.block, ChartBlock):
            parts.append(self._text.sentences(_chart_title(slide.block), ()))
        elif isinstance(slide.block, QuestionBlock):
            language = self._presentation.language
            parts.append(self._text.question(slide.block, language, revealed=False))
        elif slide.block is not None:
            parts.append(self._text.card("", slide.block))
        else:
            parts.append(self._text.sentences("", slide.points))
        return "".join(parts)

    def notes(self, step: Step) -> str:
        """The author's notes for the teacher."""
        blocks = [block for block in step.blocks if isinstance(block, TeacherBlock)]
        if not blocks:
            return self._muted(translate("ConsoleText", "No notes for this step."))
        return "".join(self._text.nodes(block.content) for block in blocks)

    def answers(self, step: Step) -> str:
        """The step's questions with their answers."""
        if not step.questions:
            return self._muted(translate("ConsoleText", "No question in this step."))
        language = self._presentation.language
        gap = f"<p style='font-size:{self._type.px(6)}px'>&nbsp;</p>"
        return gap.join(
            self._text.question(block, language, revealed=True) for block in step.questions
        )

    def _muted(self, words: str) -> str:
        size = self._type.px(13)
        css = f"margin:0; color:{self._theme.muted}; font-size:{size}px"
        return f"<p style='{css}'>{to_markup(words)}</p>"


def _chart_title(block: ChartBlock) -> str:
    title = block.specification.get("title") if block.specification else None
    text = title.get("text") if isinstance(title, Record) else title
    return text if isinstance(text, str) else ""
