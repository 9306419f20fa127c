"""Charts as pictures: whole, sharp at every scale, with everything that says what they are."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt

from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.picture import MOST_PIXELS, ChartPicture, to_image, to_svg
from desktop_app.ui.common.theme import PRINT
from tests.charts.oracle_specs import SPECS
from tests.ui.charts import scenes
from tests.ui.charts.drawn import inked, pixels, scene_of

pytestmark = pytest.mark.usefixtures("qapp")
SVG = "{http://www.w3.org/2000/svg}"
BARS = {
    "title": {"text": "Un titre & un <autre>", "subtitle": "en %"},
    "data": {"values": [{"a": "un", "b": 3}, {"a": "deux", "b": 7}]},
    "mark": "bar",
    "encoding": {
        "x": {"field": "a", "type": "nominal"},
        "y": {"field": "b", "type": "quantitative"},
        "color": {"field": "a", "type": "nominal"},
    },
}


def picture(spec: object = BARS, **more: object) -> ChartPicture:
    return ChartPicture(scene_of(spec), Look(), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("scale", [1.0, 2.0, 4.0])
def test_texts_and_lines_grow_with_the_scale(scale: float) -> None:
    whole = picture()
    image = to_image(whole, scale)
    assert image.size() == whole.size * scale
    assert image.dotsPerMeterX() == round(96 * scale / 0.0254)
    one, larger = inked(to_image(whole, 1.0)), inked(image)
    # What is drawn covers the same share of the picture: nothing stays as small as it was.
    assert larger.mean() == pytest.approx(one.mean(), rel=0.12)
    title = one[: whole.size.height() // 8]
    large = larger[: round(whole.size.height() * scale) // 8]
    assert np.ptp(np.flatnonzero(large.any(axis=0))) == pytest.approx(
        np.ptp(np.flatnonzero(title.any(axis=0))) * scale, rel=0.03
    )


@pytest.mark.parametrize("name", sorted(SPECS)[::12])
def test_nothing_is_cropped(name: str) -> None:
    clipped = {"line-outside", "clip"}
    if name in clipped:
        return
    image = to_image(picture(SPECS[name], source="Une source", credit="Une licence"))
    marks = inked(image)
    rim = np.concatenate([marks[:2].ravel(), marks[-2:].ravel(), marks[:, :2].ravel()])
    assert not rim.any()
    assert not marks[:, -2:].any()


def test_plots_are_as_large_as_the_specification_says() -> None:
    spec = {**BARS, "width": 700, "height": 333}
    assert picture(spec).size.width() > 700
    wide = picture({**spec, "width": 900}).size
    assert abs(wide.width() - picture(spec).size.width() - 200) <= 2
    assert wide.height() == picture(spec).size.height()


def test_a_map_has_no_empty_half() -> None:
    scene = scenes.squares()
    image = to_image(ChartPicture(scene, Look()))
    rows = np.flatnonzero(inked(image).any(axis=1))
    assert np.ptp(rows) > image.height() * 0.5


def test_a_long_title_is_told_whole() -> None:
    words = [f"mot{rank}" for rank in range(40)]
    svg = to_svg(picture({**BARS, "title": " ".join(words)})).decode()
    assert all(f"{word}" in svg for word in words)


def test_no_picture_is_too_large_for_memory() -> None:
    whole = picture(size=QSize(4_000, 4_000))
    image = to_image(whole, 100.0)
    assert image.width() * image.height() <= MOST_PIXELS * 1.01


# -- SVG -------------------------------------------------------------------------------


def texts(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    return {text.text or "": text for text in root.iter(f"{SVG}text")}


def test_svg_is_text_and_shapes_with_a_title_and_a_description() -> None:
    source = "Insee & « autres » <2020>"
    whole = picture(source=source, credit="CC BY-SA 4.0")
    root = ElementTree.fromstring(to_svg(whole, "Un & deux", "Deux <barres>."))
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Un & deux"  # type: ignore[union-attr]
    assert root.find(f"{SVG}desc").text == "Deux <barres>."  # type: ignore[union-attr]
    found = texts(root)
    assert {"Un titre & un <autre>", "en %", "un", "deux", source, "CC BY-SA 4.0"} <= set(found)
    assert not list(root.iter(f"{SVG}image"))
    assert "Atkinson Hyperlegible" in (found["un"].get("font-family") or "")


def test_texts_of_svg_are_anchored_where_they_are_aligned() -> None:
    spec = {**BARS, "encoding": {**BARS["encoding"], "x": BARS["encoding"]["y"],  # type: ignore[dict-item, index]
                                 "y": {"field": "a", "type": "nominal"}}}  # fmt: skip
    found = texts(ElementTree.fromstring(to_svg(picture(spec))))
    assert found["Un titre & un <autre>"].get("text-anchor") == "start"
    assert found["4"].get("text-anchor") == "middle"
    anchors = {name: text.get("text-anchor") for name, text in found.items()}
    assert "end" in anchors.values()


def test_a_crowd_stays_shapes_in_svg() -> None:
    scene = scenes.scatter(400)
    root = ElementTree.fromstring(to_svg(ChartPicture(scene, Look())))
    assert not list(root.iter(f"{SVG}image"))
    drawn = [*root.iter(f"{SVG}path"), *root.iter(f"{SVG}circle"), *root.iter(f"{SVG}ellipse")]
    assert len(drawn) >= 400


def test_hatching_is_cut_at_the_edges_of_bars_in_svg() -> None:
    svg = to_svg(ChartPicture(scene_of(BARS), Look(PRINT))).decode()
    assert "clipPath" in svg
    assert "<image" not in svg


def test_control_characters_do_not_break_an_svg() -> None:
    spec = {**BARS, "data": {"values": [{"a": "x\u0001\u000by\ud7ff", "b": 1}]}}
    root = ElementTree.fromstring(to_svg(picture(spec)))
    assert "xy\ud7ff" in texts(root)


def test_pictures_are_opaque() -> None:
    assert (pixels(to_image(picture()))[:, :, 3] == 255).all()
    assert to_image(picture()).pixelColor(0, 0) == Qt.GlobalColor.white
