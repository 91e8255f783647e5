"""Undo: a command is taken back as a whole, an undo is undone again, and nothing that was built on it is lost."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from ctrack.domain import failures
from ctrack.domain.catalogue import CommitmentEntry
from ctrack.domain.filters import parse_filter
from ctrack.domain.vocabulary import Addressee, Kind, Status, Verification
from ctrack.exchange.instrument_file import read_instrument
from ctrack.services.additions import add_commitment
from ctrack.services.false_words import Mistake, retract_mistake
from ctrack.services.instrument_links import add_links
from ctrack.services.instruments import Intake, add_instrument
from ctrack.services.named_things import find_thing
from ctrack.services.parties import add_party, find_entry, set_home
from ctrack.services.recurrence.rules import RuleWanted, set_rules
from ctrack.services.reports import report_progress
from ctrack.services.targets import Target
from ctrack.services.text_edits import Correction, correct_text
from ctrack.services.undo import find_entry as find_journal_entry
from ctrack.services.undo import find_undone, undo_entry
from ctrack.services.updates import record_updates
from ctrack.services.verification import verify_register
from ctrack.services.withdrawals import bring_back, withdraw
from ctrack.store.journal import EntryHead, read_last
from ctrack.store.models import Party
from ctrack.store.tables import metadata
from ctrack.store.work import Register, UnitOfWork
from tests.support.registers import HORIZON, TODAY, content, head, is_sound, opened, query, read, read_content, write
from tests.support.runner import Runner
from tests.support.said import say
from tests.support.shipped import COMMITMENTS

APPENDED = ("journal", "status_update")

OWN_FILE = """
schema = 1
slug = "own-plan"
kind = "plan_of_action"
title = {en = "A plan of our own", ar = "خطتنا"}

[[section]]
slug = "first"
title = {en = "First part"}

[[commitment]]
code = "OWN-1"
section = "first"
kind = "action"
addressee = "both"
title = {en = "Do the first thing"}
deadline = "2026-06"
sources = [{en = "Page 1"}]
verification = "verified"
links = [{to = "KWT-21", relation = "implements"}, {to = "pve-plan", relation = "reaffirms"}]

[[commitment.observed]]
party = "UN"
status = "implemented"
on = "2026-05"
verification = "verified"
note = {en = "Done in good time"}
sources = [{en = "A report"}]

[[commitment]]
code = "OWN-2"
section = "first"
kind = "reporting"
addressee = "named"
addressee_parties = ["JO", "UN"]
title = {en = "Report on it"}
sources = [{en = "Page 2"}]
verification = "unchecked"
"""


YEARLY = RuleWanted(every="P1Y", anchor="2026-12-31")


def undo(runner: Runner, number: int | None = None) -> None:
    """Undo an entry, or the last one, as the command does."""
    with opened(runner) as register:
        undo_in(register, number)


def undo_in(register: Register, number: int | None = None) -> int:
    """Undo an entry in an opened register; its number."""
    with register.read() as unit:
        entry = find_journal_entry(unit.connection, number)
    undoing = head("undo", undoes=entry.number)
    register.write(
        undoing, lambda unit: undo_entry(unit, find_journal_entry(unit.connection, entry.number), undoing, TODAY)
    )
    return entry.number


def redo(runner: Runner) -> None:
    """Do again what was undone last, as the command does."""
    with opened(runner) as register:
        redo_in(register)


def redo_in(register: Register) -> None:
    """Do again what was undone last in an opened register."""
    with register.read() as unit:
        number = find_undone(unit.connection).number
    undo_in(register, number)


def state(runner: Runner) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that a listing could show."""
    return content(runner, *APPENDED)


def update(code: str, **said: Any) -> Callable[[UnitOfWork, EntryHead], Any]:
    """The work of an update of one commitment."""
    request = say(**said)
    return lambda unit, entry: record_updates(unit, Target(code=code), request, entry, HORIZON)


