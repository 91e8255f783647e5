"""Random years of work: what reports tell of any day is what a plain reading of the tables counts, on both engines.

What a report told on a day it tells again with `--known-at` that day, whatever came later.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import create_database
from tests.support.postgres import make_address
from tests.support.recounts import SUMS, Counted, add_up, count_all
from tests.support.registers import read
from tests.support.runner import Runner

HOME, OTHER = "XA", "FR"
FIRST, STRIDE = date(2026, 6, 1), 17
FIGURES = ("total", "counts", "rate", *SUMS)
NUMBERS = count(1)
# A life takes seconds: to look for the shortest one that fails would take an hour.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
# Of an instrument of two sections, one joint act of a conference, one date of the text, and two of one's own.
CODES = ("KWT-13", "KWT-15", "KWT-21", "KWT-25", "NAT-1", "NAT-2")
STATUSES = (
    "not_started", "in_progress", "partially_implemented", "implemented", "not_applicable", "overtaken_by_events",
)  # fmt: skip
DAYS = ("2025-06-30", "2026-03", "2026-05-31", "2026-08-01")
PAST = ("2024-12-31", "2026-05-30", "2026-06-20", "2026-08-15", "2026-10-31")
PREPARED = (
    ("party", "add", OTHER),
    ("agency", "add", "moi", "--name", "Ministry of Interior"),
    ("add", "NAT-1", "--title", "A law", "--deadline", "2026-08-31"),
    ("add", "NAT-2", "--title", "A plan", "--instrument", "kuwait-2024"),
)
REPORTS = (
    ("progress",), ("progress", "--by", "section,kind"), ("deadlines",), ("changes", "--since", "2026-05-31"),
    ("country",), ("agency",), ("parties",), ("assessment",), ("one", "KWT-13"),
)  # fmt: skip

Step = tuple[str, ...]
codes = st.sampled_from(CODES)
days = st.sampled_from(("", *DAYS))
updates = st.tuples(st.just("update"), codes, st.sampled_from(STATUSES), days, st.sampled_from((HOME, OTHER)))
figures_said = st.tuples(st.just("figure"), codes, st.sampled_from(("30", "100")), days, st.just(HOME))
targets = st.tuples(
    st.just("target"), codes, st.sampled_from(("2026-07-15", "2027-01-31", "none")), days, st.just(HOME)
)
rules = st.tuples(st.just("recur"), codes, st.sampled_from(("1y", "3m")), st.sampled_from(("2025-03-31", "2026-06-15")))
leads = st.tuples(st.just("assign"), codes)
undos = st.tuples(st.just("undo"))
lives = st.lists(updates | updates | figures_said | targets | rules | leads | undos, min_size=4, max_size=9)
OPTIONS = {"update": "--status", "figure": "--progress", "target": "--target"}


def command_of(step: Step) -> list[str]:
    """The command line of a step."""
    match step:
        case ("recur", code, every, anchor):
            return ["recur", code, "--every", every, "--anchor", anchor]
        case ("assign", code):
            return ["assign", code, "--lead", "moi"]
        case ("undo",):
            return ["undo"]
    what, code, value, day, party = step
    whose = ["--party", party] if not code.startswith("NAT") else []
    return ["update", code, OPTIONS[what], value, *whose, *(["--on", day] if day else [])]


def at(day: date) -> dict[str, str]:
    """The environment of a command on a day."""
    return {"CTRACK_NOW": f"{day.isoformat()}T09:00:00+00:00"}


def live(runner: Runner, life: list[Step]) -> Iterator[date]:
    """Take the steps, one every few days; each day after it is done. What is refused changes nothing."""
    for place, step in enumerate(life):
        day = FIRST + timedelta(days=STRIDE * place)
        outcome = runner(*command_of(step), **at(day))
        assert outcome.code in (0, 3, 4), (step, outcome)
        yield day


def figures(group: dict[str, Any]) -> dict[str, Any]:
    """What a group of a report counts."""
    return {name: group[name] for name in FIGURES}


def check_progress(runner: Runner, day: date, *words: str, today: date) -> None:
    """The report of progress of a day against the tables."""
    data = runner.data("report", *words, **at(today))
    counted = read(runner, lambda connection: count_all(connection, day, HOME))
    mine = [row for row in counted if row.party == HOME]
    aside = [row for row in counted if row.party != HOME]
    assert figures(data["whole"]) == add_up(mine)
    check_rows(data["rows"], mine, lambda row: row.instrument)
    for group in data["rows"]:
        part = [row for row in mine if row.instrument == group["key"]]
        check_rows(group["parts"], part, lambda row: row.section)
    assert figures(data["others"]["whole"]) == add_up(aside)
    check_rows(data["others"]["rows"], aside, lambda row: row.party)
    for name, found in (("missed", sum(row.missed for row in mine)), ("postponed", sum(r.is_postponed for r in mine))):
        assert len(data[name]) == found, name


def check_rows(groups: list[dict[str, Any]], counted: list[Counted], key: Callable[[Counted], str]) -> None:
    """Each group counts its own, and none is missing."""
    assert sorted(group["key"] for group in groups) == sorted({key(row) for row in counted})
    for group in groups:
        assert figures(group) == add_up(row for row in counted if key(row) == group["key"]), group["key"]


def check_others(runner: Runner, today: date) -> None:
    """The other reports of today against the tables."""
    counted = read(runner, lambda connection: count_all(connection, today, HOME))
    mine = [row for row in counted if row.party == HOME]
    assert figures(runner.data("report", "assessment", **at(today))["whole"]) == add_up(mine)
    assert figures(runner.data(**at(today))["whole"]) == add_up(mine)
    listed = runner.data("report", "deadlines", **at(today))["rows"]
    late = sorted({row["code"] for row in listed if row["due_state"] in ("overdue", "missed")})
    assert late == sorted(row.code for row in mine if row.due_state == "overdue" or row.missed)
    assert sum(row["due_state"] == "missed" for row in listed) == sum(row.missed for row in mine)
    agencies = runner.data("report", "agency", **at(today))["rows"]
    for name in ("total", "overdue", "postponed"):
        assert sum(row[name] for row in agencies) == add_up(mine)[name], name
    states = runner.data("report", "parties", **at(today))["states"]
    for state in states:
        assert state["rate"] == add_up(row for row in counted if row.party == state["key"])["rate"]
    for word in ("implemented", "in_progress", "overdue", "missed", "postponed", "not_looked_up"):
        rows = runner.data("list", f"party:{HOME},{OTHER}", f"status:{word}", **at(today))["rows"]
        assert sorted((row["code"], row["party"]) for row in rows) == sorted(
            (row.code, row.party) for row in counted if row.party in (HOME, OTHER) and is_so(row, word)
        ), word


def is_so(row: Counted, word: str) -> bool:
    """Whether an undertaking has a status, or one that is derived."""
    derived = {"missed": row.missed > 0, "postponed": row.is_postponed}
    return derived.get(word, word in (row.status, row.due_state))


def read_all(runner: Runner, today: date, *words: str) -> dict[str, Any]:
    """What every report tells, but for the fingerprint, which speaks of what was asked as well."""
    told = {}
    for report in REPORTS:
        data = runner.data("report", *report, *words, **at(today))
        stamped = ("seal", "fingerprint", "known_at")
        told[" ".join(report)] = {name: value for name, value in data.items() if name not in stamped}
    return told


def check_comparison(runner: Runner, day: date, today: date) -> None:
    """Two days side by side are the reports of both."""
    pair = runner.data("report", "--compare", day.isoformat(), **at(today))
    now, then = runner.data("report", **at(today)), runner.data("report", "--as-of", day.isoformat(), **at(today))
    for name, report in (("before", then), ("after", now)):
        assert figures(pair["whole"][name]) == figures(report["whole"])
        assert figures(pair["others"]["whole"][name]) == figures(report["others"]["whole"])
        groups = {row[name]["key"]: figures(row[name]) for row in pair["rows"] if row[name] is not None}
        assert groups == {row["key"]: figures(row) for row in report["rows"]}


def check_life(runner: Runner, life: list[Step], kept: int, past: str) -> None:
    """A whole life: what is told on its last day and on days before it, and what was told at a step is told again."""
    prepare(runner)
    told, known = {}, FIRST
    for place, day in enumerate(live(runner, life)):
        if place == min(kept, len(life) - 2):
            check_progress(runner, day, today=day)
            told, known = read_all(runner, day), day
    day += timedelta(days=20)
    check_progress(runner, day, today=day)
    check_others(runner, day)
    check_progress(runner, date.fromisoformat(past), "--as-of", past, today=day)
    check_comparison(runner, date.fromisoformat(past), day)
    assert read_all(runner, day, "--as-of", known.isoformat(), "--known-at", known.isoformat()) == told


def prepare(runner: Runner) -> None:
    """What is there before the first step."""
    for words in PREPARED:
        runner.ok(*words, **at(FIRST - timedelta(days=1)))


@contextmanager
def copied(template: Path) -> Iterator[Runner]:
    """A register of its own in a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "commitments.db"
        shutil.copyfile(template, path)
        yield Runner(str(path), Path(folder))


