"""Text sizes and themes, changed while the lesson is open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from desktop_app.session.preferences import TEXT_SIZES
from desktop_app.shell.notice_bar import Offer
from desktop_app.ui.common.theme import THEMES
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk, colours

CTRL = Qt.KeyboardModifier.ControlModifier


def sizes(desk: Desk) -> tuple[int, int, int, int]:
    """Pixel sizes of the prose, the interface, the chart's title and the question."""
    document = desk.narrative.document()
    block = document.begin()
    prose = 0
    while block.isValid():
        fragments = block.begin()
        if not fragments.atEnd():
            prose = max(prose, fragments.fragment().charFormat().font().pixelSize())
        block = block.next()
    return (
        prose,
        desk.view.footer.next.font().pixelSize(),
        desk.chart.title.font().pixelSize(),
        desk.button("Valider", desk.questions).font().pixelSize(),
    )


def test_text_from_80_to_200_percent_live_and_back_to_100(play: Play) -> None:
    def journey(desk: Desk) -> None:
        normal = sizes(desk)
        chart = desk.chart.view.look.type.scale
        for _ in TEXT_SIZES:
            desk.press(Qt.Key.Key_Minus, CTRL)
        small = sizes(desk)
        assert desk.chart.view.look.type.scale == 0.8
        for _ in TEXT_SIZES:
            desk.press(Qt.Key.Key_Plus, CTRL)
        large = sizes(desk)
        assert desk.chart.view.look.type.scale == 2.0
        for before, least, most in zip(normal, small, large, strict=True):
            assert least == pytest.approx(0.8 * before, abs=0.6)
            assert most == 2 * before
        desk.press(Qt.Key.Key_0, CTRL)
        assert sizes(desk) == normal
        assert desk.chart.view.look.type.scale == chart == 1
        assert desk.step == "slack-pace"

    assert play(journey, LESSON, "--step", "slack-pace") == 0


def shown(window: QWidget) -> list[QPushButton]:
    return [button for button in window.findChildren(QPushButton) if button.isVisible()]


@pytest.mark.parametrize("size", [100, 200])
def test_no_button_is_cut_at_1024_by_768(play: Play, size: int) -> None:
    def journey(desk: Desk) -> None:
        desk.window.resize(1024, 768)
        while desk.chart.view.look.type.scale < size / 100:
            desk.command("larger-text")
        desk.settle()
        for button in shown(desk.window):
            words = button.fontMetrics().boundingRect(button.text()).width()
            assert button.width() >= words, f"{button.text()!r} is cut"
            if desk.view.stage.isAncestorOf(button):
                continue  # in a column that scrolls
            corner = button.mapTo(desk.window, QPoint(0, 0))
            assert desk.window.rect().contains(QRect(corner, button.size())), button.text()
        assert desk.window.width() == 1024
        assert desk.window.height() == 768
        # Chart and question can be reached, if need be by scrolling.
        for card in (desk.chart, desk.questions):
            assert card.isVisible()
            assert card.height() > 100 * size / 100

    assert play(journey, LESSON, "--step", "slack-pace") == 0


def test_a_narrow_window_puts_the_stage_under_the_narrative(play: Play) -> None:
    def journey(desk: Desk) -> None:
        def top_left(widget: QWidget) -> QPoint:
            return widget.mapTo(desk.window, QPoint(0, 0))

        assert (
            top_left(desk.view.stage).x() >= top_left(desk.narrative).x() + desk.narrative.width()
        )
        sizes_before = desk.view.splitter.sizes()
        desk.window.resize(620, 700)
        desk.settle()
        assert desk.view.rail.isHidden()
        assert (
            top_left(desk.view.stage).y() >= top_left(desk.narrative).y() + desk.narrative.height()
        )
        assert desk.chart.isVisible()
        assert desk.chart.width() <= 620
        # What is selected still comes into view, in the column that scrolls.
        desk.session.select(None)
        desk.press(Qt.Key.Key_PageDown)
        assert desk.step == "zoom-results"
        desk.window.resize(1280, 800)
        desk.settle()
        assert top_left(desk.view.stage).x() > top_left(desk.narrative).x() + 200
        share = sizes_before[0] / sum(sizes_before)
        now = desk.view.splitter.sizes()
        assert now[0] / sum(now) == pytest.approx(share, abs=0.05)

    assert play(journey, LESSON, "--step", "slack-pace") == 0


def test_each_theme_reaches_every_part(play: Play) -> None:
    def journey(desk: Desk) -> None:
        for name in ("dark", "contrast", "light", "dark"):
            desk.command(name)
            wears(desk, name)

    assert play(journey, LESSON, "--step", "slack-pace") == 0


def wears(desk: Desk, name: str) -> None:
    """Every part has the colours of the theme, and no ground of another is left over."""
    theme = THEMES[name]
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    assert qt.palette().window().color() == QColor(theme.paper)
    assert desk.window.actions_[name].isChecked()
    for widget, expected in (
        (desk.narrative, theme.paper),
        (desk.chart, theme.surface),
        (desk.questions, theme.surface),
        (desk.window.header, theme.paper),
        (desk.view.rail, theme.rail),
    ):
        seen = colours(widget.grab(QRect(0, 0, widget.width(), widget.height())).toImage())
        assert QColor(expected).name() in seen, widget
    desk.chart.view.finish()
    seen = colours(desk.chart.view.grab().toImage())
    assert QColor(theme.series[0]).name() in seen
    others = {QColor(t.paper).name() for t in THEMES.values() if t.is_dark != theme.is_dark}
    corner = desk.window.grab().toImage()
    assert not others & {
        QColor(corner.pixel(x, y)).name()
        for x in range(0, corner.width(), 7)
        for y in range(0, corner.height(), 7)
    }


def test_another_theme_leaves_every_text_its_size(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.window.notices.say(lambda: "Bonjour", "", Offer(lambda: "Salut", lambda: None))
        desk.command("larger-text")
        desk.command("larger-text")

        def shown() -> list[int]:
            words = [*desk.window.findChildren(QLabel), *desk.window.findChildren(QPushButton)]
            return sorted(one.font().pixelSize() for one in words if one.isVisible())

        before = shown()
        assert len(before) > 20
        for theme in ("dark", "contrast", "light"):
            desk.command(theme)
            assert shown() == before

    play(journey, LESSON, "--step", "on-site-or-home")
