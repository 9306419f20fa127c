"""Specifications resolved into scenes: what is drawn, where, and how it is said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from desktop_app.charts.scales import BandScale, LinearScale, LogScale, TimeScale

from desktop_app.content.reference import Reference
from tests.charts.sample import BARS, HEAD, lesson_with, scene_of

NNBSP = "\u202f"


def test_bars_carry_references_words_and_colours(tmp_path: Path) -> None:
    scene = scene_of(lesson_with(tmp_path, {"it": BARS}))
    assert [bar.reference for bar in scene.bars] == [
        Reference.point("telework", row, "share") for row in ("managers", "clerks", "workers")
    ]
    assert [bar.description for bar in scene.bars] == [
        f"{name}{NNBSP}: {value}{NNBSP}%"
        for name, value in (("Cadres", 58), ("Employés", 20), ("Ouvriers", 2))
    ]
    assert sorted(bar.series for bar in scene.bars) == [0, 1, 2]
    assert [bar.label for bar in scene.bars] == [f"{value}{NNBSP}%" for value in (58, 20, 2)]
    assert scene.legend == ()
    assert scene.sources == ("insee",)
    assert scene.value_count == 3
    percent = f"{NNBSP}%"
    assert scene.summary == f"3 barres, de 2{percent} (Ouvriers) à 58{percent} (Cadres)."


def test_bars_read_from_the_top_and_start_at_zero(tmp_path: Path) -> None:
    scene = scene_of(lesson_with(tmp_path, {"it": BARS}))
    assert scene.bars[0].y > scene.bars[1].y > scene.bars[2].y
    assert {bar.base for bar in scene.bars} == {0.0}
    assert scene.x is not None
    assert scene.x.scale == LinearScale(0, 60)
    assert scene.bars[0].x == pytest.approx(58 / 60)


def test_english_words(tmp_path: Path) -> None:
    scene = scene_of(lesson_with(tmp_path, {"it": BARS}), language="en")
    assert scene.bars[0].description == "Managers: 58%"
    assert scene.summary == "3 bars, from 2% (Workers) to 58% (Managers)."


def test_without_colour_every_mark_is_of_the_first_series(tmp_path: Path) -> None:
    text = BARS.replace("  color: {field: job}\n", "")
    scene = scene_of(lesson_with(tmp_path, {"it": text}))
    assert {bar.series for bar in scene.bars} == {0}


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("null", ["Cadres", "Employés", "Ouvriers"]),
        ("x", ["Ouvriers", "Employés", "Cadres"]),
        ('"-x"', ["Cadres", "Employés", "Ouvriers"]),
        ("ascending", ["Employés", "Cadres", "Ouvriers"]),
        ("descending", ["Ouvriers", "Cadres", "Employés"]),
        ("[workers, clerks]", ["Ouvriers", "Employés", "Cadres"]),
    ],
)
def test_sort(tmp_path: Path, sort: str, names: list[str]) -> None:
    scene = scene_of(lesson_with(tmp_path, {"it": BARS.replace("sort: null", f"sort: {sort}")}))
    assert scene.y is not None
    assert [tick.label for tick in scene.y.ticks()] == names
    assert [bar.name for bar in scene.bars] == names


def test_series_of_answers_for_rows_and_cells(tmp_path: Path) -> None:
    scene = scene_of(lesson_with(tmp_path, {"it": BARS}))
    cell = Reference.point("telework", "workers", "share")
    row = cell.row
    assert scene.series_of(row) == scene.series_of(cell) == 2
    assert scene.series_of(Reference.point("telework", "workers", "people")) is None
    assert scene.series_of(Reference("param", ("managers",))) is None


def test_marks_of_agrees_with_each_mark(tmp_path: Path) -> None:
    scene = scene_of(lesson_with(tmp_path, {"it": LAYERS}))
    for text in (
        "value:potential",
        "param:managers",
        "point:telework/clerks",
        "point:telework/clerks/share",
    ):
        reference = Reference.parse(text)
        asked = tuple(i for i, mark in enumerate(scene.marks) if mark.answers_to(reference))
        assert scene.marks_of(reference) == asked


LINES = (
    HEAD
    + """\
data: {name: weekly}
mark: {type: line, point: true}
encoding:
  x: {field: week}
  y: {field: visits}
