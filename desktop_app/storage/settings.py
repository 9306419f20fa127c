"""What the application remembers between two runs, in one JSON file.

The file is replaced whole or not at all; what another window wrote meanwhile stays. One that
can't be understood, or that a newer version wrote, is kept aside under another name: nothing
is overwritten silently.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from desktop_app.learning.classroom.names import same_name
from desktop_app.session.preferences import LANGUAGES, TEXT_SIZES, THEMES, Preferences
from desktop_app.session.session import Place
from desktop_app.storage.background import Background

T = TypeVar("T")

VERSION = 1
FILE = "settings.json"
MOST_RECENT = 20
PATIENCE = 3.0
"""Seconds that saving waits for another window to end its own."""
HAND_IN_FOLDER, COLLECT_FOLDER = "folder:hand-in", "folder:collect"
"""Where something was handed in last, and where it was collected, in ``Settings.window``."""


@dataclass(frozen=True)
class Settings:
    """``window`` holds geometry, splitters and folders as text, by name. ``learner`` is who
    worked last, "" for nobody by name; ``class_code`` what was handed in with last.
    """

    preferences: Preferences = field(default_factory=Preferences)
    places: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))
    window: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    learner: str = ""
    class_code: str = ""
    recent: tuple[str, ...] = ()
    """The paths of the lessons that were opened, the last one first."""

    def with_place(self, lesson: str, place: Place) -> Settings:
        return replace(self, places=MappingProxyType({**self.places, lesson: place}))

    def with_recent(self, path: str) -> Settings:
        """With the lesson at ``path`` as the one that was opened last."""
        others = tuple(other for other in self.recent if other != path)
        return replace(self, recent=(path, *others)[:MOST_RECENT])

    def without_recent(self, path: str) -> Settings:
        return replace(self, recent=tuple(other for other in self.recent if other != path))


@dataclass(frozen=True)
class Notice:
    """Something to say about the settings: a code, and the file or folder it is about."""

    code: str
    path: str


class SettingsFile:
    """Reads the settings in ``folder`` at once, and writes them in the ``background`` where
    there is one: what comes first is written first.

    ``notices`` holds what a person has to be told: ``settings-damaged``,
    ``settings-newer`` (each kept aside) or ``settings-not-kept`` (nothing can be
    written: the session works, and is forgotten). ``noticed`` is called, in any thread,
    when one is added.
    """

    def __init__(self, folder: Path, background: Background | None = None) -> None:
        self._path = folder / FILE
        self._background = background
        self.notices: list[Notice] = []
        self.noticed: Callable[[], None] = lambda: None
        self._blocked = False
        self.settings = self._load()
        self.writable = True
        self._do(self._probe)

    def save(self, settings: Settings) -> bool:
        """Remember ``settings``, and write what is new in them; False, and a notice the first
        time, once it is known that it can't be. What another window has written meanwhile
        stays, unless it is about the same thing.
        """
        earlier, self.settings = self.settings, settings
        self._do(partial(self._write, earlier, settings))
        return self.writable

    def finish(self, patience: float) -> bool:
        """Wait for what is still to be written, at most ``patience`` seconds; whether it is."""
        return self._background is None or self._background.finish(patience)

    def _do(self, work: Callable[[], object]) -> None:
        if self._background is None:
            work()
        else:
            self._background.do(work)

    def _notice(self, code: str, path: Path) -> None:
        self.notices.append(Notice(code, str(path)))
        self.noticed()

    def _write(self, earlier: Settings, settings: Settings) -> bool:
        """Whether what changed from ``earlier`` to ``settings`` is in the file."""
        if not self.writable:
            return False
        try:
            with _alone(self._path):
                merged = settings
                if (there := self._read_again()) is not None:
                    merged = _merged(earlier, settings, there)
                _replace_text(self._path, _as_text(merged))
        except OSError:
            self.writable = False
            self._notice("settings-not-kept", self._path.parent)
            return False
        return True

    def _read_again(self) -> Settings | None:
        """What the file says now, None where there is none. One that can't be understood is
        kept aside as at the start; raises OSError where it can't be.
        """
        if not self._path.exists():
            return None
        found = self._load()
        if self._blocked:
            raise OSError(0, "", str(self._path))
        return found if self._path.exists() else None

    def forget(self, learner: str) -> bool:
        """Take a learner out of it, whatever the spelling, and delete what was kept aside, or
        left half-written, of earlier settings where it has their name; whether they were
        the one who worked last.

        It is done when this returns; raises OSError where it can't be.
        """
        from desktop_app.storage.files import delete_mentions  # not needed to start

        if self._background is not None and not self._background.finish(PATIENCE):
            raise OSError(0, "", str(self._path))  # what waits would bring the name back
        for aside in ("damaged*.json", "newer*.json", "*.part"):
            delete_mentions(self._path.parent.glob(f"{self._path.stem}.{aside}"), learner)
        if same_name(self.settings.learner) != same_name(learner):
            return False
        earlier, self.settings = self.settings, replace(self.settings, learner="")
        if not self._write(earlier, self.settings):
            raise OSError(0, "", str(self._path))
        return True

    def _load(self) -> Settings:
        try:
            text = self._path.read_text("utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return Settings()
        except (OSError, UnicodeDecodeError):
            self._keep_aside("settings-damaged")
            return Settings()
        try:
            data = json.loads(text)
            version = data["version"]
            if type(version) is not int or version < 1:
                raise ValueError(version)
            if version > VERSION:
                self._keep_aside("settings-newer")
                return Settings()
            return _from_json(data)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            self._keep_aside("settings-damaged")
            return Settings()

    def _keep_aside(self, code: str) -> None:
        suffix = "newer" if code == "settings-newer" else "damaged"
        aside = self._path.with_suffix(f".{suffix}.json")
        number = 1
        while aside.exists():
            number += 1
            aside = self._path.with_suffix(f".{suffix}-{number}.json")
        try:
            self._path.rename(aside)
            self._notice(code, aside)
        except OSError:  # it can't be moved: then it must not be written over either
            self._blocked = True
            self._notice(code, self._path)

    def _probe(self) -> None:
        """Find out whether anything can be written, before there is anything to write."""
        try:
            if self._blocked:
                raise OSError
            self._path.parent.mkdir(parents=True, exist_ok=True)
            probe = self._path.with_suffix(f".{os.getpid()}.probe")
            probe.touch()
            probe.unlink()
        except OSError:
            self.writable = False
            self._notice("settings-not-kept", self._path.parent)


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let no other window write the file meanwhile; where it never ends, or where a lock
    can't be had, go on without: what is lost then is a place or a width.
    """
    import sqlite3  # not on the way to the first paint

    from desktop_app.storage.locking import alone

    with contextlib.ExitStack() as held:
        with contextlib.suppress(sqlite3.Error):
            held.enter_context(alone(path.with_suffix(".lock"), PATIENCE))
        yield


