"""Which columns there are after the transforms, as far as their words tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from desktop_app.charts.spec.context import Columns
from desktop_app.content.yaml import Items, Record, Value

Known = Columns | None
"""Column -> type ("" where it is not known); None where anything may be there."""

_DEFAULT_NAMES: Mapping[str, tuple[str, ...]] = {
    "fold": ("key", "value"),
    "density": ("value", "density"),
    "quantile": ("prob", "value"),
}
_ONE_MORE = ("calculate", "bin", "timeUnit", "stack", "extent")
_KEEP = ("filter", "sample", "impute")
_SEGMENTS = re.compile(r"\\(.)|[.\[]")


def after_transform(known: Known, record: Record) -> Known:
    """The columns after a transform, which may be wrong in any way."""
    if known is None or any(key in record for key in _KEEP):
        return known
    if "pivot" in record:
        return None
    if "aggregate" in record:
        return _aggregated(known, record)
    if any(key in record for key in ("window", "joinaggregate")):
        items = record.get("window", record.get("joinaggregate"))
        return {**known, **dict.fromkeys(_outputs(items), "")}
    if "lookup" in record:
        return _looked_up(known, record)
    if any(key in record for key in ("regression", "loess")):
        key = "regression" if "regression" in record else "loess"
        found = _names(record.get("on")), _names(record.get(key))
        names = _names(record.get("as")) or [*found[0], *found[1]]
        return _only(known, [*_names(record.get("groupby")), *names, "coef", "rSquared", "keys"])
    for key, defaults in _DEFAULT_NAMES.items():
        if key in record:
            names = _names(record.get("as"))
            names += list(defaults[len(names) :])
            if key == "fold":
                return {**known, **dict.fromkeys(names, "")}
            return _only(known, [*_names(record.get("groupby")), *names])
    if "flatten" in record:
        return {**known, **dict.fromkeys(_names(record.get("as")), "")}
    if not any(key in record for key in _ONE_MORE):
        return None
    return {**known, **_one_more(record)}


def _one_more(record: Record) -> dict[str, str]:
    names = _names(record.get("as"))
    ends = [f"{name}_end" for name in names[:1]] if len(names) == 1 else []
    kind = "date" if "timeUnit" in record else ""
    found = dict.fromkeys((*names, *ends), kind)
    if "bin" in record:
        found |= {f"{name}_range": "" for name in names[:1]}
    return found


def _aggregated(known: Columns, record: Record) -> Known:
    return _only(known, [*_names(record.get("groupby")), *_outputs(record.get("aggregate"))])


def _outputs(items: Value) -> list[str]:
    found = []
    for item in items if isinstance(items, Items) else ():
        if isinstance(item, Record):
            name = item.get("as") or f"{item.get('op')}_{item.get('field') or ''}".rstrip("_")
            found.append(str(name))
    return found


def _looked_up(known: Columns, record: Record) -> Known:
    source = record.get("from")
    if not isinstance(source, Record):
        return None
    names = _names(record.get("as")) or _names(source.get("fields"))
    if not names:  # a selection's rows, or all the fields of the other data
        return None
    return {**known, **dict.fromkeys(names, "")}


def _only(known: Columns, names: Iterable[str]) -> Known:
    return {name: known.get(name, "") for name in names}


def _names(value: Value) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, Items) else []


def has_column(known: Known, field: str) -> bool:
    """Whether the path ``field`` may lead to something."""
    if known is None or field in known:
        return True
    return first_segment(field) in known or re.sub(r"\\(.)", r"\1", field) in known


def first_segment(field: str) -> str:
    """The column that a path starts from: ``a`` of ``a.b`` and ``a[0]``."""
    found = []
    position = 0
    for match in _SEGMENTS.finditer(field):
        found.append(field[position : match.start()])
        if match[1] is None and match.start() > 0:
            return "".join(found)
        found.append(match[1] or "")
        position = match.end()
    return "".join((*found, field[position:]))
