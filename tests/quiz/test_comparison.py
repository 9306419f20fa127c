"""A translation may change words, never what is asked or what is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.checking import check_lesson
from desktop_app.content.reader import read_lesson
from tests.quiz.test_lint import EN, FR, builder

CLAIM = "type=true-false evidence=point:jobs/ouvriers"
BAR = "- [x] [The bar of clerical and service workers]"
SERVICE = "- Clerical and service workers → 20%"
CHANGES = [
    ("tries=2 penalty=50%", "tries=3 penalty=50%", "tries", "3", "2"),
    ("penalty=50%", "penalty=25%", "penalty", "0.25", "0.5"),
    ("> Hint: and a laptop?", "And a laptop?", "hints", "1", "2"),
    (f"{CLAIM} certainty=yes", CLAIM, "certainty", "no", "yes"),
    (f"{BAR}(point:jobs/employes)", f"{BAR}(point:jobs/ouvriers)", "[…]",
     "point:jobs/ouvriers", "point:jobs/employes"),
    ("[[58% ± 1]]", "[[59% ± 1]]", "options", "59 ± 1", "58 ± 1"),
    ("[[58% ± 1]]", "[[58% ± 2]]", "tolerance", "2", "1"),
    ("[[29 | 29 times | twenty-nine]]", "[[x] 29 [ ] 28]", "gap", "choice", "text"),
    (SERVICE, SERVICE.replace("20%", "2%"), "options", "3, 3", "3, 4"),
    ("- → 35%\n", "", "options", "3, 3", "3, 4"),
    ("3. Manual workers\n", "3. Manual workers\n4. Farmers\n", "options", "4", "3"),
    ("tolerance=60000", "tolerance=50000", "tolerance", "50,000", "60\u202f000"),
    ("- [x] 6 April 2020 ±", "- [x] 7 April 2020 ±", "options", "7 April 2020", "6 avril 2020"),
    ("- [ ] “It fell to 20%”", "- [x] “It fell to 20%”", "[x]", "[x]", "[ ]"),
    ("- [ ] I qualify my answer.\n", "", "options", "2", "3"),
    ('unit="%" tolerance=10', 'unit="%" tolerance=12', "tolerance", "12", "10"),
    ("shuffle=yes feedback=later", "shuffle=yes", "feedback", "immediate", "later"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "found", "expected"), CHANGES)
def test_what_a_translation_must_keep(
    old: str, new: str, key: str, found: str, expected: str, tmp_path: Path
) -> None:
    change = builder().replace(EN, old, new)
    problems = [
        problem
        for problem in check_lesson(read_lesson(change.folder(tmp_path)))
        if problem.code == "question-differs"
    ]
    assert len(problems) == 1, [p.code for p in problems]
    values = problems[0].values
    assert (values["key"], problems[0].location.file, values["file"]) == (key, EN, FR)
    assert (values["found"], values["expected"]) == (found, expected)


def test_each_language_has_its_own_words(tmp_path: Path) -> None:
    change = builder().replace(
        EN, "- [x] metropolisation", "- [x] metropolisation\n- [x] metropolization"
    )
    assert not check_lesson(read_lesson(change.folder(tmp_path)))