"""
)


def test_a_missing_value_breaks_a_line(tmp_path: Path) -> None:
    scene = scene_of(lesson_with(tmp_path, {"it": LINES}))
    (line,) = scene.lines
    assert [len(run) for run in line.runs] == [3, 1]
    assert line.shows_points
    assert scene.x is not None
    assert isinstance(scene.x.scale, TimeScale)
    assert line.runs[0][0].description.startswith("2 mars 2020")
    assert line.runs[0][0].x == 0
    assert line.runs[1][0].x == 1


def test_dates_on_an_axis(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it": LINES})
    french, english = scene_of(lesson).x, scene_of(lesson, language="en").x
    assert french is not None
    assert english is not None
    months = french.ticks(4)  # too few for the dates of the data: round ones
    assert [tick.label for tick in months] == ["mai", "juil."]
    assert [tick.context for tick in months] == ["2020", ""]
    assert [tick.label for tick in french.ticks(8)][:2] == ["2\u00a0mars", "16\u00a0mars"]
    assert english.ticks(8)[1].label == "16\u00a0Mar"


def test_a_log_axis_leaves_out_what_is_not_positive(tmp_path: Path) -> None:
    text = LINES.replace("field: visits", "field: visits, scale: {type: log}")
    rows = "week,visits\n2020-03-02,0\n2020-03-09,-5\n2020-03-16,100\n2020-03-23,5000\n"
    tables = {
        "weekly": (
            "title: x\nkey: week\nsource: insee\ncolumns:\n"
            "  week: {type: date, label: S}\n  visits: {type: integer, label: A, unit: actes}\n",
            rows,
        )
    }
    scene = scene_of(lesson_with(tmp_path, {"it": text}, tables=tables))
    assert scene.y is not None
    assert scene.y.scale == LogScale(100, 10_000)
    assert [len(run) for line in scene.lines for run in line.runs] == [2]
    (problem,) = scene.problems
    assert (problem.code, problem.values["count"], problem.is_error) == (
        "log-needs-positive",
        2,
        False,
    )
    assert problem.location.file == "chapters/one.fr.md"


def test_two_series_are_named_at_their_ends(tmp_path: Path) -> None:
    text = HEAD + (
        "data: {name: years}\nmark: line\n"
        "encoding: {x: {field: year}, y: {field: growth}, color: {field: place}}\n"
    )
    scene = scene_of(lesson_with(tmp_path, {"it": text}))
    assert [(line.label, line.series) for line in scene.lines] == [("Ville", 0), ("Campagne", 1)]
    assert scene.legend == ()
    without = scene_of(lesson_with(tmp_path / "b", {"it": text + "usermeta: {labels: false}\n"}))
    assert [item.label for item in without.legend] == ["Ville", "Campagne"]


def test_points_are_named_by_their_row(tmp_path: Path) -> None:
    text = HEAD + (
        "data: {name: telework}\nmark: point\n"
        "encoding: {x: {field: people}, y: {field: share}}\nusermeta: {labels: true}\n"
    )
    scene = scene_of(lesson_with(tmp_path, {"it": text}))
    assert [dot.label for dot in scene.dots] == ["Cadres", "Employés"]  # one has no people
    assert scene.dots[0].description == (
        f"Cadres{NNBSP}: Personnes 5{NNBSP}000\u00a0milliers, Part 58{NNBSP}%"
    )
    assert [column.title for column in scene.columns] == ["Métier", "Personnes", "Part"]
    assert scene.x is not None
    assert scene.x.title == "Personnes (milliers)"


LAYERS = (
    HEAD
    + """\
encoding:
  x: {field: share, type: quantitative, title: Cadres}
  y: {field: result, type: quantitative}
data: {sequence: {start: 0, stop: 100, step: 25, as: share}}
transform:
  - {calculate: "datum.share / 100 * [telework/managers] + 2", as: result}
layer:
  - mark: line
  - mark: point
    encoding: {x: {datum: {expr: managers}}, y: {datum: {expr: potential}}}
  - data: {name: telework}
    mark: point
    encoding: {x: {field: share}, y: {datum: 5}}
  - mark: rule
    encoding: {y: {datum: 30, title: seuil}}
