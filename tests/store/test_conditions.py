"""Filters as conditions of SQL: the derived states agree with the rules of the domain, and no row falls through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy import Connection, select, update

from ctrack.domain.dueness import Dating, Horizon, find_due_state, is_open
from ctrack.domain.filters import FIELDS, And, Node, Not, Or, parse_filter
from ctrack.domain.vocabulary import DueState, Status
from ctrack.store.conditions import Compiler, Condition, derived_statuses
from ctrack.store.current_state import due_states
from ctrack.store.queries import SOURCE, read_home
from ctrack.store.row_records import is_stale
from ctrack.store.tables import commitment, occurrence, party, undertaking
from ctrack.store.work import UnitOfWork
from tests.support.registers import HORIZON, TODAY, opened, write
from tests.support.runner import Runner

DAYS = tuple(TODAY + timedelta(days=days) for days in (-200, -31, -1, 0, 1, 30, 31))
DUE = (None, *DAYS)
STATUS_ON = (None, DAYS[1], DAYS[2], DAYS[3], DAYS[5])
CASES = tuple(product(Status, DUE, STATUS_ON))
# What was last spoken of on this day is of another party; what on that, only known to have been so by then.
THEIRS, AT_LATEST = DAYS[3], DAYS[1]
# Every other one has a date of its own this many days away from the due date.
APART = 40
Facts = tuple[Status, Dating, date | None]

# Today may be any of these; soon and stale reach not far, far, and not at all.
HORIZONS = (
    *(Horizon(TODAY + timedelta(days=days)) for days in (-201, -1, 0, 1, 30, 31, 400)),
    Horizon(TODAY, soon_days=0, stale_days=0),
    Horizon(TODAY, soon_days=3650, stale_days=3650),
)


def set_facts(unit: UnitOfWork) -> dict[int, Facts]:
    """Spread every case over the undertakings of the register, as often as it takes; the facts by their keys."""
    keys = list(unit.connection.scalars(select(undertaking.c.id).order_by(undertaking.c.id)))
    assert len(keys) >= len(CASES)
    home = read_home(unit.connection)[0]
    other = unit.connection.scalar(select(party.c.id).where(party.c.id != home))
    unit.connection.execute(occurrence.delete())
    facts = {}
    for place, key in enumerate(keys):
        status, due, status_on = CASES[place % len(CASES)]
        aim = None if due is None or place % 2 else due + timedelta(days=APART if place % 4 else -APART)
        facts[key] = status, Dating(due, aim, None, None, status_on != THEIRS, status_on != AT_LATEST), status_on
        # A commitment has one side for each party.
        commitment_id = insert_commitment(unit, key)
        values = {"status": status.value, "due_last": due, "target_last": aim, "status_on": status_on,
                  "updated_on": status_on, "occurrence": None, "occurrence_last": None, "every": None,
                  "party_id": other if status_on == THEIRS else home, "is_joint": None,
                  "commitment_id": commitment_id,
                  "is_on_or_before": True if status_on == AT_LATEST else None}  # fmt: skip
        unit.connection.execute(update(undertaking).where(undertaking.c.id == key).values(values))
    return facts


def insert_commitment(unit: UnitOfWork, key: int) -> int:
    """A commitment of its own for an undertaking."""
    row = unit.connection.execute(select(commitment).limit(1)).one()._asdict()
    values = {**row, "id": row["id"] + 10_000 + key, "code": f"CASE-{key}", "ordinal": key}
    unit.connection.execute(commitment.insert().values(values))
    return int(values["id"])


@pytest.fixture(scope="module")
def facts(untouched: Runner) -> dict[int, Facts]:
    """The facts of each undertaking of a register in which all cases occur; no test changes it any more."""
    return write(untouched, set_facts)


@pytest.fixture(scope="module")
def connection(untouched: Runner, facts: dict[int, Facts]) -> Iterator[Connection]:
    """A connection to that register."""
    with opened(untouched) as register, register.read() as unit:
        yield unit.connection


def find_keys(connection: Connection, condition: Condition) -> set[int]:
    """The keys of the undertakings that meet a condition."""
    return set(connection.scalars(select(undertaking.c.id).select_from(SOURCE).where(condition)))


def test_due_states_are_those_of_the_domain(connection: Connection, facts: dict[int, Facts]) -> None:
    """For every status, party, due date, target, day of the status and today, SQL and the domain agree."""
    for horizon in HORIZONS:
        expected: dict[str, set[int]] = {state: set() for state in DueState if state is not DueState.MISSED}
        for key, (status, dating, status_on) in facts.items():
            expected[find_due_state(status, status_on, dating, horizon)].add(key)
        found = {state: find_keys(connection, due_states(horizon)[state]) for state in expected}
        assert found == expected
        assert sum(map(len, found.values())) == len(facts)


def test_every_due_state_occurs(facts: dict[int, Facts]) -> None:
    """The cases leave no due state untried but the one of single dates."""
    found = {find_due_state(status, on, dating, HORIZON) for status, dating, on in facts.values()}
    assert found == set(DueState) - {DueState.MISSED}


def test_derived_statuses_are_those_of_the_domain(connection: Connection, facts: dict[int, Facts]) -> None:
    """Overdue, not looked up, due soon, met late, open and stale mean in SQL what they mean in a listing."""
    for horizon in HORIZONS:
        states = {key: find_due_state(status, on, dating, horizon) for key, (status, dating, on) in facts.items()}
        derived = derived_statuses(horizon)
        for word in (DueState.OVERDUE, DueState.NOT_LOOKED_UP, DueState.DUE_SOON, DueState.MET_LATE):
            assert find_keys(connection, derived[word]) == {key for key in facts if states[key] == word}
        still_open = {key for key, (status, _, _on) in facts.items() if is_open(status)}
        assert find_keys(connection, derived["open"]) == still_open
        stale = {key for key, (status, _, spoken) in facts.items() if is_stale(status, spoken, horizon)}
        assert find_keys(connection, derived["stale"]) == stale


def read_day(text: str) -> tuple[date, date]:
    """A day of ISO 8601 as a span."""
    return date.fromisoformat(text), date.fromisoformat(text)


TEXTS = ("border", "a", "ال", "50%", "under_score", '"', "it's", "back\\slash", "/", "NEAR(", "x AND y", "*", "ı", "ﷺ")
DATES = (".before:2026-11-21", ".after:2026-11-21", ":2026-11-21", ":none", ":any")


def quote(text: str) -> str:
    """A text as a phrase of a filter."""
    return '"' + text.replace('"', '""') + '"'


def list_terms() -> list[str]:
    """One filter for every field and value, of every kind there is."""
    terms = [f"{name}:{value}" for name, field in FIELDS.items() for value in field.words]
    terms += [f"{name}{ending}" for name in ("due", "updated") for ending in DATES]
    terms += [f"progress{relation}{value}" for relation in (":", ".over:", ".under:") for value in (0, 50, 100)]
    terms += [
        "code:21",
        "instrument:kuwait-2024",
        "party:NFP",
        "+urgent",
        "-urgent",
        "section:general",
        "open",
        "note:any",
    ]
    quoted = [quote(text) for text in TEXTS]
    return terms + quoted + [f"{name}:{text}" for name in ("title", "note") for text in quoted]


def parse(text: str) -> Node | None:
    """The filter that a text is, None where it is none in this version."""
    try:
        return parse_filter([text], read_day)
    except ValueError:
        return None


NODES = {text: node for text in list_terms() if (node := parse(text))}


def test_most_terms_are_tried() -> None:
    """The list of terms holds a good hundred that parse, of nearly every field."""
    assert len(NODES) > 90
    assert {"status", "due", "kind", "addressee", "verification", "progress"} <= {
        text.partition(":")[0] for text in NODES
    }


def test_a_filter_and_its_opposite_share_all_rows(connection: Connection, facts: dict[int, Facts]) -> None:
    """No row is lost to a NULL: what does not fit a filter fits its `not`, and neither fits both."""
    compiler = Compiler(HORIZON)
    for text, node in NODES.items():
        fits, does_not = (find_keys(connection, compiler.compile(each)) for each in (node, Not(node)))
        assert fits | does_not == set(facts), text
        assert not fits & does_not, text


def test_and_or_and_not_are_those_of_logic(connection: Connection, facts: dict[int, Facts]) -> None:
    """Filters side by side meet, `or` joins, and `not` of either is as De Morgan says."""
    compiler = Compiler(HORIZON)
    left, right = parse("status:overdue"), parse("addressee:member_states")
    assert left
    assert right
    one, other = (find_keys(connection, compiler.compile(node)) for node in (left, right))
    assert find_keys(connection, compiler.compile(And((left, right)))) == one & other
    assert find_keys(connection, compiler.compile(Or((left, right)))) == one | other
    assert find_keys(connection, compiler.compile(Not(And((left, right))))) == set(facts) - (one & other)
    assert find_keys(connection, compiler.compile(Not(Or((left, right))))) == set(facts) - one - other


def test_words_are_found_anywhere_and_only_as_words(anywhere: Runner) -> None:
    """A search takes signs that mean something to the engine as plain text, and finds parts of words in any form."""
    anywhere.ok("add", "ODD-1", "--title", 'Raise 50% of under_score "quoted" it\'s back\\slash NEAR(x) a*b')
    anywhere.ok("add", "ODD-2", "--title", "Raise 500 of underscore quoted", "--title-ar", "مكافحة الإرهاب في المدرسةِ")
    for text in ("50%", "under_score", '"quoted"', "it's", "back\\slash", "NEAR(x", "a*b", "UNDER_SCORE"):
        text = quote(text)
        assert [row["code"] for row in anywhere.data("list", text)["rows"]] == ["ODD-1"], text
    for text in ("الارهاب", "مدرسه", "لمدرس", "ODD-2", "odd-2", '"500 of"'):
        assert "ODD-2" in [row["code"] for row in anywhere.data("list", text)["rows"]], text


def test_a_note_that_was_retracted_is_not_found(anywhere: Runner) -> None:
    """`note:` searches what stands: a note that was undone is gone from it, and back when it is done again."""
    anywhere.ok("note", "KWT-21", "the hall is booked")
    for turn, found in (("undo", ["KWT-21"]), ("redo", []), ("undo", ["KWT-21"]), ("redo", [])):
        for text in ("note:hall", "note:any"):
            rows = [row["code"] for row in anywhere.data("list", text)["rows"] if row["party"] == "NFP"]
            assert rows == found
        anywhere.ok(turn)
