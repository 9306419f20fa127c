"""A picture of one chart, drawn without a display."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop_app.charts.scene import Scene
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.picture import ChartPicture, save_picture
from desktop_app.ui.common import fonts


def draw_chart(scene: Scene, output: Path) -> None:
    """Draw ``scene`` to ``output`` (PNG or SVG); raises OSError where it can't be written."""
    application = QApplication.instance() or QApplication([])
    fonts.register_fonts()
    save_picture(ChartPicture(scene, Look()), output, scene, 2.0)
    del application
