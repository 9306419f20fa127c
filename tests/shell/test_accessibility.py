"""What a screen reader meets, through Qt's own accessibility interfaces."""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from desktop_app.ui.common import accessible
from desktop_app.ui.quiz.answer_forms import ChoiceForm, NumberForm
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description
Role = QAccessible.Role


def interface(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None, widget
    return found


def children(widget: QWidget) -> list[QAccessibleInterface]:
    parent = interface(widget)
    found = [parent.child(index) for index in range(parent.childCount())]
    assert all(child is not None for child in found)
    return found  # type: ignore[return-value]


def of_role(widget: QWidget, role: QAccessible.Role) -> list[QAccessibleInterface]:
    return [child for child in children(widget) if child.role() == role]


def press(child: QAccessibleInterface) -> None:
    action = child.actionInterface()
    assert action is not None
    assert action.pressAction() in action.actionNames()
    action.doAction(action.pressAction())


def test_the_narrative_is_headings_paragraphs_links_and_terms(play: Play) -> None:
    def journey(desk: Desk) -> None:
        narrative = desk.narrative
        assert interface(narrative).role() == Role.Document
        assert interface(narrative).text(NAME) == "Le potentiel d’un territoire"
        headings = of_role(narrative, Role.Heading)
        assert headings[0].text(NAME) == "Le potentiel d’un territoire"
        assert len(headings) == 4  # and the three of the misconception
        paragraphs = [child.text(NAME) for child in of_role(narrative, Role.Paragraph)]
        assert any(text.startswith("Si le métier décide") for text in paragraphs)
        assert all(paragraphs)

        links = {child.text(NAME): child for child in of_role(narrative, Role.Link)}
        described = {name: child.text(DESCRIPTION) for name, child in links.items()}
        assert "le graphique" in described
        assert described["le graphique"].startswith("Lien dans la leçon")
        term = described["erreur écologique"]
        assert term.startswith("Terme du glossaire. ")
        assert len(term) > len("Terme du glossaire. ") + 20, "with its definition"
        potential = next(text for name, text in described.items() if name.startswith("30"))
        assert potential.startswith("Chiffre calculé")
        assert "Potentiel de télétravail" in potential

        spins = of_role(narrative, Role.SpinBox)
        assert [spin.text(NAME).replace("\u202f", " ") for spin in spins] == ["40 %", "50 %"]
        assert "Cadres et professions intermédiaires" in spins[0].text(DESCRIPTION)
        # In reading order: a paragraph, then the links in it.
        order = [child.role() for child in children(narrative)]
        assert order.index(Role.Heading) < order.index(Role.SpinBox)
        assert len(of_role(narrative, Role.Link)) + len(spins) == len(narrative.anchors)
        for child in children(narrative):
            assert child.rect().isValid(), child.text(NAME)
            assert child.parent() is not None

    assert play(journey, LESSON, "--step", "territory-potential") == 0


def test_the_focus_is_told_where_tab_goes(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.tab_to("term:ecological-fallacy")
        focused = [child for child in children(desk.narrative) if child.state().focused]
        assert [child.text(NAME) for child in focused] == ["erreur écologique"]
        told = interface(desk.narrative).focusChild()
        assert told is not None
        assert told.text(NAME) == "erreur écologique"

    assert play(journey, LESSON, "--step", "territory-potential") == 0


def test_a_link_is_pressed_through_its_action(play: Play) -> None:
    def journey(desk: Desk) -> None:
        link = next(
            child
            for child in of_role(desk.narrative, Role.Link)
            if child.text(NAME).startswith("7\u202f000")
        )
        press(link)
        assert str(desk.session.state.selection) == "point:slack/feb-mar"
        described = [child.text(DESCRIPTION) for child in of_role(desk.narrative, Role.Link)]
        assert any(text.startswith("Source. ") and "Slack" in text for text in described)

    assert play(journey, LESSON, "--step", "slack-pace") == 0


def test_the_chart_says_its_title_its_summary_and_each_mark(play: Play) -> None:
    def journey(desk: Desk) -> None:
        view = desk.chart.view
        chart = interface(view)
        assert chart.role() == Role.Chart
        assert chart.text(NAME) == desk.chart.title.text()
        assert "Trois barres horizontales" in chart.text(DESCRIPTION)
        marks = children(view)
        assert len(marks) == 3
        for mark, words in zip(marks, ("5\u202f000", "5\u202f000", "7\u202f000"), strict=True):
            assert mark.role() == Role.Graphic
            assert words in mark.text(NAME)
            assert mark.rect().isValid()
        press(marks[2])
        assert str(desk.session.state.selection).startswith("point:slack/feb-mar")
        desk.command("english")
        assert "7,000" in children(view)[2].text(NAME)

    assert play(journey, LESSON, "--step", "slack-pace") == 0


def test_what_is_to_be_predicted_is_not_read_out(play: Play) -> None:
    def journey(desk: Desk) -> None:
        words = [interface(desk.chart.view).text(kind) for kind in (NAME, DESCRIPTION)]
        for child in [*children(desk.narrative), *children(desk.chart.view)]:
            words += [child.text(NAME), child.text(DESCRIPTION)]
        told = [text for text in words if "58" in text or "29" in text]
        assert not told
        names = [field.accessibleName() for field in desk.chart.layer.fields.values()]
        assert len(set(names)) == 3
        assert all(name.startswith("Votre estimation pour ") for name in names)

    assert play(journey, LESSON, "--step", "unequal") == 0


def test_whatever_a_screen_reader_asks_a_part_for_it_gets_an_answer(play: Play) -> None:
    """Qt hands on the address that a part gives: a wrong one ends the whole process."""

    def journey(desk: Desk) -> None:
        parts = [*children(desk.chart.view), *children(desk.narrative)]
        assert len(parts) > 6
        for part in parts:
            for ask in (
                part.textInterface,
                part.editableTextInterface,
                part.valueInterface,
                part.tableCellInterface,
                part.selectionInterface,
                part.attributesInterface,
            ):
                assert ask() is None
            action = part.actionInterface()
            assert action is None or action.actionNames()
            assert part.relations() == []
            assert part.window() is not None

    assert play(journey, LESSON, "--step", "slack-pace") == 0


def test_the_fields_of_a_prediction_are_under_their_chart(play: Play) -> None:
    def journey(desk: Desk) -> None:
        chart = interface(desk.chart.view)
        assert chart.childCount() == 1  # no marks yet, and what lies over the chart
        layer = chart.child(0)
        assert layer is not None
        assert chart.indexOfChild(layer) == 0
        fields = [layer.child(at) for at in range(layer.childCount())]
        names = [field.text(NAME) for field in fields if field is not None]
        wanted = [field.accessibleName() for field in desk.chart.layer.fields.values()]
        assert [name for name in names if name.startswith("Votre estimation")] == wanted

    assert play(journey, LESSON, "--step", "unequal") == 0


def unnamed(window: QWidget) -> list[str]:
    """Every visible control that takes the keyboard and has no name to be read."""
    return [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusProxy() is None  # a viewport is its scroll area to the keyboard
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not interface(widget).text(NAME).strip()
    ]


def test_every_control_has_a_name_in_both_languages(play: Play) -> None:
    names = {
        "french": {"Rechercher", "Menu", "Étape suivante", "Chapitres"},
        "english": {"Search", "Menu", "Next step", "Chapters"},
    }

    def journey(desk: Desk) -> None:
        for language, wanted in names.items():
            desk.command(language)
            for step in ("slack-pace", "unequal", "zoom-results"):
                desk.view.go_to_step(step)
                desk.settle()
                assert not unnamed(desk.window), step
                if not desk.chart.table_button.isHidden():
                    desk.click(desk.chart.table_button)
                    assert not unnamed(desk.window), step
            shown = [w for w in desk.window.findChildren(QWidget) if w.isVisible()]
            assert wanted <= {interface(widget).text(NAME) for widget in shown}

    assert play(journey, LESSON) == 0


def test_names_follow_a_live_change_of_language(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.command("english")
        for widget, name in (
            (desk.view.rail, "Chapters"),
            (desk.window.header.search, "Search"),
            (desk.view.footer.next, "Next step"),
            (desk.questions, "Questions"),
        ):
            assert interface(widget).text(NAME) == name
        form = desk.questions.form
        assert isinstance(form, NumberForm)
        assert interface(form.field).text(NAME).startswith("Your answer")

    assert play(journey, LESSON, "--step", "slack-pace") == 0


def test_options_say_their_text_and_then_what_is_said_of_them(play: Play) -> None:
    def journey(desk: Desk) -> None:
        form = desk.questions.form
        assert isinstance(form, ChoiceForm)
        option = interface(form.rows[0].button)
        assert option.role() == Role.RadioButton
        assert option.text(NAME) == form.rows[0].button.accessibleName() != ""
        form.rows[0].button.click()
        desk.click(desk.button("Valider", desk.questions))
        assert interface(form.rows[0].button).text(DESCRIPTION)

    assert play(journey, LESSON, "--step", "before-2020") == 0


def test_the_rail_says_progress(play: Play) -> None:
    def journey(desk: Desk) -> None:
        rail = interface(desk.view.rail)
        assert rail.text(NAME) == "Chapitres"
        items = [rail.child(index) for index in range(rail.childCount())]
        said = [item.text(NAME) for item in items if item is not None]
        assert len(said) == len(desk.view.lesson.chapter_ids)
        assert said[:3] == [
            "1. Le choc de 2020, commencé",
            "2. La médecine à distance, pas commencé",
            "3. Qui peut télétravailler ?, pas commencé".replace(" ?", "\u202f?"),
        ]

    assert play(journey, LESSON) == 0


def test_interfaces_outlive_steps_and_die_with_their_widgets(play: Play) -> None:
    kept: list[QAccessibleInterface] = []

    def journey(desk: Desk) -> None:
        for _ in range(4):
            for widget in (desk.narrative, desk.chart.view):
                found = children(widget)
                kept.extend((found[0], found[len(found) // 2], found[-1]))
            desk.press(Qt.Key.Key_PageDown)
            gc.collect()
        # Parts of steps that are gone answer something, or say that they are invalid.
        for child in kept:
            if child.isValid():
                child.text(NAME), child.rect(), child.state(), child.role()

    assert play(journey, LESSON, "--step", "slack-pace") == 0
    gc.collect()
    for child in kept:
        assert not child.isValid()
        assert child.text(NAME) == ""
        assert not child.rect().isValid()
        assert child.state().invalid


class Parted(QWidget):
    accessible_role = Role.Grouping

    def accessible_parts(self) -> list[accessible.Part]:
        return [accessible.Part(Role.StaticText, "one", "", self.rect())]


def test_thousands_of_widgets_come_and_go(qtbot: object) -> None:
    accessible.install()
    for _ in range(500):
        widget = Parted()
        child = interface(widget).child(0)
        assert child is not None
        assert child.text(NAME) == "one"
        widget.deleteLater()
        QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)
        assert not child.isValid()
    gc.collect()
