"""From a specification to a scene: a pure function of the data and the parameters.

It never fails: what can't be drawn is left out and said in ``scene.problems``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from desktop_app.charts.axes import AxisBuilder
from desktop_app.charts.frame import Frame, FrameBuilder
from desktop_app.charts.grammar import Calculate, Layer, Live, Predict, Specification
from desktop_app.charts.marking import Drawing, Marker
from desktop_app.charts.scales import LinearScale, LogScale
from desktop_app.charts.scene import (
    Axis,
    LegendItem,
    Mark,
    Scene,
    Slot,
    TableColumn,
    TableRow,
    Task,
)
from desktop_app.charts.ticks import nice_step
from desktop_app.charts.words import label_of, summary
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import ProblemLog

SERIES = 6
"""How many series the themes have colours for."""


def resolve(
    specification: Specification,
    lesson: Lesson,
    parameters: Mapping[str, float],
    language: str,
    *,
    concealed: bool = False,
) -> Scene:
    """The scene of ``specification`` at ``parameters``.

    ``concealed`` gives the chart as it stands before its prediction is revealed: axes
    and categories, but nothing that tells a value, in marks, order or words.
    """
    log = ProblemLog()
    rows = FrameBuilder(lesson, parameters)
    frames = [rows.build(index, layer) for index, layer in enumerate(specification.layers)]
    builder = AxisBuilder(specification, frames, lesson, language, concealed=concealed, log=log)
    axes = {name: axis for name in ("x", "y") if (axis := builder.build(name)) is not None}
    shaded = [frame for frame in frames if _has_series(frame)]
    series = builder.categories("color", shaded) if shaded else ()
    marker = Marker(lesson, parameters, language, builder, axes, series, specification.meta, log)
    drawing = marker.draw(frames)
    if len(series) > SERIES and not _is_on_an_axis(frames):
        log.warning("too-many-series", specification.location, count=len(series), limit=SERIES)
    scene = Scene(
        title=specification.title,
        subtitle=specification.subtitle,
        description=specification.description,
        summary=_summary(drawing, language),
        language=language,
        x=axes.get("x"),
        y=axes.get("y"),
        bars=tuple(drawing.bars),
        lines=tuple(drawing.lines),
        dots=tuple(drawing.dots),
        rules=tuple(drawing.rules),
        texts=tuple(drawing.texts),
        legend=_legend(drawing, frames),
        sources=_sources(frames, lesson),
        task=_task(specification, builder, frames, drawing, axes),
        problems=log.frozen(),
    )
    columns, table_rows = _table(drawing, builder, frames, axes, language)
    scene = replace(scene, columns=columns, rows=table_rows)
    if scene.is_empty:
        log.warning("no-data", specification.location)
        return replace(scene, problems=log.frozen())
    return conceal(scene) if concealed else scene


def conceal(scene: Scene) -> Scene:
    """``scene`` without what it tells: a title says the finding, a subtitle does not."""
    return replace(
        scene,
        title="",
        description="",
        summary="",
        bars=(),
        lines=(),
        dots=(),
        rules=(),
        texts=(),
        rows=(),
        concealed=True,
    )


def _has_series(frame: Frame) -> bool:
    color = frame.layer.channels.get("color")
    return color is not None and color.value is None


def _is_on_an_axis(frames: Sequence[Frame]) -> bool:
    """Whether an axis already names the series: a bar of its own colour each."""
    for frame in frames:
        color = frame.layer.channels.get("color")
        fields = [
            channel.field
            for name, channel in frame.layer.channels.items()
            if name in ("x", "y") and channel.is_category
        ]
        if color is not None and color.field is not None and color.field not in fields:
            return False
    return True


def _legend(drawing: Drawing, frames: Sequence[Frame]) -> tuple[LegendItem, ...]:
    """A legend where nothing else names the series."""
    colors = [color for frame in frames if (color := frame.layer.channels.get("color"))]
    if _is_on_an_axis(frames) or any(not color.legend for color in colors):
        return ()
    if drawing.lines and all(line.label for line in drawing.lines):
        return ()
    names: dict[int, str] = {line.series: line.name for line in drawing.lines}
    for row, mark in zip(drawing.rows, _tabulated(drawing), strict=False):
        names.setdefault(mark.series, row.cells[1].text)
    items = [LegendItem(series, name) for series, name in sorted(names.items()) if name]
    return tuple(items) if len(items) > 1 else ()


def _tabulated(drawing: Drawing) -> list[Mark]:
    return [*drawing.bars, *drawing.dots]


def _summary(drawing: Drawing, language: str) -> str:
    dots = [dot for dot in drawing.dots if not dot.live]
    counts = [
        ("bar", len(drawing.bars)),
        ("line", len(drawing.lines)),
        ("dot", len(dots)),
    ]
    vertices = [dot for line in drawing.lines for run in line.runs for dot in run]
    marks = [mark for mark in (drawing.bars or vertices or dots) if mark.value is not None]
    if len(marks) < 2:
        return summary(counts, None, language)
    low = min(marks, key=lambda mark: mark.value or 0.0)
    high = max(marks, key=lambda mark: mark.value or 0.0)
    return summary(counts, ((low.text, low.name), (high.text, high.name)), language)


def _table(
    drawing: Drawing,
    builder: AxisBuilder,
    frames: Sequence[Frame],
    axes: Mapping[str, Axis],
    language: str,
) -> tuple[tuple[TableColumn, ...], tuple[TableRow, ...]]:
    """Columns name, series, x and y, without those that say nothing of their own."""
    titles = [_name_title(frames, language), _label(builder, frames, "color", language)]
    titles += [_label(builder, frames, name, language) for name in ("x", "y")]
    numeric = [False, False]
    for name in ("x", "y"):
        axis = axes.get(name)
        numeric.append(axis is not None and isinstance(axis.scale, LinearScale | LogScale))
    # What a value is of stands before the value.
    kept = sorted((i for i in (2, 3) if ("x", "y")[i - 2] in axes), key=lambda i: numeric[i])
    for index in (1, 0):
        texts = [row.cells[index].text for row in drawing.rows]
        told = any(texts == [row.cells[other].text for row in drawing.rows] for other in kept)
        if any(texts) and not told:
            kept.insert(0, index)
    columns = tuple(TableColumn(titles[index], numeric[index]) for index in kept)
    rows = tuple(
        TableRow(tuple(row.cells[index] for index in kept), row.reference) for row in drawing.rows
    )
    return columns, rows


def _label(builder: AxisBuilder, frames: Sequence[Frame], name: str, language: str) -> str:
    for frame in frames:
        channel = frame.layer.channels.get(name)
        if channel is None:
            continue
        given = builder.label(channel)
        if not given and channel.field is not None and channel.field.column is not None:
            given = label_of(channel.field.column, language)
        if given:
            return given
    return ""


def _name_title(frames: Sequence[Frame], language: str) -> str:
    """The label of the tables' key column."""
    for frame in frames:
        for known in frame.layer.fields.values():
            if known.column is not None:
                return label_of(known.column, language)
    return ""