def update_all(text: str, **said: Any) -> Callable[[UnitOfWork, EntryHead], Any]:
    """The work of an update of all that fit a filter."""
    node = parse_filter(text.split(), lambda day: (date.fromisoformat(day),) * 2)
    request = say(**said)
    return lambda unit, entry: record_updates(unit, Target(node=node, text=text), request, entry, HORIZON)


def add(code: str, instrument: str = "own", named: tuple[str, ...] = ()) -> Callable[[UnitOfWork, EntryHead], Any]:
    """The work of adding a commitment."""
    made = CommitmentEntry(
        code=code,
        section="general",
        kind=Kind.ACTION,
        addressee=Addressee.NAMED if named else Addressee.MEMBER_STATES,
        addressee_parties=named,
        title={"en": f"Title of {code}"},
        verification=Verification.UNCHECKED,
        sources=(),
        deadline="2027-06",
    )
    return lambda unit, entry: add_commitment(unit, instrument, made)


def add_file(unit: UnitOfWork, entry: EntryHead) -> None:
    """The work of adding an instrument of one's own."""
    instrument = read_instrument(OWN_FILE, "own.toml")
    add_instrument(unit, Intake(instrument, entry, unit.number))
    add_links(unit.session, [instrument])


def correct(code: str, **wanted: Any) -> Callable[[UnitOfWork, EntryHead], Any]:
    """The work of correcting one commitment."""
    apart = {name: wanted.pop(name) for name in ("dates", "restores") if name in wanted}
    correction = Correction(wanted, source={"en": "Legal department"}, **apart)
    return lambda unit, entry: correct_text(unit, find_thing(unit.connection, code, "code"), correction)


COMMANDS: dict[str, Callable[[UnitOfWork, EntryHead], Any]] = {
    "update": update("KWT-25", status=Status.IN_PROGRESS, progress=40, note={"en": "Two named"}),
    "finish": update("KWT-25", status=Status.IMPLEMENTED),
    "late word": update("KWT-25", progress=10, effective="2026-01"),
    "note": update("KWT-25", note={"ar": "ملاحظة"}),
    "target": update("KWT-21", target="2027-06"),
    "no target": update("KWT-21", target=""),
    "file": update("KWT-21", priority="high", position="noted", add_tags=("youth",)),
    "untag": update("KWT-21", drop_tags=("youth",), priority=""),
    "bulk": update_all("instrument:kuwait-2024", status=Status.IN_PROGRESS, add_tags=("bulk",)),
    "add": add("NAT-1"),
    "add named": add("NAT-2", named=("EG",)),
    "add to instrument": add("KWT-99", "kuwait-2024"),
    "update added": update("NAT-1", status=Status.IN_PROGRESS, note={"en": "begun"}),
    "party": lambda unit, entry: add_party(unit, find_entry("FR")),
    "home": lambda unit, entry: set_home(unit, "KW"),
    "home back": lambda unit, entry: set_home(unit, "NFP"),
    "instrument": add_file,
    "update own": update("OWN-1", progress=30),
    "come round": lambda unit, entry: set_rules(unit, Target(code="KWT-22"), YEARLY, HORIZON, entry),
    "meet": update("KWT-22", status=Status.IMPLEMENTED),
    "speak of the next": update("KWT-22", progress=20, note={"en": "begun"}),
    "correct": correct("KWT-25", title={"en": "Another title"}, section="principles", kind="event", addressee="both"),
    "correct date": correct(
        "KWT-21",
        dates={
            "deadline": "2028",
            "deadline_first": date(2028, 1, 1),
            "deadline_last": date(2028, 12, 31),
            "deadline_words": None,
        },
    ),
    "restore": correct("KWT-25", restores=True),
    "correct own": correct("NAT-1", parties=("EG",), addressee="named", title={"ar": "عنوان"}),
    "withdraw": lambda unit, entry: withdraw(unit, "KWT-25", {"en": "Entered twice"}),
    "withdraw all": lambda unit, entry: withdraw(unit, "kuwait-2024", None),
    "bring back": lambda unit, entry: bring_back(unit, "KWT-25"),
    "retract": lambda unit, entry: retract_mistake(unit, Mistake(code="KWT-25"), entry, HORIZON),
    "retract met": lambda unit, entry: retract_mistake(unit, Mistake(code="KWT-22"), entry, HORIZON),
}


