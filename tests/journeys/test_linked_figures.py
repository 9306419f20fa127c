"""Every figure in the text is alive: hover, selection, parameters, and their undoing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt

from desktop_app.content.reference import Reference
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk, differing

CTRL = Qt.KeyboardModifier.ControlModifier
SLACK = "point:slack/feb-mar"


def point(text: str) -> Reference:
    reference = Reference.parse(text)
    assert reference is not None
    return reference


def test_pointing_at_a_figure_lights_up_its_mark_and_nothing_else(play: Play) -> None:
    def journey(desk: Desk) -> None:
        view = desk.chart.view
        view.finish()
        plain = desk.picture(view)
        desk.point_at(SLACK)
        assert desk.session.state.hover == point(SLACK)
        changed = differing(plain, desk.picture(view))
        mark = view.mark_rect(desk.rank(SLACK)).toAlignedRect()
        assert changed.intersects(mark)
        other = view.mark_rect(desk.rank("point:slack/aug-oct")).toAlignedRect()
        assert not changed.intersects(other)
        # Off the link again, the chart is as it was.
        desk.move(desk.narrative.viewport(), QPoint(2, 2))
        assert desk.session.state.hover is None
        assert differing(plain, desk.picture(view)).isEmpty()

    assert play(journey, LESSON, "--step", "slack-pace") == 0


def test_pointing_at_a_mark_marks_its_sentence(play: Play) -> None:
    def journey(desk: Desk) -> None:
        page = desk.narrative.viewport()
        desk.bring(SLACK)
        plain = desk.picture(page)
        desk.move(desk.chart.view, desk.mark(SLACK))
        assert point(SLACK).covers(desk.session.state.hover)
        changed = differing(plain, desk.picture(page))
        assert changed.contains(desk.first_line(SLACK).center())
        desk.move(desk.chart.view, QPoint(1, 1))
        assert desk.session.state.hover is None
        assert differing(plain, desk.picture(page)).isEmpty()

    assert play(journey, LESSON, "--step", "slack-pace") == 0


def test_the_arrows_walk_the_marks_and_light_up_the_figures(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.focus(desk.chart.view)
        hovered = []
        for _ in range(4):
            desk.press(Qt.Key.Key_Right)
            hovered.append(str(desk.session.state.hover))
        assert desk.step == "slack-pace"
        assert hovered[:3] == [
            "point:slack/aug-oct/customers",
            "point:slack/nov-jan/customers",
            "point:slack/feb-mar/customers",
        ]
        assert hovered[3] == hovered[2]
        desk.press(Qt.Key.Key_Return)
        assert point(SLACK).covers(desk.session.state.selection)
        desk.press(Qt.Key.Key_Escape)
        assert desk.session.state.selection is None

    assert play(journey, LESSON, "--step", "slack-pace") == 0


def test_selecting_a_mark_scrolls_its_sentence_into_view(play: Play) -> None:
    far = "point:telework-2022/cadres"  # in the source check, at the foot of the page

    def journey(desk: Desk) -> None:
        desk.window.resize(1280, 640)
        desk.settle()
        page = desk.narrative.viewport().rect()
        area = desk.narrative.anchor_area(desk.link(far))
        assert not page.contains(area), "the test wants a long page"
        desk.session.select(point(far))
        assert page.contains(desk.narrative.anchor_area(desk.link(far)))
        desk.session.select(point("point:telework/cadres"))
        assert page.contains(desk.narrative.anchor_area(desk.link("point:telework/cadres")))

    assert play(journey, LESSON, "--step", "unequal") == 0


def test_clicking_a_bar_selects_it_and_clicking_the_figure_lets_go(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.click(desk.chart.view, desk.mark(SLACK))
        assert point(SLACK).covers(desk.session.state.selection)
        desk.click_link(SLACK)
        assert desk.session.state.selection is None
        desk.click_link(SLACK)
        assert desk.session.state.selection == point(SLACK)
        table = desk.chart.table
        desk.click(desk.chart.table_button)
        assert table.isVisible()
        assert table.currentIndex().row() == 2
        row = [str(table.model().index(2, at).data()) for at in range(table.model().columnCount())]
        assert any(cell.startswith("7\u202f000") for cell in row)

    assert play(journey, LESSON, "--step", "slack-pace") == 0


def test_a_prediction_masks_chart_text_and_question_until_it_is_revealed(play: Play) -> None:
    shown = {"point:telework/cadres": "58\u202f%", "value:gap": "29", "value:pointgap": "56"}

    def journey(desk: Desk) -> None:
        for target in shown:
            assert desk.link_text(target) == "?", target
        for figure in ("58\u202f%", "29\u202ffois", "56\u202fpoints"):
            assert figure not in desk.text
        assert not desk.questions.isVisible()
        assert desk.chart.scene is not None
        assert desk.chart.scene.concealed
        assert not desk.chart.scene.marks
        assert "29 fois" not in desk.chart.title.text()
        # Nor can the mask be pointed through.
        desk.point_at("point:telework/cadres")
        assert "58" not in desk.chart.view.accessibleName()
        assert not [part for part in desk.narrative.accessible_parts() if "58" in part.description]

        fields = desk.chart.layer.fields
        assert not desk.chart.submit_button.isEnabled()
        for (key, field), value in zip(fields.items(), ("70", "30", "10"), strict=True):
            desk.focus(field)
            desk.type(value, on=field)
            assert desk.session.prediction("telework-by-job").estimates[key] == float(value)
        desk.press(Qt.Key.Key_Return)

        assert desk.session.prediction("telework-by-job").revealed
        for target, text in shown.items():
            assert desk.link_text(target).replace("\u00a0", "\u202f").startswith(text), target
        assert desk.questions.isVisible()
        assert len(desk.chart.scene.marks) == 3
        assert "29" in desk.chart.title.text()
        assert "vous avez dit 70\u202f%, c’est 58\u202f%" in desk.chart.gaps.text()
        # It stays revealed on the way back, until it is asked anew.
        desk.press(Qt.Key.Key_PageDown)
        desk.press(Qt.Key.Key_PageUp)
        assert desk.link_text("point:telework/cadres").startswith("58")
        desk.click(desk.chart.again_button)
        assert desk.link_text("point:telework/cadres") == "?"
        assert not desk.questions.isVisible()

    assert play(journey, LESSON, "--step", "unequal") == 0


def test_a_handle_is_dragged_to_an_estimate(play: Play) -> None:
    def journey(desk: Desk) -> None:
        layer = desk.chart.layer
        key = next(iter(layer.fields))
        start = layer.handle(key).toPoint()
        desk.drag(layer, start, start + QPoint(20, 0), QPoint(layer.width() // 2, start.y()))
        estimate = desk.session.prediction("telework-by-job").estimates[key]
        assert 30 < estimate < 70
        assert layer.fields[key].value == estimate
        desk.click(desk.chart.submit_button)
        assert desk.session.prediction("telework-by-job").revealed

    assert play(journey, LESSON, "--step", "unequal") == 0


def test_data_can_be_seen_without_predicting(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.click(desk.chart.skip_button)
        assert desk.link_text("point:telework/cadres").startswith("58")
        assert desk.questions.isVisible()

    assert play(journey, LESSON, "--step", "unequal") == 0


# -- parameters -------------------------------------------------------------------


def live_point(desk: Desk) -> QRect:
    """Where the point that moves with the parameters stands."""
    scene = desk.chart.scene
    assert scene is not None
    desk.chart.view.finish()
    rank = next(i for i, mark in enumerate(scene.marks) if mark.also)
    return desk.chart.view.mark_rect(rank).toAlignedRect()


def managers(desk: Desk) -> float:
    return desk.session.state.parameters["managers"]


def test_a_parameter_is_dragged_and_everything_follows(play: Play) -> None:
    def journey(desk: Desk) -> None:
        assert desk.link_text("value:potential").startswith("30")
        before = live_point(desk)
        start = desk.bring("param:managers")
        page = desk.narrative.viewport()
        desk.drag(page, start, start + QPoint(30, 0), start + QPoint(90, 0))
        assert managers(desk) == 55
        assert desk.link_text("param:managers").startswith("55")
        assert desk.link_text("value:potential").startswith("37")
        after = live_point(desk)
        assert after.center().x() > before.center().x()
        assert after.center().y() < before.center().y()
        # Both places of the same figure say the same.
        texts = [
            anchor
            for anchor in desk.narrative.anchors
            if str(anchor.link.reference) == "value:potential"
        ]
        assert len(texts) == 2
        assert desk.text.count("30\u202f%") == 0
        # One drag is one undo.
        desk.press(Qt.Key.Key_Z, CTRL)
        assert managers(desk) == 40
        assert desk.link_text("value:potential").startswith("30")
        assert live_point(desk).center() == before.center()
        desk.press(Qt.Key.Key_Y, CTRL)
        assert managers(desk) == 55

    assert play(journey, LESSON, "--step", "territory-potential") == 0


def test_a_parameter_is_turned_with_the_wheel(play: Play) -> None:
    def journey(desk: Desk) -> None:
        at = desk.bring("param:managers")
        scroll = desk.narrative.verticalScrollBar().value()
        desk.wheel(desk.narrative.viewport(), at, 1)
        assert managers(desk) == 41
        desk.wheel(desk.narrative.viewport(), at, -1)
        desk.wheel(desk.narrative.viewport(), at, -1)
        assert managers(desk) == 39
        assert desk.narrative.verticalScrollBar().value() == scroll

    assert play(journey, LESSON, "--step", "territory-potential") == 0


def test_a_focused_parameter_takes_the_arrows(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.tab_to("param:managers")
        before = live_point(desk)
        for key, expected in (
            (Qt.Key.Key_Right, 41),
            (Qt.Key.Key_Up, 42),
            (Qt.Key.Key_Left, 41),
            (Qt.Key.Key_Down, 40),
            (Qt.Key.Key_End, 100),
            (Qt.Key.Key_Right, 100),
            (Qt.Key.Key_Home, 0),
        ):
            desk.press(key)
            assert managers(desk) == expected, key
            assert desk.step == "territory-potential"
        assert desk.link_text("value:potential").startswith("11")
        assert live_point(desk).center().x() < before.center().x()
        desk.command("reset")
        assert managers(desk) == 40
        assert live_point(desk).center() == before.center()
        desk.press(Qt.Key.Key_PageDown)
        assert desk.step == "four-definitions"

    assert play(journey, LESSON, "--step", "territory-potential") == 0


def test_numbers_set_in_one_language_stand_in_the_other(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.session.set_parameter("managers", 55)
        desk.session.set_parameter("employees", 100)
        assert desk.link_text("value:tenpoints").startswith("3,8")
        desk.command("english")
        assert desk.link_text("param:managers") == "55%"
        assert desk.link_text("value:tenpoints").startswith("3.8")

    assert play(journey, LESSON, "--step", "territory-potential") == 0


# -- history ----------------------------------------------------------------------


def test_undo_and_redo_of_place_selection_and_parameter(play: Play) -> None:
    def journey(desk: Desk) -> None:
        assert not desk.window.actions_["undo"].isEnabled()
        desk.session.select(point(SLACK))
        desk.press(Qt.Key.Key_PageDown)
        desk.session.set_parameter("managers", 70)
        assert desk.step == "zoom-results"
        desk.press(Qt.Key.Key_Z, CTRL)
        assert managers(desk) == 40
        desk.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert desk.step == "slack-pace"
        assert desk.session.state.selection == point(SLACK)
        assert desk.narrative.accessibleName().startswith("Slack")
        desk.press(Qt.Key.Key_Z, CTRL)
        assert desk.session.state.selection is None
        assert not desk.window.actions_["undo"].isEnabled()
        for _ in range(3):
            desk.press(Qt.Key.Key_Y, CTRL)
        assert desk.step == "zoom-results"
        assert managers(desk) == 70
        assert not desk.window.actions_["redo"].isEnabled()

    assert play(journey, LESSON, "--step", "slack-pace") == 0


# -- links that lead elsewhere ------------------------------------------------------


def test_a_term_is_explained_and_escape_closes_it(play: Play) -> None:
    def journey(desk: Desk) -> None:
        from desktop_app.ui.narrative.info_popup import InfoPopup

        popup = desk.narrative.findChild(InfoPopup)
        assert isinstance(popup, InfoPopup)
        desk.point_at("term:lockdown")
        assert popup.isVisible()
        desk.move(desk.narrative.viewport(), QPoint(2, 2))
        assert not popup.isVisible()
        desk.click_link("term:lockdown")
        desk.move(desk.narrative.viewport(), QPoint(2, 2))
        assert popup.isVisible(), "a click pins it"
        desk.press(Qt.Key.Key_Escape, on=desk.narrative)
        assert not popup.isVisible()

    assert play(journey, LESSON, "--step", "two-movements") == 0


def test_a_link_to_a_chart_puts_the_keyboard_there(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.tab_to("chart:potential-curve")
        desk.press(Qt.Key.Key_Return)
        assert desk.step == "territory-potential"
        assert not desk.narrative.hasFocus()
        desk.press(Qt.Key.Key_Right)  # in the chart: its first mark
        assert desk.chart.view.accessible_parts()[0].focused

    assert play(journey, LESSON, "--step", "territory-potential") == 0
