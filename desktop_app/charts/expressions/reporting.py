"""Reading an expression of a specification: what is wrong is said, with its place."""

from __future__ import annotations

from desktop_app.charts.expressions.functions import UNSUPPORTED
from desktop_app.charts.expressions.syntax import (
    UNAVAILABLE,
    Expression,
    ExpressionError,
    parse,
)
from desktop_app.content.problems import Location, ProblemLog


def read_expression(source: str, at: Location, log: ProblemLog) -> Expression | None:
    """``source`` as an expression, None (and a problem) where it is none."""
    try:
        return parse(source)
    except ExpressionError as error:
        if error.reason == UNAVAILABLE:
            instead = UNSUPPORTED.get(error.detail, "")
            log.error("unsupported-function", at, function=error.detail, instead=instead)
        else:
            log.error(
                "bad-expression", at, reason=error.reason, at=error.column, detail=error.detail
            )
        return None
