"""The life of what comes round: what opens, what is met or missed, and what a change of rule leaves alone."""

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
from ctrack.services.upgrades import find_moved
from ctrack.services.verification import verify_register
from ctrack.store.journal import EntryHead, read_last
from ctrack.store.past import FOLLOWING, Moment, select_occurrences, select_past
from ctrack.store.tables import commitment, occurrence, party, undertaking
from ctrack.store.work import Register, UnitOfWork, open_register
from tests.support.readings import read_all
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

    def gone(self, today: date) -> dict[date, str | None]:
        """What was said of the dates that are past."""
        return {row[1]: row[4] for row in self.occurrences if row[1] < today}


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
            statement = select(dates.due, dates.due_last, dates.closed_on, dates.is_met, dates.status, dates.progress)
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
        head = self.head("recur")
        self.write("recur", lambda unit: set_rules(unit, Target(CODE), wanted, Horizon(self.day), head))

    def say(self, request: UpdateRequest) -> None:
        head = self.head("update")
        self.write("update", lambda unit: record_updates(unit, Target(CODE), request, head, Horizon(self.day)))

    def undo(self) -> int | None:
        """Undo the last command that stands; the number of its entry, None where none stands."""
        try:
            with self.register.read() as unit:
                number = find_entry(unit.connection, None).number
        except NothingToUndo:
            return None
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
    st.tuples(st.just("reopen"), st.integers(0, 5)),
    st.tuples(st.just("waive"), st.integers(0, 5) | st.none()),
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
    elif name == "reopen":
        held = desk.look().occurrences
        if held:
            due = held[amount % len(held)][0]
            desk.say(say(status=Status.PARTIALLY_IMPLEMENTED, progress=60, occurrence=due))
    elif name == "waive":
        held = desk.look().occurrences
        named = held[amount % len(held)][0] if held and amount is not None else None
        desk.say(say(status=Status.NOT_APPLICABLE, occurrence=named))
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
    assert after.awaited == (None, None) or after.awaited[1] in days
    assert after.standing[0] != "implemented" or after.awaited == (None, None), "what is in hand is not done"
    if name not in ("undo", "reopen", "waive"):
        assert {row[1] for row in before.met} <= {row[1] for row in after.met}, "what was met is lost"
    if name in ("recur", "never"):
        gone = before.gone(desk.day)
        assert gone.items() <= after.gone(desk.day).items(), "a rule rewrote the past"
    if name in ("wait", "target"):
        assert after.occurrences == before.occurrences
    with desk.register.read() as unit:
        assert find_moved(unit.connection) == set()
    check_past(desk, date.max)
    check_past(desk, desk.day - timedelta(days=45))
    return after


def check_past(desk: Desk, day: date) -> None:
    """As of a day everything stands where a reader of the updates leaves it."""
    with desk.register.read() as unit:
        wanted = {key: pair for key, pair in read_all(unit.connection, day, None).items() if pair[1] or pair[0].rounds}
        keys = tuple(wanted)[:400]
        then = {row.id: row for row in unit.connection.execute(select_past(Moment(day), keys))}
        rounds = {row.id: row for row in unit.connection.execute(select_occurrences(Moment(day), keys))}
    for key in keys:
        reading, said = wanted[key]
        assert tuple(getattr(then[key], name) for name in FOLLOWING) == reading.following(said)
        for row in reading.rounds:
            status = reading.state_of(row)
            met_on = reading.of_round[row.id].since if status == "implemented" else None
            found = rounds[row.id]
            assert (found.status, found.closed_on, bool(found.is_met)) == (status, met_on, status == "implemented")


def walk(register: Register, actions: list[tuple[str, Any]]) -> None:
    """Do one thing after the other."""
    desk = Desk(register)
    states = {desk.last(): desk.look()}
    for name, amount in actions:
        before = desk.look()
        if name == "undo":
            undone = desk.undo()
            if undone is None:
                continue
            after = check(desk, name, before)
            known = max(number for number in states if number < undone)
            assert after == states[known], "undo leads back to what was before"
        else:
            act(desk, name, amount)
            after = check(desk, name, before)
        states[desk.last()] = after
        with register.read() as unit:
            assert verify_register(unit.connection).holds


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the registers of the walks lie."""
    return tmp_path_factory.mktemp("walks")


def walked(template: Path, folder: Path, actions: list[tuple[str, Any]]) -> None:
    """A walk over a register of its own."""
    path = folder / "walk.db"
    for each in folder.glob("walk.db*"):
        each.unlink()
    shutil.copyfile(template, path)
    register = open_register(str(path))
    try:
        walk(register, actions)
    finally:
        register.engine.dispose()


SHARED: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}


@pytest.mark.slow
@settings(max_examples=int(os.environ.get("CTRACK_TEST_WALKS", "20")), **SHARED)
@given(actions=WALKS)
def test_whatever_is_done_the_register_holds(template: Path, folder: Path, actions: list[tuple[str, Any]]) -> None:
    """Dates are unique, what was met or missed stays, each undo leads back, any past day is as it was told, and
    `verify` finds nothing after any single step."""
    walked(template, folder, actions)
