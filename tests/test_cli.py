"""Every command from outside: exit codes, what is printed, and where."""

from __future__ import annotations

import json
import os
import re
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage

from desktop_app.cli import main
from desktop_app.display import missing_display
from tests.journeys.harness import undress
from tests.support.lessons import LessonBuilder

LESSON = "rebattre-les-cartes"
SMALL_LESSON = "premiers-pas"
LINE = re.compile(r"(?P<file>[\w./-]+):(\d+):(\d+): (error|warning): .+ \[(?P<code>[a-z-]+)\]")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def broken(root: Path) -> Path:
    builder = LessonBuilder()
    builder.replace("chapters/telework.fr.md", "(term:telework)", "(term:telewrok)")
    builder.replace("chapters/telework.en.md", "mark: bar", "mark: bra")
    return builder.folder(root)


def sentence(capsys: Capture) -> str:
    """What was said on standard error: one or two plain sentences."""
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("rebattre: ")
    assert 1 <= said.err.count("\n") <= 2
    assert "Traceback" not in said.err
    assert re.search(r"[a-z]+-[a-z]+-[a-z]+:", said.err) is None
    return said.err


def command(*arguments: str, **environment: str | None) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own; None takes a variable away."""
    variables = {**os.environ, **environment}
    return subprocess.run(
        [sys.executable, "-m", "desktop_app", *arguments],
        env={name: value for name, value in variables.items() if value is not None},
        capture_output=True,
        text=True,
        timeout=60,
    )


# -- check ------------------------------------------------------------------------------


def test_check_of_the_shipped_lesson_by_its_id(capsys: Capture) -> None:
    assert main(["check", LESSON]) == 0
    out = capsys.readouterr().out.splitlines()
    assert not any(LINE.match(line) for line in out)
    assert len(out) == 1


@pytest.mark.parametrize("form", ["folder", "zip", "zip with a top folder", "manifest"])
def test_check_takes_a_folder_and_a_zip(form: str, tmp_path: Path, capsys: Capture) -> None:
    builder = LessonBuilder()
    path = {
        "folder": lambda: builder.folder(tmp_path),
        "zip": lambda: builder.zipped(tmp_path),
        "zip with a top folder": lambda: builder.zipped(tmp_path, "my-lesson"),
        "manifest": lambda: builder.folder(tmp_path) / "lesson.yaml",
    }[form]()
    assert main(["check", str(path)]) == 0, capsys.readouterr().out


def test_check_prints_file_line_column_severity_message_code_and_hint(
    tmp_path: Path, capsys: Capture
) -> None:
    assert main(["check", str(broken(tmp_path))]) == 1
    lines = capsys.readouterr().out.splitlines()
    found = {match["code"]: line for line in lines if (match := LINE.fullmatch(line))}
    dangling = next(line for line in found.values() if "telewrok" in line)
    builder = LessonBuilder()
    row, column = builder.place("chapters/telework.fr.md", "[télétravail](term")
    assert dangling.startswith(f"chapters/telework.fr.md:{row}:{column}: error: ")
    hint = lines[lines.index(dangling) + 1]
    assert hint.startswith("    ")
    assert "telework" in hint
    for line in lines[:-1]:
        assert LINE.fullmatch(line) or line.startswith("    "), line
    assert not LINE.fullmatch(lines[-1])  # how many there are


def test_check_json_has_the_same_problems(tmp_path: Path, capsys: Capture) -> None:
    path = str(broken(tmp_path))
    assert main(["check", path, "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["lesson"] == path
    assert set(report) == {"lesson", "problems"}
    for problem in report["problems"]:
        assert list(problem) == ["file", "line", "column", "severity", "code", "message", "hint"]
        assert not Path(problem["file"]).is_absolute()
        assert problem["severity"] in ("error", "warning")
        assert problem["line"] >= 1
        assert problem["column"] >= 1
        assert problem["message"]
    main(["check", path])
    printed = [line for line in capsys.readouterr().out.splitlines() if LINE.fullmatch(line)]
    assert printed == [
        f"{p['file']}:{p['line']}:{p['column']}: {p['severity']}: {p['message']} [{p['code']}]"
        for p in report["problems"]
    ]


def test_check_json_of_a_sound_lesson(capsys: Capture) -> None:
    assert main(["check", SMALL_LESSON, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"lesson": SMALL_LESSON, "problems": []}


def test_a_warning_alone_is_no_failure(tmp_path: Path, capsys: Capture) -> None:
    builder = LessonBuilder()
    builder.write("notes.txt", "nothing")
    for language in ("fr", "en"):
        path = f"chapters/telework.{language}.md"
        builder.write(path, builder.text(path).replace("minutes: 6\n", ""))
    code = main(["check", str(builder.folder(tmp_path)), "--json"])
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert code == int(any(problem["severity"] == "error" for problem in problems))


def test_messages_follow_the_language(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(broken(tmp_path))
    main(["check", path])
    french = capsys.readouterr().out
    main(["check", path, "--language", "en"])
    english = capsys.readouterr().out
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    main(["check", path])
    assert capsys.readouterr().out == english != french


def test_check_of_a_lesson_that_is_not_there(tmp_path: Path, capsys: Capture) -> None:
    assert main(["check", str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in sentence(capsys)
    assert main(["check", "rebattre-les-carte"]) == 2
    assert LESSON in sentence(capsys)  # the nearest one there is


@pytest.mark.parametrize("name", ["", "\0", "a" * 5000, "/"])
def test_names_that_are_no_lesson_are_refused(name: str, capsys: Capture) -> None:
    assert main(["check", name]) in (1, 2)
    assert "Traceback" not in capsys.readouterr().err


def test_check_of_something_else(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file.zip").write_bytes(b"not a zip")
    assert main(["check", str(tmp_path / "file.zip")]) == 1
    assert "file.zip" in capsys.readouterr().out
    (tmp_path / "empty").mkdir()
    assert main(["check", str(tmp_path / "empty")]) == 1
    assert "lesson.yaml" in capsys.readouterr().out


# -- usage ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["exprot", LESSON],
        ["check"],
        ["check", LESSON, "--nonsense"],
        ["check", LESSON, "another"],
        ["check", LESSON, "--language", "de"],
        ["open", LESSON, "--step"],
        ["open", LESSON, "--language", "xx"],
        ["open", LESSON, "--chapter", "no-such-chapter"],
        ["open", LESSON, "--step", "no-such-step"],
        ["shot", LESSON],
        ["shot", LESSON, "-o", "x.png", "--size", "wide"],
        ["shot", LESSON, "-o", "x.png", "--size", "100"],
        ["shot", LESSON, "-o", "x.png", "--size", "0x0"],
        ["shot", LESSON, "-o", "x.png", "--size", "-5x300"],
        ["shot", LESSON, "-o", "x.png", "--size", "999999x999999"],
        ["shot", LESSON, "-o", "x.png", "--theme", "pink"],
        ["shot", LESSON, "-o", "x.png", "--text-size", "big"],
        ["shot", "no-such-lesson", "-o", "x.png"],
        ["--nonsense"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2_and_a_sentence(
    arguments: list[str], capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    sentence(capsys)
    assert list(tmp_path.iterdir()) == []


def test_the_nearest_step_and_command_are_named(capsys: Capture, tmp_path: Path) -> None:
    assert main(["shot", LESSON, "--step", "unequl", "-o", str(tmp_path / "x.png")]) == 2
    assert "unequal" in sentence(capsys)
    assert main(["chekc"]) == 2
    assert "check" in sentence(capsys)
    assert main(["open", LESSON, "--chapter", "01-chok"]) == 2
    assert "01-choc" in sentence(capsys)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "--help"]])
def test_help_and_version(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 0
    assert "rebattre" in capsys.readouterr().out


# -- shot -------------------------------------------------------------------------------


@pytest.fixture
def undressed() -> Iterator[None]:
    """Leaves no window, no style and no language to the next test."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    undress()


