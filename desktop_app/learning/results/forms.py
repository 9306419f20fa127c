"""The forms in which results can be taken away. Light: the command line lists them."""

from __future__ import annotations

SUFFIXES = {"xlsx": ".xlsx", "csv": ".csv", "moodle-csv": ".csv", "xapi": ".jsonl"}
"""Form -> how the name of a file in it ends."""
RESULT_FORMS = tuple(SUFFIXES)
REPORT_TABLES = ("students", "questions", "misconceptions", "objectives", "open", "files")
"""The tables of a class report, in their order."""
