from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.common.foot import FootLabel, foot


@pytest.fixture
def words() -> FootLabel:
    label = FootLabel()
    label.setText("Health Data Hub (SNDS) · Assurance maladie (Cnam), 2022–2025 · 7 valeurs")
    return label


def laid_out(qtbot: QtBot, words: FootLabel, width: int) -> tuple[QWidget, list[QPushButton]]:
    buttons = [QPushButton(text) for text in ("Emporter", "Tableau")]
    holder = foot(words, *buttons)
    qtbot.addWidget(holder)
    layout = holder.layout()
    assert layout is not None
    layout.setSpacing(8)
    holder.resize(QSize(width, layout.heightForWidth(width)))
    holder.show()
    return holder, buttons


@pytest.mark.parametrize(("share", "lines"), [(3.0, 1), (1.2, 2)])
def test_buttons_stay_on_one_line_beside_words_that_wrap(
    qtbot: QtBot, words: FootLabel, share: float, lines: int
) -> None:
    line = words.sizeHint()
    width = round(line.width() * share)
    holder, buttons = laid_out(qtbot, words, width)
    first, last = (button.geometry() for button in buttons)
    assert first.center().y() == last.center().y()
    assert first.right() < last.left()
    assert last.right() == width - 1
    assert words.geometry().right() < first.left()
    assert words.height() >= lines * line.height() - 2
    assert holder.height() >= words.geometry().bottom()


def test_words_stand_above_buttons_that_leave_them_little(qtbot: QtBot, words: FootLabel) -> None:
    wide = sum(QPushButton(text).sizeHint().width() for text in ("Emporter", "Tableau"))
    _, buttons = laid_out(qtbot, words, wide + 20)
    first, last = (button.geometry() for button in buttons)
    assert words.geometry().bottom() < first.top()
    assert first.top() == last.top()
    assert first.right() < last.left()
