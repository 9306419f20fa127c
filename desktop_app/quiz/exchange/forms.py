"""The formats in which questions are taken away. Light: the command line lists them."""

from __future__ import annotations

SUFFIXES = {"gift": ".gift", "moodle-xml": ".xml", "anki": ".apkg"}
"""Format -> how the name of a file in it ends."""
QUESTION_FORMS = tuple(SUFFIXES)
