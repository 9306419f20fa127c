"""One thing broken in a sound lesson gives one problem, of one code, in one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop_app.checking import check_lesson
from desktop_app.content.reader import read_lesson
from tests.support.lessons import SOUND, LessonBuilder, places_of, problems_of

LESSON, SOURCES, TERMS = "lesson.yaml", "sources.yaml", "glossary.yaml"
CSV, YAML = "tables/jobs.csv", "tables/jobs.yaml"
FR, EN = "chapters/telework.fr.md", "chapters/telework.en.md"


@dataclass
class Case:
    """``old`` made ``new`` in ``file``; the problem stands where ``place`` then starts."""

    code: str
    file: str
    old: str
    new: str
    place: str
    shift: int = 0
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code} {self.file} {self.new[:30]!r}"


def case(
    code: str, file: str, old: str, new: str, place: str, shift: int = 0, /, **values: object
) -> Case:
    return Case(code, file, old, new, place, shift, values)


ONE = [
    # -- YAML
    case("yaml-syntax", LESSON, "authors: [Une enseignante]", "authors: [Une", "credit:", 6),
    case("yaml-character", SOURCES, "Enquête", "Enqu\x07ête", "\x07", character="U+0007"),
    case("yaml-duplicate-key", LESSON, "minutes: 10", "minutes: 10\nminutes: 11", "minutes: 11"),
    case("yaml-duplicate-key", YAML, "key: job", "key: job\nkey: job", "key: job\nvalue", line=2),
    case("yaml-key-not-text", LESSON, "minutes: 10", "minutes: 10\n? [a]\n: 1", "[a]"),
    case("yaml-too-large", LESSON, "[Une enseignante]", "[" * 600 + "]" * 600, "format"),
    case("yaml-duplicate-key", FR, "{name: jobs}", "{name: jobs, name: x}", "name: x"),
    case("yaml-syntax", FR, "data: {name: jobs}", "data: {name: jobs", "mark: bar", 4),
    # -- keys
    case("unknown-key", LESSON, "licence:", "license:", "license", nearest="licence"),
    case("unknown-key", SOURCES, "url:", "ulr:", "ulr", nearest="url"),
    case("unknown-key", YAML, "decimals: 0", "decimal: 0", "decimal:", nearest="decimals"),
    case("unknown-key", FR, "objective:", "objectiv:", "objectiv:", nearest="objective"),
    case("language-not-listed", LESSON, "fr: Lycée, ", "fr: Lycée, de: X, ", "de: X", what="level"),
    case("unknown-key", LESSON, "fr: Lycée, ", "fr: Lycée, Fr: X, ", "Fr: X", owner="level"),
    case("missing-key", LESSON, "chapters:\n  - telework\n  - places\n", "", "format"),
    case("empty-key", LESSON, "chapters:\n  - telework\n  - places\n", "chapters: []\n", "[]"),
    case(
        "missing-key",
        SOURCES,
        "  title: {fr: Recensement",
        "  # {fr: Recensement",
        "author: Insee\n  year: 2021",
    ),
    case("missing-key", TERMS, "  definition:", "  #", "term:"),
    case(
        "missing-key",
        YAML,
        "title: {fr: Télétravail selon le métier, en: Telework by job}\n",
        "",
        "key",
    ),
    case("missing-key", FR, "title: Qui télétravaille ?\n", "", "minutes: 6", key="title"),
    case("missing-key", FR, "title: Qui télétravaille ?", "title:", "title:", 6),
    case("missing-key", YAML, "    type: boolean\n", "", "label: {fr: Sûr"),
    case("missing-key", LESSON, "    min: 0\n", "", "label: {fr: Part de"),
    case(
        "missing-key",
        LESSON,
        "    expression: managers / 100 * [jobs/managers] + 0\n",
        "",
        "label: {fr: Part qui",
    ),
    case("wrong-type", LESSON, "minutes: 10", "minutes: ten", "ten", expected="number"),
    case("wrong-type", LESSON, "minutes: 10", "minutes: 1e999", "1e999", expected="number"),
    case("wrong-type", LESSON, "format: 1", "format: one", "one", expected="integer"),
    case("wrong-type", LESSON, "[Une enseignante]", "{a: b}", "{a: b}", expected="list"),
    case("wrong-type", LESSON, "[Une enseignante]", "[Une, [b]]", "[b]", expected="text"),
    case("wrong-type", FR, "essential: true", "essential: oui", "oui", expected="flag"),
    case("wrong-type", FR, "minutes=3", "minutes=trois", "minutes=trois", expected="number"),
    case(
        "wrong-type",
        SOURCES,
        "  author: Insee\n  year: 2020",
        "  author: [Insee]\n  year: 2020",
        "[Insee]",
    ),
    case("wrong-type", YAML, "    type: year", "    type: [year]", "[year]"),
    case("unknown-value", YAML, "    type: year", "    type: yaer", "yaer", nearest="year"),
    case(
        "unknown-value", SOURCES, "kind: dataset", "kind: datasets", "datasets", nearest="dataset"
    ),
    case("out-of-range", FR, "minutes: 6", "minutes: 6000", "6000"),
    case("out-of-range", LESSON, "decimals: 1", "decimals: -1", "-1"),
    case("out-of-range", YAML, "decimals: 0", "decimals: 1000000", "1000000"),
    case(
        "missing-translation",
        LESSON,
        "{fr: Lycée, en: High school}",
        "{fr: Lycée}",
        "{fr: Lycée}",
        language="en",
    ),
    case("missing-translation", LESSON, "en: High school", "en: ", "}\nminutes", language="en"),
    case(
        "missing-translation",
        YAML,
        "{fr: Cadres, en: Managers}",
        "{en: Managers}",
        "{en: Managers}",
        language="fr",
    ),
    case("newer-format", LESSON, "format: 1", "format: 2", "2"),
    # -- ids and names
    case("bad-id", LESSON, "  - places", "  - places\n  - ../../etc/passwd", "../../etc"),
    case(
        "duplicate-id", LESSON, "  - places", "  - places\n  - telework", "telework\nparam", line=12
    ),
    case("duplicate-id", LESSON, "[fr, en]", "[fr, en, fr]", "fr]"),
    case("bad-language", LESSON, "[fr, en]", "[fr, en, ../..]", "../..]"),
    case("bad-name", LESSON, "values:", "  a-b: {default: 1}\nvalues:", "a-b"),
    case(
        "name-taken",
        LESSON,
        "values:",
        "values:\n  managers: {expression: 1 + 1}",
        "{expression: 1",
    ),
    case("bad-id", TERMS, "telework:\n", "é: {term: x, definition: y}\ntelework:\n", "é: {"),
    # -- chapters
    case("top-heading", FR, "## Une", "# Titre\n\n## Une", "# Titre"),
    case("text-before-step", FR, "## Une", "Un texte.\n\n## Une", "Un texte"),
    case("missing-title", FR, "## Ce qu'on croit {", "## {", "## {#beliefs"),
    case("bad-attributes", FR, "{.teacher #notes}", "{.teacher #notes} rest", "::: {.teacher"),
    case("duplicate-attribute", FR, "minutes=3", "minutes=3 minutes=4", "minutes=4"),
    case("duplicate-attribute", FR, "#unequal", "#unequal #other", "#other"),
    case("unknown-attribute", FR, "minutes=3", "minutes=3 minute=4", "minute=4", nearest="minutes"),
    case(
        "unknown-attribute", FR, "#choice chart", "#choice chrt=x chart", "chrt=x", nearest="chart"
    ),
    case("unknown-attribute", FR, "{.teacher #notes}", "{.teacher .wide #notes}", "::: {.teacher"),
    case(
        "unknown-attribute",
        FR,
        "{misconception=",
        "{misconceptoin=",
        "misconceptoin=",
        nearest="misconception",
    ),
    case("unclosed-block", FR, "\n:::\n\n::: {.question", "\n::: {.question", "::: {.chart"),
    case(
        "unclosed-block",
        FR,
        "montrez [58 %](point:jobs/managers).\n\n:::\n",
        "montrez.\n",
        "::: {.teacher",
    ),
    case("unopened-block", FR, "## Ce qu", ":::\n\n## Ce qu", ":::\n\n## Ce"),
    case("unclosed-fence", FR, "type: quantitative}\n```\n", "type: quantitative}\n", "```yaml"),
    case("stray-content", FR, "\n```yaml\ntitle", "\nTexte.\n\n```yaml\ntitle", "Texte."),
    case("stray-content", FR, "> Relisez", "Texte.\n\n> Relisez", "Texte."),
    case(
        "not-three-parts",
        FR,
        "Parce que la tâche a un lieu.\n\n",
        "",
        "::: {.misconception",
        found=2,
    ),
    case("option-without-box", FR, "- [x] Le métier", "- Le métier", "Le métier décide"),
    case(
        "missing-prompt",
        FR,
        "Que montre l'écart de [58 %](point:jobs/managers) à 2 % ?\n\n",
        "",
        "::: {.question",
    ),
    case("missing-yaml", FR, "```yaml\ntitle: 29", "```\ntitle: 29", "::: {.chart"),
    case(
        "nested-block",
        FR,
        "- Une liste",
        "- ::: {.activity #x}\n  :::\n\n  Une liste",
        "::: {.activity",
    ),
    case("nested-too-deeply", FR, "- Une liste", ">" * 30 + " Texte\n\n- Une liste", ">>>"),
    case(
        "nested-too-deeply",
        FR,
        "- Une liste",
        "*a **b " * 15 + "x" + "** a*" * 15 + "\n\n- Une liste",
        "*a",
    ),
    # -- references and figures
    case(
        "bad-reference",
        FR,
        "(term:telework)",
        "(tern:telework)",
        "[télétravail](tern",
        nearest="term",
    ),
    case("bad-reference", FR, "(term:telework)", "(javascript:alert)", "[télétravail]"),
    case(
        "bad-reference",
        FR,
        "Parmi les cadres, [58 %](point:jobs/managers)",
        "Parmi les cadres, [58 %](point:jobs)",
        "[58 %](point:jobs)",
        nearest="",
    ),
    case(
        "bad-reference",
        FR,
        "evidence=point:jobs/managers",
        "evidence=pont:jobs/managers",
        "evidence=",
        nearest="point",
    ),
    case(
        "dangling-reference",
        FR,
        "(term:telework)",
        "(term:telewrk)",
        "[télétravail]",
        nearest="telework",
    ),
    case(
        "dangling-reference",
        FR,
        "cadres, [58 %](point:jobs/managers)",
        "cadres, [58 %](point:jobs/manager)",
        "[58 %]",
        nearest="managers",
    ),
    case("dangling-reference", FR, "managers/people", "managers/peple", "[2,2", nearest="people"),
    case(
        "dangling-reference",
        FR,
        "cadres, [58 %](point:jobs/managers)",
        "cadres, [58 %](point:job/managers)",
        "[58 %]",
        nearest="jobs",
    ),
    case(
        "dangling-reference",
        FR,
        "(step:unequal)",
        "(step:unequel)",
        "[sur place]",
        nearest="unequal",
    ),
    case(
        "dangling-reference",
        FR,
        "(chart:by-job)",
        "(chart:by-jobs)",
        "[le graphique]",
        nearest="by-job",
    ),
    case(
        "dangling-reference", FR, "(question:why)", "(question:whi)", "[la question]", nearest="why"
    ),
    case("dangling-reference", FR, "(table:jobs)", "(table:job)", "[le tableau]", nearest="jobs"),
    case(
        "dangling-reference",
        FR,
        "(chapter:places)",
        "(chapter:place)",
        "[le chapitre",
        nearest="places",
    ),
    case(
        "dangling-reference",
        FR,
        "(param:managers)",
        "(param:manager)",
        "[40 %]",
        nearest="managers",
    ),
    case(
        "dangling-reference",
        FR,
        "(value:potential)",
        "(value:potentiel)",
        "[23,2",
        nearest="potential",
    ),
    case(
        "dangling-reference",
        FR,
        "evidence=point:jobs/managers",
        "evidence=point:jobs/x",
        "evidence=",
    ),
    case(
        "dangling-reference", FR, "chart=by-job", "chart=by-jobs", "chart=by-jobs", nearest="by-job"
    ),
    case(
        "dangling-reference", YAML, "source: census", "source: cencus", "cencus", nearest="census"
    ),
    case("dangling-reference", YAML, "source: insee-197", "source: insee-179", "insee-179"),
    case("dangling-reference", LESSON, "[jobs/managers]", "[jobs/manager]", "managers / 100"),
    case(
        "figure-disagrees",
        FR,
        "cadres, [58 %]",
        "cadres, [85 %]",
        "[85 %]",
        text="85\u202f%",
        value="58\u202f%",
    ),
    case("figure-disagrees", FR, "[2,2 millions]", "[2,3 millions]", "[2,3 millions]"),
    case("figure-disagrees", FR, "[40 %]", "[45 %]", "[45 %]"),
    case("figure-disagrees", FR, "[23,2 %]", "[23,3 %]", "[23,3 %]"),
    case("figure-disagrees", FR, "l'écart de [58 %]", "l'écart de [57 %]", "[57 %]"),
    case("figure-disagrees", FR, "montrez [58 %]", "montrez [-58 %]", "[-58 %]"),
    case(
        "figure-disagrees",
        FR,
        "[sur place](step:unequal)",
        "[sur place, 3 %](point:jobs/managers)",
        "[sur place",
    ),
    case("unit-disagrees", FR, "cadres, [58 %]", "cadres, [58 €]", "[58 €]"),
    case("unit-disagrees", FR, "montrez [58 %]", "montrez [58 euros en 2020]", "[58 euros"),
    case("unit-disagrees", EN, "managers, [58%]", "managers, [$58]", "[$58]"),
    case("missing-source", YAML, "source: insee-197\n", "", "title"),
    # -- parameters and values
    case("bad-bounds", LESSON, "max: 100", "max: 0", "label: {fr: Part de"),
    case("bad-bounds", LESSON, "step: 5", "step: 0", "label: {fr: Part de"),
    case("bad-bounds", LESSON, "step: 5", "step: 1.0e-300", "label: {fr: Part de"),
    case("default-out-of-bounds", LESSON, "max: 100", "max: 30", "40\nvalues"),
    case("bad-expression", LESSON, "managers / 100 *", "managers / / 100 *", "managers / /", at=12),
    case(
        "unknown-name",
        LESSON,
        "managers / 100",
        "manager / 100",
        "manager / 100",
        nearest="managers",
    ),
    case("value-not-a-number", LESSON, "[jobs/managers]", "[jobs/managers/job]", "managers / 100"),
    case("value-on-itself", LESSON, "+ 0", "+ potential", "managers / 100"),
    # -- tables
    case(
        "csv-syntax",
        CSV,
        '"workers, skilled",2',
        '"workers, skilled"x,2',
        '"workers',
    ),
    case(
        "csv-separator",
        CSV,
        "job,share,people,sure,since,year",
        "job;share;people;sure;since;year",
        "job",
    ),
    case(
        "row-length",
        CSV,
        "true,2020-05-01,2020",
        "true,2020-05-01,2020,1",
        "managers",
        found=7,
        expected=6,
    ),
    case(
        "missing-column",
        YAML,
        "columns:\n",
        "columns:\n  more: {type: string, label: x}\n",
        "{type: string, label",
    ),
    case("unknown-column", YAML, "key: job", "key: jbo", "jbo", nearest="job"),
    case("unknown-column", YAML, "value: share", "value: shares", "shares", nearest="share"),
    case("unknown-column", YAML, "key: job\n", "key: job\nname: jobb\n", "jobb", nearest="job"),
    case("missing-unit", YAML, '    unit: "%"\n', "", "type: number"),
    case("missing-unit", YAML, 'unit: "%"', "unit:", "type: number"),
    case("bad-row-key", CSV, '"workers, skilled"', "a/b", "a/b"),
    case("bad-row-key", CSV, '"workers, skilled"', "", ",2,110000"),
    case(
        "cell-not-a-number",
        CSV,
        "managers,58",
        "managers,58 %",
        "58 %",
        text="58 %",
        column="share",
    ),
    case("cell-not-a-number", CSV, 'skilled",2', 'skilled",1e999', "1e999"),
    case("cell-not-a-number", CSV, 'skilled",2', 'skilled",٣', "٣"),
    case("cell-not-an-integer", CSV, "110000", "110000.5", "110000.5"),
    case("cell-not-a-date", CSV, "2020-05-01", "1er mai", "1er mai"),
    case("cell-not-a-year", CSV, "2020-05-01,2020", "2020-05-01,MMXX", "MMXX"),
    case("cell-not-a-boolean", CSV, "true", "vrai", "vrai"),
]


def test_the_sound_lesson_has_no_problem() -> None:
    assert problems_of(SOUND) == ()


@pytest.mark.parametrize("broken", ONE, ids=str)
def test_one_thing_broken_gives_one_located_problem(broken: Case, tmp_path: Path) -> None:
    lesson = LessonBuilder().replace(broken.file, broken.old, broken.new)
    line, column = lesson.place(broken.file, broken.place)
    problems = problems_of(lesson.folder(tmp_path))
    assert [
        (problem.code, problem.location.file, problem.location.line, problem.location.column)
        for problem in problems
    ] == [(broken.code, broken.file, line, column + broken.shift)]
    values = problems[0].values
    assert {name: values[name] for name in broken.values} == broken.values


def several(*edits: tuple[str, str, str]) -> LessonBuilder:
    lesson = LessonBuilder()
    for file, old, new in edits:
        lesson.replace(file, old, new)
    return lesson


PLACES_FR, PLACES_EN = "chapters/places.fr.md", "chapters/places.en.md"
AT_START = 1, 1
MORE: list[tuple[str, LessonBuilder, list[tuple[str, str, int, int]]]] = [
    (
        "a wrong cell after a quoted cell of two lines",
        LessonBuilder().append(CSV, '"two\nlines",3,x,true,,\n'),
        [("cell-not-an-integer", CSV, 6, 10)],
    ),
    (
        "a column that is not described",
        several(
            (CSV, "since,year", "since,year,more"),
            (CSV, "2020-05-01,2020", "2020-05-01,2020,1"),
            (CSV, "2020-05,2020", "2020-05,2020,2"),
            (CSV, "others,,,,,", "others,,,,,,"),
        ),
        [("undeclared-column", CSV, 1, 34)],
    ),
    (
        "a column twice",
        several((CSV, "since,year", "since,since"), (YAML, "  year:\n", "  years:\n")),
        [
            ("duplicate-column", CSV, 1, 29),
            ("missing-column", YAML, 30, 5),
        ],
    ),
    (
        "a name for a category that no row has",
        LessonBuilder().replace(YAML, "      others: {fr", "      other: {fr"),
        [("unknown-value", YAML, 12, 7)],
    ),
    (
        "a header that is not there",
        LessonBuilder().replace(CSV, "job,share,people,sure,since,year\n", ""),
        [("undeclared-column", CSV, 1, column) for column in (1, 10, 13, 21, 26, 37)]
        + [("unknown-column", YAML, 2, 6)]
        + [("missing-column", YAML, line, 5) for line in (8, 14, 19, 24, 27, 30)],
    ),
    (
        "a row twice",
        LessonBuilder().append(CSV, "managers,58,1,,,\n"),
        [("duplicate-row", CSV, 5, 1)],
    ),
    ("a table without rows", LessonBuilder().write(CSV, ""), [("empty-table", CSV, 1, 1)]),
    (
        "a table with a header only",
        LessonBuilder().write(CSV, "job,share,people,sure,since,year\n"),
        [("empty-table", CSV, 1, 1)],
    ),
    ("a table without its CSV", LessonBuilder().remove(CSV), [("missing-file", CSV, 1, 1)]),
    ("a table without its YAML", LessonBuilder().remove(YAML), [("missing-file", YAML, 1, 1)]),
    (
        "a table that nothing refers to",
        LessonBuilder().write("tables/alone.csv", "a\n1\n"),
        [("missing-file", "tables/alone.yaml", 1, 1)],
    ),
    (
        "a table whose name is no id",
        LessonBuilder().write("tables/un été.csv", "a\n1\n"),
        [("bad-id", "tables/un été.csv", 1, 1)],
    ),
    (
        "files that are no tables",
        LessonBuilder()
        .write("tables/.DS_Store", b"\0\1")
        .write("tables/._jobs.csv", b"\0\1")
        .write("tables/notes.txt", "notes")
        .write("chapters/.places.fr.md.swp", b"\0"),
        [],
    ),
    ("an empty manifest", LessonBuilder().write(LESSON, ""), [("yaml-empty", LESSON, 1, 1)]),
    (
        "a manifest that is a list",
        LessonBuilder().write(LESSON, "- a\n"),
        [("yaml-not-a-mapping", LESSON, 1, 1)],
    ),
    ("no manifest", LessonBuilder().remove(LESSON), [("missing-file", LESSON, 1, 1)]),
    (
        "no languages",
        LessonBuilder().replace(LESSON, "languages: [fr, en]\n", ""),
        [("missing-key", LESSON, 1, 1)],
    ),
    (
        "sources that can't be read say nothing of who cites them",
        LessonBuilder().append("sources.yaml", "x: [\n"),
        [("yaml-syntax", SOURCES, 14, 1)],
    ),
    (
        "an empty glossary says nothing of its terms",
        LessonBuilder().write(TERMS, ""),
        [("yaml-empty", TERMS, 1, 1)],
    ),
    (
        "a chapter in English only",
        LessonBuilder().remove(PLACES_FR),
        [("missing-chapter", LESSON, 13, 5)],
    ),
    (
        "a chapter in neither language",
        LessonBuilder().remove(PLACES_FR).remove(PLACES_EN),
        [("missing-chapter", LESSON, 13, 5), ("missing-chapter", LESSON, 13, 5)],
    ),
    (
        "a chapter that can't be decoded",
        LessonBuilder().write(PLACES_FR, "---\r\ntitle: Où\r\nété".encode("latin-1")),
        [("bad-encoding", PLACES_FR, 2, 9)],
    ),
    (
        "a chapter without front matter",
        LessonBuilder().replace(PLACES_FR, "---\ntitle: Où ?", "title: Où ?"),
        [("missing-front-matter", PLACES_FR, 1, 1), ("text-before-step", PLACES_FR, 1, 1)],
    ),
    (
        "front matter that never ends",
        LessonBuilder().replace(PLACES_FR, "objective: Vérifier un chiffre.\n---\n", ""),
        [("missing-front-matter", PLACES_FR, 1, 1)],
    ),
    (
        "empty front matter",
        LessonBuilder().replace(
            PLACES_FR, "title: Où ?\nminutes: 4\nobjective: Vérifier un chiffre.\n", ""
        ),
        [("yaml-empty", PLACES_FR, 2, 1)],
    ),
    (
        "front matter with an error in it",
        LessonBuilder().replace(PLACES_FR, "title: Où ?", "title: Où : là ?"),
        [("yaml-syntax", PLACES_FR, 2, 11)],
    ),
    (
        "a chapter without a step",
        LessonBuilder(
            {
                **LessonBuilder().files,
                PLACES_FR: "---\ntitle: Où\n---\n",
                PLACES_EN: "---\ntitle: Where\n---\n",
            }
        ),
        [("chapter-without-step", PLACES_EN, 1, 1), ("chapter-without-step", PLACES_FR, 1, 1)],
    ),
    (
        "a chapter that is not listed",
        LessonBuilder().write("chapters/more.fr.md", "---\ntitle: x\n---\n"),
        [("unlisted-chapter", "chapters/more.fr.md", 1, 1)],
    ),
    (
        "a question in French only",
        LessonBuilder().append(
            PLACES_FR, "\n::: {.question #alone type=choice}\n\nQuoi ?\n\n- [x] Oui.\n\n:::\n"
        ),
        [("missing-in-language", PLACES_FR, 33, 1)],
    ),
    (
        "a step in English only",
        LessonBuilder().append(PLACES_EN, "\n## More {#more}\n"),
        [("missing-in-language", PLACES_EN, 33, 1)],
    ),
    (
        "a step id twice in one language: what stands in it says nothing",
        LessonBuilder().replace(FR, "{#beliefs}", "{#unequal}"),
        [("duplicate-id", FR, 47, 1)],
    ),
    (
        "steps in another order",
        several(
            (FR, "## Une expérience inégale {#unequal minutes=3}", "## Une {#beliefs}"),
            (FR, "## Ce qu'on croit {#beliefs}", "## Ce {#unequal}"),
        ),
        [("order-differs", EN, 8, 1)],
    ),
    (
        "a block of another kind",
        LessonBuilder().replace(PLACES_FR, ".activity #discuss", ".teacher #discuss"),
        [("kind-differs", PLACES_EN, 19, 1)],
    ),
    (
        "a step id twice, in two chapters",
        several((PLACES_FR, "{#source}", "{#unequal}"), (PLACES_EN, "{#source}", "{#unequal}")),
        [("duplicate-id", PLACES_EN, 7, 1), ("duplicate-id", PLACES_FR, 7, 1)],
    ),
    (
        "a block with the id of a step",
        several((PLACES_FR, "#discuss", "#source"), (PLACES_EN, "#discuss", "#source")),
        [("duplicate-id", PLACES_EN, 19, 1), ("duplicate-id", PLACES_FR, 19, 1)],
    ),
    (
        "blocks and steps without an id",
        several(
            (PLACES_FR, " {#source}", ""),
            (PLACES_EN, " {#source}", ""),
            (PLACES_FR, " #discuss", ""),
            (PLACES_EN, " #discuss", ""),
        ),
        [
            ("missing-id", PLACES_EN, 7, 1),
            ("missing-id", PLACES_EN, 19, 1),
            ("missing-id", PLACES_FR, 7, 1),
            ("missing-id", PLACES_FR, 19, 1),
        ],
    ),
    (
        "a kind of block that nobody knows",
        several((PLACES_FR, ".activity", ".activty"), (PLACES_EN, ".activity", ".activty")),
        [("unknown-block", PLACES_EN, 19, 1), ("unknown-block", PLACES_FR, 19, 1)],
    ),
    (
        "a source check without a source",
        several((PLACES_FR, " source=insee-197", ""), (PLACES_EN, " source=insee-197", "")),
        [("missing-attribute", PLACES_EN, 9, 1), ("missing-attribute", PLACES_FR, 9, 1)],
    ),
    (
        "a simulation",
        several(
            (PLACES_FR, "{.chart #by-job-again of=by-job}", "{.model #by-job-again}"),
            (PLACES_EN, "{.chart #by-job-again of=by-job}", "{.model #by-job-again}"),
        ),
        [("missing-key", PLACES_EN, 28, 1), ("missing-key", PLACES_FR, 28, 1)],
    ),
    (
        "a YAML alias",
        LessonBuilder().replace(
            SOURCES, "  author: Insee\n  year: 2020", "  author: &a Insee\n  year: *a"
        ),
        [("yaml-alias", SOURCES, 3, 11)],
    ),
    (
        "a division by zero",
        LessonBuilder().replace(LESSON, "managers / 100 *", "managers / 0 *"),
        [("value-not-finite", LESSON, 27, 17)],
    ),
    (
        "values that rest on one another in a circle",
        LessonBuilder().append(LESSON, "  a: {expression: b + 1}\n  b: {expression: a + 1}\n"),
        [("value-on-itself", LESSON, 28, 19), ("value-on-itself", LESSON, 29, 19)],
    ),
    (
        "a long chain of values",
        LessonBuilder().append(
            LESSON,
            "  v0: {expression: 1 + 1}\n"
            + "".join(f"  v{i}: {{expression: v{i - 1} + 1}}\n" for i in range(1, 300)),
        ),
        [("value-too-deep", LESSON, 78, 21)],
    ),
    (
        "a parameter declared in the lesson and in a chapter",
        LessonBuilder().replace(
            PLACES_FR,
            "minutes: 4\n",
            "minutes: 4\nparameters:\n  managers: {label: x, min: 0, max: 1, default: 0}\n",
        ),
        [("duplicate-id", PLACES_FR, 5, 13)],
    ),
    (
        "a link on the second line of a paragraph in a list in a quotation",
        LessonBuilder().append(PLACES_FR, "\n> - du texte\n>   et [un lien](term:x)\n"),
        [("dangling-reference", PLACES_FR, 34, 8)],
    ),
    (
        "an autolink",
        LessonBuilder().append(PLACES_FR, "\nVoir <term:x>.\n"),
        [("dangling-reference", PLACES_FR, 33, 6)],
    ),
    (
        "a chart's YAML in an indented fence",
        LessonBuilder().replace(
            PLACES_FR,
            "```yaml\ntitle: Les mêmes barres, autrement\n```",
            "  ```yaml\n  a: 1\n  a: 2\n  ```",
        ),
        [("yaml-duplicate-key", PLACES_FR, 29, 3)],
    ),
    (
        "too many languages",
        LessonBuilder(
            {
                LESSON: "title: x\nchapters: [a]\nlanguages: ["
                + ", ".join(f"a{chr(97 + i)}" for i in range(11))
                + "]\n"
            }
        ),
        [("missing-chapter", LESSON, 2, 12)] * 10 + [("too-many", LESSON, 3, 53)],
    ),
]


@pytest.mark.parametrize(
    ("lesson", "expected"), [row[1:] for row in MORE], ids=[row[0] for row in MORE]
)
def test_what_is_broken_is_reported_once_where_it_stands(
    lesson: LessonBuilder, expected: list[tuple[str, str, int, int]], tmp_path: Path
) -> None:
    assert places_of(lesson.folder(tmp_path)) == expected


@pytest.mark.parametrize("text", ["58 % en 2020", "58 points", "58"])
def test_a_figure_with_its_unit_or_none_agrees(text: str, tmp_path: Path) -> None:
    lesson = several((FR, "cadres, [58 %]", f"cadres, [{text}]"))
    assert places_of(lesson.folder(tmp_path)) == []


def test_a_description_that_cannot_be_read_is_the_one_problem(tmp_path: Path) -> None:
    lesson = LessonBuilder().write(YAML, LessonBuilder().text(YAML).encode("latin-1"))
    problems = check_lesson(read_lesson(lesson.folder(tmp_path)))
    assert [problem.code for problem in problems] == ["bad-encoding"]


def test_what_a_chart_lacks_is_not_said_again_of_what_derives_from_it(tmp_path: Path) -> None:
    said = "description: Deux barres, 58 % pour les cadres et 2 % pour les ouvriers.\n"
    problems = check_lesson(read_lesson(several((FR, said, "")).folder(tmp_path)))
    assert [(p.code, p.location.file) for p in problems] == [("missing-key", FR)]


def test_a_text_in_languages_that_are_not_listed_is_one_problem(tmp_path: Path) -> None:
    old = "level: {fr: Lycée, en: High school}"
    lesson = several((LESSON, old, "level: {de: Gymnasium, it: Liceo}"))
    (problem,) = problems_of(lesson.folder(tmp_path))
    assert (problem.code, problem.values["language"]) == ("language-not-listed", "de, it")


def test_problems_are_the_same_in_a_zip(tmp_path: Path) -> None:
    lesson = several((FR, "cadres, [58 %]", "cadres, [85 %]"), (CSV, "110000", "many"))
    folder = places_of(lesson.folder(tmp_path))
    assert [code for code, *_ in folder] == ["figure-disagrees", "cell-not-an-integer"]
    assert places_of(lesson.zipped(tmp_path / "flat")) == folder
    assert places_of(lesson.zipped(tmp_path / "top", top="my lesson")) == folder


def test_a_figure_that_the_table_no_longer_holds_is_reported_at_every_link(
    tmp_path: Path,
) -> None:
    places = places_of(several((CSV, "managers,58", "managers,85")).folder(tmp_path))
    figures = [place for place in places if place[0] == "figure-disagrees"]
    assert len(figures) == 8  # three of the table and one of the value, in two languages
    assert figures == places


def test_an_empty_cell_disagrees_with_any_figure(tmp_path: Path) -> None:
    lesson = several((PLACES_FR, "[votre métier]", "[3 %]"))
    problems = problems_of(lesson.folder(tmp_path))
    assert [(p.code, p.values["value"]) for p in problems] == [("figure-disagrees", "–")]
