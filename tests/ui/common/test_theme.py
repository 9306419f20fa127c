"""Contrast: text at least 4.5:1 and marks, outlines and states at least 3:1, computed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QColor, QPalette

from desktop_app.session.preferences import THEMES as NAMES
from desktop_app.ui.common.stylesheet import stylesheet
from desktop_app.ui.common.theme import THEMES, Theme, contrast_ratio

TEXT, SHAPE = 4.5, 3.0
themes = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


def too_low(pairs: dict[str, tuple[str, str]], least: float) -> dict[str, float]:
    ratios = {name: round(contrast_ratio(*pair), 2) for name, pair in pairs.items()}
    return {name: ratio for name, ratio in ratios.items() if ratio < least}


def test_there_is_a_theme_for_each_name() -> None:
    assert tuple(THEMES) == NAMES


def test_the_ratio_is_that_of_wcag() -> None:
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast_ratio("#ffffff", "#777777") == contrast_ratio("#777777", "#ffffff")
    assert contrast_ratio("#123456", "#123456") == 1


@themes
def test_text_reads_on_every_ground_it_stands_on(theme: Theme) -> None:
    grounds = {"paper": theme.paper, "surface": theme.surface, "rail": theme.rail}
    inks = {"ink": theme.ink, "muted": theme.muted, "accent": theme.accent}
    pairs = {f"{i} on {g}": (inks[i], grounds[g]) for i in inks for g in grounds}
    pairs |= {
        "button": (theme.on_accent, theme.accent),
        "right": (theme.positive, theme.surface),
        "wrong": (theme.negative, theme.surface),
        "wrong on paper": (theme.negative, theme.paper),
        "hovered button": (theme.ink, theme.mix(theme.accent, 0.08, theme.surface)),
        "pressed button": (theme.ink, theme.mix(theme.accent, 0.16, theme.surface)),
        "notice": (theme.ink, theme.mix(theme.accent, 0.1)),
        "sentence": (theme.ink, theme.mix(theme.accent, 0.09)),
        "selected row": (theme.ink, theme.mix(theme.accent, 0.2, theme.surface)),
        "pointed chapter": (theme.ink, theme.mix(theme.accent, 0.06)),
    }
    assert too_low(pairs, TEXT) == {}


@themes
def test_chips_read_in_every_colour_also_on_their_sentence(theme: Theme) -> None:
    colours = (*theme.series, theme.muted, theme.accent)
    pairs = {c: (theme.chip_ink(c), theme.chip(c)) for c in colours}
    assert too_low(pairs, TEXT) == {}
    outlines = {f"outline of {c}": (c, theme.chip(c)) for c in colours}
    assert too_low(outlines, SHAPE) == {}


@themes
def test_marks_outlines_and_states_are_seen(theme: Theme) -> None:
    pairs = {f"series {n}": (c, theme.surface) for n, c in enumerate(theme.series)}
    pairs |= {
        "control on surface": (theme.control, theme.surface),
        "control on paper": (theme.control, theme.paper),
        "focus on surface": (theme.accent, theme.surface),
        "focus on paper": (theme.accent, theme.paper),
        "focus on rail": (theme.accent, theme.rail),
        "focus of the primary button": (theme.ink, theme.surface),
        "progress on its track": (theme.accent, theme.line),
    }
    if theme.name == "contrast":
        pairs.pop("progress on its track")  # its line is as dark as its ink
    assert too_low(pairs, SHAPE) == {}


@themes
def test_marks_beside_each_other_differ(theme: Theme) -> None:
    """Colour is never the only sign, but neighbours are not the same to the eye."""
    assert len(set(theme.series)) == len(theme.series) == 6
    for one, other in pairwise(theme.series):
        distance = sum(
            abs(a - b) for a, b in zip(QColor(one).getRgb(), QColor(other).getRgb(), strict=True)
        )
        assert distance > 60, (one, other)


@themes
def test_mixing_goes_from_the_ground_to_the_colour(theme: Theme) -> None:
    assert theme.mix(theme.accent, 0) == QColor(theme.paper).name()
    assert theme.mix(theme.accent, 1) == QColor(theme.accent).name()


def test_only_the_dark_theme_is_dark() -> None:
    assert [theme.name for theme in THEMES.values() if theme.is_dark] == ["dark"]


@themes
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_the_style_sheet_is_read_without_complaint(
    theme: Theme, scale: float, qtbot: object
) -> None:
    from PySide6.QtWidgets import QApplication, QPushButton

    sheet = stylesheet(theme, scale)
    assert sheet.count("{") == sheet.count("}")
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    button = QPushButton("x")
    button.setStyleSheet(sheet)  # a warning of Qt's parser fails the test
    button.ensurePolished()
    button.deleteLater()


@themes
def test_the_palette_has_the_same_tokens(theme: Theme) -> None:
    palette = theme.palette()
    assert palette.color(QPalette.ColorRole.Window) == QColor(theme.paper)
    assert palette.color(QPalette.ColorRole.Text) == QColor(theme.ink)
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == QColor(theme.muted)
