"""Whatever is changed in a sound specification or in its data: an answer, and located problems."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.charts.chart_file import ChartFile, read_chart, scene_data
from tests.charts.oracle_specs import SPECS

NAMES = sorted(SPECS)
Path = tuple[str | int, ...]
ODD_WORDS = ("", "a", "b", "count", "log", "temporal", "nominal", "#zzz", "red", "..", "a[b", "\\",
             "__proto__", "é.x[0]", "2020-13-45", "datum.", "x" * 3_000, "container")  # fmt: skip
ODD_NUMBERS = (0, -1, 1, 0.5, -0.0, 10**12, 10**30, 1e308, -1e308, 1e-308, 5e-324)
ODD_OBJECTS: tuple[Any, ...] = (
    [], {}, [[]], [None], [5, 1], [1e308, -1e308], ["a", 1, None], {"expr": "1 / 0"},
    {"expr": "((("}, {"expr": "sequence(1e12)"}, {"field": "no"}, {"param": "no"},
    {"signal": "x"}, {"year": 99_999}, {"year": -300_000, "month": "zz"}, {"band": 1e9},
    {"step": 0}, {"step": -5}, {"and": []}, {"not": "datum.a"}, [{"a": {"b": [1]}}],
)  # fmt: skip
ODD = st.sampled_from((None, True, False, *ODD_WORDS, *ODD_NUMBERS, *ODD_OBJECTS))
CELLS = st.sampled_from(
    (None, "", True, False, 0, -1, 1e308, -1e308, 5e-324, 10**300, "a", "1", "NaN", "Infinity",
     "2020-02-30", "+275760-09-13", "-271821-04-19", "12:00", "\x00", "<b>", [], [1, 2], {},
     {"a": 1}, "0x10", " 5 ", "1,5", 8.64e15, 8.64e15 + 1, -8.64e15)
)  # fmt: skip


def paths(value: Any, above: Path = ()) -> Iterator[Path]:
    """Where there is something in ``value``; rows of data are left alone."""
    if above:
        yield above
    pairs: Any = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        pairs = enumerate(value[:10])
    for key, item in pairs:
        if key != "values" or not above or above[-1] != "data":
            yield from paths(item, (*above, key))


def inside(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


@st.composite
def changed_specifications(draw: st.DrawFn) -> dict[str, Any]:
    """A specification with up to three things replaced, taken out, or put elsewhere."""
    spec = copy.deepcopy(SPECS[draw(st.sampled_from(NAMES))])
    for _ in range(draw(st.integers(1, 3))):
        known = list(paths(spec))
        if not known:
            break
        path = draw(st.sampled_from(known))
        owner = inside(spec, path[:-1])
        what = draw(st.sampled_from(("replace", "replace", "remove", "copy")))
        if what == "remove" and isinstance(owner, dict):
            del owner[path[-1]]
        elif what == "copy":
            owner[path[-1]] = copy.deepcopy(inside(spec, draw(st.sampled_from(known))))
        else:
            owner[path[-1]] = copy.deepcopy(draw(ODD))
    return spec


@st.composite
def changed_data(draw: st.DrawFn) -> dict[str, Any]:
    """A specification whose rows hold what nobody expects, in a column or anywhere."""
    spec = copy.deepcopy(SPECS[draw(st.sampled_from(NAMES))])
    rows = spec.get("data", {}).get("values")
    if not isinstance(rows, list) or not rows:
        return spec
    rows = rows[: draw(st.sampled_from((0, 1, 3, len(rows))))]
    names = list(spec["data"]["values"][0])
    column = draw(st.sampled_from([None, *names]))
    for row in rows:
        for name in list(row):
            if column in (None, name) and draw(st.booleans()):
                if draw(st.integers(0, 9)):
                    row[name] = copy.deepcopy(draw(CELLS))
                else:
                    del row[name]
    spec["data"]["values"] = rows
    return spec


def answer(spec: dict[str, Any], language: str) -> ChartFile:
    """The chart of ``spec``, checked for what holds of every answer."""
    chart = read_chart(json.dumps(spec), "it.json", None, {}, language)
    told = scene_data(chart.scene, chart.problems, language)
    json.dumps(told, allow_nan=False)
    for problem in chart.problems:
        assert problem.location.file == "it.json"
        assert problem.location.line >= 1
        assert problem.location.column >= 1
    assert chart.errors or chart.scene is not None
    if chart.scene is not None:
        assert told["marks"] or not chart.scene.plots
    return chart


_BOUNDED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_BOUNDED
@given(changed_specifications(), st.sampled_from(("fr", "en")))
def test_a_changed_specification_has_an_answer(spec: dict[str, Any], language: str) -> None:
    answer(spec, language)


@_BOUNDED
@given(changed_data(), st.sampled_from(("fr", "en")))
def test_changed_data_have_an_answer(spec: dict[str, Any], language: str) -> None:
    answer(spec, language)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changed_specifications() | changed_data())
def test_the_same_specification_has_the_same_answer(spec: dict[str, Any]) -> None:
    one, two = answer(spec, "en"), answer(spec, "en")
    assert one.problems == two.problems
    assert scene_data(one.scene, one.problems) == scene_data(two.scene, two.problems)


@given(st.sampled_from(NAMES), st.data())
def test_text_that_is_cut_or_broken_has_its_place(name: str, data: st.DataObject) -> None:
    text = json.dumps(SPECS[name], indent=1)
    at = data.draw(st.integers(0, len(text) - 1))
    broken = text[:at] + data.draw(st.sampled_from(("", "{", "]", ",", '"', "\\", "\x00", "NaN")))
    chart = read_chart(broken, "it.json", None, {})
    assert chart.errors
    lines = broken.split("\n")
    for problem in chart.errors:
        assert 1 <= problem.location.line <= len(lines)
        assert 1 <= problem.location.column <= len(lines[problem.location.line - 1]) + 1
