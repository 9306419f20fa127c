"""Questions and terms as a deck of cards for Anki (``.apkg``), by genanki.

Ids are made of what is exported, so that a deck that is taken again replaces its notes
instead of doubling them, and keeps what was learned.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.content.document import Image
from desktop_app.quiz.exchange.collection import Collection, Losses, Passage, Written
from desktop_app.quiz.exchange.html_writing import HtmlWriter
from desktop_app.quiz.exchange.pictures import picture_type
from desktop_app.quiz.exchange.saying import (
    Holds,
    Unsayable,
    is_bound,
    note_losses,
    tags_of,
    without_references,
)
from desktop_app.quiz.model import (
    Blank,
    ChoiceGap,
    ChoiceQuestion,
    ChoicesQuestion,
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

if TYPE_CHECKING:
    import genanki

NAME = "Anki"
_HOLDS = Holds(hints=True, units=True, case=True, shuffled=True, criteria=True)
_WORDS = {
    "fr": {"hint": "Indice", "terms": "Glossaire", "question": "Question", "answer": "Réponse"},
    "en": {"hint": "Hint", "terms": "Glossary", "question": "Question", "answer": "Answer"},
}
_STYLE = """
.card { font-family: sans-serif; font-size: 20px; line-height: 1.5; text-align: left; }
.why { color: #5a6474; font-size: 90%; }
img { max-width: 100%; }
"""


class _CardLosses(Losses):
    """Nothing is typed on a card: how strictly texts are compared does not matter."""

    def lose(self, what: str, question: Question) -> None:
        if what != "lenient-accents":
            super().lose(what, question)


def write_anki(collection: Collection) -> Written:
    """``collection`` as a package, a deck a section, with what a card has no place for."""
    import genanki  # not on the way of any other format: it brings PyYAML and more

    losses = _CardLosses(NAME)
    words = _WORDS[collection.language]
    key = f"{collection.title}/{collection.language}"
    model = genanki.Model(
        _number(f"model/{collection.language}"),
        f"Rebattre les cartes ({collection.language})",
        fields=[{"name": words["question"]}, {"name": words["answer"]}],
        templates=[
            {
                "name": words["question"],
                "qfmt": f"{{{{{words['question']}}}}}",
                "afmt": f"{{{{FrontSide}}}}<hr id=answer>{{{{{words['answer']}}}}}",
            }
        ],
        css=_STYLE,
    )
    media: dict[str, bytes] = {}
    decks = []
    for section in collection.sections:
        cards = [
            card
            for item in section.items
            if not isinstance(item, Passage)
            for card in _cards(item, collection, media, losses)
        ]
        decks.append(_deck(model, key, (collection.title, section.title), cards))
    writer = HtmlWriter()
    terms: list[Card] = [
        (f"term/{term.id}", escape(term.term), writer.write(without_references(term.said)), [])
        for term in collection.terms
    ]
    decks.append(_deck(model, key, (collection.title, words["terms"]), terms))
    return Written(_packed(decks, media), losses.problems())


Card = tuple[str, str, str, list[str]]
"""What a note is known by, its two sides as HTML, its tags."""


def _deck(
    model: genanki.Model, key: str, names: Sequence[str], cards: Sequence[Card]
) -> genanki.Deck:
    from genanki import Deck, Note, guid_for

    path = "::".join(" ".join(name.replace("::", ":").split()) for name in names)
    deck = Deck(_number(f"{key}/{path}"), path)
    for name, front, back, tags in cards:
        deck.add_note(Note(model=model, fields=[front, back], guid=guid_for(key, name), tags=tags))
    return deck


def _packed(decks: Sequence[genanki.Deck], media: dict[str, bytes]) -> bytes:
    from genanki import Package

    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, data in media.items():
            path = Path(folder) / name
            path.write_bytes(data)
            files.append(str(path))
        target = Path(folder) / "deck.apkg"
        package = Package([deck for deck in decks if deck.notes])
        package.media_files = files
        package.write_to_file(str(target))
        return target.read_bytes()


def _number(text: str) -> int:
    """An id as Anki's are, always the same for ``text``."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") % (1 << 30) + (1 << 30)


def _cards(
    question: Question, collection: Collection, media: dict[str, bytes], losses: Losses
) -> list[Card]:
    if is_bound(question):
        losses.leave_out("bound", question)
        return []

    def source(image: Image) -> str:
        data = collection.picture(image.path)
        kind = picture_type(data) if data is not None else ""
        if data is None or not kind:
            losses.lose("pictures", question)
            return ""
        name = f"rebattre-{hashlib.sha256(data).hexdigest()[:16]}.{kind}"
        media[name] = data
        return name

    note_losses(question, _HOLDS, losses)
    side = _Sides(question, HtmlWriter(source), _WORDS[collection.language]["hint"])
    tags = ["".join("_" if sign.isspace() else sign for sign in tag) for tag in tags_of(question)]
    return [(question.id, side.front(), side.back(), tags)]


class _Sides:
    """A question on the front of a card, its answer on the back."""

    def __init__(self, question: Question, writer: HtmlWriter, hint: str) -> None:
        self._question = question
        self._writer = writer
        self._hint = hint

    def _html(self, prose: Prose) -> str:
        return self._writer.write(without_references(prose))

    def _why(self, prose: Prose) -> str:
        return f'<div class="why">{self._html(prose)}</div>' if prose else ""

    def _listed(self, items: Sequence[str], kind: str = "") -> str:
        tag = "ol" if kind else "ul"
        opened = f'<ol type="{kind}">' if kind else "<ul>"
        return opened + "".join(f"<li>{item}</li>" for item in items) + f"</{tag}>"

    def front(self) -> str:
        question = self._question
        found = f"<div>{self._html(question.prompt)}</div>"
        match question:
            case ChoiceQuestion(options=options) | ChoicesQuestion(options=options):
                found += self._listed([self._html(one.text) for one in options], "A")
            case TrueFalseQuestion():
                found += self._listed([self._html(one.text) for one in question.options])
            case MatchQuestion():
                found += self._listed([self._html(pair.left) for pair in question.pairs], "1")
                found += self._listed([self._html(choice) for choice in question.choices], "A")
            case OrderQuestion(items=items):
                mixed = sorted(map(self._item, items), key=_number)
                found += self._listed(mixed)
            case GapsQuestion(gaps=gaps):
                for gap in gaps:
                    if isinstance(gap, ChoiceGap):
                        found += self._listed([self._html(one.text) for one in gap.options])
            case _:
                pass
        for hint in question.hints:
            found += f"<details><summary>{self._hint}</summary>{self._html(hint)}</details>"
        return found

    def _item(self, item: Option) -> str:
        return self._html(item.text)

    def back(self) -> str:
        question = self._question
        remark = question.remarks.get("right", ())
        return self._answer() + self._why(remark) + self._why(question.explanation)

    def _answer(self) -> str:
        match self._question:
            case ChoiceQuestion(options=options) | ChoicesQuestion(options=options):
                return self._options(options)
            case TrueFalseQuestion() as question:
                return self._options(question.options)
            case NumberQuestion(expected=expected, unit=unit):
                right = [one for one in expected if one.correct]
                said = [f"<b>{escape(_with_unit(one.written, unit))}</b>" for one in right]
                return "<br>".join(said) + "".join(self._why(one.explanation) for one in right)
            case TextQuestion(expected=expected):
                texts = [one for one in expected if one.correct]
                said = [f"<b>{escape(one.pattern)}</b>" for one in texts]
                return "<br>".join(said) + "".join(self._why(one.explanation) for one in texts)
            case GapsQuestion(gaps=gaps):
                return self._listed([self._gap(gap) for gap in gaps], "1")
            case MatchQuestion(pairs=pairs, choices=choices):
                return self._listed(
                    [
                        f"{self._html(pair.left)} → <b>{self._html(choices[pair.right])}</b>"
                        for pair in pairs
                    ]
                )
            case OrderQuestion(items=items):
                return self._listed([self._item(item) for item in items], "1")
            case OpenQuestion(criteria=criteria):
                return self._listed([self._item(one) for one in criteria]) if criteria else ""
            case _:
                raise Unsayable("bound")

    def _options(self, options: Sequence[Option]) -> str:
        """The right ones in bold, each with what is said of it."""
        return self._listed(
            [
                (f"<b>{self._html(one.text)}</b>" if one.correct else self._html(one.text))
                + self._why(one.explanation)
                for one in options
            ],
            "A",
        )

    def _gap(self, gap: Blank) -> str:
        if isinstance(gap, ChoiceGap):
            right = [self._html(one.text) for one in gap.options if one.correct]
        elif isinstance(gap, NumberGap):
            numbers = [one for one in gap.expected if one.correct]
            right = [escape(_with_unit(one.written, gap.unit)) for one in numbers]
        else:
            right = [escape(one.pattern) for one in gap.expected if one.correct]
        return " / ".join(f"<b>{text}</b>" for text in right)


def _with_unit(written: str, unit: str) -> str:
    return f"{written} {unit}".strip()
