"""What a fault of ctrack leaves behind: enough to mend it, nothing that was written in confidence, and never a mess."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ctrack.cli.commands import list as list_command
from ctrack.cli.console import fault_files
from ctrack.cli.console.fault_files import describe_fault, hide_texts, keep_fault
from ctrack.domain import private_files
from tests.cli.promises import refused, refused_in_json
from tests.support.runner import Runner

MOMENT = datetime(2026, 11, 21, 9, tzinfo=UTC)
NOTE = "The minister has not signed"
ADDRESS = "postgresql://amira:sesame@db.example.org/register"


def fail(*args: object) -> None:
    """A fault deep within."""
    raise ZeroDivisionError("deep\nwithin")


def fault(error: BaseException) -> BaseException:
    """An error that was raised."""
    try:
        raise error
    except BaseException as raised:
        return raised


def kept(ctrack: Runner) -> list[Path]:
    """The files that are there."""
    return sorted((ctrack.home / "state" / "ctrack" / "faults").glob("*"))


@pytest.fixture
def faulty(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """A program with a fault in `list`, whose user's state has a folder of its own."""
    ctrack.environ["XDG_STATE_HOME"] = str(ctrack.home / "state")
    monkeypatch.setattr(list_command, "read_filter", fail)
    return ctrack


def test_a_fault_leaves_a_file_that_is_named(faulty: Runner) -> None:
    """The sentence names a file that only its owner may read, with the versions, the command line and the frames."""
    outcome = faulty("list", "status:overdue")
    (path,) = kept(faulty)
    refused(outcome, 1, "fault of ctrack (ZeroDivisionError: deep)", "report it", str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    text = path.read_text("utf-8")
    assert "ctrack list status:overdue\n" in text
    assert 'raise ZeroDivisionError("deep' in text
    assert text.endswith("\nZeroDivisionError: deep\n")
    assert "Python 3." in text


def test_a_fault_for_programs(faulty: Runner) -> None:
    """The envelope's sentence names the file too."""
    refused_in_json(faulty("list", "--format", "json"), 1, "ZeroDivisionError", str(faulty.home / "state"))


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("--db", ADDRESS, "list"), "ctrack --db postgresql://amira:***@db.example.org/register list"),
        (("update", "KWT-21", "--note", "signed", "--status", "x"), "ctrack update KWT-21 --note … --status x"),
        (("update", "KWT-21", f"--note={NOTE}"), "ctrack update KWT-21 --note=…"),
        (("note", "KWT-21", "signed", "--dry-run"), "ctrack note KWT-21 … --dry-run"),
        (("list", NOTE), "ctrack list …"),
    ],
)
def test_the_command_line_holds_no_text(arguments: tuple[str, ...], shown: str, tmp_path: Path) -> None:
    """Passwords, notes and names that were typed are not in the file, nor where the error repeats them."""
    texts = [word for word in arguments if word != "list"]
    path = keep_fault(fault(ValueError(" ".join(texts))), arguments, {"XDG_STATE_HOME": str(tmp_path)}, MOMENT)
    assert path is not None
    text = path.read_text("utf-8")
    assert text.splitlines()[2] == shown
    for secret in (NOTE, "sesame", "signed"):
        assert secret not in text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("no such column: colour", "no such column: colour"),
        (f"bad value '{NOTE}' here", "bad value '…' here"),
        (f"near: x [SQL: UPDATE t SET n=?] [parameters: ('{NOTE}', 3)]", "near: x [SQL: UPDATE t SET n=?]"),
        (f"duplicate key DETAIL: Key (note)=({NOTE}) exists", "duplicate key"),
        (f"cannot open {ADDRESS}", "cannot open postgresql://amira:***@db.example.org/register"),
        ("first\nsecond", "first"),
        ("", ""),
    ],
)
def test_what_python_says_is_redacted(said: str, shown: str) -> None:
    """Values, quoted prose and passwords in the text of an error are not shown; names are."""
    assert describe_fault(ValueError(said), ()) == f"ValueError: {shown}".rstrip(": ")


def test_a_text_that_the_code_held_is_hidden() -> None:
    """A note that was read from a file is on no command line, and is not shown either."""

    def record(note: str) -> None:
        raise LookupError(f"nothing fits {note} at all")

    with pytest.raises(LookupError) as caught:
        record(NOTE)
    words = ("note", "KWT-21", "--note-file", "n.txt")
    assert describe_fault(caught.value, words) == "LookupError: nothing fits … at all"


def test_an_error_that_led_to_another(tmp_path: Path) -> None:
    """Both stand in the file, the first one first, each with its frames."""
    try:
        try:
            raise KeyError("colour")
        except KeyError as error:
            raise RuntimeError("gave up") from error
    except RuntimeError as error:
        path = keep_fault(error, (), {"XDG_STATE_HOME": str(tmp_path)}, MOMENT)
    assert path is not None
    text = path.read_text("utf-8")
    assert 0 < text.index("KeyError: 'colour'") < text.index("RuntimeError: gave up")
    assert text.count("in test_an_error_that_led_to_another") == 2


def test_a_fault_never_takes_the_place_of_another(tmp_path: Path) -> None:
    """Where a file of that name is there already, it stays as it is and is not said to tell of the new fault."""
    environ = {"XDG_STATE_HOME": str(tmp_path)}
    path = keep_fault(fault(ValueError("first")), (), environ, MOMENT)
    assert path is not None
    assert keep_fault(fault(ValueError("second")), (), environ, MOMENT) is None
    assert path.read_text("utf-8").endswith("ValueError: first\n")


def test_only_the_newest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often cron runs into a fault, the folder does not grow."""
    monkeypatch.setattr(fault_files, "MOST_FILES", 3)
    environ = {"XDG_STATE_HOME": str(tmp_path)}
    paths = [keep_fault(fault(ValueError("x")), (), environ, MOMENT.replace(minute=minute)) for minute in range(5)]
    assert sorted((tmp_path / "ctrack" / "faults").iterdir()) == paths[2:]


def test_where_nothing_can_be_written(faulty: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no file can be made, or a disk is full, the sentence still comes and no half of a file is left."""
    refused(faulty("list", XDG_STATE_HOME="/dev/null"), 1, "ZeroDivisionError", "CTRACK_DEBUG=1")

    def fill(descriptor: int, mode: str) -> object:
        os.close(descriptor)
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(private_files, "open", fill, raising=False)
    refused(faulty("list"), 1, "ZeroDivisionError", "CTRACK_DEBUG=1")
    assert kept(faulty) == []


def test_words_are_hidden_one_for_one() -> None:
    """A code, a status and an option are shown; prose is not, in whatever place."""
    words = ("add", "NAT-1", "--title", "Plan", "--title-ar=خطة", "--deadline", "2026-06", "x" * 80)
    assert hide_texts(words) == ["add", "NAT-1", "--title", "…", "--title-ar=…", "--deadline", "2026-06", "…"]