def run(runner: Runner, *names: str) -> None:
    """Run commands, one entry each."""
    with opened(runner) as register:
        for name in names:
            run_in(register, name)


def run_in(register: Register, name: str) -> None:
    """Run a command in an opened register."""
    entry = head(name)
    register.write(entry, lambda unit: COMMANDS[name](unit, entry))


SEQUENCES = (
    ("update",),
    ("update", "finish"),
    ("bulk",),
    ("file", "untag"),
    ("target", "no target"),
    ("add",),
    ("add named",),
    ("add to instrument",),
    ("add", "update added"),
    ("party",),
    ("home",),
    ("home", "bulk", "home back"),
    ("instrument",),
    ("instrument", "update own"),
    ("come round",),
    ("come round", "meet"),
    ("update", "finish", "retract"),
    ("come round", "meet", "retract met"),
    ("correct",),
    ("correct", "restore"),
    ("correct date",),
    ("add", "correct own"),
    ("update", "withdraw"),
    ("withdraw", "withdraw all"),
    ("withdraw", "bring back"),
)


# What others hold as well waits for the long suites.
LONG = (
    ("update", "finish"), ("target", "no target"), ("add named",), ("home", "bulk", "home back"),
    ("instrument", "update own"), ("come round", "meet"), ("correct", "restore"), ("withdraw", "bring back"),
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    "names",
    [pytest.param(names, marks=pytest.mark.slow) if names in LONG else names for names in SEQUENCES],
    ids="-".join,
)
def test_each_command_is_undone_and_done_again(names: tuple[str, ...], ctrack: Runner) -> None:
    """What undo leaves is what was before the command; undo of undo is what was after it, again and again."""
    with opened(ctrack):
        run(ctrack, *names[:-1])
        before = state(ctrack)
        run(ctrack, names[-1])
        after = state(ctrack)
        assert after != before
        for turn, expected in ((undo, before), (redo, after), (undo, before), (redo, after)):
            turn(ctrack)
            assert state(ctrack) == expected
        assert read(ctrack, verify_register).holds
    assert is_sound(ctrack.database)


@pytest.mark.slow
def test_undo_works_on_a_server_as_on_a_file(on_server: Runner) -> None:
    """Every command is undone and done again on PostgreSQL too, its columns of other types included."""
    with opened(on_server):
        before = state(on_server)
        for name in ("update", "bulk", "add", "update added", "home", "instrument"):
            run(on_server, name)
            after = state(on_server)
            for turn, expected in ((undo, before), (redo, after)):
                turn(on_server)
                assert state(on_server) == expected, name
            before = after
        assert read(on_server, verify_register).holds


SEVERAL = st.lists(st.sampled_from(sorted(COMMANDS)), min_size=2, max_size=8)
NO_CHECKS = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@pytest.mark.slow
@given(names=SEVERAL)
@settings(max_examples=50, **NO_CHECKS)  # type: ignore[arg-type]
def test_any_commands_are_undone_in_reverse(names: list[str], template: Path, tmp_path: Path) -> None:
    """Whatever commands ran, undone from the last to the first each state on the way comes back, and redone too."""
    check_undone_in_reverse(names, template, tmp_path / "random.db")


