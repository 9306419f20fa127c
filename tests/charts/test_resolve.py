"""Specifications resolved into scenes: what is drawn, where, and how it is said."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.charts.scene import Scene
from desktop_app.content.reference import Reference
from tests.charts.sample import (
    BARS,
    HEAD,
    LAYERS,
    LINES,
    PREDICT,
    column_of,
    group_of,
    labels_of,
    lesson_with,
    scene_of,
)

NNBSP = "\u202f"
NBSP = "\u00a0"


def test_bars_carry_references_words_and_colours(tmp_path: Path) -> None:
    scene = scene_of(lesson_with(tmp_path, {"it": BARS}))
    assert [mark.reference for mark in scene.marks] == [
        Reference.point("telework", row, "share") for row in ("managers", "clerks", "workers")
    ]
    assert [mark.description for mark in scene.marks] == [
        f"{name}{NNBSP}: {value}{NNBSP}%"
        for name, value in (("Cadres", 58), ("Employés", 20), ("Ouvriers", 2))
    ]
    bars = group_of(scene, "bar")
    assert sorted(map(str, column_of(bars, "fill"))) == ["series:0", "series:1", "series:2"]
    assert [mark.label for mark in bars.marks] == [f"{value}{NNBSP}%" for value in (58, 20, 2)]
    assert [mark.value for mark in bars.marks] == [58, 20, 2]
    assert scene.legends == ()
    assert scene.sources == ("insee",)
    assert scene.value_count == 3
    percent = f"{NNBSP}%"
    assert scene.summary == f"3 barres, de 2{percent} (Ouvriers) à 58{percent} (Cadres)."


def test_bars_read_from_the_top_and_start_at_zero(tmp_path: Path) -> None:
    scene = scene_of(lesson_with(tmp_path, {"it": BARS}))
    bars = group_of(scene, "bar")
    tops = column_of(bars, "y")
    assert tops == sorted(tops)  # y runs downwards
    assert column_of(bars, "x2") == [0.0, 0.0, 0.0]
    assert scene.scales["x"].domain == (0, 60)
    assert column_of(bars, "x")[0] == pytest.approx(scene.width * 58 / 60)


def test_english_words(tmp_path: Path) -> None:
    scene = scene_of(lesson_with(tmp_path, {"it": BARS}), language="en")
    assert scene.marks[0].description == "Managers: 58%"
    assert scene.summary == "3 bars, from 2% (Workers) to 58% (Managers)."


def test_without_colour_every_mark_is_of_the_first_series(tmp_path: Path) -> None:
    text = BARS.replace("  color: {field: job, legend: null}\n", "")
    bars = group_of(scene_of(lesson_with(tmp_path, {"it": text})), "bar")
    assert set(column_of(bars, "fill")) == {"series:0"}


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("null", ["Cadres", "Employés", "Ouvriers"]),
        ("x", ["Ouvriers", "Employés", "Cadres"]),
        ('"-x"', ["Cadres", "Employés", "Ouvriers"]),
        # Vega-Lite sorts what the table holds: clerks, managers, workers.
        ("ascending", ["Employés", "Cadres", "Ouvriers"]),
        ("descending", ["Ouvriers", "Cadres", "Employés"]),
        ("[workers, clerks]", ["Ouvriers", "Employés", "Cadres"]),
        ("{field: people, order: descending}", ["Employés", "Cadres", "Ouvriers"]),
        ("{encoding: x}", ["Ouvriers", "Employés", "Cadres"]),
    ],
)
def test_sort(tmp_path: Path, sort: str, names: list[str]) -> None:
    text = BARS.replace("sort: null", f"sort: {sort}")
    scene = scene_of(lesson_with(tmp_path, {"it": text}))
    assert labels_of(scene, "y") == names
    bars = group_of(scene, "bar")
    placed = sorted(zip(column_of(bars, "y"), bars.marks, strict=True), key=lambda pair: pair[0])
    assert [mark.name for _, mark in placed] == names


def test_a_row_and_its_cell_have_the_colour_of_their_mark(tmp_path: Path) -> None:
    scene = scene_of(lesson_with(tmp_path, {"it": BARS}))
    cell = Reference.point("telework", "workers", "share")
    assert scene.colour_of(cell.row) == scene.colour_of(cell) == "series:2"
    assert scene.colour_of(Reference.point("telework", "workers", "people")) is None
    assert scene.colour_of(Reference("param", ("managers",))) is None


def test_marks_of_agrees_with_each_mark(tmp_path: Path) -> None:
    scene = scene_of(lesson_with(tmp_path, {"it": LAYERS}))
    for text in (
        "value:potential",
        "param:managers",
        "point:telework/clerks",
        "point:telework/clerks/share",
        "point:telework/clerks/people",
        "term:nothing",
    ):
        reference = Reference.parse(text)
        asked = tuple(i for i, mark in enumerate(scene.marks) if mark.answers_to(reference))
        assert scene.marks_of(reference) == asked, text
    assert scene.marks_of(None) == ()


def test_a_missing_value_breaks_a_line(tmp_path: Path) -> None:
    scene = scene_of(lesson_with(tmp_path, {"it": LINES}))
    line, points = group_of(scene, "line"), group_of(scene, "point")
    assert line.paths == ((0, 5),)
    assert line.defined == [True, True, True, False, True]
    assert points.count == 4
    assert points.overlay  # it is walked and told with the line
    assert scene.scales["x"].type == "time"
    assert line.marks[0].description.startswith("2 mars 2020")
    assert line.marks[3].text == "–"
    assert column_of(line, "x")[0] == 0
    assert column_of(line, "x")[4] == scene.width
    assert len(scene.marks) == len(scene.rows) == 5


def test_dates_on_an_axis(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it": LINES})
    french = scene_of(lesson).plots[0].axis("x")
    assert french is not None
    months = french.ticks(4)  # too few for the dates of the table: round ones
    assert [tick.label for tick in months] == ["avr.", "mai", "juin", "juil.", "août"]
    assert [tick.context for tick in months] == ["2020", "", "", "", ""]
    assert [tick.label for tick in french.ticks(8)][:2] == [f"2{NBSP}mars", f"16{NBSP}mars"]
    assert labels_of(scene_of(lesson, language="en"), "x", 8)[1] == f"16{NBSP}Mar"


def test_a_log_axis_leaves_out_what_is_not_positive(tmp_path: Path) -> None:
    text = LINES.replace("{field: visits, ", "{field: visits, scale: {type: log}, ")
    rows = "week,visits\n2020-03-02,0\n2020-03-09,-5\n2020-03-16,100\n2020-03-23,5000\n"
    tables = {
        "weekly": (
            "title: x\nkey: week\nsource: insee\ncolumns:\n"
            "  week: {type: date, label: S}\n  visits: {type: integer, label: A, unit: actes}\n",
            rows,
        )
    }
    scene = scene_of(lesson_with(tmp_path, {"it": text}, tables=tables))
    assert (scene.scales["y"].type, scene.scales["y"].domain) == ("log", (100, 10_000))
    assert group_of(scene, "line").defined == [False, False, True, True]
    (problem,) = scene.problems
    assert (problem.code, problem.values["count"], problem.is_error) == (
        "log-needs-positive",
        2,
        False,
    )
    assert problem.location.file == "chapters/one.fr.md"


def test_two_series_are_named_by_a_legend_or_at_their_ends(tmp_path: Path) -> None:
    text = HEAD + (
        "data: {name: years}\nmark: line\nencoding: {x: year, y: growth, color: place}\n"
    )
    plain = scene_of(lesson_with(tmp_path / "a", {"it": text}))
    line = group_of(plain, "line")
    assert line.paths == ((0, 2), (2, 4))
    assert [line.value("stroke", start) for start, _ in line.paths] == ["series:0", "series:1"]
    assert line.path_labels == ()
    (legend,) = plain.legends
    assert [item.label for item in legend.items] == ["Ville", "Campagne"]
    assert (legend.title, legend.line) == ("Lieu", True)
    direct = scene_of(lesson_with(tmp_path / "b", {"it": text + "usermeta: {labels: true}\n"}))
    assert group_of(direct, "line").path_labels == ("Ville", "Campagne")
    assert direct.legends == ()


def test_points_are_named_by_their_row(tmp_path: Path) -> None:
    text = HEAD + (
        "data: {name: telework}\nmark: point\n"
        "encoding: {x: people, y: share}\nusermeta: {labels: true}\n"
    )
    scene = scene_of(lesson_with(tmp_path, {"it": text}))
    assert [mark.label for mark in scene.marks] == ["Cadres", "Employés"]  # one has no people
    assert scene.marks[0].description == (
        f"Cadres{NNBSP}: Personnes 5{NNBSP}000{NBSP}milliers, Part 58{NNBSP}%"
    )
    assert [column.title for column in scene.columns] == ["Métier", "Personnes", "Part"]
    axis = scene.plots[0].axis("x")
    assert axis is not None
    assert axis.title == "Personnes (milliers)"


def test_a_live_point_follows_the_parameters(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it": LAYERS})
    scene, moved = scene_of(lesson), scene_of(lesson, parameters={"managers": 80})
    line = group_of(scene, "line")
    assert line.count == 4  # 0, 25, 50, 75: the stop is left out
    assert all(mark.reference is None for mark in line.marks)
    live, other = group_of(scene, "point"), group_of(moved, "point")
    assert live.live
    assert not group_of(scene, "point", 1).live
    first, second = live.marks[0], other.marks[0]
    assert first.reference == Reference("value", ("potential",))
    assert first.also == (Reference("param", ("managers",)),)
    assert column_of(other, "x")[0] > column_of(live, "x")[0]
    assert second.label == f"48,4{NNBSP}%"
    assert first.key == second.key
    assert "Télétravail possible" in first.description
    named = group_of(scene, "point", 1).marks[0]
    assert named.reference == Reference.point("telework", "managers", "share")
    assert group_of(scene, "rule").marks[0].label == "seuil"
    assert scene.sources == ("insee",)


def test_what_is_constant_is_told_once(tmp_path: Path) -> None:
    """Vega-Lite draws a constant once a row; people walk, hear and read it once."""
    scene = scene_of(lesson_with(tmp_path, {"it": LAYERS}))
    live = group_of(scene, "point")
    assert (live.count, live.copies) == (1, 4)
    text = HEAD + (
        f"data: {{name: telework}}\nlayer:\n  - {{mark: bar, encoding: {{x: job, y: share}}}}\n"
        "  - {mark: rule, encoding: {y: {datum: 30, title: seuil}}}\n"
        "  - {mark: rule, encoding: {y: {datum: 0}}}\n"
    )
    scene = scene_of(lesson_with(tmp_path / "b", {"it": text}))
    assert [(group.count, group.copies) for _, group in scene.groups] == [(3, 1), (1, 3), (1, 3)]
    assert scene.marks[3].reference is None  # it is no row's
    assert [column.title for column in scene.columns] == ["Métier", "Part", "seuil"]
    assert [cell.text for cell in scene.rows[-1].cells] == ["–", "–", "30"]
    assert len(scene.rows) == 4  # a line at zero says nothing in a table


def test_a_variant_changes_only_what_it_says(tmp_path: Path) -> None:
    changes = "title: Autre\nencoding: {y: {scale: {type: log}}}\n"
    lesson = lesson_with(tmp_path, {"it": LINES, "log of=it": changes})
    base, variant = scene_of(lesson), scene_of(lesson, "log")
    assert (variant.title, variant.description) == ("Autre", base.description)
    assert (base.scales["y"].type, variant.scales["y"].type) == ("linear", "log")
    assert [mark.key for mark in variant.marks] == [mark.key for mark in base.marks]
    assert variant.marks[0].reference == base.marks[0].reference


def test_bars_over_years_stand_on_time(tmp_path: Path) -> None:
    text = HEAD + (
        "data: {name: years}\ntransform: [{filter: {field: place, equal: a}}]\n"
        "mark: bar\nencoding: {x: {field: year, type: temporal}, y: growth}\n"
    )
    scene = scene_of(lesson_with(tmp_path, {"it": text}))
    bars = group_of(scene, "bar")
    edges = column_of(bars, "x") + column_of(bars, "x2")
    assert all(isinstance(edge, float) and 0 < edge < scene.width for edge in edges)
    up, down = column_of(bars, "y")
    (base,) = {round(float(str(value)), 6) for value in column_of(bars, "y2")}
    assert float(str(up)) < base < float(str(down))  # pixels run downwards
    assert labels_of(scene, "x", 10) == ["2019", "2021"]


def test_values_written_in_place(tmp_path: Path) -> None:
    text = HEAD + (
        "data: {values: [{what: Un, n: 1}, {what: Deux, n: 1000000}]}\nmark: bar\n"
        "encoding: {x: {field: what, sort: null}, "
        "y: {field: n, type: quantitative, title: Nombre}}\n"
    )
    scene = scene_of(lesson_with(tmp_path, {"it": text}))
    assert [mark.name for mark in scene.marks] == ["Un", "Deux"]
    assert [mark.reference for mark in scene.marks] == [None, None]
    assert scene.marks[1].text == f"1{NNBSP}000{NNBSP}000"
    assert (scene.scales["x"].type, scene.scales["x"].domain) == ("band", ("Un", "Deux"))


def test_the_short_form_is_the_long_one(tmp_path: Path) -> None:
    short = HEAD + "data: {name: telework}\nmark: bar\nencoding: {y: job, x: share, color: job}\n"
    full = HEAD + (
        "data: {name: telework}\nmark: {type: bar}\nencoding:\n"
        "  y: {field: job, type: nominal}\n  x: {field: share, type: quantitative}\n"
        "  color: {field: job, type: nominal}\n"
    )
    lesson = lesson_with(tmp_path, {"it": short, "full": full})
    assert scene_of(lesson).plots[0].groups == scene_of(lesson, "full").plots[0].groups
    assert scene_of(lesson).scales == scene_of(lesson, "full").scales


@pytest.mark.parametrize(
    ("short", "domain", "title"),
    [
        ("mean(share)", (0.0, 28.0), "Mean of share"),
        ("count()", (0.0, 3.0), "Count of Records"),
        ("share:O", (2, 20, 58), "Part"),
        ("max(people)", (0.0, 7000.0), "Max of people (milliers)"),
    ],
)
def test_short_forms_that_compute(
    tmp_path: Path, short: str, domain: tuple[object, ...], title: str
) -> None:
    text = HEAD + f'data: {{name: telework}}\nmark: bar\nencoding: {{y: "{short}"}}\n'
    scene = scene_of(lesson_with(tmp_path, {"it": text}))
    assert scene.scales["y"].domain == domain
    axis = scene.plots[0].axis("y")
    assert axis is not None
    assert axis.title == title


def told(scene: Scene) -> str:
    """All that a scene holds, without the addresses of its functions."""
    return re.sub(r"0x[0-9a-f]+", "", repr(scene))


def test_a_concealed_scene_tells_nothing(tmp_path: Path) -> None:
    text = PREDICT.replace("sort: null", 'sort: "x"')
    scene = scene_of(lesson_with(tmp_path, {"it": text}), concealed=True)
    assert scene.concealed
    assert tuple(scene.marks) == tuple(scene.rows) == ()
    assert scene.task is not None
    assert [slot.name for slot in scene.task.slots] == ["Cadres", "Employés", "Ouvriers"]
    assert (scene.task.low, scene.task.high, scene.task.step) == (0, 100, 1)
    assert scene.title == scene.description == scene.summary == ""
    assert labels_of(scene, "y") == ["Cadres", "Employés", "Ouvriers"]  # not by value
    assert "58" not in told(scene)


def test_a_concealed_scene_has_no_scale_that_tells(tmp_path: Path) -> None:
    text = PREDICT.replace("color: {field: job", "color: {field: share, type: quantitative")
    scene = scene_of(lesson_with(tmp_path, {"it": text}), concealed=True)
    assert set(scene.scales) == {"x", "y"}
    assert "58" not in told(scene)


def test_a_chart_shown_again_shares_the_prediction_of_its_base(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it": PREDICT, "again of=it": "title: Encore\n"})
    task = scene_of(lesson, "again").task
    assert task is not None
    assert task.chart == "it"
    own = "title: Encore\nusermeta: {predict: {field: share, max: 80}}\n"
    lesson = lesson_with(tmp_path / "b", {"it": PREDICT, "again of=it": own})
    task = scene_of(lesson, "again").task
    assert task is not None
    assert (task.chart, task.high) == ("again", 80)


def test_the_engine_needs_no_qt() -> None:
    code = (
        "import sys, desktop_app.charts.check, desktop_app.charts.gaps\n"
        "import desktop_app.charts.chart_file, desktop_app.charts.taking\n"
        "print([m for m in ('pyqtgraph', 'PySide6') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_decimals_that_are_all_zeros_are_not_written(tmp_path: Path) -> None:
    meaning = """\
        title: Parts
        key: id
        source: insee
        columns:
          id: {type: string, label: I}
          whole: {type: number, label: W, unit: "%", decimals: 1}
          mixed: {type: number, label: M, unit: "%", decimals: 1}
        """
    rows = "id,whole,mixed\na,11,11\nb,28,28.5\nc,,\n"
    bars = HEAD + (
        "data: {name: parts}\nmark: bar\nencoding: {y: id, x: FIELD}\nusermeta: {labels: true}\n"
    )
    charts = {name: bars.replace("FIELD", name) for name in ("whole", "mixed")}
    lesson = lesson_with(tmp_path, charts, tables={"parts": (meaning, rows)})
    labels = {name: [mark.label for mark in scene_of(lesson, name).marks] for name in charts}
    assert labels == {
        "whole": [f"11{NNBSP}%", f"28{NNBSP}%"],
        "mixed": [f"11,0{NNBSP}%", f"28,5{NNBSP}%"],
    }


def test_a_chart_of_nothing(tmp_path: Path) -> None:
    nobody = "transform: [{filter: {field: job, oneOf: [nobody]}}]\n"
    lesson = lesson_with(tmp_path, {"it": BARS + nobody, "asked": PREDICT + nobody})
    for name in ("it", "asked"):
        for concealed in (False, True):
            scene = scene_of(lesson, name, concealed=concealed)
            assert scene.is_empty
            assert [problem.code for problem in scene.problems] == ["no-data"]
            assert scene.columns == ()
    assert not scene_of(lesson_with(tmp_path / "b", {"it": BARS})).is_empty


def test_the_same_twice(tmp_path: Path) -> None:
    """Resolving is a pure function: nothing of one call stays for the next."""
    lesson = lesson_with(tmp_path, {"it": LAYERS})
    first = scene_of(lesson)
    scene_of(lesson, parameters={"managers": 80})
    assert scene_of(lesson) == first
