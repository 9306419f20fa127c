"""The types of question, each a frozen value that says all there is to ask and to grade.

Shares are from 0 to 1: ``credit`` is what an answer earns of the question's worth, below
zero where picking it costs something. Everything that was said of an answer in a lesson,
in GIFT or in Moodle's XML has its place here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar

from desktop_app.content.document import Node
from desktop_app.content.problems import Location
from desktop_app.content.reference import Reference

TYPES = (
    "choice", "choices", "true-false", "number", "text", "gaps", "match", "order",
    "point", "axis", "sentence", "prediction", "open",
)  # fmt: skip

Prose = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """How a question is asked and counted.

    ``points``: its weight among others. ``tries``: how often it may be answered before the
    right answer is shown; each further try earns ``penalty`` less of the credit.
    ``certainty``: asked how sure one is. ``graded``: counts; else it is practice.
    ``deferred``: nothing is said before every question of the step is answered.
    ``shuffled``: the options are not shown in the order they are written in.
    """

    points: float = 1.0
    tries: int = 1
    penalty: float = 1 / 3
    certainty: bool = False
    graded: bool = True
    deferred: bool = False
    shuffled: bool = False

    def credit(self, attempt: int) -> float:
        """What a right answer earns at try number ``attempt``, from 1."""
        return max(0.0, 1.0 - self.penalty * (max(attempt, 1) - 1))


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far from the expected number an answer may be: ``1``, or 5 % of it."""

    amount: float = 0.0
    relative: bool = False

    def accepts(self, expected: float, value: float) -> bool:
        """Whether ``value`` is near enough to ``expected``, rounding errors aside."""
        slack = self.amount * abs(expected) if self.relative else self.amount
        rounding = 1e-12 * max(abs(expected), abs(value))
        return abs(value - expected) <= slack * (1 + 1e-9) + rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """An answer that was foreseen, right or wrong, and what is said of it."""

    correct: bool
    credit: float
    explanation: Prose = ()
    misconception: str = ""
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Foreseen):
    """Something to pick, to put in its place, or a criterion to tick."""

    text: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedNumber(Foreseen):
    """A number, or a range where ``tolerance`` is its half width.

    ``written`` is how the author wrote it, without its unit. For dates ``value`` is the
    day's ordinal (``date.toordinal``), and the tolerance is in days.
    """

    value: float
    written: str
    tolerance: Tolerance = Tolerance()

    def accepts(self, value: float) -> bool:
        return self.tolerance.accepts(self.value, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedText(Foreseen):
    r"""A text, in whose ``pattern`` ``*`` stands for anything and ``\*`` for a star."""

    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Foreseen):
    """Something to point at: any of ``references``, or the sentence that holds ``excerpt``."""

    text: Prose
    references: tuple[Reference, ...] = ()
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class TextRules:
    """What counts in a typed text: ``accents`` and ``case``."""

    accents: bool = False
    case: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """Another unit that is accepted; one of it is worth ``factor`` of the question's."""

    name: str
    factor: float


@dataclass(frozen=True, slots=True)
class TextGap:
    """A blank in which words are typed. ``weight`` is its share among the gaps."""

    expected: tuple[ExpectedText, ...]
    rules: TextRules = TextRules()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class NumberGap:
    """A blank in which a number is typed."""

    expected: tuple[ExpectedNumber, ...]
    unit: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class ChoiceGap:
    """A blank for which one of several options is chosen."""

    options: tuple[Option, ...]
    weight: float = 1.0


