"""The arrows over marks of every kind: each leads where the eye would go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.charts.resolve import resolve
from desktop_app.charts.scene import Scene
from desktop_app.charts.sources import LessonChartSource
from desktop_app.charts.spec.reader import read_specification
from desktop_app.charts.walking import WAYS, Walk
from desktop_app.content.problems import ProblemLog
from desktop_app.content.reader import read_lesson
from tests.charts.sample import HEAD, lesson_with, scene_of
from tests.support.lessons import LESSONS

Draw = Callable[[str], Scene]


@pytest.fixture
def draw(tmp_path: Path) -> Draw:
    return lambda text: scene_of(lesson_with(tmp_path, {"it": HEAD + text}))


def of_fixture(chart: str) -> Scene:
    """A chart of the fixture lesson, resolved."""
    lesson, log = read_lesson(LESSONS / "charts"), ProblemLog()
    block = lesson.find_chart(chart, "en")
    assert block is not None
    specification = read_specification(block, lesson, "en", log)
    assert specification is not None
    return resolve(specification, LessonChartSource(lesson), {}, "en")


def values(*rows: str) -> str:
    return "data: {values: [" + ", ".join(f"{{{row}}}" for row in rows) + "]}\n"


def walked(scene: Scene, start: int, ways: str) -> list[int]:
    """The ranks after each step; ``ways`` are the first letters of the arrows."""
    walk, found = Walk(scene), []
    long = {way[0]: way for way in WAYS}
    for way in ways:
        start = walk.step(start, long[way])
        found.append(start)
    return found


def described(scene: Scene, start: int, ways: str) -> list[str]:
    return [scene.marks[rank].description for rank in walked(scene, start, ways)]


SIMPLE = values("k: a, n: 3", "k: b, n: 9", "k: c, n: 3")


@pytest.mark.parametrize("mark", ["bar", "point"])
def test_upright_bars_follow_one_another(draw: Draw, mark: str) -> None:
    scene = draw(
        SIMPLE + f"mark: {mark}\nencoding: {{x: {{field: k, type: nominal}},"
        " y: {field: n, type: quantitative}}\n"
    )
    assert walked(scene, 0, "rrrr") == [1, 2, 2, 2]
    assert walked(scene, 2, "lll") == [1, 0, 0]
    assert walked(scene, 0, "dduu") == [1, 2, 1, 0]


def test_lying_bars_follow_one_another(draw: Draw) -> None:
    scene = draw(
        SIMPLE + "mark: bar\nencoding: {y: {field: k, type: nominal},"
        " x: {field: n, type: quantitative}}\n"
    )
    assert walked(scene, 0, "dddu") == [1, 2, 2, 1]
    assert walked(scene, 0, "rrll") == [1, 2, 1, 0]


GROUPS = values(
    "k: a, s: one, n: 3", "k: b, s: one, n: 9", "k: a, s: two, n: 4", "k: b, s: two, n: 5"
)


def test_stacked_bars_walk_across_and_along_the_stack(draw: Draw) -> None:
    scene = draw(
        GROUPS + "mark: bar\nencoding: {x: {field: k, type: nominal},"
        " y: {field: n, type: quantitative}, color: {field: s}}\n"
    )
    names = [(mark.name, mark.value) for mark in scene.marks]
    start = names.index(("a", 3))
    across = walked(scene, start, "r")
    assert scene.marks[across[0]].name == "b"
    along = {walked(scene, start, way)[0] for way in "ud"} - {start}
    assert [scene.marks[rank].name for rank in along] == ["a"]


def test_grouped_bars_go_from_bar_to_bar(draw: Draw) -> None:
    scene = draw(
        GROUPS + "mark: bar\nencoding: {x: {field: k, type: nominal}, xOffset: {field: s},"
        " y: {field: n, type: quantitative}, color: {field: s}}\n"
    )
    order = [scene.marks[rank].value for rank in [0, *walked(scene, 0, "rrr")]]
    assert order == [3, 4, 9, 5]


def test_lines_go_along_and_from_one_to_the_other() -> None:
    scene = of_fixture("lines-again")
    assert described(scene, 0, "rrr") == [
        "Sometimes, 2021: 31%",
        "Sometimes, 2023: 26%",
        "Sometimes, 2023: 26%",
    ]
    # Down to the line below at the same year, and back.
    assert described(scene, 1, "dudd") == [
        "Often, 2021: 18%",
        "Sometimes, 2021: 31%",
        "Often, 2021: 18%",
        "Often, 2021: 18%",
    ]


def test_a_gap_in_a_line_is_stepped_over(draw: Draw) -> None:
    scene = draw(
        values("t: 1, n: 1", "t: 2, n: null", "t: 3, n: 3", "t: 4, n: 4")
        + "mark: line\nencoding: {x: {field: t, type: quantitative},"
        " y: {field: n, type: quantitative}}\n"
    )
    assert [scene.marks[rank].value for rank in walked(scene, 0, "rrl")] == [3, 4, 3]


def test_a_map_leads_to_the_neighbour() -> None:
    scene = of_fixture("nine-squares")
    names = [mark.reference.path[1] if mark.reference else "" for mark in scene.marks]
    centre = names.index("c")
    assert [names[walked(scene, centre, way)[0]] for way in "lrud"] == ["w", "e", "n", "s"]
    around = [names[rank] for rank in walked(scene, names.index("nw"), "rrddllu")]
    assert around == ["n", "ne", "e", "se", "s", "sw", "w"]
    assert walked(scene, names.index("nw"), "l") == [names.index("nw")]


def test_a_cloud_goes_by_x_and_by_y(draw: Draw) -> None:
    points = [(1, 5), (2, 1), (3, 9), (4, 3)]
    scene = draw(
        values(*(f"x: {x}, y: {y}" for x, y in points))
        + "mark: point\nencoding: {x: {field: x, type: quantitative},"
        " y: {field: y, type: quantitative}}\n"
    )
    assert walked(scene, 0, "rrrr") == [1, 2, 3, 3]
    assert walked(scene, 1, "uuuu") == [3, 0, 2, 2]
    assert walked(scene, 2, "ddd") == [0, 3, 1]


def test_a_heat_map_is_a_grid(draw: Draw) -> None:
    cells = [f"a: {a}, b: {b}, n: 1" for b in "pq" for a in "uvw"]
    scene = draw(
        values(*cells)
        + "mark: rect\nencoding: {x: {field: a, type: nominal}, y: {field: b, type: nominal},"
        " color: {field: n, type: quantitative}}\n"
    )
    assert walked(scene, 0, "rrdllu") == [1, 2, 5, 4, 3, 0]


def test_small_multiples_are_crossed() -> None:
    scene = of_fixture("by-measure")
    assert len(scene.plots) == 2
    assert walked(scene, 0, "rrrr") == [1, 2, 3, 4]
    assert walked(scene, 3, "ll") == [2, 1] or walked(scene, 3, "l")[0] < 3


def test_parts_of_a_whole_follow_one_another(draw: Draw) -> None:
    scene = draw(
        SIMPLE + "mark: arc\nencoding: {theta: {field: n, type: quantitative}, color: {field: k}}\n"
    )
    assert walked(scene, 0, "rdrl") == [1, 2, 2, 1]


def test_another_layer_can_be_reached(draw: Draw) -> None:
    scene = draw(
        "layer:\n  - "
        + values("t: 1, n: 1", "t: 2, n: 2").strip()
        + "\n    mark: line\n    encoding: {x: {field: t, type: quantitative},"
        " y: {field: n, type: quantitative}}\n"
        "  - data: {values: [{t: 1.5, n: 9}]}\n    mark: point\n"
        "    encoding: {x: {field: t, type: quantitative}, y: {field: n, type: quantitative}}\n"
    )
    assert len(scene.marks) == 3
    assert walked(scene, 0, "u") == [2]
    assert walked(scene, 2, "d")[0] in (0, 1)


def test_one_after_the_other_reaches_every_mark() -> None:
    for chart in ("lines-again", "by-measure", "nine-squares"):
        scene = of_fixture(chart)
        walk, at = Walk(scene), 0
        for rank in range(len(scene.marks)):
            assert at == rank
            at = walk.along(at, 1)
        assert at == len(scene.marks) - 1
        assert walk.along(0, -1) == 0


NUMBER = st.one_of(st.none(), st.floats(-1e3, 1e3), st.integers(-3, 3))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(st.sampled_from("abc"), NUMBER, NUMBER), min_size=1, max_size=12),
    mark=st.sampled_from(["bar", "line", "point", "rect", "arc", "area", "tick", "rule"]),
    banded=st.booleans(),
    ways=st.text("lrud", max_size=12),
)
def test_no_arrow_ever_leads_out_of_the_chart(
    tmp_path: Path, rows: list[tuple[str, object, object]], mark: str, banded: bool, ways: str
) -> None:
    written = (
        f"k: {key}, x: {'null' if x is None else x}, y: {'null' if y is None else y}"
        for key, x, y in rows
    )
    x = "{field: k, type: nominal}" if banded else "{field: x, type: quantitative}"
    scene = scene_of(
        lesson_with(
            tmp_path,
            {
                "it": HEAD
                + values(*written)
                + f"mark: {mark}\nencoding: {{x: {x}, y: {{field: y, type: quantitative}},"
                " color: {field: k}}\n"
            },
        )
    )
    if not len(scene.marks):
        return
    for rank in walked(scene, 0, ways):
        assert 0 <= rank < len(scene.marks)
