"""Papers through the command, read back with another PDF library."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop_app.cli import main
from desktop_app.resources import installed_lessons
from tests.support.lessons import LESSONS, LessonBuilder

Capture = pytest.CaptureFixture[str]
QUESTIONS = LESSONS / "questions"


def export(form: str, target: Path, *more: str, lesson: Path = QUESTIONS) -> int:
    return main(["export", str(lesson), "--to", form, "-o", str(target), *more])


def text_of(reader: PdfReader) -> str:
    """All that can be read, spaces of every kind as one space."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    """Both versions of a sheet with one chart."""
    target = tmp_path_factory.mktemp("papers") / "sheet.pdf"
    chosen = ("--question", "q-choice", "--question", "q-text", "--version", "both")
    assert export("worksheet", target, "--language", "fr", *chosen) == 0
    return PdfReader(target)


def test_a_paper_says_what_it_is(sheet: PdfReader) -> None:
    assert sheet.metadata is not None
    assert sheet.metadata.title == "Une question de chaque type – Fiche de travail, version A"
    assert sheet.metadata.author
    assert sheet.trailer["/Root"]["/Lang"] == "fr"  # type: ignore[index]
    assert len(sheet.pages) == 2
    for page, version in zip(sheet.pages, "AB", strict=True):
        width, height = (float(side) for side in page.mediabox[2:])
        assert (width, height) == pytest.approx((595, 842), abs=1)  # A4
        said = " ".join(page.extract_text().split())
        assert f"Fiche de travail, version {version}" in said
        assert "Page 1 sur 1" in said  # each version for itself
        assert "Nom Classe Date" in said


def test_texts_are_texts_in_fonts_of_the_file(sheet: PdfReader) -> None:
    said = text_of(sheet)
    assert "Le télétravail dépend d’abord du métier." in said
    assert "Que montre l’écart entre 58 % et 2 % ?" in said
    for font in sheet.pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        inner = font.get_object()["/DescendantFonts"][0].get_object()
        assert "/FontFile2" in inner["/FontDescriptor"].get_object()


def test_large_print_has_no_letter_under_18_points(tmp_path: Path) -> None:
    sizes: list[float] = []

    def see(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.append(abs(cm[3] * tm[3]) * size)

    chosen = ("--question", "q-choice", "--question", "q-sentence")
    assert export("worksheet", tmp_path / "x.pdf", "--large", *chosen) == 0
    for page in PdfReader(tmp_path / "x.pdf").pages:
        page.extract_text(visitor_text=see)
    assert len(sizes) > 20
    assert min(sizes) >= 17.99


@pytest.mark.parametrize(
    ("form", "options", "said"),
    [
        ("worksheet", ["--chapter", "typ"], "no chapter “typ”; the nearest is “types”"),
        ("key", ["--question", "q-choic"], "no question “q-choic”; the nearest is “q-choice”"),
        ("key", ["--learner", "Zoé"], "“--learner” does not go with the format “key”"),
        ("csv", ["--large"], "“--large” does not go with the format “csv”"),
        ("worksheet", ["--version", "C"], "--version can’t be “C”"),
    ],
)
def test_what_can_not_be_printed_is_said(
    form: str, options: list[str], said: str, tmp_path: Path, capsys: Capture
) -> None:
    assert export(form, tmp_path / "x.pdf", "--language", "en", *options) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_or_a_target_that_is_one(
    tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "taken").mkdir()
    for target in (tmp_path / "nowhere" / "x.pdf", tmp_path / "taken"):
        assert export("worksheet", target, "--question", "q-text", "--language", "en") == 1
        assert "can’t be written" in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*")] == ["taken"]


def test_a_question_higher_than_a_page_goes_on_and_is_said(tmp_path: Path, capsys: Capture) -> None:
    options = "\n".join(
        f"- [{'x' if rank == 3 else ' '}] Option number {rank}" for rank in range(90)
    )
    question = f"\n::: {{.question #high type=choice}}\n\nWhich?\n\n{options}\n\n:::\n"
    lesson = LessonBuilder().append("chapters/telework.en.md", question).folder(tmp_path)
    target = tmp_path / "x.pdf"
    status = export("worksheet", target, "--language", "en", "--question", "high", lesson=lesson)
    assert status == 0
    assert "“high” is higher than a page: it goes on" in capsys.readouterr().err
    words = f"{text_of(PdfReader(target))} "
    assert all(f"Option number {rank} " in words for rank in range(90))


def test_a_first_chart_as_high_as_a_page_gives_way_to_the_title(tmp_path: Path) -> None:
    rows = ", ".join(f"{{a: name {rank}, b: {rank}}}" for rank in range(60))
    step = f"""
## Dense {{#dense}}

::: {{.chart #many}}

```yaml
title: Many
description: Many bars.
data: {{values: [{rows}]}}
mark: bar
encoding: {{y: {{field: a, type: nominal}}, x: {{field: b, type: quantitative}}}}
```

:::

::: {{.question #which type=choice}}

Which?

- [x] This
- [ ] That

:::
"""
    lesson = LessonBuilder().append("chapters/telework.en.md", step).folder(tmp_path)
    for large in ((), ("--large",)):
        target = tmp_path / "x.pdf"
        chosen = ("--question", "which", "--language", "en", *large)
        assert export("worksheet", target, *chosen, lesson=lesson) == 0
        assert "Document 1" in " ".join(PdfReader(target).pages[0].extract_text().split())


def test_a_summary_is_one_page(tmp_path: Path) -> None:
    lesson = installed_lessons()["rebattre-les-cartes"]
    target = tmp_path / "x.pdf"
    assert export("summary", target, "--language", "fr", lesson=lesson) == 0
    (page,) = PdfReader(target).pages
    said = " ".join(page.extract_text().split())
    for words in ("29 fois moins de télétravail", "métropolisation", "Les sources"):
        assert words in said


def test_a_summary_of_anything_is_one_page(tmp_path: Path, capsys: Capture) -> None:
    names = [f"c{rank}" for rank in range(80)]
    builder = LessonBuilder()
    chapters = "".join(f"\n  - {name}" for name in names)
    builder.write(
        "lesson.yaml", re.sub(r"(?<=\nchapters:)(\n  - .*)+", chapters, builder.text("lesson.yaml"))
    )
    title = "A very long title of a chapter " * 4
    for language in ("fr", "en"):
        for name in names:
            content = f"---\ntitle: {title}\nobjective: {title}\n---\n\n## S {{#s-{name}}}\n\nA.\n"
            builder.write(f"chapters/{name}.{language}.md", content)
    target = tmp_path / "x.pdf"
    lesson = builder.folder(tmp_path)
    assert export("summary", target, "--language", "en", lesson=lesson) == 0
    assert len(PdfReader(target).pages) == 1
    assert "not everything fits on one page" in capsys.readouterr().err


def test_a_paragraph_higher_than_a_page_goes_on(tmp_path: Path) -> None:
    words = [f"word{rank}." for rank in range(1_200)]
    block = f"\n::: {{.teacher #long}}\n\n{' '.join(words)}\n\n:::\n"
    lesson = LessonBuilder().append("chapters/telework.en.md", block).folder(tmp_path)
    target = tmp_path / "x.pdf"
    assert export("plan", target, "--language", "en", lesson=lesson) == 0
    said = text_of(PdfReader(target)).replace(" ", "")  # pypdf parts some words
    places = [said.find(word) for word in words]
    assert -1 not in places
    assert places == sorted(places)
