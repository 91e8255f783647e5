"""Rules and occurrences: what opens, what is met, what is passed over, and what a change of rule leaves alone."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from ctrack.domain.dueness import Horizon
from ctrack.domain.failures import Failure, NothingToUndo
from ctrack.domain.records.requests import UpdateRequest
from ctrack.domain.recurrence import CountsFrom
from ctrack.domain.vocabulary import Status
from ctrack.services.recurrence.rules import RuleWanted, set_rules
from ctrack.services.targets import Target
from ctrack.services.undo import find_entry, undo_entry
from ctrack.services.updates import record_updates
from ctrack.services.verification import find_moved_undertaking, verify_register
from ctrack.store.journal import EntryHead, read_last
from ctrack.store.tables import commitment, occurrence, party, undertaking
from ctrack.store.work import Register, UnitOfWork, open_register
from tests.support.said import say

CODE = "KWT-25"
START = date(2024, 6, 15)
LENGTHS = ("P10D", "P2W", "P1M", "P6M", "P1Y", "P2Y")


@dataclass(frozen=True)
class State:
    """How one undertaking comes round and stands."""

    rule: tuple[Any, ...]
    awaited: tuple[Any, ...]
    standing: tuple[Any, ...]
    occurrences: tuple[tuple[Any, ...], ...]

    @property
    def met(self) -> set[tuple[Any, ...]]:
        return {row for row in self.occurrences if row[3]}

    @property
    def open(self) -> list[tuple[Any, ...]]:
        return [row for row in self.occurrences if row[2] is None]


@dataclass
class Desk:
    """A focal point at work on one undertaking, on days that pass."""

    register: Register
    day: date = START
    states: dict[int, State] = field(default_factory=dict)

    def head(self, command: str, undoes: int | None = None) -> EntryHead:
        moment = datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC)
        return EntryHead("tester", command, command, moment, undoes)

    def look(self) -> State:
        with self.register.read() as unit:
            item = undertaking.c
            row = unit.connection.execute(
                select(undertaking)
                .join(commitment, item.commitment_id == commitment.c.id)
                .join(party, item.party_id == party.c.id)
                .where(commitment.c.code == CODE, party.c.code == "NFP")
            ).one()
            dates = occurrence.c
            statement = select(dates.due, dates.due_last, dates.closed_on, dates.is_met)
            held = unit.connection.execute(
                statement.where(dates.undertaking_id == row.id).order_by(dates.due_last)
            ).all()
        return State(
            (row.every, row.counts_from, row.anchor, row.until),
            (row.occurrence, row.occurrence_last),
            (row.status, row.progress, row.status_on, row.target, row.due_last, row.is_regressed),
            tuple(tuple(each) for each in held),
        )

    def last(self) -> int:
        with self.register.read() as unit:
            return read_last(unit.connection)[0]

    def write(self, command: str, work: Any, undoes: int | None = None) -> None:
        """Record as a command would; what is refused changes nothing."""
        before = self.look()
        try:
            self.register.write(self.head(command, undoes), work)
        except Failure:
            assert self.look() == before

    def recur(self, wanted: RuleWanted) -> None:
        self.write("recur", lambda unit: set_rules(unit, Target(CODE), wanted, Horizon(self.day)))

    def say(self, request: UpdateRequest) -> None:
        head = self.head("update")
        self.write("update", lambda unit: record_updates(unit, Target(CODE), request, head, Horizon(self.day)))

    def undo(self) -> int:
        """Undo the newest entry; its number."""
        with self.register.read() as unit:
            number = find_entry(unit.connection, None).number
        head = self.head("undo", number)

        def work(unit: UnitOfWork) -> object:
            return undo_entry(unit, find_entry(unit.connection, number), head, self.day)

        self.register.write(head, work)
        return number


RULES = st.builds(
    lambda every, counts_from, anchor, until: ("recur", (every, counts_from, anchor, until)),
    st.sampled_from((None, *LENGTHS)),
    st.sampled_from((None, CountsFrom.ANCHOR, CountsFrom.COMPLETION)),
    st.none() | st.integers(-500, 500),
    st.sampled_from((None, None, "", 200, 900)),
)
ACTIONS = st.one_of(
    RULES,
    st.just(("never", None)),
    st.tuples(st.just("wait"), st.integers(1, 300)),
    st.tuples(st.just("meet"), st.sampled_from((0, 0, 1, 5, 30, 90, 200, 500))),
    st.tuples(st.just("name"), st.integers(0, 5)),
    st.tuples(st.just("begin"), st.integers(0, 60)),
    st.tuples(st.just("target"), st.none() | st.integers(-30, 400)),
    st.just(("undo", None)),
)
# A rule at first, so that most of what follows has something to bear on.
WALKS = st.tuples(RULES, st.lists(ACTIONS, min_size=3, max_size=8)).map(lambda pair: [pair[0], *pair[1]])


def act(desk: Desk, name: str, amount: Any) -> None:
    """Do one thing."""
    if name == "recur":
        every, counts_from, anchor, until = amount
        first = (desk.day + timedelta(days=anchor)).isoformat() if anchor is not None else None
        end = (desk.day + timedelta(days=until)).isoformat() if isinstance(until, int) else until
        desk.recur(RuleWanted(every, counts_from, first, end))
    elif name == "never":
        desk.recur(RuleWanted(every=""))
    elif name == "wait":
        desk.day += timedelta(days=amount)
    elif name == "meet":
        day = (desk.day - timedelta(days=amount)).isoformat()
        desk.say(say(status=Status.IMPLEMENTED, effective=day))
    elif name == "name":
        held = desk.look().occurrences
        if held:
            desk.say(say(status=Status.IMPLEMENTED, occurrence=held[amount % len(held)][0]))
    elif name == "begin":
        day = (desk.day - timedelta(days=amount)).isoformat()
        desk.say(say(status=Status.IN_PROGRESS, progress=40, effective=day))
    elif name == "target":
        day = "" if amount is None else (desk.day + timedelta(days=amount)).isoformat()
        desk.say(say(target=day))


def check(desk: Desk, name: str, before: State) -> State:
    """What holds after whatever was done."""
    after = desk.look()
    days = [row[1] for row in after.occurrences]
    assert len(days) == len(set(days))
    assert len(after.open) <= 1
    assert after.awaited == (after.open[0][:2] if after.open else (None, None))
    if after.open:
        assert all(row[1] < after.open[0][1] for row in after.occurrences if row[2] is not None)
    if name != "undo":
        assert before.met <= after.met, "what was met is lost"
    if name in ("recur", "never"):
        closed = [row for row in before.occurrences if row[2] is not None]
        assert closed == [row for row in after.occurrences if row[2] is not None], "a rule rewrote the past"
        if before.open and before.open[0][1] < desk.day:
            assert after.open == before.open, "a rule took away what is overdue"
    if name in ("wait", "begin", "target"):
        assert after.occurrences == before.occurrences
    with desk.register.read() as unit:
        assert find_moved_undertaking(unit.connection) is None
    return after


def walk(register: Register, actions: list[tuple[str, Any]], *, verifies_each: bool) -> None:
    """Do one thing after the other."""
    desk = Desk(register)
    states = {desk.last(): desk.look()}
    first = desk.last()
    for name, amount in actions:
        before = desk.look()
        if name == "undo":
            try:
                undone = desk.undo()
            except NothingToUndo:
                assert before == states[first]
                continue
            after = check(desk, name, before)
            known = max(number for number in states if number < undone)
            assert after == states[known], "an undo, or the undo of one, leads back to what was before"
        else:
            act(desk, name, amount)
            after = check(desk, name, before)
        states[desk.last()] = after
        if verifies_each:
            with register.read() as unit:
                assert verify_register(unit.connection).holds
    with register.read() as unit:
        assert verify_register(unit.connection).holds


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the registers of the walks lie."""
    return tmp_path_factory.mktemp("walks")


def walked(template: Path, folder: Path, actions: list[tuple[str, Any]], *, verifies_each: bool) -> None:
    """A walk over a register of its own."""
    path = folder / "walk.db"
    for each in folder.glob("walk.db*"):
        each.unlink()
    shutil.copyfile(template, path)
    register = open_register(str(path))
    try:
        walk(register, actions, verifies_each=verifies_each)
    finally:
        register.engine.dispose()


SHARED: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}


@settings(max_examples=5, **SHARED)
@given(actions=WALKS)
def test_whatever_is_done_the_register_holds(template: Path, folder: Path, actions: list[tuple[str, Any]]) -> None:
    """Dates are unique, one at most is open and the one awaited, what was met stays, and each undo leads back."""
    walked(template, folder, actions, verifies_each=False)


@pytest.mark.slow
@settings(max_examples=int(os.environ.get("CTRACK_TEST_WALKS", "300")), **SHARED)
@given(actions=WALKS)
def test_whatever_is_done_each_step_can_be_verified(
    template: Path, folder: Path, actions: list[tuple[str, Any]]
) -> None:
    """The same over many more walks, and `verify` finds nothing after any single step."""
    walked(template, folder, actions, verifies_each=True)
