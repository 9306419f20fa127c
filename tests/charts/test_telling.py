"""What is said of marks: what they refer to, their names, labels and descriptions, the table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from desktop_app.charts.chart_file import read_chart
from desktop_app.charts.scene import Mark, Scene
from desktop_app.content.reference import Reference
from tests.charts.sample import BARS, HEAD, LAYERS, LINES, group_of, lesson_with, scene_of

NNBSP, NBSP = "\u202f", "\u00a0"
YEARS = """\
data: {name: years}
mark: bar
encoding:
  x: {field: year, type: ordinal}
  y: {field: growth, type: quantitative}
  xOffset: {field: place}
  color: {field: place}
"""
POINTS = """\
data: {name: telework}
mark: point
encoding:
  x: {field: share, type: quantitative}
  y: {field: people, type: quantitative}
"""


def told(tmp_path: Path, chart: str, language: str = "fr", **more: Any) -> Scene:
    return scene_of(lesson_with(tmp_path, {"it": HEAD + chart}), language=language, **more)


def references(scene: Scene) -> list[str | None]:
    return [str(mark.reference) if mark.reference else None for mark in scene.marks]


def descriptions(scene: Scene) -> list[str]:
    return [spaced(mark.description) for mark in scene.marks]


def spaced(text: str) -> str:
    """``text`` with spaces of one kind."""
    return text.replace(NNBSP, " ").replace(NBSP, " ")


def in_file(spec: Mapping[str, object], language: str = "en") -> list[Mark]:
    chart = read_chart(json.dumps(spec), "spec.json", None, {}, language)
    assert chart.scene is not None, chart.problems
    return list(chart.scene.marks)


# -- references ----------------------------------------------------------------------


def test_a_mark_is_of_a_row_and_of_the_column_whose_number_it_shows(tmp_path: Path) -> None:
    assert references(told(tmp_path, YEARS)) == [
        f"point:years/{row}/growth" for row in ("a1", "a2", "b1", "b2")
    ]
    assert references(told(tmp_path, POINTS)) == [
        f"point:telework/{row}/people" for row in ("managers", "clerks")
    ]
    assert references(told(tmp_path, LINES.removeprefix(HEAD)))[:2] == [
        "point:weekly/2020-03-02/visits",
        "point:weekly/2020-03-16/visits",
    ]


def test_marks_that_join_rows_are_of_none(tmp_path: Path) -> None:
    chart = "data: {name: years}\nmark: bar\nencoding: {x: year, y: mean(growth)}\n"
    assert references(told(tmp_path, chart)) == [None, None]


def test_a_folded_cell_is_of_its_own_column(tmp_path: Path) -> None:
    chart = """\
data: {name: telework}
transform: [{fold: [share, people], as: [what, many]}]
mark: bar
encoding: {y: job, x: {field: many, type: quantitative}, color: {field: what}}
"""
    scene = told(tmp_path, chart)
    assert references(scene)[:4] == [
        f"point:telework/{row}/{column}"
        for row in ("managers", "clerks") for column in ("share", "people")
    ]  # fmt: skip


def test_computed_numbers_are_of_the_row(tmp_path: Path) -> None:
    chart = """\
