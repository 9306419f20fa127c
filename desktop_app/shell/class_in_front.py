"""The class in front of the teacher: which one it is, how large, and what it does is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from desktop_app.learning.classroom.marks import NO_CLASS
from desktop_app.learning.classroom.roster import CODED, LISTED, roster_in
from desktop_app.learning.school_classes import ClassEvent
from desktop_app.shell.class_log import ClassLog
from desktop_app.shell.saving import Saving
from desktop_app.storage.settings import SettingsFile

CHOSEN = "class"
"""The setting that names it, in the pages about classes as well."""


class ClassInFront(QObject):
    """Without a log nothing is kept, and everything works all the same."""

    ready = Signal()
    """What was kept is known."""
    changed = Signal()
    """Another class, or what was done has been kept or could not be."""

    def __init__(self, settings: SettingsFile, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._log: ClassLog | None = None
        self._sizes: dict[str, int] = {}
        self.names: Mapping[str, str] = MappingProxyType({})

    def attend(self, log: ClassLog) -> None:
        """Keep what happens in ``log``, which has what happened before."""
        if self._log is None:
            self._log = log
            log.recorder.changed.connect(self.changed)
            log.changed.connect(self.look_up)
            log.when_read(self._begin)

    def _begin(self) -> None:
        self.look_up()
        self.ready.emit()

    @property
    def is_known(self) -> bool:
        """Whether what was kept of classes has been read."""
        return self._log is not None and self._log.is_read

    def refresh(self) -> None:
        """Learn what other windows have kept meanwhile."""
        if self._log is not None:
            self._log.refresh()

    def look_up(self) -> None:
        """See which classes there are now."""
        if self._log is not None:
            self._sizes = {}
            self.names = {one.id: one.name for one in self._log.classes.values()}

    @property
    def id(self) -> str:
        """The class that was chosen last; :data:`NO_CLASS` where none was."""
        chosen = self._settings.settings.window.get(CHOSEN, "")
        return chosen if chosen in self.names else NO_CLASS

    @property
    def size(self) -> int:
        """How many students are on its list, 0 where nobody knows."""
        if self.id not in self._sizes:
            self._sizes[self.id] = len(roster_in(self.events(LISTED, CODED)).names)
        return self._sizes[self.id]

    @property
    def is_unsaved(self) -> bool:
        """Whether something that was done is not on the disk."""
        return self._log is not None and self._log.recorder.saving in (
            Saving.WAITING,
            Saving.UNDER_WAY,
            Saving.FORGOTTEN,
        )

    def choose(self, class_id: str) -> None:
        """Another class is in front, "" for none by name."""
        said = self._settings.settings
        window = MappingProxyType({**said.window, CHOSEN: class_id})
        self._settings.save(replace(said, window=window))
        self.changed.emit()

    def know(self, class_id: str, name: str) -> None:
        """There is a new class."""
        self.names = MappingProxyType({**self.names, class_id: name})

    def events(self, *kinds: str) -> tuple[ClassEvent, ...]:
        """What was kept of it, of those ``kinds``; nothing as long as it was not read."""
        return self._log.events(self.id, *kinds) if self._log is not None else ()

    def keep(self, event: ClassEvent) -> None:
        """On disk when this returns, as a rule: else :attr:`is_unsaved`, and tried again."""
        if self._log is not None:
            self._log.keep(event)
