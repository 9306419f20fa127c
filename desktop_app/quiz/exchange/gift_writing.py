"""Questions written in GIFT, Moodle's text format.

Reference: the format as Moodle reads it (``question/format/gift/format.php``), with ids and
tags in a comment as it does since 3.11, and the items of its ordering questions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.content.document import Image, Paragraph, plain_text
from desktop_app.quiz.exchange.collection import Collection, Losses, Passage, Section, Written
from desktop_app.quiz.exchange.html_writing import HtmlWriter
from desktop_app.quiz.exchange.pictures import data_address
from desktop_app.quiz.exchange.saying import (
    Holds,
    Unsayable,
    absolute,
    is_bound,
    is_words,
    known_shares,
    note_losses,
    number_text,
    short_name,
    tags_of,
    without_references,
    words_of,
)
from desktop_app.quiz.exchange.shares import percent_text
from desktop_app.quiz.model import (
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
    Prose,
    Question,
    TextQuestion,
    TrueFalseQuestion,
)

NAME = "GIFT"
ORDERING = "VERTICAL RELATIVE_ALL_PREVIOUS_AND_NEXT SHOW none"
"""How an ordering question is laid out and graded: the sorts of grade nearest to Kendall's."""
_HOLDS = Holds()
_ESCAPES = str.maketrans(
    {"\\": "\\\\", "#": "\\#", "=": "\\=", "~": "\\~", "{": "\\{", "}": "\\}", ":": "\\:",
     "\n": "\\n"}
)  # fmt: skip
_UNSAFE = re.compile(r"[<>&\n]|^[\[%]")
"""What a text without format can't hold: HTML, the mark of a format, a share."""
_MARK = "\ue000"


def write_gift(collection: Collection) -> Written:
    """``collection`` as a UTF-8 file, with what GIFT has no place for."""
    losses = Losses(NAME)
    blocks = [f"// {_one_line(collection.title)}"]
    for section in collection.sections:
        blocks.append(_category(collection, section))
        for item in section.items:
            text = _passage(item) if isinstance(item, Passage) else _question(
                item, collection, losses
            )  # fmt: skip
            if text:
                blocks.append(text)
    return Written(("\n\n".join(blocks) + "\n").encode("utf-8"), losses.problems())


def _category(collection: Collection, section: Section) -> str:
    """Where a question bank keeps what follows: slashes part the names, two are one."""
    names = ("$course$", "top", *map(_one_line, (collection.title, section.title)))
    return "$CATEGORY: " + "/".join(name.replace("/", "//") for name in names if name)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _passage(passage: Passage) -> str:
    name, html = short_name(passage.prose), HtmlWriter().write(passage.prose)
    return f"::{escaped(name)}::[html]{escaped(html)}"


def _question(question: Question, collection: Collection, losses: Losses) -> str:
    if is_bound(question):
        losses.leave_out("bound", question)
        return ""
    try:
        text = _Writer(question, collection, losses).text()
    except Unsayable as reason:
        losses.leave_out(reason.what, question)
        return ""
    note_losses(question, _HOLDS, losses)
    return text


def escaped(text: str) -> str:
    r"""``text`` with GIFT's signs escaped; a line end is ``\n``."""
    return text.replace("\r", "").translate(_ESCAPES)


def _mark(share: float) -> str:
    """How an option of one choice opens; what is worth everything is right."""
    if share == 1:
        return "="
    return f"~%{percent_text(share)}%" if share else "~"


