"""Whatever stands in a specification, reading it ends, with places inside the text."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.charts.spec.context import Context
from desktop_app.charts.spec.json_text import record_from_json
from desktop_app.charts.spec.reader import read_record
from desktop_app.content.problems import ProblemLog

WORDS = st.sampled_from(
    ["bar", "line", "a", "b", "mean(a)", "count()", "a:Q", "-y", "quantitative", "month", "log",
     "binned", "zero", "shared", "point", "interval", "", "telework", "datum.a", "\ud800"]
)  # fmt: skip
KEYS = st.sampled_from(
    ["mark", "encoding", "x", "y", "color", "detail", "row", "facet", "spec", "layer", "data",
     "values", "name", "url", "sequence", "transform", "field", "type", "bin", "timeUnit", "sort",
     "stack", "scale", "domain", "axis", "legend", "condition", "test", "param", "params",
     "select", "bind", "value", "datum", "expr", "config", "style", "title", "usermeta",
     "predict", "resolve", "width", "height", "projection", "datasets", "year", "hconcat",
     "format", "step", "line", "point", "aggregate", "argmax", "impute"]
)  # fmt: skip
LEAVES = st.none() | st.booleans() | WORDS | st.sampled_from([0, 1, -1, 0.5, 1e308, 10**320, 2020])
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)
CHANNELS = st.dictionaries(st.sampled_from(["x", "y", "color", "detail", "row"]), VALUES)
CHARTS = st.fixed_dictionaries(
    {"mark": VALUES | WORDS, "encoding": CHANNELS | VALUES, "data": VALUES},
    optional={"layer": VALUES, "transform": VALUES, "config": VALUES, "usermeta": VALUES},
)


@given(st.dictionaries(KEYS, VALUES, max_size=6) | CHARTS, st.booleans())
def test_any_specification(value: dict[str, object], in_lesson: bool) -> None:
    text = json.dumps(value, indent=1)
    log = ProblemLog()
    record = record_from_json(text, "it.json", log)
    assert record is not None
    context = Context({"telework": {"a": "number"}}, language="fr", is_lesson=in_lesson)
    read_record(record, context, log)
    lines = text.split("\n")
    for problem in log:
        assert problem.location.file == "it.json"
        assert 1 <= problem.location.line <= len(lines)
        assert 1 <= problem.location.column <= len(lines[problem.location.line - 1]) + 1
