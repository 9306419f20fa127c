"""The fonts of the packages, and what stands in where they are missing."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QRawFont
from pytestqt.qtbot import QtBot

from desktop_app.ui.common import fonts
from desktop_app.ui.common.fonts import INTERFACE, NARRATIVE, Type, register_fonts


@pytest.fixture(autouse=True)
def registered(qtbot: QtBot) -> None:
    assert register_fonts() == ()


def test_both_families_are_the_real_ones() -> None:
    assert QFontInfo(Type().interface()).family() == INTERFACE
    assert QFontInfo(Type().interface(bold=True)).family() == INTERFACE
    assert QFontInfo(Type().narrative()).family() == NARRATIVE
    assert QFontInfo(Type().narrative(italic=True)).italic()


def test_bold_prose_is_drawn_wider_than_regular() -> None:
    regular = QFontMetricsF(Type().narrative(40)).horizontalAdvance("Rebattre les cartes")
    bold = QFontMetricsF(Type().narrative(40, bold=True)).horizontalAdvance("Rebattre les cartes")
    assert bold > regular


def test_the_narrow_space_is_drawn_as_one() -> None:
    """Atkinson has no U+202F: its fallback must, and not as a box."""
    for font in (Type().interface(40), Type().interface(40, bold=True), Type().narrative(40)):
        metrics = QFontMetricsF(font)
        assert 0 < metrics.horizontalAdvance("\u202f") < metrics.horizontalAdvance("n") / 2


def test_signs_that_atkinson_lacks_come_from_the_fallback() -> None:
    raw = QRawFont.fromFont(Type().narrative())
    for sign in "\u202fσ→←‹›•×−«»":
        interface = QRawFont.fromFont(QFont(INTERFACE))
        assert raw.supportsCharacter(ord(sign)) or interface.supportsCharacter(ord(sign)), sign


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
def test_sizes_follow_the_text_size(scale: float) -> None:
    assert Type(scale).narrative().pixelSize() == round(18 * scale)
    assert Type(scale).interface(13).pixelSize() == round(13 * scale)
    assert Type(scale).px(0.1) == 1


@pytest.mark.parametrize("lost", [INTERFACE, NARRATIVE])
def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, lost: str) -> None:
    monkeypatch.setattr(fonts, "PACKAGES", {**fonts.PACKAGES, lost: "no_such_package_at_all"})
    assert register_fonts() == (lost,)


def test_a_package_without_its_files_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "PACKAGES", {NARRATIVE: "json"})
    assert register_fonts() == (NARRATIVE,)