def size_of(path: Path) -> tuple[int, int]:
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", data[16:24])  # type: ignore[return-value]


@pytest.mark.usefixtures("qtbot", "undressed")
class TestShot:
    @pytest.mark.parametrize("size", ["1440x900", "200x200"])
    def test_the_picture_has_exactly_the_size_asked_for(self, size: str, tmp_path: Path) -> None:
        out = tmp_path / "x.png"
        assert main(["shot", LESSON, "--step", "wave", "-o", str(out), "--size", size]) == 0
        assert "x".join(map(str, size_of(out))) == size
        assert [path.name for path in tmp_path.iterdir()] == ["x.png"]

    def test_languages_and_themes_differ_and_a_second_shot_is_the_same(
        self, tmp_path: Path
    ) -> None:
        pictures: dict[str, QImage] = {}
        for name, options in {
            "fr": ["--language", "fr"],
            "en": ["--language", "en"],
            "dark": ["--theme", "dark"],
            "contrast": ["--theme", "contrast"],
            "large": ["--text-size", "200"],
            "again": ["--language", "fr"],
        }.items():
            out = tmp_path / f"{name}.png"
            arguments = ["shot", LESSON, "--step", "slack-pace", "-o", str(out)]
            assert main([*arguments, "--size", "1024x768", *options]) == 0
            pictures[name] = QImage(str(out))
            assert pictures[name].width() == 1024
        again = pictures.pop("again")
        assert again == pictures["fr"]
        names = list(pictures)
        for index, one in enumerate(names):
            for other in names[index + 1 :]:
                assert pictures[one] != pictures[other], (one, other)
        dark = pictures["dark"].pixelColor(600, 5)
        assert dark.lightness() < 60
        assert pictures["fr"].pixelColor(600, 5).lightness() > 200

    def test_nothing_done_before_shows_in_a_picture(self, tmp_path: Path, own_home: Path) -> None:
        out = tmp_path / "x.png"
        assert main(["shot", LESSON, "--step", "wave", "-o", str(out), "--size", "640x480"]) == 0
        assert not (own_home / "config").exists()

    def test_an_output_that_cannot_be_written(self, tmp_path: Path, capsys: Capture) -> None:
        (tmp_path / "file").write_text("", "utf-8")
        for target in (tmp_path / "no" / "x.png", tmp_path / "file" / "x.png", tmp_path):
            assert main(["shot", LESSON, "--step", "wave", "-o", str(target)]) == 1
            sentence(capsys)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]

    def test_an_existing_picture_is_replaced_whole(self, tmp_path: Path) -> None:
        out = tmp_path / "x.png"
        out.write_text("old", "utf-8")
        assert main(["shot", LESSON, "--step", "wave", "-o", str(out), "--size", "400x300"]) == 0
        assert size_of(out) == (400, 300)

    def test_a_lesson_with_defects_still_gives_a_picture(self, tmp_path: Path) -> None:
        out = tmp_path / "x.png"
        lesson = str(broken(tmp_path / "lesson"))
        assert main(["shot", lesson, "-o", str(out), "--size", "800x600"]) == 0
        assert size_of(out) == (800, 600)