data: {name: telework}
transform: [{calculate: "datum.share * 2", as: double}]
mark: bar
encoding: {y: job, x: {field: double, type: quantitative}}
"""
    assert references(told(tmp_path, chart))[0] == "point:telework/managers"


def test_the_lesson_s_own_numbers(tmp_path: Path) -> None:
    scene = told(tmp_path, LAYERS.removeprefix(HEAD), parameters={"managers": 20.0})
    live = next(mark for mark in scene.marks if mark.also)
    assert str(live.reference) == "value:potential"
    assert live.also == (Reference("param", ("managers",)),)


def test_constants_are_of_nothing(tmp_path: Path) -> None:
    chart = (
        "layer:\n- {data: {name: telework}, mark: bar, encoding: {y: job, x: share}}\n"
        "- {data: {name: telework}, mark: rule, encoding: {x: {datum: 30}}}\n"
    )
    scene = told(tmp_path, chart)
    assert references(scene)[-1] is None


def test_a_column_of_another_table(tmp_path: Path) -> None:
    rows = "[{who: managers, n: 3}, {who: clerks, n: 4}]"
    chart = (
        f"data: {{values: {rows}}}\nmark: bar\nencoding: {{y: who, x: n}}\n"
        "usermeta: {reference: telework/who}\n"
    )
    assert references(told(tmp_path, chart)) == ["point:telework/managers", "point:telework/clerks"]


def test_a_nested_column_and_numbers_as_keys(tmp_path: Path) -> None:
    rows = "[{p: {code: 1.0}, n: 3}, {p: {code: b1}, n: 4}, {p: {}, n: 5}]"
    chart = (
        f'data: {{values: {rows}}}\nmark: bar\nencoding: {{y: {{field: "p.code"}}, x: n}}\n'
        "usermeta: {reference: years/p.code}\n"
    )
    assert references(told(tmp_path, chart)) == ["point:years/1", "point:years/b1", None]


# -- names and descriptions -------------------------------------------------------------


def test_a_category_and_its_number(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it": BARS})
    for language, names in (("fr", ["Cadres", "Employés"]), ("en", ["Managers", "Clerks"])):
        scene = scene_of(lesson, language=language)
        assert [mark.name for mark in scene.marks][:2] == names
    assert descriptions(scene)[:2] == ["Managers: 58%", "Clerks: 20%"]


def test_series_and_place(tmp_path: Path) -> None:
    assert descriptions(told(tmp_path, YEARS)) == [
        "Ville, 2019 : 1,5 %", "Ville, 2021 : −0,5 %", "Campagne, 2019 : 0,0 %",
        "Campagne, 2021 : 2,0 %",
    ]  # fmt: skip


def test_two_numbers_are_told_with_their_titles(tmp_path: Path) -> None:
    assert descriptions(told(tmp_path, POINTS))[0] == "Cadres : Part 58 %, Personnes 5 000 milliers"
    english = descriptions(told(tmp_path, POINTS, "en"))[0]
    assert english.startswith("Managers: Share 58%, People 5,000")


def test_dates(tmp_path: Path) -> None:
    assert descriptions(told(tmp_path, LINES.removeprefix(HEAD)))[0] == (
        "2 mars 2020 : 10 000 actes"
    )
    assert descriptions(told(tmp_path, LINES.removeprefix(HEAD), "en"))[0].startswith(
        "2 March 2020: 10,000"
    )


def test_bins_time_units_and_counts() -> None:
    rows = [{"n": n, "d": f"2020-0{n}-03"} for n in (1, 2, 3, 7)]
    count = {"aggregate": "count"}
    binned = {"data": {"values": rows}, "mark": "bar",
              "encoding": {"x": {"field": "n", "bin": {"step": 5}}, "y": count}}  # fmt: skip
    assert [mark.description for mark in in_file(binned)] == ["0 – 5: 3", "5 – 10: 1"]
    months = {"data": {"values": rows}, "mark": "bar",
              "encoding": {"x": {"timeUnit": "month", "field": "d"}, "y": count}}  # fmt: skip
    said = {"en": ["Jan: 1", "Feb: 1"], "fr": ["janv. : 1", "févr. : 1"]}
    for language, first in said.items():
        assert [spaced(mark.description) for mark in in_file(months, language)][:2] == first


def test_a_chart_of_texts_is_told_too() -> None:
    """Labels beside the marks of the same data are not."""
    rows = [{"a": "A", "b": 28, "c": 3}, {"a": "B", "b": 55, "c": 4.5}]
    x, y = {"field": "b", "type": "quantitative"}, {"field": "c", "type": "quantitative"}
    text = {"mark": "text", "encoding": {"x": x, "y": y, "text": {"field": "a"}}}
    alone = in_file({"data": {"values": rows}, **text})
    assert [mark.description for mark in alone] == ["A: b 28, c 3", "B: b 55, c 4.5"]
    points = {"mark": "point", "encoding": {"x": x, "y": y}}
    assert len(in_file({"data": {"values": rows}, "layer": [points, text]})) == 2
    aside = {"data": {"values": [{"b": 40, "a": "Ici"}]}, "mark": "text",
             "encoding": {"x": x, "y": {"value": 10}, "text": {"field": "a"}}}  # fmt: skip
    marks = in_file({"layer": [{"data": {"values": rows}, **points}, aside]})
    assert [mark.description for mark in marks][2:] == ["Ici: 40"]
    whole = {"data": {"values": [{"v": 3}]}, "mark": "text",
             "encoding": {"text": {"field": "v", "type": "quantitative"}}}  # fmt: skip
    assert [(mark.description, mark.value) for mark in in_file(whole)] == [("v: 3", 3.0)]
    chart = read_chart(json.dumps(whole), "spec.json", None, {})
    assert chart.scene is not None
    assert chart.scene.summary == "1 text."


NAMED = {"a": "A", "b": 28, "c.d": 3.5}


@pytest.mark.parametrize(
    ("mark", "channels", "said"),
    [
        ({}, {}, "A : 28"),
        ({"description": "une barre"}, {}, "une barre"),
        ({"description": {"expr": "datum.a + '!'"}}, {}, "A!"),
        ({}, {"description": {"value": "ici"}}, "ici"),
        ({}, {"description": {"field": "b", "type": "quantitative", "format": ".1f"}}, "28,0"),
        ({"tooltip": "bonjour"}, {}, "A : 28 ; bonjour"),
        ({"tooltip": {"expr": "'v' + datum.b"}}, {}, "A : 28 ; v28"),
        ({"tooltip": {"content": "data"}}, {}, "A : 28 ; c.d 3,5"),
        ({"tooltip": True}, {}, "A : 28"),
        ({"tooltip": None}, {}, "A : 28"),
        ({}, {"tooltip": {"value": "oui"}}, "A : 28 ; oui"),
        ({}, {"tooltip": {"field": "c\\.d", "type": "quantitative"}}, "A : 28 ; c.d 3,5"),
        ({}, {"tooltip": [{"field": "a"}, {"field": "b", "type": "quantitative"},
                          {"field": "c\\.d", "type": "quantitative", "title": "Autre"}]},
         "A : 28 ; Autre 3,5"),
    ],
    ids=str,
)  # fmt: skip
def test_what_the_author_adds(
    mark: Mapping[str, object], channels: Mapping[str, object], said: str
) -> None:
    spec = {
        "data": {"values": [NAMED]},
        "mark": {"type": "bar", **mark},
        "encoding": {"x": {"field": "a"}, "y": {"field": "b", "type": "quantitative"}, **channels},
    }
    (found,) = in_file(spec, "fr")
    assert spaced(found.description) == said
    assert found.name == "A"


def test_the_row_s_name_is_of_the_column_that_the_author_says(tmp_path: Path) -> None:
    chart = "data: {name: years}\nmark: point\nencoding: {x: growth, y: growth}\n"
    names = [mark.name for mark in told(tmp_path, chart).marks]
    assert names == ["a1", "a2", "b1", "b2"]
    named = [mark.name for mark in told(tmp_path, chart + "usermeta: {key: place}\n").marks]
    assert named == ["Ville", "Ville", "Campagne", "Campagne"]
    years = [mark.name for mark in told(tmp_path, chart + "usermeta: {key: year}\n").marks]
    assert years == ["2019", "2021", "2019", "2021"]


def test_missing_values_are_told_as_such(tmp_path: Path) -> None:
    tables = {"gaps": ("title: T\nkey: k\nsource: insee\ncolumns:\n  k: {type: string, label: K}\n"
                       "  v: {type: number, label: V}\n", "k,v\na,1\nb,\n")}  # fmt: skip
    chart = HEAD + "data: {name: gaps}\nmark: bar\nencoding: {y: k, x: v}\n"
    scene = scene_of(lesson_with(tmp_path, {"it": chart}, tables=tables))
    assert [[cell.text for cell in row.cells] for row in scene.rows] == [["a", "1"]]
    lines = chart.replace("mark: bar", "mark: line")
    scene = scene_of(lesson_with(tmp_path / "lines", {"it": lines}, tables=tables))
    assert [[cell.text for cell in row.cells] for row in scene.rows] == [["a", "1"], ["b", "–"]]


# -- labels ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chart", "meta", "labels"),
    [
        (BARS, "{labels: true}", ["58 %", "20 %", "2 %"]),
        (BARS, "{labels: false}", ["", "", ""]),
        (HEAD + POINTS, "{labels: true}", ["Cadres", "Employés"]),
        (HEAD + POINTS, "{labels: false}", ["", ""]),
    ],
)
def test_labels(tmp_path: Path, chart: str, meta: str, labels: list[str]) -> None:
    text = chart.replace("usermeta: {labels: true}\n", "") + f"usermeta: {meta}\n"
    scene = scene_of(lesson_with(tmp_path, {"it": text}))
    assert [spaced(mark.label) for mark in scene.marks] == labels


def test_live_points_are_labelled_unless_told_not_to(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it": LAYERS, "mute": LAYERS + "usermeta: {labels: false}\n"})
    live = [mark for mark in scene_of(lesson).marks if mark.also]
    assert [bool(mark.label) for mark in live] == [True]
    mute = [mark for mark in scene_of(lesson, "mute").marks if mark.also]
    assert [mark.label for mark in mute] == [""]


def test_thresholds_are_named_beside_them(tmp_path: Path) -> None:
    scene = scene_of(lesson_with(tmp_path, {"it": LAYERS}))
    assert "seuil" in [mark.label for mark in scene.marks]


# -- the same thing in two scenes ---------------------------------------------------------


def test_keys_say_what_is_the_same(tmp_path: Path) -> None:
    variants = {"it": BARS, "sorted of=it": "encoding: {y: {sort: x}}\n"}
    lesson = lesson_with(tmp_path, variants)
    one, two = ({mark.key: place for mark, place in _places(scene_of(lesson, name))}
                for name in ("it", "sorted"))  # fmt: skip
    assert one.keys() == two.keys()
    assert one != two
    keyed = BARS.replace("usermeta", "  key: {field: people}\nusermeta")
    scene = scene_of(lesson_with(tmp_path / "k", {"it": keyed}))
    assert [mark.key.rpartition("/")[2] for mark in scene.marks] == ["5000", "7000", "None"]


def _places(scene: Scene) -> list[tuple[Mark, float]]:
    bars = group_of(scene, "bar")
    return [(mark, float(str(bars.value("y", rank)))) for rank, mark in enumerate(bars.marks)]


# -- the table --------------------------------------------------------------------------


def test_the_table_has_a_row_for_each_mark_and_a_column_for_each_channel(tmp_path: Path) -> None:
    scene = told(tmp_path, YEARS)
    assert [column.title for column in scene.columns] == ["Ligne", "Lieu", "Année", "Croissance"]
    assert [column.numeric for column in scene.columns] == [False, False, False, True]
    assert [spaced(cell.text) for cell in scene.rows[1].cells] == ["a2", "Ville", "2021", "−0,5 %"]
    assert [str(row.reference) for row in scene.rows] == [
        f"point:years/{name}/growth" for name in ("a1", "a2", "b1", "b2")
    ]


def test_layers_share_the_table(tmp_path: Path) -> None:
    chart = """\
data: {name: telework}
encoding: {y: job}
layer:
- {mark: bar, encoding: {x: share}}
- {mark: point, encoding: {x: people}}
"""
    scene = told(tmp_path, chart)
    assert [column.title for column in scene.columns] == ["Métier", "Part", "Personnes"]
    assert [[spaced(cell.text) for cell in row.cells] for row in scene.rows][2:4] == [
        ["Ouvriers", "2 %", "–"], ["Cadres", "–", "5 000 milliers"],
    ]  # fmt: skip
