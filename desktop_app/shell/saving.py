"""What has become of what was done in a lesson. Light: it stands at the foot of the window."""

from __future__ import annotations

from enum import Enum


class Saving(Enum):
    """Nothing yet, on its way to the disk, on it, waiting for a disk that can't be written
    now, or in memory alone.
    """

    NOTHING = "nothing"
    UNDER_WAY = "under-way"
    SAVED = "saved"
    WAITING = "waiting"
    FORGOTTEN = "forgotten"
