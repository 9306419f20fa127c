"""What a chart gets wrong is said: by which code, where, with which values."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.charts.check import check_charts
from desktop_app.charts.spec.reader import read_specification
from desktop_app.content.problems import ProblemLog
from tests.charts.sample import BARS, HEAD, block_of, chapter, lesson_with, read, scene_of

PEOPLE = "{field: people, type: quantitative}"
SHARE = "{field: share, type: quantitative}"
POINTS = HEAD + (f"data: {{name: telework}}\nmark: point\nencoding:\n  x: {PEOPLE}\n  y: {SHARE}\n")


def _with_channel(definition: str) -> tuple[str, str]:
    return f"  y: {SHARE}\n", f"  {definition}\n  y: {SHARE}\n"


def _with_x(definition: str) -> tuple[str, str]:
    return PEOPLE, definition


def _with_people(more: str) -> tuple[str, str]:
    return PEOPLE, f"{{field: people, type: quantitative, {more}}}"


def _with_view(line: str) -> tuple[str, str]:
    return "mark: point", f"{line}\nmark: point"


def _with_transform(transform: str) -> tuple[str, str]:
    return _with_view(f"transform: [{transform}]")


@pytest.mark.parametrize(
    ("change", "code", "at", "values"),
    [
        (("mark: point", "mark: pie"), "unknown-mark", "pie", {"mark": "pie"}),
        (("mark: point", "mark: ponit"), "unknown-mark", "ponit", {"nearest": "point"}),
        (("mark: point", "mark: image"), "unsupported-mark", "image", {"instead": "point, text"}),
        (("mark: point", "mark: {type: point, sise: 3}"), "unknown-key", "sise",
         {"owner": "mark", "nearest": "size"}),
        (("mark: point", "mark: {type: point, shape: heart}"), "unknown-value", "heart", {}),
        (("mark: point", "mark: {type: point, color: bleu}"), "unknown-colour", "bleu",
         {"colour": "bleu", "nearest": "blue"}),
        (("mark: point", "mark: {type: line, interpolate: wavy}"), "unknown-value", "wavy", {}),
        (("title: Un titre\n", ""), "missing-key", "", {"key": "title", "owner": "chart"}),
        (("description: Une phrase.\n", ""), "missing-key", "", {"key": "description"}),
        (("data:", "colour: red\ndata:"), "unknown-key", "colour", {"key": "colour"}),
        (("encoding:", "encodings:"), "unknown-key", "encodings", {"nearest": "encoding"}),
        (("name: telework", "name: telewrk"), "missing-table", "telewrk",
         {"nearest": "telework"}),
        (("name: telework", "name: telework, format: {type: xls}"), "unknown-value", "xls", {}),
        (("field: people", "field: poeple"), "unknown-column", "poeple", {"nearest": "people"}),
        (("field: people", "field: job"), "field-type", "{field: job", {"found": "string"}),
        (_with_x("{field: people, type: ratio}"), "unknown-value", "ratio", {"key": "type"}),
        (_with_x("{field: people}"), "type-left-out", "{field: people}",
         {"type": "quantitative"}),
        (_with_x("{type: quantitative}"), "missing-key", "{type", {"key": "field"}),
        (_with_x("[people]"), "wrong-type", "[people]", {"expected": "mapping"}),
        (_with_x("{value: left}"), "unknown-value", "left", {"key": "value"}),
        (_with_x('{datum: {expr: "nobody"}}'), "dangling-reference", '"nobody"', {}),
        (_with_x('{datum: {expr: "1 +"}}'), "bad-expression", '"1 +"', {"reason": "syntax"}),
        (_with_people("scale: {type: band}"), "scale-type", "{field: p", {"scale": "band"}),
        (_with_people("scale: {range: x}"), "unknown-value", "x", {"key": "range"}),
        (_with_people("scale: {domain: [5]}"), "bad-domain", "{field: p", {"channel": "x"}),
        (_with_people("scale: {domain: [a, b]}"), "bad-domain", "{field: p", {}),
        (_with_people("scale: {type: log, domain: [0, 9]}"), "bad-domain", "{field: p", {}),
        (_with_people("axis: {format: zz}"), "unknown-format", "zz", {"type": "number"}),
        (_with_people("axis: {format: [d]}"), "wrong-type", "[d]", {"key": "format"}),
        (_with_people("axis: {formatType: money}"), "unknown-value", "money", {}),
        (_with_people("axis: {tickCuont: 3}"), "unknown-key", "tickCuont",
         {"nearest": "tickCount"}),
        (_with_people('axis: {labelExpr: "1 +"}'), "bad-expression", '"1 +"', {}),
        (_with_people("axis: {orient: middle}"), "unknown-value", "middle", {}),
        (_with_people("sort: up"), "unknown-value", "up", {"key": "sort"}),
        (_with_people("datum: 3"), "conflicting-keys", "{field: p", {"keys": "field, datum"}),
        (_with_people("bin: {maxbins: 0}"), "out-of-range", "0}", {"key": "maxbins"}),
        (_with_people("stack: zro"), "unknown-value", "zro", {"nearest": "zero"}),
        (_with_people("impute: {metod: mean}"), "unknown-key", "metod", {"nearest": "method"}),
        (_with_channel("color: {value: rouge}"), "unknown-colour", "rouge", {}),
        (_with_channel("color: {field: job, scale: {scheme: virdis}}"), "unknown-value",
         "virdis", {"key": "scheme", "nearest": "viridis"}),
        (_with_channel("color: {field: job, scale: {range: [red, bleu]}}"), "unknown-colour",
         "[red", {"colour": "bleu"}),
        (_with_channel("shape: {field: job, scale: {range: [heart]}}"), "unknown-value",
         "[heart]", {"key": "range"}),
        (_with_channel("size: {value: big}"), "wrong-type", "big", {"expected": "number"}),
        (_with_channel("size: {value: -2}"), "out-of-range", "-2", {"key": "value"}),
        (_with_channel("tooltip: {field: share, format: zz}"), "unknown-format", "zz", {}),
        (_with_channel("text: {field: share}"), "channel-without-effect", "text",
         {"mark": "point"}),
        (_with_channel("colour: {field: job}"), "unknown-key", "colour", {"nearest": "color"}),
        (_with_channel("color: {condition: {param: nobody, value: red}}"),
         "dangling-reference", "nobody", {"target": "nobody"}),
        (_with_channel("color: {condition: {value: red}, value: blue}"), "missing-key",
         "{value: red", {"key": "test"}),
        (("{name: telework}", "{url: a.csv, values: []}"), "conflicting-keys", "{url", {}),
        (("{name: telework}", "{sequence: {start: 0, stop: 9, step: 0}}"), "bad-sequence",
         "{start", {}),
        (("{name: telework}", "{url: ../x.csv}"), "outside-lesson", "../x.csv", {}),
        (("{name: telework}", "{url: x.csv}"), "missing-file", "x.csv", {}),
        (_with_transform("{agregate: x}"), "unsupported-transform", "agregate",
         {"nearest": "aggregate"}),
        (_with_transform("{aggregate: x}"), "wrong-type", "x", {"expected": "list"}),
        (_with_transform("{aggregate: [{op: sum, as: z}]}"), "missing-key", "{op: sum",
         {"key": "field"}),
        (_with_transform("{aggregate: [{op: count, as: z}], groupby: [jb]}"), "unknown-column",
         "jb", {"nearest": "job"}),
        (_with_transform('{calculate: "datum.x", as: y}'), "unknown-column", '"datum.x"',
         {"column": "x"}),
        (_with_transform('{calculate: "1"}'), "missing-key", "{calculate", {"key": "as"}),
        (_with_transform('{calculate: "1", as: z, filter: "1"}'), "conflicting-keys",
         "{calculate", {"keys": "filter, calculate"}),
        (_with_transform("{filter: {field: x, equal: 1}}"), "unknown-column", "x, equal", {}),
        (_with_transform("{filter: {field: share}}"), "missing-key", "{field", {"key": "equal"}),
        (_with_transform('{filter: {field: share, lt: {expr: "1 +"}}}'), "bad-expression",
         '"1 +"', {}),
        (_with_transform('{filter: {field: share, lt: {expr: "nobody"}}}'),
         "dangling-reference", '"nobody"', {}),
        (_with_transform("{filter: {field: week, lt: {year: soon}}}"), "bad-date", "{year", {}),
        (_with_transform("{filter: {param: nobody}}"), "dangling-reference", "nobody", {}),
        (_with_transform('{filter: "nobody > 3"}'), "dangling-reference", '"nobody', {}),
        (_with_transform("{stack: shre, groupby: [job], as: [a, b]}"), "unknown-column",
         "shre", {"nearest": "share"}),
        (_with_transform("{window: [{op: lag, as: z}]}"), "missing-key", "{op: lag",
         {"key": "field"}),
        (_with_transform("{window: [{op: rank, as: z}], sort: [{field: shre}]}"),
         "unknown-column", "shre", {}),
        (_with_transform("{impute: share, key: jb}"), "unknown-column", "jb", {}),
        (_with_transform("{pivot: shre, value: share}"), "unknown-column", "shre", {}),
        (_with_transform("{fold: [shre]}"), "unknown-column", "shre", {}),
        (_with_transform("{timeUnit: moth, field: share, as: z}"), "unknown-time-unit",
         "moth", {"unit": "moth"}),
        (_with_transform("{bin: {maxbin: 3}, field: share, as: z}"), "unknown-key", "maxbin",
         {"owner": "bin", "nearest": "maxbins"}),
        (_with_transform("{lookup: job, from: {data: {name: yeers}, key: id, fields: [year]}}"),
         "missing-table", "yeers", {"nearest": "years"}),
        (_with_transform("{lookup: job, from: {data: {name: years}, key: id, fields: [yeer]}}"),
         "unknown-column", "yeer", {"nearest": "year"}),
        (_with_view("usermeta: {predict: {field: job}}"), "predict-other-field", "job", {}),
        (("mark: point", "usermeta: {predict: {field: share}}\nmark: area"),
         "predict-needs-marks", "{field: share", {}),
        (_with_view("usermeta: {predict: {field: share, min: 3, max: 3}}"), "bad-bounds",
         "{field: share", {}),
        (_with_view("usermeta: {key: nom}"), "unknown-column", "nom", {}),
        (_with_view("usermeta: {reference: jobb}"), "unknown-column", "jobb", {}),
        (_with_view("usermeta: {reference: yeers/job}"), "missing-table", "yeers/job", {}),
        (_with_view("usermeta: {reference: years/jobb}"), "unknown-column", "years/jobb", {}),
        (_with_view("usermeta: {inset: spain}"), "unknown-value", "spain", {}),
        (_with_view("usermeta: {labels: often}"), "wrong-type", "often", {"expected": "flag"}),
        (_with_view("usermeta: {notes: {step: [a]}}"), "wrong-type", "[a]", {}),
        (_with_view("usermeta: {lables: true}"), "unknown-key", "lables", {"nearest": "labels"}),
        (_with_view("projection: {type: gnomnic}"), "unknown-value", "gnomnic",
         {"nearest": "gnomonic"}),
        (_with_view("projection: {fit: 3}"), "unsupported-key", "fit", {}),
        (_with_view("params: [{value: 3}]"), "missing-key", "{value", {"key": "name"}),
        (_with_view("width: -1"), "out-of-range", "-1", {"key": "width"}),
        (_with_view("resolve: {scale: {y: alone}}"), "unknown-value", "alone", {}),
        (_with_view("config: {barr: {color: red}}"), "unknown-key", "barr", {"nearest": "bar"}),
        (("mark: point\n", "mark: point\nlayer: [{mark: line}]\n"), "conflicting-keys",
         "mark:", {}),
        (("mark: point\n", "layer: 3\n"), "wrong-type", "3", {"expected": "list"}),
        (("mark: point\n", "hconcat: [{mark: line}]\n"), "unsupported-composition", "hconcat",
         {"instead": "views-apart"}),
    ],
)  # fmt: skip
def test_each_mistake_is_said(
    tmp_path: Path, change: tuple[str, str], code: str, at: str, values: dict[str, object]
) -> None:
    text = POINTS.replace(*change)
    assert text != POINTS
    _, problems = read(lesson_with(tmp_path, {"it": text}))
    found = [problem for problem in problems if problem.code == code]
    assert found, problems
    problem = found[0]
    assert problem.values.items() >= values.items()
    assert problem.location.file == "chapters/one.fr.md"
    if at:
        lines = (tmp_path / "chapters/one.fr.md").read_text("utf-8").split("\n")
        here = lines[problem.location.line - 1][problem.location.column - 1 :]
        assert here.startswith(at), here


def test_a_sound_chart_has_no_problem(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it": POINTS, "bars": BARS})
    assert list(check_charts(lesson)) == []


def test_of_nothing(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it of=nothing": "title: Autre\n"})
    specification, problems = read(lesson)
    assert specification is None
    (problem,) = problems
    assert (problem.code, problem.values["target"]) == ("dangling-reference", "nothing")


def test_of_itself_ends(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it of=it": "title: Autre\n"})
    assert [problem.code for problem in read(lesson)[1]] == ["dangling-reference"]


def test_yaml_that_can_not_be_read_is_not_said_twice(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it": "title: {\n"})
    log = ProblemLog()
    assert block_of(lesson).problems
    assert read_specification(block_of(lesson), lesson, "fr", log) is None
    assert not log
    assert list(check_charts(lesson)) == []


def test_two_bars_in_one_place_are_stacked(tmp_path: Path) -> None:
    text = HEAD + "data: {name: years}\nmark: bar\n"
    text += "encoding: {x: {field: place}, y: {field: year, type: quantitative}}\n"
    scene = scene_of(lesson_with(tmp_path, {"it": text}))
    assert scene.problems == ()
    (group,) = (group for _, group in scene.groups)
    ends = [(group.value("y2", index), group.value("y", index)) for index in range(group.count)]
    assert group.count == 4
    assert ends[0][1] == ends[1][0] or ends[0][0] == ends[1][1]  # one on the other


def test_layers_that_can_not_share_an_axis_have_one_each(tmp_path: Path) -> None:
    text = HEAD + (
        "data: {name: years}\nlayer:\n"
        "  - {mark: point, encoding: {x: year, y: growth}}\n"
        "  - {mark: point, encoding: {x: place, y: growth}}\n"
    )
    scene = scene_of(lesson_with(tmp_path, {"it": text}))
    assert [axis.kind for axis in scene.plots[0].axes if axis.channel == "x"] == [
        "time",
        "category",
    ]
    assert [axis.orient for axis in scene.plots[0].axes if axis.channel == "x"] == [
        "bottom",
        "top",
    ]
    assert sum(group.count for _, group in scene.groups) == 8


def test_what_a_domain_leaves_out_is_said(tmp_path: Path) -> None:
    text = POINTS.replace(SHARE, "{field: share, type: quantitative, scale: {domain: [10, 30]}}")
    scene = scene_of(lesson_with(tmp_path, {"it": text}))
    assert [(p.code, p.values["channel"], p.values["count"]) for p in scene.problems] == [
        ("outside-domain", "y", 1)
    ]


def test_the_colours_of_a_gradient_are_colours(tmp_path: Path) -> None:
    gradient = "{gradient: linear, stops: [{offset: 0, color: white}, {offset: 1, color: green}]}"
    text = POINTS.replace("mark: point", f"mark: {{type: area, color: {gradient}}}")
    specification, problems = read(lesson_with(tmp_path / "a", {"it": text}))
    assert problems == ()
    assert specification is not None
    assert specification.units[0].mark.get("color")
    _, problems = read(lesson_with(tmp_path / "b", {"it": text.replace("green", "vert")}))
    assert [(p.code, p.values["colour"]) for p in problems] == [("unknown-colour", "vert")]


def test_languages_may_differ_in_words_only(tmp_path: Path) -> None:
    words = POINTS.replace("Un titre", "A title").replace("Une phrase", "One sentence")
    words = words.replace("field: people", "field: people, title: People")
    same = lesson_with(tmp_path / "a", {"it": POINTS}, english={"it": words})
    assert list(check_charts(same)) == []
    for number, (old, new) in enumerate(
        [
            ("field: share", "field: people"),
            ("mark: point", "mark: circle"),
            ("mark: point", "mark: point\nusermeta: {reference: job}"),
            ("mark: point", "mark: point\nusermeta: {notes: {step: A word}}"),
        ]
    ):
        folder = tmp_path / str(number)
        other = lesson_with(folder, {"it": POINTS}, english={"it": words.replace(old, new)})
        assert [(problem.code, problem.location.file) for problem in check_charts(other)] == [
            ("chart-differs", "chapters/one.en.md")
        ]


def test_a_domain_of_words_is_worded_in_each_language(tmp_path: Path) -> None:
    text = POINTS.replace(SHARE, "{field: share, type: quantitative, scale: {domain: [10, 50]}}")
    text += "  color: {datum: Ici, scale: {domain: [Ici, Ailleurs]}}\n"
    words = text.replace("[Ici, Ailleurs]", "[Here, Elsewhere]").replace(
        "datum: Ici", "datum: Here"
    )
    worded = lesson_with(tmp_path / "a", {"it": text}, english={"it": words})
    assert "chart-differs" not in {problem.code for problem in check_charts(worded)}
    for number, (old, new) in enumerate([("50]", "60]"), ("[Here, Elsewhere]", "[Here]")]):
        folder = tmp_path / str(number)
        other = lesson_with(folder, {"it": text}, english={"it": words.replace(old, new)})
        assert "chart-differs" in {problem.code for problem in check_charts(other)}, new


def test_a_note_is_for_a_step_that_there_is(tmp_path: Path) -> None:
    sound = POINTS + "usermeta: {notes: {step: Un mot.}}\n"
    assert list(check_charts(lesson_with(tmp_path / "a", {"it": sound}))) == []
    lost = sound.replace("step:", "stpe:")
    found = list(check_charts(lesson_with(tmp_path / "b", {"it": lost, "that of=it": "title: T"})))
    assert [(p.code, p.values["target"], p.values["nearest"]) for p in found] == [
        ("dangling-reference", "stpe", "step")
    ] * 2  # once a language


def test_a_defect_of_a_base_is_said_once(tmp_path: Path) -> None:
    text = POINTS.replace("mark: point", "mark: pie")
    lesson = lesson_with(tmp_path, {"it": text, "again of=it": "title: Encore\n"})
    found = list(check_charts(lesson))
    assert [problem.code for problem in found] == ["unknown-mark", "unknown-mark"]
    assert {problem.location.file for problem in found} == {
        "chapters/one.fr.md",
        "chapters/one.en.md",
    }


def test_the_place_of_a_defect_in_a_variant_is_the_variant(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it": POINTS, "again of=it": "mark: pie\n"})
    text = chapter({"it": POINTS, "again of=it": "mark: pie\n"}).split("\n")
    places = {(p.code, p.location.line) for p in check_charts(lesson)}
    assert places == {("unknown-mark", text.index("mark: pie") + 1)}
