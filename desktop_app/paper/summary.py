"""The summary of a lesson: what it finds, the words it needs, where it comes from.

On one page, but in large print.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from desktop_app.content.document import links
from desktop_app.content.fields import in_language
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Block, Step, Term
from desktop_app.content.problems import ProblemLog
from desktop_app.content.wording import word
from desktop_app.paper.answers import chart_title
from desktop_app.paper.elements import Glue, Paper, Paragraph, Piece, Run, words
from desktop_app.paper.framing import framed
from desktop_app.paper.request import ChosenChapter, PaperError, PaperRequest, chosen
from desktop_app.quiz.model import TextRules
from desktop_app.quiz.texts import normalise

_TERMS = (30, 24, 20, 16, 13, 10, 8, 6, 4, 2, 0)
"""How many terms are kept, where all of them do not fit on the page."""


def summaries(lesson: Lesson, request: PaperRequest, log: ProblemLog) -> Iterator[Paper]:
    """The summary, from the fullest draft to the shortest: the first that fits is the one.

    Findings are the titles of charts; a shorter draft keeps those of the essential steps,
    then the last of each chapter, then none, without objectives and sources. Of the terms
    those are kept that the text uses most. Raises PaperError.
    """
    writer = _Writer(lesson, request)
    full, most = writer.findings(), len(writer.terms)
    counts = [most, *(count for count in _TERMS if count < most)]
    for count in counts[:2]:
        yield writer.paper(full, count)
    for findings in (writer.findings(essential=True), writer.findings(essential=True, last=True)):
        for count in counts:
            yield writer.paper(findings, count)
    for findings in (writer.findings(essential=True, last=True), writer.findings(none=True)):
        yield writer.paper(findings, 0, bare=True)


Findings = Sequence[tuple[ChosenChapter, tuple[str, ...]]]


class _Writer:
    def __init__(self, lesson: Lesson, request: PaperRequest) -> None:
        self._lesson, self._language, self._large = lesson, request.language, request.large
        self._chapters = chosen(lesson, request)
        if not self._chapters:
            raise PaperError("nothing-to-print")
        self.terms = self._by_use()

    def findings(
        self, *, essential: bool = False, last: bool = False, none: bool = False
    ) -> Findings:
        """What the charts of each chapter find; ``last``: only the last one; or ``none``."""
        found = []
        for one in self._chapters:
            steps = [chosen_step.step for chosen_step in one.steps]
            kept = [step for step in steps if step.essential or not essential]
            titles = tuple(dict.fromkeys(self._titles(kept or steps)))
            found.append((one, () if none else titles[-1:] if last else titles))
        return found

    def _titles(self, steps: Sequence[Step]) -> Iterator[str]:
        for step in steps:
            for block in step.charts:
                title = chart_title(block.specification, self._language)
                if title:
                    yield title

    def paper(self, findings: Findings, terms: int, *, bare: bool = False) -> Paper:
        """``bare``: without what chapters aim at, and where it comes from."""
        pieces = [*self._findings(findings, bare=bare), *self._terms(terms)]
        pieces += [] if bare else self._sources()
        return framed(
            self._lesson,
            self._language,
            "paper-summary",
            pieces,
            columns=1 if self._large else 2,
            one_page=not self._large,
        )

    def _findings(self, findings: Findings, *, bare: bool) -> Iterator[Piece]:
        for one, titles in findings:
            heading = one.chapter.heading
            elements = [Paragraph(words(heading.title), "label")]
            if heading.objective and not bare:
                elements.append(Paragraph(words(heading.objective, "italic"), "note"))
            elements += [Paragraph(words(title), "finding", "•") for title in titles]
            yield Piece(tuple(elements))

    def _terms(self, count: int) -> Iterator[Piece]:
        kept = self.terms[:count]
        if not kept:
            return
        yield self._heading("paper-terms")
        named = [(in_language(term.term, self._language), term) for term in kept]
        for name, term in sorted(named, key=lambda pair: normalise(pair[0], TextRules())):
            colon = "\u202f: " if self._language == "fr" else ": "
            definition = in_language(term.definition, self._language)
            runs = (Run(name, "bold"), Run(f"{colon}{definition}"))
            yield Piece((Paragraph(runs, "reason"),))

    def _sources(self) -> Iterator[Piece]:
        years: dict[str, dict[str, None]] = {}
        for chapter in self._chapters:
            for one in chapter.steps:
                for source in self._lesson.sources_of(one.step, self._language):
                    name = source.author or in_language(source.title, self._language)
                    years.setdefault(name, {})[source.year] = None
        if years:
            yield self._heading("paper-sources")
            lines = (_with_years(name, tuple(filter(None, found))) for name, found in years.items())
            yield Piece((Paragraph(words(self._semicolon.join(lines)), "note"),))
        credit = in_language(self._lesson.credit, self._language)
        if credit:
            yield Piece((Paragraph(words(credit), "note"),))

    @property
    def _semicolon(self) -> str:
        return "\u202f; " if self._language == "fr" else "; "

    def _heading(self, code: str) -> Piece:
        return Piece((Paragraph(words(word(code, self._language)), "label"),), Glue.ALWAYS)

    def _by_use(self) -> list[Term]:
        """The terms of the chosen steps, those that are used most first."""
        used: Counter[str] = Counter()
        for chapter in self._chapters:
            for one in chapter.steps:
                nodes = [part for part in one.step.parts if not isinstance(part, Block)]
                for link in links(nodes):
                    if link.reference is not None and link.reference.kind == "term":
                        used[link.reference.name] += 1
        return [self._lesson.terms[name] for name, _ in used.most_common()
                if name in self._lesson.terms]  # fmt: skip


def _with_years(name: str, years: Sequence[str]) -> str:
    """« Insee (2020, 2022) », the name alone where no year is known."""
    return f"{name} ({', '.join(sorted(years))})" if years else name
