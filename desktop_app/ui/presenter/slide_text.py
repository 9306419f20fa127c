"""The words of a slide as HTML: sentences, cards, and questions with or without answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_app.content.document import Inline, Node, Paragraph, Text
from desktop_app.content.model import (
    ActivityBlock,
    Block,
    MisconceptionBlock,
    QuestionBlock,
    SourceCheckBlock,
    TriadBlock,
)
from desktop_app.content.problems import ProblemLog
from desktop_app.quiz.questions import (
    ChoiceGap,
    ChoiceQuestion,
    ChoicesQuestion,
    GapsQuestion,
    MatchQuestion,
    OpenQuestion,
    OrderQuestion,
    PredictionQuestion,
    Question,
    TrueFalseQuestion,
    read_question,
)
from desktop_app.quiz.shown import shown_order
from desktop_app.quiz.telling import right_answer, told
from desktop_app.ui.common.markup import to_markup
from desktop_app.ui.common.rich_text import HtmlStyle, to_html
from desktop_app.ui.common.theme import Theme

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TICK = "✓"


@dataclass(frozen=True)
class Words:
    """Sizes in pixels: of the title, of what is read, and of what is read at need."""

    title: int
    body: int
    small: int


Prose = Sequence[Inline | Node]
Tell = Callable[[Prose], Prose]
translate = QCoreApplication.translate


class SlideText:
    """Writes slides in one theme; ``words`` are the sizes. ``tell`` gives prose the figures
    that it has now.
    """

    def __init__(self, theme: Theme, words: Words, tell: Tell = tuple) -> None:
        self._theme = theme
        self._tell = tell
        self._words = words
        self._style = HtmlStyle(
            link_colour=theme.ink,
            links=False,
            line_height=118,
            gap=words.body // 2,
            blank_colour=theme.muted,
            figure_ground=theme.mix(theme.accent, theme.tint, theme.surface),
        )

    def sentences(self, title: str, points: Sequence[Prose]) -> str:
        """A title with the key sentences under it."""
        paragraphs = "".join(self._paragraph(self._html(point)) for point in points)
        return self._title(title) + paragraphs

    def card(self, title: str, block: Block) -> str:
        """An activity, a misconception, or the check of a source."""
        parts = [self._title(title)]
        if isinstance(block, ActivityBlock):
            parts += [self._label(translate("SlideText", "Activity")), self.nodes(block.content)]
        elif isinstance(block, TriadBlock):
            for label, nodes in zip(_labels(block), block.parts, strict=False):
                parts += [self._label(label), self.nodes(nodes)]
        return "".join(parts)

    def question(self, block: QuestionBlock, language: str, *, revealed: bool) -> str:
        """The question alone; its answer and explanation once they are ``revealed``."""
        question = read_question(block, ProblemLog(), language)
        if question is None:
            return self.nodes(block.prompt)
        parts = [self._strong(question.prompt), *self._offered(question, revealed)]
        if revealed:
            parts += self._answered(question)
        return "".join(parts)

    # -- questions -----------------------------------------------------------------------

    def _offered(self, question: Question, revealed: bool) -> list[str]:
        """What there is to choose from, with letters to call out."""
        order = shown_order(question)
        match question:
            case ChoiceQuestion() | ChoicesQuestion():
                return [
                    self._option(
                        letter,
                        question.options[rank].text,
                        right=revealed and question.options[rank].correct,
                        wrong=revealed and not question.options[rank].correct,
                        why=question.options[rank].explanation if revealed else (),
                    )
                    for letter, rank in zip(LETTERS, order, strict=False)
                ]
            case TrueFalseQuestion():
                return [
                    self._option(
                        letter,
                        option.text,
                        right=revealed and option.correct,
                        wrong=revealed and not option.correct,
                        why=option.explanation if revealed and option.correct else (),
                    )
                    for letter, option in zip(LETTERS, question.options, strict=False)
                ]
            case MatchQuestion():
                lefts = [self._option(str(n), one.left) for n, one in enumerate(question.pairs, 1)]
                choices = (question.choices[rank] for rank in order)
                rights = [
                    self._option(letter, choice)
                    for letter, choice in zip(LETTERS, choices, strict=False)
                ]
                return [self._columns("".join(lefts), "".join(rights))]
            case OrderQuestion():
                return [
                    self._option(letter, question.items[rank].text)
                    for letter, rank in zip(LETTERS, order, strict=False)
                ]
            case GapsQuestion(gaps=gaps):
                return [
                    self._option(
                        str(number),
                        _joined([option.text for option in gap.options]),
                    )
                    for number, gap in enumerate(gaps, 1)
                    if isinstance(gap, ChoiceGap)
                ]
            case PredictionQuestion(estimands=estimands):
                return [self._option("–", one.label) for one in estimands]
            case _:
                return []

    def _answered(self, question: Question) -> list[str]:
        parts = []
        answer = told(question, right_answer(question))
        listed = isinstance(question, ChoiceQuestion | ChoicesQuestion | TrueFalseQuestion)
        if answer and not listed:
            words = f"{TICK} {to_markup(answer)}"
            parts.append(self._paragraph(f"<b>{words}</b>", self._theme.positive))
        if question.explanation:
            if isinstance(question, OpenQuestion):
                parts.append(self._label(translate("SlideText", "A model answer")))
            parts.append(self.nodes(question.explanation))
        return parts

    def _option(
        self,
        letter: str,
        text: Prose,
        *,
        right: bool = False,
        wrong: bool = False,
        why: Prose = (),
    ) -> str:
        """One line with its letter; ``why`` under it in small."""
        theme, size = self._theme, self._words.body
        colour = theme.positive if right else theme.muted if wrong else theme.ink
        sign = TICK if right else letter
        words = self._html(text)
        words = f"<b>{words}</b>" if right else words
        reason = ""
        if why:
            small = self._html(why)
            reason = (
                f"<div style='font-size:{self._words.small}px; color:{theme.ink}'>{small}</div>"
            )
        return (
            f"<table style='margin-top:{size // 2}px' cellspacing='0' cellpadding='0'><tr>"
            f"<td width='{round(size * 1.9)}' style='color:{theme.accent if not right else colour};"
            f" font-size:{size}px'><b>{sign}</b></td>"
            f"<td style='font-size:{size}px; color:{colour}'>{words}{reason}</td></tr></table>"
        )

    def _columns(self, left: str, right: str) -> str:
        cell = "<td width='50%' valign='top'>"
        cells = f"{cell}{left}</td>{cell}{right}</td>"
        return f"<table width='100%' cellspacing='0'><tr>{cells}</tr></table>"

    def _html(self, nodes: Prose) -> str:
        return to_html(self._tell(nodes), self._style)

    # -- pieces --------------------------------------------------------------------------

    def _title(self, title: str) -> str:
        if not title:
            return ""
        size = self._words.title
        return f"<p style='font-size:{size}px; margin:0'><b>{to_markup(title)}</b></p>"

    def _label(self, label: str) -> str:
        theme, size = self._theme, self._words.small
        return (
            f"<p style='font-size:{size}px; color:{theme.accent}; margin:{size}px 0 0 0'>"
            f"<b>{to_markup(label)}</b></p>"
        )

    def _strong(self, nodes: Prose) -> str:
        size = self._words.body
        return f"<div style='font-size:{size}px'><b>{self._html(nodes)}</b></div>"

    def nodes(self, nodes: Prose) -> str:
        """Prose as it is."""
        size = self._words.body
        return f"<div style='font-size:{size}px'>{self._html(nodes)}</div>"

    def _paragraph(self, words: str, colour: str = "") -> str:
        size = self._words.body
        css = f"font-size:{size}px; margin:{round(size * 0.7)}px 0 0 0"
        css += f"; color:{colour}" if colour else ""
        return f"<div style='{css}'>{words}</div>"


def _labels(block: TriadBlock) -> tuple[str, str, str]:
    if isinstance(block, MisconceptionBlock):
        return (
            translate("SlideText", "What people believe"),
            translate("SlideText", "What is the case"),
            translate("SlideText", "Why"),
        )
    assert isinstance(block, SourceCheckBlock)
    return (
        translate("SlideText", "The article"),
        translate("SlideText", "Its source"),
        translate("SlideText", "How to read it"),
    )


def _joined(texts: Sequence[Prose]) -> tuple[Node, ...]:
    """Several short texts on one line."""
    inlines: list[Inline] = []
    place = None
    for text in texts:
        for node in text:
            if isinstance(node, Paragraph):
                inlines += [Text(" / ")] if inlines else []
                inlines += node.children
                place = node.location
    return (Paragraph(tuple(inlines), place),) if place is not None else ()