def _sources(frames: Sequence[Frame], lesson: Lesson) -> tuple[str, ...]:
    """The sources of what is shown, in order: of a column, else of its table."""
    found: dict[str, None] = {}
    for frame in frames:
        shown = [
            (frame.layer.data.table, channel.field.column)
            for channel in frame.layer.channels.values()
            if channel.field is not None and channel.field.column is not None
        ]
        of_columns = {column.source: None for _, column in shown if column.source}
        tables = [lesson.table(name) for name, _ in shown]
        of_tables = {table.source: None for table in tables if table is not None}
        found |= of_columns or of_tables
        found |= dict.fromkeys(_computed_from(frame.layer, lesson))
    return tuple(source for source in found if source in lesson.sources)


def _computed_from(layer: Layer, lesson: Lesson) -> Iterator[str]:
    """The sources of the cells that the layer's expressions rest on."""
    expressions = [
        transform.expression for transform in layer.transforms if isinstance(transform, Calculate)
    ]
    for channel in layer.channels.values():
        if isinstance(channel.datum, Live):
            expressions.append(channel.datum.expression)
    seen: set[str] = set()
    while expressions:
        expression = expressions.pop()
        for cell in expression.cells():
            table = lesson.table(cell.reference.name)
            column = table.column_of(cell.reference) if table else None
            if table is not None:
                yield (column.source if column else "") or table.source
        for name in expression.names():
            if name.name in lesson.values and name.name not in seen:
                seen.add(name.name)
                expressions.append(lesson.values[name.name].expression)


def _task(
    specification: Specification,
    builder: AxisBuilder,
    frames: Sequence[Frame],
    drawing: Drawing,
    axes: Mapping[str, Axis],
) -> Task | None:
    predict: Predict | None = specification.meta.predict
    if predict is None or not drawing.bars:
        return None
    bars, layer = drawing.bars, frames[0].layer
    axis = axes[layer.measure_name]
    assert layer.measure is not None
    assert isinstance(axis.scale, LinearScale | LogScale)
    unit = builder.unit([layer.measure])
    column = layer.measure.field.column if layer.measure.field else None
    span = axis.scale.high - axis.scale.low
    step = nice_step(span, 100)
    if column is not None and (column.type == "integer" or column.decimals == 0):
        step = max(1.0, step)
    return Task(
        chart=specification.chart,
        label=builder.label(layer.measure),
        unit=unit,
        low=axis.scale.low,
        high=axis.scale.high,
        step=step,
        horizontal=bars[0].horizontal,
        thickness=bars[0].thickness,
        slots=tuple(Slot(bar.row, bar.name, bar.y if bar.horizontal else bar.x) for bar in bars),
    )
