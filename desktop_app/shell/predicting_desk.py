"""Predictions of a class in a presentation: given one after another, kept, laid over the chart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from desktop_app.content.model import ChartBlock
from desktop_app.learning.classroom import class_predictions as predicting
from desktop_app.learning.classroom.class_predictions import (
    PREDICTING,
    ClassPredictions,
    GroupPrediction,
)
from desktop_app.learning.fingerprint import fingerprint
from desktop_app.learning.school_classes import ClassEvent
from desktop_app.session.presentation import Presentation
from desktop_app.session.session import Prediction
from desktop_app.shell.class_desk import ClassDesk
from desktop_app.ui.presenter.prediction_bar import PredictionsView


class PredictingDesk(ClassDesk):
    """Collects for one presentation at a time, for the class in front."""

    def _forget(self) -> None:
        self._known: dict[str, ClassPredictions] = {}
        self._open: set[str] = set()

    def _watch(self, presentation: Presentation) -> None:
        presentation.watch(lambda state: state.slide, lambda _: self.changed.emit())
        presentation.session.watch(lambda state: state.predictions, self._follow)

    def _look_up(self, presentation: Presentation) -> None:
        """What was collected and not revealed yet."""
        for one in predicting.predictions_in(self._class.events(*PREDICTING)):
            if one.lesson == presentation.lesson.id:
                self._known.pop(one.chart, None)
                if not one.revealed and one.groups:
                    self._known[one.chart] = one
        self._open = set(self._known)

    # -- what there is ---------------------------------------------------------------------

    @property
    def chart(self) -> ChartBlock | None:
        """The chart of the slide, if its data can be predicted."""
        presentation = self._presentation
        slide = presentation.slide if presentation is not None else None
        if presentation is None or slide is None or not isinstance(slide.block, ChartBlock):
            return None
        step = presentation.step
        asked = presentation.lesson.tables_to_predict(step, presentation.language) if step else {}
        return slide.block if slide.block.id in asked else None

    @property
    def known(self) -> ClassPredictions | None:
        """What was collected for the chart of the slide."""
        chart = self.chart
        found = self._known.get(chart.id) if chart is not None else None
        if found is None or chart is None or found.version != fingerprint(chart):
            return None
        return found

    @property
    def groups(self) -> tuple[GroupPrediction, ...]:
        """What lies over the chart of the slide."""
        known = self.known
        return known.groups if known is not None and known.laid else ()

    def view(self) -> PredictionsView | None:
        """What the bar shows; None where nothing is collected."""
        chart, presentation = self.chart, self._presentation
        if chart is None or presentation is None or chart.id not in self._open:
            return None
        prediction = self._prediction(chart.id)
        return PredictionsView(
            chart.id,
            self.known,
            bool(prediction.estimates) and not prediction.revealed,
            prediction.revealed,
            self._class.is_unsaved,
        )

    # -- what is done ----------------------------------------------------------------------

    def toggle(self) -> None:
        """Begin to collect for the chart of the slide, or put the bar away."""
        chart = self.chart
        if chart is not None:
            self._open ^= {chart.id}
            self.changed.emit()

    def back(self) -> bool:
        """Put the bar away; False where there is none."""
        if self.view() is None:
            return False
        self.toggle()
        return True

    def give(self, label: str, named: bool) -> None:
        """Keep what is drawn on the chart now as a group's, and clear it for the next."""
        chart, presentation = self.chart, self._presentation
        if chart is None or presentation is None:
            return
        prediction = self._prediction(chart.id)
        if not prediction.estimates or prediction.revealed:
            return
        known = self.known
        if known is None or known.revealed:
            known = self._begin(chart, presentation)
        event = predicting.give(known, label, prediction.estimates, _now(), named=named)
        if self._keep(known, event):
            presentation.session.predict(chart.id, {})

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
        chart, presentation = self.chart, self._presentation
        if chart is not None and presentation is not None:
            self._known.pop(chart.id, None)
            presentation.session.predict_again(chart.id)
            self.changed.emit()

    # -- inside ----------------------------------------------------------------------------

    def _follow(self, _: Mapping[str, Prediction]) -> None:
        """Once the data are revealed, what was collected for them stands."""
        for chart, known in list(self._known.items()):
            if self._prediction(chart).revealed and known.groups and not known.revealed:
                self._keep(known, predicting.reveal(known, _now()))
        self.changed.emit()

    def _begin(self, chart: ChartBlock, presentation: Presentation) -> ClassPredictions:
        title = str((chart.specification.get("title") if chart.specification else "") or chart.id)
        event = predicting.begin(
            self._class.id, presentation.lesson.id, chart.id, fingerprint(chart), title, _now()
        )
        (known,) = predicting.predictions_in([event])
        self._class.keep(event)
        return known

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
