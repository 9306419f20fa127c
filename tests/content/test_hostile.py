"""Lessons that are unreadable, empty, huge or made to harm: never an exception or a hang."""

from __future__ import annotations

import itertools
import os
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.content import archives
from desktop_app.content import files as lesson_files
from desktop_app.content.reader import read_lesson
from desktop_app.content.wording import hint, message
from tests.support.lessons import LessonBuilder, codes_of, places_of, problems_of

FR, EN = "chapters/places.fr.md", "chapters/places.en.md"
CSV, YAML = "tables/jobs.csv", "tables/jobs.yaml"


def _says_something(path: Path) -> list[str]:
    """The codes of all problems, each of which can be put into words."""
    problems = problems_of(path)
    for problem in problems:
        for language in ("fr", "en"):
            assert message(problem, language)
            assert hint(problem, language) is not None
        assert problem.location.line >= 1
        assert problem.location.column >= 1
    return [problem.code for problem in problems]


# -- Markdown ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        ">" * 5000 + " x",
        "> " * 5000 + "x",
        "- " * 5000 + "x",
        "\n".join("  " * depth + "- x" for depth in range(300)),
        "*a **b " * 3000 + "x" + "** a*" * 3000,
        "::: {.activity #a}\n" * 2000,
    ],
    ids=["quotes", "spaced quotes", "list marks", "nested lists", "emphasis", "divisions"],
)
def test_deep_nesting_is_one_located_problem(text: str, tmp_path: Path) -> None:
    lesson = LessonBuilder().append(FR, f"\n{text}\n")
    codes = _says_something(lesson.folder(tmp_path))
    assert set(codes) <= {
        "nested-too-deeply",
        "unclosed-block",
        "duplicate-id",
        "missing-in-language",
    }
    assert codes


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000,
        "[" * 3000 + "]" * 3000,
        "[a](" * 3000,
        "![" * 3000,
        "*" * 5000,
        "*a _b " * 3000,
        "".join("`" * count + " " for count in range(1, 300)),
        "<" * 5000,
        "&" * 5000,
        "\\" * 5000,
        "a" + " " * 50_000 + "b",
        "|" * 5000,
    ],
)
def test_piles_of_signs_are_only_text(text: str, tmp_path: Path) -> None:
    assert _says_something(LessonBuilder().append(FR, f"\n{text}\n").folder(tmp_path)) == []


@pytest.mark.parametrize("title", ["a" + " " * 3000 + "b", "# " * 2000, "a" + "#" * 5000])
def test_a_heading_of_spaces_and_marks_is_read_at_once(title: str, tmp_path: Path) -> None:
    lesson = LessonBuilder()
    for path in (FR, EN):
        lesson.append(path, f"\n## {title} {{#more}}\n")
    assert _says_something(lesson.folder(tmp_path)) == []


def test_a_million_spaces_are_typeset_at_once() -> None:
    from desktop_app.content.typography import typeset

    assert typeset("a" + " " * 1_000_000 + "b", "fr").count(" ") == 1_000_000
    assert len(typeset("x" * 1_000_000 + " ://", "fr")) == 1_000_004


def test_a_fence_that_never_ends_hides_no_step(tmp_path: Path) -> None:
    lesson = LessonBuilder()
    for path in (FR, EN):
        lesson.append(path, "\n```\ncode\n\n## More {#more}\n\nText.\n")
    folder = lesson.folder(tmp_path)
    assert [place[0] for place in places_of(folder)] == ["unclosed-fence"] * 2
    step = read_lesson(folder).find_step("more", "fr")
    assert step is not None


@pytest.mark.parametrize(
    "box", ["`[ ] a`", "*[x] a*", "[ ](term:telework) a", "[x]", "", "    [ ] a", "- [ ] a"]
)
def test_options_that_only_look_like_options(box: str, tmp_path: Path) -> None:
    block = f"\n::: {{.question #q type=choice}}\n\nQuoi ?\n\n- [x] Oui.\n- {box}\n\n:::\n"
    lesson = LessonBuilder().append(FR, block).append(EN, block)
    assert set(_says_something(lesson.folder(tmp_path))) <= {"option-without-box"}


