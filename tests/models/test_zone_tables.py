"""A lesson's own map of zones: what is wrong with a row is said where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.checking import check_lesson
from desktop_app.content.lesson import Lesson
from desktop_app.content.wording import hint, message
from desktop_app.models.told import ToldModel
from desktop_app.models.zones import MOST_ZONES
from tests.models.test_told import lesson_with

BLOCK = """model: service-markets
parameters:
  m: part / 100
  beta: 0.1
  map: {table: towns, name: label, longitude: lon, latitude: lat, population: people}
"""
TABLE = """title: Villes
key: id
source: own
columns:
  id: {type: string, label: Code}
  label: {type: string, label: Nom}
  lon: {type: number, label: Longitude}
  lat: {type: number, label: Latitude}
  people: {type: integer, label: Habitants}
"""
ROWS = ["a,Brest,-4.5,48.4,140000", "b,Rennes,-1.7,48.1,220000", "c,Quimper,-4.1,48,63000"]


def lesson_of(folder: Path, rows: list[str], yaml: str = BLOCK) -> Lesson:
    (folder / "tables").mkdir()
    (folder / "tables" / "towns.yaml").write_text(TABLE, "utf-8")
    text = "\n".join(["id,label,lon,lat,people", *rows])
    (folder / "tables" / "towns.csv").write_text(text + "\n", "utf-8")
    (folder / "sources.yaml").write_text("own: {title: T, author: A, year: 2020}\n", "utf-8")
    return lesson_with(folder, yaml, "Un.")


def told(lesson: Lesson) -> ToldModel:
    chapter = lesson.chapter("one", "fr")
    assert chapter is not None
    return ToldModel(lesson, chapter.steps[0].models[0])


def test_degrees_become_kilometres_and_people_thousands(tmp_path: Path) -> None:
    lesson = lesson_of(tmp_path, ROWS)
    zones = told(lesson).values({}).zones("map")
    assert [zone.name for zone in zones] == ["Brest", "Rennes", "Quimper"]
    assert [zone.population for zone in zones] == [140, 220, 63]
    apart = ((zones[0].x - zones[1].x) ** 2 + (zones[0].y - zones[1].y) ** 2) ** 0.5
    assert apart == pytest.approx(209, abs=3)  # Brest to Rennes as the crow flies
    assert [one.code for one in check_lesson(lesson) if one.code.startswith("zones")] == []


def test_zones_of_one_name_are_told_apart_and_one_may_be_empty(tmp_path: Path) -> None:
    rows = [ROWS[0], "b,Brest,-1.7,48.1,220000", "c,Quimper,-4.1,48,0"]
    model = told(lesson_of(tmp_path, rows))
    values = model.values({})
    assert [zone.name for zone in values.zones("map")] == ["Brest (a)", "Brest (b)", "Quimper"]
    found = model.model.run(values, model.model.start(values))
    assert sum(found.outputs["shares"]) == pytest.approx(1)  # type: ignore[arg-type]  # a list


def many(count: int) -> list[str]:
    return [f"z{k},Ville {k},{k % 30 / 50},{48 + k / 1000},{1000 + k}" for k in range(count)]


@pytest.mark.parametrize(
    ("rows", "code", "file", "line"),
    [
        ([ROWS[0]], "zones-count", "chapters/one.fr.md", 19),
        (many(MOST_ZONES + 1), "zones-count", "chapters/one.fr.md", 19),
        ([*ROWS[:2], "c,Quimper,-4.1,48,-63"], "zones-cell-out-of-range", "tables/towns.csv", 4),
        ([ROWS[0], "b,Rennes,481,48,9"], "zones-cell-out-of-range", "tables/towns.csv", 3),
        ([ROWS[0], "b,Rennes,1,91,9"], "zones-cell-out-of-range", "tables/towns.csv", 3),
        ([ROWS[0], "b,Rennes,,48,9"], "zones-cell-missing", "tables/towns.csv", 3),
        ([ROWS[0], "b,Rennes,1,48,"], "zones-cell-missing", "tables/towns.csv", 3),
        (["a,Brest,1,48,0", "b,Rennes,2,48,0"], "zones-nobody", "chapters/one.fr.md", 19),
        ([], "zones-empty", "chapters/one.fr.md", 19),
    ],
)
def test_what_is_wrong_with_a_map_is_said_where_it_stands(
    tmp_path: Path, rows: list[str], code: str, file: str, line: int
) -> None:
    found = check_lesson(lesson_of(tmp_path, rows))
    (problem,) = (one for one in found if one.code.startswith("zones"))
    place = problem.location
    assert (problem.code, place.file, place.line) == (code, file, line)
    for language in ("fr", "en"):
        assert message(problem, language)
        assert hint(problem, language)


def test_a_map_of_many_zones_is_played_frame_by_frame(tmp_path: Path) -> None:
    model = told(lesson_of(tmp_path, many(400)))
    values = model.values({"part": 30.0})
    state = model.model.start(values)
    before = sum(state.values)
    for _ in range(3):
        state = model.model.advance(values, state)
    assert state.moving
    assert len(state.values) == 400
    assert sum(state.values) == pytest.approx(before, rel=0.05)
