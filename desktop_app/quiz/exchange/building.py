"""Questions made of what another format says: whatever a lesson would refuse is put right.

GIFT and Moodle's XML say the same things in different ways. Both readers hand over drafts;
here they become questions that can be written in a lesson, and what could not be kept is
reported where it stands.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, TypeVar

from desktop_app.content.document import Paragraph, Quotation, Text, images, plain_text
from desktop_app.content.problems import Location, ProblemLog
from desktop_app.quiz.exchange.pictures import free_name, slug
from desktop_app.quiz.exchange.shares import read_share
from desktop_app.quiz.model import (
    Blank,
    ChoiceGap,
    ChoiceQuestion,
    ChoicesQuestion,
    ExpectedNumber,
    ExpectedText,
    Foreseen,
    GapsQuestion,
    MatchQuestion,
    NumberGap,
    NumberQuestion,
    OpenQuestion,
    Option,
    OrderQuestion,
    Pair,
    Prose,
    Question,
    Rules,
    TextGap,
    TextQuestion,
    TextRules,
    Tolerance,
    TrueFalseQuestion,
    Unit,
)
from desktop_app.quiz.questions import MOST_OPTIONS
from desktop_app.quiz.reading.attributes import prose_text
from desktop_app.quiz.reading.words import MOST_GAPS
from desktop_app.quiz.telling import exact
from desktop_app.quiz.texts import LONGEST, covers, normalise

_NUMBER = re.compile(r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d{1,4})?")
_NUMBERED = re.compile(r"misconception ([1-9][0-9]{0,2})")
_TRUE_FALSE = {"fr": ("Vrai", "Faux"), "en": ("True", "False")}
F = TypeVar("F", bound=Foreseen)


class Refused(Exception):  # noqa: N818 - it is the question that is refused
    """A question that can't be one of a lesson; ``why`` is a word of the catalogue."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass
class Head:
    """What every question has, as it was read. ``name`` gives it an id, if nothing else."""

    place: Location
    prompt: Prose = ()
    id: str = ""
    name: str = ""
    explanation: Prose = ()
    remarks: dict[str, Prose] = field(default_factory=dict)
    hints: list[Prose] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    rules: Rules = field(default_factory=Rules)


@dataclass
class Draft:
    """An answer as it was read: ``text`` for one that is typed, ``prose`` for others.

    ``percent`` is what it is worth; ``tolerance`` how far a number may be from it.
    """

    place: Location
    percent: float = 0.0
    text: str = ""
    prose: Prose = ()
    feedback: Prose = ()
    tolerance: str = ""


@dataclass
class DraftGap:
    """A blank: ``kind`` is "typed", "number" or "chosen"."""

    kind: str
    answers: list[Draft]
    place: Location
    weight: float = 1.0
    case: bool = False


