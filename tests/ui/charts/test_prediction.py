"""Predicting before seeing: dragging, typing, revealing, and nothing told before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.charts.sample import HEAD, PREDICT
from tests.ui.charts.conftest import Desk, MakeDesk

LEFT = Qt.MouseButton.LeftButton
ACCESSIBLE = ("accessibleName", "accessibleDescription")
UPRIGHT = PREDICT.replace("  y: {", "  z: {").replace("  x: {", "  y: {")
UPRIGHT = UPRIGHT.replace("  z: {", "  x: {")


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    desk = make_desk({"it": PREDICT, "upright": UPRIGHT, "again of=it": "title: Encore\n"})
    desk.show()
    return desk


def every_text(widget: QWidget) -> Iterator[str]:
    """Whatever a person could read or hear of ``widget`` and what is in it."""
    for child in (widget, *widget.findChildren(QWidget)):
        for name in ("text", "toolTip", "placeholderText", *ACCESSIBLE):
            if hasattr(child, name):
                yield getattr(child, name)()


def estimates(desk: Desk, chart: str = "it") -> dict[str, float]:
    return dict(desk.session.prediction(chart).estimates)


def test_nothing_leaks_before_the_data_are_shown(desk: Desk) -> None:
    card = desk.card
    told = " ".join(every_text(card))
    for secret in ("58", "29", "Trois barres", "3 barres"):
        assert secret not in told
    assert card.title.text() == "Part, en\u202f%"
    assert len(card.view.scene.marks) == 0
    assert list(card.view.accessible_parts()) == []
    assert card.table.model().rowCount() == 0
    assert not card.table_button.isVisible()
    QTest.keyClick(card.view, Qt.Key.Key_T)
    assert not card.table.isVisible()
    grid = [QPointF(x, y) for x in range(0, 650, 20) for y in range(0, 300, 20)]
    assert all(card.view.rank_at(point) is None for point in grid)


def test_typing_an_estimate(desk: Desk) -> None:
    field = desk.card.layer.fields["clerks"]
    assert not desk.card.submit_button.isEnabled()
    field.setFocus()
    QTest.keyClicks(field, "35,5")
    assert estimates(desk) == {"clerks": 35.5}
    assert field.text() == "35,5"
    assert desk.card.submit_button.isEnabled()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    assert estimates(desk) == {}
    QTest.keyClicks(field, "abc")
    assert estimates(desk) == {}


def test_arrows_step_an_estimate_within_its_bounds(desk: Desk) -> None:
    field = desk.card.layer.fields["workers"]
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert estimates(desk) == {"workers": 2}
    for _ in range(4):
        QTest.keyClick(field, Qt.Key.Key_Down)
    assert estimates(desk) == {"workers": 0}
    field.selectAll()
    QTest.keyClicks(field, "250")
    assert estimates(desk) == {"workers": 100}


@pytest.mark.parametrize("chart", ["it", "upright"])
def test_dragging_a_handle(desk: Desk, chart: str) -> None:
    desk.show(chart)
    layer = desk.card.layer
    start = layer.handle("managers").toPoint()
    plot = desk.card.view.chart_layout.plot
    end = QPointF(start)
    if chart == "it":
        end.setX(plot.left() + 0.7 * plot.width())
    else:
        end.setY(plot.bottom() - 0.7 * plot.height())
    QTest.mousePress(layer, LEFT, pos=start)
    QTest.mouseMove(layer, end.toPoint())
    QTest.mouseRelease(layer, LEFT, pos=end.toPoint())
    assert estimates(desk, chart)["managers"] == pytest.approx(70, abs=1)
    assert layer.fields["managers"].text().startswith(("69", "70", "71"))
    assert (layer.handle("managers") - end).manhattanLength() < 4


def test_revealing_shows_the_data_and_the_gaps(desk: Desk) -> None:
    desk.card.resize(700, 640)
    for row, value in {"managers": 60, "clerks": 35, "workers": 2}.items():
        QTest.keyClicks(desk.card.layer.fields[row], str(value))
    desk.card.submit_button.click()
    card = desk.card
    assert desk.session.prediction("it").revealed
    assert card.title.text() == "29 fois moins"
    assert len(card.view.scene.marks) == 3
    sentences = card.reflection.text().split("\n")
    assert sentences[0].startswith("Your 3 estimate(s)")
    assert sentences[1] == (
        "Employés: you overestimated by 15\u00a0point(s) (35\u202f% instead of 20\u202f%)."
    )
    assert sentences[2].startswith("Cadres: you overestimated by 2")
    assert sentences[3] == "Ouvriers: exactly right, 2\u202f%."
    assert card.layer.isHidden()
    assert card.again_button.isVisible()
    assert len(card.view.ticks) == 3
    for label in card.view.labels:
        assert not any(label.rect.intersects(tick.rect) for tick in card.view.ticks)


def test_enter_goes_from_field_to_field_and_then_submits(desk: Desk) -> None:
    fields = desk.card.layer.fields
    fields["managers"].setFocus()
    QTest.keyClick(fields["managers"], Qt.Key.Key_Return)
    assert fields["clerks"].hasFocus()
    for key in ("clerks", "workers", "managers"):
        assert fields[key].hasFocus()
        QTest.keyClicks(fields[key], "50")
        assert not desk.session.prediction("it").revealed
        QTest.keyClick(fields[key], Qt.Key.Key_Return)
    assert desk.session.prediction("it").revealed
    assert desk.card.reflection.reason.hasFocus()


def test_the_arrows_lead_from_one_field_to_the_next(desk: Desk) -> None:
    fields = desk.card.layer.fields
    fields["managers"].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(fields["managers"], "5")
    QTest.keyClick(fields["managers"], Qt.Key.Key_Right)
    assert fields["clerks"].hasFocus()
    QTest.keyClick(fields["clerks"], Qt.Key.Key_Left)
    assert fields["managers"].hasFocus()
    assert fields["managers"].selectedText() == fields["managers"].text()
    QTest.keyClick(fields["managers"], Qt.Key.Key_Home)
    QTest.keyClick(fields["managers"], Qt.Key.Key_Right)  # the caret moves: it has where to
    assert fields["managers"].hasFocus()


def test_seeing_without_predicting_and_again(desk: Desk) -> None:
    QTest.keyClicks(desk.card.layer.fields["clerks"], "12")
    desk.card.skip_button.click()
    assert len(desk.card.view.scene.marks) == 3
    assert not desk.card.reflection.isVisible()
    assert desk.card.view.ticks == ()
    assert desk.session.prediction("it").attempts == ()
    desk.card.again_button.click()
    assert desk.card.view.scene.concealed
    assert desk.card.layer.isVisible()
    assert estimates(desk) == {}
    assert desk.card.layer.fields["clerks"].text() == ""


def test_the_sentence_is_kept_with_the_attempt(desk: Desk) -> None:
    for row, value in {"managers": 60, "clerks": 35}.items():
        QTest.keyClicks(desk.card.layer.fields[row], str(value))
    desk.card.submit_button.click()
    panel = desk.card.reflection
    assert not panel.keep.isEnabled()
    assert panel.reason.accessibleDescription() == panel.text()
    QTest.keyClicks(panel.reason, "Beaucoup sont au guichet.")
    assert panel.keep.isEnabled()
    QTest.keyClick(panel.reason, Qt.Key.Key_Return)
    (attempt,) = desk.session.prediction("it").attempts
    assert dict(attempt.estimates) == {"managers": 60, "clerks": 35}
    assert attempt.reason == "Beaucoup sont au guichet."
    assert not panel.keep.isEnabled()
    # Done again, it is a second attempt; the first stays.
    desk.card.again_button.click()
    assert not panel.isVisible()
    QTest.keyClicks(desk.card.layer.fields["workers"], "9")
    desk.card.submit_button.click()
    assert panel.reason.text() == ""
    first, second = desk.session.prediction("it").attempts
    assert first == attempt
    assert dict(second.estimates) == {"workers": 9}
    assert panel.text() == (
        "Ouvriers: you overestimated by 7\u00a0point(s) (9\u202f% instead of 2\u202f%)."
    )


def test_the_table_goes_when_the_data_are_hidden_again(desk: Desk) -> None:
    desk.card.skip_button.click()
    desk.card.table_button.click()
    desk.session.predict_again("it")
    assert desk.card.view.isVisible()
    assert desk.card.table.model().rowCount() == 0


def test_the_bars_grow_from_zero(desk: Desk) -> None:
    view = desk.card.view
    view.animated = True
    desk.session.reveal("it")
    assert view.mark_rect(0).width() < 5
    view.finish()
    assert view.mark_rect(0).width() > 100


def test_a_chart_shown_again_stays_hidden_with_its_base(desk: Desk) -> None:
    desk.show("again")
    assert desk.card.view.scene.concealed
    desk.card.skip_button.click()
    desk.show("it")
    assert not desk.card.view.scene.concealed


def test_fields_have_names(desk: Desk) -> None:
    names = [field.accessibleName() for field in desk.card.layer.fields.values()]
    assert names == [f"Your estimate for {name}" for name in ("Cadres", "Employés", "Ouvriers")]


def shown_fields(desk: Desk) -> list[str]:
    return [key for key, field in desk.card.layer.fields.items() if field.isVisible()]


def test_fields_stay_through_a_change_of_language(desk: Desk) -> None:
    field = desk.card.layer.fields["clerks"]
    field.setFocus()
    QTest.keyClicks(field, "35,5")
    desk.show(language="en")
    assert shown_fields(desk) == ["managers", "clerks", "workers"]
    assert desk.card.layer.fields["clerks"] is field
    assert field.hasFocus()
    assert field.text().startswith("35.5")
    assert field.toolTip() == "Clerks"
    assert field.accessibleName() == "Your estimate for Clerks"


def test_from_a_prediction_straight_to_another(make_desk: MakeDesk) -> None:
    fewer = PREDICT.replace(
        "data: {name: telework}",
        "data: {name: telework}\ntransform: [{filter: {field: job, oneOf: [clerks, workers]}}]",
    )
    desk = make_desk({"it": PREDICT, "fewer": fewer, "upright": UPRIGHT})
    desk.show()
    QTest.keyClicks(desk.card.layer.fields["clerks"], "12")
    desk.show("fewer")
    assert shown_fields(desk) == ["clerks", "workers"]
    assert desk.card.layer.fields["clerks"].text() == ""
    desk.show("upright")
    assert shown_fields(desk) == ["managers", "clerks", "workers"]
    QTest.keyClicks(desk.card.layer.fields["clerks"], "7")
    assert estimates(desk, "upright") == {"clerks": 7}
    desk.show()
    assert desk.card.layer.fields["clerks"].text().startswith("12")


# -- lines -------------------------------------------------------------------------------


SERIES = (
    HEAD
    + """\
