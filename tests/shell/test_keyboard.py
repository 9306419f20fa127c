"""Everything by keyboard: what each key does, and where it does something else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop_app.shell.palette import PaletteDialog
from desktop_app.ui.quiz.answer_forms import ChoiceForm, NumberForm
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk

CTRL = Qt.KeyboardModifier.ControlModifier
STEP, NEXT, BEFORE = "slack-pace", "zoom-results", "two-movements"
FIRST, LAST = "recall-2020", "end-lesson"
"""The lesson's first step and its last."""


def walks(desk: Desk, widget: QWidget, forward: Qt.Key, back: Qt.Key) -> bool:
    """Whether the two keys change steps from ``widget``, there and back."""
    desk.focus(widget)
    here = desk.step
    desk.press(forward, on=widget)
    moved = desk.step
    if moved == here:
        desk.press(back, on=widget)
        assert desk.step == here
        return False
    desk.press(back)
    assert desk.step == here
    return True


def test_arrows_and_the_remote_change_steps_from_wherever_they_have_no_other_use(
    play: Play,
) -> None:
    def journey(desk: Desk) -> None:
        window = desk.window
        places: list[QWidget] = [
            desk.narrative,
            desk.view.rail,
            desk.view.footer.next,
            window.header.search,
            window.header.menu_button,
            window.header.language,
            desk.chart.table_button,
        ]
        for place in places:
            assert walks(desk, place, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp), place
            assert walks(desk, place, Qt.Key.Key_Right, Qt.Key.Key_Left), place
        focus = QApplication.focusWidget()
        assert focus is not None
        focus.clearFocus()
        desk.press(Qt.Key.Key_Right)
        assert desk.step == NEXT

    assert play(journey, LESSON, "--step", STEP) == 0


def test_the_chart_the_table_and_a_field_keep_their_arrows_but_not_the_remote(play: Play) -> None:
    def journey(desk: Desk) -> None:
        form = desk.questions.form
        assert isinstance(form, NumberForm)
        desk.type("123", on=form.field)
        for place in (desk.chart.view, form.field):
            assert not walks(desk, place, Qt.Key.Key_Right, Qt.Key.Key_Left), place
            assert not walks(desk, place, Qt.Key.Key_Left, Qt.Key.Key_Right), place
        desk.press(Qt.Key.Key_Home, on=form.field)
        desk.press(Qt.Key.Key_Right, on=form.field)
        assert form.field.cursorPosition() == 1
        desk.press(Qt.Key.Key_PageDown, on=form.field)
        assert desk.step == NEXT
        desk.press(Qt.Key.Key_PageUp)
        assert desk.step == STEP
        form = desk.questions.form
        assert isinstance(form, NumberForm)
        assert form.field.text() == "123"  # what was typed waited there

        desk.click(desk.chart.table_button)
        table = desk.chart.table
        assert not walks(desk, table, Qt.Key.Key_Right, Qt.Key.Key_Left)
        desk.press(Qt.Key.Key_Down, on=table)
        desk.press(Qt.Key.Key_Down, on=table)
        assert str(desk.session.state.hover).startswith("point:slack/")
        assert walks(desk, table, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
        assert walks(desk, desk.chart.view, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)

    assert play(journey, LESSON, "--step", STEP) == 0


def test_options_walk_with_the_arrows(play: Play) -> None:
    def journey(desk: Desk) -> None:
        form = desk.questions.form
        assert isinstance(form, ChoiceForm)
        desk.focus(form.rows[0].button)
        desk.press(Qt.Key.Key_Right)
        assert form.rows[1].button.isChecked()
        desk.press(Qt.Key.Key_Left)
        assert form.rows[0].button.isChecked()
        assert desk.step == "before-2020"
        desk.press(Qt.Key.Key_PageDown)
        assert desk.step == "wave"

    assert play(journey, LESSON, "--step", "before-2020") == 0


def test_an_estimate_field_keeps_its_arrows(play: Play) -> None:
    def journey(desk: Desk) -> None:
        field = next(iter(desk.chart.layer.fields.values()))
        desk.type("40", on=field)
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up):
            desk.press(key, on=field)
            assert desk.step == "unequal"
        assert field.value is not None
        assert field.value > 40
        desk.press(Qt.Key.Key_PageDown, on=field)
        assert desk.step == "job-not-will"

    assert play(journey, LESSON, "--step", "unequal") == 0


