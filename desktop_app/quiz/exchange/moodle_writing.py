"""Questions written as Moodle's XML.

Reference: the format as Moodle reads it (``question/format/xml/format.php``), and the text of
its embedded answers (``question/type/multianswer/questiontype.php``).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape, quoteattr

from desktop_app.content.document import Image, ItemList
from desktop_app.quiz.exchange.collection import Collection, Losses, Passage, Section, Written
from desktop_app.quiz.exchange.html_writing import HtmlWriter
from desktop_app.quiz.exchange.pictures import data_address, picture_type
from desktop_app.quiz.exchange.saying import (
    Holds,
    Unsayable,
    absolute,
    is_bound,
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
    Blank,
    ChoiceGap,
    ChoiceQuestion,
    ChoicesQuestion,
    ExpectedNumber,
    ExpectedText,
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

NAME = "Moodle XML"
REMARKS = (
    ("right", "correctfeedback"),
    ("partly", "partiallycorrectfeedback"),
    ("wrong", "incorrectfeedback"),
)
_REMARKED = (ChoiceQuestion, ChoicesQuestion, MatchQuestion, OrderQuestion)
"""The types for which Moodle keeps what is said of a whole answer."""
_TYPES: dict[type, str] = {
    ChoiceQuestion: "multichoice", ChoicesQuestion: "multichoice",
    TrueFalseQuestion: "truefalse", NumberQuestion: "numerical", TextQuestion: "shortanswer",
    GapsQuestion: "cloze", MatchQuestion: "matching", OrderQuestion: "ordering",
    OpenQuestion: "essay",
}  # fmt: skip
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CLOZE = {"}": "&#125;", "~": "&#126;", "\\": "&#92;", "{": "&#123;"}
_CLOZE_SIGNS = re.compile(r"[}~\\{]|(?<!&)#")


def write_moodle(collection: Collection) -> Written:
    """``collection`` as a UTF-8 file, with what the format has no place for."""
    losses = Losses(NAME)
    blocks = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    for section in collection.sections:
        blocks.append(_category(collection, section))
        for item in section.items:
            if isinstance(item, Passage):
                blocks.append(_passage(item, collection))
            elif is_bound(item):
                losses.leave_out("bound", item)
            else:
                blocks += _question(item, collection, losses)
    blocks.append("</quiz>")
    return Written(("\n".join(blocks) + "\n").encode("utf-8"), losses.problems())


def _category(collection: Collection, section: Section) -> str:
    titles = (" ".join(text.split()) for text in (collection.title, section.title))
    names = ("$course$", "top", *(title.replace("/", "//") for title in titles if title))
    path = _text("/".join(names))
    return f'<question type="category"><category>{path}</category></question>'


def _text(words: str) -> str:
    return f"<text>{escape(_NO_XML.sub('', words))}</text>"


def _passage(passage: Passage, collection: Collection) -> str:
    texts = _Texts(collection.picture, lambda: None)
    name = f"<name>{_text(short_name(passage.prose))}</name>"
    body = texts.element("questiontext", passage.prose)
    return f'<question type="description">{name}{body}</question>'


def _question(question: Question, collection: Collection, losses: Losses) -> list[str]:
    texts = _Texts(collection.picture, lambda: losses.lose("pictures", question))
    writer = _Writer(question, texts, losses)
    try:
        text = writer.element()
    except Unsayable as reason:
        losses.leave_out(reason.what, question)
        return []
    rules = question.rules
    holds = Holds(
        hints=True,
        tries=bool(question.hints) and rules.tries == len(question.hints) + 1,
        points=True,
        remarks=isinstance(question, _REMARKED),
        units=isinstance(question, NumberQuestion),
        case=True,
        shuffled=isinstance(question, ChoiceQuestion | ChoicesQuestion),
        lengths=True,
        criteria=True,
    )
    note_losses(question, holds, losses)
    return [text]


class _Texts:
    """Writes prose as HTML in an element, with its pictures in files beside the text."""

    def __init__(self, picture: Callable[[str], bytes | None], without: Callable[[], None]) -> None:
        self._picture = picture
        self._without = without

    def element(
        self, name: str, prose: Prose, gap: Callable[[int], str] | None = None, inside: str = ""
    ) -> str:
        """``prose`` as the text of an element ``name``; ``inside`` follows the text there."""
        files: dict[str, bytes] = {}

        def source(image: Image) -> str:
            data = self._picture(image.path)
            if data is None or not picture_type(data):
                self._without()
                return ""
            base = re.sub(r"[^\w.-]", "-", image.path.rpartition("/")[2])
            stem, _, _ = base.rpartition(".")
            called, rank = base, 2
            while files.get(called, data) != data:
                called = f"{stem}-{rank}.{picture_type(data)}"
                rank += 1
            files[called] = data
            return f"@@PLUGINFILE@@/{called}"

        html = self.html(prose, source, gap)
        kept = "".join(
            f'<file name={quoteattr(called)} path="/" encoding="base64">'
            f"{base64.b64encode(data).decode('ascii')}</file>"
            for called, data in files.items()
        )
        return f'<{name} format="html">{_text(html)}{kept}{inside}</{name}>'

    def html(
        self,
        prose: Prose,
        source: Callable[[Image], str] | None = None,
        gap: Callable[[int], str] | None = None,
    ) -> str:
        """``prose`` as HTML; without ``source`` its pictures are held whole."""
        writer = HtmlWriter(source or self._whole)
        if gap is not None:
            writer = HtmlWriter(source or self._whole, gap=gap)
        return writer.write(without_references(prose))

    def _whole(self, image: Image) -> str:
        data = self._picture(image.path)
        address = data_address(data) if data is not None else ""
        if not address:
            self._without()
        return address


class _Writer:
    def __init__(self, question: Question, texts: _Texts, losses: Losses) -> None:
        self._question = question
        self._texts = texts
        self._losses = losses

    def element(self) -> str:
        question, texts = self._question, self._texts
        rules = question.rules
        gap = self._gap if isinstance(question, GapsQuestion) else None
        parts = [
            f"<name>{_text(short_name(question.prompt) or question.id)}</name>",
            texts.element("questiontext", question.prompt, gap),
            texts.element("generalfeedback", question.explanation),
            f"<defaultgrade>{number_text(rules.points)}</defaultgrade>",
            f"<penalty>{rules.penalty if rules.tries > 1 else 0}</penalty>",
            f"<hidden>0</hidden><idnumber>{escape(question.id)}</idnumber>",
            *self._answers(),
        ]
        if isinstance(question, _REMARKED):
            parts += [
                texts.element(name, question.remarks[key])
                for key, name in REMARKS
                if key in question.remarks
            ]
        parts += [texts.element("hint", hint) for hint in question.hints]
        tags = "".join(f"<tag>{_text(tag)}</tag>" for tag in tags_of(question))
        if tags:
            parts.append(f"<tags>{tags}</tags>")
        inner = "\n  ".join(parts)
        return f'<question type="{_TYPES[type(question)]}">\n  {inner}\n</question>'

    def _answers(self) -> list[str]:
        match self._question:
            case ChoiceQuestion(options=options) as question:
                shares = known_shares(question, options, self._losses)
                return [*self._picking("true"), *self._options(options, shares)]
            case ChoicesQuestion(options=options) as question:
                shares = known_shares(question, options, self._losses, whole=True)
                return [*self._picking("false"), *self._options(options, shares)]
            case TrueFalseQuestion() as question:
                return [
                    self._typed(name, option.credit, option.explanation)
                    for name, option in zip(("true", "false"), question.options, strict=True)
                ]
            case NumberQuestion() as question:
                return self._number(question)
            case TextQuestion(expected=expected, text_rules=rules) as question:
                shares = known_shares(question, expected, self._losses)
                return [
                    f"<usecase>{int(rules.case)}</usecase>",
                    *(
                        self._typed(one.pattern, share, one.explanation)
                        for one, share in zip(expected, shares, strict=True)
                    ),
                ]
            case MatchQuestion() as question:
                return self._pairs(question)
            case OrderQuestion(items=items):
                return [
                    "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype>"
                    "<selectcount>0</selectcount>"
                    "<gradingtype>RELATIVE_ALL_PREVIOUS_AND_NEXT</gradingtype>"
                    "<showgrading>SHOW</showgrading>",
                    *(
                        self._texts.element("answer", item.text).replace(
                            "<answer", f'<answer fraction="{rank}"', 1
                        )
                        for rank, item in enumerate(items, 1)
                    ),
                ]
            case OpenQuestion() as question:
                return self._open(question)
            case _:
                return []

    def _picking(self, single: str) -> list[str]:
        shuffled = str(self._question.rules.shuffled).lower()
        return [
            f"<single>{single}</single><shuffleanswers>{shuffled}</shuffleanswers>"
            "<answernumbering>none</answernumbering>"
        ]

    def _options(self, options: Sequence[Option], shares: Sequence[float]) -> list[str]:
        return [
            self._texts.element(
                "answer", option.text, inside=self._feedback(option.explanation)
            ).replace("<answer", f'<answer fraction="{percent_text(share)}"', 1)
            for option, share in zip(options, shares, strict=True)
        ]

    def _feedback(self, prose: Prose) -> str:
        return self._texts.element("feedback", prose) if prose else ""

    def _typed(self, text: str, share: float, feedback: Prose, more: str = "") -> str:
        return (
            f'<answer fraction="{percent_text(share)}" format="moodle_auto_format">'
            f"{_text(text)}{more}{self._feedback(feedback)}</answer>"
        )

    def _number(self, question: NumberQuestion) -> list[str]:
        shares = known_shares(question, question.expected, self._losses)
        found = [
            self._typed(
                number_text(one.value),
                share,
                one.explanation,
                f"<tolerance>{number_text(absolute(one))}</tolerance>",
            )
            for one, share in zip(question.expected, shares, strict=True)
        ]
        if question.otherwise is not None:
            (share,) = known_shares(question, (question.otherwise,), self._losses)
            found.append(
                self._typed("*", share, question.otherwise.explanation, "<tolerance>0</tolerance>")
            )
        if not question.unit:
            return [*found, "<unitgradingtype>0</unitgradingtype><showunits>3</showunits>"]
        units = [(question.unit, 1.0), *((one.name, 1 / one.factor) for one in question.units)]
        told = "".join(
            f"<unit><multiplier>{number_text(float(f'{multiplier:.12g}'))}</multiplier>"
            f"<unit_name>{escape(_NO_XML.sub('', name))}</unit_name></unit>"
            for name, multiplier in units
        )
        return [
            *found,
            f"<units>{told}</units>",
            f"<unitgradingtype>{int(question.unit_asked)}</unitgradingtype>"
            "<unitpenalty>1</unitpenalty><showunits>0</showunits><unitsleft>0</unitsleft>",
        ]

    def _pairs(self, question: MatchQuestion) -> list[str]:
        used = {pair.right for pair in question.pairs}
        sides = [(pair.left, question.choices[pair.right]) for pair in question.pairs]
        sides += [((), one) for rank, one in enumerate(question.choices) if rank not in used]
        return [
            "<shuffleanswers>true</shuffleanswers>",
            *(
                self._texts.element(
                    "subquestion", left, inside=f"<answer>{_text(words_of(right))}</answer>"
                )
                for left, right in sides
            ),
        ]

    def _open(self, question: OpenQuestion) -> list[str]:
        listed: Prose = ()
        if question.criteria:
            listed = (ItemList(False, tuple(one.text for one in question.criteria)),)
        limits = (("minwordlimit", question.min_words), ("maxwordlimit", question.max_words))
        return [
            "<responseformat>editor</responseformat><responserequired>1</responserequired>",
            self._texts.element("graderinfo", listed),
            *(f"<{name}>{words}</{name}>" for name, words in limits if words),
        ]

    # -- gaps ----------------------------------------------------------------------------

    def _gap(self, number: int) -> str:
        """The gap as it stands in a text with embedded answers."""
        question = self._question
        assert isinstance(question, GapsQuestion)
        gap = question.gaps[number - 1]
        weight = round(gap.weight)
        if weight != gap.weight or weight < 1:
            self._losses.lose("weights", question)
        kind, answers = self._gap_answers(question, gap)
        return f"{{{max(weight, 1)}:{kind}:{'~'.join(answers)}}}"

    def _gap_answers(self, question: GapsQuestion, gap: Blank) -> tuple[str, list[str]]:
        found: Sequence[Option | ExpectedNumber | ExpectedText]
        if isinstance(gap, ChoiceGap):
            kind, found = "MULTICHOICE", gap.options
            said = [_embedded(self._texts.html(one.text)) for one in gap.options]
        elif isinstance(gap, NumberGap):
            kind, found = "NUMERICAL", gap.expected
            said = [f"{number_text(one.value)}:{number_text(absolute(one))}" for one in found]
        else:
            kind, found = "SHORTANSWER_C" if gap.rules.case else "SHORTANSWER", gap.expected
            said = [_embedded(escape(one.pattern)) for one in gap.expected]
        shares = known_shares(question, found, self._losses)
        answers = []
        for one, text, share in zip(found, said, shares, strict=True):
            feedback = _embedded(self._texts.html(one.explanation))
            mark = "=" if share == 1 else f"%{percent_text(share)}%"
            answers.append(mark + text + (f"#{feedback}" if feedback else ""))
        return kind, answers


def _embedded(html: str) -> str:
    """``html`` without the signs that end an embedded answer."""
    text = _CLOZE_SIGNS.sub(lambda found: _CLOZE.get(found[0], "&#35;"), html)
    if text[:1] in ("=", "%"):
        text = f"&#{ord(text[0])};{text[1:]}"
    return text.replace("\n", "&#10;")