data:
  values:
    - {year: "2019", kind: a, n: 10}
    - {year: "2020", kind: a, n: 30}
    - {year: "2021", kind: a, n: 20}
    - {year: "2019", kind: b, n: 60}
    - {year: "2020", kind: b, n: 70}
    - {year: "2021", kind: b, n: 90}
mark: line
encoding:
  x: {field: year, type: ordinal}
  y: {field: n, type: quantitative, scale: {domain: [0, 100]}}
  color: {field: kind}
usermeta: {predict: {field: n}}
"""
)


def one_line(count: int) -> str:
    values = "".join(f'    - {{year: "{2000 + rank}", n: {rank}}}\n' for rank in range(count))
    head, _, tail = SERIES.partition("  values:\n")
    _, _, tail = tail.partition("mark: line\n")
    return (
        head
        + "  values:\n"
        + values
        + "mark: line\n"
        + tail.replace("  color: {field: kind}\n", "")
    )


def place(desk: Desk, share_x: float, share_y: float) -> QPoint:
    """A place of the plot, from its lower left corner."""
    rect = desk.card.view.chart_layout.plot
    return QPoint(
        round(rect.left() + share_x * rect.width()), round(rect.bottom() - share_y * rect.height())
    )


def stroke(desk: Desk, *places: tuple[float, float]) -> None:
    layer = desk.card.layer
    points = [place(desk, *at) for at in places]
    QTest.mousePress(layer, LEFT, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(layer, point)
    QTest.mouseRelease(layer, LEFT, pos=points[-1])


def slots_of(desk: Desk) -> dict[str, float]:
    """What was estimated, by the name of its slot."""
    assert desk.card.scene is not None
    task = desk.card.scene.task
    assert task is not None
    given = estimates(desk)
    found = {}
    for slot in task.slots:
        line = task.line_of(slot.key)
        if slot.key in given:
            found[f"{line.name if line else ''} {slot.name}".strip()] = given[slot.key]
    return found


def test_a_line_is_drawn_in_one_stroke(make_desk: MakeDesk) -> None:
    desk = make_desk({"it": one_line(20)}, size=(900, 600))
    desk.show()
    stroke(desk, (0.01, 0.1), (0.99, 0.9))  # one swift move
    found = slots_of(desk)
    assert len(found) == 20, "what the stroke passes is estimated, however fast it was"
    values = list(found.values())
    assert values == sorted(values)
    assert values[0] == pytest.approx(10, abs=3)
    assert values[-1] == pytest.approx(90, abs=3)
    assert desk.card.submit_button.isEnabled()
    # A part of it can be drawn again.
    stroke(desk, (0.45, 0.2), (0.55, 0.2))
    again = list(slots_of(desk).values())
    assert again[0] == values[0]
    assert min(again[9:11]) == pytest.approx(20, abs=1)


def test_each_of_two_lines_is_drawn_by_itself(make_desk: MakeDesk) -> None:
    desk = make_desk({"it": SERIES}, size=(700, 600))
    desk.show()
    strip = desk.card.layer.form.strip
    assert [button.text() for button in strip.choices] == ["a", "b"]
    assert strip.choices[0].isChecked()
    stroke(desk, (0.1, 0.2), (0.9, 0.2))
    drawn = slots_of(desk)
    assert list(drawn) == ["a 2019", "a 2020", "a 2021"]
    assert list(drawn.values()) == pytest.approx([20] * 3, abs=3)
    strip.choices[1].click()
    stroke(desk, (0.1, 0.8), (0.9, 0.8))
    assert slots_of(desk)["a 2020"] == drawn["a 2020"]
    assert slots_of(desk)["b 2020"] == pytest.approx(80, abs=3)
    # Taking a handle of the other line goes over to it.
    start = desk.card.layer.handle(next(key for key in estimates(desk)))
    QTest.mouseClick(desk.card.layer, LEFT, pos=start.toPoint())
    assert strip.choices[0].isChecked()


def test_lines_can_be_given_with_the_keyboard_alone(make_desk: MakeDesk) -> None:
    desk = make_desk({"it": SERIES}, size=(700, 600))
    desk.show()
    strip = desk.card.layer.form.strip
    field = strip.field
    field.setFocus(Qt.FocusReason.TabFocusReason)
    assert strip.name.text() == "2019"
    assert field.accessibleName() == "Your estimate for a, 2019"
    QTest.keyClicks(field, "15")
    QTest.keyClick(field, Qt.Key.Key_Right)
    assert strip.name.text() == "2020"
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert slots_of(desk) == {"a 2019": 15, "a 2020": 11}
    QTest.keyClick(field, Qt.Key.Key_Left)
    assert (strip.name.text(), field.text()) == ("2019", "15")
    QTest.keyClick(field, Qt.Key.Key_Return)  # to the next that is empty
    assert strip.name.text() == "2021"
    for value in ("40", "50", "60", "70"):
        QTest.keyClicks(field, value)
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert desk.session.prediction("it").revealed
    assert dict(slots_of(desk)) == {
        "a 2019": 15, "a 2020": 11, "a 2021": 40, "b 2019": 50, "b 2020": 60, "b 2021": 70,
    }  # fmt: skip
    lines = desk.card.view.estimate_lines
    assert [len(line.points) for line in lines] == [3, 3]
    assert "a, 2020: you underestimated by 19 (11 instead of 30)." in desk.card.reflection.text()


def test_fields_give_way_to_one_field_where_they_do_not_fit(make_desk: MakeDesk) -> None:
    desk = make_desk({"it": one_line(10)}, size=(1100, 600))
    desk.show()
    form = desk.card.layer.form
    assert not form.one_by_one
    rects = [field.geometry() for field in form.fields.values()]
    assert not any(one.intersects(two) for one, two in combinations(rects, 2))
    desk.window.resize(420, 600)
    desk.card.setGeometry(desk.window.rect())
    QTest.qWait(1)
    assert form.one_by_one
    assert form.strip.isVisible()
    assert desk.card.layer.fields == {}
    desk.window.resize(1100, 600)
    desk.card.setGeometry(desk.window.rect())
    QTest.qWait(1)
    assert not form.one_by_one
    assert not form.strip.isVisible()


# -- points and single values ------------------------------------------------------------


def test_points_are_moved_along_their_axis(make_desk: MakeDesk) -> None:
    text = HEAD + (
        "data: {name: telework}\nmark: point\nencoding:\n"
        "  x: {field: people, type: quantitative}\n"
        "  y: {field: share, type: quantitative}\n"
        "usermeta: {predict: {field: share}}\n"
        "transform: [{filter: datum.people}]\n"
    )
    desk = make_desk({"it": text}, size=(700, 500))
    desk.show()
    layer = desk.card.layer
    start = layer.handle("clerks").toPoint()
    end = QPoint(start.x(), place(desk, 0, 0.4).y())
    QTest.mousePress(layer, LEFT, pos=start)
    QTest.mouseMove(layer, end)
    QTest.mouseRelease(layer, LEFT, pos=end)
    assert estimates(desk)["clerks"] == pytest.approx(40, abs=1)
    desk.card.submit_button.click()
    assert [tick.row for tick in desk.card.view.ticks] == ["clerks"]
    assert "Employés: you overestimated by 20" in desk.card.reflection.text()


SINGLE = HEAD + (
    "data: {name: telework}\ntransform: [{filter: {field: job, equal: managers}}]\n"
    "mark: {type: text, fontSize: 50}\nencoding: {text: {field: share, type: quantitative}}\n"
    "usermeta: {predict: {field: share}}\n"
)


def test_a_single_value_stands_on_a_line_of_its_own(make_desk: MakeDesk) -> None:
    desk = make_desk({"it": SINGLE})
    desk.show()
    layer = desk.card.layer
    zero = layer.handle("managers").toPoint()
    QTest.mousePress(layer, LEFT, pos=zero)
    QTest.mouseMove(layer, zero + QPoint(9000, 0))
    QTest.mouseRelease(layer, LEFT, pos=zero + QPoint(9000, 0))
    assert estimates(desk) == {"managers": 100}
    end = layer.handle("managers")
    QTest.mouseClick(layer, LEFT, pos=QPoint((zero.x() + round(end.x())) // 2, zero.y()))
    assert estimates(desk)["managers"] == pytest.approx(50, abs=1)
    field = layer.fields["managers"]
    QTest.keyClick(field, Qt.Key.Key_Up)
    desk.card.submit_button.click()
    assert "you underestimated by 7" in desk.card.reflection.text()
    assert layer.isVisible(), "the line stays, with the estimate and the truth on it"
    assert not layer.fields
    assert [mark.text for mark in desk.card.view.scene.marks] == ["58\u202f%"]
    desk.card.again_button.click()
    assert estimates(desk) == {}
    assert layer.fields["managers"].isVisible()
    layer.grab()


def test_small_multiples_are_predicted_in_each_plot(make_desk: MakeDesk) -> None:
    text = SERIES.replace("mark: line", "mark: bar").replace(
        "  color: {field: kind}\n", "  column: {field: kind}\n"
    )
    desk = make_desk({"it": text}, size=(800, 500))
    desk.show()
    assert desk.card.scene is not None
    task = desk.card.scene.task
    assert task is not None
    assert [slot.plot for slot in task.slots] == [0, 0, 0, 1, 1, 1]
    layer = desk.card.layer
    first, last = (layer.handle(task.slots[at].key) for at in (0, 5))
    plots = desk.card.view.chart_layout.plots
    assert plots[0].rect.adjusted(-1, -1, 1, 1).contains(first)
    assert plots[1].rect.adjusted(-1, -1, 1, 1).contains(last)
    QTest.mouseClick(layer, LEFT, pos=QPoint(round(last.x()), round(plots[1].rect.center().y())))
    assert estimates(desk) == {task.slots[5].key: 50}
    desk.card.submit_button.click()
    (tick,) = desk.card.view.ticks
    assert plots[1].rect.contains((tick.start + tick.end) / 2)


@pytest.mark.parametrize(
    ("chart", "code"),
    [
        (SERIES.replace("mark: line", "mark: bar"), "predict-stacked"),
        (one_line(201), "predict-too-many"),
    ],
)
def test_what_nobody_can_estimate_is_refused(make_desk: MakeDesk, chart: str, code: str) -> None:
    desk = make_desk({"it": chart})
    desk.show()
    assert code in desk.card.defect.text()


@pytest.mark.parametrize("chart", [PREDICT, SERIES, SINGLE])
def test_what_was_predicted_before_is_shown_at_once(make_desk: MakeDesk, chart: str) -> None:
    desk = make_desk({"it": chart, "plain": HEAD + PREDICT[PREDICT.index("data:") :].replace(
        ", predict: {field: share}", "")})  # fmt: skip
    keys = {"managers": 40.0}
    if chart is SERIES:
        desk.show()
        assert desk.card.scene is not None
        assert desk.card.scene.task is not None
        keys = {slot.key: 40.0 for slot in desk.card.scene.task.slots}
        desk.show("plain")
    desk.session.predict("it", keys)
    desk.session.reveal("it")
    desk.show()
    desk.window.resize(500, 420)
    desk.card.setGeometry(desk.window.rect())
    QTest.qWait(1)
    assert desk.card.reflection.isVisible()
    desk.card.grab()
    desk.show("plain")
    assert desk.card.layer.isHidden()
    desk.show()
    assert desk.card.reflection.text()
    assert desk.card.layer.isVisible() == (chart is SINGLE)


def test_two_forms_that_each_ask_for_the_other_come_to_rest(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = desk.card.layer.form

    def other(estimates: object) -> bool:
        form.one_by_one = not form.one_by_one
        return True

    monkeypatch.setattr(form, "fit", other)
    for height in (200, 240):
        desk.card.view.resize(400, height)  # a RecursionError in a slot fails the test
        assert form.one_by_one
