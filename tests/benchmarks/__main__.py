"""The command: runs what is asked for, and prints one line per figure."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.benchmarks import lesson_copies
from tests.benchmarks.gallery_comparison import compare_gallery
from tests.benchmarks.rows import Row, heading
from tests.benchmarks.samples import Samples, alternate
from tests.benchmarks.tree import Tree

PARTS = ("start", "check", "pointing", "drawing", "keeping", "simulations", "exchange")
SIZES = (10, 100, 1_000)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; else all")
    parser.add_argument(
        "--gallery",
        nargs=3,
        type=Path,
        metavar=("SPECS", "DATASETS", "NODE_MODULES"),
        help="compare with Vega-Lite over its examples: its examples/specs, the folder of "
        "vega-datasets, and a node_modules with vega and vega-lite",
    )
    parser.add_argument("--runs", type=int, default=9, help="samples of each, 7 or more")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="chapters to check")
    parser.add_argument(
        "--cold", action="store_true", help="with none of the application's modules compiled"
    )
    options = parser.parse_args()
    if options.runs < 1 or any(part not in PARTS for part in options.parts):
        parser.error(f"parts are {', '.join(PARTS)}; runs are at least 1")
    parts = options.parts or (() if options.gallery else PARTS)
    with Tree(cold=options.cold) as tree:
        print(heading(options.runs, cold=options.cold), flush=True)
        if "start" in parts:
            _print(_start(tree, options.runs))
        if "check" in parts:
            for size in options.sizes:
                _print([_check(tree, options.runs, size)])
        if "pointing" in parts:
            _print(_pointing(tree, options.runs))
        if "drawing" in parts:
            _print(_drawing(tree))
        if "keeping" in parts:
            _print(_keeping(tree, options.runs))
        if options.gallery:
            _print(compare_gallery(tree, *options.gallery, options.runs))
        if "simulations" in parts:
            _print(_simulations(tree))
        if "exchange" in parts:
            _print(_exchange(tree, options.runs))


def _keeping(tree: Tree, runs: int) -> Iterator[Row]:
    """Opening a store of many attempts, and answering with it."""
    folder = tree.scratch / "attempts"
    tree.run("keeping", "fill", folder)
    samples = Samples()
    for _ in range(runs):
        samples.add(tree.run("keeping", "open", folder))
    samples.add(tree.run("keeping", "answer", folder))
    for name, goal in (
        ("open a store of 100,000 attempts", 50),
        ("read its schedule", 50),
        ("check all of it, in the background", 100),
        ("Validate to feedback, on disk", 50),
    ):
        yield Row.latency(name, samples[name], goal=goal)


def _print(rows: Iterable[Row | str]) -> None:
    for row in rows:
        print(row, flush=True)


def _start(tree: Tree, runs: int) -> Iterator[Row]:
    """Time to the first paint and to the first chart, and memory with the chart."""
    page = tree.scratch / "step.html"
    page.write_text(lesson_copies.first_step_as_html(), encoding="utf-8")
    ours, bare = alternate(tree, runs, ["app_window", "paint"], ["bare_window", "paint", page])
    yield Row.ratio("first paint", "ms", ours["elapsed"], bare["elapsed"], goal=1.5)
    ours, bare = alternate(tree, runs, ["app_window", "chart"], ["bare_window", "chart", page])
    yield Row.ratio("first chart", "ms", ours["elapsed"], bare["elapsed"], goal=1.3)
    yield Row.ratio("peak memory", "MB", ours["memory"], bare["memory"], goal=1.3)


def _check(tree: Tree, runs: int, size: int) -> Row:
    """Reading and checking a lesson against parsing its text alone."""
    lesson = lesson_copies.write(tree.scratch / f"lesson-{size}", size)
    ours, bare = alternate(tree, runs, ["reading", "check", lesson], ["reading", "parse", lesson])
    return Row.ratio(f"check, {size:,} chapters", "ms", ours["elapsed"], bare["elapsed"], goal=4)


def _pointing(tree: Tree, runs: int) -> Iterator[Row]:
    """From a hover to the repaint, many times in each of the processes."""
    samples = Samples()
    for _ in range(runs):
        samples.add(tree.run("pointing"))
    for name in samples:
        yield Row.latency(name, samples[name], goal=16)


def _drawing(tree: Tree) -> Iterator[Row]:
    """Many marks against the two libraries that a notebook would draw them with."""
    figures = Samples()
    figures.add(tree.run("drawing"))
    others = [("matplotlib", 0.1), ("pyqtgraph", 1.3)]
    if not any(name.endswith("matplotlib") for name in figures):
        print("matplotlib is not installed: nothing is compared with it")
        others = others[1:]
    for name in figures:
        what, _, who = name.rpartition(" ")
        for other, goal in others if who == "ours" else ():
            ours, theirs = figures[name], figures[f"{what} {other}"]
            yield Row.ratio(f"{what} ({other})", "ms", ours, theirs, goal=goal)


def _simulations(tree: Tree) -> Iterator[Row]:
    """A move of a slider, and how many times SciPy takes as long point by point."""
    figures = Samples()
    figures.add(tree.run("simulations"))
    for name in list(figures):
        what, _, who = name.rpartition(" ")
        if who == "moves":
            yield Row.latency(f"move a slider, {what}", figures[name], goal=16)
        elif who == "scenes":
            yield Row.latency(f"move a slider, {what}, with its charts", figures[name], goal=16)
        elif who == "ours":
            goal = 20 if what == "tomahawk" else 0
            other = figures[f"{what} scipy"]
            yield Row.faster(f"{what}, SciPy", figures[name], other, goal=goal)


def _exchange(tree: Tree, runs: int) -> Iterator[Row]:
    """5,000 questions against plain XML of the same content, and against 500 of them."""
    samples = Samples()
    for run in range(runs):
        samples.add(tree.run("exchange", tree.scratch / f"bank-{run}"))
    xml = {"export": "serialise", "import": "parse"}
    for form in ("gift", "moodle-xml"):
        for verb, plain in xml.items():
            ours, few = samples[f"{verb} {form} 5000"], samples[f"{verb} {form} 500"]
            name = f"{verb} 5,000, {form}"
            yield Row.ratio(f"{name} (plain XML)", "ms", ours, samples[f"{plain} 5000"], goal=12)
            yield Row.ratio(f"{name} (500)", "ms", ours, few, goal=12)
    yield Row.ratio("read 5,000 (500)", "ms", samples["read 5000"], samples["read 500"], goal=12)


if __name__ == "__main__":
    main()
