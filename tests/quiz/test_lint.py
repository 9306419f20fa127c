"""Doubts about questions: each is raised where it should be, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.checking import check_lesson
from desktop_app.content.problems import Problem
from desktop_app.content.reader import read_lesson
from desktop_app.content.wording import hint, message
from desktop_app.quiz.check import check_questions
from desktop_app.quiz.lint.readability import Reading
from desktop_app.quiz.lint.wording import is_catch_all
from desktop_app.resources import installed_lessons
from tests.quiz.examples import FOLDER
from tests.quiz.lessons import write_lesson
from tests.support.lessons import LessonBuilder

FR, EN = "chapters/types.fr.md", "chapters/types.en.md"


def choice(prompt: str, *options: str, kind: str = "choice", more: str = "") -> str:
    right, *wrong = options
    items = "\n".join([f"- [x] {right}", *(f"- [ ] {text}" for text in wrong)])
    attributes = f"type={kind} evidence=step:step {more}".strip()
    return (
        f"\n::: {{.question #q {attributes}}}\n\n{prompt}\n\n{items}\n\n> Voici pourquoi.\n\n:::\n"
    )


def doubts(folder: Path, body: str, language: str = "fr") -> list[Problem]:
    return list(check_questions(write_lesson(folder / "lesson", **{language: body})))


def builder() -> LessonBuilder:
    """The lesson that has every type, to be changed."""
    files = {
        path.relative_to(FOLDER).as_posix(): path.read_bytes()
        for path in FOLDER.rglob("*")
        if path.is_file()
    }
    return LessonBuilder(files)


def all_doubts(change: LessonBuilder, folder: Path) -> list[Problem]:
    return list(check_lesson(read_lesson(change.folder(folder))))


# -- no false alarm ----------------------------------------------------------------------------


def test_the_lesson_of_every_type_raises_no_doubt() -> None:
    assert not check_lesson(read_lesson(FOLDER))


def test_the_installed_lessons_raise_no_doubt() -> None:
    lessons = installed_lessons()
    assert lessons
    for path in lessons.values():
        assert not list(check_questions(read_lesson(path)))


# -- words ---------------------------------------------------------------------------------------

LONG = "Parce que le métier décide de ce qui peut se faire à distance, avant toute préférence."


def test_an_option_much_longer_than_the_others(tmp_path: Path) -> None:
    (found,) = doubts(tmp_path, choice("Pourquoi ?", LONG, "Par goût.", "Par hasard."))
    assert (found.code, found.values["text"]) == ("option-much-longer", LONG)
    assert found.location.line == 11


@pytest.mark.parametrize(
    "options",
    [
        ("Les cadres et professions intermédiaires", "Les employés", "Les ouvriers"),
        (LONG, "Parce que les transports étaient fermés, quelle que soit la profession.", "Non."),
        ("Oui.", "Non."),
    ],
)
def test_options_that_differ_a_little_in_length(options: tuple[str, ...], tmp_path: Path) -> None:
    assert not doubts(tmp_path, choice("Lequel ?", *options))


@pytest.mark.parametrize(
    "text",
    [
        "Toutes les réponses", "Toutes les réponses ci-dessus sont justes.", "Toutes ces réponses",
        "Aucune de ces réponses", "Aucune des réponses", "Aucune réponse n’est correcte.",
        "Les deux premières réponses", "A et B", "Réponses A, B et C", "Tout ce qui précède",
        "All of the above", "All of the above.", "None of the above", "None of these",
        "Both A and B", "All of these answers", "None of these answers is correct",
        "Toutes les réponses précédentes", "Aucune n’est juste", "Toutes sont vraies",
        "Ni l’un ni l’autre", "Les deux à la fois", "Tout cela à la fois", "Aucune des deux",
        "Aucune des autres réponses", "Les réponses 1 et 2", "a) et b)", "All are correct",
        "All three", "Answers 1 and 2", "Ni A ni B", "Either A or B", "Seulement a et b",
        "Tous les trois", "Aucune des trois", "Les deux sont vraies", "Both are true",
    ],
)  # fmt: skip
def test_an_option_about_the_other_options(text: str, tmp_path: Path) -> None:
    (found,) = doubts(tmp_path, choice("Lequel ?", "Un métier", text, "Un hasard"))
    assert (found.code, found.location.line) == ("all-of-the-above", 12)


@pytest.mark.parametrize(
    "text",
    [
        "Toutes les régions", "Aucun ouvrier", "Aucun choix politique n’explique cela",
        "1 et 2", "Les deux parts s’additionnent", "Rien\u202f: les situations se recouvrent",
        "All workers", "None", "Both shares rose", "Neither rose nor fell",
        "Toutes les deux semaines", "Les trois métropoles", "Both regions are rich", "Les deux",
        "Tout cela baisse", "Toutes sont parties", "Ni les cadres ni les ouvriers", "Aucun autre",
    ],
)  # fmt: skip
def test_an_option_that_only_sounds_like_it(text: str) -> None:
    assert not is_catch_all(text)


@pytest.mark.parametrize(
    ("prompt", "language"),
    [
        ("Lequel de ces métiers ne se prête pas au télétravail ?", "fr"),
        ("Lequel ne se prête **pas** au télétravail ?", "fr"),
        ("Toutes ces régions gagnent des habitants, sauf une. Laquelle ?", "fr"),
        ("Que n’a-t-on jamais mesuré ?", "fr"),
        ("Laquelle de ces phrases est fausse ?", "fr"),
        ("Quel est l’intrus ?", "fr"),
        ("Choisissez l’affirmation fausse.", "fr"),
        ("Tick the statement that is wrong.", "en"),
        ("Which of these is clearly wrong?", "en"),
        ("Which job cannot be done at home?", "en"),
        ("Which of these is NOT true?", "en"),
        ("Which job can’t be done at home?", "en"),
        ("All of these rose except one. Which?", "en"),
    ],
)
def test_a_question_asked_in_the_negative(prompt: str, language: str, tmp_path: Path) -> None:
    (found,) = doubts(tmp_path, choice(prompt, "Un métier", "Un autre"), language)
    assert found.code == "negative-wording"


@pytest.mark.parametrize(
    "prompt",
    [
        "Pourquoi ne peut-on pas additionner ces parts ?",
        "La courbe ne descend pas en juin. Que montre-t-elle en mai ?",
        "Ces parts ne font que 96 %. Qu’en déduire ?",
        "Sur cet axe, le pic paraît moins haut. Pourquoi ?",
        "Que montre cette note de l’Insee ?",
        "Quelle fausse note entend-on ?",
        "Combien d’ouvriers n’ont pas télétravaillé ?",
        "Quelle part des emplois ne se prête pas au télétravail ?",
        "Que montre, sauf erreur, ce graphique ?",
        "Choisissez une ville : la réponse est-elle fausse ?",
        "Pourquoi cette phrase est-elle fausse ?",
    ],
)
def test_a_negation_that_is_not_in_the_question(prompt: str, tmp_path: Path) -> None:
    assert not doubts(tmp_path, choice(prompt, "Un métier", "Un autre"))


def test_a_claim_in_the_negative(tmp_path: Path) -> None:
    body = choice("Les ouvriers ne télétravaillent pas.", "Vrai", "Faux", kind="true-false")
    assert [found.code for found in doubts(tmp_path, body)] == ["negative-wording"]


# -- answers --------------------------------------------------------------------------------------


def test_a_wrong_option_that_costs_nothing(tmp_path: Path) -> None:
    body = choice("Lesquels ?", "a", "b {credit=0%}", "c", kind="choices")
    (found,) = doubts(tmp_path, body)
    assert (found.code, found.values["text"]) == ("never-wrong", "b")
    body = choice("Lequel ?", "a", "b {credit=100%}")
    assert [problem.code for problem in doubts(tmp_path / "other", body)] == ["never-wrong"]
    body = choice("Lequel ?", "a", "b {credit=50%}", "c")
    assert not doubts(tmp_path / "partly", body)


@pytest.mark.parametrize(
    "block",
    [
        "type=choices evidence=step:step}\n\nLesquels ?\n\n- [x] a\n- [x] b\n",
        "type=choice evidence=step:step}\n\nLequel ?\n\n- [x] a\n",
        "type=match evidence=step:step}\n\nReliez.\n\n- a → 1\n- b → 1\n",
        "type=gaps evidence=step:step}\n\nLa [[…]].\n\n1. {gap=chosen}\n\n   - [x] ville\n",
    ],
)
def test_a_choice_in_which_nothing_can_be_wrong(block: str, tmp_path: Path) -> None:
    body = f"\n::: {{.question #q {block}\n> Parce que.\n\n:::\n"
    assert [problem.code for problem in doubts(tmp_path, body)] == ["nothing-wrong"]


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("type=gaps evidence=step:step}\n\nSoit [[2,5]] fois.\n", 9),
        ("type=gaps evidence=step:step}\n\nSoit [[2,5 ± 0]] fois.\n", 9),
        ("type=prediction tolerance=0}\n\nCombien ?\n\n- [x] Cadres : 2,5\n", 7),
        ("type=number tolerance=0% evidence=step:step}\n\nCombien ?\n\n- [x] 2,5\n", 7),
        ("type=number evidence=step:step}\n\nCombien ?\n\n- [x] 2,5 {tolerance=0}\n", 11),
    ],
)
def test_a_decimal_to_be_met_exactly(block: str, line: int, tmp_path: Path) -> None:
    body = f"\n::: {{.question #q {block}\n> Parce que.\n\n:::\n"
    (found,) = doubts(tmp_path, body)
    assert (found.code, found.location.line) == ("zero-tolerance", line)
    assert str(found.values["answer"]).startswith("2,5")


@pytest.mark.parametrize("gap", ["2,5 ± 0,1", "3", "-4", "2,5 ± 2 %"])
def test_a_number_in_a_gap_that_can_be_met(gap: str, tmp_path: Path) -> None:
    body = (
        f"\n::: {{.question #q type=gaps evidence=step:step}}\n\nSoit [[{gap}]].\n\n> Oui.\n\n:::\n"
    )
    assert not doubts(tmp_path, body)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Les ouvriers", "les ouvriers."), ("58 %", "58%"), ("L'effet", "L’effet"),
        ("« oui »", "“oui”"), ("*Les* ouvriers", "Les ouvriers !"), ("12 000", "12000"),
        ("0,5", "0.5"), ("cœur", "coeur"), ("a – b", "a - b"),
    ],
)  # fmt: skip
def test_options_that_differ_in_their_setting_alone(one: str, other: str, tmp_path: Path) -> None:
    found = {problem.code: problem for problem in doubts(tmp_path, choice("Lequel ?", one, other))}
    assert found["identical-options"].location.line == 12
    assert found["identical-options"].values["line"] == 11


@pytest.mark.parametrize(
    ("one", "other"), [("pêche", "péché"), ("12 00", "1 200"), ("1,5", "15"), ("a + b", "a - b")]
)
def test_options_that_differ_in_a_sign(one: str, other: str, tmp_path: Path) -> None:
    assert not doubts(tmp_path, choice("Lequel ?", one, other))


def test_a_right_option_that_earns_nothing(tmp_path: Path) -> None:
    (found,) = doubts(tmp_path, choice("Lequel ?", "a {credit=0%}", "b"))
    assert (found.code, found.is_error) == ("right-earns-nothing", True)


@pytest.mark.parametrize(
    ("block", "codes"),
    [
        ("type=order evidence=step:step}\n\nDans l’ordre :\n\n1. a\n2. b\n",
         ["question-without-explanation"]),
        ("type=match evidence=step:step}\n\nReliez.\n\n- a → 1\n- b → 2\n",
         ["question-without-explanation"]),
        ("type=gaps evidence=step:step}\n\nLa [[ville]].\n", ["question-without-explanation"]),
        ("type=open}\n\nRédigez.\n", ["no-model-answer", "no-criteria"]),
        ("type=open}\n\nRédigez.\n\n- [ ] Je cite.\n\n> Un modèle.\n", []),
        ("type=gaps evidence=step:step}\n\nLa [[ville]].\n\n> Parce que.\n", []),
    ],
)  # fmt: skip
def test_what_explains_nothing(block: str, codes: list[str], tmp_path: Path) -> None:
    found = doubts(tmp_path, f"\n::: {{.question #q {block}\n:::\n")
    assert [problem.code for problem in found] == codes


# -- reading --------------------------------------------------------------------------------------

PLAIN = "Le chat dort. Il a faim. Il boit du lait. Puis il sort et il court. " * 6
HARD = (
    "Considérant l’interdépendance structurelle entre métropolisation contemporaine et "
    "dématérialisation progressive des prestations administratives territorialisées, quelle "
    "interprétation épistémologiquement défendable correspondrait vraisemblablement aux "
    "transformations organisationnelles ultérieurement documentées ?"
)


def test_a_question_far_harder_to_read_than_its_lesson(tmp_path: Path) -> None:
    body = f"\n{PLAIN}\n{choice(HARD, 'La première', 'La seconde')}"
    (found,) = doubts(tmp_path, body)
    assert found.code == "hard-to-read"
    assert int(str(found.values["found"])) > int(str(found.values["lesson"])) + 25
    easy = choice("Le chat dort dans la maison. Que fait-il après ?", "Il court", "Il boit")
    assert not doubts(tmp_path / "easy", f"\n{PLAIN}\n{easy}")


def test_the_measure_is_words_a_sentence_and_long_words() -> None:
    found = Reading.of(["Le chat dort. La métropolisation continue."])
    assert (found.words, found.long_words, found.sentences) == (6, 2, 2)
    assert found.lix == pytest.approx(6 / 2 + 100 * 2 / 6)
    assert Reading.of(["12 % – …"]).lix == 0


# -- what stands on stage ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code", "values"),
    [
        ("- [x] 6 avril 2020 ± 4 jours", "- [x] 6 avril 2021 ± 4 jours", "answer-outside-axis",
         {"text": "6 avril 2021", "low": "2 mars 2020", "high": "17 août 2020"}),
        ("- [x] 537500", "- [x] 5375000", "answer-outside-axis", {"high": "1\u202f200\u202f000"}),
        ("type=axis axis=x", "type=axis axis=y", "no-such-axis", {"axis": "y"}),
        ("- [x] [Ouvriers](point:jobs/ouvriers)", "- [x] [Ouvriers](point:weekly/2020-03-02)",
         "point-not-here", {"text": "Ouvriers"}),
        ("- [x] « Ce sont les tâches qui trient »", "- [x] « Ce sont les goûts qui trient »",
         "excerpt-not-found", {"text": "Ce sont les goûts qui trient"}),
        ("- [ ] « Elle tombe à 20 % »", "- [ ] « chez »", "excerpt-ambiguous", {"count": 3}),
        ("type=prediction chart=guess-chart", "type=prediction chart=bars-match", "chart-not-here",
         {"chart": "bars-match"}),
        ("evidence=step:step-text", "evidence=step:nowhere", "dangling-reference",
         {"target": "step:nowhere"}),
        ("evidence=step:step-text", "evidence=sentence:step-text/99", "dangling-reference",
         {"target": "sentence:step-text/99"}),
        ("evidence=step:step-text", 'evidence=step:step-text set="manager=50"',
         "dangling-reference", {"target": "param:manager", "nearest": "managers"}),
        ("evidence=step:step-text", 'evidence=step:step-text set="managers=500"', "out-of-range",
         {"maximum": "100"}),
        ("(images/curve.png)", "(images/lost.png)", "missing-image", {"path": "images/lost.png"}),
    ],
)  # fmt: skip
def test_what_is_pointed_at_is_there(
    old: str, new: str, code: str, values: dict[str, object], tmp_path: Path
) -> None:
    change = builder().replace(FR, old, new)
    found = [one for one in all_doubts(change, tmp_path) if one.location.file == FR]
    assert [problem.code for problem in found] == [code]
    assert values.items() <= dict(found[0].values).items()
    line, _ = change.place(FR, new.split(" ")[0] if code == "dangling-reference" else new)
    assert abs(found[0].location.line - line) <= 2
    for language in ("fr", "en"):
        assert message(found[0], language)
        assert hint(found[0], language)


def test_pointing_needs_a_chart(tmp_path: Path) -> None:
    change = builder()
    for file in (FR, EN):
        text = change.text(file)
        start = text.index("::: {.chart #bars-point}")
        end = text.index(":::\n", start + 4) + 4
        change.write(file, text[:start] + text[end:])
    codes = {problem.code for problem in all_doubts(change, tmp_path)}
    assert codes == {"no-chart-here"}
