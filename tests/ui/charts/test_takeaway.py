"""Taking a chart away through the card's own menu."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from desktop_app.session.preferences import Preferences
from desktop_app.ui.common.theme import DARK, LIGHT
from tests.charts.sample import BARS, LINES
from tests.ui.charts.conftest import Desk, MakeDesk
from tests.ui.charts.drawn import inked, pixels

Choose = Callable[..., None]
TRANSLATIONS = Path(__file__).parents[3] / "resources" / "translations"


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Choose:
    """Answers the dialog: the path, and the kind whose words begin so."""

    def answer(path: Path, kind: str = "") -> None:
        def ask(_owner: object, _title: str, name: str, kinds: str) -> tuple[str, str]:
            asked.append(name)
            return str(path), next(one for one in kinds.split(";;") if one.startswith(kind))

        monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)

    asked: list[str] = []
    return answer


def trigger(desk: Desk, words: str) -> None:
    menu = desk.card.take_button.menu()
    action = next(one for one in menu.actions() if one.text().startswith(words))
    action.trigger()


def test_the_picture_is_copied(make_desk: MakeDesk) -> None:
    desk = make_desk({"it": BARS})
    desk.show()
    QGuiApplication.clipboard().clear()
    trigger(desk, "Copy the picture")
    image = QGuiApplication.clipboard().image()
    assert image.width() >= 1_280
    assert inked(image).sum() > 5_000
    assert desk.card.note.text()


@pytest.mark.parametrize(("kind", "wide"), [("PNG, small", 800), ("PNG, for a", 1_600),
                                            ("PNG, large", 3_200)])  # fmt: skip
def test_a_png_is_written_at_the_scale_that_is_chosen(
    make_desk: MakeDesk, choose: Choose, tmp_path: Path, kind: str, wide: int
) -> None:
    desk = make_desk({"it": BARS})
    desk.show()
    choose(tmp_path / "chart.png", kind)
    trigger(desk, "Save as a picture")
    data = (tmp_path / "chart.png").read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    image = QImage.fromData(data)
    assert image.width() == wide
    blue = (pixels(image)[:, :, :3] == (0xBF, 0x5F, 0x1F)).all(axis=2)
    assert blue.sum() > wide * wide / 60
    assert "chart.png" in desk.card.note.text()


def test_a_picture_is_light_whatever_the_theme(
    make_desk: MakeDesk, choose: Choose, tmp_path: Path
) -> None:
    desk = make_desk({"it": BARS}, preferences=Preferences(theme="dark", text_size=200))
    desk.show()
    choose(tmp_path / "chart.png")
    trigger(desk, "Save as a picture")
    image = QImage(str(tmp_path / "chart.png"))
    assert image.pixelColor(2, 2).name().lower() == LIGHT.surface.lower()
    assert DARK.surface.lower() not in {image.pixelColor(x, 9).name() for x in range(99)}


def test_a_print_has_no_colours(make_desk: MakeDesk, choose: Choose, tmp_path: Path) -> None:
    desk = make_desk({"it": BARS})
    desk.show()
    choose(tmp_path / "chart.png")
    trigger(desk, "Save for black-and-white")
    found = pixels(QImage(str(tmp_path / "chart.png")))[:, :, :3].astype(int)
    assert (found.max(axis=2) - found.min(axis=2)).max() <= 12
    assert inked(QImage(str(tmp_path / "chart.png"))).sum() > 5_000


def test_an_svg_has_title_source_and_credit(
    make_desk: MakeDesk, choose: Choose, tmp_path: Path
) -> None:
    desk = make_desk({"it": BARS})
    desk.show()
    choose(tmp_path / "chart.png", "SVG")  # the name that was proposed
    trigger(desk, "Save as a picture")
    svg = (tmp_path / "chart.svg").read_text("utf-8")
    for words in ("29 fois moins", "Part, en", "Insee", "Une leçon", "CC-BY-4.0", "Cadres"):
        assert words in svg, words
    assert "<desc" in svg


def test_no_other_file_is_overwritten_than_the_one_that_was_asked_about(
    make_desk: MakeDesk, choose: Choose, tmp_path: Path
) -> None:
    desk = make_desk({"it": BARS})
    desk.show()
    (tmp_path / "chart.svg").write_text("mine", "utf-8")
    for _ in range(2):
        choose(tmp_path / "chart.png", "SVG")
        trigger(desk, "Save as a picture")
    assert (tmp_path / "chart.svg").read_text("utf-8") == "mine"
    assert {path.name for path in tmp_path.glob("chart*")} == {
        "chart.svg", "chart-2.svg", "chart-3.svg"
    }  # fmt: skip
    assert "chart-3.svg" in desk.card.note.text()


def test_data_are_written_as_spreadsheets_in_french_read_them(
    make_desk: MakeDesk, choose: Choose, tmp_path: Path
) -> None:
    desk = make_desk({"it": LINES})
    desk.show()
    choose(tmp_path / "data.csv")
    trigger(desk, "Save the data")
    data = (tmp_path / "data.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0] == ["Semaine", "Actes"]
    assert rows[1] == ["2020-03-02", "10000"]


def test_the_specification_is_written(make_desk: MakeDesk, choose: Choose, tmp_path: Path) -> None:
    desk = make_desk({"it": BARS})
    desk.show()
    choose(tmp_path / "chart.vl.json")
    trigger(desk, "Save the Vega-Lite")
    found = json.loads((tmp_path / "chart.vl.json").read_text("utf-8"))
    assert found["$schema"].endswith("/v6.json")
    assert len(found["data"]["values"]) == 3
    assert found["config"]["range"]["category"] == list(LIGHT.series)


@pytest.mark.parametrize("words", ["Save as a picture", "Save the data", "Save the Vega-Lite"])
def test_what_cannot_be_written_is_said(
    make_desk: MakeDesk, choose: Choose, tmp_path: Path, words: str
) -> None:
    desk = make_desk({"it": BARS})
    desk.show()
    choose(tmp_path / "nowhere" / "chart.png")
    trigger(desk, words)
    assert "chart.png" in desk.card.note.text()
    assert not list(tmp_path.glob("nowhere*"))


def test_nothing_is_written_where_no_name_is_given(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk = make_desk({"it": BARS})
    desk.show()
    before = set(tmp_path.rglob("*"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    for words in ("Save as a picture", "Save for", "Save the data", "Save the Vega-Lite"):
        trigger(desk, words)
    assert set(tmp_path.rglob("*")) == before


@pytest.fixture
def french(qapp: QCoreApplication) -> Iterator[None]:
    translator = QTranslator()
    assert translator.load(str(TRANSLATIONS / "rebattre_fr.qm"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("french")
def test_the_menu_speaks_french(make_desk: MakeDesk) -> None:
    desk = make_desk({"it": BARS})
    desk.show()
    words = [action.text() for action in desk.card.take_button.menu().actions()]
    assert words[0] == "Copier l’image"
    assert all("Save" not in text for text in words)
    trigger(desk, "Copier")
    assert desk.card.note.text() == "L’image est copiée."
