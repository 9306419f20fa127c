"""A presentation: what its audience sees of a lesson, and the verbs that change it.

Its session is its own: nothing that was answered on this computer before shows in class,
and nothing that is shown in class counts as somebody's answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ModelBlock, Step
from desktop_app.content.reference import Reference
from desktop_app.session.session import Place, Session, frozen_map
from desktop_app.session.slides import Slide, SlideKind, Telling, slides_of
from desktop_app.session.store import StateStore

NUDGE = 0.02
"""How far an arrow moves a tool, as a share of the screen."""
SMALLEST, WIDEST, GROWTH = 0.06, 0.6, 1.25
CURTAIN, CURTAIN_STEP = 0.8, 0.1
"""How much of the screen the curtain covers when it falls, and by how much an arrow lifts it."""
MOST_STROKES = 500
"""Strokes kept on one slide."""

Spot = tuple[float, float]
"""A place on the screen, as shares of its width and height."""
Stroke = tuple[Spot, ...]


class Cover(StrEnum):
    NONE = ""
    BLACK = "black"
    WHITE = "white"


class Tool(StrEnum):
    NONE = ""
    SPOTLIGHT = "spotlight"
    MAGNIFIER = "magnifier"
    PEN = "pen"


@dataclass(frozen=True)
class PresentationState:
    """``reach`` is the radius of spotlight and magnifier as a share of the screen's height;
    ``curtain`` the share of it that is still covered, from below; ``drawing``: the pen,
    moved by keys, is on the paper. ``held`` counts the pictures that the audience's screen
    has kept so far, 0 where it follows.
    """

    slide: str = ""
    revealed: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    cover: Cover = Cover.NONE
    curtain: float = 0.0
    tool: Tool = Tool.NONE
    at: Spot = (0.5, 0.5)
    reach: float = 0.2
    drawing: bool = False
    strokes: Mapping[str, tuple[Stroke, ...]] = field(default_factory=lambda: frozen_map({}))
    held: int = 0

    @property
    def frozen(self) -> bool:
        """Whether the audience's screen stays as it is."""
        return self.held > 0


