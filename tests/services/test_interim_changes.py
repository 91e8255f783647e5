"""Two people at the same commitment: the second is told what the first recorded, and repeats or drops."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from ctrack.cli.params import status_updates
from tests.support.runner import Runner

FIRST = ("update", "KWT-25", "--progress", "40", "--user", "salem")


@pytest.fixture
def editor(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> str:
    """An editor in which somebody writes for so long that a colleague records something."""
    read_note = status_updates.read_note

    def write_slowly(*given: Any) -> Any:
        monkeypatch.setattr(status_updates, "read_note", read_note)
        ctrack.ok(*FIRST)
        return read_note(*given)

    monkeypatch.setattr(status_updates, "read_note", write_slowly)
    program = Path(ctrack.home, "editor.sh")
    program.write_text("#!/bin/sh\necho 'Mine' > \"$1\"\n")
    os.chmod(program, 0o755)
    return str(program)


@pytest.mark.parametrize("answer", [True, False])
def test_the_second_is_told_and_asked(
    answer: bool, ctrack: Runner, editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who recorded what is said; yes records after it, and no keeps the text for --recover."""
    monkeypatch.setattr("click.confirm", lambda *given, **settings: answer)
    outcome = ctrack("update", "KWT-25", "--progress", "30", "--edit", terminal=True, EDITOR=editor)
    said = " ".join(outcome.err.split())
    assert "KWT-25 NFP was changed while you were writing: salem recorded 'update KWT-25 --progress 40" in said
    shown = ctrack.data("show", "KWT-25")
    if answer:
        assert (outcome.code, shown["progress"], len(shown["history"])) == (0, 30, 2)
        return
    assert (outcome.code, shown["progress"], len(shown["history"])) == (4, 40, 1)
    monkeypatch.undo()
    ctrack.ok("update", "KWT-25", "--progress", "30", "--recover")
    assert {"en": "Mine"} in [each["note"] for each in ctrack.data("show", "KWT-25")["history"]]


def test_a_script_is_refused(ctrack: Runner, editor: str) -> None:
    """Where nobody can be asked nothing is recorded, and the exit code says so."""
    outcome = ctrack("note", "KWT-25", "-", stdin="Mine")
    assert (outcome.code, "salem recorded" in outcome.err) == (4, True), outcome
    assert ctrack.data("log")["total"] == 2


def test_what_others_did_elsewhere_is_in_nobodys_way(ctrack: Runner, editor: str) -> None:
    """Somebody who writes on another commitment meets nobody."""
    ctrack.ok("note", "KWT-26", terminal=True, EDITOR=editor)
    assert ctrack.data("log")["total"] == 3
