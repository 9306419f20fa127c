"""Predictions of a class in a presentation: given one after another, kept, laid over the slide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from desktop_app.charts.ready import read_chart
from desktop_app.content.model import ChartBlock, ModelBlock
from desktop_app.content.typography import typeset
from desktop_app.learning.classroom import class_predictions as predicting
from desktop_app.learning.classroom.class_predictions import (
    PREDICTING,
    ClassPredictions,
    GroupPrediction,
)
from desktop_app.learning.classroom.marks import NO_CLASS
from desktop_app.learning.fingerprint import fingerprint
from desktop_app.learning.outline import original_of
from desktop_app.learning.school_classes import ClassEvent
from desktop_app.session.presentation import Presentation
from desktop_app.session.session import Prediction
from desktop_app.session.slides import Slide
from desktop_app.shell.class_desk import ClassDesk
from desktop_app.ui.presenter.prediction_bar import PredictionsView


class PredictingDesk(ClassDesk):
    """Collects for one presentation at a time, for the class in front."""

    _open: frozenset[str] = frozenset()
    """The blocks whose bar is shown."""
    _is_hidden = False

    def _forget(self) -> None:
        self._known: dict[str, ClassPredictions] = {}

    def _watch(self, presentation: Presentation) -> None:
        self._open, self._is_hidden = frozenset(), False
        presentation.watch(lambda state: state.slide, lambda _: self.changed.emit())
        presentation.session.watch(lambda state: state.predictions, self._follow)

    def _look_up(self, presentation: Presentation) -> None:
        """What was collected and not revealed yet."""
        for one in predicting.predictions_in(self._class.events(*PREDICTING)):
            here = self._known.get(one.chart)
            if one.lesson == presentation.lesson.id and (here is None or here.begun <= one.begun):
                self._known.pop(one.chart, None)
                if not one.revealed and one.groups:
                    self._known[one.chart] = one
        self._open |= set(self._known)

    def _carried(self, before: str) -> Sequence[ClassEvent]:
        known = self.known
        if known is None or known.revealed or before != NO_CLASS:
            return ()
        return (predicting.drop(known, _now()), *predicting.told_again(known, self._class.id))

    def _take_in(self, events: Sequence[ClassEvent]) -> None:
        for one in predicting.predictions_in(events):
            self._known[one.chart] = one

    # -- what there is ---------------------------------------------------------------------

    @property
    def slide(self) -> Slide | None:
        """The slide that is shown."""
        return self._presentation.slide if self._presentation is not None else None

    @property
    def block(self) -> ChartBlock | ModelBlock | None:
        """The chart or the simulation of the slide, if something of it is to be predicted."""
        presentation, slide = self._presentation, self.slide
        if presentation is None or slide is None:
            return None
        block = slide.block
        if isinstance(block, ModelBlock):
            return block if block.foresight is not None else None
        step = presentation.step
        asked = presentation.lesson.tables_to_predict(step, presentation.language) if step else {}
        return block if isinstance(block, ChartBlock) and block.id in asked else None

    @property
    def known(self) -> ClassPredictions | None:
        """What was collected for the slide."""
        block = self.block
        found = self._known.get(block.id) if block is not None else None
        return found if found is not None and found.version == self._version() else None

    @property
    def groups(self) -> tuple[GroupPrediction, ...]:
        """What lies over the slide."""
        known = self.known
        return known.groups if known is not None and known.laid else ()

    def view(self, *, is_private: bool = False) -> PredictionsView | None:
        """What the bar shows; None where nothing is collected. ``is_private``: what is drawn
        can be hidden from the class.
        """
        block = self.block
        if block is None or block.id not in self._open:
            return None
        prediction = self._prediction(block.id)
        return PredictionsView(
            block.id,
            self.known,
            bool(prediction.estimates) and not prediction.revealed,
            prediction.revealed,
            self._is_hidden if is_private else None,
            self._class.is_unsaved,
        )

    # -- what is done ----------------------------------------------------------------------

    def toggle(self) -> None:
        """Begin to collect for the slide, or put the bar away."""
        block = self.block
        if block is not None:
            self._open ^= {block.id}
            self.changed.emit()

    def hide(self, hidden: bool) -> None:
        """Let the class see what is drawn, or not."""
        self._is_hidden = hidden
        self.changed.emit()

    def back(self) -> bool:
        """Put the bar away; False where there is none."""
        if self.view() is None:
            return False
        self.toggle()
        return True

    def give(self, label: str, named: bool) -> None:
        """Keep what is drawn or chosen now as a group's, and clear it for the next."""
        block, presentation = self.block, self._presentation
        if block is None or presentation is None:
            return
        prediction = self._prediction(block.id)
        if not prediction.estimates or prediction.revealed:
            return
        known = self.known
        if known is None or known.revealed:
            known = self._begin(block, presentation)
        event = predicting.give(known, label, prediction.estimates, _now(), named=named)
        if self._keep(known, event):
            presentation.session.predict(block.id, {})

    def remove(self, group: str) -> None:
        """Take a group's prediction away, by its id."""
        known = self.known
        for one in known.groups if known is not None else ():
            if one.id == group and known is not None:
                self._keep(known, predicting.remove(known, one, _now()))

    def lay(self) -> None:
        """Show all of them over one another."""
        known = self.known
        if known is not None:
            self._keep(known, predicting.lay(known, _now()))

    def begin_anew(self) -> None:
        """Collect again: the data are hidden, and what was collected is history."""
        block, presentation = self.block, self._presentation
        if block is not None and presentation is not None:
            self._known.pop(block.id, None)
            presentation.session.predict_again(block.id)
            self.changed.emit()

    # -- inside ----------------------------------------------------------------------------

    def _follow(self, _: Mapping[str, Prediction]) -> None:
        """Once the data are revealed, what was collected for them stands."""
        for block, known in list(self._known.items()):
            if self._prediction(block).revealed and known.groups and not known.revealed:
                self._keep(known, predicting.reveal(known, _now()))
        self.changed.emit()

    def _begin(
        self, block: ChartBlock | ModelBlock, presentation: Presentation
    ) -> ClassPredictions:
        language, title, options = presentation.language, "", []
        if isinstance(block, ChartBlock):
            parameters = presentation.session.state.parameters
            found = read_chart(block, presentation.lesson, language, parameters).specification
            title = found.title if found is not None else ""
        elif block.foresight is not None:
            title = typeset(block.foresight.question, language)
            options = [typeset(one, language) for one in block.foresight.options]
        event = predicting.begin(
            self._class.id,
            presentation.lesson.id,
            block.id,
            self._version(),
            title or block.id,
            _now(),
            options,
        )
        (known,) = predicting.predictions_in([event])
        self._class.keep(event)
        return known

    def _version(self) -> str:
        """That of what is predicted on the slide, whatever its language."""
        block, slide, presentation = self.block, self.slide, self._presentation
        if block is None or slide is None or presentation is None:
            return ""
        original = original_of(presentation.lesson, slide.place.chapter, block.id)
        return fingerprint(original or block)

    def _keep(self, known: ClassPredictions, event: ClassEvent) -> bool:
        """What happened to a collection, if it can happen there."""
        found = predicting.after(known, event)
        if found is None:
            return False
        self._known[found.chart] = found
        self._class.keep(event)
        self.changed.emit()
        return True

    def _prediction(self, chart: str) -> Prediction:
        assert self._presentation is not None
        return self._presentation.session.prediction(chart)


def _now() -> datetime:
    return datetime.now(UTC)