@dataclass
class _Writer:
    question: Question
    collection: Collection
    losses: Losses

    def text(self) -> str:
        question = self.question
        answers = self._answers()
        general = self._marked(question.explanation)
        inner = answers + (f"\n\t####{general}" if general else "")
        if "\n" in inner:
            inner += "\n"
        name = short_name(question.prompt) or question.id
        return f"{self._comment()}\n::{escaped(name)}::{self._prompt(inner)}"

    def _comment(self) -> str:
        """The id and the tags, as Moodle finds them in a comment."""
        tags = (re.sub(r"[\[\]<>`\\]|[\x00-\x1f]", " ", tag) for tag in tags_of(self.question))
        return " ".join(["//", f"[id:{self.question.id}]", *(f"[tag:{tag}]" for tag in tags)])

    def _prompt(self, inner: str) -> str:
        """What is asked, with the answers after it, or in the place of the only gap."""
        question = self.question
        if not isinstance(question, GapsQuestion):
            return f"{self._marked(question.prompt)}{{{inner}}}"
        text = self._marked(question.prompt, gap=_MARK)
        before, mark, after = text.partition(_MARK)
        if not mark or not after.strip():
            self.losses.lose("last-gap", question)
        return f"{before}{{{inner}}}{after}"

    def _marked(self, prose: Prose, gap: str = "") -> str:
        """``prose`` escaped; with the mark of its format where it is more than words."""
        prose = without_references(prose)
        if not prose:
            return ""
        if not gap and is_words(prose):
            words = plain_text(prose).strip()
            if not _UNSAFE.search(words):
                return escaped(words)
        html = HtmlWriter(self._source, gap=lambda _: gap).write(prose)
        if gap and not _UNSAFE.search(html.replace(gap, "")):
            return escaped(html)
        if html.startswith("%"):
            html = "&#37;" + html[1:]
        return f"[html]{escaped(html)}"

    def _source(self, image: Image) -> str:
        data = self.collection.picture(image.path)
        address = data_address(data) if data is not None else ""
        if not address:
            self.losses.lose("pictures", self.question)
        return address

    def _plain(self, text: str) -> str:
        """A text that is compared as it is typed: it has no format."""
        return f"[plain]{escaped(text)}" if text.startswith("[") else escaped(text)

    def _feedback(self, one: Foreseen) -> str:
        text = self._marked(one.explanation)
        return f"#{text}" if text else ""

    # -- answers -------------------------------------------------------------------------

    def _answers(self) -> str:
        match self.question:
            case ChoiceQuestion(options=options):
                return self._choice(options)
            case ChoicesQuestion(options=options):
                shares = known_shares(self.question, options, self.losses, whole=True)
                return self._options(options, [f"~%{percent_text(share)}%" for share in shares])
            case TrueFalseQuestion() as question:
                return self._true_false(question)
            case NumberQuestion() as question:
                answers = self._numbers(question.expected)
                if question.otherwise is not None:
                    if question.otherwise.credit:
                        self.losses.lose("credits", question)
                    answers += f"\n\t~{self._feedback(question.otherwise) or '#'}"
                return answers
            case TextQuestion(expected=expected):
                return self._texts(expected)
            case GapsQuestion(gaps=gaps):
                return self._gap(self.question, gaps)
            case MatchQuestion() as question:
                return self._pairs(question)
            case OrderQuestion(items=items):
                return self._order(items)
            case OpenQuestion():
                return ""
            case _:
                raise Unsayable("bound")

    def _choice(self, options: Sequence[Option]) -> str:
        shares = known_shares(self.question, options, self.losses)
        return self._options(options, [_mark(share) for share in shares])

    def _options(self, options: Sequence[Option], marks: Sequence[str]) -> str:
        return "".join(
            f"\n\t{mark}{self._marked(option.text)}{self._feedback(option)}"
            for option, mark in zip(options, marks, strict=True)
        )

    def _true_false(self, question: TrueFalseQuestion) -> str:
        options = question.options
        right, wrong = options if question.when_true.correct else (options[1], options[0])
        feedback = [self._marked(wrong.explanation), self._marked(right.explanation)]
        while feedback and not feedback[-1]:
            feedback.pop()
        truth = "TRUE" if question.when_true.correct else "FALSE"
        return truth + "".join(f"#{text}" for text in feedback)

    def _numbers(self, expected: Sequence[ExpectedNumber]) -> str:
        shares = known_shares(self.question, expected, self.losses)
        return "#" + "".join(
            f"\n\t=%{percent_text(share)}%{number_text(one.value)}:{number_text(absolute(one))}"
            f"{self._feedback(one)}"
            for one, share in zip(expected, shares, strict=True)
        )

    def _texts(self, expected: Sequence[ExpectedText]) -> str:
        if any("->" in one.pattern for one in expected):
            raise Unsayable("arrow")
        shares = known_shares(self.question, expected, self.losses)
        return "".join(
            f"\n\t=%{percent_text(share)}%{self._plain(one.pattern)}{self._feedback(one)}"
            for one, share in zip(expected, shares, strict=True)
        )

    def _gap(self, question: GapsQuestion, gaps: Sequence[object]) -> str:
        if len(gaps) != 1:
            raise Unsayable("several-gaps")
        gap = question.gaps[0]
        if gap.weight != 1:
            self.losses.lose("weights", question)
        if isinstance(gap, ChoiceGap):
            if all(option.correct for option in gap.options):
                raise Unsayable("choice-of-one")
            if sum(option.credit >= 1 for option in gap.options) < 1:
                raise Unsayable("credits")
            shares = known_shares(question, gap.options, self.losses)
            return self._options(gap.options, [_mark(share) for share in shares])
        if isinstance(gap, NumberGap):
            return self._numbers(gap.expected)
        if gap.rules.case:
            self.losses.lose("case", question)
        return self._texts(gap.expected)

    def _pairs(self, question: MatchQuestion) -> str:
        used = {pair.right for pair in question.pairs}
        lines = [
            f"\n\t={self._marked(pair.left)} -> {escaped(words_of(question.choices[pair.right]))}"
            for pair in question.pairs
        ]
        lines += [
            f"\n\t= -> {escaped(words_of(choice))}"
            for rank, choice in enumerate(question.choices)
            if rank not in used
        ]
        return "".join(lines)

    def _order(self, items: Sequence[Option]) -> str:
        if any(len(item.text) != 1 or not isinstance(item.text[0], Paragraph) for item in items):
            raise Unsayable("long-items")
        lines = "".join(f"\n\t{self._marked(item.text)}" for item in items)
        return f">{len(items)} ALL {ORDERING}{lines}"
