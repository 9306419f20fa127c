"""The formats of questions. Light: the command line and the window list them."""

from __future__ import annotations

SUFFIXES = {"gift": ".gift", "moodle-xml": ".xml", "anki": ".apkg"}
"""Format -> how the name of a file in it ends."""
QUESTION_FORMS = tuple(SUFFIXES)
"""Those in which questions are taken away."""
BANKS = (".gift", ".txt", ".xml")
"""How the names of files end that questions are read from."""
