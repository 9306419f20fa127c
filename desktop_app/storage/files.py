"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

from desktop_app.learning.classroom.names import mentions

STALE = 3_600.0
"""Seconds after which nobody writes to a half-written file any more."""
_PARTIAL = re.compile(r"\.(?P<name>.+)\.\d+\.part")


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: a reader finds all of it, or what was there before.

    Raises OSError where it can't be written; nothing is left beside it then.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            partial.unlink()
        raise


def remove_leftovers(written: Path, names: re.Pattern[str]) -> None:
    """Delete what who was killed in :func:`write_whole` left beside the file ``written``,
    of files with one of the whole ``names``; what may still be written to stays, and so
    does what can't be deleted.
    """
    with contextlib.suppress(OSError), os.scandir(written.parent) as scan:
        # By the clock that both have: that of a share is not this computer's.
        now = written.stat().st_mtime
        for entry in scan:
            match = _PARTIAL.fullmatch(entry.name)
            if match is None or names.fullmatch(match["name"]) is None:
                continue
            with contextlib.suppress(OSError):
                if entry.is_file(follow_symlinks=False) and now - entry.stat().st_mtime > STALE:
                    Path(entry.path).unlink()


def delete_mentions(paths: Iterable[Path], name: str) -> None:
    """Delete those of the files at ``paths`` that may name a learner. Raises OSError."""
    for path in paths:
        if mentions(path.read_bytes().decode("utf-8", "replace"), name):
            path.unlink(missing_ok=True)
