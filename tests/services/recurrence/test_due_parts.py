"""What is due in parts: each is what the whole list has of it, however few rows of it are asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection

from ctrack.domain.dueness import Horizon
from ctrack.domain.filters import parse_filter
from ctrack.domain.long_lists import LongList
from ctrack.domain.records.parted_dates import DUE_STATES
from ctrack.domain.records.undertakings import Row
from ctrack.services.listings import make_scope
from ctrack.services.recurrence.dates_ahead import (
    foresee_next,
    in_hand,
    list_due,
    nearest_day,
    read_rules,
    select_due,
)
from ctrack.services.recurrence.due_parts import LEAST, list_due_parts, share_out
from ctrack.services.recurrence.missed_dates import list_missed
from ctrack.store import fetched_rows, kept_rows
from ctrack.store.queries import read_rows
from tests.support.lives import live
from tests.support.registers import HORIZON, copy_register, read
from tests.support.runner import Runner

HORIZONS = (
    pytest.param(HORIZON, id="2026"),
    pytest.param(Horizon(date(2028, 1, 10)), id="2028", marks=pytest.mark.slow),
    pytest.param(Horizon(date(2031, 5, 4)), id="2031"),
)
FILTERS = ("", "party:UN", "party:UN,NFP", "instrument:kuwait-2024")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lived(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A register with a life behind it, in which some dates come round and were missed; no test writes to it."""
    folder: Path = tmp_path_factory.mktemp("lived")
    ctrack = live(copy_register(request, folder))
    for number, day in enumerate(("2026-09", "2026-12-20", "2027-02", "2030")):
        for part in range(3):
            ctrack.ok("add", f"DUE-{number}{part}", "--title", "x", "--deadline", day)
    ctrack.ok("update", "DUE-10", "DUE-20", "--target", "2026-11-30")
    ctrack.ok("update", "DUE-00", "DUE-01", "--target", "2027-06")
    ctrack.ok("recur", "DUE-02", "--every", "1m", "--anchor", "2026-08-31")
    ctrack.ok("recur", "DUE-11", "--every", "6m", "--anchor", "2026-05-31")
    return ctrack


def list_all(connection: Connection, words: str, horizon: Horizon) -> list[Row]:
    """What is due, sorted in Python: each missed date, what is in hand, and the next one where that was missed."""
    node = parse_filter(words.split(), lambda day: (date.fromisoformat(day),) * 2) if words else None
    scope = make_scope(connection, node, horizon, only_home=True)
    missed, rules = list_missed(connection, scope), read_rules(connection)
    told = {(row.code, row.party, row.due_last) for row in missed}
    plain, ahead = list[Row](), list[Row]()
    for row in read_rows(connection, select_due(scope), horizon):
        if (row.code, row.party, row.due_last) in told and row.occurrence is not None:
            ahead += foresee_next(row, rules, horizon)
        else:
            plain.append(in_hand(row))
    return sorted([*missed, *plain, *ahead], key=nearest_day)


@pytest.mark.parametrize("words", FILTERS)
@pytest.mark.parametrize("horizon", HORIZONS)
@pytest.mark.parametrize("few", [pytest.param(2000, marks=pytest.mark.slow), 3])
def test_the_list_is_that_of_all_dates(
    lived: Runner, monkeypatch: pytest.MonkeyPatch, words: str, horizon: Horizon, few: int
) -> None:
    """Held or gone through by portions, the list has each date once, in order, with how many are whose."""
    for module, name in ((kept_rows, "FEW"), (fetched_rows, "PORTION"), (kept_rows, "HELD")):
        monkeypatch.setattr(module, name, few)
    node = parse_filter(words.split(), lambda day: (date.fromisoformat(day),) * 2) if words else None

    def check(connection: Connection) -> None:
        listing, every = list_due(connection, node, horizon), list_all(connection, words, horizon)
        assert list(listing.rows) == list(listing.rows) == every
        assert len(listing.rows) == listing.total == len(every)
        assert isinstance(listing.rows, LongList) or few > 3 or len(every) < 6
        parties = {row.party for row in every}
        assert listing.count_parties() == {party: sum(row.party == party for row in every) for party in parties}

    read(lived, check)


@pytest.mark.parametrize("words", FILTERS)
@pytest.mark.parametrize("horizon", HORIZONS)
@pytest.mark.parametrize("is_reversed", [False, True])
def test_each_part_is_its_part_of_the_list(lived: Runner, words: str, horizon: Horizon, is_reversed: bool) -> None:
    """A part has its rows of the list from the beginning, or from the end, and how many there are of them."""
    node = parse_filter(words.split(), lambda day: (date.fromisoformat(day),) * 2) if words else None

    def check(connection: Connection) -> None:
        every = list_all(connection, words, horizon)[:: -1 if is_reversed else 1]
        for most in (None, 1, 4, 9, 25):
            found = list_due_parts(connection, node, horizon, most=most, is_reversed=is_reversed)
            for state, part in found.parts.items():
                whole = [row for row in every if row.due_state == state]
                assert list(part.rows) == whole[: len(part.rows)]
                assert part.total == len(whole)
                assert part.rows or not whole or (most or 25) < LEAST * len(DUE_STATES)
            postponed = [row for row in every if row.is_postponed]
            assert list(found.postponed.rows) == postponed[: len(found.postponed.rows)]
            assert found.postponed.total == len(postponed)
            shown = sum(len(part.rows) for part in found.parts.values())
            assert shown == len(found.listing.rows) == min(len(every), most or len(every))
            assert found.listing.total == len(every)
            assert found.is_late == any(row.due_state in ("overdue", "missed") for row in every)
            assert found.listing.count_parties() == list_due(connection, node, horizon).count_parties()

    read(lived, check)


def test_room_is_shared_out() -> None:
    """Each part has a few rows, what stands first has what is left over, and nothing is cut that fits."""
    totals = {"a": 100, "b": 2, "c": 50, "d": 0, "postponed": 7}
    assert share_out(totals, 25, "abcd") == {"a": 20, "b": 2, "c": 3, "d": 0, "postponed": LEAST}
    assert share_out(totals, 25, "dcba") == {"d": 0, "c": 20, "b": 2, "a": 3, "postponed": LEAST}
    assert share_out(totals, 2, "abcd") == {"a": 2, "b": 0, "c": 0, "d": 0, "postponed": LEAST}
    assert set(share_out(totals, 152, "abcd").values()) == {None}
    assert set(share_out(totals, None, "abcd").values()) == {None}
