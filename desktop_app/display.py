"""Whether a window can open here. Qt aborts the process where none can, so look first."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from dataclasses import dataclass
from pathlib import Path

WITHOUT_DISPLAY = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


@dataclass(frozen=True, slots=True)
class MissingDisplay:
    """``code`` is ``no-display`` or ``display-libraries``; ``detail`` names a library."""

    code: str
    detail: str = ""


def missing_display() -> MissingDisplay | None:
    """What keeps a window from opening, or None where one can."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if not sys.platform.startswith("linux") or platform in WITHOUT_DISPLAY:
        return None
    if os.environ.get("WAYLAND_DISPLAY") and _wayland_answers():
        return None
    if not os.environ.get("DISPLAY"):
        return MissingDisplay("no-display")
    return _missing_library() or _unreachable_server()


def _wayland_answers() -> bool:
    """Whether a Wayland compositor can be reached; Qt turns to X where none can."""
    try:
        wayland = ctypes.CDLL("libwayland-client.so.0")
    except OSError:
        return False
    wayland.wl_display_connect.restype = ctypes.c_void_p
    wayland.wl_display_connect.argtypes = [ctypes.c_char_p]
    wayland.wl_display_disconnect.argtypes = [ctypes.c_void_p]
    connection = wayland.wl_display_connect(None)
    if connection:
        wayland.wl_display_disconnect(connection)
    return bool(connection)


def _missing_library() -> MissingDisplay | None:
    """Load the X11 plugin as Qt will, to name what it lacks."""
    spec = importlib.util.find_spec("PySide6")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        return MissingDisplay("display-libraries", "PySide6")
    plugin = Path(folders[0]) / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if not plugin.exists():  # a PySide6 of the system: its package brings its libraries
        return None
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return MissingDisplay("display-libraries", str(error).partition(":")[0])
    return None


def _unreachable_server() -> MissingDisplay | None:
    """Connect to the X server as Qt will: DISPLAY may name one that is gone."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return MissingDisplay("display-libraries", "libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return MissingDisplay("no-display") if failed else None
