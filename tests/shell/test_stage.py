"""The stage: several charts of one step, their places, their links, the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.content.reference import Reference
from desktop_app.ui.charts.chart_card import ChartCard
from tests.journeys.conftest import Play
from tests.journeys.harness import Desk
from tests.support.lessons import LESSONS, LessonBuilder, problems_of

LESSON = str(LESSONS / "charts")
MANAGERS = Reference.point("jobs", "managers")


def cards(desk: Desk) -> list[ChartCard]:
    assert desk.view.stage.deck is not None
    return list(desk.view.stage.deck.cards)


def area(desk: Desk, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(desk.window, QPoint(0, 0)), widget.size())


def lit(card: ChartCard) -> list[str]:
    """The names of the marks that are hovered."""
    return [card.view.scene.marks[rank].name for rank in card.view.highlighted.hovered]


def resize(desk: Desk, width: int, height: int) -> None:
    desk.window.resize(width, height)
    desk.settle()


def test_two_charts_share_the_stage(play: Play) -> None:
    def journey(desk: Desk) -> None:
        resize(desk, 1440, 900)
        one, two = (area(desk, card) for card in cards(desk))
        assert one.bottom() < two.top()
        assert one.left() == two.left()
        assert abs(one.height() - two.height()) <= 1
        assert two.bottom() <= desk.window.height()
        assert [card.title.text() for card in cards(desk)] == ["Chez soi", "Salaires"]
        resize(desk, 1024, 768)
        assert all(area(desk, card).bottom() < 768 for card in cards(desk))
        resize(desk, 1920, 1000)
        one, two = (area(desk, card) for card in cards(desk))
        assert one.right() < two.left()
        assert one.top() == two.top()

    assert play(journey, LESSON, "--step", "pair", "--language", "fr") == 0


def test_a_question_below_two_charts_is_scrolled_to(play: Play) -> None:
    def journey(desk: Desk) -> None:
        resize(desk, 1024, 768)
        for card in cards(desk):
            assert card.height() >= 300
        assert desk.questions.height() >= min(280, desk.questions.wanted_height())
        assert area(desk, desk.questions).bottom() > 768
        desk.view.go_to_reference(Reference("question", ("what-decides",)))
        desk.settle()
        shown = area(desk, desk.questions)
        assert shown.bottom() <= 768 - desk.view.footer.height()

    assert play(journey, LESSON, "--step", "same-table", "--language", "fr") == 0


def test_tab_goes_through_the_charts_in_order_and_brings_them_into_view(play: Play) -> None:
    def journey(desk: Desk) -> None:
        resize(desk, 1024, 560)
        first, second = cards(desk)
        met: list[QWidget] = []
        desk.focus(first.view, Qt.FocusReason.TabFocusReason)
        for _ in range(30):
            widget = QApplication.focusWidget()
            assert widget is not None
            if widget is first.view and met:
                break
            met.append(widget)
            if second.isAncestorOf(widget) or desk.questions.isAncestorOf(widget):
                centre = area(desk, widget).center()
                assert desk.view.stage.rect().contains(
                    desk.view.stage.mapFrom(desk.window, centre)
                ), widget
            desk.press(Qt.Key.Key_Tab)
        places = [
            next((rank for rank, card in enumerate((first, second, desk.questions))
                  if card.isAncestorOf(widget)), 3)
            for widget in met
        ]  # fmt: skip
        assert {0, 1, 2} <= set(places)
        within = [place for place in places if place < 3]
        assert within == sorted(within)

    assert play(journey, LESSON, "--step", "same-table", "--language", "fr") == 0


def test_charts_that_share_a_key_light_up_together(play: Play) -> None:
    def journey(desk: Desk) -> None:
        home, pay = cards(desk)
        home.view.finish()
        at = home.view.mark_rect(1).center().toPoint()
        desk.move(home.view, at)
        assert lit(home) == ["Employés"]
        assert lit(pay) == ["Employés"]
        desk.move(home.view, QPoint(1, 1))
        pay.view.finish()
        desk.move(pay.view, pay.view.mark_rect(0).center().toPoint())
        assert lit(home) == lit(pay) == ["Cadres"]
        # The table of one follows the other.
        desk.click(home.table_button)
        desk.click(pay.view, pay.view.mark_rect(2).center().toPoint())
        assert home.table.currentIndex().row() == 2
        assert desk.session.state.selection == Reference.point("pay", "workers", "pay")
        # And the text's figure lights up both.
        desk.move(pay.view, QPoint(1, 1))
        desk.point_at("point:jobs/managers")
        assert lit(pay) == ["Cadres"]

    assert play(journey, LESSON, "--step", "pair", "--language", "fr") == 0


def test_two_columns_of_one_table_light_up_together(play: Play) -> None:
    def journey(desk: Desk) -> None:
        home, site = cards(desk)
        for card in (home, site):
            desk.session.hover(None)
            card.view.setFocus()
            desk.press(Qt.Key.Key_Home)
            assert lit(home) == lit(site) == ["Cadres"]
            desk.press(Qt.Key.Key_Down)
            assert lit(home) == lit(site) == ["Employés"]

    assert play(journey, LESSON, "--step", "same-table", "--language", "fr") == 0


def test_what_is_chosen_on_one_chart_is_outlined_on_the_other(play: Play) -> None:
    def journey(desk: Desk) -> None:
        cloud, bars = cards(desk)
        cloud.view.choose_interval({"x": (500, 3500), "y": (0, 15)})
        names = {"nw", "n", "ne"}
        assert {point.path[1] for point in desk.session.state.marked.points} == names
        selected = bars.view.highlighted.selected
        outlined = [bars.view.scene.marks[rank].reference for rank in selected]
        assert {mark.path[1] for mark in outlined if mark is not None} == names
        assert cloud.view.highlighted.selected == (), "there the colour tells"
        desk.click(bars.table_button)
        rows = {index.row() for index in bars.table.selectionModel().selectedRows()}
        assert rows == set(selected)
        cloud.view.choose_interval(None)
        assert bars.view.highlighted.selected == ()
        assert not bars.table.selectionModel().hasSelection()
        cloud.view.choose_interval({"x": (500, 3500), "y": (0, 15)})
        desk.view.go_to_step("pair")
        assert not desk.session.state.marked.points

    assert play(journey, LESSON, "--step", "linked-choices", "--language", "fr") == 0


def test_a_chart_that_would_tell_waits_for_the_prediction(play: Play) -> None:
    def journey(desk: Desk) -> None:
        asked, told = cards(desk)
        assert asked.layer.isVisible()
        assert told.scene is None
        assert told.defect.text() == "Ce graphique vient après votre prédiction."
        assert not told.table_button.isVisible()
        assert "58" not in told.title.text() + told.view.accessibleDescription()
        desk.click(asked.skip_button)
        assert told.scene is not None
        assert len(told.view.scene.marks) == 3
        assert desk.link_text("point:jobs/managers").startswith("58")

    assert play(journey, LESSON, "--step", "first-predict", "--language", "fr") == 0


def test_from_two_charts_to_one_and_back(play: Play) -> None:
    def journey(desk: Desk) -> None:
        assert len(cards(desk)) == 2
        desk.view.go_to_step("map")
        assert len(cards(desk)) == 1
        assert desk.chart.title.text() == "La croissance"
        desk.view.go_to_step("pair")
        desk.settle()
        assert [card.title.text() for card in cards(desk)] == ["Chez soi", "Salaires"]
        assert all(card.isVisible() for card in cards(desk))
        desk.command("english")
        assert [card.title.text() for card in cards(desk)] == ["At home", "Pay"]

    assert play(journey, LESSON, "--step", "pair", "--language", "fr") == 0


@pytest.mark.parametrize("size", [(1440, 900), (900, 700)])
def test_at_double_text_each_chart_has_its_room(play: Play, size: tuple[int, int]) -> None:
    def journey(desk: Desk) -> None:
        desk.window.lesson_view.session.hover(None)  # type: ignore[union-attr]
        for _ in range(20):
            desk.command("larger-text")
        resize(desk, *size)
        assert desk.view.is_narrow
        one, two = cards(desk)
        assert one.height() >= 600
        assert two.height() >= 600
        desk.view.go_to_reference(Reference("chart", ("pay-bars",)))
        desk.settle()
        top = area(desk, two).top()
        assert 0 <= top < desk.window.height()

    assert play(journey, LESSON, "--step", "pair", "--language", "fr") == 0


def test_more_than_four_charts_are_too_many(tmp_path: Path) -> None:
    more = "".join(
        f"\n::: {{.chart #more-{rank} of=by-job}}\n\n```yaml\ntitle: {{}}\n```\n\n:::\n".replace(
            "{}", f"x{rank}"
        )
        for rank in range(5)
    )
    lesson = LessonBuilder()
    for language in ("fr", "en"):
        lesson.append(f"chapters/places.{language}.md", more)
    found = [
        problem for problem in problems_of(lesson.folder(tmp_path)) if problem.code == "many-charts"
    ]
    assert {problem.location.file for problem in found} == {
        "chapters/places.fr.md",
        "chapters/places.en.md",
    }
    assert {problem.values["count"] for problem in found} == {6}
    assert not any(problem.is_error for problem in found)
