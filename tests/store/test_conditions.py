"""Filters as conditions of SQL: the derived states agree with the rules of the domain, and no row falls through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy import Connection, select, update

from ctrack.domain.dueness import Horizon, find_due_state, is_open
from ctrack.domain.filters import FIELDS, And, Node, Not, Or, parse_filter
from ctrack.domain.vocabulary import DueState, Status
from ctrack.store.conditions import Compiler, Condition, derived_statuses, due_states
from ctrack.store.queries import SOURCE, is_stale
from ctrack.store.tables import undertaking
from ctrack.store.work import UnitOfWork
from tests.support.registers import HORIZON, TODAY, opened, write
from tests.support.runner import Runner

DAYS = tuple(TODAY + timedelta(days=days) for days in (-200, -31, -1, 0, 1, 30, 31))
DUE = (None, *DAYS)
STATUS_ON = (None, DAYS[1], DAYS[2], DAYS[3], DAYS[5])
CASES = tuple(product(Status, DUE, STATUS_ON))
# What was done by this day comes round again.
AGAIN = DAYS[3]
Facts = tuple[Status, date | None, date | None]

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
    facts = {key: CASES[place % len(CASES)] for place, key in enumerate(keys)}
    for key, (status, due, status_on) in facts.items():
        values = {"status": status.value, "due_last": due, "status_on": status_on, "updated_on": status_on,
                  "occurrence": find_occurrence(status_on)}  # fmt: skip
        unit.connection.execute(update(undertaking).where(undertaking.c.id == key).values(values))
    return facts


def find_occurrence(status_on: date | None) -> str | None:
    """The occurrence that is awaited, of what comes round again."""
    return "2030" if status_on == AGAIN else None


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
    """For every status, due date, day of the status and today, SQL and the domain find the same due state."""
    for horizon in HORIZONS:
        expected: dict[str, set[int]] = {state: set() for state in DueState}
        for key, (status, due, status_on) in facts.items():
            expected[find_due_state(due, status, status_on, horizon, find_occurrence(status_on))].add(key)
        found = {state: find_keys(connection, each) for state, each in due_states(horizon).items()}
        assert found == expected
        assert sum(map(len, found.values())) == len(facts)


def test_every_due_state_occurs(facts: dict[int, Facts]) -> None:
    """The cases leave no due state untried."""
    found = {find_due_state(due, status, on, HORIZON, find_occurrence(on)) for status, due, on in facts.values()}
    assert found == set(DueState)


def test_derived_statuses_are_those_of_the_domain(connection: Connection, facts: dict[int, Facts]) -> None:
    """Overdue, due soon, met late, open and stale mean in SQL what they mean in a listing."""
    for horizon in HORIZONS:
        states = {
            key: find_due_state(due, status, on, horizon, find_occurrence(on))
            for key, (status, due, on) in facts.items()
        }
        derived = derived_statuses(horizon)
        for word in (DueState.OVERDUE, DueState.DUE_SOON, DueState.MET_LATE):
            assert find_keys(connection, derived[word]) == {key for key in facts if states[key] == word}
        still_open = {key for key, (status, _, on) in facts.items() if is_open(status, find_occurrence(on))}
        assert find_keys(connection, derived["open"]) == still_open
        stale = {
            key
            for key, (status, _, spoken) in facts.items()
            if is_stale(status, spoken, horizon, find_occurrence(spoken))
        }
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
    for found in (["KWT-21"], [], ["KWT-21"], []):
        for text in ("note:hall", "note:any"):
            rows = [row["code"] for row in anywhere.data("list", text)["rows"] if row["party"] == "NFP"]
            assert rows == found
        anywhere.ok("undo")
