"""Widgets that paint their content themselves, made readable for a screen reader.

A widget that defines ``accessible_role`` and ``accessible_parts()`` is presented with
one child per part: a chart's marks, a narrative's headings, links and terms.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, cast, runtime_checkable

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QWindow,
)
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Part:
    """One readable part. ``rect`` is in the widget's coordinates."""

    role: QAccessible.Role
    name: str
    description: str
    rect: QRect
    focused: bool = False
    press: Callable[[], None] | None = field(default=None, compare=False)


@runtime_checkable
class HasParts(Protocol):
    accessible_role: QAccessible.Role

    def accessible_parts(self) -> Sequence[Part]: ...


class _PartInterface(QAccessibleInterface):
    """One part, as a child of its widget's interface."""

    def __init__(self, owner: _WidgetInterface, index: int) -> None:
        super().__init__()
        self._owner = owner
        self._index = index
        self._action = _PressAction(self)

    @property
    def part(self) -> Part | None:
        parts = self._owner.parts()
        return parts[self._index] if self._index < len(parts) else None

    def isValid(self) -> bool:
        return self._owner.isValid() and self.part is not None

    def object(self) -> QObject | None:
        return None

    def window(self) -> QWindow | None:
        return self._owner.window()

    def parent(self) -> QAccessibleInterface:
        return self._owner

    def role(self) -> QAccessible.Role:
        return self.part.role if self.part else QAccessible.Role.NoRole

    def text(self, kind: QAccessible.Text) -> str:
        if self.part is None:
            return ""
        return _text(kind, self.part.name, self.part.description)

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        pass

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        part = self.part
        if part is None:
            state.invalid = True
        elif part.press is not None:
            state.focusable = True
            state.focused = part.focused
            state.linked = part.role == QAccessible.Role.Link
        else:
            state.readOnly = True
        return state

    def rect(self) -> QRect:
        widget = self._owner.widget
        if self.part is None or widget is None:
            return QRect()
        return QRect(widget.mapToGlobal(self.part.rect.topLeft()), self.part.rect.size())

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind == QAccessible.InterfaceType.ActionInterface and self.part and self.part.press:
            return self._action
        return None


class _PressAction(QAccessibleActionInterface):
    """The one action of a part that can be pressed."""

    def __init__(self, owner: _PartInterface) -> None:
        super().__init__()
        self._owner = owner

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction()]

    def doAction(self, name: str) -> None:
        part = self._owner.part
        if part and part.press:
            part.press()

    def keyBindingsForAction(self, name: str) -> list[str]:
        return []


class _WidgetInterface(QAccessibleInterface):
    """A widget with its parts as children."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._widget: QWidget | None = widget
        self._children: list[_PartInterface] = []
        widget.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._widget = None
        _interfaces.discard(self)

    @property
    def widget(self) -> QWidget | None:
        return self._widget

    def parts(self) -> Sequence[Part]:
        return cast(HasParts, self._widget).accessible_parts() if self._widget else ()

    def isValid(self) -> bool:
        return self._widget is not None

    def object(self) -> QObject | None:
        return self._widget

    def window(self) -> QWindow | None:
        return self._widget.window().windowHandle() if self._widget else None

    def parent(self) -> QAccessibleInterface | None:
        parent = self._widget.parentWidget() if self._widget else None
        return QAccessible.queryAccessibleInterface(parent) if parent else None

    def role(self) -> QAccessible.Role:
        return cast(HasParts, self._widget).accessible_role

    def text(self, kind: QAccessible.Text) -> str:
        if self._widget is None:
            return ""
        return _text(kind, self._widget.accessibleName(), self._widget.accessibleDescription())

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        pass

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        if self._widget is None:
            state.invalid = True
            return state
        state.focusable = True
        state.focused = self._widget.hasFocus()
        state.invisible = not self._widget.isVisible()
        state.readOnly = True
        return state

    def rect(self) -> QRect:
        if self._widget is None or not self._widget.isVisible():
            return QRect()
        return QRect(self._widget.mapToGlobal(QPoint(0, 0)), self._widget.size())

    def childCount(self) -> int:
        return len(self.parts())

    def child(self, index: int) -> QAccessibleInterface | None:
        count = self.childCount()
        while len(self._children) < count:
            self._children.append(_PartInterface(self, len(self._children)))
        return self._children[index] if 0 <= index < count else None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        if self._widget is None:
            return None
        point = self._widget.mapFromGlobal(QPoint(x, y))
        for index, part in enumerate(self.parts()):
            if part.rect.contains(point):
                return self.child(index)
        return None

    def focusChild(self) -> QAccessibleInterface | None:
        for index, part in enumerate(self.parts()):
            if part.focused:
                return self.child(index)
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((i for i, known in enumerate(self._children) if known is child), -1)


def _text(kind: QAccessible.Text, name: str, description: str) -> str:
    if kind == QAccessible.Text.Name:
        return name
    return description if kind == QAccessible.Text.Description else ""


_interfaces: set[_WidgetInterface] = set()
"""Kept alive here: Qt's cache holds them by pointer only."""


def _factory(_class: str, target: QObject) -> QAccessibleInterface | None:
    if isinstance(target, QWidget) and isinstance(target, HasParts):
        interface = _WidgetInterface(target)
        _interfaces.add(interface)
        return interface
    return None


def install() -> None:
    """Let Qt ask for the parts; once per process, whatever is called how often."""
    if not _installed:
        QAccessible.installFactory(_factory)
        _installed.append(True)


_installed: list[bool] = []


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say ``text`` when it has finished what it is saying."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def parts_changed(widget: QWidget) -> None:
    """Tell a screen reader that the parts of ``widget`` are others now."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.ObjectReorder))


def part_focused(widget: QWidget, index: int) -> None:
    """Tell a screen reader that the focus is on part ``index`` of ``widget``."""
    if QAccessible.isActive():
        event = QAccessibleEvent(widget, QAccessible.Event.Focus)
        event.setChild(index)
        QAccessible.updateAccessibility(event)