def check_undone_in_reverse(names: list[str], template: Path, path: Path) -> None:
    """Run the commands, undo them one by one from the last, then undo the undos."""
    shutil.copyfile(template, path)
    with opened(Runner(str(path), path.parent)) as register:
        states, entries = [state_of(path)], []
        for name in names:
            try:
                run_in(register, name)
            except failures.Failure:
                assert state_of(path) == states[-1]
            if last_number(register) > len(entries) + 1:
                states.append(state_of(path))
                entries.append(last_number(register))
        undone = []
        for number, before in zip(reversed(entries), reversed(states[:-1]), strict=True):
            undo_in(register, number)
            assert state_of(path) == before
            undone.append(last_number(register))
        for number, after in zip(reversed(undone), states[1:], strict=True):
            undo_in(register, number)
            assert state_of(path) == after
        with register.read() as unit:
            assert verify_register(unit.connection).holds
    assert is_sound(path)
    path.unlink()


def state_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that a listing could show, as it lies in the file."""
    return {
        table: query(path, f"SELECT * FROM {table} ORDER BY 1") for table in metadata.tables if table not in APPENDED
    }


def last_number(register: Register) -> int:
    """The number of the newest entry."""
    with register.read() as unit:
        return read_last(unit.connection)[0]


def test_status_updates_are_retracted_and_never_deleted(anywhere: Runner) -> None:
    """What was said stays to be read, marked as retracted while its undo stands."""
    run(anywhere, "update")
    for turn, is_retracted in ((undo, True), (redo, False), (undo, True)):
        turn(anywhere)
        history = anywhere.data("show", "KWT-25")["history"]
        assert history[0]["note"] == {"en": "Two named"}
        assert history[0]["retracted"] == is_retracted
    rows = read(anywhere, lambda connection: read_content(connection)["status_update"])
    assert len([row for row in rows if row[2] > 1]) == 4


def test_an_undone_update_is_gone_from_reports(ctrack: Runner) -> None:
    """The report's list of changes holds what stands: not what was undone, and again what was done again."""
    run(ctrack, "update")
    for turn, codes in ((undo, []), (redo, ["KWT-25"]), (undo, [])):
        turn(ctrack)
        report = read(ctrack, lambda connection: report_progress(connection, None, HORIZON))
        assert [event.code for event in report.events if event.party == "NFP"] == codes


CONFLICTS = (
    (("update", "finish"), 2, 3),
    (("update", "note", "finish"), 2, 4),
    (("file", "untag"), 2, 3),
    (("bulk", "finish"), 2, 3),
    (("target", "no target"), 2, 3),
    (("add", "update added"), 2, 3),
    (("home", "home back", "home"), 2, 4),
)


@pytest.mark.slow
@pytest.mark.parametrize(("names", "number", "later"), CONFLICTS, ids=str)
def test_what_was_built_upon_is_not_undone(names: tuple[str, ...], number: int, later: int, ctrack: Runner) -> None:
    """Undoing what a later command changed again is refused, naming that entry; nothing is changed."""
    run(ctrack, *names)
    before = content(ctrack)
    with pytest.raises(failures.NotUndoable, match=f"entry {later}\\b"):
        undo(ctrack, number)
    assert content(ctrack) == before
    undo(ctrack, later)


def test_the_home_party_cannot_be_undone_away(anywhere: Runner) -> None:
    """A party that was made home stays until another one is home: without one no command would work."""
    run(anywhere, "party")
    write(anywhere, lambda unit: set_home(unit, "FR"), head("home"))
    with pytest.raises(failures.NotUndoable, match="entry 3"):
        undo(anywhere, 2)
    assert anywhere.data("list")["total"] == COMMITMENTS
    undo(anywhere, 3)
    undo(anywhere, 2)
    assert anywhere.data("list")["total"] == COMMITMENTS


def test_a_row_in_the_way_refuses_a_redo(anywhere: Runner) -> None:
    """What was undone is not done again where its code is taken meanwhile."""
    run(anywhere, "add")
    undo(anywhere)
    run(anywhere, "add")
    before = content(anywhere)
    with pytest.raises(failures.NotUndoable):
        undo(anywhere, 3)
    assert content(anywhere) == before