class Builder:
    """Makes questions of drafts, of one file in one language."""

    def __init__(self, language: str, log: ProblemLog, taken: Iterable[str] = ()) -> None:
        self.language = language
        self.log = log
        self._ids = dict.fromkeys(taken, 1)

    # -- what every question has ---------------------------------------------------------

    def _common(self, head: Head) -> dict[str, Any]:
        prompt = head.prompt
        if not plain_text(prompt).strip():
            words = " ".join(head.name.split())
            if not words:
                raise Refused("no-prompt")
            prompt = (Paragraph((Text(words),), head.place), *prompt)
        tagged = {"objective": "", "difficulty": ""}
        for tag in dict.fromkeys(head.tags):
            key, sign, value = tag.partition(":")
            if sign and key in tagged:
                tagged[key] = " ".join(value.replace('"', "”").split())
            elif not key.startswith("misconception"):
                self.log.warning("import-tag", head.place, tag=tag[:60])
        return {
            "id": self.identify(head.id or head.name or plain_text(prompt), "question"),
            "language": self.language,
            "prompt": prompt,
            "explanation": head.explanation,
            "remarks": {key: prose for key, prose in head.remarks.items() if prose},
            "hints": tuple(hint for hint in head.hints if hint),
            "rules": head.rules,
            "location": head.place,
            **tagged,
        }

    def identify(self, text: str, otherwise: str) -> str:
        """An id that nothing else of this file has."""
        found = text if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}", text) else slug(text)
        return free_name(found or otherwise, self._ids)

    def _misconceptions(self, head: Head, answers: Sequence[Foreseen]) -> list[str]:
        """The misconception of each answer. ``misconception 2:…`` is that of the second;
        where no number is said, each of the wrong ones has one, in their order.
        """
        found = [""] * len(answers)
        names = []
        for tag in head.tags:
            key, _, value = tag.partition(":")
            numbered = _NUMBERED.fullmatch(key)
            name = re.sub(r"[\s\"{}]+", "-", value.strip())
            if numbered and name and int(numbered[1]) <= len(answers):
                found[int(numbered[1]) - 1] = name
            elif key == "misconception" and name:
                names.append(name)
        wrong = [rank for rank, answer in enumerate(answers) if answer.credit <= 0]
        if any(found):
            return found
        if len(names) == len(wrong):
            for rank, name in zip(wrong, names, strict=True):
                found[rank] = name
        elif names:
            self.log.warning("import-tag", head.place, tag=f"misconception:{names[0][:40]}")
        return found

    # -- picking -------------------------------------------------------------------------

    def choice(self, head: Head, drafts: Sequence[Draft], *, single: bool) -> Question:
        """One choice or several; which of the two is asked where the shares leave it open."""
        options = self._options(drafts)
        if len(options) < 2:
            raise Refused("few-answers")
        if single and max(option.credit for option in options) <= 0:
            raise Refused("no-right-answer")
        if single:
            best = max(options, key=lambda option: option.credit)
            if best.credit < 1 - 1e-6:
                self.log.warning("import-shares", head.place)
            options = [
                option
                if option.correct is (option is best) and option.credit in (0.0, 1.0)
                else replace(
                    option,
                    correct=option is best,
                    credit=1.0 if option is best else option.credit,
                )
                for option in options
            ]
            common = self._common(head)
            return ChoiceQuestion(**common, options=self._betraying(head, options))
        right = [option for option in options if option.credit > 0]
        if not right:
            raise Refused("no-right-answer")
        total = sum(option.credit for option in right)
        if abs(total - 1) > 1e-3:
            self.log.warning("import-shares", head.place)
        options = [
            replace(
                option,
                correct=option.credit > 0,
                credit=option.credit / total if option.credit > 0 else option.credit,
            )
            for option in options
        ]
        return ChoicesQuestion(**self._common(head), options=self._betraying(head, options))

    def _betraying(self, head: Head, options: Sequence[Option]) -> tuple[Option, ...]:
        return _named(options, self._misconceptions(head, options))

    def _options(self, drafts: Sequence[Draft]) -> list[Option]:
        """The answers that can be picked: none empty, none twice."""
        found: list[Option] = []
        for draft in self._distinct(drafts, lambda draft: prose_text(draft.prose)):
            share = self._share(draft)
            found.append(
                Option(
                    text=_without_quotations(draft.prose),
                    correct=share > 0,
                    credit=share,
                    explanation=draft.feedback,
                    location=draft.place,
                )
            )
        return found

    def _distinct(self, drafts: Sequence[Draft], text: Callable[[Draft], str]) -> list[Draft]:
        if len(drafts) > MOST_OPTIONS:
            raise Refused("many-answers")
        seen: dict[str, Draft] = {}
        for draft in drafts:
            words = text(draft)
            key = normalise(words, TextRules(accents=True))
            if not words:
                self._drop(draft, "empty-answer")
            elif key in seen:
                self._drop(draft, "twice")
            else:
                seen[key] = draft
        return list(seen.values())

    def _drop(self, draft: Draft, why: str) -> None:
        text = prose_text(draft.prose) or draft.text
        self.log.warning("answer-left-out", draft.place, why=why, text=text[:80])

    def _share(self, draft: Draft) -> float:
        share = read_share(draft.percent) if math.isfinite(draft.percent) else math.nan
        if not -1 <= share <= 1:
            self.log.warning("import-shares", draft.place)
            return 0.0 if math.isnan(share) else max(-1.0, min(1.0, share))
        return share

    def true_false(
        self, head: Head, when_true: Draft, when_false: Draft, *, truth: bool
    ) -> Question:
        words = _TRUE_FALSE[self.language]
        options = [
            Option(
                text=(Paragraph((Text(word),), draft.place),),
                correct=correct,
                credit=float(correct),
                explanation=draft.feedback,
                location=draft.place,
            )
            for word, draft, correct in zip(
                words, (when_true, when_false), (truth, not truth), strict=True
            )
        ]
        first, second = self._betraying(head, options)
        return TrueFalseQuestion(**self._common(head), when_true=first, when_false=second)

    # -- typing --------------------------------------------------------------------------

    def number(
        self,
        head: Head,
        drafts: Sequence[Draft],
        *,
        unit: str = "",
        units: Sequence[Unit] = (),
        unit_asked: bool = False,
    ) -> Question:
        if len(drafts) > MOST_OPTIONS:
            raise Refused("many-answers")
        others = [draft for draft in drafts if draft.text == "*"]
        numbers = self._numbers([draft for draft in drafts if draft.text != "*"])
        otherwise = None
        if others:
            share = self._share(others[0])
            if share > 0:
                raise Refused("anything-right")
            otherwise = Foreseen(
                correct=False,
                credit=share,
                explanation=others[0].feedback,
                location=others[0].place,
            )
        kept = (*numbers, otherwise) if otherwise else numbers
        names = self._misconceptions(head, kept)
        if otherwise:
            otherwise = replace(otherwise, misconception=names.pop())
        expected = _named(numbers, names)
        return NumberQuestion(
            **self._common(head),
            expected=expected,
            unit=unit,
            units=tuple(units),
            unit_asked=unit_asked and bool(unit),
            otherwise=otherwise,
        )

    def _numbers(self, drafts: Sequence[Draft]) -> tuple[ExpectedNumber, ...]:
        if len(drafts) > MOST_OPTIONS:
            raise Refused("many-answers")
        found: list[ExpectedNumber] = []
        for draft in drafts:
            number = self._number(draft)
            if number is None:
                self._drop(draft, "no-number")
            elif any(one.value == number.value and one.tolerance == number.tolerance
                     for one in found):  # fmt: skip
                self._drop(draft, "twice")
            else:
                found.append(number)
        right = [one for one in found if one.correct]
        for one in list(found):
            if not one.correct and any(other.accepts(one.value) for other in right):
                self.log.warning("answer-left-out", one.location, why="never", text=one.written)
                found.remove(one)
        if not right:
            raise Refused("no-right-answer")
        return tuple(found)

    def _number(self, draft: Draft) -> ExpectedNumber | None:
        low, dots, high = draft.text.partition("..")
        if dots:
            ends = read_number(low), read_number(high)
            if ends[0] is None or ends[1] is None or ends[0] > ends[1]:
                return None
            value = ends[0] / 2 + ends[1] / 2
            slack: float | None = ends[1] / 2 - ends[0] / 2
        else:
            given = read_number(draft.text)
            slack = read_number(draft.tolerance) if draft.tolerance.strip() else 0.0
            if given is None:
                return None
            value = given
        if slack is None or slack < 0:
            self.log.warning("answer-left-out", draft.place, why="tolerance", text=draft.tolerance)
            slack = 0.0
        share = self._share(draft)
        return ExpectedNumber(
            value=value,
            written=exact(value, self.language),
            tolerance=Tolerance(slack),
            correct=share > 0,
            credit=share,
            explanation=draft.feedback,
            location=draft.place,
        )

    def text(self, head: Head, drafts: Sequence[Draft], *, case: bool = False) -> Question:
        expected, rules = self._texts(drafts, case=case)
        names = self._misconceptions(head, expected)
        betraying = _named(expected, names)
        return TextQuestion(**self._common(head), expected=betraying, text_rules=rules)

    def _texts(
        self, drafts: Sequence[Draft], *, case: bool
    ) -> tuple[tuple[ExpectedText, ...], TextRules]:
        """Accents count only where an answer and another differ in nothing else."""
        if len(drafts) > MOST_OPTIONS:
            raise Refused("many-answers")
        texts = []
        for draft in drafts:
            pattern = " ".join(draft.text.split())
            share = self._share(draft)
            if not pattern:
                self._drop(draft, "empty-answer")
            elif len(pattern) > LONGEST:
                self._drop(draft, "long-answer")
            elif share > 0 and not pattern.replace("\\*", "x").strip("* ."):
                raise Refused("anything-right")
            else:
                texts.append(
                    ExpectedText(
                        pattern=pattern,
                        correct=share > 0,
                        credit=share,
                        explanation=draft.feedback,
                        location=draft.place,
                    )
                )
        lenient, strict = TextRules(case=case), TextRules(accents=True, case=case)
        reached = [_reached(texts, rules) for rules in (lenient, strict)]
        rules = lenient if len(reached[0]) >= len(reached[1]) else strict
        kept = reached[rules is strict]
        for text in texts:
            if text not in kept:
                why = "never"
                self.log.warning("answer-left-out", text.location, why=why, text=text.pattern[:80])
        if not any(text.correct for text in kept):
            raise Refused("no-right-answer")
        return tuple(kept), rules

    def gaps(self, head: Head, gaps: Sequence[DraftGap]) -> Question:
        if len(gaps) > MOST_GAPS:
            raise Refused("many-gaps")
        read = [self._gap(gap) for gap in gaps]
        answers = [one for gap in read for one in answers_of(gap)]
        names = iter(self._misconceptions(head, answers))
        named = tuple(_with_misconceptions(gap, names) for gap in read)
        return GapsQuestion(**self._common(head), gaps=named)

    def _gap(self, gap: DraftGap) -> Blank:
        if gap.kind == "number":
            drafts = []
            for draft in gap.answers:
                if draft.text == "*":
                    self._drop(draft, "any-number")
                else:
                    drafts.append(draft)
            return NumberGap(self._numbers(drafts), weight=gap.weight)
        if gap.kind == "typed":
            expected, rules = self._texts(gap.answers, case=gap.case)
            return TextGap(expected, rules, gap.weight)
        options = self._options(gap.answers)
        if not any(option.correct for option in options):
            raise Refused("no-right-answer")
        return ChoiceGap(tuple(options), gap.weight)

    # -- arranging, writing --------------------------------------------------------------

    def match(self, head: Head, sides: Sequence[tuple[Prose, Prose, Location]]) -> Question:
        """Pairs; a right side alone fits nothing."""
        if len(sides) > MOST_OPTIONS:
            raise Refused("many-answers")
        rules = TextRules(accents=True, case=True)
        choices: dict[str, Prose] = {}
        told = [(prose_text(left), prose_text(right)) for left, right, _ in sides]
        keys = [normalise(text, rules) for _, text in told]
        for (_, right, _), key, (_, words) in zip(sides, keys, told, strict=True):
            if words:
                choices.setdefault(key, _one_line(right, arrows=True))
        ranks = {key: rank for rank, key in enumerate(choices)}
        pairs: dict[str, Pair] = {}
        for (left, _, place), chosen, (asked, words) in zip(sides, keys, told, strict=True):
            key = normalise(asked, rules)
            text = asked or words
            if not words:
                self.log.warning("answer-left-out", place, why="empty-answer", text=text[:80])
            elif key and key in pairs:
                self.log.warning("answer-left-out", place, why="twice", text=text[:80])
            elif key:
                pairs[key] = Pair(left=_one_line(left), right=ranks[chosen], location=place)
        if len(pairs) < 2:
            raise Refused("few-answers")
        return MatchQuestion(
            **self._common(head), pairs=tuple(pairs.values()), choices=tuple(choices.values())
        )

    def order(self, head: Head, drafts: Sequence[Draft]) -> Question:
        items = self._options(drafts)
        if len(items) < 2:
            raise Refused("few-answers")
        whole = tuple(replace(item, correct=True, credit=1.0) for item in items)
        return OrderQuestion(**self._common(head), items=whole)

    def open(
        self, head: Head, criteria: Sequence[Draft] = (), *, least: int = 0, most: int = 0
    ) -> Question:
        options = self._options(criteria)
        share = 1 / max(len(options), 1)
        return OpenQuestion(
            **self._common(head),
            criteria=tuple(replace(option, correct=False, credit=share) for option in options),
            min_words=least if not most or least <= most else 0,
            max_words=most,
        )


