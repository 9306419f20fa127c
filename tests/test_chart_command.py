"""``rebattre chart``: one specification to a picture, or to what it resolves to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from desktop_app.cli import main
from tests.ui.charts.drawn import inked, pixels

Capture = pytest.CaptureFixture[str]
SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "title": "Deux barres & un titre",
    "description": "Deux barres, dont une longue.",
    "data": {"url": "rows.csv"},
    "mark": "bar",
    "encoding": {
        "y": {"field": "name", "type": "nominal"},
        "x": {"field": "share", "type": "quantitative"},
    },
}


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "rows.csv").write_text("name,share\nun,30\ndeux,60\n", "utf-8")
    path = tmp_path / "bars.vl.json"
    path.write_text(json.dumps(SPEC), "utf-8")
    return path


def draw(spec: Path, output: Path, *more: str) -> int:
    return main(["chart", str(spec), "--data", str(spec.parent / "data"), "-o", str(output), *more])


@pytest.mark.usefixtures("qapp")
def test_a_png_that_is_one(spec: Path, tmp_path: Path, capsys: Capture) -> None:
    output = tmp_path / "chart.png"
    assert draw(spec, output) == 0
    assert capsys.readouterr().err == ""
    assert output.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    image = QImage(str(output))
    assert image.width() >= 800
    assert image.height() >= 500
    blue = (pixels(image)[:, :, :3] == (0xBF, 0x5F, 0x1F)).all(axis=2)
    lengths = blue.sum(axis=1)
    rows = np.flatnonzero(lengths > 50)
    first, second = lengths[rows[len(rows) // 4]], lengths[rows[-len(rows) // 4]]
    assert {round(first / second, 1), round(second / first, 1)} == {0.5, 2.0}
    assert not inked(image)[:4].any()


@pytest.mark.usefixtures("qapp")
def test_an_svg_with_its_words(spec: Path, tmp_path: Path) -> None:
    output = tmp_path / "chart.svg"
    assert draw(spec, output) == 0
    root = ElementTree.parse(output).getroot()
    texts = {"".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"un", "deux", "share", "Deux barres & un titre"} <= texts
    assert "Deux barres, dont une longue." in {element.text for element in root.iter()}


@pytest.mark.usefixtures("qapp")
def test_pictures_are_replaced_whole_or_not_at_all(
    spec: Path, tmp_path: Path, capsys: Capture
) -> None:
    output = tmp_path / "chart.png"
    output.write_bytes(b"before")
    spec.write_text(json.dumps({**SPEC, "mark": "baar"}), "utf-8")
    assert draw(spec, output) == 1
    assert "baar" in capsys.readouterr().err
    assert output.read_bytes() == b"before"
    spec.write_text(json.dumps(SPEC), "utf-8")
    assert draw(spec, output) == 0
    assert not QImage(str(output)).isNull()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bars.vl.json", "chart.png", "data"]


@pytest.mark.usefixtures("qapp")
def test_where_nothing_can_be_written(spec: Path, tmp_path: Path, capsys: Capture) -> None:
    assert draw(spec, tmp_path / "nowhere" / "chart.png") == 1
    said = capsys.readouterr().err
    assert "chart.png" in said
    assert "Traceback" not in said


def test_the_scene_needs_no_display(spec: Path, tmp_path: Path) -> None:
    output = tmp_path / "scene.json"
    environment = {name: value for name, value in os.environ.items() if "QPA" not in name}
    run = subprocess.run(
        [sys.executable, "-m", "desktop_app", "chart", str(spec), "--data", str(tmp_path / "data"),
         "-o", str(tmp_path / "chart.png"), "--scene", str(output)],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    scene = json.loads(output.read_text("utf-8"))
    assert [mark["count"] for mark in scene["marks"]] == [2]
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
