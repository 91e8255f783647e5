"""Verbs of other tools are answered with the line that does here what they do there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from ctrack.cli.command_table import COMMANDS
from ctrack.cli.params.other_verbs import BY_VERB, VERBS
from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner

LINE = re.compile(r"'ctrack ([^']+)'")


def test_no_verb_is_a_command() -> None:
    """A verb of the table that becomes a command of its own has to leave it; `search` waits for its own."""
    assert set(BY_VERB) & set(COMMANDS) <= {"search"}


# The first of those that have one line is asked each time.
ASKED = [
    pytest.param(verb, marks=[pytest.mark.slow] if place else [])
    for verbs in VERBS
    for place, verb in enumerate(verb for verb in verbs.split() if verb not in COMMANDS)
]


@pytest.mark.parametrize("verb", ASKED)
def test_each_is_answered(ctrack: Runner, verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The refusal of each verb, alone, offers a line that works and changes nothing."""
    monkeypatch.chdir(tmp_path)
    with nothing_recorded(ctrack):
        outcome = ctrack(verb)
        refused(outcome, 2, f"There is no command {verb}.")
        found = LINE.search(outcome.err)
        assert found is not None
        assert ctrack(*shlex.split(found[1])).code == 0


def test_the_words_of_the_line(ctrack: Runner) -> None:
    """What was typed behind the verb stands in the line that is offered, where it can be told back."""
    refused(ctrack("view", "KWT-25"), 2, "'ctrack show KWT-25'")
    refused(ctrack("ls", "overdue"), 2, "'ctrack list overdue'")
    refused(ctrack("view", "it's"), 2, "'ctrack show --help'")
    refused(ctrack("متأخر"), 2, "'ctrack list متأخر'")
    refused(ctrack("links", "KWT-12"), 2, "'ctrack show KWT-12'")
    refused(ctrack("overdue", "KWT-25"), 2, "'ctrack list overdue KWT-25'")
    for word in ("منجز", "partial"):
        refused(ctrack(word, "KWT-25"), 2, f"'ctrack update KWT-25 {word}'")
        assert ctrack.ok("update", "KWT-25", word, "--dry-run").out


def test_a_sentence(ctrack: Runner) -> None:
    """A sentence is answered with the line that does what it says, and that line is understood."""
    refused(ctrack("what", "is", "due", "in", "march"), 2, "'ctrack list due in march'")
    refused(ctrack("KWT-25", "log"), 2, "'ctrack log KWT-25'")
    refused(ctrack("KWT-25", "note", "answered"), 2, "'ctrack note KWT-25 answered'")
    refused(ctrack("KWT-25", "ملاحظة", "answered"), 2, "'ctrack note KWT-25 answered'")
    refused(ctrack("كل", "المتأخرة"), 2, "'ctrack list المتأخرة'")
    refused(ctrack("all", "overdue"), 2, "'ctrack list overdue'")
    refused(ctrack("عدّل", "KWT-25", "منجز"), 2, "'ctrack update KWT-25 منجز'")
    refused(ctrack("show", "all", "overdue"), 3, "'ctrack list overdue'")
    refused(ctrack("اعرض", "المتأخرة"), 3, "'ctrack list المتأخرة'")
    refused(ctrack("show", "nothing"), 3, "There is no commitment nothing")
    refused(ctrack("KWT-25", "done"), 2, "'ctrack done KWT-25'")
    refused(ctrack("KWT-25", "قيد", "التنفيذ"), 2, "'ctrack update KWT-25 قيد التنفيذ'")
    for words, line in {
        ("mark", "KWT-25", "as", "done"): "update KWT-25 as done",
        ("set", "KWT-25", "to", "in", "progress", "40%"): "update KWT-25 to in progress 40%",
        ("make", "KWT-25", "50", "%"): "update KWT-25 50 %",
        ("KWT-25", "50%"): "update KWT-25 50%",
        ("اجعل", "KWT-25", "إلى", "منجز"): "update KWT-25 إلى منجز",
        ("علّم", "KWT-25", "منجزًا"): "update KWT-25 منجزًا",
    }.items():
        refused(ctrack(*words), 2, f"'ctrack {line}'")
        (move,) = ctrack.data(*line.split(), "--dry-run")["moves"]
        said = "implemented" if words[-1] in ("done", "منجز", "منجزًا") else "in_progress"
        assert move["after"]["status"] == said, line
