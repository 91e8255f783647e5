"""Exports of rows are read by the driver alone, once: what fails is told as in the ordinary way."""

from __future__ import annotations

from typing import Any

import pytest

from ctrack.cli.console.output import Console
from ctrack.store import readings
from tests.support.runner import Outcome, Runner

FORMS = ("csv", "jsonl")


@pytest.mark.parametrize("form", FORMS)
def test_rows_are_the_same_in_both_ways(ctrack: Runner, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """Whether SQLAlchemy reads or the driver alone, the file and the words are the same."""
    words = ("export", "--format", form, "instrument:kuwait-2024 or party:UN")
    found = []
    for is_quick in (True, False):
        monkeypatch.setattr(readings, "may_read", lambda place, is_quick=is_quick: is_quick)
        found.append(ctrack.ok(*words))
    assert found[0] == found[1]


def break_reading(ctrack: Runner, monkeypatch: pytest.MonkeyPatch, *, is_begun: bool) -> Outcome:
    """An export whose quick reading fails, before or after its first bytes."""
    monkeypatch.setattr(readings, "may_read", lambda place: True)
    write = Console.write_stream

    def write_stream(console: Console, make: Any) -> None:
        if readings.may_read(console.invocation.place):
            monkeypatch.setattr(readings, "may_read", lambda place: False)
            if is_begun:
                write(console, lambda out: out.write(b"begun\n"))
            raise readings.Unusual from ValueError("something odd")
        write(console, make)

    monkeypatch.setattr(Console, "write_stream", write_stream)
    return ctrack("export", "--format", "csv", "code:KWT-21")


def test_nothing_is_written_twice(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails before the first byte is read again in the ordinary way; after it, it fails."""
    assert break_reading(ctrack, monkeypatch, is_begun=False) == ctrack.ok("export", "--format", "csv", "code:KWT-21")
    monkeypatch.undo()
    failed = break_reading(ctrack, monkeypatch, is_begun=True)
    assert (failed.out, failed.code != 0, "something odd" in failed.err) == ("begun\n", True, True)
