"""That nothing was recorded is said once, by the console, after whatever a dry run shows."""

from __future__ import annotations

import json

import pytest

from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.render.document import Document, Paragraph
from tests.support.runner import Runner

SENTENCE = "Dry run: nothing was recorded."


def console_of(*, was_dry_run: bool) -> Console:
    """The console of a run that wrote to the register, or only tried to."""
    invocation = Invocation([], {})
    invocation.was_dry_run = was_dry_run
    return Console(invocation)


@pytest.mark.parametrize("was_dry_run", [True, False])
def test_said_once_and_last(capsys: pytest.CaptureFixture[str], was_dry_run: bool) -> None:
    """It comes after the document and all words, and is not said twice."""
    console = console_of(was_dry_run=was_dry_run)
    console.say("on 1 March")
    console.show(Document("", "en", (Paragraph("shown"),), {}))
    console.tell_dry_run()
    console.tell_dry_run()
    said = capsys.readouterr()
    assert said.out == "shown\n"
    assert said.err.splitlines() == ["on 1 March", *([SENTENCE] if was_dry_run else [])]


def test_said_in_the_envelope(ctrack: Runner) -> None:
    """In JSON it stands after what the dates were taken for."""
    words = ("update", "KWT-21", "--status", "in_progress", "--on", "yesterday", "--dry-run", "--format", "json")
    *rest, last = json.loads(ctrack.ok(*words).out)["messages"]
    assert last == SENTENCE
    assert SENTENCE not in rest
    assert rest
