"""What helps around the text: how a figure is known, the routes, the teacher's guide."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop_app.content.reference import Reference
from desktop_app.shell.guide import GuideDialog
from desktop_app.ui.narrative.info_popup import InfoPopup
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk

CTRL = Qt.KeyboardModifier.ControlModifier


def popup_words(desk: Desk, link: str) -> str:
    popup = desk.narrative.findChild(InfoPopup)
    assert isinstance(popup, InfoPopup)
    desk.point_at(link)
    assert popup.isVisible()
    return " ".join(label.text() for label in popup.findChildren(QLabel))


def test_the_card_of_a_figure_says_how_it_is_known(play: Play) -> None:
    def journey(desk: Desk) -> None:
        words = popup_words(desk, "point:telework-since/any-2019")
        assert "Déclaré dans une enquête" in words
        assert "2019, 2021 et 2023" in words
        assert "début d’année" in words
        desk.command("english")
        words = popup_words(desk, "point:telework-since/any-2019")
        assert "Declared in a survey" in words

    assert play(journey, LESSON, "--step", "what-remains") == 0


def test_the_card_of_a_computed_figure_says_from_what(play: Play) -> None:
    def journey(desk: Desk) -> None:
        words = popup_words(desk, "value:gini")
        assert "Calculé à partir de" in words
        assert "Population des 34" in words
        assert "875 communes" in words
        assert "Mesuré" in words
        assert "Modélisé" not in words
        assert "Un nombre que vous pouvez changer" in popup_words(desk, "param:popshare")

    assert play(journey, LESSON, "--step", "half-the-people") == 0


@pytest.mark.parametrize(
    ("step", "link", "known"),
    [
        ("territory-potential", "value:potential", "Modélisé"),  # though it rests on a survey
        ("zoom-results", "point:zoom-revenue/expected", "Estimé par un analyste"),
        ("zoom-results", "point:zoom-revenue/actual", "Mesuré"),
    ],
)
def test_a_figure_can_be_known_otherwise_than_what_stands_beside_it(
    play: Play, step: str, link: str, known: str
) -> None:
    def journey(desk: Desk) -> None:
        assert known in popup_words(desk, link)

    assert play(journey, LESSON, "--step", step) == 0


def test_a_slider_follows_the_communes(play: Play) -> None:
    def journey(desk: Desk) -> None:
        assert desk.link_text("value:halfcommunes").startswith("977")
        desk.session.set_parameter("popshare", 90)
        assert desk.link_text("value:halfcommunes").startswith("12")
        assert desk.link_text("value:halfshare").startswith("35")
        desk.command("undo")
        assert desk.link_text("value:halfcommunes").startswith("977")

    assert play(journey, LESSON, "--step", "half-the-people") == 0


@pytest.mark.parametrize(("step", "said"), [("wave", False), ("log-axis", True)])
def test_the_foot_of_the_page_says_what_may_be_left_out(play: Play, step: str, said: bool) -> None:
    def journey(desk: Desk) -> None:
        assert ("pour aller plus loin" in desk.view.footer.text()) is said

    assert play(journey, LESSON, "--step", step) == 0


def test_the_guide_opens_and_leads_into_the_lesson(play: Play) -> None:
    def journey(desk: Desk) -> None:
        assert desk.window.actions_["guide"].isEnabled()
        desk.press(Qt.Key.Key_G, CTRL)
        dialog = desk.dialog(GuideDialog)
        page = dialog.page
        assert page.accessibleName() == "Guide du professeur"
        text = page.toPlainText()
        assert "Place dans les programmes" in text
        assert "Prolongements" in text
        references = [anchor.link.reference for anchor in page.anchors]
        assert Reference("step", ("exodus",)) in references
        page.reference_activated.emit(Reference("step", ("exodus",)))
        assert desk.step == "exodus"
        assert not desk.dialogs(GuideDialog)

    assert play(journey, LESSON) == 0


def test_a_lesson_without_a_guide_has_the_command_off(play: Play) -> None:
    def journey(desk: Desk) -> None:
        assert not desk.window.actions_["guide"].isEnabled()

    assert play(journey, "premiers-pas") == 0
