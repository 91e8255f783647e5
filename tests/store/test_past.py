"""The register of any day: what the status updates tell is what the columns say, now and then."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from ctrack.store.moments import EVER, Moment
from ctrack.store.past import FOLLOWING, select_past
from ctrack.store.rewind import turn_back
from ctrack.store.tables import commitment, undertaking
from tests.support.readings import fold_naively
from tests.support.registers import read
from tests.support.runner import Runner

CODES = ("KWT-25", "KWT-21", "KWT-26")
STATUSES = ("not_started", "in_progress", "partially_implemented", "implemented", "not_applicable")
DAYS = ("2026-11-01", "2026-10-15", "2026-09", "2026", "2025-06-30", "2026-11-02")
# Of each day on which something is said, the moment.
FIRST = date(2026, 11, 22).toordinal()

codes = st.sampled_from(CODES)
optional_day = st.none() | st.sampled_from(DAYS)
updates = st.tuples(st.just("update"), codes, st.sampled_from(STATUSES), optional_day)
figures = st.tuples(st.just("figure"), codes, st.sampled_from(("0", "30", "70", "100")), optional_day)
targets = st.tuples(st.just("target"), codes, st.sampled_from(("2027-01-31", "2026-12", "none")), optional_day)
notes = st.tuples(st.just("note"), codes, st.just("said"), optional_day)
undos = st.tuples(st.just("undo"), st.sampled_from(("", "2", "3", "4", "5")), st.just(""), st.none())
steps = st.lists(updates | figures | targets | notes | undos | undos, min_size=3, max_size=9)
OPTIONS = {"update": "--status", "figure": "--progress", "target": "--target"}


def command_of(step: tuple[str, str, str, str | None]) -> list[str]:
    """The command line of a step."""
    what, code, value, day = step
    if what == "undo":
        return ["undo", *([code] if code else [])]
    words = ["note", code, value] if what == "note" else ["update", code, OPTIONS[what], value]
    return [*words, *(["--on", day] if day else [])]


@contextmanager
def lived(template: Path, life: list[Any]) -> Iterator[Runner]:
    """A register after these steps, one a day; what is refused, as contradicting what is there, changes nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "commitments.db"
        shutil.copyfile(template, path)
        runner = Runner(str(path), Path(folder))
        for place, step in enumerate(life):
            now = f"{date.fromordinal(FIRST + place).isoformat()}T09:00:00+00:00"
            outcome = runner(*command_of(step), CTRACK_NOW=now)
            assert outcome.code in (0, 4) or (step[0] == "undo" and outcome.code == 3), outcome
        yield runner


def read_now(connection: Connection) -> dict[int, tuple[Any, ...]]:
    """FOLLOWING as the columns hold it."""
    columns = (undertaking.c[name] for name in FOLLOWING)
    return {row[0]: tuple(row[1:]) for row in connection.execute(select(undertaking.c.id, *columns))}


def read_then(connection: Connection, moment: Moment) -> dict[int, tuple[Any, ...]]:
    """FOLLOWING as the updates tell it."""
    return {row.id: tuple(getattr(row, name) for name in FOLLOWING)
            for row in connection.execute(select_past(moment))}  # fmt: skip


MOMENTS = st.lists(
    st.tuples(
        st.sampled_from(("2025-06-29", "2025-06-30", "2026-09-30", "2026-10-20", "2026-11-06", "2026-11-26")),
        st.none() | st.integers(0, 9),
    ),
    min_size=4,
    max_size=4,
    unique=True,
)


@pytest.mark.slow
@given(life=steps, moments=MOMENTS)
@settings(max_examples=12, deadline=None)
def test_the_updates_tell_what_is_and_what_was(life: list[Any], moments: list[Any], template: Path) -> None:
    """After any updates, undos and redos of any day the columns say what the updates tell, and the register verifies.

    As of any day, and by whatever was recorded until any day, it stands where a reader of the updates leaves it.
    """
    with lived(template, life) as runner:
        assert read(runner, read_now) == read(runner, lambda connection: read_then(connection, EVER))
        runner.ok("verify")
        for as_of, known in moments:
            check_moment(runner, date.fromisoformat(as_of), known)


def check_moment(runner: Runner, day: date, known: int | None) -> None:
    """The register turned back to a moment, by what was recorded until the day `known`."""
    known_at = None if known is None else f"{date.fromordinal(FIRST + known).isoformat()}T23:59:59.999999Z"

    def check(connection: Connection) -> None:
        wanted = fold_naively(connection, day, known_at)
        assert read_then(connection, Moment(day, known_at)) == wanted
        turn_back(connection, Moment(day, known_at))
        assert read_now(connection) == wanted

    read(runner, check)


LIFE = (
    ("update", "KWT-25", "in_progress", "2026-10-15"),
    ("update", "KWT-25", "implemented", None),
    ("update", "KWT-25", "not_started", "2026-11-01"),
    ("target", "KWT-25", "2027-01-31", None),
    ("undo", "", "", None),
    ("undo", "", "", None),
    ("undo", "4", "", None),
    ("note", "KWT-26", "said", "2025-06-30"),
)


@pytest.mark.slow
def test_both_engines_turn_back(anywhere: Runner) -> None:
    """The same holds on SQLite and on PostgreSQL."""
    for place, step in enumerate(LIFE):
        now = f"{date.fromordinal(FIRST + place).isoformat()}T09:00:00+00:00"
        outcome = anywhere(*command_of(step), CTRACK_NOW=now)
        assert outcome.code in (0, 4), outcome
    assert read(anywhere, read_now) == read(anywhere, lambda connection: read_then(connection, EVER))
    for day in (date(2025, 12, 31), date(2026, 10, 20), date(2026, 11, 30)):
        for known in (None, 2):
            check_moment(anywhere, day, known)
    anywhere.ok("verify")


def test_turning_back_twice_goes_further_back(anywhere: Runner) -> None:
    """A connection that shows the past can be turned to a day before that, and the register itself stays as it is."""
    anywhere.ok("update", "KWT-25", "--status", "in_progress", "--on", "2026-10-01")
    anywhere.ok("update", "KWT-25", "--status", "implemented", "--on", "2026-11-01")
    seen = []

    def look(connection: Connection) -> None:
        for day in (date(2026, 10, 20), date(2026, 9, 1)):
            turn_back(connection, Moment(day))
            row = select(undertaking.c.status).join(commitment).where(commitment.c.code == "KWT-25")
            seen.append(set(connection.scalars(row)))

    read(anywhere, look)
    assert ["in_progress" in words for words in seen] == [True, False]
    assert anywhere.data("list", "code:KWT-25")["rows"][0]["status"] == "implemented"
    anywhere.ok("verify")


def test_the_past_is_read_only_for_the_connection(ctrack: Runner) -> None:
    """What --as-of shows leaves no table behind."""
    before = Path(ctrack.database).read_bytes()
    ctrack.ok("list", "--as-of", "2020-01-01")
    assert Path(ctrack.database).read_bytes() == before
