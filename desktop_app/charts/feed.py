"""A chart that is fed from elsewhere than a lesson's block: by a simulation, again and again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop_app.charts.sources import ChartSource
from desktop_app.charts.spec.grammar import Specification


@dataclass(frozen=True)
class Feed:
    """What a card shows: ``specification`` with its words of now, drawn on ``source``.

    ``vega_lite`` gives the same as a specification that stands on its own; ``credit`` says
    where it comes from.
    """

    specification: Specification
    source: ChartSource
    language: str
    vega_lite: Callable[[], Mapping[str, object]]
    credit: str = ""
