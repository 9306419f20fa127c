"""Promises that hold across the project: imports, translations, typography, packaging."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import PySide6
import pytest

import desktop_app
from desktop_app import resources as resources_module
from desktop_app.content import wording
from desktop_app.content.problems import Location, Problem
from desktop_app.resources import installed_lessons, resource

ROOT = Path(desktop_app.__file__).resolve().parent.parent
TOOLS = Path(PySide6.__file__).parent
TRANSLATIONS = resource("translations")
LANGUAGES = ("fr", "en")
PLACEHOLDER = re.compile(r"\{(\w+)(?:!\w)?\}")


# -- imports ------------------------------------------------------------------------------


def test_imports_keep_their_contracts() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert " 0 broken" in run.stdout


# -- translations -------------------------------------------------------------------------


@dataclass(frozen=True)
class Message:
    context: str
    source: str
    plural: bool
    forms: tuple[str, ...]
    state: str


def messages(path: Path) -> list[Message]:
    found = []
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")]
            found.append(
                Message(
                    context.findtext("name", ""),
                    message.findtext("source", ""),
                    message.get("numerus") == "yes",
                    tuple(forms or [translation.text or ""]),
                    translation.get("type", ""),
                )
            )
    return found


@pytest.fixture(scope="module")
def in_the_code(tmp_path_factory: pytest.TempPathFactory) -> list[Message]:
    """What Qt's own tool finds in the sources."""
    out = tmp_path_factory.mktemp("lupdate") / "found.ts"
    subprocess.run(
        [TOOLS / "lupdate", "-extensions", "py", ROOT / "desktop_app", "-ts", out],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return messages(out)


def test_every_text_of_the_code_is_translated_and_nothing_else(in_the_code: list[Message]) -> None:
    wanted = {(message.context, message.source) for message in in_the_code}
    french = {(m.context, m.source) for m in messages(TRANSLATIONS / "rebattre_fr.ts")}
    assert sorted(wanted - french) == []
    assert sorted(french - wanted) == []


def test_english_has_every_plural(in_the_code: list[Message]) -> None:
    wanted = {(m.context, m.source) for m in in_the_code if m.plural}
    english = {(m.context, m.source) for m in messages(TRANSLATIONS / "rebattre_en.ts")}
    assert wanted == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_unfinished_or_empty(language: str) -> None:
    for message in messages(TRANSLATIONS / f"rebattre_{language}.ts"):
        assert message.state == "", message
        assert all(form.strip() for form in message.forms), message
        assert len(message.forms) == (2 if message.plural else 1), message


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_the_same_in_each_form(language: str) -> None:
    pattern = re.compile(r"\{\w*\}|%n|%\d")
    for message in messages(TRANSLATIONS / f"rebattre_{language}.ts"):
        wanted = sorted(pattern.findall(message.source))
        for form in message.forms:
            found = sorted(pattern.findall(form))
            assert found == wanted or (message.plural and set(found) <= set(wanted)), message


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_loaded_is_what_is_translated(language: str, tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    source = TRANSLATIONS / f"rebattre_{language}.ts"
    tool = next(path for path in (TOOLS / "lrelease", TOOLS / "lrelease.exe") if path.exists())
    subprocess.run([tool, source, "-qm", made], check=True, capture_output=True, timeout=60)
    assert made.read_bytes() == source.with_suffix(".qm").read_bytes()


# -- French typography ----------------------------------------------------------------------

FRENCH_FAULTS = {
    "no narrow space before a sign": re.compile(r"(?<![\s\u202f:/?!;.(\[«“\"'’])[;!?](?=\s|$)"),
    "a plain space before a sign": re.compile(r"[ \u00a0][;:!?%»](?![\w/(-])"),
    "a plain space after «": re.compile(r"«(?!\u202f)"),
    "no narrow space before »": re.compile(r"(?<!\u202f)»"),
    "a number against its %": re.compile(r"\d%"),
    "a straight apostrophe": re.compile(r"\w'\w"),
    "three dots": re.compile(r"\.\.\."),
}


def faults(text: str) -> list[str]:
    return [f"{name}: {text!r}" for name, pattern in FRENCH_FAULTS.items() if pattern.search(text)]


def test_the_faults_are_found() -> None:
    for wrong in (
        "Quoi?",
        "Quoi ?",
        "« oui\u202f»",
        "«\u202foui »",
        "58%",
        "58 %",
        "l'eau",
        "Et...",
    ):
        assert faults(wrong), wrong
    for right in (
        "Quoi\u202f?",
        "«\u202foui\u202f»",
        "58\u202f%",
        "l’eau",
        "http://a.b/c?d=e",
        "A−",
    ):
        assert not faults(right), right


def test_the_interface_obeys_french_typography() -> None:
    wrong = [
        fault
        for message in messages(TRANSLATIONS / "rebattre_fr.ts")
        for form in message.forms
        for fault in faults(form)
    ]
    assert wrong == []


def test_messages_about_lessons_obey_french_typography() -> None:
    wrong = []
    for code, entry in wording.catalogue().items():
        if code == "words":
            continue
        for suffix in ("fr", "fr_hint"):
            names = PLACEHOLDER.findall(entry.get(suffix, ""))
            problem = Problem(code, Location("x"), values=dict.fromkeys(names, "x"))
            said = wording.hint(problem, "fr") if "_" in suffix else wording.message(problem, "fr")
            wrong += [f"{code}: {fault}" for fault in faults(said)]
    assert wrong == []


def test_every_message_is_there_in_both_languages_with_the_same_values() -> None:
    for code, entry in tomllib.loads((TRANSLATIONS / "messages.toml").read_text("utf-8")).items():
        if code == "words":
            for word, both in entry.items():
                assert set(both) == {"fr", "en"}, word
            continue
        for suffix in ("", "_hint"):
            french, english = entry.get(f"fr{suffix}", ""), entry.get(f"en{suffix}", "")
            assert bool(french) == bool(english), (code, suffix)
            assert set(PLACEHOLDER.findall(french)) == set(PLACEHOLDER.findall(english)), code


# -- resources and packaging ------------------------------------------------------------------


@pytest.fixture
def fresh_resources() -> Iterator[None]:
    resources_module.resources.cache_clear()
    yield
    resources_module.resources.cache_clear()


@pytest.mark.usefixtures("fresh_resources")
@pytest.mark.parametrize("place", ["desktop_app/_resources", "resources"])
def test_resources_are_found_in_a_wheel_and_in_a_checkout(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / place / "lessons" / "one").mkdir(parents=True)
    (tmp_path / place / "lessons" / "one" / "lesson.yaml").write_text("format: 1\n", "utf-8")
    (tmp_path / "desktop_app").mkdir(exist_ok=True)
    monkeypatch.setattr(resources_module, "__file__", str(tmp_path / "desktop_app/resources.py"))
    assert resources_module.resources() == tmp_path / place
    assert list(installed_lessons()) == ["one"]
    assert resource("icons").parent == tmp_path / place


@pytest.mark.usefixtures("fresh_resources")
def test_missing_resources_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources_module, "__file__", str(tmp_path / "desktop_app/resources.py"))
    with pytest.raises(FileNotFoundError, match="resources"):
        resources_module.resources()


def test_the_wheel_holds_the_code_and_the_resources(tmp_path: Path) -> None:
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("the build back-end is not installed here")
    run = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "desktop_app/cli.py" in names
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "desktop_app").rglob("*.py"))
    used = set(re.findall(r'\bresource\("(\w+)', code))
    assert {"lessons", "translations"} <= used | {"translations"}
    for path in (ROOT / "resources").rglob("*"):
        place = path.relative_to(ROOT / "resources")
        if path.is_file() and place.parts[0] in used:
            assert f"desktop_app/_resources/{place.as_posix()}" in names
    assert not [name for name in names if name.startswith("tests/") or "__pycache__" in name]


# -- documents ----------------------------------------------------------------------------------


def test_the_architecture_is_one_page_and_a_glossary_and_names_what_there_is() -> None:
    text = (ROOT / "desktop_app" / "ARCHITECTURE.md").read_text("utf-8")
    page, found, glossary = text.partition("## Glossary")
    assert found
    assert glossary
    assert len(page.splitlines()) <= 150
    for package in (path.parent for path in (ROOT / "desktop_app").glob("*/__init__.py")):
        assert package.name in text, package.name


def test_no_other_visible_entry_stands_at_the_top() -> None:
    allowed = {"README.md", "pyproject.toml", "desktop_app", "resources", "tests"}
    tracked = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    made = {"build", "dist"} | {name for name in tracked if name.endswith(".egg-info")}
    assert tracked - made <= allowed
