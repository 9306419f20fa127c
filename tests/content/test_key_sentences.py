"""What an audience reads of a step."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.content.document import Emphasis, Inline, Link, Strong, Text, links
from desktop_app.content.key_sentences import MOST, cut, key_sentences
from desktop_app.content.model import Step
from desktop_app.content.problems import Location
from desktop_app.content.reader import read_lesson
from desktop_app.content.reference import Reference
from desktop_app.content.sentences import running_text
from tests.support.lessons import LessonBuilder, codes_of

FR = "chapters/telework.fr.md"
HERE = Location("x.md")
PROSE = """Parmi les cadres, [58 %](point:jobs/managers) ont télétravaillé,
soit [2,2 millions](point:jobs/managers/people) de personnes ; le
[télétravail](term:telework) dépend du métier ([Insee](source:insee-197)).

> Avec [40 %](param:managers) de cadres,
> [23,2 %](value:potential) peuvent le faire.
"""


def step_with(tmp_path: Path, prose: str) -> Step:
    folder = LessonBuilder().replace(FR, PROSE, prose).folder(tmp_path)
    chapter = read_lesson(folder).chapter("telework", "fr")
    assert chapter is not None
    return chapter.steps[0]


def sentences(tmp_path: Path, prose: str) -> list[str]:
    return [running_text(point) for point in key_sentences(step_with(tmp_path, prose))]


def test_the_sentences_with_figures_are_the_key_ones(tmp_path: Path) -> None:
    prose = (
        "D’abord un décor. Puis [58 %](point:jobs/managers) des cadres. Un commentaire.\n\n"
        "- Un point sans chiffre.\n- Un autre, [40 %](param:managers). Et sa suite.\n"
    )
    assert sentences(tmp_path, prose) == ["Puis 58\u202f% des cadres.", "Un autre, 40\u202f%."]


def test_links_to_words_and_sources_are_no_figures(tmp_path: Path) -> None:
    prose = "Le [télétravail](term:telework) ([Insee](source:insee-197)). Une suite.\n\nEt ceci.\n"
    assert sentences(tmp_path, prose) == ["Le télétravail (Insee).", "Et ceci."]


def test_no_more_are_chosen_than_can_be_read(tmp_path: Path) -> None:
    prose = "Encore [58 %](point:jobs/managers) des cadres. " * 20
    assert len(sentences(tmp_path, prose)) == MOST
    paragraphs = "\n\n".join("Une phrase. Une autre." for _ in range(9))
    assert sentences(tmp_path, paragraphs) == ["Une phrase."] * 3


def test_what_the_author_wrote_for_the_audience_is_shown_whole(tmp_path: Path) -> None:
    prose = (
        "Un texte avec [58 %](point:jobs/managers).\n\n::: {.projected #screen}\n\n"
        "Une phrase. Sa suite, [58 %](point:jobs/managers).\n\n"
        "- Un point.\n- Un **autre**.\n\n:::\n"
    )
    assert sentences(tmp_path, prose) == [
        "Une phrase. Sa suite, 58\u202f%.",
        "Un point.",
        "Un autre.",
    ]


def test_such_a_block_is_checked_as_any_other(tmp_path: Path) -> None:
    block = "\n::: {.projected #screen wide=yes}\n\n[3 %](point:jobs/nobody)\n\n:::\n"
    builder = LessonBuilder().append(FR, block)
    codes = codes_of(builder.folder(tmp_path))
    assert "unknown-attribute" in codes
    assert {"unknown-row", "missing-in-translation"} & set(codes) or len(codes) > 1


@pytest.mark.parametrize("prose", ["", "![Une image](images/x.png)\n"])
def test_a_step_without_words_has_none(tmp_path: Path, prose: str) -> None:
    assert sentences(tmp_path, prose) == []


def inlines() -> st.SearchStrategy[Inline]:
    words = st.builds(Text, st.text("ab .é\u202f", min_size=1, max_size=8))
    figure = Reference("point", ("a", "b"))

    def inside(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
        some = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return st.one_of(
            some.map(Emphasis), some.map(Strong), some.map(lambda c: Link(c, figure, "", HERE))
        )

    return st.recursive(words, inside, max_leaves=6)


@given(st.lists(inlines(), max_size=5), st.integers(0, 40), st.integers(0, 40))
def test_a_cut_holds_exactly_the_words_between(children: list[Inline], one: int, two: int) -> None:
    start, end = sorted((one, two))
    piece = cut(children, start, end)
    assert running_text(piece) == running_text(children)[start:end]
    assert len(list(links(piece))) <= len(list(links(children)))
