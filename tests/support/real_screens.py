"""Screens that Qt itself takes for real ones, plugged in and out while the application runs.

Qt's off-screen platform takes a list of screens at any time, by a function that only its C++
interface offers; ``ctypes`` reaches it where C++ is called as on Linux and macOS.
"""

from __future__ import annotations

import ctypes
import json
import os
from pathlib import Path
from typing import NamedTuple

import PySide6
import shiboken6
from PySide6.QtCore import QByteArray, QDataStream, QIODevice
from PySide6.QtWidgets import QApplication

RESOURCE = 12
"""The place of ``nativeResourceForIntegration`` in Qt 6, after what every QObject has."""
_P = ctypes.c_void_p


class RealScreen(NamedTuple):
    """In its own pixels; ``dpi`` is its density, 192 where one pixel of Qt's is two of them."""

    name: str
    x: int
    y: int
    width: int
    height: int
    dpi: int = 96


STANDARD = RealScreen("", 0, 0, 800, 800)
"""What the platform has by itself."""


def can_plug() -> bool:
    """Whether this computer's Qt can be reached."""
    return os.name == "posix" and bool(list(_libraries().glob("libQt6Gui.so*")))


def plug(*screens: RealScreen, at_once: bool = False) -> None:
    """Have ``screens``, the first one that of the system, and no others. ``at_once``: from now
    on windows are told what becomes of them as it happens (Windows, macOS), not later (X11).
    """
    configuration = {
        "synchronousWindowSystemEvents": at_once,
        "screens": [
            {**screen._asdict(), "logicalDpi": screen.dpi, "logicalBaseDpi": 96}
            for screen in screens
        ],
    }
    interface, configure = _door()
    told = QByteArray()
    QDataStream(told, QIODevice.OpenModeFlag.WriteOnly) << QByteArray(
        json.dumps(configuration).encode()
    )
    stream = QDataStream(told)
    core = _library("Core")
    value = _P()
    core._ZN11QJsonObjectC1Ev(ctypes.byref(value))
    read = core._ZrsR11QDataStreamR11QJsonObject
    read.argtypes = [_P, _P]
    read(_address(stream), ctypes.byref(value))
    configure(ctypes.byref(value), interface)
    core._ZN11QJsonObjectD1Ev(ctypes.byref(value))
    QApplication.processEvents()


def _door() -> tuple[int, ctypes._FuncPointer]:
    """The platform's interface, and its function that takes a configuration."""
    find = _library("Gui")._ZN15QGuiApplication23platformNativeInterfaceEv
    find.restype, find.argtypes = _P, []
    interface = find()
    table = ctypes.cast(interface, ctypes.POINTER(_P))[0]
    resource = ctypes.cast(table, ctypes.POINTER(_P))[RESOURCE]
    name = QByteArray(b"setConfiguration")
    found = ctypes.CFUNCTYPE(_P, _P, _P)(resource)(interface, _address(name))
    assert found, "this Qt has no off-screen platform that takes screens"
    return interface, ctypes.CFUNCTYPE(None, _P, _P)(found)


def _libraries() -> Path:
    return Path(str(PySide6.__file__)).parent / "Qt" / "lib"


def _library(name: str) -> ctypes.CDLL:
    (path,) = _libraries().glob(f"libQt6{name}.so.?")
    return ctypes.CDLL(str(path))


def _address(thing: object) -> int:
    return int(shiboken6.getCppPointer(thing)[0])  # type: ignore[call-arg,arg-type]  # its stub is wrong
