"""How a command ends, and why it could not be done."""

from __future__ import annotations

DONE, BAD_INPUT, WRONG_USAGE = 0, 1, 2


class CommandError(Exception):
    """A command that can't be done: the code and values of its sentence."""

    def __init__(self, code: str, status: int = WRONG_USAGE, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.values = values