# -- YAML --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: " + "[" * 10_000, "yaml-too-large"),
        ("a: " + "[" * 10_000 + "]" * 10_000, "yaml-too-large"),
        ("a: " + "{a: " * 100_000 + "}" * 100_000, "yaml-too-large"),
        ("- " * 100_000 + "a", "yaml-too-large"),
        ("? " * 100_000 + "a", "yaml-too-large"),
        ("k" * 1_000_000 + ": 1", "yaml-syntax"),
        ("a: " + "x" * 3_000_000, "file-too-large"),
        ("a: &a [*a]", "yaml-alias"),
        ("a: *a", "yaml-syntax"),
        ("a: !!python/object/apply:os.system [ls]", "wrong-type"),
        ("!!python/name:os.system", "yaml-not-a-mapping"),
        ("%YAML 9.9\n---\na: 1", "yaml-syntax"),
        ("--- {}\n--- {}", "yaml-syntax"),
        ("\t", "yaml-syntax"),
        ("\ufeff\ufeffa: 1", "wrong-type"),
        ("<<: {a: 1}", "bad-id"),
        ("- a", "yaml-not-a-mapping"),
        ("null", "yaml-not-a-mapping"),
    ],
    ids=range(18),
)
def test_yaml_made_to_harm(text: str, code: str, tmp_path: Path) -> None:
    lesson = LessonBuilder().write("glossary.yaml", text)
    lesson.replace("chapters/telework.fr.md", "](term:telework)", "]")
    lesson.replace("chapters/telework.en.md", "](term:telework)", "]")
    assert _says_something(lesson.folder(tmp_path))[0] == code


def test_aliases_of_aliases_are_never_unfolded(tmp_path: Path) -> None:
    levels = "abcdefghijkl"
    text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for under, level in itertools.pairwise(levels):
        text += f"{level}: &{level} [{', '.join([f'*{under}'] * 9)}]\n"
    lesson = LessonBuilder().write("glossary.yaml", text)
    codes = _says_something(lesson.folder(tmp_path))
    assert codes.count("yaml-alias") == len(levels) - 1  # once for each anchor
    assert len(codes) < 50


def test_endless_keys_and_names_cost_no_endless_search(tmp_path: Path) -> None:
    lesson = LessonBuilder().append("lesson.yaml", "".join(f"ke{i}: 1\n" for i in range(5000)))
    problems = problems_of(lesson.folder(tmp_path))
    assert len(problems) == 5000
    assert all(problem.values["nearest"] == "" for problem in problems[60:])


# -- tables and chapters, many of them ---------------------------------------------


def test_a_large_table_is_read_whole(tmp_path: Path) -> None:
    lesson = _large_table("1.5")
    folder = lesson.folder(tmp_path)
    assert places_of(folder) == []
    table = read_lesson(folder).table("large")
    assert table is not None
    assert len(table.rows) == 2000
    assert table.rows["r1999"]["c49"] == 1.5


def test_a_large_table_of_bad_cells_stops_complaining(tmp_path: Path) -> None:
    codes = codes_of(_large_table("bad").folder(tmp_path))
    assert codes.count("cell-not-a-number") <= 550
    assert codes[-1] == "too-many-problems"


def _large_table(cell: str, rows: int = 2000, columns: int = 50) -> LessonBuilder:
    names = [f"c{index}" for index in range(1, columns)]
    csv = f"key,{','.join(names)}\n"
    csv += "".join(f"r{row}{f',{cell}' * (columns - 1)}\n" for row in range(rows))
    yaml = "title: x\nkey: key\nsource: census\ncolumns:\n  key: {type: string, label: x}\n"
    yaml += "".join(f'  {name}: {{type: number, label: x, unit: ""}}\n' for name in names)
    return LessonBuilder().write("tables/large.csv", csv).write("tables/large.yaml", yaml)


