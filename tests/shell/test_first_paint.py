"""The window is on screen before numpy and pyqtgraph are even read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

reached = []
sys.addaudithook(lambda event, _: reached.append(event) if event in (
    "socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto") else None)

from desktop_app.cli import main
from desktop_app.shell.application import qt_application
from desktop_app.shell.main_window import MainWindow

qt = qt_application()
said = {}
HEAVY = ("numpy", "pyqtgraph", "importlib.metadata", "PySide6.QtNetwork", "desktop_app.charts")

def heavy():
    return sorted(
        name for name in sys.modules
        if any(name == one or name.startswith(one + ".") for one in HEAVY)
    )

def begin():
    window = next(w for w in qt.topLevelWidgets() if isinstance(w, MainWindow))
    window.first_painted.connect(lambda: painted(window))

def painted(window):
    view = window.lesson_view
    said["painted"] = heavy()
    said["text"] = view.narrative.toPlainText()
    said["visible"] = view.narrative.isVisible()
    wait(window, 1)

def wait(window, turn):
    card = window.lesson_view.stage.chart_card
    if card is None and turn < 50:
        QTimer.singleShot(0, lambda: wait(window, turn + 1))
        return
    said["turns"] = turn
    said["marks"] = len(card.scene.marks)
    said["loaded"] = heavy()
    QTimer.singleShot(200, lambda: done(window))

def done(window):
    said["network"] = reached
    window.close()

QTimer.singleShot(0, begin)
QTimer.singleShot(20000, qt.quit)
code = main(["rebattre-les-cartes", "--step", "slack-pace"])
print(json.dumps(said))
sys.exit(code)
"""


def test_neither_numpy_nor_pyqtgraph_before_the_first_paint(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    said = json.loads(run.stdout)
    assert said["painted"] == []
    assert said["visible"]
    assert "Slack" in said["text"]
    assert said["turns"] <= 5
    assert said["marks"] == 3
    assert "numpy" in said["loaded"]
    assert "pyqtgraph" in said["loaded"]
    assert said["network"] == []
    assert "Traceback" not in run.stderr
