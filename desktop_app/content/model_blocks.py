"""The model blocks of a lesson: which simulation, what it is told, what stands on the stage.

What the parameters of a model can be is for the layer that has the models to say; here is
what a lesson may write, whatever the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop_app.content.document import Attribute
from desktop_app.content.expressions import ExpressionError, parse
from desktop_app.content.fields import Fields
from desktop_app.content.model import (
    CurveToDraw,
    Foresight,
    Given,
    ModelBlock,
    NamedState,
    Setting,
    ZoneTable,
)
from desktop_app.content.problems import Location, ProblemLog
from desktop_app.content.yaml import Items, Record

MOST_OPTIONS = 8
"""More expectations than that can't be weighed before a slider is moved."""
CURVE_POINTS = (3, 12)
"""At how many places a curve may be drawn before it is seen."""
_RESTART = "restart"


@dataclass(frozen=True)
class Plan:
    """What a block's YAML says."""

    model: str = ""
    title: str = ""
    settings: tuple[Setting, ...] = ()
    sliders: tuple[tuple[str, Location], ...] = ()
    views: tuple[tuple[str, Location], ...] = ()
    states: tuple[NamedState, ...] = ()
    foresight: Foresight | None = None


def read_model_block(
    name: str,
    attributes: Mapping[str, Attribute],
    location: Location,
    record: Record | None,
    log: ProblemLog,
) -> ModelBlock:
    """The block whose YAML is ``record``; what is wrong with it is said in ``log``."""
    plan = Plan() if record is None else _plan(record, log)
    return ModelBlock(
        name,
        attributes,
        location,
        specification=record,
        model=plan.model,
        title=plan.title,
        settings=plan.settings,
        sliders=plan.sliders,
        views=plan.views,
        states=plan.states,
        foresight=plan.foresight,
    )


def _plan(record: Record, log: ProblemLog) -> Plan:
    fields = Fields(record, "model", log)
    found = Plan(
        model=fields.text("model", required=True),
        title=fields.text("title"),
        settings=tuple(_settings(fields.record_of("parameters"), log)),
        sliders=fields.texts("sliders"),
        views=fields.texts("views"),
        states=tuple(_states(fields.record_of("states"), log)),
        foresight=_foresight(fields.record_of("predict"), log),
    )
    fields.close()
    return found


# -- what the model is told ------------------------------------------------------------------


def _settings(record: Record | None, log: ProblemLog) -> Iterator[Setting]:
    for name in record or ():
        assert record is not None
        value, place = record[name], record.value_at(name)
        if isinstance(value, Record):
            zones = _zones(value, log)
            yield Setting(name, (), record.key_at(name), zones=zones)
        elif isinstance(value, Items):
            given = [_given(item, value.place(rank), name, log) for rank, item in enumerate(value)]
            kept = tuple(one for one in given if one is not None)
            yield Setting(name, kept, record.key_at(name), is_list=True)
        else:
            one = _given(value, place, name, log)
            if one is not None:
                yield Setting(name, (one,), record.key_at(name))


def _given(value: object, place: Location, name: str, log: ProblemLog) -> Given | None:
    """A number, a word, or an expression: which of them is meant depends on the model."""
    if value is None or isinstance(value, bool | Record | Items):
        log.error("wrong-type", place, key=name, expected="expression")
        return None
    text = str(value)
    try:
        return Given(text, place, parse(text))
    except ExpressionError as error:
        return Given(text, place, None, (error.reason, error.column, error.detail))


def _zones(record: Record, log: ProblemLog) -> ZoneTable | None:
    fields = Fields(record, "zones", log)
    table = fields.text("table", required=True)
    columns = {key: fields.text(key) for key in ("name", "x", "y", "longitude", "latitude")}
    population = fields.text("population", required=True)
    only = fields.record_of("only")
    fields.close()
    flat = bool(columns["x"] or columns["y"])
    round_ = bool(columns["longitude"] or columns["latitude"])
    wanted = ("x", "y") if flat or not round_ else ("longitude", "latitude")
    if flat and round_:
        log.error("zones-placed-twice", record.location)
        return None
    missing = [key for key in wanted if not columns[key]]
    for key in missing:
        log.error("missing-key", record.location, key=key, owner="zones")
    if missing or not table or not population:
        return None
    return ZoneTable(
        table=table,
        name=columns["name"],
        x=columns[wanted[0]],
        y=columns[wanted[1]],
        is_round=not flat,
        population=population,
        only=tuple((key, str(only[key])) for key in only) if only is not None else (),
        location=record.location,
        places={key: record.value_at(key) for key in record}
        | ({key: only.key_at(key) for key in only} if only is not None else {}),
    )


# -- states that the text recalls --------------------------------------------------------------


def _states(record: Record | None, log: ProblemLog) -> Iterator[NamedState]:
    for name in record or ():
        assert record is not None
        inner = record[name]
        if not isinstance(inner, Record):
            log.error("wrong-type", record.value_at(name), key=name, expected="mapping")
            continue
        fields = Fields(inner, "state", log)
        restart = fields.flag(_RESTART)
        values: list[tuple[str, float, Location]] = []
        for key in inner:
            number = None if key == _RESTART else fields.number(key)
            if number is not None:
                values.append((key, number, inner.value_at(key)))
        if not values and not restart:
            log.error("empty-key", record.value_at(name), key=name, owner="states")
        yield NamedState(name, tuple(values), restart, record.key_at(name))


# -- what is expected before a slider is moved ---------------------------------------------------


def _foresight(record: Record | None, log: ProblemLog) -> Foresight | None:
    if record is None:
        return None
    fields = Fields(record, "predict", log)
    question = fields.text("question", required=True)
    options = tuple(text for text, _ in fields.texts("options"))
    curve = _curve(fields.record_of("curve"), log)
    fields.close()
    if (curve is None) == (not options) or len(options) == 1 or len(options) > MOST_OPTIONS:
        if "curve" not in record or curve is not None or options:
            log.error("predict-choice-or-curve", record.location, most=MOST_OPTIONS)
        return None
    if len(set(options)) < len(options):
        log.error("predict-choice-or-curve", record.value_at("options"), most=MOST_OPTIONS)
        return None
    return Foresight(question, options, curve, record.location)


def _curve(record: Record | None, log: ProblemLog) -> CurveToDraw | None:
    if record is None:
        return None
    fields = Fields(record, "curve", log)
    output = fields.text("output", required=True)
    along = fields.text("along", required=True)
    points = fields.integer("points", default=5) or 5
    fields.close()
    if not CURVE_POINTS[0] <= points <= CURVE_POINTS[1]:
        low, high = CURVE_POINTS
        log.error("out-of-range", fields.place("points"), key="points", minimum=low, maximum=high)
        return None
    if not output or not along:
        return None
    return CurveToDraw(output, along, points, fields.place("output"), fields.place("along"))