Blank = TextGap | NumberGap | ChoiceGap


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What stands on the left, and the rank of its right answer among the choices."""

    left: Prose
    right: int
    explanation: Prose = ()
    misconception: str = ""
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimand:
    """A number to predict: ``key`` names its row in the chart, ``value`` is the truth."""

    key: str
    label: Prose
    value: float
    explanation: Prose = ()
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyQuestion:
    """What every question has.

    ``explanation`` is for any answer that has none of its own, ``remarks`` for a whole
    answer that is ``right``, ``partly`` right or ``wrong``. ``evidence`` is what proves the
    answer; ``setting`` are the parameters under which it does.
    """

    type: ClassVar[str]

    id: str
    language: str = ""
    prompt: Prose = ()
    explanation: Prose = ()
    remarks: Mapping[str, Prose] = field(default_factory=lambda: MappingProxyType({}))
    hints: tuple[Prose, ...] = ()
    evidence: Reference | None = None
    setting: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    objective: str = ""
    difficulty: str = ""
    rules: Rules = Rules()
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceQuestion(AnyQuestion):
    """Exactly one of the options is right."""

    type: ClassVar[str] = "choice"

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesQuestion(AnyQuestion):
    """Any number of the options are right, at least one."""

    type: ClassVar[str] = "choices"

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalseQuestion(AnyQuestion):
    """A claim that is true or false; ``proofs`` are what to point at to prove it, if so."""

    type: ClassVar[str] = "true-false"

    when_true: Option
    when_false: Option
    proofs: tuple[Target, ...] = ()
    proof_prompt: Prose = ()

    @property
    def options(self) -> tuple[Option, Option]:
        """True, then false."""
        return self.when_true, self.when_false


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberQuestion(AnyQuestion):
    """The answer is a number that is typed.

    ``units`` are accepted too. ``unit_asked``: the unit has to be typed as well.
    ``otherwise`` is about every number that was not foreseen.
    """

    type: ClassVar[str] = "number"

    expected: tuple[ExpectedNumber, ...]
    unit: str = ""
    units: tuple[Unit, ...] = ()
    unit_asked: bool = False
    otherwise: Foreseen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextQuestion(AnyQuestion):
    """The answer is a word or a few."""

    type: ClassVar[str] = "text"

    expected: tuple[ExpectedText, ...]
    text_rules: TextRules = TextRules()


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsQuestion(AnyQuestion):
    """A text with gaps: its prompt holds a :class:`~desktop_app.content.document.Gap` for
    each of ``gaps``, numbered from 1.
    """

    type: ClassVar[str] = "gaps"

    gaps: tuple[Blank, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchQuestion(AnyQuestion):
    """Each left side has one right answer among ``choices``, some of which may fit none."""

    type: ClassVar[str] = "match"

    pairs: tuple[Pair, ...]
    choices: tuple[Prose, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderQuestion(AnyQuestion):
    """The items are written in the right order."""

    type: ClassVar[str] = "order"

    items: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointQuestion(AnyQuestion):
    """The answer is a mark of the chart or a zone of the map on stage."""

    type: ClassVar[str] = "point"

    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceQuestion(AnyQuestion):
    """The answer is a sentence of the narrative."""

    type: ClassVar[str] = "sentence"

    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisQuestion(AnyQuestion):
    """The answer is a place on the ``axis`` ("x" or "y") of the chart on stage.

    ``scale``: "number", or "date".
    """

    type: ClassVar[str] = "axis"

    axis: str
    scale: str
    expected: tuple[ExpectedNumber, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictionQuestion(AnyQuestion):
    """What is expected before the data are seen; ``chart`` conceals them meanwhile."""

    type: ClassVar[str] = "prediction"

    chart: str
    estimands: tuple[Estimand, ...]
    tolerance: Tolerance
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion(AnyQuestion):
    """A text of one's own. ``explanation`` is a model answer, ``criteria`` what to look for
    in one's own; lengths are in words, 0 for none.
    """

    type: ClassVar[str] = "open"

    criteria: tuple[Option, ...] = ()
    min_words: int = 0
    max_words: int = 0


Question = (
    ChoiceQuestion
    | ChoicesQuestion
    | TrueFalseQuestion
    | NumberQuestion
    | TextQuestion
    | GapsQuestion
    | MatchQuestion
    | OrderQuestion
    | PointQuestion
    | SentenceQuestion
    | AxisQuestion
    | PredictionQuestion
    | OpenQuestion
)
