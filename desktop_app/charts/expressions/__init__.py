"""The expression language of Vega: parsed to a tree, evaluated with limits, never ``eval``."""

from desktop_app.charts.expressions.syntax import Expression, ExpressionError, parse

__all__ = ["Expression", "ExpressionError", "parse"]
