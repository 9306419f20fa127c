"""What a class predicts, as a slide is to show it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.learning.classroom.class_predictions import GroupPrediction


@dataclass(frozen=True)
class Collected:
    """``groups`` lie over one another. ``collecting``: they are kept one after another, and
    it is for who presents to reveal; ``hidden``: what is drawn just now is not seen here.
    """

    groups: tuple[GroupPrediction, ...] = ()
    collecting: bool = False
    hidden: bool = False