def answers_of(gap: Blank) -> Sequence[Foreseen]:
    return gap.options if isinstance(gap, ChoiceGap) else gap.expected


def _named(answers: Sequence[F], names: Sequence[str]) -> tuple[F, ...]:
    """``answers``, each with the misconception that betrays itself in it, "" for none."""
    return tuple(
        replace(one, misconception=name) if name else one
        for one, name in zip(answers, names, strict=True)
    )


def _with_misconceptions(gap: Blank, names: Iterator[str]) -> Blank:
    """``gap``, each of whose answers takes the next of ``names``."""
    match gap:
        case ChoiceGap(options=options):
            return replace(gap, options=_named(options, list(islice(names, len(options)))))
        case NumberGap(expected=numbers):
            return replace(gap, expected=_named(numbers, list(islice(names, len(numbers)))))
        case TextGap(expected=texts):
            return replace(gap, expected=_named(texts, list(islice(names, len(texts)))))


def read_number(text: str) -> float | None:
    """A number with a decimal point, or comma; None where there is none, or none finite."""
    plain = text.strip().replace("\u2212", "-")
    if len(plain) < 16 and plain.isascii() and plain.isdigit():
        return float(plain)
    if len(plain) > 400 or not _NUMBER.fullmatch(plain):
        return None
    value = float(plain.replace(",", "."))
    if not math.isfinite(value) or (not value and re.search("[1-9]", plain.lower().split("e")[0])):
        return None
    return value + 0.0  # no minus nothing


