"""What every paper has around its pieces: title, what it is, whose it is, fields to fill in."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.content.descriptions import credit_line
from desktop_app.content.fields import in_language
from desktop_app.content.lesson import Lesson
from desktop_app.content.wording import word
from desktop_app.paper.elements import Element, Fields, Paper, Paragraph, Piece, words

_FIELD_WIDTHS = (0.5, 0.22, 0.28)


def framed(
    lesson: Lesson,
    language: str,
    code: str,
    pieces: Sequence[Piece],
    *,
    version: str = "",
    fields: bool = False,
    columns: int = 1,
    one_page: bool = False,
) -> Paper:
    """``pieces`` as a paper; ``code`` names what it is, ``fields`` asks for name and date."""
    title = lesson.title_in(language)
    name = word(code, language)
    if version:
        name = word("paper-version", language, {"name": name, "version": version})
    heads: list[Element] = [Paragraph(words(title), "title")]
    subtitle = in_language(lesson.subtitle, language)
    heads.append(Paragraph(words(f"{name} · {subtitle}" if subtitle else name), "subtitle"))
    if fields:
        names = tuple(word(one, language) for one in ("paper-name", "paper-class", "paper-date"))
        heads.append(Fields(names, _FIELD_WIDTHS))
    return Paper(
        title=title,
        name=name,
        version=version,
        language=language,
        author=", ".join(lesson.authors),
        credit=credit_line(lesson, language),
        pieces=tuple(pieces),
        columns=columns,
        one_page=one_page,
        heads=tuple(heads),
    )
