from __future__ import annotations

import base64
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop_app.content.files import FolderFiles
from desktop_app.ui.common import pictures
from desktop_app.ui.common.pictures import Pictures


def drawn(path: Path, width: int, height: int) -> None:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(str(path))


def test_a_picture_is_held_by_its_address(qtbot: QtBot, tmp_path: Path) -> None:
    drawn(tmp_path / "a.png", 30, 20)
    found = Pictures(FolderFiles(tmp_path)).find("a.png")
    assert found is not None
    assert (found.width, found.height) == (30, 20)
    kind, _, data = found.address.partition(",")
    assert kind == "data:image/png;base64"
    again = QImage.fromData(base64.b64decode(data))
    assert again.pixelColor(5, 5) == QColor("red")


def test_a_large_picture_is_made_smaller(qtbot: QtBot, tmp_path: Path) -> None:
    drawn(tmp_path / "a.png", 4000, 10)
    found = Pictures(FolderFiles(tmp_path)).find("a.png")
    assert found is not None
    assert (found.width, found.height) == (pictures.LARGEST, 4)


@pytest.mark.parametrize(
    "name", ["none.png", "../outside.png", "text.png", "empty.png", "huge.png"]
)
def test_what_can_not_be_had_is_none(
    name: str, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_BYTES", 1000)
    folder = tmp_path / "lesson"
    folder.mkdir()
    drawn(tmp_path / "outside.png", 3, 3)
    (folder / "text.png").write_text("no picture", "utf-8")
    (folder / "empty.png").write_bytes(b"")
    (folder / "huge.png").write_bytes(b"\x89PNG" + b"\0" * 2000)
    assert Pictures(FolderFiles(folder)).find(name) is None


def test_a_picture_of_too_many_pixels_is_not_decoded(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(tmp_path / "a.png", 100, 100)
    monkeypatch.setattr(pictures, "MOST_PIXELS", 9_999)
    assert Pictures(FolderFiles(tmp_path)).find("a.png") is None
