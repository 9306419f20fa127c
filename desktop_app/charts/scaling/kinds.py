"""The types of scales, by what goes in and what comes out."""

from __future__ import annotations

from typing import Final

TIMES: Final = ("time", "utc")
CONTINUOUS: Final = ("linear", "log", "pow", "sqrt", "symlog", *TIMES, "identity")
"""From numbers to any value between two ends."""
DISCRETIZING: Final = ("threshold", "quantile", "quantize", "bin-ordinal")
"""From numbers to one of several values."""
DISCRETE: Final = ("band", "point", "ordinal")
"""From categories."""
CATEGORICAL: Final = (*DISCRETE, "bin-ordinal")
"""Those whose legends and axes name every entry."""
