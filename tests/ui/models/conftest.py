"""A panel of a simulation on the screen, with a session of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.session.preferences import Preferences, PreferenceStore
from desktop_app.session.session import Session
from desktop_app.ui.charts.chart_card import ChartCard
from desktop_app.ui.models.model_panel import ModelPanel
from tests.models.test_told import lesson_with

MakePanel = Callable[[str], tuple[ModelPanel, Session]]


@pytest.fixture
def make_panel(qtbot: QtBot, tmp_path: Path) -> MakePanel:
    def make(yaml: str) -> tuple[ModelPanel, Session]:
        lesson = lesson_with(tmp_path, yaml, "Un.")
        session = Session(lesson.parameters)
        store = PreferenceStore(Preferences())

        def card() -> ChartCard:
            return ChartCard(lesson, session, store, lambda problem: problem.code, animated=False)

        panel = ModelPanel(lesson, session, store, lambda one: one.code, card, lambda: False)
        qtbot.addWidget(panel)
        panel.resize(700, 700)
        panel.show()
        chapter = lesson.chapter("one", "fr")
        assert chapter is not None
        panel.show_model(chapter.steps[0].models[0], "fr")
        return panel, session

    return make
