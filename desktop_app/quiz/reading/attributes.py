"""The attributes of a question and of its options, read as what they mean."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from desktop_app.content.document import Attribute, Inline, Node, Paragraph, plain_text
from desktop_app.content.model import Option as WrittenOption
from desktop_app.content.model import QuestionBlock
from desktop_app.content.numbers import parse_typed
from desktop_app.content.problems import Location, ProblemLog, nearest
from desktop_app.content.question_blocks import NO, YES
from desktop_app.quiz.model import Option, Prose, Rules, TextRules, Tolerance
from desktop_app.quiz.quantities import parse_tolerance

MOST_TRIES = 10
COMMON = (
    "type", "evidence", "set", "objective", "difficulty", "points", "tries", "penalty",
    "certainty", "graded", "feedback",
)  # fmt: skip
"""The attributes that a question of any type may have."""


class Attributes:
    """Reads attributes one by one; what is wrong with a value is reported where it stands."""

    def __init__(
        self,
        values: Mapping[str, Attribute],
        owner: Location,
        language: str,
        log: ProblemLog,
    ) -> None:
        self._values = values
        self._owner = owner
        self.language = language
        self.log = log

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def place(self, name: str) -> Location:
        found = self._values.get(name)
        return found.location if found else self._owner

    def text(self, name: str) -> str:
        found = self._values.get(name)
        return found.value.strip() if found else ""

    def flag(self, name: str, *, default: bool = False) -> bool:
        """``yes`` or ``no`` (« oui », « non »)."""
        value = self.text(name).casefold()
        if name not in self._values:
            return default
        if value in YES + NO:
            return value in YES
        self._unknown(name, value, ("yes", "no"))
        return default

    def choice(self, name: str, known: Sequence[str], default: str = "") -> str:
        value = self.text(name)
        if name not in self._values:
            return default
        if value in known:
            return value
        self._unknown(name, value, known)
        return default

    def number(self, name: str, low: float, high: float, default: float) -> float:
        """A number held between two bounds; one out of them is reported."""
        if name not in self._values:
            return default
        value = parse_typed(self.text(name), self.language)
        if value is None:
            self.log.error("wrong-type", self.place(name), key=name, expected="number")
            return default
        if not low <= value <= high:
            self.log.error("out-of-range", self.place(name), key=name, minimum=low, maximum=high)
            return default
        return value

    def count(self, name: str, low: int, high: int, default: int) -> int:
        value = float(self.number(name, low, high, default))
        if not value.is_integer():
            self.log.error("wrong-type", self.place(name), key=name, expected="integer")
            return default
        return int(value)

    def share(self, name: str, default: float, *, low: float = 0.0) -> float:
        """A share: ``50%``, or ``0.5``; from ``low`` to 1."""
        if name not in self._values:
            return default
        text = self.text(name)
        value = parse_typed(text, self.language)
        if value is not None and text.endswith("%"):
            value /= 100
        if value is None or not low <= value <= 1:
            self.log.error(
                "bad-share", self.place(name), name=name, value=text, low=f"{low * 100:.0f}"
            )
            return default
        return value

    def tolerance(self) -> Tolerance | None:
        """The tolerance, None where there is none or it can't be read."""
        if "tolerance" not in self._values:
            return None
        found = parse_tolerance(self.text("tolerance"), self.language)
        if found is None:
            self.log.error("bad-tolerance", self.place("tolerance"), value=self.text("tolerance"))
        return found

    def text_rules(self) -> TextRules:
        return TextRules(accents=self.flag("accents"), case=self.flag("case"))

    def _unknown(self, name: str, value: str, known: Sequence[str]) -> None:
        self.log.error(
            "unknown-value",
            self.place(name),
            key=name,
            value=value,
            nearest=nearest(value, known),
            known=", ".join(known),
        )


def read_rules(attributes: Attributes, defaults: Rules, *, shuffles: bool) -> Rules:
    """How the question is asked; what it does not say is as the lesson has it."""
    feedback = attributes.choice("feedback", ("immediate", "later"))
    return Rules(
        points=attributes.number("points", 0, 1000, defaults.points),
        tries=attributes.count("tries", 1, MOST_TRIES, defaults.tries),
        penalty=attributes.share("penalty", defaults.penalty),
        certainty=attributes.flag("certainty", default=defaults.certainty),
        graded=attributes.flag("graded", default=defaults.graded),
        deferred=feedback == "later" if feedback else defaults.deferred,
        shuffled=shuffles and attributes.flag("shuffle", default=defaults.shuffled),
    )


_SETTING = re.compile(r"([^\s=]+)=(\S+)")


def read_setting(attributes: Attributes) -> Mapping[str, float]:
    """``set="managers=60 employees=50"``: parameters and the values they take."""
    found: dict[str, float] = {}
    for part in attributes.text("set").split():
        match = _SETTING.fullmatch(part)
        value = parse_typed(match[2], attributes.language) if match else None
        if match is None or value is None or not math.isfinite(value):
            attributes.log.error("bad-setting", attributes.place("set"), text=part)
        else:
            found[match[1]] = value
    return MappingProxyType(found)


def of_option(option: WrittenOption, language: str, log: ProblemLog) -> Attributes:
    return Attributes(option.attributes, option.location, language, log)


def read_option(
    option: WrittenOption, language: str, log: ProblemLog, *, right: float = 1.0, wrong: float = 0.0
) -> Option:
    """An option with its credit: as it is written, else by its box."""
    default = right if option.correct else wrong
    credit = of_option(option, language, log).share("credit", default, low=-1.0)
    return Option(
        text=option.text,
        correct=option.correct,
        credit=credit,
        explanation=option.explanation,
        misconception=option.misconception,
        location=option.location,
    )


def report_unused(block: QuestionBlock, known: Sequence[str], log: ProblemLog) -> None:
    """Report the attributes that mean nothing for a question of this type."""
    for name, attribute in block.attributes.items():
        if name not in COMMON and name not in known and name in _SPECIAL:
            log.warning("attribute-without-effect", attribute.location, name=name, type=block.type)


_SPECIAL = (
    "unit", "units", "ask-unit", "tolerance", "accents", "case", "gaps", "axis", "shuffle", "chart",
    "min-words", "max-words",
)  # fmt: skip


_SPACES = re.compile(r"[ \t\n]+")


def prose_text(nodes: Sequence[Node]) -> str:
    """``nodes`` in one line, as they are told: spaces that don't break are kept."""
    return _SPACES.sub(" ", plain_text(nodes)).strip()


def first_line(nodes: Prose) -> tuple[Inline, ...]:
    """The content of the paragraph that ``nodes`` are, () where they are more."""
    if len(nodes) == 1 and isinstance(nodes[0], Paragraph):
        return nodes[0].children
    return ()


def written_options(block: QuestionBlock) -> Iterator[WrittenOption]:
    """Every answer of the block, wherever it stands."""
    yield from block.options
    yield from block.proofs
    for gap in block.gaps:
        yield from gap.options
