"""The file that is handed in: what was written is read, and nothing else is taken for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.learning.attempts import Attempt
from desktop_app.learning.classroom.hand_in import (
    LARGEST,
    Flaw,
    class_hint,
    new_hand_in,
    read_hand_in,
    to_bytes,
)
from desktop_app.learning.classroom.names import (
    ALPHABET,
    clean_name,
    new_code,
    read_code,
    same_name,
)
from desktop_app.learning.classroom.roster import sound_names
from tests.learning.classroom.samples import answers, handed_in
from tests.support.attempts import NASTY, NOON, attempts


@given(NASTY, st.lists(attempts(), max_size=2), st.booleans())
def test_what_is_handed_in_is_read(name: str, some: list[Attempt], signed: bool) -> None:
    learner = clean_name(name)
    assume(learner)
    mine = [replace(one, learner=learner, lesson="a-lesson") for one in some]
    code = new_code() if signed else ""
    written = new_hand_in(mine, learner=learner, lesson="a-lesson", title=name[:9], at=NOON)
    try:
        data = to_bytes(written, code)
    except UnicodeEncodeError:  # half a character in the title
        assume(False)
    reading = read_hand_in(data, [code] if code else [])
    assert reading.flaw is None
    assert reading.hand_in == replace(written, class_hint=class_hint(code))


@given(st.data())
def test_no_byte_can_be_changed_unnoticed(data: st.DataObject) -> None:
    """But for blanks between what is said, and the words that say how a text is written."""
    written = to_bytes(handed_in("Zoé", answers("Zoé", a=0.0, b=1.0)))
    before = read_hand_in(written).hand_in
    at = data.draw(st.integers(0, len(written) - 1))
    byte = data.draw(st.integers(0, 255))
    assume(byte != written[at])
    reading = read_hand_in(written[:at] + bytes([byte]) + written[at + 1 :])
    assert reading.flaw is not None or reading.hand_in == before


@given(st.integers(0, 2_000))
def test_a_file_that_was_cut_short_is_damaged(length: int) -> None:
    data = to_bytes(handed_in("Zoé"))
    assume(length < len(data) - 2)
    assert read_hand_in(data[:length]).flaw in (Flaw.DAMAGED, Flaw.FOREIGN)


@given(st.binary(max_size=300))
def test_anything_can_be_given(data: bytes) -> None:
    assert read_hand_in(data).flaw is Flaw.FOREIGN
    told = read_hand_in(b'{"format": "rebattre-hand-in"' + data)
    assert told.hand_in is None
    assert told.flaw is Flaw.DAMAGED


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    data = json.loads(to_bytes(handed_in("Zoé", answers("Zoé", a=0.0))))
    change(data)
    return json.dumps(data, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        (lambda data: data["attempts"][0].update(score=1.0), Flaw.ALTERED),
        (lambda data: data.update(learner="Ali"), Flaw.ALTERED),
        (lambda data: data["attempts"].clear(), Flaw.ALTERED),
        (lambda data: data.update(signature="0" * 64), Flaw.ALTERED),
        (lambda data: data.update(digest="é"), Flaw.ALTERED),
        (lambda data: data.update({"class": "abcdef"}), Flaw.ALTERED),
        (lambda data: data.pop("signature"), Flaw.ALTERED),
        (lambda data: [data.pop("signature"), data.pop("digest")], Flaw.ALTERED),
        (lambda data: data.update(version=2), Flaw.NEWER),
        (lambda data: data.update(version="1"), Flaw.DAMAGED),
        (lambda data: data.update(learner=" "), Flaw.ALTERED),
        (lambda data: data.update(learner=3), Flaw.ALTERED),
        (lambda data: data.pop("attempts"), Flaw.ALTERED),
        (lambda data: data.update(attempts=[[]]), Flaw.ALTERED),
        (lambda data: data["attempts"][0].update(score="1"), Flaw.ALTERED),
        (lambda data: data["attempts"][0].update(score=2), Flaw.ALTERED),
        (lambda data: data["attempts"][0].update(seconds=10**400), Flaw.ALTERED),
        (lambda data: data["attempts"][0].update(tries=1.5), Flaw.ALTERED),
        (lambda data: data["attempts"][0].update(at="yesterday"), Flaw.ALTERED),
        (lambda data: data.update(at="9999-12-31T23:59:59+00:00"), Flaw.ALTERED),
        (lambda data: data.update(more="x"), Flaw.ALTERED),
    ],
)
def test_what_was_edited_is_seen(change: Callable[[dict[str, Any]], object], flaw: Flaw) -> None:
    assert read_hand_in(changed(change)).flaw is flaw


def test_what_an_editor_or_a_mail_does_to_blanks_is_no_change() -> None:
    written = handed_in("Zoé")
    data = to_bytes(written)
    for same in (
        b"\xef\xbb\xbf" + data,
        data.replace(b"\n", b"\r\n"),
        json.dumps(json.loads(data), indent=4).encode(),
    ):
        assert read_hand_in(same) == read_hand_in(data)


@pytest.mark.parametrize(
    "text",
    ['{"a": 1, "a": 2}', '{"a": NaN}', '{"a": 1e999}', '{"a": ' + "[" * 100_000, "[1, 2]", "null"],
)
def test_json_that_says_nothing_sound(text: str) -> None:
    data = text.replace("{", '{"format": "rebattre-hand-in", "version": 1, ', 1).encode()
    assert read_hand_in(data).hand_in is None


def test_what_is_far_too_large_is_not_read() -> None:
    assert read_hand_in(to_bytes(handed_in("Zoé")) + b" " * LARGEST).flaw is Flaw.DAMAGED


def test_the_code_of_a_class_tells_its_files_from_others() -> None:
    mine, other = new_code(), new_code()
    data = to_bytes(handed_in("Zoé"), mine)
    assert read_hand_in(data, [other, mine]).flaw is None
    unknown = read_hand_in(data, [other])
    assert unknown.flaw is Flaw.OTHER_CLASS
    assert unknown.hand_in is not None
    forged = json.loads(to_bytes(handed_in("Zoé"), other))
    forged["class"] = class_hint(mine)
    assert read_hand_in(json.dumps(forged).encode(), [mine]).flaw is Flaw.ALTERED
    assert mine.encode() not in data


def test_a_code_can_be_typed_as_it_comes_and_slips_are_noticed() -> None:
    for _ in range(50):
        code = new_code()
        assert read_code(f" {code.lower().replace('-', ' ')} ") == code
        slips = [
            code[:at] + sign + code[at + 1 :]
            for at in range(9)
            for sign in ALPHABET
            if at != 4 and sign != code[at]
        ]
        missed = sum(read_code(slip) is not None for slip in slips)
        assert missed < len(slips) / 10
    for text in ("", "K7QM", "O0IL-1111", "K7QM-2XFD-3", "é" * 8):
        assert read_code(text) is None
    with pytest.raises(ValueError, match="nonsense"):
        to_bytes(handed_in("Zoé"), "nonsense")


@given(NASTY)
def test_a_name_can_be_shown_in_a_line(text: str) -> None:
    name = clean_name(text)
    assert clean_name(name) == name
    assert len(name) <= 60
    assert "\n" not in name
    assert "\x00" not in name


def test_names_that_are_meant_to_be_the_same() -> None:
    assert same_name("  ZOE ") == same_name("Zoé") == same_name("zoe\u0301")
    assert same_name("Jean-Luc") == same_name("jean luc") != same_name("Jean")
    for one, *others in (
        ("Jean-Luc", "jean luc", "JEAN – LUC", "Jean_Luc", " Jean -Luc", "Jean\u2011Luc."),
        ("Lætitia D'Arcœur", "laetitia d’arcoeur", "Laetitia D`Arcoeur", "LAETITIA (d arcoeur)"),
        ("A-", "a -", "A\u2212", "a–"),
        ("Léa & Tom", "lea tom"),
    ):
        for other in others:
            assert same_name(one) == same_name(other), other


def test_codes_that_a_sign_sets_apart_are_two_students() -> None:
    codes = (
        "A", "A+", "A-", "-A", "A*", "A#", "★", "☆", "Léa 🦊", "Léa 🐻", "👩🏽", "👩🏿",
        "राम", "रीम", "กุ", "กู", "かく", "がく",
    )  # fmt: skip
    assert len({same_name(one) for one in codes}) == len(codes)
    assert len(sound_names(codes)) == len(codes)


@given(NASTY)
def test_what_names_have_in_common_is_settled(text: str) -> None:
    name = clean_name(text)
    assert bool(same_name(name)) == bool(name)
    assert same_name(name.upper()) == same_name(name) or not name.isascii()


def test_others_answers_can_not_be_handed_in_under_a_name() -> None:
    with pytest.raises(ValueError, match="a-lesson"):
        handed_in("Zoé", answers("Ali", a=1.0))
