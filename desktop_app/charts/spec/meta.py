"""Reading ``usermeta``: what Vega-Lite has no words for.

Vega-Lite leaves ``usermeta`` alone, so that a chart block with any of these keys is a valid
Vega-Lite specification.

``labels: true``
    The value is written at each bar, tick and arc, the row's name at each point, the name
    of each line at its end (its legend goes). ``false`` also silences live points.
``predict: {field, min, max}``
    Students estimate the quantitative column ``field`` (shown on x, y or as text by bars,
    points, lines or a text) before they see it. ``min`` and ``max`` bound the estimates; the
    axis shows these bounds, or some that do not tell the data.
``key: column``
    The column that names the rows in words, labels and the table, where it is not the
    table's key (``properties.nom`` of a GeoJSON file).
``reference: column`` or ``table/column``
    What a mark stands for when it is pointed at: the row of the lesson's table whose key
    the column holds. Without it a mark of a table is ``point:table/key/measure``, where the
    measure is the column whose number it shows.
``inset: france``
    The map of France with the overseas départements in frames.
``notes: {step: text}``
    A note under the chart while it stands in the step of that id; a chart that is shown
    again (``of``) takes the note of its own step.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from desktop_app.charts.spec.columns import Known, has_column
from desktop_app.charts.spec.grammar import Meta, Predict, Unit
from desktop_app.charts.spec.values import ValueReader
from desktop_app.content.fields import Fields
from desktop_app.content.problems import ProblemLog, nearest
from desktop_app.content.yaml import Items, Record

INSETS = ("france",)
PREDICTED_MARKS = ("bar", "line", "point", "circle", "square", "text")
_SHOWN_ON = ("x", "y", "text")


def read_meta(
    record: Record | None, units: tuple[Unit, ...], known: Collection[str] | None,
    values: ValueReader,
) -> Meta:  # fmt: skip
    """``known``: the columns that ``key`` and ``reference`` may name, None for any."""
    if record is None:
        return Meta()
    fields = Fields(record, "usermeta", values.log)
    labels = fields.flag("labels") if record.get("labels") is not None else None
    found = Meta(
        labels=labels,
        predict=_predict(fields.record_of("predict"), units, values.log),
        key=_column(fields, "key", known, values.log),
        reference=_reference(fields, known, values),
        inset=fields.choice("inset", INSETS),
        notes=_notes(fields, values),
    )
    if values.context.is_lesson:
        fields.close(("labels", "predict", "key", "reference", "inset", "notes"))
    return found


def _column(fields: Fields, key: str, known: Collection[str] | None, log: ProblemLog) -> str:
    name = fields.text(key)
    columns: Known = None if known is None else dict.fromkeys(known, "")
    if name and columns is not None and not has_column(columns, name):
        log.error("unknown-column", fields.place(key), column=name, nearest=nearest(name, columns))
        return ""
    return name


def _reference(fields: Fields, known: Collection[str] | None, values: ValueReader) -> str:
    """A column, or ``table/column``: the rows of another table are meant."""
    text, tables = fields.text("reference"), values.context.tables
    table, slash, name = text.rpartition("/")
    if not slash:
        return _column(fields, "reference", known, values.log)
    if table not in tables:
        place = fields.place("reference")
        values.log.error("missing-table", place, table=table, nearest=nearest(table, tables))
        return ""
    if known is not None and not has_column(dict.fromkeys(known, ""), name):
        place, near = fields.place("reference"), nearest(name, known)
        values.log.error("unknown-column", place, column=name, nearest=near)
        return ""
    return text


def _notes(fields: Fields, values: ValueReader) -> Mapping[str, str]:
    record = fields.record_of("notes")
    found: dict[str, str] = {}
    for name in record or ():
        assert record is not None
        text = record[name]
        if isinstance(text, Record | Items | bool) or text is None:
            values.log.error("wrong-type", record.value_at(name), key=name, expected="text")
        else:
            found[name] = values.worded(str(text))
    return MappingProxyType(found)


def _predict(record: Record | None, units: tuple[Unit, ...], log: ProblemLog) -> Predict | None:
    if record is None:
        return None
    fields = Fields(record, "predict", log)
    name = fields.text("field", required=True)
    minimum, maximum = fields.number("min"), fields.number("max")
    fields.close()
    if not name:
        return None
    marks = [unit for unit in units if unit.mark.type in PREDICTED_MARKS]
    shown = {
        unit.encoding[channel].field
        for unit in marks
        for channel in _SHOWN_ON
        if channel in unit.encoding
        and unit.encoding[channel].type == "quantitative"
        and not unit.encoding[channel].bin
    }
    if not shown - {""}:
        log.error("predict-needs-marks", record.location)
    elif name not in shown:
        log.error("predict-other-field", fields.place("field"), field=name)
    elif minimum is not None and maximum is not None and minimum >= maximum:
        log.error("bad-bounds", record.location, name="predict")
    else:
        return Predict(name, minimum, maximum, record.location)
    return None
