"""Where a class stands in time, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.content.numbers import format_number
from desktop_app.session.conducting import Conductor
from desktop_app.session.conductor import Pace
from desktop_app.session.presentation import Presentation

translate = QCoreApplication.translate


def so_far(pace: Pace) -> str:
    text = translate("TimeWords", "{minutes} min so far")
    return text.format(minutes=int(pace.elapsed))


def lateness(pace: Pace) -> str:
    """How late or early; "" for neither, to the minute."""
    late = round(pace.late)
    if late > 0:
        return translate("TimeWords", "{minutes} min late").format(minutes=late)
    if late < 0:
        return translate("TimeWords", "{minutes} min early").format(minutes=-late)
    return ""


def in_step(pace: Pace, language: str) -> str:
    """How long the present step took so far, of what it was given."""
    spent = int(pace.in_step)
    if not pace.step:
        return translate("TimeWords", "this step: {spent} min").format(spent=spent)
    text = translate("TimeWords", "this step: {spent} of {planned} min")
    return text.format(spent=spent, planned=format_number(pace.step, language))


def ending(conductor: Conductor) -> str:
    """Whether what is left fits into the time that is left."""
    left, pace, found = conductor.left(), conductor.pace(), conductor.dropping()
    if left is None or pace is None or found is None:
        return ""
    if left <= 0:
        return translate("TimeWords", "the time is over")
    if not found.fits:
        return translate("TimeWords", "the essential steps alone take longer")
    text = translate("TimeWords", "{minutes} min left, {planned} planned")
    return text.format(minutes=int(left), planned=round(pace.left))


def left_out(presentation: Presentation) -> str:
    """How many steps are left out; "" for none."""
    dropped = len(presentation.state.dropped)
    text = translate("TimeWords", "steps left out: {count}")
    return text.format(count=dropped) if dropped else ""


def foot_line(conductor: Conductor, presentation: Presentation) -> str:
    """All of it on one line: the clock, how long, how late, when it ends, what is left out."""
    pace, ends = conductor.pace(), conductor.state.ends
    if pace is None or ends is None:
        return ""
    end = translate("TimeWords", "ends at {time}").format(time=f"{ends:%H:%M}")
    found = conductor.dropping()
    too_long = found is not None and not found.fits
    said = [
        f"{conductor.now():%H:%M}",
        so_far(pace),
        lateness(pace),
        end,
        left_out(presentation),
        translate("TimeWords", "the essential steps alone take longer") if too_long else "",
    ]
    return " · ".join(filter(None, said))