@pytest.fixture(scope="session")
def atlantis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of Atlantis, made once."""
    path = tmp_path_factory.mktemp("atlantis") / "template.db"
    make(Runner(str(path), path.parent))
    return path


def make(runner: Runner) -> None:
    """A register of Atlantis."""
    runner.ok("init", "--party", HOME, "--name", "Atlantis", **at(FIRST - timedelta(days=2)))


@pytest.fixture(scope="session")
def atlantis_on_server(server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same on a server."""
    create_database(server, "atlantis")
    make(Runner(make_address(server, "atlantis"), tmp_path_factory.mktemp("server")))
    return "atlantis"


YEAR: list[Step] = [
    ("recur", "KWT-13", "3m", "2026-06-15"),
    ("update", "KWT-13", "implemented", "2026-05-31", HOME),
    ("update", "KWT-21", "implemented", "2026-08-01", OTHER),
    ("target", "NAT-1", "2027-01-31", "", HOME),
    ("update", "KWT-25", "not_applicable", "", HOME),
    ("undo",),
    ("figure", "KWT-15", "30", "2026-03", HOME),
    ("update", "NAT-2", "overtaken_by_events", "", HOME),
    ("recur", "KWT-15", "1y", "2025-03-31"),
]


@pytest.mark.slow
def test_one_year_is_counted_alike(atlantis: Path) -> None:
    """One year with everything in it, told on its last day and of a day within it."""
    with copied(atlantis) as runner:
        prepare(runner)
        *_earlier, today = live(runner, YEAR)
        check_progress(runner, today, today=today)
        check_progress(runner, date(2026, 8, 15), "--as-of", "2026-08-15", today=today)


@pytest.mark.slow
@given(life=lives, kept=st.integers(0, 6), past=st.sampled_from(PAST))
@settings(max_examples=8, deadline=None, phases=PHASES)
def test_any_year_is_counted_alike(life: list[Step], kept: int, past: str, atlantis: Path) -> None:
    """Whatever is said, put off, repeated, assigned and taken back, of several parties and of any day."""
    with copied(atlantis) as runner:
        check_life(runner, life, kept, past)


@pytest.mark.slow
@given(life=lives, kept=st.integers(0, 6), past=st.sampled_from(PAST))
@settings(max_examples=4, deadline=None, phases=PHASES)
def test_any_year_is_counted_alike_on_a_server(
    life: list[Step],
    kept: int,
    past: str,
    server: str,
    atlantis_on_server: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The same on PostgreSQL."""
    name = f"year_{next(NUMBERS)}"
    create_database(server, name, atlantis_on_server)
    check_life(Runner(make_address(server, name), tmp_path_factory.mktemp("year")), life, kept, past)
