"""Box plots, error bars and error bands as layers of simple marks.

As Vega-Lite's ``compositemark``: the result is a view (transforms and a layer) that is
read like any other, at the place of what it stands for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from desktop_app.charts.spec.composing import DEFAULTS, Composite, Plan, Tree, Typed, located
from desktop_app.content.yaml import Entry, Record


class _Errors(Plan):
    """Error bars and bands."""

    def errors(self) -> Tree:
        encoding = self.composite.encoding
        raw = not any(name in encoding for name in (f"{self.axis_name}2", f"{self.axis_name}Error"))
        calculated: list[object] = []
        if raw:
            operations, calculated, rows, whole = self._spread()
        else:
            operations, (calculated, rows), whole = [], self._given_ends(), False
        operations = [*self._aggregate, *operations]
        transform = [*self._before]
        if operations:
            groupby = self.groupby if raw else []
            transform.append({"aggregate": operations, "groupby": groupby})
        transform += calculated
        tooltip = self._tooltip(rows, whole=whole)
        layer = self._bar(tooltip) if self.composite.kind == "errorbar" else self._band(tooltip)
        if self.composite.kind == "errorbar" and len(layer) == 1:
            one = layer[0]
            assert isinstance(one, dict)
            return {"transform": transform, **one}
        return {"transform": transform, "layer": layer}

    def _spread(self) -> tuple[list[object], list[object], list[tuple[str, str]], bool]:
        mark, config = self.composite.mark, self.composite.config
        extent = mark.get("extent")
        default = ("median" if extent == "iqr" else "mean") if extent else config.get("center")
        center = str(mark.get("center") or default or "mean")
        extent = str(extent or ("stderr" if center == "mean" else "iqr"))
        if extent in ("stderr", "stdev"):
            middle, spread = self._datum("center_"), self._datum("extent_")
            calculated: list[object] = [
                {"calculate": f"{middle} + {spread}", "as": f"upper_{self.field}"},
                {"calculate": f"{middle} - {spread}", "as": f"lower_{self.field}"},
            ]
            title = center.capitalize()
            rows = [("center_", title), ("upper_", f"{title} + {extent}"),
                    ("lower_", f"{title} - {extent}")]  # fmt: skip
            return [self._op(extent, "extent"), self._op(center, "center")], calculated, rows, True
        middle, low, high = ("mean", "ci0", "ci1") if extent == "ci" else ("median", "q1", "q3")
        rows = [("upper_", f"{high.capitalize()} of {self.field}"),
                ("lower_", f"{low.capitalize()} of {self.field}"),
                ("center_", f"{middle.capitalize()} of {self.field}")]  # fmt: skip
        operations: list[object] = [
            self._op(low, "lower"),
            self._op(high, "upper"),
            self._op(middle, "center"),
        ]
        return operations, [], rows, False

    def _given_ends(self) -> tuple[list[object], list[tuple[str, str]]]:
        """Ends that the data give: a second field, or how far each is."""
        own = self._datum()
        second = self._other(f"{self.axis_name}2")
        rows: list[tuple[str, str]] = []
        if second:
            ends = (second, own)
            words = (_plain(second), self.field)
        else:
            error = self._other(f"{self.axis_name}Error")
            below = self._other(f"{self.axis_name}Error2")
            ends = (f"{own} + {error}", f"{own} + {below}" if below else f"{own} - {error}")
            words = (_plain(ends[0]), _plain(ends[1]))
            rows = [("", self.field)]
        calculated: list[object] = [
            {"calculate": ends[0], "as": f"upper_{self.field}"},
            {"calculate": ends[1], "as": f"lower_{self.field}"},
        ]
        return calculated, [*rows, ("upper_", words[0]), ("lower_", words[1])]

    def _other(self, name: str) -> str:
        entry = self.composite.encoding.get(name)
        value = entry.value if entry is not None else None
        field = value.get("field") if isinstance(value, Record) else None
        return f"datum[{json.dumps(field)}]" if isinstance(field, str) else ""

    def _bar(self, tooltip: Tree) -> list[object]:
        mark = self.composite.mark
        across = "horizontal" if self.axis_name == "y" else "vertical"
        tick: Tree = {"type": "tick", "color": "ink", "orient": across}
        tick |= {key: mark[key] for key in ("thickness", "size") if key in mark}
        rule: Tree = {"type": "rule"}
        if "thickness" in mark:
            rule["size"] = mark["thickness"]
        shared = {name: value for name, value in self.shared.items() if name != "size"}
        return [
            *self._part("ticks", tick, "lower", shared=shared, more=tooltip),
            *self._part("ticks", tick, "upper", shared=shared, more=tooltip),
            *self._part("rule", rule, "lower", "upper", shared, tooltip),
        ]

    def _band(self, tooltip: Tree) -> list[object]:
        flat = not {"x", "y"} <= self.composite.encoding.keys()
        mark = self.composite.mark
        curve = {key: mark[key] for key in ("interpolate", "tension") if key in mark and not flat}
        band: Tree = {"type": "rect" if flat else "area", **curve}
        border: Tree = {"type": "rule" if flat else "line", **curve}
        return [
            *self._part("band", band, "lower", "upper", more=tooltip),
            *self._part("borders", border, "lower", more=tooltip),
            *self._part("borders", border, "upper", more=tooltip),
        ]


class _BoxPlot(Plan):
    """Box plots."""

    def boxplot(self) -> Tree:
        composite = self.composite
        extent = composite.mark.get("extent", composite.config.get("extent"))
        tukey = isinstance(extent, int | float) and not isinstance(extent, bool)
        low, high = ("min", "max") if tukey else ("lower_whisker", "upper_whisker")
        five = self._tooltip(
            [(f"{high}_", "Max"), ("upper_box_", "Q3"), ("mid_box_", "Median"),
             ("lower_box_", "Q1"), (f"{low}_", "Min")]
        )  # fmt: skip
        quartiles = [self._op("q1", "lower_box"), self._op("q3", "upper_box")]
        operations = [*self._aggregate, *quartiles, self._op("median", "mid_box"),
                      self._op("min", low), self._op("max", high)]  # fmt: skip
        transform = [*self._before, {"aggregate": operations, "groupby": self.groupby}]
        two = [("upper_whisker_", "Upper Whisker"), ("lower_whisker_", "Lower Whisker")]
        whiskers = self._whiskers(self._tooltip(two) if tukey else five)
        boxes = self._boxes(five)
        if not tukey:
            return {"transform": transform, "layer": [*whiskers, *boxes]}
        assert isinstance(extent, int | float)
        fences = self._fences(float(extent), quartiles, whiskers)
        return {"layer": [fences, {"transform": transform, "layer": boxes}]}

    def _plain(self) -> Tree:
        return {key: one for key, one in self.shared.items() if key not in ("color", "size")}

    def _whiskers(self, tooltip: Tree) -> list[object]:
        shared = self._plain()
        across = "horizontal" if self.axis_name == "y" else "vertical"
        rule: Tree = {"type": "rule", **self._invalid()}
        tick: Tree = {"type": "tick", "color": "ink", "opacity": 1, "orient": across}
        tick |= self._invalid()
        return [
            *self._part("rule", rule, "lower_whisker", "lower_box", shared, tooltip),
            *self._part("rule", rule, "upper_box", "upper_whisker", shared, tooltip),
            *self._part("ticks", tick, "lower_whisker", "", shared, tooltip),
            *self._part("ticks", tick, "upper_whisker", "", shared, tooltip),
        ]

    def _invalid(self) -> Tree:
        mark = self.composite.mark
        return {"invalid": mark["invalid"]} if "invalid" in mark else {}

    def _boxes(self, tooltip: Tree) -> list[object]:
        composite = self.composite
        size = composite.mark.get("size", composite.config.get("size"))
        sized: Tree = {"size": size} if size else {}
        along, across = ("vertical", "horizontal") if self.axis_name == "y" else (
            "horizontal", "vertical")  # fmt: skip
        bar: Tree = {"type": "bar", **sized, "orient": along, **self._invalid()}
        tick: Tree = {"type": "tick", **self._invalid()}
        median, box = composite.config.get("median"), composite.config.get("box")
        if isinstance(median, Mapping) and median.get("color"):
            tick["color"] = median["color"]
        tick |= {**sized, "orient": across}
        colour = box.get("color") if isinstance(box, Mapping) else None
        test = f"{self._datum('lower_box_')} >= {self._datum('upper_box_')}"
        shown = self.shared.get("color") or {"value": colour or "#4c78a8"}
        inner = dict(shown) if isinstance(shown, Mapping) else {"value": shown}
        # A box without height is seen by its median alone, in the box's colour.
        shared = {**self._plain(), "color": {"condition": {"test": test, **inner}}}
        if "size" in self.shared:
            shared["size"] = self.shared["size"]
        return [
            *self._part("box", bar, "lower_box", "upper_box", more=tooltip),
            *self._part("median", tick, "mid_box", "", shared, tooltip),
        ]

    def _fences(self, extent: float, quartiles: list[Tree], whiskers: list[object]) -> Tree:
        """What lies outside of the whiskers, and the whiskers."""
        low, high, own = self._datum("lower_box_"), self._datum("upper_box_"), self._datum()
        bottom = f"{low} - {extent} * ({high} - {low})"
        top = f"{high} + {extent} * ({high} - {low})"
        outliers = self._part("outliers", {"type": "point"}, "", shared=self._outlier_encoding())
        inside = f"({bottom} <= {own}) && ({own} <= {top})"
        operations: list[object] = [
            self._op("min", "lower_whisker"),
            self._op("max", "upper_whisker"),
            self._op("min", "lower_box", f"lower_box_{self.field}"),
            self._op("max", "upper_box", f"upper_box_{self.field}"),
            *self._aggregate,
        ]
        first = [*self._before, {"joinaggregate": quartiles, "groupby": self.groupby}]
        kept = [{"filter": inside}, {"aggregate": operations, "groupby": self.groupby}]
        if not outliers:
            return {"transform": [*first, *kept], "layer": whiskers}
        beyond = outliers[0]
        assert isinstance(beyond, dict)
        beyond["transform"] = [{"filter": f"({own} < {bottom}) || ({own} > {top})"}]
        return {"transform": first, "layer": [beyond, {"transform": kept, "layer": whiskers}]}

    def _outlier_encoding(self) -> Tree:
        found = {name: one for name, one in self._plain().items() if name != "tooltip"}
        if self._single is not None:
            found["tooltip"] = self._single
        return found | ({"color": self.shared["color"]} if "color" in self.shared else {})


def _plain(expression: str) -> str:
    return expression.replace('datum["', "").replace('"]', "")


def composed(
    kind: str, mark: Mapping[str, object], config: Mapping[str, object], typed: Typed,
    encoding: Mapping[str, Entry],
) -> Record | None:  # fmt: skip
    """The view that draws a composed mark, None where neither x nor y is a quantity.

    ``mark``: its properties; ``config``: the defaults of its kind, over Vega-Lite's own.
    """
    whole = dict(DEFAULTS[kind])
    for key, value in config.items():
        below = whole.get(key)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        whole[key] = {**below, **value} if both else value  # type: ignore[dict-item]
    composite = Composite(kind, mark, whole, encoding, typed)
    axis = composite.axis()
    if axis is None:
        return None
    box, errors = _BoxPlot(composite, axis), _Errors(composite, axis)
    found = located(box.boxplot() if kind == "boxplot" else errors.errors(), box.place)
    assert isinstance(found, Record)
    return found
