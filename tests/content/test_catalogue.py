"""Every code has its words in both languages, and every word is needed."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import desktop_app
from desktop_app.content.problems import Location, Problem
from desktop_app.content.typography import NNBSP
from desktop_app.content.wording import catalogue, hint, is_singular, message, word

PACKAGE = Path(desktop_app.__file__).parent
CODES = [code for code in catalogue() if code != "words"]
LANGUAGES = ("fr", "en")
TEXTS = [
    (code, language + part)
    for code in CODES
    for language in LANGUAGES
    for part in ("", "_hint")
    if language + part in catalogue()[code]
]


@cache
def _written() -> tuple[frozenset[str], frozenset[str]]:
    """The codes that are reported or worded, and every plain string of the application.

    Of each file in turn: the trees of all are too many to keep.
    """
    codes: set[str] = set()
    constants: set[str] = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                codes |= _code_of(node)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                constants.add(node.value)
    return frozenset(codes), frozenset(constants)


def _code_of(node: ast.Call) -> set[str]:
    """The first argument, where it is a plain string, of what reports or words a code."""
    if not node.args:
        return set()
    function, first = node.func, node.args[0]
    name = function.attr if isinstance(function, ast.Attribute) else ""
    name = function.id if isinstance(function, ast.Name) else name
    if name == "error" and isinstance(function, ast.Attribute):
        owner = ast.unparse(function.value)
        name = "error" if owner.endswith("log") else ""
    reports = name in ("error", "warning", "word", "UnreadableFile", "_once")
    if reports and isinstance(first, ast.Constant) and isinstance(first.value, str):
        return {first.value}
    return set()


def _placeholders(text: str) -> set[str]:
    plain = text.replace("[[", "").replace("]]", "")
    return {name for _, name, _, _ in Formatter().parse(plain) if name}


def _render(code: str, key: str) -> str:
    values = dict.fromkeys(_placeholders(catalogue()[code][key]), "42")
    problem = Problem(code, Location("x"), values=values)
    return (hint if key.endswith("_hint") else message)(problem, key[:2])


def test_every_code_in_use_has_words() -> None:
    used, _ = _written()
    assert len(used) > 60
    assert used <= set(CODES)


def test_every_code_with_words_is_in_use() -> None:
    assert set(CODES) <= _written()[1]


# One test for all codes, which names every one that is wrong: a test a code, thousands of them,
# would cost more to hand out than to run.


def test_both_languages_say_the_same() -> None:
    assert [code for code in CODES if not _says_the_same(code)] == []


def _says_the_same(code: str) -> bool:
    entry = catalogue()[code]
    if not {"fr", "en"} <= set(entry) <= {"fr", "en", "fr_hint", "en_hint"}:
        return False
    pairs = [[entry.get(f"{language}{part}") for language in LANGUAGES] for part in ("", "_hint")]
    return all(
        (french is None) == (english is None)
        and _placeholders(french or "") == _placeholders(english or "")
        and all(name.isidentifier() for name in _placeholders(french or ""))
        for french, english in pairs
    )


def test_a_message_shows_all_its_values_and_no_markup() -> None:
    texts = {(code, key): _render(code, key) for code, key in TEXTS}
    assert len(texts) > 1_000
    assert [place for place, text in texts.items() if text.strip() != text or not text] == []
    markup = re.compile(r"\[\[|\]\]|\{\{|\}\}|!w")
    assert [place for place, text in texts.items() if markup.search(text)] == []


def test_french_has_narrow_spaces() -> None:
    wrong = re.compile(rf"[^{NNBSP}(][;!?%»]|[^{NNBSP}]:|'")
    guillemets = re.compile(rf"«[^{NNBSP}]|[ \u00a0][;:!?%»]")
    texts = {place: _render(*place) for place in TEXTS if place[1].startswith("fr")}
    assert len(texts) > 500
    assert [
        (place, text)
        for place, text in texts.items()
        if wrong.search(re.sub(r"«[^»]*»|[a-z]+:\S+", "", text))  # what an author types is as typed
        or guillemets.search(text)
    ] == []


def test_words_are_in_both_languages_and_typeset() -> None:
    words = catalogue()["words"]
    for name, entry in words.items():
        assert set(entry) == {"fr", "en"}, name
    problem = Problem("wrong-type", Location("x"), values={"key": "a", "expected": "mapping"})
    assert message(problem, "fr") == (
        f"«{NNBSP}a{NNBSP}» doit être une liste de «{NNBSP}clé{NNBSP}: valeur{NNBSP}»"
    )


def test_what_has_no_word_is_shown_as_it_is() -> None:
    problem = Problem("yaml-syntax", Location("x"), values={"detail": "quite {new!r} [[x]]"})
    assert message(problem, "en") == "this YAML can’t be read (quite {new!r} [[x]])"


def test_a_part_is_left_out_where_its_value_is_empty() -> None:
    values = {"path": "a", "nearest": ""}
    assert word("no-such-lesson", "en", values) == "there is no lesson at “a”"
    values["nearest"] = "b"
    assert word("no-such-lesson", "en", values) == "there is no lesson at “a”; the nearest is “b”"


def test_what_is_counted_has_the_form_of_its_number() -> None:
    for language, texts in {
        "fr": {0: "0 élève", 1: "1 élève", 2: "2 élèves", 42: "42 élèves"},
        "en": {0: "0 students", 1: "1 student", 2: "2 students", 42: "42 students"},
    }.items():
        for count, said in texts.items():
            text = word("students-missing", language, {"count": count, "names": "x"})
            assert re.search(rf"\b{said}\b", text)
    written = {"fr": ("1,5", "−1", "0"), "en": ("1", "−1")}
    for language in LANGUAGES:
        assert all(is_singular(one, language) for one in written[language])
        assert not any(is_singular(one, language) for one in ("2", "1 000", None, "many"))
    assert not is_singular("1,000", "en")
    texts = [catalogue()[code][key] for code, key in TEXTS]
    assert [text for text in texts if re.search(r"\w\((e|es|s|x|nt)\)", text)] == []


def test_a_value_stays_on_one_line_and_within_bounds() -> None:
    values = {"path": "a\n\x1b[31m" + "b" * 10_000, "nearest": ""}
    text = word("no-such-lesson", "en", values)
    assert "\n" not in text
    assert "\x1b" not in text
    assert len(text) < 400


def test_a_code_without_words_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        message(Problem("no-such-code", Location("x")), "fr")