def _merged(earlier: Settings, now: Settings, there: Settings) -> Settings:
    """``there`` with what changed from ``earlier`` to ``now``."""
    preferences = {
        one.name: getattr(now.preferences, one.name)
        for one in fields(Preferences)
        if getattr(now.preferences, one.name) != getattr(earlier.preferences, one.name)
    }
    texts = {
        name: getattr(now, name)
        for name in ("learner", "class_code")
        if getattr(now, name) != getattr(earlier, name)
    }
    recent = there.recent
    if now.recent != earlier.recent:
        gone = set(earlier.recent) - set(now.recent)
        others = (path for path in there.recent if path not in now.recent and path not in gone)
        recent = (*now.recent, *others)[:MOST_RECENT]
    return replace(
        there,
        preferences=replace(there.preferences, **preferences),
        places=_changed(earlier.places, now.places, there.places),
        window=_changed(earlier.window, now.window, there.window),
        recent=recent,
        **texts,
    )


def _changed(
    earlier: Mapping[str, T], now: Mapping[str, T], there: Mapping[str, T]
) -> Mapping[str, T]:
    gone = earlier.keys() - now.keys()
    new = {name: value for name, value in now.items() if earlier.get(name) != value}
    kept = {name: value for name, value in there.items() if name not in gone}
    return MappingProxyType({**kept, **new})


def _replace_text(path: Path, text: str) -> None:
    """Write ``text`` beside ``path`` and put it in its place in one step."""
    partial = path.with_suffix(f".{os.getpid()}.part")
    try:
        with partial.open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            partial.unlink()
        raise


def _as_text(settings: Settings) -> str:
    text = json.dumps(_as_json(settings), ensure_ascii=False, indent=1)
    # A path whose name is in another encoding holds what UTF-8 has no bytes for.
    return re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _as_json(settings: Settings) -> dict[str, Any]:
    return {
        "version": VERSION,
        "preferences": asdict(settings.preferences),
        "places": {name: [place.chapter, place.step] for name, place in settings.places.items()},
        "window": dict(settings.window),
        "learner": settings.learner,
        "class_code": settings.class_code,
        "recent": list(settings.recent),
    }


def _from_json(data: Mapping[str, Any]) -> Settings:
    """Settings from what the file says; a value out of bounds takes its default."""
    standard = Preferences()
    said = data.get("preferences", {})
    size = said.get("text_size")
    preferences = Preferences(
        language=_one_of(said.get("language"), LANGUAGES, standard.language),
        theme=_one_of(said.get("theme"), THEMES, standard.theme),
        text_size=size if size in TEXT_SIZES else standard.text_size,
        teacher_notes=said.get("teacher_notes") is True,
        motion=said.get("motion") is not False,
        practice=said.get("practice") is True,
    )
    places = {
        str(name): Place(str(place[0]), str(place[1]))
        for name, place in data.get("places", {}).items()
    }
    window = {str(name): str(value) for name, value in data.get("window", {}).items()}
    learner, code = _text_in(data, "learner"), _text_in(data, "class_code")
    said_recent = data.get("recent", [])
    opened = said_recent if isinstance(said_recent, list) else []
    recent = tuple(dict.fromkeys(path for path in opened if isinstance(path, str) and path))
    return Settings(
        preferences,
        MappingProxyType(places),
        MappingProxyType(window),
        learner,
        code,
        recent[:MOST_RECENT],
    )


def _text_in(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name, "")
    return value if isinstance(value, str) else ""


def _one_of(value: object, known: tuple[str, ...], default: str) -> str:
    return value if isinstance(value, str) and value in known else default
