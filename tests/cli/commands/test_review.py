"""`ctrack review`: one commitment at a time, by single keys, on a terminal of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pexpect
import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner


@contextmanager
def sitting(ctrack: Runner, *words: str, **environ: str) -> Iterator[pexpect.spawn]:
    """The program on a pseudo-terminal of 80 columns."""
    settings = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "NO_COLOR": "1", **ctrack.base(), **environ}
    child = pexpect.spawn(
        sys.executable, ["-m", "ctrack", "review", *words], env=settings, encoding="utf-8", timeout=60,
        dimensions=(40, 80),
    )  # fmt: skip
    try:
        yield child
    finally:
        child.close(force=True)


def await_keys(child: pexpect.spawn) -> str:
    """What was shown until the program asks for a key."""
    child.expect_exact("[q] stop")
    return str(child.before)


def test_without_a_terminal(ctrack: Runner) -> None:
    """Without a terminal, or with --no-input, it is refused with the commands to use, and nothing is recorded."""
    with nothing_recorded(ctrack):
        refused(ctrack("review"), 2, "ctrack due", "ctrack update CODE", "ctrack note CODE")
        refused(ctrack("review", "--no-input", terminal=True), 2, "ctrack due")


@pytest.mark.slow
def test_one_step_each(ctrack: Runner) -> None:
    """Status, note, postponement, pause and mark of one commitment are one entry, which undo takes back as a whole."""
    before = ctrack.data("show", "KWT-25")
    with sitting(ctrack, "KWT-25") as child:
        assert "1 of 1" in await_keys(child)
        for keys, asked in (("s", "6"), ("2", "Per cent"), ("40\r", "stop"), ("n", "one line"),
                            ("Two experts named\r", "stop"), ("p", "which date"), ("2027-06\r", "Why"),
                            ("No money yet\r", "stop"), ("z", "until after which day"), ("2027-01-31\r", "stop"),
                            ("a", "stop")):  # fmt: skip
            child.send(keys)
            child.expect_exact(asked)
        child.send("k")
        child.expect_exact("That was all.")
        child.expect(pexpect.EOF)
    after = ctrack.data("show", "KWT-25")
    assert (after["status"], after["progress"], after["target"]) == ("in_progress", 40, "2027-06")
    assert after["snoozed_until"] == "2027-01-31"
    assert after["tags"] == ["asked"]
    note = after["history"][-1]["note"]["en"].split("\n\n")
    assert note == ["Two experts named", "No money yet", "To be asked for a report."]
    assert len(after["history"]) == len(before["history"]) + 1
    ctrack.ok("undo")
    undone = ctrack.data("show", "KWT-25")
    assert [undone[key] for key in ("status", "progress", "target", "snoozed_until", "tags")] == [
        before[key] for key in ("status", "progress", "target", "snoozed_until", "tags")
    ]


@pytest.mark.slow
def test_stopped_and_resumed(ctrack: Runner) -> None:
    """What was looked at is not shown again; stop leaves the rest for the next sitting, and back goes back."""
    words = ("instrument:kuwait-2024", "KWT-2")
    with sitting(ctrack, *words) as child:
        first = await_keys(child)
        child.send("k")
        assert "2 of" in await_keys(child)
        child.send("b")
        assert "1 of" in await_keys(child)
        child.send("k")
        await_keys(child)
        child.send("q")
        child.expect_exact("Stopped")
        child.expect(pexpect.EOF)
    with sitting(ctrack, *words) as child:
        shown = await_keys(child)
        assert "Looked at before: 1." in shown
        assert "2 of" in shown
        assert "1 of" in first
        child.send("q")
        child.expect(pexpect.EOF)
    with sitting(ctrack, *words, "--restart") as child:
        assert "Looked at before" not in await_keys(child)


def test_a_note_and_an_interruption(ctrack: Runner) -> None:
    """A note that was typed and not recorded is in a file that is named when somebody presses Ctrl-C."""
    with nothing_recorded(ctrack), sitting(ctrack, "KWT-25") as child:
        await_keys(child)
        child.send("n")
        child.expect_exact("one line")
        child.send("Two experts\r")
        await_keys(child)
        child.sendintr()
        child.expect_exact("--recover")
        child.expect(pexpect.EOF)
    (path,) = (ctrack.home / ".local/state/ctrack/texts").iterdir()
    assert path.read_text() == "Two experts"


def test_what_is_refused(ctrack: Runner) -> None:
    """A date that is none is refused in a sentence, and the same commitment is asked about again."""
    with nothing_recorded(ctrack), sitting(ctrack, "KWT-25") as child:
        await_keys(child)
        child.send("p")
        child.expect_exact("which date")
        child.send("12/07/2026\r")
        child.expect("ctrack: .*12/07/2026")
        await_keys(child)
        child.send("?")
        child.expect_exact("no meaning")
        child.send("q")
        child.expect_exact("Stopped")


def test_in_arabic(ctrack: Runner) -> None:
    """In Arabic the keys are Arabic letters, and the Latin ones hold as well."""
    with sitting(ctrack, "KWT-25", "--bidi", "off", CTRACK_LANG="ar") as child:
        child.expect_exact("[ق]")
        child.send("م")
        child.expect_exact("> ")
        child.send("سُمي خبيران\r")
        child.expect_exact("[ق]")
        child.send("k")
        child.expect(pexpect.EOF)
    assert ctrack.data("show", "KWT-25")["history"][-1]["note"] == {"ar": "سُمي خبيران"}


def test_what_waits(ctrack: Runner) -> None:
    """Without a filter it walks through what is overdue or due soon, and what an agency reported."""
    ctrack.ok("update", "KWT-25", "--status", "implemented", "--voice", "agency")
    with sitting(ctrack) as child:
        waits = {row["code"] for row in ctrack.data("due")["rows"] if row["due_state"] in ("overdue", "due_soon")}
        assert f"1 of {len(waits | {'KWT-25'})}" in await_keys(child)
