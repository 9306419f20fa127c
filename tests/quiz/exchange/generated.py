"""Questions of every type that other formats know, as lessons hold them, for hypothesis."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from desktop_app.content.document import (
    Code,
    CodeBlock,
    Emphasis,
    Gap,
    Image,
    ItemList,
    LineBreak,
    Link,
    Paragraph,
    Strong,
    Text,
)
from desktop_app.content.problems import Location
from desktop_app.quiz.exchange.shares import KNOWN
from desktop_app.quiz.model import (
    ChoiceGap,
    ChoiceQuestion,
    ChoicesQuestion,
    ExpectedNumber,
    ExpectedText,
    Foreseen,
    GapsQuestion,
    MatchQuestion,
    NumberGap,
    NumberQuestion,
    OpenQuestion,
    Option,
    OrderQuestion,
    Pair,
    Question,
    Rules,
    TextGap,
    TextQuestion,
    TextRules,
    Tolerance,
    TrueFalseQuestion,
    Unit,
)
from desktop_app.quiz.telling import exact
from tests.quiz.exchange.pictures import PNG_PATH

HERE = Location("")
_SIGNS = "~=#{}:\\/%[]()<>&*_`!|+-.;\"'«»→$@^"
_WORDS = st.sampled_from(
    ["ville", "été", "l’eau", "58 %", "\\frac{a}{b}", "x^{2}", "a~b", "E=mc²", "C#", "{}", "//",
     "::", "->", "&amp;", "<b>", "1.", "-", "#", "```", "[ ]", ":::", "%50%", "TRUE", "T", "[html]",
     "$$x$$", "مرحبا", "🂡", "____", "![", "](x)", "\\n", "\\neq", "Hint:", "{=a}", "a_b_c"]
) | st.text(st.sampled_from(_SIGNS + "abcé"), min_size=1, max_size=6)  # fmt: skip
words = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)
plain_words = st.lists(
    st.sampled_from(["ville", "village", "bourg", "hameau", "rue", "quai", "pont", "mer", "lac"]),
    min_size=1,
    max_size=3,
    unique=True,
).map(" ".join)
texts = words.map(Text)


@st.composite
def lines(draw: st.DrawFn, *, rich: bool = True) -> tuple[Any, ...]:
    """The content of a paragraph, as reading Markdown gives it."""
    parts = draw(st.lists(_inline(rich=rich), min_size=1, max_size=3))
    found: list[Any] = []
    for part in parts:
        if found:
            found.append(draw(st.sampled_from([Text(" "), LineBreak()])) if rich else Text(" "))
        found.append(part)
    return _joined(found)


def _inline(*, rich: bool) -> st.SearchStrategy[Any]:
    if not rich:
        return texts
    letters = plain_words.map(Text)
    return st.one_of(
        texts,
        texts,
        letters.map(lambda text: Emphasis((text,))),
        letters.map(lambda text: Strong((text,))),
        words.filter(lambda text: text.strip("` ")).map(Code),
        letters.map(lambda text: Link((text,), None, "https://example.org/a?b=c&d=e", HERE)),
        letters.map(lambda text: Image(text.text, PNG_PATH, "", HERE)),
    )


def _joined(parts: list[Any]) -> tuple[Any, ...]:
    found: list[Any] = []
    for part in parts:
        if isinstance(part, Text) and found and isinstance(found[-1], Text):
            part = Text(found.pop().text + part.text)
        found.append(part)
    return tuple(found)


paragraphs = lines().map(lambda line: Paragraph(line, HERE))
_LISTS = st.builds(
    lambda ordered, items: ItemList(ordered, tuple((item,) for item in items)),
    st.booleans(),
    st.lists(paragraphs, min_size=1, max_size=3),
)
_CODE = words.map(lambda text: CodeBlock(f"{text}\n  {text}\n".replace(":::", "::"), "", HERE))
prose = st.builds(
    lambda first, rest: (first, *rest),
    paragraphs,
    st.lists(paragraphs | _LISTS | _CODE, max_size=2),
)
short = lines(rich=False).map(lambda line: (Paragraph(line, HERE),))
maybe = st.just(()) | prose
names = st.from_regex(r"[a-z]{3,8}(-[a-z0-9]{1,5})?", fullmatch=True)
labels = st.sampled_from(["", "lire-un-graphique", "Comparer deux parts", "2"])


@st.composite
def common(draw: st.DrawFn, *, hints: bool = True) -> dict[str, Any]:
    said = draw(st.sets(st.sampled_from(["right", "partly", "wrong"])))
    return {
        "id": draw(names),
        "language": draw(st.sampled_from(["fr", "en"])),
        "prompt": draw(prose),
        "explanation": draw(maybe),
        "remarks": MappingProxyType({name: draw(prose) for name in sorted(said)}),
        "hints": tuple(draw(st.lists(prose, max_size=2))) if hints else (),
        "objective": draw(labels),
        "difficulty": draw(labels),
        "rules": draw(rules()),
        "location": HERE,
    }


@st.composite
def rules(draw: st.DrawFn) -> Rules:
    tries = draw(st.sampled_from([1, 1, 2, 3]))
    return Rules(
        points=draw(st.sampled_from([1.0, 2.0, 0.5])),
        tries=tries,
        penalty=draw(st.sampled_from([1 / 3, 0.5, 0.1])) if tries > 1 else 1 / 3,
    )


def _answer(**values: Any) -> dict[str, Any]:
    return {"location": HERE, **values}


@st.composite
def options(draw: st.DrawFn, count: int, text: Any = prose) -> list[Option]:
    """Options that differ, none of them right yet."""
    found = draw(st.lists(text, min_size=count, max_size=count, unique_by=lambda one: _told(one)))
    return [
        Option(
            **_answer(
                text=one,
                correct=False,
                credit=0.0,
                explanation=draw(maybe),
                misconception=draw(st.sampled_from(["", "", "choice-not-job", "cause"])),
            )
        )
        for one in found
    ]


def _told(one: Any) -> str:
    from desktop_app.quiz.reading.attributes import prose_text
    from desktop_app.quiz.texts import normalise

    return normalise(prose_text(one), TextRules(accents=True)) or "-"


@st.composite
def choice(draw: st.DrawFn) -> Question:
    found = draw(options(draw(st.integers(2, 4))))
    right = draw(st.integers(0, len(found) - 1))
    partial = st.sampled_from([0.0, 0.0, 0.5, 1 / 3, -0.25])
    made = [
        replace(one, correct=rank == right, credit=1.0 if rank == right else draw(partial))
        for rank, one in enumerate(found)
    ]
    return ChoiceQuestion(**draw(common()), options=tuple(made))


@st.composite
def choices(draw: st.DrawFn) -> Question:
    found = draw(options(draw(st.integers(2, 5))))
    right = draw(st.integers(1, min(4, len(found))))
    cost = draw(st.sampled_from([-1 / right, 0.0, -0.5]))
    made = [
        replace(one, correct=rank < right, credit=1 / right if rank < right else cost)
        for rank, one in enumerate(found)
    ]
    return ChoicesQuestion(**draw(common()), options=tuple(draw(st.permutations(made))))


@st.composite
def true_false(draw: st.DrawFn) -> Question:
    values = draw(common())
    truth = draw(st.booleans())
    said = ("Vrai", "Faux") if values["language"] == "fr" else ("True", "False")
    both = [
        Option(
            **_answer(
                text=(Paragraph((Text(word),), HERE),),
                correct=right,
                credit=float(right),
                explanation=draw(maybe),
                misconception="" if right else draw(st.sampled_from(["", "cause"])),
            )
        )
        for word, right in zip(said, (truth, not truth), strict=True)
    ]
    return TrueFalseQuestion(**values, when_true=both[0], when_false=both[1])


finite = st.one_of(
    st.integers(-10_000, 10_000).map(float),
    st.floats(-1e9, 1e9).map(lambda value: float(f"{value:.8g}") + 0.0),
    st.sampled_from([0.1, 1e-7, 2.5e12, 1e21, 1e300, 3.141592653589793, 1234567.125]),
).filter(lambda value: value == 0 or abs(value) > 1e-290)


@st.composite
def numbers(draw: st.DrawFn, language: str) -> tuple[ExpectedNumber, ...]:
    values = draw(st.lists(finite, min_size=1, max_size=3, unique=True))
    made = []
    for rank, value in enumerate(values):
        near = min((abs(value - other) for other in values if other != value), default=2.0)
        credit = 1.0 if not rank else draw(st.sampled_from([0.0, 0.5, 1 / 3]))
        made.append(
            ExpectedNumber(
                **_answer(
                    value=value,
                    written=exact(value, language),
                    tolerance=Tolerance(draw(st.sampled_from([0.0, near / 8, near / 2.5]))),
                    correct=credit > 0,
                    credit=credit,
                    explanation=draw(maybe),
                    misconception=draw(st.sampled_from(["", "cause"])) if not credit else "",
                )
            )
        )
    return tuple(made)


@st.composite
def number(draw: st.DrawFn) -> Question:
    values = draw(common())
    unit = draw(st.sampled_from(["", "%", "km", "habitants/km²"]))
    otherwise = Foreseen(**_answer(correct=False, credit=0.0, explanation=draw(prose)))
    return NumberQuestion(
        **values,
        expected=draw(numbers(values["language"])),
        unit=unit,
        units=draw(st.sampled_from([(), (Unit("m", 0.001), Unit("cm", 0.00001))])) if unit else (),
        unit_asked=bool(unit) and draw(st.booleans()),
        otherwise=draw(st.sampled_from([None, otherwise])),
    )


@st.composite
def expected_texts(draw: st.DrawFn) -> tuple[ExpectedText, ...]:
    """Texts that differ in their first word, so that none takes the place of another."""
    stems = draw(st.lists(plain_words, min_size=1, max_size=3, unique=True))
    tails = st.sampled_from(["", " *", " \\*", " {a}", " ~b", " = c", " #1", " : d", " %", " -x"])
    made = []
    for rank, stem in enumerate(stems):
        credit = 1.0 if not rank else draw(st.sampled_from([0.0, 0.5, 1 / 3]))
        made.append(
            ExpectedText(
                **_answer(
                    pattern=f"{rank} {stem}{draw(tails)}",
                    correct=credit > 0,
                    credit=credit,
                    explanation=draw(maybe),
                    misconception=draw(st.sampled_from(["", "cause"])) if not credit else "",
                )
            )
        )
    return tuple(made)


text = st.builds(
    lambda values, expected, case: TextQuestion(
        **values, expected=expected, text_rules=TextRules(case=case)
    ),
    common(),
    expected_texts(),
    st.booleans(),
)


@st.composite
def gap(draw: st.DrawFn, language: str) -> Any:
    weight = draw(st.sampled_from([1.0, 1.0, 2.0]))
    kind = draw(st.sampled_from(["typed", "number", "chosen"]))
    if kind == "typed":
        return TextGap(draw(expected_texts()), TextRules(case=draw(st.booleans())), weight)
    if kind == "number":
        return NumberGap(draw(numbers(language)), "", weight)
    found = draw(options(draw(st.integers(2, 3)), short))
    made = tuple(
        replace(one, correct=not rank, credit=float(not rank)) for rank, one in enumerate(found)
    )
    return ChoiceGap(made, weight)


@st.composite
def gaps(draw: st.DrawFn, most: int = 3) -> Question:
    values = draw(common())
    count = draw(st.integers(1, most))
    line: list[Any] = [Text("Début ")]
    for rank in range(1, count + 1):
        line += [Gap(rank), draw(st.sampled_from([Text(" puis "), Text(", et "), LineBreak()]))]
    line.append(Text("fin."))
    prompt = (*draw(st.just(()) | paragraphs.map(lambda one: (one,))), Paragraph(tuple(line), HERE))
    made = tuple(draw(gap(values["language"])) for _ in range(count))
    return GapsQuestion(**{**values, "prompt": prompt}, gaps=made)


@st.composite
def match(draw: st.DrawFn) -> Question:
    lefts = draw(st.lists(plain_words, min_size=2, max_size=4, unique=True))
    rights = draw(st.lists(plain_words, min_size=1, max_size=4, unique=True))
    picked = [draw(st.integers(0, len(rights) - 1)) for _ in lefts]
    order = list(dict.fromkeys(picked)) + [r for r in range(len(rights)) if r not in picked]
    pairs = tuple(
        Pair(left=(Paragraph((Text(left),), HERE),), right=order.index(rank), location=HERE)
        for left, rank in zip(lefts, picked, strict=True)
    )
    choices = tuple((Paragraph((Text(rights[rank]),), HERE),) for rank in order)
    return MatchQuestion(**draw(common()), pairs=pairs, choices=choices)


@st.composite
def order(draw: st.DrawFn) -> Question:
    found = draw(options(draw(st.integers(2, 4)), paragraphs.map(lambda one: (one,))))
    items = tuple(
        replace(one, correct=True, credit=1.0, explanation=(), misconception="") for one in found
    )
    return OrderQuestion(**draw(common()), items=items)


@st.composite
def open_(draw: st.DrawFn) -> Question:
    found = draw(options(draw(st.integers(0, 3)), short))
    criteria = tuple(
        replace(one, credit=1 / len(found), explanation=(), misconception="") for one in found
    )
    least = draw(st.sampled_from([0, 20]))
    return OpenQuestion(
        **draw(common()),
        criteria=criteria,
        min_words=least,
        max_words=draw(st.sampled_from([0, 120])),
    )


questions = st.one_of(
    choice(), choices(), true_false(), number(), text, gaps(), match(), order(), open_()
)
shares = st.sampled_from(KNOWN)