@pytest.mark.parametrize(
    ("csv", "code"),
    [
        ("a," * 2000 + "\n", "too-many"),
        ('"' + "x" * 200_000 + '"\n', "csv-syntax"),
        ('a,"b\n' + "c\n" * 1000, "csv-syntax"),
        ("a;b\n1;2\n", "csv-separator"),
        ("\n\n\n", "empty-table"),
        ("job\x0bshare\n", "undeclared-column"),
    ],
)
def test_csv_made_to_harm(csv: str, code: str, tmp_path: Path) -> None:
    assert code in _says_something(LessonBuilder().write(CSV, csv).folder(tmp_path))


def test_a_table_has_a_limit_of_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_app.content.tables.MAX_CELLS", 6)
    assert places_of(LessonBuilder().folder(tmp_path)) == [("too-many", CSV, 4, 1)]


def test_a_lesson_has_a_limit_of_chapters(tmp_path: Path) -> None:
    chapters = ", ".join(f"c{index}" for index in range(2500))
    lesson = LessonBuilder({"lesson.yaml": f"title: x\nlanguages: [fr]\nchapters: [{chapters}]\n"})
    codes = codes_of(lesson.folder(tmp_path))
    assert codes.count("missing-chapter") == 2000
    assert codes.count("too-many") == 1


def test_many_chapters_are_each_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"c{index}" for index in range(100)]
    lesson = LessonBuilder(
        {"lesson.yaml": f"title: x\nlanguages: [fr]\nchapters: [{', '.join(names)}]\n"}
    )
    for name in names:
        lesson.write(
            f"chapters/{name}.fr.md",
            f"---\ntitle: T\n---\n\n## T {{#s-{name}}}\n\n[lien](step:s-c0)\n",
        )
    reads: list[str] = []
    read = lesson_files.FolderFiles.read

    def counted(self: lesson_files.FolderFiles, path: str) -> bytes:
        reads.append(path)
        return read(self, path)

    monkeypatch.setattr(lesson_files.FolderFiles, "read", counted)
    assert codes_of(lesson.folder(tmp_path)) == []
    assert all(reads.count(f"chapters/{name}.fr.md") == 2 for name in names)  # heading, text


def test_values_that_double_are_computed_once_each(tmp_path: Path) -> None:
    values = "  v0: {expression: 1 + 1}\n"
    values += "".join(f"  v{i}: {{expression: v{i - 1} + v{i - 1}}}\n" for i in range(1, 49))
    folder = LessonBuilder().append("lesson.yaml", values).folder(tmp_path)
    assert codes_of(folder) == []
    lesson = read_lesson(folder)
    assert lesson.evaluate("v48", {}) == lesson.evaluate("v48", {"managers": 5}) == 2**49


def test_a_sum_of_many_terms_is_no_deep_tree(tmp_path: Path) -> None:
    total = "+".join(["1"] * 900)
    folder = LessonBuilder().append("lesson.yaml", f"  total: {{expression: {total}}}\n")
    lesson = read_lesson(folder.folder(tmp_path))
    assert lesson.evaluate("total", {}) == 900


# -- encodings ---------------------------------------------------------------------

ACCENTED = "# Élève, ça, où, île : « être »\n"


@pytest.mark.parametrize(
    ("data", "encoding", "place"),
    [
        (b"a: 1\n" + ACCENTED.encode("cp1252"), "Windows-1252 (Latin-1)", (2, 3)),
        (b"a: 1\r\n\r" + ACCENTED.encode("cp1252"), "Windows-1252 (Latin-1)", (3, 3)),
        (ACCENTED.encode("mac_roman"), "Mac OS Roman", (1, 3)),
        (ACCENTED.encode("cp850", "replace"), "DOS (CP850)", (1, 3)),
        ("é: à\n".encode() + b"\xff\xff", "Windows-1252 (Latin-1)", (2, 1)),
        ("a: é".encode()[:-1], "", (1, 4)),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "", (1, 1)),
        (ACCENTED.encode("utf-16"), "UTF-16", (1, 1)),
        ("title: a text\n".encode("utf-16-le"), "UTF-16", (1, 1)),
        ("title: a text\n".encode("utf-16-be"), "UTF-16", (1, 1)),
        (ACCENTED.encode("utf-32"), "UTF-32", (1, 1)),
    ],
)
def test_what_is_no_utf_8_is_named(
    data: bytes, encoding: str, place: tuple[int, int], tmp_path: Path
) -> None:
    problems = problems_of(LessonBuilder().write("glossary.yaml", data).folder(tmp_path))
    assert [(p.code, p.location.file) for p in problems] == [("bad-encoding", "glossary.yaml")]
    assert problems[0].values["encoding"] == encoding
    assert (problems[0].location.line, problems[0].location.column) == place


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "with BOM"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_marks_and_line_ends_change_nothing(mark: bytes, end: str, tmp_path: Path) -> None:
    lesson = LessonBuilder()
    lesson.replace("chapters/telework.fr.md", "cadres, [58 %]", "cadres, [85 %]")
    expected = places_of(lesson.folder(tmp_path / "plain"))
    for path, content in lesson.files.items():
        lesson.write(path, mark + content.replace(b"\n", end.encode()))
    assert places_of(lesson.folder(tmp_path / "changed")) == expected != []


