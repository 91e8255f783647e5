"""Where a note comes from, in which language it is, and what no register takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.promises import nothing_recorded, refused, refused_in_json
from tests.support.runner import Runner

ARABIC = "اجتمع فريق الخبراء في الكويت."


def noted(ctrack: Runner, code: str = "KWT-25") -> dict[str, str]:
    """The newest note of a commitment."""
    note: dict[str, str] = ctrack.data("show", code)["history"][-1]["note"]
    return note


@pytest.fixture
def editor(ctrack: Runner) -> Callable[[str], str]:
    """A maker of editors: a script that does with its file what the lines say."""

    def make(lines: str) -> str:
        path = ctrack.home / "editor"
        path.write_text(f"#!/bin/sh\n{lines}\n")
        path.chmod(0o755)
        return str(path)

    return make


def test_from_a_file(ctrack: Runner) -> None:
    """A note is read from a file in UTF-8, with its lines, without a byte order mark and line ends of Windows."""
    path = ctrack.home / "minutes.txt"
    path.write_bytes("\ufeffFirst line\r\nسطر ثان\r\n".encode())
    ctrack.ok("note", "KWT-25", "--note-file", str(path))
    assert noted(ctrack) == {"en": "First line\nسطر ثان"}
    ctrack.ok("update", "KWT-26", "--progress", "5", "--note-file", str(path))
    assert noted(ctrack, "KWT-26") == {"en": "First line\nسطر ثان"}


@pytest.mark.parametrize("words", [("note", "KWT-25", "-"), ("note", "KWT-25", "--note-file", "-"),
                                   ("update", "KWT-25", "--note", "-")], ids=" ".join)  # fmt: skip
def test_from_standard_input(ctrack: Runner, words: tuple[str, ...]) -> None:
    """A hyphen reads standard input."""
    ctrack.ok(*words, stdin=f"{ARABIC}\n")
    assert noted(ctrack) == {"ar": ARABIC}


def texts(ctrack: Runner) -> list[Path]:
    """The files of texts that wait to be recorded."""
    return sorted((ctrack.home / ".local/state/ctrack/texts").glob("*"))


def test_from_an_editor(ctrack: Runner, editor: Callable[[str], str]) -> None:
    """Without a text the editor is asked; lines that begin with # stay, and no file does."""
    program = editor('grep -q "^# ctrack: Write the note" "$1" && sed -i "1s/^/Decisions\\n#1 name two\\n/" "$1"')
    ctrack.ok("note", "KWT-25", terminal=True, EDITOR=program)
    assert noted(ctrack) == {"en": "Decisions\n#1 name two"}
    ctrack.ok("update", "KWT-26", "--progress", "5", "--edit", terminal=True, VISUAL=program, EDITOR="false")
    assert noted(ctrack, "KWT-26") == {"en": "Decisions\n#1 name two"}
    assert texts(ctrack) == []


def test_below_the_scissors(ctrack: Runner, editor: Callable[[str], str]) -> None:
    """What was written below the hint by mistake stays; the hint and its line do not."""
    ctrack.ok("note", "KWT-25", terminal=True, EDITOR=editor('echo "# below" >> "$1"'))
    assert noted(ctrack) == {"en": "# below"}


def test_from_a_pipe(ctrack: Runner) -> None:
    """What is piped into `note CODE` is the note, with its paragraphs."""
    ctrack.ok("note", "KWT-25", stdin="One\n\nTwo\n")
    assert noted(ctrack) == {"en": "One\n\nTwo"}
    assert texts(ctrack) == []


@pytest.mark.parametrize("words", [("note", "KWT-99"), ("note", "KWT-25", "--on", "2099-01-01"),
                                   ("update", "KWT-25", "--edit", "--status", "implemented", "--progress", "20"),
                                   ("update", "party:XX", "--edit"), ("note", "KWT-25", "--party", "XX")],
                         ids=" ".join)  # fmt: skip
def test_checked_before_the_editor(ctrack: Runner, editor: Callable[[str], str], words: tuple[str, ...]) -> None:
    """A wrong code, date, status, filter or party is refused before the editor opens."""
    program = editor('touch "$(dirname "$0")/opened"')
    with nothing_recorded(ctrack):
        assert ctrack(*words, EDITOR=program, terminal=True).code in (2, 3, 4)
    assert not (ctrack.home / "opened").exists()


def test_a_text_in_vain(ctrack: Runner, editor: Callable[[str], str]) -> None:
    """What could not be recorded is in a file of 0600 that the refusal names, and --recover takes it."""
    program = editor('head -c 100001 /dev/zero | tr "\\0" a > "$1"')
    with nothing_recorded(ctrack):
        outcome = ctrack("note", "KWT-25", EDITOR=program, terminal=True)
    (path,) = texts(ctrack)
    refused(outcome, 4, str(path), "--recover")
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("shorter\n")
    ctrack.ok("note", "KWT-25", "--recover", "--dry-run")
    ctrack.ok("update", "KWT-25", "--recover", "--progress", "5")
    assert noted(ctrack) == {"en": "shorter"}
    assert texts(ctrack) == []
    refused(ctrack("note", "KWT-25", "--recover"), 3, "no text that waits")