# -- displays ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "display", [None, ":97", "nonsense", "localhost:99.9"], ids=["none", "dead", "bad", "remote"]
)
def test_without_a_display_a_sentence_and_no_abort(display: str | None) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("elsewhere there is always one")
    run = command(
        *([LESSON] if display else []), DISPLAY=display, WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None
    )
    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.startswith("rebattre: ")
    assert run.stderr.count("\n") <= 2
    assert "Traceback" not in run.stderr


def test_check_and_shot_need_no_display(tmp_path: Path) -> None:
    out = tmp_path / "x.png"
    for arguments in (
        ["check", SMALL_LESSON],
        ["shot", LESSON, "--step", "wave", "-o", str(out), "--size", "800x600"],
    ):
        run = command(*arguments, DISPLAY=None, WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None)
        assert run.returncode == 0, run.stderr
        assert run.stderr == ""
    assert size_of(out) == (800, 600)


def test_an_off_screen_platform_is_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    for platform in ("offscreen", "minimal", "vnc:size=10x10"):
        monkeypatch.setenv("QT_QPA_PLATFORM", platform)
        assert missing_display() is None
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    missing = missing_display()
    assert missing is not None
    assert missing.code == "no-display"


# -- pipes and the network --------------------------------------------------------------


def test_a_pipe_that_closes_is_no_error(tmp_path: Path) -> None:
    builder = LessonBuilder()
    path = "chapters/telework.fr.md"
    more = "\n".join(f"[x](term:missing-{number})" for number in range(3000))
    builder.write(path, builder.text(path) + "\n\n" + more + "\n")
    run = subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "check", str(builder.folder(tmp_path))],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    assert run.stderr is not None
    run.stdout.readline()
    run.stdout.close()
    said = run.stderr.read()
    run.stderr.close()
    assert run.wait(60) in (0, 1)
    assert said == ""


def test_a_shell_without_utf8_still_gets_its_report(tmp_path: Path) -> None:
    run = command("check", str(broken(tmp_path)), LC_ALL="C", PYTHONIOENCODING="ascii")
    assert run.returncode == 1
    assert "Traceback" not in run.stderr


@pytest.mark.usefixtures("qtbot", "undressed")
def test_nothing_opens_a_network_connection(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tried: list[object] = []

    class Refused(socket.socket):
        def connect(self, address: object) -> None:  # type: ignore[override]
            tried.append(address)
            raise OSError("no network in this test")

    monkeypatch.setattr(socket, "socket", Refused)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *host: tried.append(host))
    out = tmp_path / "x.png"
    assert main(["check", SMALL_LESSON]) == 0
    assert main(["shot", LESSON, "--step", "wave", "-o", str(out), "--size", "640x480"]) == 0
    assert tried == []
    assert "PySide6.QtNetwork" not in sys.modules
