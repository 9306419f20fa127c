"""The narrative panel by itself, over a small lesson."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.content.lesson import Lesson
from desktop_app.content.reader import read_lesson
from desktop_app.content.reference import Reference
from desktop_app.session.preferences import Preferences, PreferenceStore
from desktop_app.session.session import Place, Session
from desktop_app.ui.common.fonts import register_fonts
from desktop_app.ui.narrative.info_popup import InfoPopup
from desktop_app.ui.narrative.narrative_panel import NarrativePanel
from desktop_app.ui.narrative.page import PageHead
from tests.support.lessons import LessonBuilder

POINT = Reference.point("jobs", "managers")


@dataclass
class Reading:
    qtbot: QtBot
    window: QWidget
    before: QPushButton
    after: QPushButton
    panel: NarrativePanel
    lesson: Lesson
    session: Session
    preferences: PreferenceStore

    def show(self, step: str, language: str = "fr", defects: dict[str, str] | None = None) -> None:
        found = self.lesson.find_step(step, language)
        assert found is not None
        self.panel.show_step(found[1], PageHead("OVER", found[1].title), language, defects or {})

    @property
    def targets(self) -> list[str]:
        return [str(anchor.link.reference) for anchor in self.panel.anchors]

    def press(self, key: Qt.Key) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        self.qtbot.keyClick(focus, key)

    def focused(self) -> str:
        parts = [part for part in self.panel.accessible_parts() if part.focused]
        assert len(parts) <= 1
        return parts[0].name if parts else ""

    def text_of(self, index: int) -> str:
        anchor = self.panel.anchors[index]
        document = self.panel.document()
        return "".join(document.characterAt(at) for at in range(anchor.start, anchor.end))

    def popup(self) -> InfoPopup:
        found = self.panel.findChild(InfoPopup)
        assert isinstance(found, InfoPopup)
        return found

    def popup_words(self) -> str:
        labels = self.popup().findChildren(QLabel)
        return " ".join(label.text() for label in labels if not label.isHidden())


def reading(qtbot: QtBot, root: Path, builder: LessonBuilder | None = None) -> Reading:
    register_fonts()
    lesson = read_lesson((builder or LessonBuilder()).folder(root))
    session = Session(lesson.parameters, place=Place("telework", "unequal"))
    preferences = PreferenceStore(Preferences())
    window = QWidget()
    before, after = QPushButton("before"), QPushButton("after")
    panel = NarrativePanel(lesson, session, preferences)
    column = QVBoxLayout(window)
    for widget in (before, panel, after):
        column.addWidget(widget)
    window.resize(640, 420)
    qtbot.addWidget(window)
    made = Reading(qtbot, window, before, after, panel, lesson, session, preferences)
    made.show("unequal")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return made


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Reading:
    return reading(qtbot, tmp_path)


def test_tab_meets_every_link_in_reading_order_and_leaves(page: Reading) -> None:
    page.before.setFocus()
    met = []
    page.press(Qt.Key.Key_Tab)
    while page.panel.hasFocus():
        met.append(page.focused())
        page.press(Qt.Key.Key_Tab)
    assert page.after.hasFocus()
    names = [part.name for part in page.panel.accessible_parts() if part.press is not None]
    assert met == names
    assert len(met) == len(page.panel.anchors) == 6
    positions = [anchor.start for anchor in page.panel.anchors]
    assert positions == sorted(positions)
    # And backwards, from the last one.
    page.press(Qt.Key.Key_Backtab)
    assert page.focused() == names[-1]
    for _ in names[1:]:
        page.press(Qt.Key.Key_Backtab)
    assert page.focused() == names[0]
    page.press(Qt.Key.Key_Backtab)
    assert page.before.hasFocus()


def test_a_page_without_links_is_one_stop(page: Reading, tmp_path: Path, qtbot: QtBot) -> None:
    builder = LessonBuilder()
    for language in ("fr", "en"):
        builder.write(
            f"chapters/places.{language}.md",
            "---\ntitle: T\nminutes: 1\n---\n\n## Plain {#source}\n\nJust words.\n",
        )
    plain = reading(qtbot, tmp_path / "plain", builder)
    plain.show("source")
    plain.before.setFocus()
    plain.press(Qt.Key.Key_Tab)
    assert plain.panel.hasFocus()
    plain.press(Qt.Key.Key_Tab)
    assert plain.after.hasFocus()


def test_a_focused_figure_is_hovered_and_let_go_when_the_focus_leaves(page: Reading) -> None:
    page.panel.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.session.state.hover == POINT
    page.press(Qt.Key.Key_Return)
    assert page.session.state.selection == POINT
    page.press(Qt.Key.Key_Return)
    assert page.session.state.selection is None
    page.after.setFocus()
    assert page.session.state.hover is None


def test_a_focused_term_shows_its_definition(page: Reading) -> None:
    page.panel.setFocus(Qt.FocusReason.TabFocusReason)
    while page.focused() != "télétravail":
        page.press(Qt.Key.Key_Tab)
    assert page.popup().isVisible()
    assert "Travailler hors des locaux" in page.popup_words()
    page.press(Qt.Key.Key_Escape)
    assert not page.popup().isVisible()
    page.press(Qt.Key.Key_Return)
    assert page.popup().isVisible()
    page.after.setFocus()
    assert not page.popup().isVisible()


def test_a_source_shows_who_and_where_and_opens_only_at_a_click(
    page: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    page.panel.setFocus(Qt.FocusReason.TabFocusReason)
    while page.focused() != "Insee":
        page.press(Qt.Key.Key_Tab)
    assert "Insee Focus 197" in page.popup_words()
    assert "EpiCov" in page.popup_words()
    assert opened == []
    popup = page.popup()
    for address in ("file:///etc/passwd", "javascript:alert(1)", "ftp://a.b/c", "mailto:a@b.c"):
        popup.open_address(address)
    assert opened == []
    popup.open_address("https://www.insee.fr/fr")
    assert opened == ["https://www.insee.fr/fr"]


def wheel(page: Reading, target: str, angle: QPoint, modifier: Qt.KeyboardModifier) -> None:
    at = page.panel.anchor_area(page.targets.index(target)).center()
    event = QWheelEvent(
        QPointF(at),
        QPointF(page.panel.viewport().mapToGlobal(at)),
        QPoint(),
        angle,
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.panel.viewport(), event)


def test_the_wheel_turns_a_parameter_and_ctrl_the_text_size(page: Reading) -> None:
    none, ctrl = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
    wheel(page, "param:managers", QPoint(0, 120), none)
    assert page.session.state.parameters["managers"] == 45
    wheel(page, "param:managers", QPoint(0, -120), none)
    wheel(page, "param:managers", QPoint(0, -120), none)
    assert page.session.state.parameters["managers"] == 35
    wheel(page, "param:managers", QPoint(0, 120), ctrl)
    assert page.session.state.parameters["managers"] == 35
    assert page.preferences.state.text_size == 110


def test_a_sentence_is_recomputed_in_the_format_of_each_language(page: Reading) -> None:
    at = page.targets.index("value:potential")
    page.session.set_parameter("managers", 75)
    assert page.text_of(at).strip("\u202f") == "43,5\u202f%"
    assert "75\u202f%" in page.panel.toPlainText()
    page.show("unequal", "en")
    assert page.text_of(at).strip("\u202f") == "43.5%"
    page.session.set_parameter("managers", 100)
    assert page.text_of(at).strip("\u202f") == "58.0%"


def test_links_keep_their_places_when_numbers_change_length(page: Reading) -> None:
    before = [page.text_of(index).strip("\u202f ‹›") for index in range(6)]
    for value in (5, 100, 0, 40):
        page.session.set_parameter("managers", value)
        for index in range(6):
            anchor = page.panel.anchors[index]
            assert anchor.start < anchor.end
            if page.targets[index] not in ("param:managers", "value:potential"):
                assert page.text_of(index).strip("\u202f ‹›") == before[index]
    assert [page.text_of(index).strip("\u202f ‹›") for index in range(6)] == before


def test_what_the_author_wrote_of_a_point_stays(page: Reading) -> None:
    page.session.set_parameter("managers", 50)
    at = page.targets.index("point:jobs/managers/people")
    assert page.text_of(at).strip("\u202f") == "2,2\u00a0millions"  # one that never breaks


def test_concealed_figures_say_nothing_anywhere(page: Reading) -> None:
    page.panel.set_concealed(lambda reference: page.lesson.rests_on(reference, {"jobs"}))
    text = page.panel.toPlainText()
    assert "58" not in text
    assert "2,2" not in text
    assert "23,2" not in text
    for part in page.panel.accessible_parts():
        assert "58" not in part.name + part.description
    page.panel.setFocus(Qt.FocusReason.TabFocusReason)
    assert not page.popup().isVisible()
    page.panel.set_concealed(lambda _: False)
    assert "58\u202f%" in page.panel.toPlainText()


def test_masks_and_lengths_keep_the_other_links_in_place(page: Reading) -> None:
    page.panel.set_concealed(lambda reference: reference.kind == "point")
    terms = page.targets.index("term:telework")
    assert page.text_of(terms) == "télétravail"
    assert page.text_of(0).strip("\u202f") == "?"


def test_a_drag_moves_by_steps_and_stops_at_the_bounds(page: Reading) -> None:
    at = page.panel.anchor_area(page.targets.index("param:managers")).center()
    view = page.panel.viewport()
    page.qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    page.qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at)
    assert page.session.state.parameters["managers"] == 40  # a click alone changes nothing
    assert not page.session.can_undo


def test_links_to_steps_charts_and_chapters_are_said(page: Reading) -> None:
    page.show("beliefs")
    assert page.targets == ["chapter:places"]
    with page.qtbot.waitSignal(page.panel.reference_activated) as said:
        page.panel.setFocus(Qt.FocusReason.TabFocusReason)
        page.press(Qt.Key.Key_Return)
    assert str(said.args[0]) == "chapter:places"


def test_cards_of_blocks_and_teachers_notes(page: Reading) -> None:
    page.show("beliefs")
    text = page.panel.toPlainText()
    assert "On croit que chacun choisit" in text
    assert "Laissez parler la classe" not in text
    page.preferences.show_teacher_notes(True)
    assert "Laissez parler la classe" in page.panel.toPlainText()
    page.preferences.show_teacher_notes(False)
    assert "Laissez parler la classe" not in page.panel.toPlainText()


@pytest.mark.parametrize("size", [80, 100, 200])
@pytest.mark.parametrize("width", [320, 640, 1200])
def test_lines_are_of_a_readable_length_and_never_cut(page: Reading, size: int, width: int) -> None:
    page.preferences.set_text_size(size)
    page.window.resize(width, 500)
    QApplication.processEvents()
    assert page.panel.horizontalScrollBar().maximum() == 0
    document = page.panel.document()
    block = document.begin()
    longest = 0
    while block.isValid():
        lines = block.layout()
        longest = max([longest, *(lines.lineAt(i).textLength() for i in range(lines.lineCount()))])
        block = block.next()
    assert longest <= 78


def test_the_place_on_the_page_is_kept_when_looks_change(page: Reading) -> None:
    page.window.resize(360, 260)
    QApplication.processEvents()
    bar = page.panel.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    assert before > 0
    page.preferences.set_theme("dark")
    assert bar.value() == before
    page.show("beliefs")
    assert bar.value() == 0


def test_copying_selected_text_gives_what_is_read(page: Reading) -> None:
    page.panel.selectAll()
    page.panel.copy()
    copied = QApplication.clipboard().text()
    assert "Parmi les cadres" in copied
