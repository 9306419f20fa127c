"""Every claim of the article has its place in the lesson (``claims.toml``)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from desktop_app.content.model import SourceCheckBlock
from desktop_app.content.reader import read_lesson
from desktop_app.resources import installed_lessons

CLAIMS = tomllib.loads((Path(__file__).parent / "claims.toml").read_text("utf-8"))
LESSON = read_lesson(Path(installed_lessons()["rebattre-les-cartes"]))
PLACES = {step.id: step for _, step in LESSON.steps("fr")} | {
    block.id: block for _, step in LESSON.steps("fr") for block in step.blocks
}


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_is_taken_up_where_it_is_said_to_be(claim: str) -> None:
    entry = CLAIMS[claim]
    assert entry["claim"].endswith((".", "?"))
    missing = [place for place in entry["places"] if place not in PLACES]
    assert missing == []


def test_every_source_check_answers_a_claim() -> None:
    named = {place for entry in CLAIMS.values() for place in entry["places"]}
    checks = {key for key, block in PLACES.items() if isinstance(block, SourceCheckBlock)}
    assert checks <= named


@pytest.mark.parametrize(
    ("claim", "figures"),
    [
        ("slack-customers", ["point:slack/feb-mar", "point:slack/nov-jan"]),
        ("zoom-revenue", ["point:zoom-revenue/actual/growth"]),
        ("zoom-users", ["point:zoom-users/y2020", "point:zoom-users/y2019"]),
        ("a-million", ["point:weekly/2020-04-06"]),
        ("twenty-eight-per-cent", ["point:share-week/apr-06", "point:share-week/before"]),
        ("sixty-thousand", ["point:first-year/sept-sept"]),
        ("on-site", ["point:spring/onsite"]),
        (
            "by-occupation",
            ["point:telework/cadres", "point:telework/employes", "point:telework/ouvriers"],
        ),
        ("schooling", ["point:schooling/all"]),
    ],
)
def test_the_figures_of_the_article_are_linked_where_they_are_discussed(
    claim: str, figures: list[str]
) -> None:
    from tests.lessons.prose import step_links

    step = PLACES[CLAIMS[claim]["places"][0]]
    linked = {str(link.reference) for link in step_links(step)}  # type: ignore[arg-type]
    assert set(figures) <= linked


def test_the_author_and_the_journal_are_credited() -> None:
    for language in LESSON.languages:
        credit = LESSON.credit[language]
        assert "Antoine Courmont" in credit
        assert "Sciences Po" in credit
        assert "Urbanisme" in credit
        assert "418" in credit
    source = LESSON.sources["courmont-2020"]
    assert "418" in source.note["fr"]