def test_an_update_of_what_is_gone_is_not_done_again(anywhere: Runner) -> None:
    """The redo of an update is refused while what it updated is undone itself, and works once that is back."""
    run(anywhere, "add", "update added")
    undo(anywhere, 3)
    undo(anywhere, 2)
    with pytest.raises(failures.NotUndoable, match="entry 5"):
        undo(anywhere, 4)
    undo(anywhere, 5)
    undo(anywhere, 4)
    assert anywhere.data("show", "NAT-1")["status"] == "in_progress"


def test_keys_of_what_is_gone_are_not_given_again(ctrack: Runner) -> None:
    """What is added after an undo never takes the key, and so never the history, of what was undone."""
    run(ctrack, "add", "update added")
    for number in (3, 2):
        undo(ctrack, number)
    run(ctrack, "add to instrument")
    assert ctrack.data("show", "KWT-99")["history"] == []
    undo(ctrack, 5)
    assert len(ctrack.data("show", "NAT-1")["history"]) == 2


@pytest.mark.slow
def test_undo_in_another_order_leaves_what_still_stands(ctrack: Runner) -> None:
    """An update is undone under later words that moved nothing, and what those say is what then holds."""
    run(ctrack, "update", "update", "note")
    undo(ctrack, 2)
    row = ctrack.data("show", "KWT-25")
    assert (row["status"], row["progress"]) == ("in_progress", 40)
    assert read(ctrack, verify_register).holds
    undo(ctrack, 3)
    assert ctrack.data("show", "KWT-25")["status"] == "not_reported"
    assert ctrack.data("list", "note:ملاحظة")["total"] == 1
    assert read(ctrack, verify_register).holds


def test_what_was_undone_itself_is_in_nobodys_way(ctrack: Runner) -> None:
    """A later change that was undone does not count, nor its undo; done again it does."""
    run(ctrack, "file", "untag")
    for number in (3, 2, 5, 4):
        undo(ctrack, number)
    with pytest.raises(failures.NotUndoable, match="entry 7\\."):
        undo(ctrack, 6)
    undo(ctrack, 7)
    undo(ctrack, 6)


def test_a_change_that_was_made_twice_is_not_taken_for_the_first(ctrack: Runner) -> None:
    """A value that a later command gave again is that command's: undoing the first would take it away."""
    run(ctrack, "file", "untag", "file")
    with pytest.raises(failures.NotUndoable, match="entry 4\\."):
        undo(ctrack, 2)


def test_what_cannot_be_undone_says_why(ctrack: Runner) -> None:
    """The making of the register, what was undone already and what is not there are refused, each with its reason."""
    with pytest.raises(failures.NothingToUndo):
        undo(ctrack)
    with pytest.raises(failures.NotUndoable, match="made this register"):
        undo(ctrack, 1)
    with pytest.raises(failures.UnknownEntry, match="from 1 to 1"):
        undo(ctrack, 2)
    run(ctrack, "update")
    undo(ctrack, 2)
    with pytest.raises(failures.NotUndoable, match="entry 3 undid it"):
        undo(ctrack, 2)


def test_the_log_of_a_commitment_is_its_own(anywhere: Runner) -> None:
    """`log CODE` lists what changed that commitment, not what has a code that begins alike, nor what quotes it."""
    anywhere.ok("note", "KWT-25", 'as "KWT-21 NFP" and "KWT-2 NFP" and "label": "KWT-21 NFP" say')
    anywhere.ok("update", "KWT-21", "--progress", "10")
    anywhere.ok("add", "KWT-211", "--title", "KWT-21")
    expected = {"KWT-21": [3], "KWT-211": [4], "KWT-25": [2]}
    for code, numbers in expected.items():
        assert [row["number"] for row in anywhere.data("log", code)["rows"]] == numbers


def test_undo_of_a_great_many_is_one_entry(ctrack: Runner) -> None:
    """An update of all is undone by one command, in one entry, within seconds."""
    ctrack.ok("update", "status:open", "--note", "all of them", "--progress", "5")
    ctrack.ok("undo")
    assert ctrack.data("log")["total"] == 3
    assert ctrack.data("list", "status:in_progress", "party:NFP")["total"] == 0
    assert query(ctrack.database, "SELECT count(*) FROM status_update WHERE retracts_id IS NOT NULL")[0][0] > 100


