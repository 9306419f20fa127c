"""One thing broken in a sound lesson gives one problem, of one code, in one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

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
    case("yaml-syntax", FR, "data: {name: jobs}", "data: {name: jobs", "encoding:", 8),
    # -- keys
    case("unknown-key", LESSON, "licence:", "license:", "license", nearest="licence"),
    case("unknown-key", SOURCES, "url:", "ulr:", "ulr", nearest="url"),
    case("unknown-key", YAML, "decimals: 0", "decimal: 0", "decimal:", nearest="decimals"),
    case("unknown-key", FR, "objective:", "objectiv:", "objectiv:", nearest="objective"),
    case("unknown-key", LESSON, "fr: Lycée, ", "fr: Lycée, de: X, ", "de: X", owner="level"),
    case("missing-key", LESSON, "chapters:\n  - telework\n  - places\n", "", "format"),
    case("missing-key", LESSON, "chapters:\n  - telework\n  - places\n", "chapters: []\n", "[]"),
    case("missing-key", SOURCES, "  title: {fr: Recensement", "  # {fr: Recensement", "author: Insee\n  year: 2021"),
    case("missing-key", TERMS, "  definition:", "  #", "term:"),
    case("missing-key", YAML, "title: {fr: Télétravail selon le métier, en: Telework by job}\n", "", "key"),
    case("missing-key", FR, "title: Qui télétravaille ?\n", "", "minutes: 6", key="title"),
    case("missing-key", FR, "title: Qui télétravaille ?", "title:", "minutes: 6", -1),
    case("missing-key", YAML, "    type: boolean\n", "", "label: {fr: Sûr"),
    case("missing-key", LESSON, "    min: 0\n", "", "label: {fr: Part de"),
    case("missing-key", LESSON, "    expression: managers / 100 * [jobs/managers] + 0\n", "", "label: {fr: Part qui"),
    case("wrong-type", LESSON, "minutes: 10", "minutes: ten", "ten", expected="number"),
    case("wrong-type", LESSON, "minutes: 10", "minutes: 1e999", "1e999", expected="number"),
    case("wrong-type", LESSON, "format: 1", "format: one", "one", expected="integer"),
    case("wrong-type", LESSON, "[Une enseignante]", "{a: b}", "{a: b}", expected="list"),
    case("wrong-type", LESSON, "[Une enseignante]", "[Une, [b]]", "[b]", expected="text"),
    case("wrong-type", FR, "essential: true", "essential: oui", "oui", expected="flag"),
    case("wrong-type", FR, "minutes=3", "minutes=trois", "minutes=trois", expected="number"),
    case("wrong-type", SOURCES, "  author: Insee\n  year: 2020", "  author: [Insee]\n  year: 2020", "[Insee]"),
    case("wrong-type", YAML, "    type: year", "    type: [year]", "[year]"),
    case("unknown-value", YAML, "    type: year", "    type: yaer", "yaer", nearest="year"),
    case("unknown-value", SOURCES, "kind: dataset", "kind: datasets", "datasets", nearest="dataset"),
    case("out-of-range", FR, "minutes: 6", "minutes: 6000", "6000"),
    case("out-of-range", LESSON, "decimals: 1", "decimals: -1", "-1"),
    case("out-of-range", YAML, "decimals: 0", "decimals: 1000000", "1000000"),
    case("missing-translation", LESSON, "{fr: Lycée, en: High school}", "{fr: Lycée}", "{fr: Lycée}", language="en"),
    case("missing-translation", LESSON, "en: High school", "en: ", "}\nminutes", language="en"),
    case("missing-translation", YAML, "{fr: Cadres, en: Managers}", "{en: Managers}", "{en: Managers}", language="fr"),
    case("newer-format", LESSON, "format: 1", "format: 2", "2"),
    # -- ids and names
    case("bad-id", LESSON, "  - places", "  - places\n  - ../../etc/passwd", "../../etc"),
    case("duplicate-id", LESSON, "  - places", "  - places\n  - telework", "telework\nparam", line=16),
    case("duplicate-id", LESSON, "[fr, en]", "[fr, en, fr]", "fr]"),
    case("bad-language", LESSON, "[fr, en]", "[fr, en, ../..]", "../..]"),
    case("bad-name", LESSON, "values:", "  a-b: {default: 1}\nvalues:", "a-b"),
    case("name-taken", LESSON, "values:", "values:\n  managers: {expression: 1 + 1}", "{expression: 1"),
    case("bad-id", TERMS, "telework:\n", "é: {term: x, definition: y}\ntelework:\n", "é: {"),
    # -- chapters
    case("top-heading", FR, "## Une", "# Titre\n\n## Une", "# Titre"),
    case("text-before-step", FR, "## Une", "Un texte.\n\n## Une", "Un texte"),
    case("missing-title", FR, "## Ce qu'on croit {", "## {", "## {#beliefs"),
    case("bad-attributes", FR, "{.teacher #notes}", "{.teacher #notes} rest", "::: {.teacher"),
    case("duplicate-attribute", FR, "minutes=3", "minutes=3 minutes=4", "minutes=4"),
    case("duplicate-attribute", FR, "#unequal", "#unequal #other", "#other"),
    case("unknown-attribute", FR, "minutes=3", "minutes=3 minute=4", "minute=4", nearest="minutes"),
    case("unknown-attribute", FR, "#choice chart", "#choice chrt=x chart", "chrt=x", nearest="chart"),
    case("unknown-attribute", FR, "{.teacher #notes}", "{.teacher .wide #notes}", "::: {.teacher"),
    case("unknown-attribute", FR, "{misconception=", "{misconceptoin=", "misconceptoin=", nearest="misconception"),
    case("unclosed-block", FR, "\n:::\n\n::: {.question", "\n::: {.question", "::: {.chart"),
    case("unclosed-block", FR, "montrez [58 %](point:jobs/managers).\n\n:::\n", "montrez.\n", "::: {.teacher"),
    case("unopened-block", FR, "## Ce qu", ":::\n\n## Ce qu", ":::\n\n## Ce"),
    case("unclosed-fence", FR, "type: quantitative}\n```\n", "type: quantitative}\n", "```yaml"),
    case("stray-content", FR, "\n```yaml\ntitle", "\nTexte.\n\n```yaml\ntitle", "Texte."),
    case("stray-content", FR, "> Relisez", "Texte.\n\n> Relisez", "Texte."),
    case("not-three-parts", FR, "Parce que la tâche a un lieu.\n\n", "", "::: {.misconception", found=2),
    case("option-without-box", FR, "- [x] Le métier", "- Le métier", "Le métier décide"),
    case("missing-prompt", FR, "Que montre l'écart de [58 %](point:jobs/managers) à 2 % ?\n\n", "", "::: {.question"),
    case("missing-yaml", FR, "```yaml\ntitle: 29", "```\ntitle: 29", "::: {.chart"),
    case("nested-block", FR, "- Une liste", "- ::: {.activity #x}\n  :::\n\n  Une liste", "::: {.activity"),
    case("nested-too-deeply", FR, "- Une liste", ">" * 30 + " Texte\n\n- Une liste", ">>>"),
    case("nested-too-deeply", FR, "- Une liste", "*a **b " * 15 + "x" + "** a*" * 15 + "\n\n- Une liste", "*a"),
    # -- references and figures
    case("bad-reference", FR, "(term:telework)", "(tern:telework)", "[télétravail](tern", nearest="term"),
    case("bad-reference", FR, "(term:telework)", "(javascript:alert)", "[télétravail]"),
    case("bad-reference", FR, "Parmi les cadres, [58 %](point:jobs/managers)", "Parmi les cadres, [58 %](point:jobs)", "[58 %](point:jobs)", nearest=""),
    case("bad-reference", FR, "evidence=point:jobs/managers", "evidence=pont:jobs/managers", "evidence=", nearest="point"),
    case("dangling-reference", FR, "(term:telework)", "(term:telewrk)", "[télétravail]", nearest="telework"),
    case("dangling-reference", FR, "cadres, [58 %](point:jobs/managers)", "cadres, [58 %](point:jobs/manager)", "[58 %]", nearest="managers"),
    case("dangling-reference", FR, "managers/people", "managers/peple", "[2,2", nearest="people"),
    case("dangling-reference", FR, "cadres, [58 %](point:jobs/managers)", "cadres, [58 %](point:job/managers)", "[58 %]", nearest="jobs"),
    case("dangling-reference", FR, "(step:unequal)", "(step:unequel)", "[sur place]", nearest="unequal"),
    case("dangling-reference", FR, "(chart:by-job)", "(chart:by-jobs)", "[le graphique]", nearest="by-job"),
    case("dangling-reference", FR, "(question:why)", "(question:whi)", "[la question]", nearest="why"),
    case("dangling-reference", FR, "(table:jobs)", "(table:job)", "[le tableau]", nearest="jobs"),
    case("dangling-reference", FR, "(chapter:places)", "(chapter:place)", "[le chapitre", nearest="places"),
    case("dangling-reference", FR, "(param:managers)", "(param:manager)", "[40 %]", nearest="managers"),
    case("dangling-reference", FR, "(value:potential)", "(value:potentiel)", "[23,2", nearest="potential"),
    case("dangling-reference", FR, "evidence=point:jobs/managers", "evidence=point:jobs/x", "evidence="),
    case("dangling-reference", FR, "chart=by-job", "chart=by-jobs", "chart=by-jobs", nearest="by-job"),
    case("dangling-reference", YAML, "source: census", "source: cencus", "cencus", nearest="census"),
    case("dangling-reference", YAML, "source: insee-197", "source: insee-179", "insee-179"),
    case("dangling-reference", LESSON, "[jobs/managers]", "[jobs/manager]", "managers / 100"),
    case("figure-disagrees", FR, "cadres, [58 %]", "cadres, [85 %]", "[85 %]", text="85\u202f%", value="58\u202f%"),
    case("figure-disagrees", FR, "[2,2 millions]", "[2,3 millions]", "[2,3 millions]"),
    case("figure-disagrees", FR, "[40 %]", "[45 %]", "[45 %]"),
    case("figure-disagrees", FR, "[23,2 %]", "[23,3 %]", "[23,3 %]"),
    case("figure-disagrees", FR, "l'écart de [58 %]", "l'écart de [57 %]", "[57 %]"),
    case("figure-disagrees", FR, "montrez [58 %]", "montrez [-58 %]", "[-58 %]"),
    case("figure-disagrees", FR, "[sur place](step:unequal)", "[sur place, 3 %](point:jobs/managers)", "[sur place"),
    case("missing-source", YAML, "source: insee-197\n", "", "title"),
    # -- parameters and values
    case("bad-bounds", LESSON, "max: 100", "max: 0", "label: {fr: Part de"),
    case("bad-bounds", LESSON, "step: 5", "step: 0", "label: {fr: Part de"),
    case("bad-bounds", LESSON, "step: 5", "step: 1.0e-300", "label: {fr: Part de"),
    case("default-out-of-bounds", LESSON, "max: 100", "max: 30", "40\nvalues"),
    case("bad-expression", LESSON, "managers / 100 *", "managers / / 100 *", "managers / /", at=12),
    case("unknown-name", LESSON, "managers / 100", "manager / 100", "manager / 100", nearest="managers"),
    case("value-not-a-number", LESSON, "[jobs/managers]", "[jobs/managers/job]", "managers / 100"),
    case("value-on-itself", LESSON, "+ 0", "+ potential", "managers / 100"),
    # -- tables
    case("csv-syntax", CSV, '"workers, skilled",2', '"workers, skilled"x,2', '"workers', ),
    case("csv-separator", CSV, "job,share,people,sure,since,year", "job;share;people;sure;since;year", "job"),
    case("row-length", CSV, "true,2020-05-01,2020", "true,2020-05-01,2020,1", "managers", found=7, expected=6),
    case("undeclared-column", CSV, "since,year", "since,year,more", "more"),
    case("missing-column", YAML, "columns:\n", "columns:\n  more: {type: string, label: x}\n", "{type: string, label"),
    case("unknown-column", YAML, "key: job", "key: jbo", "jbo", nearest="job"),
    case("unknown-column", YAML, "value: share", "value: shares", "shares", nearest="share"),
    case("missing-unit", YAML, '    unit: "%"\n', "", "type: number"),
    case("missing-unit", YAML, 'unit: "%"', "unit:", "type: number"),
    case("bad-row-key", CSV, "others,", "a/b,", "a/b"),
    case("bad-row-key", CSV, "others,,,", ",5,,", ",5,,"),
    case("cell-not-a-number", CSV, "managers,58", "managers,58 %", "58 %", text="58 %", column="share"),
    case("cell-not-a-number", CSV, "skilled\",2", "skilled\",1e999", "1e999"),
    case("cell-not-a-number", CSV, "skilled\",2", "skilled\",٣", "٣"),
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
