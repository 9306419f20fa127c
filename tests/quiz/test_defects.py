"""What keeps a question from being asked is named where it stands, type by type."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.content.model import QuestionSettings
from desktop_app.content.reader import read_lesson
from desktop_app.content.wording import hint, message
from desktop_app.quiz.questions import GapsQuestion, NumberQuestion, TextGap, TextQuestion
from tests.quiz.lessons import read

EVIDENCE = "evidence=step:step"


def block(attributes: str, *lines: str, prompt: str = "Une question ?") -> str:
    body = "\n".join(lines)
    return (
        f"\n::: {{.question #q {attributes}}}\n\n{prompt}\n\n{body}\n\n> Voici pourquoi.\n\n:::\n"
    )


TEXT = f"type=text {EVIDENCE}"
NUMBER = f"type=number {EVIDENCE}"
GAPS = f"type=gaps {EVIDENCE}"
CLAIM, MATCH, ORDER = (f"type={kind} {EVIDENCE}" for kind in ("true-false", "match", "order"))
DEFECTS: list[tuple[str, str, dict[str, object], int]] = [
    # -- rules
    ("wrong-type", block(f"type=choice tries=deux {EVIDENCE}", "- [x] a", "- [ ] b"),
     {"key": "tries"}, 7),
    ("out-of-range", block(f"type=choice tries=99 {EVIDENCE}", "- [x] a", "- [ ] b"),
     {"maximum": 10}, 7),
    ("wrong-type", block(f"type=choice tries=1.5 {EVIDENCE}", "- [x] a", "- [ ] b"),
     {"expected": "integer"}, 7),
    ("bad-share", block(f"type=choice penalty=150% {EVIDENCE}", "- [x] a", "- [ ] b"),
     {"value": "150%"}, 7),
    ("unknown-value", block(f"type=choice certainty=maybe {EVIDENCE}", "- [x] a", "- [ ] b"),
     {"known": "yes, no"}, 7),
    ("unknown-value", block(f"type=choice feedback=never {EVIDENCE}", "- [x] a", "- [ ] b"),
     {"key": "feedback"}, 7),
    ("bad-setting", block(f'type=choice set="managers" {EVIDENCE}', "- [x] a", "- [ ] b"),
     {"text": "managers"}, 7),
    ("bad-share", block(f"type=choice {EVIDENCE}", "- [x] a", "- [ ] b {credit=-200%}"),
     {"name": "credit"}, 12),
    ("credits-not-whole",
     block(f"type=choices {EVIDENCE}", "- [x] a {credit=30%}", "- [x] b {credit=30%}", "- [ ] c"),
     {"total": "60"}, 11),
    # -- true or false
    ("not-true-false", block(CLAIM, "- [x] Vrai", "- [ ] Peut-être"), {}, 7),
    ("not-true-false", block(CLAIM, "- [x] Vrai"), {}, 7),
    ("several-right-answers", block(CLAIM, "- [x] Vrai", "- [x] Faux"), {}, 12),
    ("no-right-answer",
     block(CLAIM, "- [x] Vrai", "- [ ] Faux", "", "Prouvez.", "",
           "- [ ] [a](point:t/a)"), {}, 16),
    # -- numbers
    ("bad-unit", block(f'{NUMBER} unit=km units="m"', "- [x] 5"), {"text": "m"}, 7),
    ("bad-unit", block(f'{NUMBER} units="m=0.001"', "- [x] 5"), {"text": "m=0.001"}, 7),
    ("anything-is-right", block(NUMBER, "- [x] 5", "- [x] *"), {}, 12),
    ("answers-overlap", block(NUMBER, "- [x] 40 à 60", "- [ ] 55"), {"right": "40 à 60"}, 12),
    ("expected-not-a-number", block(f"{NUMBER} unit=km", "- [x] 5 kg"), {"text": "5 kg"}, 11),
    # -- texts
    ("answers-overlap", block(TEXT, "- [x] métropol*", "- [ ] Métropole"),
     {"text": "Métropole"}, 12),
    ("answers-overlap", block(TEXT, "- [ ] *", "- [x] ville"), {"right": "ville"}, 12),
    ("identical-options", block(TEXT, "- [x] Ville", "- [x] ville"), {"line": 11}, 12),
    ("anything-is-right", block(TEXT, "- [x] *"), {}, 11),
    ("empty-option", block(TEXT, "- [x] ville", "- [ ] {misconception=m}"), {}, 12),
    ("answer-too-long", block(TEXT, f"- [x] {'a' * 1001}"), {"limit": 1000}, 11),
    # -- gaps
    ("no-gap", block(GAPS, prompt="Aucun trou."), {}, 7),
    ("gap-not-closed", block(GAPS, prompt="Les [[cadres oui, les [[ouvriers]] non."), {}, 9),
    ("gap-without-answer", block(GAPS, prompt="Les [[ | ]] télétravaillent."), {}, 9),
    ("gap-without-answer", block(GAPS, prompt="Les [[ ] cadres [ ] ouvriers] non."), {}, 9),
    ("identical-options", block(GAPS, prompt="Les [[x] cadres [ ] Cadres]."),
     {"text": "Cadres"}, 9),
    ("gaps-differ", block(GAPS, prompt="Les [[…]] et les [[…]]."), {"gaps": 2, "lists": 0}, 7),
    ("gaps-differ", block(GAPS, "1. - [x] a", prompt="Les [[b]]."), {"gaps": 0, "lists": 1}, 11),
    ("gap-without-answer", block(GAPS, "1. - [ ] a", prompt="Les [[…]]."), {}, 11),
    ("unknown-value", block(GAPS, "1. {gap=drawn}", "", "   - [x] a", prompt="Les [[…]]."),
     {"value": "drawn"}, 11),
    # -- pairs, order
    ("pair-without-arrow", block(MATCH, "- a → 1", "- b → 2", "- c"),
     {"text": "c"}, 13),
    ("too-few-items", block(MATCH, "- a → 1", "- → 2"), {"count": 1}, 7),
    ("identical-options", block(MATCH, "- a → 1", "- a → 2"), {"text": "a"}, 12),
    ("answers-overlap", block(MATCH, "- a → 1", "- b → 2", "- → 2"), {}, 13),
    ("too-few-items", block(ORDER, "1. a"), {"count": 1}, 7),
    ("identical-options", block(ORDER, "1. a", "2. b", "3. A"), {"text": "A"}, 13),
    ("no-options", block(ORDER, "- a", "- b"), {}, 7),
    # -- pointing
    ("target-without-link", block("type=point", "- [x] Ouvriers"), {"text": "Ouvriers"}, 11),
    ("answers-overlap", block("type=point", "- [x] [a](point:t/a)", "- [ ] [b](point:t/a/x)"),
     {"text": "b", "right": "a"}, 12),
    ("answers-overlap",
     block("type=sentence", "- [x] « Une phrase entière »", "- [ ] « phrase entière »"),
     {"text": "«\u202fphrase entière\u202f»"}, 12),
    ("missing-attribute", block("type=axis", "- [x] 5"), {"name": "axis"}, 7),
    ("unknown-value", block("type=axis axis=z", "- [x] 5"), {"known": "x, y"}, 7),
    ("expected-not-a-number", block("type=axis axis=x", "- [x] au printemps"), {}, 11),
    ("answers-overlap",
     block("type=axis axis=x tolerance=10", "- [x] 2020-04-06", "- [ ] 2020-04-13"),
     {"right": "6 avril 2020"}, 12),
    # -- one's own
    ("nothing-to-predict", block("type=prediction chart=nowhere"), {"chart": "nowhere"}, 7),
    ("expected-not-a-number", block("type=prediction", "- [x] Les ouvriers"), {}, 11),
    ("out-of-range", block("type=open min-words=50 max-words=20"), {"key": "min-words"}, 7),
]  # fmt: skip


@pytest.mark.parametrize(("code", "body", "values", "line"), DEFECTS)
def test_one_defect_is_one_problem(
    code: str, body: str, values: dict[str, object], line: int, tmp_path: Path
) -> None:
    asked, log = read(tmp_path / "lesson", body)
    assert asked is None
    assert [problem.code for problem in log] == [code]
    problem = next(iter(log))
    assert problem.is_error
    assert (problem.location.file, problem.location.line) == ("chapters/one.fr.md", line)
    assert values.items() <= dict(problem.values).items()
    for language in ("fr", "en"):
        assert message(problem, language)
        assert hint(problem, language)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (block(f"type=choice accents=yes {EVIDENCE}", "- [x] a", "- [ ] b"), "accents"),
        (block(f"type=text tolerance=1 {EVIDENCE}", "- [x] a"), "tolerance"),
        (block(f"type=order shuffle=yes {EVIDENCE}", "1. a", "2. b"), "shuffle"),
        (block(f"type=choice axis=x {EVIDENCE}", "- [x] a", "- [ ] b"), "axis"),
    ],
)
def test_an_attribute_without_effect_is_said(body: str, name: str, tmp_path: Path) -> None:
    asked, log = read(tmp_path / "lesson", body)
    assert asked is not None
    assert [(p.code, p.values["name"]) for p in log] == [("attribute-without-effect", name)]


@pytest.mark.parametrize(
    ("written", "pattern"),
    [
        ("métropol*", "métropol*"),
        ("*métropol*", "*métropol*"),
        (r"2 \\* 3", r"2 \* 3"),
        ("`a*b`", "a*b"),
        ("R&D", "R&D"),
    ],
)
def test_stars_come_through_markdown(written: str, pattern: str, tmp_path: Path) -> None:
    asked, _ = read(tmp_path / "lesson", block(TEXT, f"- [x] {written}"))
    assert isinstance(asked, TextQuestion)
    assert asked.expected[0].pattern == pattern


def test_a_gap_that_looks_like_a_box_is_typed(tmp_path: Path) -> None:
    asked, log = read(tmp_path / "lesson", block(GAPS, prompt="L’inconnue est [[x]], non [[y|Y]]."))
    assert isinstance(asked, GapsQuestion), list(log)
    first, second = asked.gaps
    assert isinstance(first, TextGap)
    assert isinstance(second, TextGap)
    assert [one.pattern for one in (*first.expected, *second.expected)] == ["x", "y", "Y"]


def test_other_units_and_any_other_number(tmp_path: Path) -> None:
    body = block(
        f'{NUMBER} unit=km units="m=0.001" ask-unit=yes tolerance=1%', "- [x] 5", "- [ ] *"
    )
    asked, log = read(tmp_path / "lesson", body)
    assert isinstance(asked, NumberQuestion), list(log)
    assert (asked.units[0].name, asked.units[0].factor, asked.unit_asked) == ("m", 0.001, True)
    assert asked.otherwise is not None
    assert len(asked.expected) == 1


QUESTIONS = "questions: {tries: 2, penalty: 0.5, certainty: true, graded: false, feedback: later}"


def lesson_with(folder: Path, line: str) -> Path:
    (folder / "chapters").mkdir(parents=True)
    (folder / "lesson.yaml").write_text(
        f"title: {{fr: A}}\nlanguages: [fr]\nchapters: [one]\n{line}\n", encoding="utf-8"
    )
    body = block(f"type=choice tries=3 {EVIDENCE}", "- [x] a", "- [ ] b")
    (folder / "chapters/one.fr.md").write_text(
        f"---\ntitle: Un\n---\n\n## Une étape {{#step}}\n{body}", encoding="utf-8"
    )
    return folder


def test_a_lesson_says_how_its_questions_are_asked(tmp_path: Path) -> None:
    from desktop_app.content.problems import ProblemLog
    from desktop_app.quiz.questions import read_question

    lesson = read_lesson(lesson_with(tmp_path / "lesson", QUESTIONS))
    assert not lesson.problems
    assert lesson.questions == QuestionSettings(2, 0.5, True, False, True, False)
    edition = lesson.edition("one", "fr")
    assert edition is not None
    asked = read_question(edition.steps[0].questions[0], ProblemLog(), "fr", lesson)
    assert asked is not None
    rules = asked.rules  # what the question says itself goes first
    assert (rules.tries, rules.penalty, rules.certainty, rules.graded) == (3, 0.5, True, False)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("questions: {tries: 0}", "out-of-range"),
        ("questions: {penalty: 2}", "out-of-range"),
        ("questions: {certainty: perhaps}", "wrong-type"),
        ("questions: {feedback: never}", "unknown-value"),
        ("questions: {certainly: true}", "unknown-key"),
        ("questions: yes please", "wrong-type"),
    ],
)
def test_settings_that_make_no_sense_are_located(line: str, code: str, tmp_path: Path) -> None:
    problems = read_lesson(lesson_with(tmp_path / "lesson", line)).problems
    assert [(problem.code, problem.location.line) for problem in problems] == [(code, 4)]


@pytest.mark.parametrize(
    ("kind", "items"),
    [
        ("choice", [f"- [{'x' if not i else ' '}] {i}" for i in range(5000)]),
        ("text", [f"- [x] mot{i}*" for i in range(5000)]),
        ("sentence", [f"- [x] « une phrase {i} ici »" for i in range(5000)]),
        ("match", [f"- a{i} → b{i}" for i in range(5000)]),
        ("order", [f"{i}. item{i}" for i in range(1, 5000)]),
    ],
)
def test_a_question_of_thousands_of_answers_is_refused(
    kind: str, items: list[str], tmp_path: Path
) -> None:
    asked, log = read(tmp_path / "lesson", block(f"type={kind} {EVIDENCE}", *items))
    assert asked is None
    assert [problem.code for problem in log] == ["too-many"]


@pytest.mark.parametrize(
    "prompt", ["[[" * 20_000, "[[x] a " * 10_000, "[[a]] " * 2_000, "]]" * 9_000]
)
def test_brackets_without_end_are_one_problem_at_most_a_paragraph(
    prompt: str, tmp_path: Path
) -> None:
    asked, log = read(tmp_path / "lesson", block(GAPS, prompt=prompt))
    assert asked is None
    assert 1 <= len(log) <= 3