def test_tab_goes_through_the_whole_window_and_comes_round(play: Play) -> None:
    def journey(desk: Desk) -> None:
        window = desk.window
        desk.focus(window.header.search)
        met: list[QWidget] = []
        for _ in range(120):
            focus = QApplication.focusWidget()
            assert focus is not None
            assert focus.isVisible()
            if met and focus is met[0] and focus is not met[-1]:
                break
            met.append(focus)
            desk.press(Qt.Key.Key_Tab)
        else:
            raise AssertionError("Tab never comes round")
        form = desk.questions.form
        assert isinstance(form, NumberForm)
        wanted = [
            window.header.search,
            window.header.menu_button,
            desk.view.rail,
            desk.narrative,
            desk.chart.view,
            desk.chart.table_button,
            form.field,
            desk.view.footer.previous,
            desk.view.footer.next,
        ]
        assert not [widget for widget in wanted if widget not in met]
        # In the order in which they stand: narrative before chart before question.
        order = [met.index(widget) for widget in wanted]
        assert order == sorted(order), wanted
        assert met.count(desk.narrative) == len(desk.narrative.anchors)
        enabled = [
            button
            for button in window.findChildren(QAbstractButton)
            if button.isVisible() and button.isEnabled() and button.focusPolicy()
        ]
        assert not [button.text() for button in enabled if button not in met]

    assert play(journey, LESSON, "--step", STEP) == 0


def test_ctrl_k_opens_search_once_and_escape_closes_it(play: Play) -> None:
    def journey(desk: Desk) -> None:
        for place in (desk.narrative, desk.chart.view, desk.window.header.search):
            desk.press(Qt.Key.Key_K, CTRL, on=place)
            palette = desk.dialog(PaletteDialog)
            desk.press(Qt.Key.Key_Escape, on=palette.field)
            assert not desk.dialogs(PaletteDialog)
        form = desk.questions.form
        assert isinstance(form, NumberForm)
        desk.type("12", on=form.field)
        desk.press(Qt.Key.Key_K, CTRL, on=form.field)
        assert form.field.text() == "12"
        desk.dialog(PaletteDialog)

    assert play(journey, LESSON, "--step", STEP) == 0


def test_escape_lets_go_of_what_is_selected(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.session.select(desk.narrative.anchors[desk.link("point:slack/feb-mar")].link.reference)
        desk.press(Qt.Key.Key_Escape, on=desk.narrative)
        assert desk.session.state.selection is None

    assert play(journey, LESSON, "--step", STEP) == 0


def test_text_size_from_inside_a_field(play: Play) -> None:
    def journey(desk: Desk) -> None:
        form = desk.questions.form
        assert isinstance(form, NumberForm)
        for key, scale in (
            (Qt.Key.Key_Plus, 1.1),
            (Qt.Key.Key_Equal, 1.25),
            (Qt.Key.Key_Minus, 1.1),
            (Qt.Key.Key_0, 1.0),
        ):
            desk.press(key, CTRL, on=form.field)
            assert desk.chart.view.look.type.scale == scale
        assert form.field.text() == ""

    assert play(journey, LESSON, "--step", STEP) == 0


def test_the_first_and_the_last_step_stay(play: Play) -> None:
    def first(desk: Desk) -> None:
        desk.press(Qt.Key.Key_PageUp)
        desk.press(Qt.Key.Key_Left)
        assert desk.step == FIRST
        desk.press(Qt.Key.Key_PageUp, CTRL)
        assert desk.step == FIRST
        desk.press(Qt.Key.Key_PageDown, CTRL)
        assert desk.step == "recall-shock"
        # Back over the border, one lands on the last step of the chapter before.
        desk.press(Qt.Key.Key_PageUp)
        assert desk.step == "end-shock"

    def last(desk: Desk) -> None:
        for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Right):
            desk.press(key)
            assert desk.step == LAST

    assert play(first, LESSON) == 0
    assert play(last, LESSON, "--step", LAST) == 0


def test_the_menus_follow_the_language(play: Play) -> None:
    def journey(desk: Desk) -> None:
        menu = desk.window.header.menu
        titles = [action.menu().title() for action in menu.actions()]  # type: ignore[union-attr]
        assert titles == ["Leçon", "Aller", "Affichage", "Classe", "Aide"]
        desk.command("english")
        titles = [action.menu().title() for action in menu.actions()]  # type: ignore[union-attr]
        assert titles == ["Lesson", "Go", "View", "Class", "Help"]

    assert play(journey, LESSON) == 0