def test_a_lock_taken_meanwhile(ctrack: Runner, editor: Callable[[str], str]) -> None:
    """Where the register goes away while the editor is open, the text stays."""
    program = editor(f'echo "two hours of writing" > "$1"; echo broken > "{ctrack.database}"')
    outcome = ctrack("note", "KWT-25", EDITOR=program, terminal=True)
    (path,) = texts(ctrack)
    refused(outcome, 5, str(path))
    assert path.read_text() == "two hours of writing\n"


def test_an_editor_that_crashes(ctrack: Runner, editor: Callable[[str], str]) -> None:
    """An editor that ends badly after writing loses nothing."""
    outcome = ctrack("note", "KWT-25", EDITOR=editor('echo kept > "$1"; exit 3'), terminal=True)
    (path,) = texts(ctrack)
    refused(outcome, 1, str(path))
    assert path.read_text() == "kept\n"


def test_an_editor_that_is_left(ctrack: Runner, editor: Callable[[str], str]) -> None:
    """An empty note records nothing, and neither does an editor that fails or is not there."""
    with nothing_recorded(ctrack):
        assert ctrack("note", "KWT-25", terminal=True, EDITOR=editor("exit 0")).code == 4
        outcome = ctrack("note", "KWT-25", terminal=True, EDITOR=editor("exit 3"))
        assert outcome.code == 1
        assert "nothing was recorded" in outcome.err
        assert ctrack("note", "KWT-25", terminal=True, EDITOR=str(ctrack.home / "nowhere")).code == 1


def test_bad_words_before_the_editor(ctrack: Runner, editor: Callable[[str], str]) -> None:
    """What can be refused without the note is refused before anybody has written one."""
    program = editor('touch "$(dirname "$0")/opened"')
    with nothing_recorded(ctrack):
        refused(ctrack("note", "KWT-25", "--on", "someday", EDITOR=program, terminal=True), 2, "--on")
    assert not (ctrack.home / "opened").exists()


@pytest.mark.parametrize("words", [("note", "KWT-25"), ("update", "KWT-25", "--edit")], ids=" ".join)
def test_without_a_terminal(ctrack: Runner, words: tuple[str, ...]) -> None:
    """Without a terminal, or with --no-input, no editor is opened: it says at once how to give the note."""
    with nothing_recorded(ctrack):
        refused(ctrack(*words, EDITOR="true"), 2, "--note-file")
        refused(ctrack(*words, "--no-input", EDITOR="true", terminal=True), 2, "--note-file")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ARABIC, "ar"),
        ("Two experts named", "en"),
        ("KWT-25: الخبراء في الكويت", "ar"),
        ("The team (فريق) met in Kuwait City", "en"),
        ("12/2026", "en"),
        ("عُقد الاجتماع ✓ 2026", "ar"),
    ],
)
def test_the_language_is_seen(ctrack: Runner, text: str, language: str) -> None:
    """A note is in Arabic where most of its letters are."""
    ctrack.ok("note", "KWT-25", text)
    assert noted(ctrack) == {language: text}


def test_the_language_is_told(ctrack: Runner) -> None:
    """--note-lang says it where the letters do not, and readers of another language see which it is."""
    ctrack.ok("note", "KWT-25", "Deux experts", "--note-lang", "FR")
    assert noted(ctrack) == {"fr": "Deux experts"}
    assert "[fr] Deux experts" in ctrack.ok("show", "KWT-25").out


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"a\0b", 4, "U+0000"),
        (b"a" * 10_000_000, 4, "100000"),
        (b"a" * 100_001, 4, "100001 characters"),
        ("ع".encode() * 100_001, 4, "100001 characters"),
        (b"\xff\xfeab", 4, "not UTF-8 text (byte 0)"),
        (b"", 4, "empty"),
        (b" \n\t\n", 4, "empty"),
    ],
    ids=["NUL", "10 MB", "too long", "too long in Arabic", "no UTF-8", "nothing", "blanks"],
)
def test_what_no_register_takes(anywhere: Runner, content: bytes, code: int, said: str) -> None:
    """Such a note is refused in one sentence, whole, and nothing is recorded."""
    with nothing_recorded(anywhere):
        refused(anywhere("note", "KWT-25", "-", stdin=content), code, said)
        refused_in_json(anywhere("note", "KWT-25", "-", "--format", "json", stdin=content), code, said)


def test_the_longest_note(anywhere: Runner) -> None:
    """A note of 100,000 characters is taken whole, and shown short where it was recorded."""
    text = "ع" * 100_000
    outcome = anywhere.ok("note", "KWT-25", "-", stdin=text)
    assert len(outcome.out) < 1000
    assert noted(anywhere) == {"ar": text}


def test_files_that_cannot_be_read(ctrack: Runner, tmp_path: Path) -> None:
    """A file that is missing, or is a folder, is named with the reason."""
    with nothing_recorded(ctrack):
        refused(ctrack("note", "KWT-25", "--note-file", str(tmp_path / "no.txt")), 1, "no.txt", "No such file")
        refused(ctrack("note", "KWT-25", "--note-file", str(tmp_path)), 1, "Is a directory")