def test_a_bad_byte_after_a_mark_has_its_place(tmp_path: Path) -> None:
    lesson = LessonBuilder().write("glossary.yaml", b"\xef\xbb\xbfa: \xe9t\xe9\n")
    assert places_of(lesson.folder(tmp_path)) == [("bad-encoding", "glossary.yaml", 1, 4)]


def test_a_nul_character_has_its_place(tmp_path: Path) -> None:
    lesson = LessonBuilder().append(FR, "\nde la\0 prose\n")
    line = lesson.text(FR).count("\n")
    assert places_of(lesson.folder(tmp_path)) == [("nul-character", FR, line, 6)]


# -- what stands in place of a file ------------------------------------------------


@pytest.mark.parametrize("path", ["lesson.yaml", "sources.yaml", FR, CSV, YAML])
def test_a_folder_in_place_of_a_file(path: str, tmp_path: Path) -> None:
    folder = LessonBuilder().remove(path).folder(tmp_path)
    (folder / path).mkdir(parents=True)
    assert ("not-a-file", path, 1, 1) in places_of(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
@pytest.mark.parametrize("path", ["lesson.yaml", "glossary.yaml", FR, CSV, YAML])
def test_a_fifo_in_place_of_a_file_does_not_block(path: str, tmp_path: Path) -> None:
    folder = LessonBuilder().remove(path).folder(tmp_path)
    os.mkfifo(folder / path)
    assert ("not-a-file", path, 1, 1) in places_of(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_fifo_in_place_of_a_lesson_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert codes_of(tmp_path / "pipe") == ["not-a-file"]


@pytest.mark.parametrize("path", ["lesson.yaml", "glossary.yaml", FR, CSV])
def test_a_link_that_leads_outside_is_not_followed(path: str, tmp_path: Path) -> None:
    lesson = LessonBuilder()
    (tmp_path / "secret").write_bytes(lesson.files[path])
    folder = lesson.remove(path).folder(tmp_path)
    (folder / path).symlink_to(tmp_path / "secret")
    assert ("outside-lesson", path, 1, 1) in places_of(folder)


def test_a_folder_linked_from_outside_is_not_followed(tmp_path: Path) -> None:
    other = LessonBuilder().folder(tmp_path / "other")
    lesson = LessonBuilder()
    for path in [path for path in lesson.files if path.startswith("chapters/")]:
        lesson.remove(path)
    folder = lesson.folder(tmp_path)
    (folder / "chapters").symlink_to(other / "chapters")
    assert codes_of(folder) == ["outside-lesson"] * 4


def test_a_link_within_the_lesson_is_followed(tmp_path: Path) -> None:
    lesson = LessonBuilder()
    lesson.write("shared.yaml", lesson.files["glossary.yaml"]).remove("glossary.yaml")
    folder = lesson.folder(tmp_path)
    (folder / "glossary.yaml").symlink_to(folder / "shared.yaml")
    assert codes_of(folder) == []


def test_a_link_to_nothing_and_a_link_to_itself(tmp_path: Path) -> None:
    folder = LessonBuilder().remove("glossary.yaml").folder(tmp_path)
    (folder / "glossary.yaml").symlink_to(folder / "nowhere")
    assert codes_of(folder) == ["missing-file"]
    (folder / "glossary.yaml").unlink()
    (folder / "glossary.yaml").symlink_to(folder / "glossary.yaml")
    assert codes_of(folder) in (["unreadable-file"], ["missing-file"])


def test_a_file_without_permission(tmp_path: Path) -> None:
    folder = LessonBuilder().folder(tmp_path)
    (folder / FR).chmod(0)
    try:
        if os.access(folder / FR, os.R_OK):
            pytest.skip("this user may read everything")
        assert ("unreadable-file", FR, 1, 1) in places_of(folder)
    finally:
        (folder / FR).chmod(stat.S_IRUSR | stat.S_IWUSR)


def test_nothing_at_the_path(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_lesson(tmp_path / "nowhere")


def test_the_manifest_may_name_the_lesson(tmp_path: Path) -> None:
    folder = LessonBuilder().folder(tmp_path)
    assert codes_of(folder / "lesson.yaml") == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..", "a/b", "C:x", "é", ""])
def test_a_chapter_is_named_by_an_id(name: str, tmp_path: Path) -> None:
    lesson = LessonBuilder().replace("lesson.yaml", "  - places\n", f"  - places\n  - '{name}'\n")
    assert places_of(lesson.folder(tmp_path)) == [("bad-id", "lesson.yaml", 14, 5)]


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lesson_files, "MAX_FILE_BYTES", 2**20)
    folder = LessonBuilder().append("glossary.yaml", "#" * 2**20).folder(tmp_path)
    assert places_of(folder) == [("file-too-large", "glossary.yaml", 1, 1)]


# -- zip files ---------------------------------------------------------------------


def _zip(path: Path, change: Callable[[zipfile.ZipFile], None]) -> Path:
    archive = LessonBuilder().zipped(path)
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED) as stream:
        change(stream)
    return archive


def _entry(name: str, content: bytes = b"x", mode: int = 0) -> Callable[[zipfile.ZipFile], None]:
    info = zipfile.ZipInfo("placeholder")
    info.filename = name
    info.external_attr = mode << 16
    return lambda stream: stream.writestr(info, content)


@pytest.mark.parametrize(
    "name",
    [
        "../evil.md",
        "a/../../evil.md",
        "/etc/passwd",
        "..\\evil.md",
        "\\evil.md",
        "C:\\evil.md",
        "C:evil.md",
        "../",
        "a/../../",
    ],
)
def test_no_entry_leads_outside(name: str, tmp_path: Path) -> None:
    assert codes_of(_zip(tmp_path, _entry(name))) == ["zip-outside"]


def test_an_entry_without_a_name(tmp_path: Path) -> None:
    assert codes_of(_zip(tmp_path, _entry(""))) in (["zip-outside"], ["bad-zip"])


def test_a_link_in_a_zip(tmp_path: Path) -> None:
    link = _entry("chapters/x.fr.md", b"/etc/passwd", stat.S_IFLNK | 0o777)
    assert codes_of(_zip(tmp_path, link)) == ["zip-link"]


def test_the_same_entry_twice(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        archive = _zip(tmp_path, _entry("lesson.yaml"))
    assert codes_of(archive) == ["zip-duplicate"]
    assert codes_of(_zip(tmp_path, _entry("chapters\\places.fr.md"))) == ["zip-duplicate"]


def test_too_many_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_ZIP_ENTRIES", 5)
    assert codes_of(LessonBuilder().zipped(tmp_path)) == ["zip-too-many"]


def test_an_endless_directory_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = LessonBuilder().zipped(tmp_path)
    monkeypatch.setattr(archives, "_DIRECTORY_ENTRY_BYTES", 0)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert codes_of(archive) == ["zip-too-many"]


def test_too_many_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_ZIP_BYTES", 2**20)
    archive = _zip(tmp_path, _entry("a", os.urandom(2**20)))
    assert codes_of(archive) == ["zip-too-large"]


def test_a_zip_bomb(tmp_path: Path) -> None:
    bomb = zipfile.ZipInfo("a")
    bomb.compress_type = zipfile.ZIP_DEFLATED
    archive = _zip(tmp_path, lambda stream: stream.writestr(bomb, bytes(8 * 2**20)))
    assert codes_of(archive) == ["zip-ratio"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_compression_that_unpacks_without_bound(method: int, tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("a")
    entry.compress_type = method
    archive = _zip(tmp_path, lambda stream: stream.writestr(entry, b"x"))
    assert codes_of(archive) == ["zip-method"]


def _patched(archive: Path, offset: int, value: bytes, entry: str) -> Path:
    """Change the record of ``entry`` in the central directory."""
    data = bytearray(archive.read_bytes())
    name = data.rindex(entry.encode())
    start = name - 46
    assert data[start : start + 4] == b"PK\x01\x02"
    data[start + offset : start + offset + len(value)] = value
    archive.write_bytes(bytes(data))
    return archive


def test_an_encrypted_entry(tmp_path: Path) -> None:
    archive = _patched(LessonBuilder().zipped(tmp_path), 8, b"\x01", "glossary.yaml")
    assert codes_of(archive) == ["zip-encrypted"]


@pytest.mark.parametrize(
    ("offset", "value"),
    [
        (16, b"\0\0\0\0"),  # checksum
        (20, struct.pack("<L", 5)),  # packed size
        (20, struct.pack("<L", 100_000)),
        (24, struct.pack("<L", 5)),  # size
        (24, struct.pack("<L", 1000)),
        (42, struct.pack("<L", 3)),  # where the entry starts
        (42, struct.pack("<L", 10**8)),
    ],
)
def test_an_entry_that_lies(offset: int, value: bytes, tmp_path: Path) -> None:
    archive = _patched(LessonBuilder().zipped(tmp_path), offset, value, "glossary.yaml")
    assert set(_says_something(archive)) <= {"unreadable-file", "bad-zip", "yaml-syntax"}


@pytest.mark.parametrize("kept", [0, 1, 4, 100, -1, -10, -22, -50])
def test_a_zip_that_was_cut(kept: int, tmp_path: Path) -> None:
    archive = LessonBuilder().zipped(tmp_path)
    archive.write_bytes(archive.read_bytes()[:kept])
    assert codes_of(archive) == ["bad-zip"]


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"PK\x05\x06", b"PK\x05\x06" + b"\xff" * 18, b"x" * 99]
)
def test_what_is_no_zip(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    assert codes_of(tmp_path / "x.zip") in (["bad-zip"], ["zip-too-many"])


def test_an_empty_zip_lacks_its_manifest(tmp_path: Path) -> None:
    assert codes_of(LessonBuilder({}).zipped(tmp_path)) == ["missing-file"]


def test_a_top_folder_with_the_litter_of_a_mac(tmp_path: Path) -> None:
    archive = LessonBuilder().zipped(tmp_path, top="lesson")
    with zipfile.ZipFile(archive, "a") as stream:
        stream.writestr("__MACOSX/lesson/._lesson.yaml", b"\0")
        stream.writestr(".DS_Store", b"\0")
        stream.writestr("lesson/tables/._jobs.csv", b"\0")
        stream.writestr("lesson/", b"")
    assert codes_of(archive) == []


def test_two_lessons_in_one_zip_are_none(tmp_path: Path) -> None:
    archive = LessonBuilder().zipped(tmp_path, top="one")
    with zipfile.ZipFile(archive, "a") as stream:
        stream.writestr("two/lesson.yaml", b"title: x")
    assert codes_of(archive) == ["missing-file"]


def test_paths_with_backslashes_are_read(tmp_path: Path) -> None:
    lesson = LessonBuilder()
    archive = tmp_path / "windows.zip"
    with zipfile.ZipFile(archive, "w") as stream:
        for path, content in lesson.files.items():
            info = zipfile.ZipInfo("x")
            info.filename = path.replace("/", "\\")
            stream.writestr(info, content)
    assert codes_of(archive) == []
