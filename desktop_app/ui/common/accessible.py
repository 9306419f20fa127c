"""Widgets that paint their content themselves, made readable for a screen reader.

A widget that defines ``accessible_role`` and ``accessible_parts()`` is presented with
one child per part: a chart's marks, a narrative's headings, links and terms. The parts
may be made as they are asked for: a chart has as many as marks.

It may also say which part is in focus (``accessible_focus()``) and which is at a place
(``accessible_part_at(point)``), where going through the parts would take long, and which
widgets lie on it (``accessible_widgets()``): they follow the parts. What holds a value that the
keyboard changes says it (``accessible_value()``).
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
    QAccessibleStateChangeEvent,
    QWindow,
)
from PySide6.QtWidgets import QWidget
from shiboken6 import VoidPtr, getCppPointer


@dataclass(frozen=True)
class Part:
    """One readable part. ``rect`` is in the widget's coordinates.

    ``press`` does what a click on it does; ``enter`` puts the keyboard there. ``selected``
    is None for what can't be selected.
    """

    role: QAccessible.Role
    name: str
    description: str
    rect: QRect
    focused: bool = False
    press: Callable[[], None] | None = field(default=None, compare=False)
    enter: Callable[[], None] | None = field(default=None, compare=False)
    selected: bool | None = None


@runtime_checkable
class HasParts(Protocol):
    accessible_role: QAccessible.Role

    def accessible_parts(self) -> Sequence[Part]: ...


class _PartInterface(QAccessibleInterface):
    """One part, as a child of its widget's interface."""

    def __init__(self, owner: _WidgetInterface, index: int) -> None:
        super().__init__()
        self._owner = owner
        self.index = index
        self._action = _PartAction(self)

    @property
    def part(self) -> Part | None:
        parts = self._owner.parts()
        return parts[self.index] if self.index < len(parts) else None

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
        elif part.press is not None or part.enter is not None:
            state.focusable = True
            state.focused = part.focused
            state.linked = part.role == QAccessible.Role.Link
            if part.selected is not None:
                state.selectable = True
                state.selected = part.selected
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
        is_action = kind == QAccessible.InterfaceType.ActionInterface
        if not is_action or not self._action.actionNames():
            return VoidPtr(0)
        # Qt wants the address of the C++ object; that of the Python object ends the process.
        return VoidPtr(getCppPointer(self._action)[0])


class _PartAction(QAccessibleActionInterface):
    """Pressing a part, and putting the keyboard there."""

    def __init__(self, owner: _PartInterface) -> None:
        super().__init__()
        self._owner = owner

    def actionNames(self) -> list[str]:
        return list(self._actions())

    def doAction(self, name: str) -> None:
        action = self._actions().get(name)
        if action is not None:
            action()

    def _actions(self) -> dict[str, Callable[[], None]]:
        part = self._owner.part
        known = {
            QAccessibleActionInterface.pressAction(): part.press if part else None,
            QAccessibleActionInterface.setFocusAction(): part.enter if part else None,
        }
        return {name: action for name, action in known.items() if action is not None}

    def keyBindingsForAction(self, name: str) -> list[str]:
        return []


class _WidgetInterface(QAccessibleInterface):
    """A widget with its parts as children."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._widget: QWidget | None = widget
        self._children: dict[int, _PartInterface] = {}
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
        if kind == QAccessible.Text.Help:
            return self._widget.whatsThis()
        if kind == QAccessible.Text.Value:
            value = getattr(self._widget, "accessible_value", None)
            return value() if value is not None else ""
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
        state.readOnly = not hasattr(self._widget, "accessible_value")
        return state

    def rect(self) -> QRect:
        if self._widget is None or not self._widget.isVisible():
            return QRect()
        return QRect(self._widget.mapToGlobal(QPoint(0, 0)), self._widget.size())

    def childCount(self) -> int:
        return len(self.parts()) + len(self._widgets())

    def child(self, index: int) -> QAccessibleInterface | None:
        count = len(self.parts())
        if 0 <= index < count:
            if index not in self._children:
                self._children[index] = _PartInterface(self, index)
            return self._children[index]
        widgets = self._widgets()
        if count <= index < count + len(widgets):
            return QAccessible.queryAccessibleInterface(widgets[index - count])
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        if self._widget is None:
            return None
        point = self._widget.mapFromGlobal(QPoint(x, y))
        find = getattr(self._widget, "accessible_part_at", None)
        if find is not None:
            found = find(point)
            return None if found is None else self.child(found)
        for index, part in enumerate(self.parts()):
            if part.rect.contains(point):
                return self.child(index)
        return None

    def focusChild(self) -> QAccessibleInterface | None:
        focus = getattr(self._widget, "accessible_focus", None)
        if focus is not None:
            at = focus()
            return None if at is None else self.child(at)
        for index, part in enumerate(self.parts()):
            if part.focused:
                return self.child(index)
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, _PartInterface):
            return child.index
        at = [QAccessible.queryAccessibleInterface(widget) for widget in self._widgets()]
        return len(self.parts()) + at.index(child) if child in at else -1

    def _widgets(self) -> Sequence[QWidget]:
        """The widgets that lie on this one."""
        find = getattr(self._widget, "accessible_widgets", None)
        return find() if find is not None else ()


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


def part_selected(widget: QWidget, index: int) -> None:
    """Tell a screen reader that part ``index`` of ``widget`` is selected, or no more."""
    if not QAccessible.isActive():
        return
    interface = QAccessible.queryAccessibleInterface(widget)
    child = interface.child(index) if interface is not None else None
    if child is not None:
        changed = QAccessible.State()
        changed.selected = True  # it says what changed, not to what
        QAccessible.updateAccessibility(QAccessibleStateChangeEvent(child, changed))
