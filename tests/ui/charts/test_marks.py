"""What is painted, and how one scene becomes the next."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QMarginsF, QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from desktop_app.charts.scene import Scene
from desktop_app.ui.charts.layout import ChartLayout, arrange
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.navigation import Navigation
from desktop_app.ui.charts.painting.inks import Inks
from desktop_app.ui.charts.shapes import Shapes, groups_of
from desktop_app.ui.common.theme import CONTRAST
from tests.ui.charts import scenes

pytestmark = pytest.mark.usefixtures("qapp")
LOOK = Look()


def painted(scene: Scene, look: Look = LOOK) -> tuple[QImage, ChartLayout]:
    layout = arrange(scene, QSizeF(520, 360), look, QMarginsF())
    image = QImage(520, 360, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    Shapes(scene, groups_of(scene), layout, look, QRectF(0, 0, 520, 360)).paint(painter)
    painter.end()
    return image, layout


def colour_at(image: QImage, at: QPointF) -> str:
    return image.pixelColor(at.toPoint()).name()


def count_of(image: QImage, colour: QColor) -> int:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    return int((pixels == colour.rgb()).sum())


def test_bars_are_filled_to_their_ends() -> None:
    image, layout = painted(scenes.bars())
    plot = layout.plots[0]
    step = scenes.HEIGHT / 3
    assert colour_at(image, plot.point(3, step / 2)) == LOOK.series(0).name()
    assert colour_at(image, plot.point(58 * 3 - 2, step / 2)) == LOOK.series(0).name()
    assert colour_at(image, plot.point(58 * 3 + 2, step / 2)) == "#ffffff"
    assert colour_at(image, plot.point(3, step * 1.5)) == LOOK.series(1).name()


def test_the_hole_of_a_ring_is_empty() -> None:
    image, layout = painted(scenes.pie(inner=50))
    middle = layout.plots[0].point(scenes.WIDTH / 2, scenes.HEIGHT / 2)
    assert colour_at(image, middle) == "#ffffff"
    right = layout.plots[0].point(scenes.WIDTH / 2 + 70, scenes.HEIGHT / 2)
    assert colour_at(image, right) == LOOK.series(0).name()


def test_maps_have_holes() -> None:
    scene = scenes.squares()
    group = scene.plots[0].groups[0]
    first = scenes.group_of("geoshape", 1, {"path": group.columns["path"][:1], "fill": "ink"})  # type: ignore[index]
    image, layout = painted(scenes.scene_of(first, axes=(), keeps_aspect=True))
    assert colour_at(image, layout.plots[0].point(60, 30)) == LOOK.ink.name()
    assert colour_at(image, layout.plots[0].point(120, 90)) == "#ffffff"


def test_lines_stop_at_gaps_and_a_vertex_alone_is_a_dot() -> None:
    x = np.array([0.0, 100.0, 200.0, 250.0, 300.0])
    columns = {"x": x, "y": 100.0, "stroke": "ink", "strokeWidth": 6.0}
    defined = [True, True, False, True, False]
    line = scenes.group_of("line", 5, columns, paths=((0, 5),), defined=defined)
    image, layout = painted(scenes.scene_of(line))
    plot = layout.plots[0]
    assert colour_at(image, plot.point(50, 100)) == LOOK.ink.name()
    assert colour_at(image, plot.point(150, 100)) == "#ffffff"
    assert colour_at(image, plot.point(250, 100)) == LOOK.ink.name()
    assert colour_at(image, plot.point(225, 100)) == "#ffffff"


def test_a_gap_in_a_long_line_stays_empty() -> None:
    count = 100_000
    x = np.linspace(0, scenes.WIDTH, count)
    y = np.where((x > 100) & (x < 200), np.nan, 100.0)
    columns = {"x": x, "y": y, "stroke": "ink", "strokeWidth": 4.0}
    image, layout = painted(
        scenes.scene_of(scenes.group_of("line", count, columns, paths=((0, count),)))
    )
    assert colour_at(image, layout.plots[0].point(50, 100)) == LOOK.ink.name()
    assert colour_at(image, layout.plots[0].point(150, 100)) == "#ffffff"


def test_a_crowd_is_stamped_where_single_points_are_drawn() -> None:
    few, many = scenes.scatter(150, size=100.0), scenes.scatter(150, size=100.0)
    group = many.plots[0].groups[0]
    columns = {
        name: np.tile(column, 2) if isinstance(column, np.ndarray) else column
        for name, column in group.columns.items()
    }
    many = scenes.scene_of(scenes.group_of("point", 300, columns))
    one, two = painted(few)[0], painted(many)[0]
    area, other = (count_of(image, LOOK.series(0)) for image in (one, two))
    assert area > 1_000
    assert other == pytest.approx(area, rel=0.15)


def test_hatching_tells_series_apart_where_contrast_matters() -> None:
    look = Look(CONTRAST)
    areas = []
    for fill in ("series:0", "series:1"):
        image, _ = painted(scenes.bars([scenes.Bar("a", 90, fill)]), look)
        areas.append(count_of(image, look.colour(fill)))
    assert areas[1] < areas[0] * 0.8


def test_items_of_one_ink_are_one_kind() -> None:
    columns = {"fill": ["a", "b", "a", None], "opacity": np.array([1, 0.5, 1, 1.0]), "stroke": None}
    inks = Inks(scenes.group_of("point", 4, columns))
    assert [ink.fill for ink in inks.kinds] == ["a", "b", None]
    assert inks.codes is not None
    assert inks.codes.tolist() == [0, 1, 0, 2]
    assert inks.kinds[1].fill_opacity == 0.5
    ramp = [f"#{i // 256:02x}{i % 256:02x}00" for i in range(20_000)]
    many = Inks(scenes.group_of("point", len(ramp), {"fill": ramp}))
    assert len(many.kinds) < 1_000


# -- pan and zoom ----------------------------------------------------------------------


def test_zooming_keeps_what_is_under_the_mouse() -> None:
    scene = scenes.zoomable()
    layout = arrange(scene, QSizeF(520, 360), LOOK, QMarginsF())
    place = layout.plots[0]
    at = place.point(90, 50)
    navigation = Navigation().zoomed(scene, 4.0, at, place)
    axis = navigation.seen(scene).plots[0].axis("x")
    assert axis is not None
    assert axis.invert(90) == pytest.approx(30)
    assert axis.positions(30) == pytest.approx(90)
    low, high = navigation.domains(scene)["x"]
    assert high - low == pytest.approx(25)
    ticks = axis.ticks(6)
    assert 3 <= len(ticks) <= 12
    assert all(low - 1 <= float(tick.value) <= high + 1 for tick in ticks)  # type: ignore[arg-type]
    assert all(axis.positions(float(t.value)) == pytest.approx(t.position) for t in ticks)  # type: ignore[arg-type]


def test_nothing_beyond_the_whole_is_ever_seen() -> None:
    scene = scenes.zoomable()
    place = arrange(scene, QSizeF(520, 360), LOOK, QMarginsF()).plots[0]
    navigation = Navigation().zoomed(scene, 2.0).panned(scene, QPointF(9_999, -9_999), place)
    for low, high in navigation.domains(scene).values():
        assert low >= -1e-6
        assert high <= 100 + 1e-6
    assert navigation.zoomed(scene, 0.01).is_whole


def test_only_bound_scales_move() -> None:
    assert Navigation().zoomed(scenes.scatter(), 4.0).is_whole
    assert Navigation().zoomed(scenes.zoomable("x"), 4.0).y.is_whole


def test_points_are_where_their_pixels_are() -> None:
    scene = scenes.scatter(3)
    image, layout = painted(scene)
    group = scene.plots[0].groups[0]
    for x, y in zip(group.columns["x"], group.columns["y"], strict=True):  # type: ignore[call-overload]
        at = layout.plots[0].point(x, y).toPoint()
        assert image.pixelColor(at + QPoint(0, 0)).name() == LOOK.series(0).name()
