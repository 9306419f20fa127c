"""The style sheet of the application, made from a theme and a text size."""

from __future__ import annotations

from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import Theme


def stylesheet(theme: Theme, scale: float) -> str:
    px = Type(scale).px
    hover = theme.mix(theme.accent, 0.08, theme.surface)
    pressed = theme.mix(theme.accent, 0.16, theme.surface)
    idle = theme.mix(theme.muted, 0.12, theme.surface)
    knob = px(20)
    bold_line = 2 if theme.name == "contrast" else 1
    return f"""
QMainWindow, QDialog, QWidget#page {{ background: {theme.paper}; }}
QWidget {{ color: {theme.ink}; }}
QToolTip {{ background: {theme.surface}; color: {theme.ink};
    border: 1px solid {theme.control}; padding: {px(4)}px; }}

QFrame#header {{ background: {theme.paper}; border: none;
    border-bottom: {bold_line}px solid {theme.line}; }}
QFrame#footer {{ background: {theme.paper}; border: none;
    border-top: {bold_line}px solid {theme.line}; }}
QFrame#notice {{ background: {theme.mix(theme.accent, 0.1)};
    border-top: 1px solid {theme.accent}; }}
QFrame#card {{ background: {theme.surface}; border: {bold_line}px solid {theme.line};
    border-radius: 10px; }}
QFrame#popup {{ background: {theme.surface}; border: 1px solid {theme.control};
    border-radius: 8px; }}
QLabel {{ background: transparent; }}
QLabel[muted="true"] {{ color: {theme.muted}; }}

QPushButton {{ background: {theme.surface}; color: {theme.ink};
    border: 1px solid {theme.control}; border-radius: 6px;
    padding: {px(6)}px {px(14)}px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed, QPushButton:checked {{ background: {pressed}; border-color: {theme.accent}; }}
QPushButton:focus {{ border: 2px solid {theme.accent};
    padding: {px(6) - 1}px {px(14) - 1}px; }}
QPushButton:disabled {{ color: {theme.muted}; border-color: {theme.line};
    background: {theme.paper}; }}
QPushButton[primary="true"] {{ background: {theme.accent}; color: {theme.on_accent};
    border-color: {theme.accent}; font-weight: bold; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {theme.ink}; }}
QPushButton[primary="true"]:disabled {{ background: {idle}; color: {theme.muted};
    border-color: {idle}; }}
QPushButton[flat="true"] {{ background: transparent; border-color: transparent;
    padding: {px(4)}px {px(8)}px; }}
QPushButton[flat="true"]:hover {{ background: {hover}; }}
QPushButton[flat="true"]:focus {{ border: 2px solid {theme.accent};
    padding: {px(4) - 1}px {px(8) - 1}px; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}

QLineEdit {{ background: {theme.surface}; color: {theme.ink};
    border: 1px solid {theme.control}; border-radius: 6px; padding: {px(5)}px {px(8)}px;
    selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
QLineEdit:focus {{ border: 2px solid {theme.accent}; padding: {px(5) - 1}px {px(8) - 1}px; }}

QSlider:horizontal {{ min-height: {px(24)}px; }}
QSlider::groove:horizontal {{ background: {theme.control}; height: {px(4)}px;
    border-radius: {px(2)}px; }}
QSlider::sub-page:horizontal {{ background: {theme.accent}; border-radius: {px(2)}px; }}
QSlider::handle:horizontal {{ background: {theme.accent}; border: 2px solid {theme.surface};
    width: {knob - 4}px; margin: -{(knob - px(4)) // 2}px 0; border-radius: {knob // 2 - 1}px; }}
QSlider::handle:horizontal:hover {{ background: {theme.ink}; }}
QSlider::sub-page:horizontal:disabled {{ background: {theme.control}; }}
QSlider::handle:horizontal:disabled {{ background: {theme.control}; }}
QLineEdit:disabled {{ color: {theme.muted}; border-color: {theme.line};
    background: {theme.paper}; }}
QSlider:focus {{ border: 2px solid {theme.accent}; border-radius: 6px; }}

QMenu {{ background: {theme.surface}; color: {theme.ink}; border: 1px solid {theme.control};
    padding: {px(4)}px; }}
QMenu::item {{ padding: {px(6)}px {px(28)}px {px(6)}px {px(24)}px; border-radius: 4px; }}
QMenu::item:selected {{ background: {theme.accent}; color: {theme.on_accent}; }}
QMenu::item:disabled {{ color: {theme.muted}; }}
QMenu::separator {{ height: 1px; background: {theme.line}; margin: {px(4)}px {px(8)}px; }}

QTextEdit#narrative {{ background: {theme.paper}; border: none;
    selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
QListView#rail {{ background: {theme.rail}; border: none;
    border-right: {bold_line}px solid {theme.line}; outline: none; }}
QListView#palette {{ background: {theme.surface}; border: none; outline: none; }}
QListView#problems {{ background: {theme.surface}; border: 1px solid {theme.line}; outline: none;
  padding: 1px; }}
QListView#problems:focus {{ border: 2px solid {theme.accent}; padding: 0; }}
QListView#problems::item {{ padding: {px(6)}px {px(10)}px; border-radius: 4px; }}
QListView#problems::item:selected {{ background: {theme.mix(theme.accent, 0.16)};
  color: {theme.ink}; }}
QListView#palette::item {{ padding: {px(6)}px {px(10)}px; border-radius: 4px; }}
QListView#palette::item:selected {{ background: {theme.accent}; color: {theme.on_accent}; }}
QScrollArea, QScrollArea > QWidget > QWidget#page {{ background: transparent; border: none; }}

QTableView {{ background: {theme.surface}; color: {theme.ink};
    border: none; gridline-color: {theme.line};
    alternate-background-color: {theme.mix(theme.muted, 0.06, theme.surface)};
    selection-background-color: {theme.mix(theme.accent, 0.2, theme.surface)};
    selection-color: {theme.ink}; }}
QTableView:focus {{ border: 2px solid {theme.accent}; }}
QHeaderView::section {{ background: {theme.surface}; color: {theme.muted}; border: none;
    border-bottom: 1px solid {theme.control}; padding: {px(6)}px {px(8)}px; }}

QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {theme.mix(theme.accent, 0.25)}; }}

QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {theme.mix(theme.control, 0.55)}; border-radius: 4px; margin: 2px;
    min-height: 32px; min-width: 32px; }}
QScrollBar::handle:hover {{ background: {theme.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {theme.line}; border: none; border-radius: 3px;
    max-height: 6px; text-align: center; }}
QProgressBar::chunk {{ background: {theme.accent}; border-radius: 3px; }}
QPlainTextEdit {{ background: {theme.surface}; color: {theme.ink};
    border: 1px solid {theme.control}; border-radius: 6px; padding: {px(4)}px; }}
QPlainTextEdit:focus {{ border: 2px solid {theme.accent}; padding: {px(4) - 1}px; }}
"""
