"""Questions read from GIFT, Moodle's text format; what it swallows silently is reported.

Reference: the format as Moodle reads it (``question/format/gift/format.php``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from desktop_app.content.document import (
    Paragraph,
    Text,
)
from desktop_app.content.problems import Location, ProblemLog
from desktop_app.quiz.exchange.building import Builder, Draft, DraftGap, Head, Refused
from desktop_app.quiz.exchange.collection import Collection, Passage, Section
from desktop_app.quiz.exchange.gap_marks import with_gaps
from desktop_app.quiz.exchange.gift_lexing import Chunk, Group, Source, cut, unescaped
from desktop_app.quiz.exchange.pictures import PictureShelf
from desktop_app.quiz.exchange.texts_reading import FORMATS, MARK, clean, read_prose
from desktop_app.quiz.model import Prose, Question
from desktop_app.quiz.questions import MOST_OPTIONS

_FORMAT = re.compile(r"\s*\[([A-Za-z_]{1,20})\]")
_WEIGHT = re.compile(r"\s*%(-?[0-9]{1,3}(?:[.,][0-9]{0,12})?)%")
_HALF_WEIGHT = re.compile(r"\s*%\s*-?[\d.,]+\s*(?!%)(?=\s|\w)")
_ID = re.compile(r"\[id:((?:\\\]|[^\]]){1,200})\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]<>`]){1,200})\]")
_ORDERING = re.compile(
    r"\s*>\s*\d+\s*(?:ALL|EXACT|RANDOM|REL|CONTIGUOUS|CONTIG)?\s*"
    r"(?:HORIZONTAL|HORI|H|1|VERTICAL|VERT|V|0)?\s*[A-Z_]*\s*"
    r"(?:SHOW|TRUE|YES|1|HIDE|FALSE|NO|0)?\s*(?:none|123|abc|ABCD|iii|IIII)?[ \t]*(?=\n|\Z)"
)
_SIGNS = re.compile(r"\\[\\:#={}~n]|[~=]")
MOST_TAGS = 100


def read_gift(
    text: str,
    file: str,
    language: str,
    title: str,
    prefix: str,
    log: ProblemLog,
    taken: Iterable[str] = (),
) -> Collection:
    """The questions of ``text``; what can't be read is reported with its line and column.

    ``title`` is that of questions in no category; the names of pictures open with ``prefix``. No
    question has an id that is ``taken``.
    """
    reader = _Reader(
        Source(clean(text), file), language, title, PictureShelf(prefix, log), log, taken
    )
    return reader.read()


@dataclass(frozen=True)
class _Piece:
    """A part of the source: its text as written, escapes and all, and where it starts."""

    text: str
    start: int

    def cut(self, start: int, end: int | None = None) -> _Piece:
        return _Piece(self.text[start:end], self.start + start)

    def stripped(self) -> _Piece:
        kept = self.text.lstrip()
        return _Piece(kept.rstrip(), self.start + len(self.text) - len(kept))


class _Reader:
    def __init__(
        self,
        source: Source,
        language: str,
        title: str,
        shelf: PictureShelf,
        log: ProblemLog,
        taken: Iterable[str],
    ) -> None:
        self._source = source
        self._language = language
        self._title = title
        self._log = log
        self._builder = Builder(language, log, taken)
        self._shelf = shelf

    def read(self) -> Collection:
        sections: dict[str, list[Question | Passage]] = {}
        items = sections.setdefault(self._title, [])
        for chunk in cut(self._source, self._log):
            text = self._source.text[chunk.start : chunk.end]
            if text.startswith("$CATEGORY:"):
                items = sections.setdefault(category_title(text[10:]) or self._title, [])
            elif not chunk.broken:
                item = self._item(chunk)
                if item is not None:
                    items.append(item)
        return Collection(
            self._title,
            self._language,
            tuple(Section(title, tuple(found)) for title, found in sections.items() if found),
            pictures=self._shelf.kept,
        )

    # -- parts ---------------------------------------------------------------------------

    def _place(self, piece: _Piece) -> Location:
        return self._source.place(piece.stripped().start)

    def _prose(self, piece: _Piece, usual: str) -> Prose:
        """A text that may say its format first."""
        form = usual
        if (found := _FORMAT.match(piece.text)) and found[1].lower() in FORMATS:
            form = found[1].lower()
            piece = piece.cut(found.end())
        place = self._place(piece)
        return read_prose(
            unescaped(piece.text), form, self._language, place, self._log, self._picture(place)
        )

    def _picture(self, place: Location) -> Callable[[str, str], str]:
        def take(address: str, words: str) -> str:
            if address[:5].lower() == "data:":
                return self._shelf.take_data(address, words, place)
            return self._shelf.refuse("picture-elsewhere", address or words, place)

        return take

    def _item(self, chunk: Chunk) -> Question | Passage | None:
        whole = _Piece(self._source.text[chunk.start : chunk.end], chunk.start)
        head = Head(self._source.place(chunk.start))
        self._take_comments(head, chunk.comments)
        body = self._take_name(head, whole)
        form = "moodle"
        if (found := _FORMAT.match(body.text)) and found[1].lower() in FORMATS:
            form = found[1].lower()
            body = body.cut(found.end())
        if not chunk.groups:
            prose = self._prose(body, form)
            return Passage(prose) if prose else None
        try:
            return self._question(head, body, chunk.groups, form)
        except Refused as reason:
            words = " ".join(unescaped(body.text.partition("{")[0]).split())
            text = head.name or words
            self._log.error("question-left-out", head.place, why=reason.why, text=text[:80])
            return None

    def _take_comments(self, head: Head, comments: list[str]) -> None:
        for comment in comments:
            if (found := _ID.search(comment)) and not head.id:
                head.id = found[1].replace("\\]", "]").strip()
            head.tags += [
                tag.replace("\\]", "]").strip() for tag in _TAG.findall(comment)[:MOST_TAGS]
            ]

    def _take_name(self, head: Head, piece: _Piece) -> _Piece:
        if not piece.text.startswith("::"):
            return piece
        end = _find(piece.text, "::", 2)
        if end is None:
            self._log.warning("gift-name-open", self._source.place(piece.start))
            return piece.cut(2)
        head.name = " ".join(unescaped(piece.text[2:end]).split())
        return piece.cut(end + 2)

    def _question(self, head: Head, body: _Piece, groups: list[Group], form: str) -> Question:
        first, last = groups[0], groups[-1]
        before = body.cut(0, first.start - body.start)
        after = body.cut(last.end + 1 - body.start)
        inner = [self._answers_of(head, body, group, form) for group in groups]
        if after.text.strip() or len(groups) > 1:
            return self._missing_words(head, body, groups, inner, form)
        head.prompt = self._prose(before, form)
        return self._answered(head, inner[0], form)

    def _answers_of(self, head: Head, body: _Piece, group: Group, form: str) -> _Piece:
        """What stands between the braces, without the feedback for every answer."""
        inner = body.cut(group.start + 1 - body.start, group.end - body.start)
        general = inner.text.rfind("####")
        if general >= 0:
            head.explanation = self._prose(inner.cut(general + 4), form)
            inner = inner.cut(0, general)
        return inner.stripped()

    # -- types ---------------------------------------------------------------------------

    def _answered(self, head: Head, inner: _Piece, form: str) -> Question:
        text, builder = inner.text, self._builder
        if not text:
            return builder.open(head)
        if _ORDERING.match(text):
            return self._ordering(head, inner, form)
        if text.startswith("#"):
            return builder.number(head, self._numbers(inner.cut(1), form))
        if _find(text, "~") is not None:
            answers = self._choices(inner, form)
            single = any(draft.text == "=" for draft in answers)
            return builder.choice(head, answers, single=single)
        if _find(text, "=") is not None and _find(text, "->") is not None:
            return self._matching(head, inner, form)
        truth = re.match(r"(t|true|f|false)\s*(?=#|\Z)", text, re.IGNORECASE)
        if truth:
            if not truth[1].isupper():
                self._log.warning("gift-truth", self._place(inner))
            return self._true_false(head, inner, truth[1], form)
        return builder.text(head, self._texts(inner, form))

    def _missing_words(
        self, head: Head, body: _Piece, groups: list[Group], inner: list[_Piece], form: str
    ) -> Question:
        """Answers in the middle of a sentence: each is a gap."""
        if len(groups) > 1:
            self._log.warning("gift-several-answers", self._source.place(groups[1].start))
        gaps = [self._gap(piece, form) for piece in inner]
        parts, place = [], 0
        for group in groups:
            parts.append(body.text[place : group.start - body.start])
            place = group.end + 1 - body.start
        parts.append(body.text[place:])
        marked = self._prose(_Piece(MARK.join(parts), body.start), form)
        head.prompt, count = with_gaps(marked)
        if count != len(gaps):
            raise Refused("gap-lost")
        return self._builder.gaps(head, gaps)

    def _gap(self, inner: _Piece, form: str) -> DraftGap:
        place = self._place(inner)
        if inner.text.startswith("#"):
            return DraftGap("number", self._numbers(inner.cut(1), form), place)
        if _find(inner.text, "~") is not None:
            return DraftGap("chosen", self._choices(inner, form), place)
        if not inner.text:
            raise Refused("no-right-answer")
        return DraftGap("typed", self._texts(inner, form), place)

    def _choices(self, inner: _Piece, form: str) -> list[Draft]:
        """Answers that open with ``~`` or ``=``; ``text`` is the sign, for a right one."""
        return [
            self._answer(piece, form, right=sign == "=", sign=sign)
            for sign, piece in self._split(inner, "~=")
        ]

    def _texts(self, inner: _Piece, form: str) -> list[Draft]:
        found = []
        for _, piece in self._split(inner, "="):
            draft = self._answer(piece, form, right=True, typed=True)
            found.append(draft)
        return found

    def _numbers(self, inner: _Piece, form: str) -> list[Draft]:
        found = []
        wrong = _find(inner.text, "~")
        right = inner if wrong is None else inner.cut(0, wrong)
        for _, piece in self._split(right, "="):
            draft = self._answer(piece, form, right=True, typed=True)
            if ".." not in draft.text:
                draft.text, _, draft.tolerance = (
                    part.strip() for part in draft.text.partition(":")
                )
            found.append(draft)
        if wrong is not None:
            draft = self._answer(inner.cut(wrong + 1), form, right=False, typed=True)
            draft.text = "*"
            found.append(draft)
        return found

    def _answer(
        self, piece: _Piece, form: str, *, right: bool, sign: str = "", typed: bool = False
    ) -> Draft:
        """``%50%text#feedback``."""
        draft = Draft(self._place(piece), 100.0 if right else 0.0, sign if right else "")
        weight = _WEIGHT.match(piece.text)
        if weight and not (sign == "=" and not typed):
            draft.percent = float(weight[1].replace(",", "."))
            piece = piece.cut(weight.end())
        elif _HALF_WEIGHT.match(piece.text):
            self._log.warning("gift-weight", draft.place, text=piece.text.strip()[:20])
        hash_ = _find(piece.text, "#")
        words = piece if hash_ is None else piece.cut(0, hash_)
        if hash_ is not None:
            draft.feedback = self._prose(piece.cut(hash_ + 1), form)
        if typed:
            found = _FORMAT.match(words.text)
            if found and found[1].lower() in FORMATS:
                words = words.cut(found.end())
            draft.text = unescaped(words.text).strip()
        else:
            draft.prose = self._prose(words, form)
        return draft

    def _split(self, inner: _Piece, signs: str) -> list[tuple[str, _Piece]]:
        """The answers with the sign that opens each. Where all but some of the signs stand
        after a space, those are part of a text: nobody escaped them.
        """
        places = [found.start() for found in _SIGNS.finditer(inner.text) if found[0] in signs]
        spaced = [place for place in places if not place or inner.text[place - 1].isspace()]
        if spaced and len(spaced) < len(places):
            tight = [place for place in places if place not in set(spaced)]
            if all(inner.text[place] == "=" for place in tight):
                at = self._source.place(inner.start + tight[0])
                self._log.warning("gift-equals", at)
                places = spaced
        if len(places) > MOST_OPTIONS:
            raise Refused("many-answers")
        found = []
        if not places or inner.text[: places[0]].strip():
            found.append(("", inner.cut(0, places[0] if places else None)))
        for place, end in pairwise([*places, len(inner.text)]):
            found.append((inner.text[place], inner.cut(place + 1, end)))
        return found

    def _true_false(self, head: Head, inner: _Piece, word: str, form: str) -> Question:
        parts = [inner.cut(len(word))]
        while len(parts) < 3 and (sign := _find(parts[-1].text, "#")) is not None:
            last = parts.pop()
            parts += [last.cut(0, sign), last.cut(sign + 1)]
        feedback = [self._prose(part, form) for part in parts[1:]]
        wrong, right = (*feedback, (), ())[:2]
        truth = word[0] in "tT"
        place = self._place(inner)
        when_right, when_wrong = Draft(place, feedback=right), Draft(place, feedback=wrong)
        when = (when_right, when_wrong) if truth else (when_wrong, when_right)
        return self._builder.true_false(head, *when, truth=truth)

    def _matching(self, head: Head, inner: _Piece, form: str) -> Question:
        sides = []
        for _, piece in self._split(inner, "="):
            arrow = piece.text.find("->")
            if arrow < 0:
                text = unescaped(piece.text).strip()[:80]
                place = self._place(piece)
                self._log.warning("answer-left-out", place, why="no-arrow", text=text)
                continue
            left = self._prose(piece.cut(0, arrow), form)
            right = piece.cut(arrow + 2)
            words = " ".join(unescaped(right.text).split())
            place = self._place(right)
            shown: Prose = (Paragraph((Text(words),), place),) if words else ()
            sides.append((left, shown, self._place(piece)))
        return self._builder.match(head, sides)

    def _ordering(self, head: Head, inner: _Piece, form: str) -> Question:
        opening = _ORDERING.match(inner.text)
        assert opening is not None
        rest = inner.cut(opening.end())
        drafts: list[Draft] = []
        place = 0
        for line in rest.text.split("\n"):
            if len(drafts) > MOST_OPTIONS:
                raise Refused("many-answers")
            piece = rest.cut(place, place + len(line)).stripped()
            place += len(line) + 1
            if piece.text:
                drafts.append(Draft(self._place(piece), prose=self._prose(piece, form)))
        return self._builder.order(head, drafts)


def _find(text: str, sign: str, start: int = 0) -> int | None:
    """Where ``sign`` first stands unescaped."""
    if text.find(sign, start) < 0:
        return None
    for found in _looked_for(sign).finditer(text, start):
        if found[0] == sign:
            return found.start()
    return None


@cache
def _looked_for(sign: str) -> re.Pattern[str]:
    return re.compile(rf"\\[\\:#={{}}~n]|{re.escape(sign)}")


def category_title(path: str) -> str:
    """The last name of a category's path; a slash of its own is written twice."""
    names = re.split(r"(?<!/)/(?!/)", path.strip().replace("///", "//\u2044"))
    title = " ".join(names[-1].replace("//", "/").replace("\u2044", "/").split())
    return "" if title in ("top", "$course$", "$system$") else title
