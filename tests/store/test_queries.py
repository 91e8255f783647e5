"""Reading rows: one a commitment, from the side of whoever answers, in the order of the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import ColumnElement, Connection, Select, select

from ctrack.domain.dueness import Dating, Horizon, find_due_state
from ctrack.domain.fields.registry import FILED
from ctrack.domain.filters import And, Not, Or, Term, Words
from ctrack.domain.named_fields import names_field
from ctrack.domain.records.undertakings import Row
from ctrack.domain.vocabulary import Status
from ctrack.services.listings import ORDERS, list_undertakings
from ctrack.store.code_order import fill_numbers
from ctrack.store.queries import COLUMNS, SOURCE, Scope, count_rows, read_home, read_rows, select_rows
from ctrack.store.row_records import DERIVED, PLAIN, WEIGHED, is_stale
from ctrack.store.sketches import find_name
from ctrack.store.tables import commitment, party, undertaking
from tests.support.registers import HORIZON, TODAY, read
from tests.support.runner import Runner
from tests.support.shipped import COMMITMENTS

PARTY = Term("party", "is", ("UN",))


def read_scope(connection: Connection, node: object = None, *, only_home: bool = False) -> list[Row]:
    """The rows of a scope."""
    scope = Scope(read_home(connection)[0], HORIZON, node, only_home)  # type: ignore[arg-type]
    rows = read_rows(connection, select_rows(scope), HORIZON)
    assert count_rows(connection, scope) == len(rows)
    return rows


@pytest.fixture
def rows(untouched: Runner) -> list[Row]:
    """Every row of a new register, as a list shows them."""
    return read(untouched, read_scope)


def test_a_list_has_one_row_a_commitment(untouched: Runner, rows: list[Row]) -> None:
    """Each commitment is there once, whoever it binds."""
    assert len(rows) == COMMITMENTS
    codes = read(untouched, lambda connection: set(connection.scalars(select(commitment.c.code))))
    assert {row.code for row in rows} == codes


def test_a_row_is_the_home_partys_wherever_it_is_bound(untouched: Runner, rows: list[Row]) -> None:
    """The home party's own side is shown, and only where it has none that of the body that leads."""

    def read_sides(connection: Connection) -> set[tuple[str, str]]:
        source = undertaking.join(commitment).join(party)
        return {tuple(row) for row in connection.execute(select(commitment.c.code, party.c.code).select_from(source))}

    sides = read(untouched, read_sides)
    for row in rows:
        assert (row.code, row.party) in sides
        assert row.party == "NFP" or (row.code, "NFP") not in sides


def test_another_home_sees_its_own_side(anywhere: Runner) -> None:
    """Where another State is made home, the list is still one row a commitment, and from its side."""
    anywhere.ok("party", "home", "KW")
    rows = read(anywhere, read_scope)
    assert len(rows) == COMMITMENTS
    parties = Counter(row.party for row in rows)
    assert "NFP" not in parties
    assert parties["KW"] == len(read(anywhere, lambda connection: read_scope(connection, only_home=True)))


def test_rows_come_in_the_order_of_the_register(untouched: Runner, rows: list[Row]) -> None:
    """Instruments in their order, commitments as the text has them."""
    order = select(commitment.c.code).order_by(commitment.c.instrument_id, commitment.c.ordinal)
    assert [row.code for row in rows] == read(untouched, lambda connection: list(connection.scalars(order)))


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_holds_the_same_rows(order: str, untouched: Runner) -> None:
    """An order changes the order only; what has no date comes after what has."""
    rows = read(untouched, lambda connection: list_undertakings(connection, None, HORIZON, sort=order)).rows
    assert len({row.code for row in rows}) == len(rows) == COMMITMENTS
    dates = {"due": [row.due_last for row in rows], "updated": [row.updated_on for row in rows]}.get(order, [])
    assert [day is None for day in dates] == sorted(day is None for day in dates)
    known = [day for day in dates if day]
    assert known == sorted(known, reverse=order == "updated")
    if order == "progress":
        assert [row.progress for row in rows] == sorted((row.progress for row in rows), reverse=True)
    if order == "code":
        assert [row.code for row in rows] == sorted((row.code for row in rows), key=fill_numbers)


