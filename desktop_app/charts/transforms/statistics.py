"""Curves through data: densities, regressions, quantiles."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.polynomial import Polynomial
from numpy.typing import NDArray

from desktop_app.charts.transforms.aggregate import quantile
from desktop_app.charts.transforms.base import Row, Rows, Scope
from desktop_app.charts.transforms.fields import accessor, grouped, number_of

Floats = NDArray[np.float64]
MOST_STEPS = 10_000
MOST_SAMPLE = 100_000
"""Of a larger sample, a density takes so many values at even distances."""
MOST_POINTS = 200_000
"""Of all the curves that one transform draws."""
MOST_GROUPS = 20_000
_AT_ONCE = 1_000_000
_MOST_WORK = 100_000_000
"""Values of a sample times places where its density is computed."""


def _few_groups(
    rows: Rows, names: tuple[str, ...], transform: str, scope: Scope
) -> Iterator[tuple[tuple[object, ...], Sequence[Row]]]:
    """The groups of ``rows``, up to a limit: a curve each, so that time has an end."""
    for rank, (values, members) in enumerate(grouped(rows, names)):
        if rank >= MOST_GROUPS:
            scope.cut(transform, MOST_GROUPS)
            return
        yield values, members


def _column(rows: Sequence[Row], name: str) -> Floats:
    get = accessor(name)
    values: Floats = np.array([number_of(get(row)) for row in rows], float)
    found: Floats = values[np.isfinite(values)]
    return found


def pairs(rows: Sequence[Row], x: str, y: str) -> tuple[Floats, Floats]:
    """The rows that have both, by x."""
    get_x, get_y = accessor(x), accessor(y)
    found = np.array([(number_of(get_x(row)), number_of(get_y(row))) for row in rows], float)
    found = found.reshape(-1, 2)
    found = found[np.isfinite(found).all(axis=1)]
    found = found[np.argsort(found[:, 0], kind="stable")]
    return found[:, 0], found[:, 1]


@dataclass(frozen=True)
class Density:
    """A kernel density estimate, with Scott's rule as vega-statistics has it."""

    field: str
    groupby: tuple[str, ...]
    cumulative: bool
    counts: bool
    bandwidth: float
    extent: tuple[float, float] | None
    steps: int
    minsteps: int
    maxsteps: int
    as_: tuple[str, str]
    resolve: str = "shared"

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        whole = _column(rows, self.field)
        found: list[Row] = []
        for values, members in _few_groups(rows, self.groupby, "density", scope):
            sample = _column(members, self.field)
            if not len(sample):
                continue
            if len(found) > MOST_POINTS - MOST_STEPS:
                scope.cut("density", MOST_POINTS)
                break
            steps = min(self.steps or max(self.minsteps, self.maxsteps), MOST_STEPS)
            most = min(MOST_SAMPLE, _MOST_WORK // max(steps, 1))
            if len(sample) > most:
                scope.cut("density", most)
                sample = np.sort(sample)[:: math.ceil(len(sample) / most)]
            own = dict(zip(self.groupby, values, strict=True))
            ends = self.extent
            base = whole if self.resolve == "shared" else sample
            low, high = ends if ends is not None else (float(base.min()), float(base.max()))
            for at, level in self._curve(sample, low, high):
                found.append({**own, self.as_[0]: at, self.as_[1]: level})
        return found

    def _curve(self, sample: Floats, low: float, high: float) -> list[tuple[float, float]]:
        width = self.bandwidth or _scott(sample)
        if not self.steps and self.resolve != "shared":
            return self._adaptive(sample, low, high, width)
        steps = self.steps or max(self.minsteps, self.maxsteps)
        count = min(max(steps, 1), MOST_STEPS)
        places = [low + (high - low) * rank / count for rank in range(count + 1)]
        return list(zip(places, self._levels(sample, np.array(places), width), strict=True))

    def _adaptive(
        self, sample: Floats, low: float, high: float, width: float
    ) -> list[tuple[float, float]]:
        return sample_curve(
            lambda at: self._levels(sample, np.array([at]), width)[0],
            low, high, self.minsteps, self.maxsteps,
        )  # fmt: skip

    def _levels(self, sample: Floats, places: Floats, width: float) -> list[float]:
        some = max(_AT_ONCE // len(sample), 1)
        parts = [places[start : start + some] for start in range(0, len(places), some)]
        with np.errstate(all="ignore"):  # numbers at the ends of what a number can be
            return [level for part in parts for level in self._sums(sample, part, width)]

    def _sums(self, sample: Floats, places: Floats, width: float) -> list[float]:
        z = (places[:, None] - sample[None, :]) / width
        if self.cumulative:
            levels = np.array([[0.5 * (1 + math.erf(v / math.sqrt(2))) for v in row] for row in z])
            levels = levels.mean(axis=1)
        else:
            levels = np.exp(-0.5 * z * z).mean(axis=1) / (width * math.sqrt(2 * math.pi))
        scale = len(sample) if self.counts else 1
        return [float(level) * scale for level in levels]


def _scott(sample: Floats) -> float:
    """The bandwidth of vega-statistics' ``estimateBandwidth``."""
    with np.errstate(all="ignore"):
        deviation = float(sample.std(ddof=1)) if len(sample) > 1 else 0.0
    low, high = quantile(list(sample), 0.25) or 0.0, quantile(list(sample), 0.75) or 0.0
    spread = (high - low) / 1.34
    width = min(deviation, spread) or deviation or abs(low) or 1.0
    return 1.06 * width * math.pow(len(sample), -0.2)


def sample_curve(
    function: Callable[[float], float], low: float, high: float, least: int, most: int
) -> list[tuple[float, float]]:
    """Points on a curve, closer where it bends (vega-statistics' ``sampleCurve``)."""
    least, most = max(least, 1), max(most, 1)
    span, stop = high - low, (high - low) / most
    flat = math.cos(0.5 * math.pi / 180)
    done = [(low, function(low))]
    pending: list[tuple[float, float]] = []
    if least == most:
        for rank in range(1, least):
            at = low + rank / most * span
            done.append((at, function(at)))
        done.append((high, function(high)))
        return done
    pending.append((high, function(high)))
    for rank in range(least - 1, 0, -1):
        at = low + rank / least * span
        pending.append((at, function(at)))
    first = pending[-1] if pending else None
    levels = [level for _, level in (*done, *pending)]
    tall = (max(levels) - min(levels)) or 1.0
    while first is not None and len(done) < MOST_STEPS:
        middle = (done[-1][0] + first[0]) / 2
        between = (middle, function(middle))
        wide = between[0] - done[-1][0] >= stop
        if wide and _turn(done[-1], between, first, span, tall) < flat:
            pending.append(between)
        else:
            done.append(first)
            pending.pop()
        first = pending[-1] if pending else None
    return done


def _turn(
    one: tuple[float, float],
    two: tuple[float, float],
    three: tuple[float, float],
    wide: float,
    tall: float,
) -> float:
    """The cosine of how much the curve turns at the second of three points."""
    a = math.atan2((three[1] - one[1]) / tall, (three[0] - one[0]) / (wide or 1))
    b = math.atan2((two[1] - one[1]) / tall, (two[0] - one[0]) / (wide or 1))
    return math.cos(abs(a - b))


def _least_squares(x: Floats, y: Floats, weights: Floats, degree: int) -> Floats | None:
    """The polynomial nearest to the points, highest power first; None where there is none."""
    with np.errstate(all="ignore"):
        powers = np.vander(x, degree + 1) * weights[:, None]
        sizes = np.sqrt((powers * powers).sum(axis=0))
        sizes[sizes == 0] = 1.0
        target = y * weights
        if not (np.isfinite(powers).all() and np.isfinite(sizes).all()):
            return None
        found, *_ = np.linalg.lstsq(powers / sizes, target, rcond=None)
        scaled: Floats = found / sizes
    return scaled if np.isfinite(scaled).all() else None


@dataclass(frozen=True)
class Regression:
    """A curve of best fit. ``method``: linear, log, exp, pow, quad, poly (of ``order``)."""

    x: str
    y: str
    groupby: tuple[str, ...]
    method: str
    order: int
    extent: tuple[float, float] | None
    params: bool
    as_: tuple[str, str]

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        found: list[Row] = []
        for values, members in _few_groups(rows, self.groupby, "regression", scope):
            own = dict(zip(self.groupby, values, strict=True))
            found_curve = self._fit(*pairs(members, self.x, self.y))
            if found_curve is None:
                continue
            x, y, predict, coefficients = found_curve
            if self.params:
                mean = y.mean()
                rest = float(((y - np.array([predict(at) for at in x])) ** 2).sum())
                total = float(((y - mean) ** 2).sum())
                found.append(
                    {**own, "coef": coefficients, "rSquared": 1 - rest / total if total else 1.0}
                )
                continue
            low, high = self.extent or (float(x[0]), float(x[-1]))
            if self.method == "linear":
                points = [(low, predict(low)), (high, predict(high))]
            else:
                points = sample_curve(predict, low, high, 25, 200)
            found += [{**own, self.as_[0]: at, self.as_[1]: level} for at, level in points]
        return found

    def _fit(
        self, x: Floats, y: Floats
    ) -> tuple[Floats, Floats, Callable[[float], float], list[float]] | None:
        """The points that the curve can be fitted to, the curve, and its coefficients."""
        with np.errstate(all="ignore"):
            across = np.log(x) if self.method in ("log", "pow") else x
            up = np.log(y) if self.method in ("exp", "pow") else y
        known = np.isfinite(across) & np.isfinite(up)
        x, y, across, up = x[known], y[known], across[known], up[known]
        degree = {"quad": 2, "poly": max(min(self.order, 10), 1)}.get(self.method, 1)
        if len(x) <= degree:
            return None
        shift = float(across.mean())
        weights = np.sqrt(np.abs(y)) if self.method == "exp" else np.ones(len(y))
        found = _least_squares(across - shift, up, weights, degree)
        if found is None:
            return None

        def predict(at: float) -> float:
            place = at
            if self.method in ("log", "pow"):
                place = math.log(at) if at > 0 else math.nan
            level = float(np.polyval(found, place - shift))
            return math.exp(min(level, 709.0)) if self.method in ("exp", "pow") else level

        moved = Polynomial(found[::-1])(Polynomial([-shift, 1.0]))
        coefficients = [float(one) for one in moved.coef]
        if self.method in ("exp", "pow"):
            coefficients[0] = math.exp(min(coefficients[0], 709.0))
        return x, y, predict, coefficients


@dataclass(frozen=True)
class Quantile:
    """The values below which shares of the sample are."""

    field: str
    groupby: tuple[str, ...]
    probs: tuple[float, ...]
    step: float
    as_: tuple[str, str]

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        count = round(1 / self.step)
        if count > MOST_POINTS and not self.probs:
            scope.cut("quantile", MOST_POINTS)
            count = MOST_POINTS
        shares = self.probs or tuple(self.step / 2 + rank * self.step for rank in range(count))
        shares = tuple(share for share in shares if 0 <= share <= 1)
        found: list[Row] = []
        for values, members in _few_groups(rows, self.groupby, "quantile", scope):
            own = dict(zip(self.groupby, values, strict=True))
            sample = sorted(_column(members, self.field).tolist())
            if len(found) > MOST_POINTS - len(shares):
                scope.cut("quantile", MOST_POINTS)
                break
            if sample:
                found += [
                    {**own, self.as_[0]: share, self.as_[1]: quantile(sample, share)}
                    for share in shares
                ]
        return found
