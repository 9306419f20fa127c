"""What is said of the zones of a map: their name and number, not their outline."""

from __future__ import annotations

import pytest

from desktop_app.charts.probing import scene_on_stage
from tests.quiz.examples import lesson, steps


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Val-de-Marne\u202f: 5\u202f800\u00a0hab./km²"),
        ("en", "Val-de-Marne: 5,800\u00a0people/km²"),
    ],
)
def test_a_zone_is_told_by_its_name_and_its_number(language: str, said: str) -> None:
    stage = scene_on_stage(lesson(), steps(language)["step-zone"], {}, language)
    assert stage is not None
    marks = stage.scene.marks
    names = ["Paris", "Hauts-de-Seine", "Seine-Saint-Denis", "Val-de-Marne"]
    assert [mark.name for mark in marks] == names
    assert marks[-1].description == said
    assert len(stage.scene.columns) == 2
    for row in stage.scene.rows:
        assert all(len(cell.text) < 40 for cell in row.cells)