def test_what_a_row_derives_is_what_the_domain_says(rows: list[Row]) -> None:
    """Due state, days left and staleness follow from the stored columns and today."""
    for row in rows:
        dating = Dating(row.due_last, row.target_last, row.occurrence, row.met_on, row.is_owed, not row.is_on_or_before)
        assert row.due_state == find_due_state(row.status_in_hand, row.status_on, dating, HORIZON)
        assert row.due == (row.occurrence or row.moved_deadline or row.deadline or row.target)
        assert row.is_stale == is_stale(row.status, row.updated_on, HORIZON)
        if row.days_left is not None and row.due_last:
            assert TODAY + timedelta(days=row.days_left) == row.due_last
    assert {row.days_left is None for row in rows} == {True, False}


def test_days_are_counted_to_the_last_day_of_the_date(anywhere: Runner) -> None:
    """A date of a month counts to its last day: nothing is overdue before the month is over."""
    anywhere.ok("update", "KWT-25", "--target", "2026-11")
    row = anywhere.data("show", "KWT-25")
    assert (row["days_left"], row["due_state"]) == (9, "due_soon")
    assert anywhere.data("show", "KWT-25", "--today", "2026-11-30")["due_state"] == "due_soon"
    assert anywhere.data("show", "KWT-25", "--today", "2026-12-01")["due_state"] == "overdue"


def test_columns_are_those_of_a_row() -> None:
    """Every stored field of a row has its column, under the name that the row has for it."""
    names = {find_name(column) for column in COLUMNS}
    assert names == {*PLAIN, *WEIGHED, "tags", "themes"} | {field.key for field in FILED}
    assert Row._fields == (*PLAIN, *DERIVED)


def test_a_row_is_made_by_names(untouched: Runner) -> None:
    """In whatever order the columns come, each value finds its place in the row."""
    in_order = read(untouched, lambda connection: read_rows(connection, every_row(COLUMNS), HORIZON))
    backwards = read(untouched, lambda connection: read_rows(connection, every_row(COLUMNS[::-1]), HORIZON))
    assert backwards == in_order != []


def every_row(columns: Sequence[ColumnElement[Any]]) -> Select[Any]:
    """Every undertaking, with its columns in this order."""
    return select(*columns).select_from(SOURCE).order_by(undertaking.c.id)


def test_a_filter_that_names_a_party_chooses_the_side() -> None:
    """Wherever in a filter a party stands, the filter decides whose side is meant."""
    word = Words("x")
    for node in (PARTY, Not(PARTY), And((word, PARTY)), Or((word, Not(And((word, PARTY)))))):
        assert names_field(node, "party")
    for node in (None, word, Not(word), And((word, word)), Term("status", "is", ("open",))):
        assert not names_field(node, "party")


def test_a_party_is_shown_with_all_it_has_undertaken(untouched: Runner) -> None:
    """`party:UN` lists every undertaking of the UN, also where the home party is bound as well."""
    rows = read(untouched, lambda connection: read_scope(connection, PARTY))
    assert {row.party for row in rows} == {"UN"}
    listed = {item["code"]: item["undertakings"] for item in untouched.data("party", "list")["rows"]}
    assert len(rows) == listed["UN"] > 50


def test_only_home_leaves_out_what_others_answer_for(untouched: Runner) -> None:
    """What is due for the home party is never somebody else's arrears."""
    rows = read(untouched, lambda connection: read_scope(connection, only_home=True))
    assert {row.party for row in rows} == {"NFP"}
    assert {row["party"] for row in untouched.data("due")["rows"]} == {"NFP"}


def test_a_limit_counts_all_the_same(untouched: Runner) -> None:
    """A listing with a limit says how many fit in all."""
    listing = untouched.data("list", "--limit", "5")
    assert (len(listing["rows"]), listing["total"]) == (5, COMMITMENTS)


@pytest.mark.parametrize("days", [0, 1, 30, 180, 181])
def test_silence_is_counted_in_days(days: int) -> None:
    """An open undertaking is stale once nobody spoke of it for more than the days that are given."""
    spoken = TODAY - timedelta(days=days)
    assert is_stale(Status.IN_PROGRESS, spoken, HORIZON) == (days > 180)
    assert not is_stale(Status.IMPLEMENTED, spoken, Horizon(TODAY, 30, 0))
    assert not is_stale(Status.NOT_REPORTED, None, HORIZON)
