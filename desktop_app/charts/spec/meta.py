"""Reading ``usermeta``: what Vega-Lite has no words for."""

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
        reference=_column(fields, "reference", known, values.log),
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
