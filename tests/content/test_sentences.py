from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given as let
from hypothesis import strategies as st

from desktop_app.content.checks import check_content
from desktop_app.content.document import plain_text
from desktop_app.content.reader import read_lesson
from desktop_app.content.reference import Reference
from desktop_app.content.sentences import prose_paragraphs, sentence_spans, sentences
from tests.support.lessons import SOUND, LessonBuilder


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "found",
    [
        ["Elle tombe à 20 %.", "Ce sont les tâches qui trient."],
        ["Qui reste ?", "Personne !", "Vraiment…", "Non."],
        ["Selon M. Courmont, c’est vrai.", "Voir p. 12, art. 3."],
        ["Il dit « non. »", "Elle rit."],
        ["Le taux est de 5.4 points.", "En 2020, il monte."],
        ["A. Courmont écrit.", "L’Insee, no. 197, répond."],
        ["Il est 3.", "Elle a dit no.", "Then she left."],
        ["« Première. »", "« Seconde. »"],
        ["Une seule, sans point"],
        ["Elle part.", "(Elle revient.)"],
        ["Les U.S. States vote."],
    ],
)
def test_sentences_end_where_readers_think_so(found: list[str]) -> None:
    assert split(" ".join(found)) == found


@let(st.text(max_size=200))
def test_sentences_part_a_text_and_lose_nothing(text: str) -> None:
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
    for sentence in split(text):
        assert sentence == sentence.strip()


@pytest.mark.parametrize("text", ["a. " * 100_000, "." * 300_000, "A. " * 100_000])
def test_long_texts_take_no_time_to_speak_of(text: str) -> None:
    assert sentence_spans(text)


def test_the_sentences_of_a_step_are_those_of_its_prose() -> None:
    found = read_lesson(SOUND).find_step("unequal", "fr")
    assert found is not None
    told = sentences(found[1])
    assert [one.reference for one in told] == [
        Reference("sentence", ("unequal", str(number))) for number in range(1, len(told) + 1)
    ]
    assert told[0].text.startswith("Parmi les cadres, 58\u202f%")
    assert told[-1].text == "Avec 40\u202f% de cadres, 23,2\u202f% peuvent le faire."
    assert not any("Les ouvriers refusent" in one.text for one in told)  # a question's own


def test_paragraphs_are_found_in_lists_and_quotations() -> None:
    found = read_lesson(SOUND).find_step("beliefs", "fr")
    assert found is not None
    nodes = [part for part in found[1].parts if not hasattr(part, "id")]
    words = [plain_text((one,)) for one in prose_paragraphs(nodes)]  # type: ignore[arg-type]
    assert len(words) == 2
    assert words[1].startswith("un second point")


@pytest.mark.parametrize(
    ("target", "resolves"),
    [
        ("sentence:unequal/1", True),
        ("sentence:unequal/99", False),
        ("sentence:unequal/un", False),
        ("sentence:nowhere/1", False),
    ],
)
def test_a_link_to_a_sentence_leads_somewhere(target: str, resolves: bool, tmp_path: Path) -> None:
    change = LessonBuilder().replace(
        "chapters/telework.fr.md", "[sur place](step:unequal)", f"[sur place]({target})"
    )
    found = [p.code for p in check_content(read_lesson(change.folder(tmp_path)))]
    assert found == ([] if resolves else ["dangling-reference"])