class Presentation(StateStore[PresentationState]):
    """Walks through the slides of ``lesson``. ``session`` follows, and is followed."""

    def __init__(self, lesson: Lesson, session: Session, language: str) -> None:
        super().__init__(PresentationState())
        self.lesson = lesson
        self.session = session
        self.language = language
        self.computed: Callable[[Reference], str | None] = lambda _reference: None
        """What the figures of simulations say now; None: what their author wrote."""
        self._recalled: tuple[str, ...] = ()
        self._after_recall = ""
        here = self.slides_at(session.state.place) or self.slides
        if here:
            self._replace(slide=here[0].key)
            session.go_to(here[0].place)
        session.watch(lambda state: state.place, self._follow)

    # -- what there is to show -----------------------------------------------------------

    @cached_property
    def steps(self) -> Sequence[tuple[str, Step]]:
        """Every step of the lesson with its chapter's id; reads every chapter."""
        return tuple((chapter.id, step) for chapter, step in self.lesson.steps(self.language))

    @cached_property
    def _all(self) -> Sequence[Slide]:
        return tuple(slide for chapter, step in self.steps for slide in slides_of(chapter, step))

    @cached_property
    def recalled(self) -> Sequence[Slide]:
        """The questions of an earlier sitting that are asked again first."""
        asked = {
            slide.block.id: slide
            for slide in self._all
            if slide.kind is SlideKind.QUESTION and slide.block is not None
        }
        return tuple(
            replace(asked[name], recalled=True) for name in self._recalled if name in asked
        )

    @property
    def slides(self) -> Sequence[Slide]:
        """The slides on the route: those of steps that are dropped are passed over."""
        dropped = self.state.dropped
        return (*self.recalled, *(one for one in self._all if one.place.step not in dropped))

    @property
    def slide(self) -> Slide | None:
        """What the audience sees, also where its step is dropped."""
        every = (*self.recalled, *self._all)
        return next((one for one in every if one.key == self.state.slide), None)

    @property
    def following(self) -> Slide | None:
        """What comes next."""
        return self._beside(1)

    def slides_at(self, place: Place | None) -> Sequence[Slide]:
        return tuple(one for one in self._all if place is not None and one.place == place)

    @property
    def step(self) -> Step | None:
        """The step that the slide is of."""
        return self.step_of(self.slide)

    def step_of(self, slide: Slide | None) -> Step | None:
        """The step that ``slide`` is of."""
        wanted = slide.place.step if slide else ""
        return next((step for _, step in self.steps if step.id == wanted), None)

    def telling(self, step: Step) -> Telling:
        """How the figures of ``step`` are told to the audience now."""
        waiting = self.waiting(step)
        return Telling(
            self.lesson,
            self.session.state.parameters,
            self.language,
            lambda figure: self.lesson.rests_on(figure, waiting),
            self.computed,
        )

    def telling_all(self) -> Telling:
        """How figures are told to who may know all of them."""
        parameters = self.session.state.parameters
        return Telling(self.lesson, parameters, self.language, lambda _: False)

    def waiting(self, step: Step) -> frozenset[str]:
        """The tables of a step that are held back for a prediction."""
        asked = self.lesson.tables_to_predict(step, self.language)
        return frozenset(
            table for chart, table in asked.items() if not self.session.prediction(chart).revealed
        )

    # -- walking -------------------------------------------------------------------------

    def show(self, slide: Slide | None) -> None:
        """Bring ``slide`` on the screen. A curtain that hung stays with what it covered."""
        if slide is None:
            return
        if self._set(slide=slide.key, cover=Cover.NONE, curtain=0.0, drawing=False):
            self.session.go_to(slide.place)
            self._notify()

    def next(self) -> None:
        """The next slide; from a black or white screen, back to the one that was there."""
        self._walk(1)

    def previous(self) -> None:
        self._walk(-1)

    def go_to_step(self, step: str) -> None:
        self.show(next((one for one in self._all if one.place.step == step), None))

    def first(self) -> None:
        self.show(next(iter(self.slides), None))

    def last(self) -> None:
        self.show(next(iter(reversed(self.slides)), None))

    def speak(self, language: str) -> None:
        """Show the lesson in ``language`` from here on, at the same slide."""
        if language == self.language:
            return
        self.language = language
        self._divide()

    def take_up(self, lesson: Lesson) -> None:
        """Go on with ``lesson``, as this one was saved since: at the same slide, else at one of
        the same step, else at the one of its rank.
        """
        keys = [one.key for one in self._all]
        rank = keys.index(self.state.slide) if self.state.slide in keys else 0
        self.lesson = lesson
        self.session.declare(lesson.parameters)
        self._divide(rank)

    def _divide(self, rank: int = 0) -> None:
        """Part the lesson into slides anew, and stay where one is as far as possible."""
        for name in ("steps", "_all", "recalled"):
            self.__dict__.pop(name, None)
        if self.slide is None:  # other sentences in this language, or a step that is gone
            here = self.slides_at(self.session.state.place)[:1] or self._all[: rank + 1][-1:]
            self._replace(slide=here[0].key if here else "", drawing=False)
            if here:
                self.session.go_to(here[0].place)

    def recall(self, questions: Sequence[str]) -> None:
        """Ask ``questions`` again, one a slide, before going on from here."""
        if self.slide is not None and not self.slide.recalled:
            self._after_recall = self.state.slide
        self._recalled = tuple(questions)
        self.__dict__.pop("recalled", None)
        self.show(next(iter(self.recalled), None))

    def drop(self, steps: Collection[str]) -> None:
        """Leave ``steps`` out of the route, and no others."""
        self._replace(dropped=frozenset(steps))

    # -- showing and hiding --------------------------------------------------------------

    def reveal(self) -> None:
        """Show what the slide holds back (answer, data), or hide it again."""
        slide = self.slide
        if slide is None:
            return
        if slide.kind is SlideKind.QUESTION:
            revealed = self.state.revealed ^ {slide.key}
            self._replace(revealed=revealed)
            return
        for chart in self._to_predict(slide):
            known = self.session.prediction(chart)
            if known.revealed:
                self.session.predict_again(chart)
            elif known.estimates:
                self.session.reveal(chart)
            else:
                self.session.skip_prediction(chart)

    @property
    def can_reveal(self) -> bool:
        """Whether the slide has an answer, or data, to be shown or hidden."""
        slide, step = self.slide, self.step
        if slide is None or step is None:
            return False
        return slide.kind is SlideKind.QUESTION or bool(self._to_predict(slide))

    @property
    def holds_back(self) -> bool:
        """Whether the slide has something that is not shown yet."""
        slide, step = self.slide, self.step
        if slide is None or step is None:
            return False
        if slide.kind is SlideKind.QUESTION:
            return slide.key not in self.state.revealed
        asked = self._to_predict(slide)
        return any(not self.session.prediction(block).revealed for block in asked)

    def _to_predict(self, slide: Slide) -> Collection[str]:
        """The blocks of which something is to be said before the slide shows all of it."""
        step = self.step_of(slide)
        if step is None:
            return ()
        if slide.kind is SlideKind.MODEL and isinstance(slide.block, ModelBlock):
            return (slide.block.id,) if slide.block.foresight is not None else ()
        return self.lesson.tables_to_predict(step, self.language)

    def cover(self, cover: Cover) -> None:
        """Black or white screen, or what was there again."""
        self._replace(cover=Cover.NONE if cover is self.state.cover else cover)

    def draw_curtain(self) -> None:
        """Let the curtain fall, or take it away."""
        self._replace(curtain=0.0 if self.state.curtain else CURTAIN)

    def move_curtain(self, covered: float) -> None:
        self._replace(curtain=round(min(max(covered, 0.0), 1.0), 4))

    def freeze(self) -> None:
        """Keep the audience's screen as it is, or let it follow again."""
        self._replace(held=0 if self.state.frozen else 1)

    def show_now(self) -> None:
        """Let a frozen screen show what was prepared meanwhile, and keep that."""
        if self.state.frozen:
            self._replace(held=self.state.held + 1)

    # -- tools ---------------------------------------------------------------------------

    def take(self, tool: Tool) -> None:
        """Take a tool in hand, or put it away."""
        self._replace(tool=Tool.NONE if tool is self.state.tool else tool, drawing=False)

    def point(self, at: Spot) -> None:
        """Move the tool; a pen on the paper draws a line."""
        x, y = (round(min(max(share, 0.0), 1.0), 4) for share in at)
        if self.state.drawing:
            self._extend((x, y))
        self._replace(at=(x, y))

    def nudge(self, right: int, down: int) -> None:
        """Move the tool by so many :data:`NUDGE`, or the curtain where no tool is in hand."""
        x, y = self.state.at
        self.point((x + right * NUDGE, y + down * NUDGE))

    def press(self) -> None:
        """Put the pen on the paper, or take it off."""
        state = self.state
        if state.tool is Tool.PEN:
            if not state.drawing:
                self._add((state.at,))
            self._replace(drawing=not state.drawing)

    def begin_stroke(self, at: Spot) -> None:
        self._replace(drawing=False)
        self.point(at)
        self.press()

    def end_stroke(self) -> None:
        self._replace(drawing=False)

    def wipe(self) -> None:
        """Wipe the slide clean."""
        slide = self.state.slide
        kept = {key: strokes for key, strokes in self.state.strokes.items() if key != slide}
        self._replace(strokes=frozen_map(kept), drawing=False)

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """What was drawn over the slide."""
        return self.state.strokes.get(self.state.slide, ())

    def grow(self, larger: bool) -> None:
        """A wider or a narrower spotlight or magnifier."""
        factor = GROWTH if larger else 1 / GROWTH
        self._replace(reach=min(max(self.state.reach * factor, SMALLEST), WIDEST))

    def step_back(self) -> bool:
        """Take back what was laid over the slide last; False where there is nothing."""
        state = self.state
        if state.cover is not Cover.NONE:
            self._replace(cover=Cover.NONE)
        elif state.tool is not Tool.NONE:
            self._replace(tool=Tool.NONE, drawing=False)
        elif state.curtain:
            self._replace(curtain=0.0)
        else:
            return False
        return True

    # -- inside --------------------------------------------------------------------------

    def _walk(self, by: int) -> None:
        if self.state.cover is not Cover.NONE:
            self._replace(cover=Cover.NONE)
        else:
            self.show(self._beside(by))

    def _beside(self, by: int) -> Slide | None:
        """The slide ``by`` further on the route, from wherever one stands."""
        on_route = {one.key for one in self.slides}
        every = (*self.recalled, *self._all)
        here = next((rank for rank, one in enumerate(every) if one.key == self.state.slide), None)
        if here is None:
            return None
        if by > 0 and here == len(self.recalled) - 1:  # the last one that was asked again
            onward = next((one for one in self._all if one.key == self._after_recall), None)
            if onward is not None:
                return onward
        ahead = every[here + 1 :] if by > 0 else every[:here][::-1]
        return next((one for one in ahead if one.key in on_route), None)

    def _follow(self, place: Place | None) -> None:
        """The session went elsewhere: by a link, or back by undo."""
        slide = self.slide
        if slide is None or slide.place != place:
            self.show(next(iter(self.slides_at(place)), None))

    def _add(self, stroke: Stroke) -> None:
        strokes = (*self.strokes, stroke)[-MOST_STROKES:]
        self._replace(strokes=frozen_map({**self.state.strokes, self.state.slide: strokes}))

    def _extend(self, spot: Spot) -> None:
        *before, stroke = self.strokes or ((),)
        if not stroke or stroke[-1] != spot:
            strokes = (*before, (*stroke, spot))
            self._replace(strokes=frozen_map({**self.state.strokes, self.state.slide: strokes}))
