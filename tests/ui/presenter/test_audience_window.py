"""What the audience sees, at many sizes of screen; what it sees is read off its widgets."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.content.lesson import Lesson
from desktop_app.content.reader import read_lesson
from desktop_app.session.preferences import Preferences, PreferenceStore
from desktop_app.session.presentation import Cover, Presentation, Tool
from desktop_app.session.session import Session
from desktop_app.session.slides import SlideKind
from desktop_app.ui.charts.projected_card import ProjectedCard
from desktop_app.ui.common.fonts import Type, register_fonts
from desktop_app.ui.common.theme import PROJECTED, contrast_ratio
from desktop_app.ui.models.projected_model import ProjectedModel
from desktop_app.ui.presenter.audience_window import AudienceWindow
from desktop_app.ui.presenter.slide_view import Makers
from tests.support.lessons import LESSONS, SOUND

SIZES = [(800, 600), (1024, 768), (1280, 720), (3840, 2160), (768, 1024), (1080, 1920)]
Show = Callable[..., AudienceWindow]


@pytest.fixture(scope="module")
def lessons() -> dict[str, Lesson]:
    register_fonts()
    names = {"sound": SOUND, "charts": LESSONS / "charts", "questions": LESSONS / "questions"}
    return {name: read_lesson(path) for name, path in names.items()}


@pytest.fixture
def show(qtbot: QtBot, lessons: dict[str, Lesson]) -> Iterator[Show]:
    windows: list[AudienceWindow] = []

    def make(
        name: str = "sound", size: tuple[int, int] = (1280, 720), theme: str = "light"
    ) -> AudienceWindow:
        lesson = lessons[name]
        preferences = PreferenceStore(Preferences(theme=theme))
        presentation = Presentation(lesson, Session(lesson.parameters), "fr")

        def chart() -> ProjectedCard:
            session = presentation.session
            return ProjectedCard(lesson, session, preferences, str, animated=False)

        def simulation() -> ProjectedModel:
            session = presentation.session
            return ProjectedModel(lesson, session, preferences, str, chart, lambda: False)

        makers = Makers(chart, simulation)
        window = AudienceWindow(presentation, preferences, makers, lambda _: None)
        windows.append(window)
        window.resize(*size)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield make
    for window in windows:
        window.hide()
        window.deleteLater()


def presentation_of(window: AudienceWindow) -> Presentation:
    return window._presentation


def worn(window: QWidget) -> Iterator[tuple[str, int]]:
    """The size of the letters of every visible widget that has words."""
    for widget in window.findChildren(QWidget):
        said = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""
        if said and widget.isVisibleTo(window):
            yield said, widget.fontInfo().pixelSize()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "×".join(map(str, size)))
def test_nothing_is_smaller_than_a_fortieth_of_the_screen(
    show: Show, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fonts that are painted with are asked for at :class:`Type`: each is noted there."""
    asked: set[int] = set()
    for kind in ("interface", "narrative"):
        real = getattr(Type, kind)

        def noted(self: Type, *args: object, _real: object = real, **more: object) -> QFont:
            font = _real(self, *args, **more)  # type: ignore[operator]  # a method of Type
            if self.smallest > 1:
                asked.add(font.pixelSize())
            return font  # type: ignore[no-any-return]

        monkeypatch.setattr(Type, kind, noted)
    least = size[1] / 40
    names = ["charts", "questions"] if size == (1024, 768) else ["charts"]
    for name in names:
        window = show(name, size)
        presentation = presentation_of(window)
        shown: Counter[SlideKind] = Counter()
        for slide in presentation.slides:
            shown[slide.kind] += 1
            if slide.kind is SlideKind.CHART and shown[slide.kind] > 2:
                continue
            presentation.show(slide)
            presentation.reveal()
            assert window.page.body >= least
            assert not [(text, px) for text, px in worn(window) if px < least], slide.key
        window.show_help(True)
        assert window.help.body >= least
    assert min(asked) >= least
    assert len(asked) > 2 or size[1] > size[0]  # charts have letters of several sizes


@pytest.mark.parametrize("theme", PROJECTED)
def test_colours_are_strong_enough_for_a_weak_projector(theme: str) -> None:
    found = PROJECTED[theme]
    for ground in (found.paper, found.surface):
        for text in (found.ink, found.muted, found.accent, found.positive, found.negative):
            assert contrast_ratio(text, ground) >= 7, (text, ground)
        for mark in found.series:
            assert contrast_ratio(mark, ground) >= 4.5, (mark, ground)
    assert contrast_ratio(found.on_accent, found.accent) >= 4.5


def words(window: AudienceWindow) -> str:
    return window.page.plain_text()


