"""What the teacher alone reads beside a slide: notes, and the answers to what is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from desktop_app.content.model import ChartBlock, QuestionBlock, Step, TeacherBlock
from desktop_app.session.presentation import Presentation
from desktop_app.session.slides import Slide
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.markup import to_markup
from desktop_app.ui.common.theme import Theme
from desktop_app.ui.presenter.slide_text import SlideText, Words

Truths = Callable[[ChartBlock], Sequence[tuple[str, str]]]
"""What a chart asks to be predicted: each name with its number; () where it asks nothing."""
translate = QCoreApplication.translate


def notes_html(
    presentation: Presentation, slide: Slide, truths: Truths, theme: Theme, type_: Type
) -> str:
    """The notes of the slide's step, then its answers: those of what is shown, where that
    asks something, else of all that the step asks.
    """
    step = presentation.step_of(slide)
    if step is None:
        return ""
    words = Words(type_.px(16), type_.px(15), type_.px(13))
    text = SlideText(theme, words, presentation.telling_all().prose)
    notes = [text.nodes(one.content) for one in step.blocks if isinstance(one, TeacherBlock)]
    parts = [_label(translate("TeacherNotes", "Notes"), theme, type_), *notes] if notes else []
    answers = _answers(slide, step, truths, text, presentation.language, theme, type_)
    if answers:
        shown = isinstance(slide.block, QuestionBlock)
        label = (
            translate("TeacherNotes", "Answer")
            if shown or len(answers) == 1
            else translate("TeacherNotes", "Answers in this step")
        )
        parts += [_label(label, theme, type_), *answers]
    if not parts:
        nothing = to_markup(translate("TeacherNotes", "No notes for this step, and no question."))
        return f"<p style='color:{theme.muted}; font-size:{type_.px(15)}px'>{nothing}</p>"
    return "".join(parts)


def _answers(
    slide: Slide,
    step: Step,
    truths: Truths,
    text: SlideText,
    language: str,
    theme: Theme,
    type_: Type,
) -> list[str]:
    asking = [one for one in step.blocks if isinstance(one, ChartBlock | QuestionBlock)]
    shown = [one for one in asking if one is slide.block]
    found = []
    for block in shown or asking:
        if not block.is_sound:
            continue
        if isinstance(block, QuestionBlock):
            found.append(text.question(block, language, revealed=True))
        elif values := truths(block):
            rows = "".join(
                f"<tr><td style='padding-right:{type_.px(14)}px'>{to_markup(name)}</td>"
                f"<td><b>{to_markup(number)}</b></td></tr>"
                for name, number in values
            )
            found.append(f"<table style='font-size:{type_.px(15)}px'>{rows}</table>")
    gap = f"<p style='font-size:{type_.px(6)}px'>&nbsp;</p>"
    return [part for one in found for part in (one, gap)][:-1] if found else []


def _label(label: str, theme: Theme, type_: Type) -> str:
    return (
        f"<p style='font-size:{type_.px(13)}px; color:{theme.accent};"
        f" margin:{type_.px(10)}px 0 {type_.px(2)}px 0'><b>{to_markup(label)}</b></p>"
    )
