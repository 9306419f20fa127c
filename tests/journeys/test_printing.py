"""Printing from the window: what is chosen is shown, and saved as PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from desktop_app.cli import main
from desktop_app.shell.print_dialog import PrintDialog
from desktop_app.ui.common.boxes import RadioBox
from tests.journeys.conftest import Play
from tests.journeys.harness import Desk
from tests.support.lessons import LESSONS, LessonBuilder


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_worksheet_is_shown_and_saved(play: Play, tmp_path: Path) -> None:
    target, printed = tmp_path / "fiche.pdf", tmp_path / "printed.pdf"

    def journey(desk: Desk) -> None:
        desk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        dialog = desk.dialog(PrintDialog)
        assert QApplication.focusWidget() is dialog.findChild(RadioBox)
        desk.wait(lambda: dialog.page_count > 0)
        pages = dialog.page_count
        assert not dialog.preview.pixmap().isNull()
        desk.click(desk.button("›", dialog))
        assert f"2 / {pages}" in [label.text() for label in dialog.findChildren(type(dialog.said))]
        desk.click(dialog.large)
        desk.wait(lambda: dialog.page_count > pages)
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(printed))
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
        printer.setFullPage(True)
        printer.setFromTo(2, 3)
        dialog.print_on(printer)
        printer.setOutputFileName(str(tmp_path / "nowhere" / "x.pdf"))
        dialog.print_on(printer)
        assert "Rien n’a été imprimé" in dialog.said.text()
        dialog.choose("summary")
        desk.wait(lambda: 0 < dialog.page_count < pages)
        dialog.save(target)
        desk.wait(lambda: "Enregistré" in dialog.said.text())
        folder = tmp_path / "folder.pdf"
        folder.mkdir()
        for bad in (tmp_path / "nowhere" / "x.pdf", folder):
            dialog.save(bad)
            desk.wait(lambda: "ne peut pas être écrit" in dialog.said.text())
        assert dialog.save_button.isEnabled()

    assert play(journey, str(LESSONS / "questions"), "--language", "fr") == 0
    pages = PdfReader(printed).pages  # on paper that is lower than A4: all of it, smaller
    assert [f"Page {number} sur" in " ".join(page.extract_text().split())
            for number, page in enumerate(pages, 2)] == [True, True]  # fmt: skip
    assert "L’essentiel de la leçon" in PdfReader(target).metadata.title  # type: ignore[union-attr, operator]


def test_no_chapter_ticked_means_all(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.command("print")
        dialog = desk.dialog(PrintDialog)
        desk.wait(lambda: dialog.page_count > 0)
        for one in dialog.chapters[:1]:
            desk.click(one.box)  # of one chapter, none: then all of it is meant
        desk.wait(lambda: dialog.page_count > 0)
        assert dialog.request.chapters == ()

    assert play(journey, str(LESSONS / "questions"), "--language", "en") == 0


def test_single_questions_are_chosen_and_the_command_prints_the_same(
    play: Play, tmp_path: Path
) -> None:
    target, same = tmp_path / "some.pdf", tmp_path / "same.pdf"

    def journey(desk: Desk) -> None:
        desk.command("print")
        dialog = desk.dialog(PrintDialog)
        desk.wait(lambda: dialog.page_count > 0)
        (one,) = dialog.chapters
        desk.press(Qt.Key.Key_Space, on=one.more)
        boxes = list(one.boxes.values())
        assert all(box.isChecked() for box in boxes)
        desk.press(Qt.Key.Key_Space, on=one.box)  # none of them
        assert not any(box.isChecked() for box in boxes)
        for box in boxes[:2]:
            desk.press(Qt.Key.Key_Space, on=box)
        assert one.box.checkState() == Qt.CheckState.PartiallyChecked
        assert dialog.request.questions == ("q-choice", "q-choices")
        assert dialog.request.chapters == ()
        desk.wait(lambda: dialog.page_count == 1)
        dialog.save(target)
        desk.wait(target.exists)
        dialog.choose("plan")  # which is of chapters
        assert not one.more.isVisible()
        assert dialog.request.questions == ()
        dialog.choose("worksheet")
        assert dialog.request.questions == ("q-choice", "q-choices")
        desk.press(Qt.Key.Key_Space, on=one.box)
        assert dialog.request.questions == ()
        assert all(box.isChecked() for box in boxes)

    lesson = str(LESSONS / "questions")
    assert play(journey, lesson, "--language", "fr") == 0
    command = ["export", lesson, "--to", "worksheet", "-o", str(same), "--language", "fr"]
    assert main([*command, "--question", "q-choice", "--question", "q-choices"]) == 0
    texts = [PdfReader(path).pages[0].extract_text() for path in (target, same)]
    assert texts[0] == texts[1]


def test_what_is_left_out_is_counted(play: Play, tmp_path: Path) -> None:
    broken = "".join(
        f"\n::: {{.question #b{rank} type=choice}}\n\nNo options?\n\n:::\n" for rank in range(6)
    )
    lesson = LessonBuilder().append("chapters/telework.en.md", broken).folder(tmp_path)

    def journey(desk: Desk) -> None:
        desk.command("print")
        dialog = desk.dialog(PrintDialog)
        desk.wait(lambda: dialog.page_count > 0)
        said = dialog.said.text().splitlines()
        assert said[0] == "The question “b0” has errors: it is not printed."
        assert said[3] == "And 3 more: see the list of the lesson’s problems."

    assert play(journey, str(lesson), "--language", "en") == 0