def test_an_answer_is_seen_only_once_it_is_revealed(show: Show) -> None:
    window = show()
    presentation = presentation_of(window)
    presentation.next()
    presentation.next()
    assert "Le métier décide" in words(window)
    assert "✓" not in words(window)
    assert "Oui" not in words(window)
    presentation.reveal()
    assert "✓" in words(window)
    assert "Oui" in words(window)


def test_every_question_can_be_asked_and_answered(show: Show) -> None:
    window = show("questions")
    presentation = presentation_of(window)
    kinds = set()
    for slide in presentation.slides:
        if slide.kind is not SlideKind.QUESTION or slide.block is None:
            continue
        kinds.add(slide.block.attribute("type"))
        presentation.show(slide)
        asked = words(window)
        assert asked.strip()
        assert "✓" not in asked
        presentation.reveal()
        assert words(window) != asked, slide.key
    assert len(kinds) >= 12


def grab(window: AudienceWindow) -> QImage:
    QTest.qWait(1)
    return window.grab().toImage()


def colour_at(image: QImage, x: float, y: float) -> QColor:
    ratio = image.devicePixelRatio()
    return image.pixelColor(
        round(x * (image.width() / ratio - 1) * ratio),
        round(y * (image.height() / ratio - 1) * ratio),
    )


def test_what_is_laid_over_the_slide_is_seen(show: Show) -> None:
    window = show()
    presentation = presentation_of(window)
    clean = grab(window)
    presentation.cover(Cover.BLACK)
    assert {colour_at(grab(window), x, y).name() for x, y in product((0.1, 0.5), (0.2, 0.9))} == {
        "#000000"
    }
    presentation.cover(Cover.WHITE)
    assert colour_at(grab(window), 0.5, 0.5).name() == "#ffffff"
    presentation.cover(Cover.WHITE)
    presentation.draw_curtain()
    assert colour_at(grab(window), 0.5, 0.95) != colour_at(clean, 0.5, 0.95)
    assert colour_at(grab(window), 0.5, 0.05) == colour_at(clean, 0.5, 0.05)
    presentation.draw_curtain()
    presentation.take(Tool.SPOTLIGHT)
    presentation.point((0.9, 0.9))
    lit = grab(window)
    assert colour_at(lit, 0.9, 0.9) == colour_at(clean, 0.9, 0.9)
    assert colour_at(lit, 0.05, 0.95).lightness() < 100
    presentation.take(Tool.MAGNIFIER)
    presentation.point((0.2, 0.45))
    assert grab(window) != clean
    presentation.take(Tool.PEN)
    presentation.begin_stroke((0.2, 0.9))
    presentation.point((0.8, 0.9))
    presentation.end_stroke()
    presentation.take(Tool.PEN)
    assert colour_at(grab(window), 0.5, 0.9).name() == PROJECTED["light"].negative.lower()
    presentation.wipe()
    assert grab(window) == clean


def test_a_frozen_screen_stays_while_the_teacher_goes_on(show: Show) -> None:
    window = show()
    presentation = presentation_of(window)
    presentation.draw_curtain()
    before = grab(window)
    presentation.freeze()
    presentation.next()
    presentation.next()
    presentation.session.set_parameter("managers", 3)
    presentation.take(Tool.SPOTLIGHT)
    assert grab(window) == before
    presentation.cover(Cover.BLACK)
    assert colour_at(grab(window), 0.5, 0.5).name() == "#000000"
    presentation.cover(Cover.BLACK)
    window.resize(1024, 768)  # another projector
    assert grab(window).size() == before.size().__class__(1024, 768)
    presentation.take(Tool.SPOTLIGHT)
    presentation.freeze()
    assert "Que montre" in words(window)


def test_strokes_follow_the_size_of_the_screen(show: Show) -> None:
    window = show()
    presentation = presentation_of(window)
    presentation.take(Tool.PEN)
    presentation.begin_stroke((0.2, 0.9))
    presentation.point((0.8, 0.9))
    presentation.end_stroke()
    presentation.take(Tool.PEN)
    for size in ((640, 480), (1920, 1080)):
        window.resize(*size)
        assert colour_at(grab(window), 0.5, 0.9).name() == PROJECTED["light"].negative.lower()


def test_the_mouse_draws_and_lifts_the_curtain(show: Show) -> None:
    window = show(size=(1000, 800))
    presentation = presentation_of(window)
    tools = window.tools
    assert tools.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    presentation.take(Tool.PEN)
    assert not tools.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    QTest.mousePress(tools, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.mouseMove(tools, QPoint(300, 100))
    QTest.mouseRelease(tools, Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    assert len(presentation.strokes) == 1
    presentation.take(Tool.PEN)
    presentation.draw_curtain()
    QTest.mousePress(tools, Qt.MouseButton.LeftButton, pos=QPoint(500, 400))
    assert math.isclose(presentation.state.curtain, 0.5)