def test_what_somebody_added_to_since_is_not_undone(ctrack: Runner) -> None:
    """An instrument stays while a later entry that added to it stands, and that entry is named."""
    run(ctrack, "add", "add named")
    before = content(ctrack)
    with pytest.raises(failures.NotUndoable, match="entry 3 added to"):
        undo(ctrack, 2)
    assert content(ctrack) == before
    undo(ctrack, 3)
    undo(ctrack, 2)


def test_the_home_party_cannot_be_undone_out_of_sight(ctrack: Runner) -> None:
    """A party that was known, and then followed and made home, stays followed: every listing is seen from its side."""
    with opened(ctrack) as register:
        write(ctrack, lambda unit: add_party(unit, find_entry("FR")), head("party"))
        write(ctrack, lambda unit: follow(unit, "FR", is_tracked=False))
        write(ctrack, lambda unit: follow(unit, "FR", is_tracked=True))
        write(ctrack, lambda unit: set_home(unit, "FR"), head("home"))
        with pytest.raises(failures.NotUndoable, match="FR was changed again by entry 5"):
            undo_in(register, 4)
        undo_in(register, 5)
        undo_in(register, 4)


def follow(unit: UnitOfWork, code: str, *, is_tracked: bool) -> None:
    """Begin or cease to follow a party."""
    unit.session.scalars(select(Party).where(Party.code == code)).one().is_tracked = is_tracked


def check_walk(register: Register, look: Callable[[], Any], steps: int, seed: int) -> None:
    """Walk at random: commands, undo and redo; each state on the way back and forth is exactly the earlier one."""
    chance = random.Random(seed)
    back: list[Any] = [look()]
    forth: list[Any] = []
    for _ in range(steps):
        kind = chance.choice(("do", "do", "undo", "undo", "redo"))
        if kind == "undo" and len(back) > 1:
            undo_in(register)
            forth.append(back.pop())
        elif kind == "redo" and forth:
            redo_in(register)
            back.append(forth.pop())
        elif kind == "do":
            with suppress(failures.Failure):
                before = last_number(register)
                run_in(register, chance.choice(sorted(COMMANDS)))
                if last_number(register) > before:
                    back.append(look())
                    forth.clear()
        assert look() == back[-1]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_thirty_steps_return_to_each_state(ctrack: Runner, seed: int) -> None:
    """Thirty steps of work with undo and redo come back to each earlier state exactly."""
    with opened(ctrack) as register:
        check_walk(register, lambda: state_of(Path(ctrack.database)), 30, seed)
        assert read(ctrack, verify_register).holds
    assert is_sound(ctrack.database)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_thirty_steps_return_on_a_server_too(on_server: Runner, seed: int) -> None:
    """The same thirty steps on PostgreSQL."""
    with opened(on_server) as register:
        check_walk(register, lambda: state(on_server), 30, seed)
        assert read(on_server, verify_register).holds


def test_a_new_command_ends_what_could_be_redone(ctrack: Runner) -> None:
    """Undo walks two commands back and redo forward again; after a new command there is nothing to do again."""
    run(ctrack, "update", "file")
    undo(ctrack)
    undo(ctrack)
    with pytest.raises(failures.NothingToUndo):
        undo(ctrack)
    redo(ctrack)
    run(ctrack, "note")
    with pytest.raises(failures.Refused, match="nothing to do again"):
        redo(ctrack)


def test_what_was_built_upon_names_the_commands(ctrack: Runner) -> None:
    """A refusal names all that has to be undone before, newest first, and those commands then work."""
    run(ctrack, "update", "target", "finish", "late word")
    with pytest.raises(failures.NotUndoable, match=r"'ctrack undo 5' && 'ctrack undo 4' && 'ctrack undo 2'\."):
        undo(ctrack, 2)
    for number in (5, 4, 2):
        undo(ctrack, number)