def _reached(texts: Sequence[ExpectedText], rules: TextRules) -> list[ExpectedText]:
    """Those that no text before them always takes the place of."""
    kept: list[ExpectedText] = []
    for text in texts:
        if not any(covers(other.pattern, text.pattern, rules) for other in kept):
            kept.append(text)
    return kept


def _without_quotations(prose: Prose) -> Prose:
    """``prose`` as an answer can be: a quotation under one would explain it."""
    found: list[Any] = []
    for node in prose:
        found += node.children if isinstance(node, Quotation) else [node]
    if found and not isinstance(found[0], Paragraph):
        place = Location("")
        first = Paragraph((Text(plain_text((found[0],)).strip()),), place)
        found = [first, *found[1:]] if not any(images((found[0],))) else found
    return tuple(found)


def _one_line(prose: Prose, *, arrows: bool = False) -> Prose:
    """``prose`` as one side of a pair: one paragraph; an arrow in the left one would end it."""
    children: list[Any] = []
    for node in prose:
        if children:
            children.append(Text(" "))
        children += node.children if isinstance(node, Paragraph) else [Text(plain_text((node,)))]
    shown = [
        Text(re.sub(r"→|⟶|⇒|->|=>", "⟼", child.text))
        if isinstance(child, Text) and not arrows
        else child
        for child in children
    ]
    return (Paragraph(tuple(shown), Location("")),)
