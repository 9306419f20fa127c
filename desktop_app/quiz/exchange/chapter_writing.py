"""Questions written as a chapter of a lesson, in the grammar of its guide.

What :mod:`desktop_app.quiz.questions` reads of it is the same question again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from desktop_app.content.document import Code, Emphasis, ItemList, Node, Paragraph, Quotation, Text
from desktop_app.content.numbers import parse_typed
from desktop_app.content.question_blocks import is_keyword
from desktop_app.quiz.exchange.collection import Collection, Passage, Section
from desktop_app.quiz.exchange.markdown_writing import GapWriter, hung, no_gap, write_nodes
from desktop_app.quiz.exchange.pictures import free_name, slug
from desktop_app.quiz.model import (
    Blank,
    ChoiceGap,
    ChoiceQuestion,
    ChoicesQuestion,
    ExpectedNumber,
    Foreseen,
    GapsQuestion,
    MatchQuestion,
    NumberGap,
    NumberQuestion,
    OpenQuestion,
    Option,
    OrderQuestion,
    Prose,
    Question,
    Rules,
    TextQuestion,
    TextRules,
    Tolerance,
    TrueFalseQuestion,
)
from desktop_app.quiz.quantities import parse_expected, parse_tolerance
from desktop_app.quiz.telling import exact

_KEYWORDS = {
    "fr": {
        "hint": "Indice : ", "right": "Si juste : ", "partly": "Si en partie juste : ",
        "wrong": "Si faux : ", "explanation": "Explication : ",
    },
    "en": {
        "hint": "Hint: ", "right": "If right: ", "partly": "If partly right: ",
        "wrong": "If wrong: ", "explanation": "Explanation: ",
    },
}  # fmt: skip
_BARE = re.compile(r"[^\s{}\"=]+")
_BOX = re.compile(r"\[([ xX])\](?=\s|$)")
Attributes = dict[str, str]


def write_chapter(collection: Collection, names: Iterable[str] = ()) -> str:
    """The whole file of a chapter: its front matter, and a step for each section.

    No step has one of the ``names``.
    """
    taken = dict.fromkeys((*names, *(question.id for question in collection.questions)), 1)
    lines = ["---", f"title: {json.dumps(_title(collection.title), ensure_ascii=False)}", "---"]
    for section in collection.sections:
        lines += ["", *_step(section, collection.language, taken)]
    return "\n".join(lines) + "\n"


def _title(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split())[:200] or "Questions"


def _step(section: Section, language: str, taken: dict[str, int]) -> list[str]:
    found = free_name(slug(section.title) or "questions", taken)
    lines = [f"## {_title(section.title)} {{#{found}}}"]
    for item in section.items:
        lines.append("")
        if isinstance(item, Passage):
            lines += write_nodes(item.prose)
        else:
            lines += write_question(item, language)
    return lines


# -- one question -------------------------------------------------------------------------


def write_question(question: Question, language: str) -> list[str]:
    """The lines of one block; of a type that others have too: see :data:`WRITABLE`."""
    return _Writer(question, language).lines()


WRITABLE = (
    ChoiceQuestion, ChoicesQuestion, TrueFalseQuestion, NumberQuestion, TextQuestion,
    GapsQuestion, MatchQuestion, OrderQuestion, OpenQuestion,
)  # fmt: skip


class _Writer:
    def __init__(self, question: Question, language: str) -> None:
        self._question = question
        self._language = language
        self._words = _KEYWORDS[language]
        gaps = question.gaps if isinstance(question, GapsQuestion) else ()
        self._inline = _all_inline(gaps, language)

    def lines(self) -> list[str]:
        question = self._question
        parts = [self._prompt()]
        parts += [self._said("hint", hint) for hint in question.hints]
        parts.append(self._answers())
        parts += [
            self._said(name, question.remarks[name])
            for name in ("right", "partly", "wrong")
            if name in question.remarks
        ]
        if question.explanation:
            marked = is_keyword(Quotation(question.explanation))
            parts.append(
                self._said("explanation", question.explanation)
                if marked
                else _quoted(question.explanation)
            )
        attributes = {"type": question.type, **self._own(), **self._rules()}
        head = " ".join(["::: {.question", f"#{question.id}", *_written(attributes)]) + "}"
        lines = [head]
        for part in parts:
            if part:
                lines += ["", *part]
        return [*lines, "", ":::"]

    def _said(self, name: str, prose: Prose) -> list[str]:
        """A quotation that opens with a word that says what it is."""
        first, *rest = prose
        opening = Text(self._words[name])
        if isinstance(first, Paragraph):
            return _quoted((first._replace(children=(opening, *first.children)), *rest))
        place = self._question.location
        return _quoted((Paragraph((opening,), place), first, *rest))

    def _prompt(self) -> list[str]:
        question = self._question
        nodes = list(question.prompt)
        kept: list[Node] = []
        for rank, node in enumerate(nodes):
            last = rank == len(nodes) - 1
            listless = isinstance(question, GapsQuestion | OpenQuestion)
            # Read as a hint, or as the explanation: what it quotes stands by itself then.
            if isinstance(node, Quotation) and (is_keyword(node) or (last and listless and rank)):
                kept += node.children
            else:
                kept.append(_without_boxes(node))
        gaps = question.gaps if isinstance(question, GapsQuestion) else ()
        gap: GapWriter = no_gap
        if gaps:
            inline = self._inline

            def gap(number: int) -> str:
                return inline[number - 1] if inline else "[[…]]"

        return write_nodes(kept, gap)

    def _answers(self) -> list[str]:
        match self._question:
            case ChoiceQuestion(options=options) | OpenQuestion(criteria=options):
                return _joined([self._option(one, 1.0, 0.0) for one in options])
            case ChoicesQuestion(options=options):
                right = sum(option.correct for option in options) or 1
                return _joined([self._option(one, 1 / right, -1 / right) for one in options])
            case TrueFalseQuestion():
                return _joined([self._option(one, 1.0, 0.0) for one in self._question.options])
            case NumberQuestion(expected=expected, otherwise=otherwise, unit=unit):
                items = [self._number(one, unit) for one in expected]
                if otherwise:
                    items.append(self._foreseen(otherwise, (Text("*"),)))
                return _joined(items)
            case TextQuestion(expected=expected):
                return _joined([self._foreseen(one, (Text(one.pattern),)) for one in expected])
            case MatchQuestion():
                return self._pairs(self._question)
            case OrderQuestion(items=items):
                # Other than the list before it, which it would go on otherwise.
                lists = _lists_at_end(self._question.prompt)
                sign = ")" if lists and lists % 2 == 0 else "."
                return _joined(
                    [
                        self._item(f"{rank}{sign} ", one.text, one.explanation, self._tag(one))
                        for rank, one in enumerate(items, 1)
                    ]
                )
            case GapsQuestion(gaps=gaps):
                if self._inline:
                    return []
                return _joined([self._gap(rank, gap) for rank, gap in enumerate(gaps, 1)])
            case _:
                raise TypeError(type(self._question))

    # -- items ---------------------------------------------------------------------------

    def _option(self, option: Option, right: float, wrong: float) -> list[str]:
        if isinstance(self._question, OpenQuestion):
            right = wrong = 1 / len(self._question.criteria)
        attributes = self._tag(option) | self._credit(option, right, wrong)
        return self._item(_box(option), option.text, option.explanation, attributes)

    def _number(self, expected: ExpectedNumber, unit: str) -> list[str]:
        text, attributes = _written_number(expected, unit, self._language)
        return self._foreseen(expected, (Text(text),), attributes)

    def _foreseen(
        self, one: Foreseen, words: tuple[Text, ...], attributes: Attributes | None = None
    ) -> list[str]:
        all_attributes = (attributes or {}) | self._tag(one) | self._credit(one, 1.0, 0.0)
        text: Prose = (Paragraph(words, one.location),)
        return self._item(_box(one), text, one.explanation, all_attributes)

    def _pairs(self, question: MatchQuestion) -> list[str]:
        arrow = Text(" → ")
        items = []
        for pair in question.pairs:
            line = (*_line(pair.left), arrow, *_line(question.choices[pair.right]))
            tag = {"misconception": pair.misconception} if pair.misconception else {}
            items.append(self._item("- ", (Paragraph(line, pair.location),), pair.explanation, tag))
        used = {pair.right for pair in question.pairs}
        for rank, choice in enumerate(question.choices):
            if rank not in used:
                line = (Text("→ "), *_line(choice))
                items.append(self._item("- ", (Paragraph(line, question.location),), (), {}))
        return _joined(items)

    def _gap(self, rank: int, gap: Blank) -> list[str]:
        attributes: Attributes = {}
        items: list[list[str]]
        if isinstance(gap, ChoiceGap):
            kind = "chosen"
            items = [self._option(option, 1.0, 0.0) for option in gap.options]
        elif isinstance(gap, NumberGap):
            kind = "number"
            attributes |= {"unit": gap.unit} if gap.unit else {}
            items = [self._number(one, gap.unit) for one in gap.expected]
        else:
            kind = "typed"
            attributes |= _text_rules(gap.rules)
            items = [self._foreseen(one, (Text(one.pattern),)) for one in gap.expected]
        if _usual_kind(gap, self._language) != kind:
            attributes["gap"] = kind
        if gap.weight != 1:
            attributes["weight"] = exact(gap.weight, self._language)
        head = [f"{{{' '.join(_written(attributes))}}}", ""] if attributes else []
        return hung(f"{rank}. ", [*head, *_joined(items)])

    def _item(
        self, marker: str, text: Prose, explanation: Prose, attributes: Attributes
    ) -> list[str]:
        """An item of the list: its first line with the attributes, the rest, its quotation."""
        first, rest = (text[0], text[1:]) if text else (None, ())
        opening: tuple[str, ...] = ()
        if isinstance(first, Paragraph):
            # « a {b} » would be taken for attributes: an empty {} after it says it is none.
            guarded = _ends_braced(first)
            first_lines = write_nodes((first,))
            if attributes or guarded:
                first_lines[-1] += f" {{{' '.join(_written(attributes))}}}"
            opening = tuple(first_lines)
        elif first is not None:
            rest = (first, *rest)
        lines = list(opening) or ([f"{{{' '.join(_written(attributes))}}}"] if attributes else [""])
        if rest:
            lines += ["", *write_nodes(rest)]
        if explanation:
            lines += ["", *_quoted(explanation)]
        box = re.match(r"- \[.\] ", marker)
        indent = "- " if box else marker
        lines[0] = (marker[2:] if box else "") + lines[0]
        return hung(indent, lines)

    def _tag(self, one: Foreseen) -> Attributes:
        return {"misconception": one.misconception} if one.misconception else {}

    def _credit(self, one: Foreseen, right: float, wrong: float) -> Attributes:
        usual = right if one.correct else wrong
        if isinstance(self._question, TrueFalseQuestion) or abs(one.credit - usual) < 1e-9:
            return {}
        return {"credit": share_text(one.credit, self._language)}

    # -- attributes ----------------------------------------------------------------------

    def _own(self) -> Attributes:
        """The attributes of questions of this type."""
        match self._question:
            case NumberQuestion(unit=unit, units=units, unit_asked=asked):
                factors = (f"{one.name}={exact(one.factor, self._language)}" for one in units)
                return {
                    **({"unit": unit} if unit else {}),
                    **({"units": " ".join(factors)} if units else {}),
                    **({"ask-unit": "yes"} if asked else {}),
                }
            case TextQuestion(text_rules=rules):
                return _text_rules(rules)
            case OpenQuestion(min_words=least, max_words=most):
                return {
                    **({"min-words": str(least)} if least else {}),
                    **({"max-words": str(most)} if most else {}),
                }
            case _:
                return {}

    def _rules(self) -> Attributes:
        question, usual = self._question, Rules()
        rules = question.rules
        found: Attributes = {}
        if question.evidence is not None:
            found["evidence"] = str(question.evidence)
        if question.setting:
            pairs = question.setting.items()
            found["set"] = " ".join(f"{name}={exact(v, self._language)}" for name, v in pairs)
        if question.objective:
            found["objective"] = question.objective
        if question.difficulty:
            found["difficulty"] = question.difficulty
        if rules.points != usual.points:
            found["points"] = exact(rules.points, self._language)
        if rules.tries != usual.tries:
            found["tries"] = str(rules.tries)
        if abs(rules.penalty - usual.penalty) > 1e-6:
            found["penalty"] = share_text(rules.penalty, self._language)
        for name, value in (
            ("certainty", "yes" if rules.certainty else ""),
            ("graded", "" if rules.graded else "no"),
            ("feedback", "later" if rules.deferred else ""),
            ("shuffle", "yes" if rules.shuffled else ""),
        ):
            if value:
                found[name] = value
        return found


def _text_rules(rules: TextRules) -> Attributes:
    return {
        **({"accents": "yes"} if rules.accents else {}),
        **({"case": "yes"} if rules.case else {}),
    }


def _written(attributes: Attributes) -> list[str]:
    found = []
    for name, value in attributes.items():
        plain = " ".join(value.replace('"', "”").split())
        found.append(f"{name}={plain}" if _BARE.fullmatch(plain) else f'{name}="{plain}"')
    return found


def share_text(share: float, language: str) -> str:
    """A share as an attribute says it, exactly: in percent where that has few digits."""
    percent = exact(float(f"{share * 100:.10g}"), language)
    value = parse_typed(percent, language)
    return f"{percent}%" if value is not None and value / 100 == share else exact(share, language)


def _box(one: Foreseen) -> str:
    return "- [x] " if one.correct else "- [ ] "


def _joined(items: Sequence[list[str]]) -> list[str]:
    """The items of a list; those of one line stand close together."""
    loose = any(len(item) > 1 for item in items)
    lines: list[str] = []
    for rank, item in enumerate(items):
        lines += ["", *item] if rank and loose else item
    return lines


def _quoted(prose: Prose) -> list[str]:
    return write_nodes((Quotation(prose),))


def _line(prose: Prose) -> tuple:  # type: ignore[type-arg]
    first = prose[0] if prose else None
    return first.children if isinstance(first, Paragraph) else ()


def _lists_at_end(prose: Prose) -> int:
    count = 0
    for node in reversed(prose):
        if not (isinstance(node, ItemList) and node.ordered):
            break
        count += 1
    return count


def _ends_braced(paragraph: Paragraph) -> bool:
    last = paragraph.children[-1] if paragraph.children else None
    return isinstance(last, Text) and last.text.rstrip().endswith("}")


def _without_boxes(node: Node) -> Node:
    """A list of what is asked, whose items are not taken for answers to be ticked."""
    if not isinstance(node, ItemList):
        return node
    items = []
    for item in node.items:
        first = item[0] if item else None
        if isinstance(first, Paragraph) and first.children and isinstance(first.children[0], Text):
            text = first.children[0].text
            box = _BOX.match(text)
            if box:
                sign = "☐" if box[1] == " " else "☑"
                words = Text(sign + text[box.end() :])
                item = (first._replace(children=(words, *first.children[1:])), *item[1:])
        items.append(item)
    return node._replace(items=tuple(items))


# -- numbers and gaps ---------------------------------------------------------------------


def _written_number(expected: ExpectedNumber, unit: str, language: str) -> tuple[str, Attributes]:
    """A number with its tolerance beside it, or in an attribute where it would be misread."""
    text, tolerance = exact(expected.value, language), expected.tolerance
    if not tolerance.amount:
        return text, {} if tolerance == Tolerance() else {"tolerance": "0%"}
    if not tolerance.relative:
        whole = f"{text} ± {exact(tolerance.amount, language)}"
        read = parse_expected(whole, language, unit)
        if read and (read.value, read.tolerance) == (expected.value, tolerance):
            return whole, {}
        return text, {"tolerance": exact(tolerance.amount, language)}
    for digits in (6, 12, 15, 16, 17):
        written = f"{tolerance.amount * 100:.{digits}g}".replace(
            ".", "," if language == "fr" else "."
        )
        found = parse_tolerance(f"{written}%", language)
        if found == tolerance:
            break
    return text, {"tolerance": f"{written}%"}


def _all_inline(gaps: Sequence[Blank], language: str) -> list[str]:
    """What stands in the text itself for every gap; [] where one needs a list of its own."""
    found = [_inline_gap(gap, language) for gap in gaps]
    return found if all(found) else []


def _inline_gap(gap: Blank, language: str) -> str:
    if gap.weight != 1:
        return ""
    answers = gap.options if isinstance(gap, ChoiceGap) else gap.expected
    if any(one.explanation or one.misconception for one in answers):
        return ""
    if isinstance(gap, ChoiceGap):
        return _inline_choice(gap)
    if any(not one.correct or one.credit != 1 for one in answers):
        return ""
    if isinstance(gap, NumberGap):
        texts = [_written_number(one, gap.unit, language) for one in gap.expected]
        if gap.unit or any(attributes for _, attributes in texts):
            return ""
        return f"[[{' | '.join(text for text, _ in texts)}]]"
    patterns = [one.pattern for one in gap.expected]
    plain = all(re.fullmatch(r"[^\W_](?:[\w '’,.-]*[\w.])?", text) for text in patterns)
    if gap.rules != TextRules() or not plain or _usual_kind(gap, language) != "typed":
        return ""
    return f"[[{' | '.join(patterns)}]]"


def _inline_choice(gap: ChoiceGap) -> str:
    texts = []
    for option in gap.options:
        line = _line(option.text)
        words = line[0].text if len(option.text) == 1 and len(line) == 1 else ""
        if isinstance(line[0] if line else None, Code | Emphasis):
            return ""
        if not re.fullmatch(r"[^\W_](?:[\w '’,.-]*[\w.])?", words):
            return ""
        if option.credit != float(option.correct):
            return ""
        texts.append(f"[{'x' if option.correct else ' '}] {words}")
    return f"[{' '.join(texts)}]"


def _usual_kind(gap: Blank, language: str) -> str:
    """What a gap whose answers stand in a list is taken for, if nothing is said."""
    if isinstance(gap, ChoiceGap):
        return "chosen" if any(not option.correct for option in gap.options) else "typed"
    if any(not one.correct for one in gap.expected):
        return "chosen"
    if isinstance(gap, NumberGap):
        return "number"
    written = [parse_expected(one.pattern, language, "") for one in gap.expected]
    return "number" if all(written) else "typed"
