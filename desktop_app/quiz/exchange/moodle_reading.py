"""Questions read from Moodle's XML; reference: see :mod:`moodle_writing`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from desktop_app.content.document import Image, ItemList, Paragraph
from desktop_app.content.problems import Location, ProblemLog
from desktop_app.quiz.exchange.building import (
    Builder,
    Draft,
    DraftGap,
    Head,
    Refused,
    read_number,
)
from desktop_app.quiz.exchange.cloze import cloze_gaps
from desktop_app.quiz.exchange.collection import Collection, Passage, Section
from desktop_app.quiz.exchange.gap_marks import with_gaps
from desktop_app.quiz.exchange.gift_reading import category_title
from desktop_app.quiz.exchange.moodle_writing import REMARKS
from desktop_app.quiz.exchange.pictures import PictureShelf
from desktop_app.quiz.exchange.texts_reading import MARK, clean, read_prose
from desktop_app.quiz.exchange.xml_tree import Element, read_xml
from desktop_app.quiz.model import Prose, Question, Rules, Unit
from desktop_app.quiz.questions import MOST_OPTIONS

MOST_TAGS = 100
MOST_HINTS = 20
_FORMS = {"html": "html", "moodle_auto_format": "moodle", "plain_text": "plain",
          "markdown": "markdown"}  # fmt: skip
_SAME = {"multianswer": "cloze", "match": "matching"}
"""Moodle's own names of two types, which its XML calls otherwise, and other tools don't."""
_BOX = re.compile(r"\[\[(\d{1,3})\]\]")
_PLUGIN_FILE = "@@PLUGINFILE@@/"
_UNIT_GRADED = "1"
_NO_UNITS = "3"


def read_moodle(
    data: bytes,
    file: str,
    language: str,
    title: str,
    prefix: str,
    log: ProblemLog,
    taken: Iterable[str] = (),
) -> Collection | None:
    """The questions of ``data``; None where it is no such file.

    What can't be read is reported with its line and column. ``title`` is that of questions in
    no category; the names of pictures open with ``prefix``. No
    question has an id that is ``taken``.
    """
    root = read_xml(data, file, log)
    if root is None:
        return None
    if root.name != "quiz":
        log.error("xml-no-quiz", root.place, name=root.name)
        return None
    return _Reader(language, title, PictureShelf(prefix, log), log, taken).read(root)


class _Reader:
    def __init__(
        self,
        language: str,
        title: str,
        shelf: PictureShelf,
        log: ProblemLog,
        taken: Iterable[str],
    ) -> None:
        self._language = language
        self._title = title
        self._shelf = shelf
        self._log = log
        self._builder = Builder(language, log, taken)
        self._form = "html"

    def read(self, root: Element) -> Collection:
        sections: dict[str, list[Question | Passage]] = {}
        items = sections.setdefault(self._title, [])
        for element in root.all("question"):
            kind = element.attributes.get("type", "")
            kind = _SAME.get(kind, kind)
            asked = element.first("questiontext")
            named = asked.attributes.get("format", "") if asked else ""
            self._form = _FORMS.get(named, "html")
            if kind == "category":
                title = category_title(element.said("category")) or self._title
                items = sections.setdefault(title, [])
                if told := self._prose(element.first("info")):
                    items.append(Passage(told))
            elif kind == "description":
                prose = self._prose(element.first("questiontext"))
                if prose:
                    items.append(Passage(prose))
            else:
                question = self._item(element, kind)
                if question is not None:
                    items.append(question)
        return Collection(
            self._title,
            self._language,
            tuple(Section(title, tuple(found)) for title, found in sections.items() if found),
            pictures=self._shelf.kept,
        )

    def _item(self, element: Element, kind: str) -> Question | None:
        head = self._head(element)
        try:
            return self._question(element, kind, head)
        except Refused as reason:
            text = kind if reason.why == "unknown-type" else head.name
            place = element.place
            self._log.error("question-left-out", place, why=reason.why, text=text[:80])
            return None

    # -- texts ---------------------------------------------------------------------------

    def _prose(self, element: Element | None, usual: str = "") -> Prose:
        """A text; one that says no format has that of what is asked, as in Moodle."""
        if element is None:
            return ()
        inner = element.first("text")
        text = clean((inner or element).text)
        form = _FORMS.get(element.attributes.get("format", ""), usual or self._form)
        place = (inner or element).place
        picture = self._picture(element, place)
        return read_prose(text, form, self._language, place, self._log, picture)

    def _picture(self, element: Element, place: Location) -> Callable[[str, str], str]:
        files: dict[str, Element] = {}

        def take(address: str, words: str) -> str:
            if address[:5].lower() == "data:":
                return self._shelf.take_data(address, words, place)
            if not address.startswith(_PLUGIN_FILE):
                return self._shelf.refuse("picture-elsewhere", address or words, place)
            name = unquote(address.removeprefix(_PLUGIN_FILE))
            for file in () if files else element.all("file"):
                folder = file.attributes.get("path", "/").lstrip("/")
                files.setdefault(folder + file.attributes.get("name", ""), file)
            if name not in files:
                return self._shelf.refuse("picture-absent", name, place)
            return self._shelf.take_base64(files[name].text, name, files[name].place)

        return take

    def _head(self, element: Element) -> Head:
        told = list(element.all("hint"))[:MOST_HINTS]
        hints = [self._prose(hint.first("hintcontent") or hint) for hint in told]
        hints = [hint for hint in hints if hint]
        tags = element.first("tags")
        head = Head(
            element.place,
            (*self._prose(element.first("questiontext")), *self._old_picture(element)),
            id=element.said("idnumber"),
            name=element.said("name"),
            explanation=self._prose(element.first("generalfeedback")),
            hints=hints,
            tags=[tag.said() for tag in list(tags.all("tag"))[:MOST_TAGS]] if tags else [],
            rules=self._rules(element, len(hints)),
        )
        for key, name in REMARKS:
            head.remarks[key] = self._prose(element.first(name))
        return head

    def _old_picture(self, element: Element) -> Prose:
        """The one that Moodle 1.9 kept beside the text."""
        data, name = element.first("image_base64"), element.said("image")
        if data is None or not data.text.strip() or not name:
            return ()
        path = self._shelf.take_base64(data.text, name, data.place)
        words = name.rpartition("/")[2].rpartition(".")[0]
        return (Paragraph((Image(words, path, "", data.place),), data.place),) if path else ()

    def _unheld(self, element: Element, *names: str) -> None:
        """Report what is said in elements of those names: a lesson has no place for it."""
        for name in names:
            found = element.first(name)
            if found is not None and (found.said() or found.text.strip()) not in ("", "0"):
                self._log.warning("import-setting", found.place, name=name)

    def _rules(self, element: Element, hints: int) -> Rules:
        """Moodle gives a try more than there are hints, each of which costs the penalty."""
        points = read_number(element.said("defaultgrade"))
        penalty = read_number(element.said("penalty"))
        tries = hints + 1 if penalty and 0 < penalty <= 1 else 1
        shuffled = element.attributes.get("type") == "multichoice" and _truth(
            element.said("shuffleanswers")
        )
        return Rules(
            points=points if points and 0 < points < 1e6 else 1.0,
            tries=tries,
            penalty=penalty if penalty and tries > 1 else Rules().penalty,
            shuffled=shuffled,
        )

    # -- types ---------------------------------------------------------------------------

    def _question(self, element: Element, kind: str, head: Head) -> Question:
        builder = self._builder
        match kind:
            case "multichoice":
                single = _truth(element.said("single") or "true")
                return builder.choice(head, self._drafts(element), single=single)
            case "truefalse":
                return self._true_false(element, head)
            case "shortanswer":
                case = _truth(element.said("usecase"))
                return builder.text(head, self._drafts(element, typed=True), case=case)
            case "numerical":
                return self._number(element, head)
            case "matching":
                return builder.match(
                    head,
                    [
                        (self._prose(side), self._words(side.first("answer")), side.place)
                        for side in _few(element, "subquestion")
                    ],
                )
            case "ordering":
                drafts = self._drafts(element)
                drafts.sort(key=lambda draft: draft.percent)
                for draft in drafts:
                    draft.percent = 100.0
                return builder.order(head, drafts)
            case "essay":
                return self._open(element, head)
            case "cloze":
                return self._cloze(element, head)
            case "ddwtos" | "gapselect":
                return self._boxes(element, head, "dragbox" if kind == "ddwtos" else "selectoption")
            case _:
                raise Refused("unknown-type")

    def _words(self, element: Element | None) -> Prose:
        return self._prose(element, "moodle")

    def _drafts(self, element: Element, *, typed: bool = False) -> list[Draft]:
        found = []
        for answer in _few(element, "answer"):
            percent = read_number(answer.attributes.get("fraction", "0"))
            if (share := answer.said("fraction")) and "fraction" not in answer.attributes:
                percent = (read_number(share) or 0.0) * 100  # as old files say it
            if percent is None:
                self._log.warning("import-shares", answer.place)
            inner = answer.first("text") or answer
            found.append(
                Draft(
                    answer.place,
                    percent or 0.0,
                    clean(inner.text).strip() if typed else "",
                    () if typed else self._prose(answer),
                    self._prose(answer.first("feedback")),
                    answer.said("tolerance"),
                )
            )
        return found

    def _true_false(self, element: Element, head: Head) -> Question:
        read = self._drafts(element, typed=True)
        drafts = {draft.text.lower(): draft for draft in read}
        if not {"true", "false"} & drafts.keys() and len(read) == 2:
            drafts = {"true": read[0], "false": read[1]}  # so old files have them, in any words
        when_true = drafts.get("true", Draft(element.place))
        when_false = drafts.get("false", Draft(element.place))
        if (when_true.percent > 0) is (when_false.percent > 0):
            raise Refused("no-right-answer")
        return self._builder.true_false(head, when_true, when_false, truth=when_true.percent > 0)

    def _number(self, element: Element, head: Head) -> Question:
        listed = element.first("units")
        named = []
        for unit in _few(listed, "unit") if listed else ():
            multiplier, name = read_number(unit.said("multiplier") or "1"), unit.said("unit_name")
            if not multiplier or multiplier < 0 or not name:
                self._log.warning("import-not-understood", unit.place, what=name or "unit")
            else:
                named.append((name, multiplier))
        if element.said("showunits") == _NO_UNITS:
            named = []
        base = next((name for name, multiplier in named if multiplier == 1), "")
        units = [
            Unit(name, float(f"{1 / multiplier:.12g}"))
            for name, multiplier in named
            if name != base and base
        ]
        self._unheld(element, "instructions")
        asked = element.said("unitgradingtype") >= _UNIT_GRADED
        drafts = self._drafts(element, typed=True)
        return self._builder.number(head, drafts, unit=base, units=units, unit_asked=asked)

    def _open(self, element: Element, head: Head) -> Question:
        self._unheld(element, "responsetemplate", "attachments")
        told = self._prose(element.first("graderinfo"))
        criteria: list[Draft] = []
        if len(told) == 1 and isinstance(told[0], ItemList):
            criteria = [Draft(element.place, prose=item) for item in told[0].items]
        elif told and not head.explanation:
            head.explanation = told
        limits = [read_number(element.said(name)) for name in ("minwordlimit", "maxwordlimit")]
        least, most = (int(limit) if limit and 0 < limit < 1e6 else 0 for limit in limits)
        return self._builder.open(head, criteria, least=least, most=most)

    def _cloze(self, element: Element, head: Head) -> Question:
        asked = element.first("questiontext")
        if asked is None:
            raise Refused("no-prompt")
        inner = asked.first("text") or asked

        def prose(text: str) -> Prose:
            picture = self._picture(asked, inner.place)
            return read_prose(text, "html", self._language, inner.place, self._log, picture)

        text, gaps = cloze_gaps(clean(inner.text), inner.place, prose)
        if not gaps:
            raise Refused("gapless")
        head.prompt, count = with_gaps(prose(text))
        if count != len(gaps):
            raise Refused("gap-lost")
        for gap in gaps:
            if gap.kind == "chosen" and sum(draft.percent >= 100 for draft in gap.answers) > 1:
                self._log.warning("import-several", gap.place)
        return self._builder.gaps(head, gaps)

    def _boxes(self, element: Element, head: Head, name: str) -> Question:
        """``[[2]]`` in the text stands for the second box; the others of its group are wrong."""
        asked = element.first("questiontext")
        boxes = _few(element, name)
        if asked is None or not boxes:
            raise Refused("gapless")
        inner = asked.first("text") or asked
        groups = [box.said("group") or box.attributes.get("group", "1") for box in boxes]
        texts = [self._prose(box, "html") for box in boxes]
        gaps: list[DraftGap] = []

        def mark(found: re.Match[str]) -> str:
            right = int(found[1]) - 1
            if not 0 <= right < len(boxes):
                return found[0]
            answers = [
                Draft(box.place, 100.0 * (rank == right), prose=texts[rank])
                for rank, box in enumerate(boxes)
                if groups[rank] == groups[right]
            ]
            gaps.append(DraftGap("chosen", answers, inner.place))
            return MARK

        text = _BOX.sub(mark, clean(inner.text))
        picture = self._picture(asked, inner.place)
        prose = read_prose(text, self._form, self._language, inner.place, self._log, picture)
        if not gaps:
            raise Refused("gapless")
        head.prompt, count = with_gaps(prose)
        if count != len(gaps):
            raise Refused("gap-lost")
        return self._builder.gaps(head, gaps)


def _few(element: Element, name: str) -> list[Element]:
    """The elements of that name, which have to be as few as a question can have answers."""
    found = list(element.all(name))
    if len(found) > MOST_OPTIONS:
        raise Refused("many-answers")
    return found


def _truth(text: str) -> bool:
    return text.strip().lower() in ("1", "true", "yes")
