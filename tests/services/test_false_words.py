"""What was said by mistake is retracted, also under later words, and everything is read anew."""

from __future__ import annotations

import pytest

from ctrack.domain import failures
from ctrack.domain.vocabulary import Level
from ctrack.services.false_words import DateFollowed, EntrySaidNothing, Mistake, NothingSaid, retract_mistake
from ctrack.services.verification import verify_register
from tests.support.registers import HORIZON, content, head, read, write
from tests.support.runner import Runner


def retract(ctrack: Runner, **named: object) -> int:
    """Retract a mistake; how many words that took back."""
    entry = head("retract")
    mistake = Mistake(**named)  # type: ignore[arg-type]
    return len(write(ctrack, lambda unit: retract_mistake(unit, mistake, entry, HORIZON), entry))


def standing(ctrack: Runner, code: str) -> tuple[str, int, str | None]:
    """Where the home party stands."""
    data = ctrack.data("show", code)
    return data["status"], data["progress"], data["target"]


def test_an_entry_under_later_words(anywhere: Runner) -> None:
    """The words of an entry are retracted although more was said since, and the status is what the rest says."""
    anywhere.ok("update", "KWT-25", "--progress", "20", "--on", "2026-03")
    anywhere.ok("update", "KWT-25", "KWT-26", "--status", "done", "--target", "2027-03", "--on", "2026-05")
    anywhere.ok("note", "KWT-25", "later")
    assert retract(anywhere, number=3, reason={"en": "wrong group"}, level=Level.PUBLIC) == 2
    assert standing(anywhere, "KWT-25") == ("in_progress", 20, None)
    assert standing(anywhere, "KWT-26") == ("not_reported", 0, None)
    said = anywhere.data("show", "KWT-25")["history"][-1]
    assert (said["note"], said["level"], said["retracts"] is not None) == ({"en": "wrong group"}, "public", True)
    assert read(anywhere, verify_register).holds


def test_the_last_word_again_and_again(ctrack: Runner) -> None:
    """A code retracts what was recorded last and stands, one further back each time, until nothing is left."""
    ctrack.ok("update", "KWT-25", "--progress", "20")
    ctrack.ok("note", "KWT-25", "a note")
    for left in (1, 0):
        retract(ctrack, code="kwt25")
        stand = [said for said in ctrack.data("show", "KWT-25")["history"] if said["retracts"] is None]
        assert sum(not said["retracted"] for said in stand) == left
    with pytest.raises(NothingSaid):
        retract(ctrack, code="KWT-25")


def test_a_chain_has_one_end(ctrack: Runner) -> None:
    """What was retracted, brought back by undo and then undone itself, is taken back in the end."""
    ctrack.ok("update", "KWT-25", "--progress", "20")
    retract(ctrack, number=2)
    ctrack.ok("undo")
    assert standing(ctrack, "KWT-25")[:2] == ("in_progress", 20)
    ctrack.ok("undo")
    assert standing(ctrack, "KWT-25")[:2] == ("not_reported", 0)
    ctrack.ok("redo")
    ctrack.ok("redo")
    assert standing(ctrack, "KWT-25")[:2] == ("not_reported", 0)
    assert read(ctrack, verify_register).holds


def test_what_met_a_date_is_retracted(ctrack: Runner) -> None:
    """The date that was met in error is open again, and all is as before the mistake."""
    ctrack.ok("add", "NAT-1", "--title", "Yearly", "--deadline", "2025-12-31")
    ctrack.ok("recur", "NAT-1", "--every", "1y")
    before = ctrack.data("list", "NAT-1")
    ctrack.ok("done", "NAT-1", "--on", "2026-01-10")
    assert ctrack.data("list", "NAT-1") != before
    retract(ctrack, code="NAT-1")
    assert ctrack.data("list", "NAT-1") == before
    assert read(ctrack, verify_register).holds


def test_what_a_date_was_counted_from_is_undone(ctrack: Runner) -> None:
    """Where the next date counts from the day that is said, only undo takes both back, and the refusal says so."""
    ctrack.ok("add", "NAT-1", "--title", "Yearly", "--deadline", "2025-12-31")
    ctrack.ok("recur", "NAT-1", "--every", "1y", "--from", "completion")
    ctrack.ok("done", "NAT-1", "--on", "2026-01-10")
    with pytest.raises(DateFollowed, match="'ctrack undo 4'"):
        retract(ctrack, code="NAT-1")


@pytest.mark.parametrize("number", [1, 2])
def test_an_entry_that_said_nothing(ctrack: Runner, number: int) -> None:
    """Neither the making of the register nor what said nothing of a commitment can be retracted."""
    ctrack.ok("add", "NAT-1", "--title", "x")
    before = content(ctrack)
    with pytest.raises(EntrySaidNothing):
        retract(ctrack, number=number)
    with pytest.raises(failures.UnknownEntry):
        retract(ctrack, number=9)
    assert content(ctrack) == before


def test_nobody_looked_is_told_of_others_alone(ctrack: Runner) -> None:
    """Where the only word is taken back, another party is not looked up, and home is overdue."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--addressee", "both", "--deadline", "2026-06")
    for party, state in (("UN", "not_looked_up"), ("NFP", "overdue")):
        ctrack.ok("update", "NAT-1", "--party", party, "--progress", "10")
        (move,) = ctrack.data("retract", "NAT-1", "--party", party)["moves"]
        assert move["after"]["due_state"] == state
