"""What a command shows of what it recorded: what was and what is, of one and of many."""

from __future__ import annotations

from dataclasses import replace

from ctrack.domain.records.undertakings import Move, Standing
from ctrack.domain.vocabulary import DueState, Status
from ctrack.views.moves import bulk_notes, change_facts, move_title, recent_notes, shorten, view_moves

BEFORE = Standing(Status.IN_PROGRESS, 40, None, None, DueState.NONE, None, {}, ())
FILED = {"priority": None, "position": None}


def move(code: str, **after: object) -> Move:
    """A move of an undertaking in progress."""
    before = replace(BEFORE, filed=FILED)
    return Move(code, "XA", {"en": "A law"}, before, replace(before, **after))  # type: ignore[arg-type]


DONE = {"status": Status.IMPLEMENTED, "progress": 100}
BACK = {"status": Status.NOT_STARTED, "progress": 0}


def test_of_one_there_is_no_sum() -> None:
    """One undertaking is told in full, and needs no count."""
    assert bulk_notes([move("NAT-1", **DONE)], is_dry_run=False) == ()


def test_of_several_every_one_is_counted_once() -> None:
    """How many moved, how many of them backwards, how many stayed, and how to undo; a dry run has nothing to undo."""
    moves = [move("NAT-1", **DONE), move("NAT-2", **BACK), move("NAT-3"), move("NAT-4", tags=("x",))]
    (line,) = bulk_notes(moves, is_dry_run=False)
    assert line == "3 of 4 moved, 1 backwards, 1 stayed as they were. 'ctrack undo' takes it back."
    (dry,) = bulk_notes(moves, is_dry_run=True)
    assert dry == "3 of 4 moved, 1 backwards, 1 stayed as they were."


def test_the_date_that_was_spoken_of_stands_beside_the_title() -> None:
    """Of what comes round, which of its dates."""
    assert move_title(move("NAT-1")) == "NAT-1 XA  A law"
    assert move_title(replace(move("NAT-1"), occurrence="2026-03-31")) == "NAT-1 XA  A law (31 March 2026)"


def test_only_what_changed_is_told() -> None:
    """A line for each thing that moved, and the status where nothing did."""
    (same,) = change_facts(move("NAT-1"))
    assert same.text == "in progress 40% (unchanged)"
    told = {fact.key: fact.text for fact in change_facts(move("NAT-1", **DONE, tags=("x",)))}
    assert told == {"status": "in progress 40% -> implemented 100%", "tags": "– -> x"}


def test_what_is_still_due_and_who_else_wrote() -> None:
    """Both are said of the undertakings that they concern, and of no other."""
    awaited = replace(move("NAT-1"), still_due="2027-06")
    elsewhere = replace(move("NAT-2"), elsewhere="Noura")
    notes = recent_notes([awaited, elsewhere, move("NAT-3")])
    assert [note.split()[0] for note in notes] == ["NAT-1", "NAT-2"]
    assert "June 2027" in notes[0]
    assert "Noura" in notes[1]


def test_a_long_list_is_cut_and_says_so() -> None:
    """On a terminal at most so many are told, with how many there are; machines get every one."""
    moves = [move(f"NAT-{number}", **DONE) for number in range(1, 6)]
    document = view_moves(moves, most=2)
    assert document.data is not None
    assert [item["code"] for item in document.data["moves"]] == [f"NAT-{number}" for number in range(1, 6)]
    assert "2 of 5 shown" in str(document.blocks)
    assert "NAT-3" not in str(document.blocks)
    (table,) = view_moves(moves, for_machines=True, most=2).blocks
    assert len(table.rows) == 5  # type: ignore[union-attr]


def test_a_long_note_is_told_by_its_beginning() -> None:
    """Blanks and lines become one, and no more stands there than was asked for."""
    assert shorten("a\n b   c") == "a b c"
    cut = shorten("word " * 100, 20)
    assert len(cut) <= 20
    assert cut.startswith("word word")
    assert cut.endswith("…")