"""
)


def test_a_live_point_follows_the_parameters(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it": LAYERS})
    scene, moved = scene_of(lesson), scene_of(lesson, parameters={"managers": 80})
    assert len(scene.lines[0].runs[0]) == 5
    assert all(dot.reference is None for dot in scene.lines[0].runs[0])
    live, other = scene.dots[0], moved.dots[0]
    assert live.reference == Reference("value", ("potential",))
    assert live.also == (Reference("param", ("managers",)),)
    assert live.live
    assert other.x > live.x
    assert other.label == f"48,4{NNBSP}%"
    assert live.key == other.key
    assert scene.dots[1].reference == Reference.point("telework", "managers", "share")
    (rule,) = scene.rules
    assert (rule.upright, rule.label) == (False, "seuil")
    assert scene.sources == ("insee",)


def test_a_variant_changes_only_what_it_says(tmp_path: Path) -> None:
    lesson = lesson_with(
        tmp_path, {"it": LINES, "log of=it": "title: Autre\nencoding: {y: {scale: {type: log}}}\n"}
    )
    base, variant = scene_of(lesson), scene_of(lesson, "log")
    assert (variant.title, variant.description) == ("Autre", base.description)
    assert variant.y is not None
    assert isinstance(variant.y.scale, LogScale)
    assert [mark.key for mark in variant.marks] == [mark.key for mark in base.marks]


def test_bars_over_years_stand_on_time(tmp_path: Path) -> None:
    text = HEAD + (
        "data: {name: years}\ntransform: [{filter: {field: place, equal: a}}]\n"
        "mark: bar\nencoding: {x: {field: year}, y: {field: growth}}\n"
    )
    scene = scene_of(lesson_with(tmp_path, {"it": text}))
    first, second = scene.bars
    assert first.x - first.thickness / 2 > 0
    assert second.x + second.thickness / 2 < 1
    assert second.y < second.base < first.y
    assert scene.x is not None
    assert [tick.label for tick in scene.x.ticks(10)] == ["2019", "2021"]


def test_values_written_in_place(tmp_path: Path) -> None:
    text = HEAD + (
        "data: {values: [{what: Un, n: 1}, {what: Deux, n: 1000000}]}\n"
        "mark: bar\nencoding: {x: {field: what, sort: null}, y: {field: n, title: Nombre}}\n"
    )
    scene = scene_of(lesson_with(tmp_path, {"it": text}))
    assert [bar.name for bar in scene.bars] == ["Un", "Deux"]
    assert [bar.reference for bar in scene.bars] == [None, None]
    assert scene.bars[1].text == f"1{NNBSP}000{NNBSP}000"
    assert isinstance(scene.x and scene.x.scale, BandScale)


PREDICT = BARS + "usermeta: {predict: {field: share}}\n"


def test_a_concealed_scene_tells_nothing(tmp_path: Path) -> None:
    text = PREDICT.replace("sort: null", 'sort: "x"')
    scene = scene_of(lesson_with(tmp_path, {"it": text}), concealed=True)
    assert scene.concealed
    assert scene.marks == scene.rows == ()
    assert scene.task is not None
    assert [slot.name for slot in scene.task.slots] == ["Cadres", "Employés", "Ouvriers"]
    assert (scene.task.low, scene.task.high, scene.task.step) == (0, 100, 1)
    assert scene.title == scene.description == scene.summary == ""
    assert "58" not in repr(scene)


def test_a_chart_shown_again_shares_the_prediction_of_its_base(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it": PREDICT, "again of=it": "title: Encore\n"})
    scene = scene_of(lesson, "again")
    assert scene.task is not None
    assert scene.task.chart == "it"


def test_the_engine_needs_neither_qt_nor_numpy() -> None:
    code = (
        "import sys, desktop_app.charts.check, desktop_app.charts.gaps\n"
        "print([m for m in ('numpy', 'pyqtgraph', 'PySide6') if m in sys.modules])"
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
    bars = HEAD + "data: {name: parts}\nmark: bar\nencoding: {y: {field: id}, x: {field: FIELD}}\n"
    charts = {name: bars.replace("FIELD", name) for name in ("whole", "mixed")}
    lesson = lesson_with(tmp_path, charts, tables={"parts": (meaning, rows)})
    labels = {name: [bar.label for bar in scene_of(lesson, name).bars] for name in charts}
    assert labels == {
        "whole": ["11\u202f%", "28\u202f%"],
        "mixed": ["11,0\u202f%", "28,5\u202f%"],
    }


def test_a_chart_of_nothing(tmp_path: Path) -> None:
    nobody = "transform: [{filter: {field: job, oneOf: [nobody]}}]\n"
    lesson = lesson_with(tmp_path, {"it": BARS + nobody})
    for concealed in (False, True):
        scene = scene_of(lesson, concealed=concealed)
        assert scene.is_empty
        assert [problem.code for problem in scene.problems] == ["no-data"]
    assert not scene_of(lesson_with(tmp_path, {"it": BARS})).is_empty
