"""Banks of questions brought in and taken away, against plain XML of the same content."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time_ns
from typing import Any
from xml.etree import ElementTree

from tests.benchmarks.report import report

FEW, MANY = 500, 5_000
FORMS = ("gift", "moodle-xml")
TYPES = (
    "type=choice}}\n\nQue montre l’écart entre {n} % et 2 %, d’après **l’enquête** ?\n\n"
    "- [ ] Les ouvriers refusent, dans {n} cas.\n\n  > Regardez la part de postes.\n\n"
    "- [x] Le télétravail dépend du métier.\n\n  > Oui : l’écart suit la nature des tâches.\n\n"
    "- [ ] Rien de tout cela.\n\n> On compare des parts, pas des nombres.",
    "type=choices}}\n\nOù a-t-on plus de {n} habitants ?\n\n- [x] Lyon\n- [x] Brest\n- [ ] {n}",
    'type=number unit="%" tolerance=1}}\n\nQuelle part en {n} ?\n\n- [x] 58\n\n> De l’enquête.',
    "type=true-false}}\n\nElle a doublé en {n} ans.\n\n- [ ] Vrai\n- [x] Faux\n\n  > Non.",
    "type=text}}\n\nLa concentration ({n}) ?\n\n- [x] métropolisation\n- [x] urbanisation *",
    "type=match}}\n\nAssociez ({n}).\n\n- cadres → 58 %\n- ouvriers → 2 %\n- employés → 20 %",
    "type=order}}\n\nRangez par population ({n}).\n\n1. Paris\n2. Lyon\n3. Brest",
    "type=open}}\n\nExpliquez en quelques lignes pourquoi {n} n’est pas {n} %.",
    "type=gaps}}\n\nEn {n}, [[Lyon]] compte plus d’habitants que [[Brest]].",
)


def write_bank(folder: Path, count: int) -> Path:
    """A lesson of one chapter with ``count`` questions of the nine types that others know."""
    (folder / "chapters").mkdir(parents=True)
    (folder / "lesson.yaml").write_text(
        "title: Banque\nlanguages: [fr]\nlicence: CC0-1.0\nchapters: [bank]\n", encoding="utf-8"
    )
    parts = ["---\ntitle: Banque\n---"]
    for n in range(count):
        if n % 50 == 0:
            parts.append(f"## Étape {n // 50} {{#step-{n // 50}}}\n\nUn peu de prose.")
        body = TYPES[n % len(TYPES)].format(n=n)
        parts.append(f"::: {{.question #q{n} {body}\n\n:::")
    text = "\n\n".join(parts) + "\n"
    (folder / "chapters" / "bank.fr.md").write_text(text, encoding="utf-8")
    return folder


def measure(folder: Path) -> dict[str, list[float]]:
    """Milliseconds of processor time, by what is done and with how many questions."""
    figures: dict[str, list[float]] = {}
    for count in (FEW, MANY):
        _measure(write_bank(folder / str(count), count), count, figures)
    return figures


def _measure(folder: Path, count: int, figures: dict[str, list[float]]) -> None:
    from desktop_app.content.reader import read_lesson
    from desktop_app.exporting import Exported, export_questions
    from desktop_app.importing import Imported, import_questions

    lesson = read_lesson(folder)
    _timed(figures, f"read {count}", lambda: lesson.chapter("bank", "fr"))
    data: dict[str, bytes] = {}
    for form in FORMS:
        export = partial(export_questions, lesson, form, "fr")
        taken: Exported = _timed(figures, f"export {form} {count}", export)
        data[form] = taken.data
        again = partial(import_questions, taken.data, "bank", "fr")
        read: Imported = _timed(figures, f"import {form} {count}", again)
        # Of the nine types, GIFT has no place for one: several gaps in a sentence.
        left = count // len(TYPES) if form == "gift" else 0
        assert read.count == count - left, (form, read.count, read.problems[:3])
    xml = data["moodle-xml"]
    root = _timed(figures, f"parse {count}", lambda: ElementTree.fromstring(xml))
    _timed(figures, f"serialise {count}", lambda: ElementTree.tostring(root, "utf-8"))


def _timed(figures: dict[str, list[float]], name: str, work: Callable[[], Any]) -> Any:
    start = process_time_ns()
    result = work()
    figures.setdefault(name, []).append((process_time_ns() - start) / 1e6)
    return result


def main(folder: str) -> None:
    report(measure(Path(folder)))


if __name__ == "__main__":
    main(*sys.argv[1:])
