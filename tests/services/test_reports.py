"""The progress report: whatever it is grouped by, its parts add up to the whole, and the whole is what a list shows."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, bindparam, select, update

from ctrack.domain.catalogue import CommitmentEntry
from ctrack.domain.filters import And, Node, Term, parse_filter
from ctrack.domain.named_fields import named_parties
from ctrack.domain.progress import Rate
from ctrack.domain.records.reports import Group, Report
from ctrack.domain.records.undertakings import Row
from ctrack.domain.vocabulary import DueState, Kind, Status, Verification
from ctrack.services.additions import add_commitment
from ctrack.services.groups import GROUPINGS
from ctrack.services.listings import list_undertakings
from ctrack.services.reports import CHANGE_DAYS, report_progress
from ctrack.store.tables import undertaking
from ctrack.store.work import Register, UnitOfWork
from tests.support.registers import HORIZON, TODAY, head, opened, read
from tests.support.runner import Runner
from tests.support.shipped import HOME, INSTRUMENTS

FILTERS = (
    "",
    "status:overdue",
    "status:not_looked_up",
    "instrument:kuwait-2024 or party:UN",
    "not addressee:member_states",
    "party:UNGA",
    "not party:UN",
)
LEFT_OUT = (Status.NOT_APPLICABLE, Status.OVERTAKEN_BY_EVENTS)


@pytest.fixture(scope="module")
def register(untouched: Runner) -> Iterator[Register]:
    """A register that every test works on and none changes: its work is rolled back."""
    with opened(untouched) as register:
        yield register


def parse(text: str) -> Node | None:
    """The filter of a text; None where it is empty."""
    return parse_filter(text.split(), lambda day: (date.fromisoformat(day),) * 2) if text else None


def try_out(register: Register, work: Callable[[UnitOfWork], None]) -> None:
    """Do the work and take it back."""
    register.write(head(), work, dry_run=True)


def scatter(connection: Connection, seed: int) -> None:
    """Give every undertaking a status, a due date and days of its own, by chance; nothing comes round."""
    chance = random.Random(seed)
    words = chance.sample(list(Status), chance.randint(1, len(Status)))

    def pick_day() -> date | None:
        return chance.choice([None, TODAY + timedelta(days=chance.randint(-200, 60))])

    keys = connection.scalars(select(undertaking.c.id)).all()
    values = [
        {
            "key": key,
            "status": chance.choice(words).value,
            "due_last": pick_day(),
            "status_on": None,
            "occurrence": None,
            "occurrence_last": None,
            "updated_on": pick_day(),
        }
        for key in keys
    ]
    connection.execute(update(undertaking).where(undertaking.c.id == bindparam("key")), values)


def make_own(code: str, due: str) -> CommitmentEntry:
    """A commitment of the home party's own."""
    return CommitmentEntry(code, "general", Kind.ACTION, None, {"en": code}, Verification.UNCHECKED, (), deadline=due)


def count(rows: list[Row]) -> dict[str, Any]:
    """What a report should say of these rows."""
    counts = Counter(row.status for row in rows)
    since = TODAY - timedelta(days=CHANGE_DAYS)
    return {
        "counts": {status: counts.get(status, 0) for status in Status},
        "rate": Rate(counts[Status.IMPLEMENTED], len(rows) - sum(counts[status] for status in LEFT_OUT)),
        "overdue": sum(row.due_state is DueState.OVERDUE for row in rows),
        "not_looked_up": sum(row.due_state is DueState.NOT_LOOKED_UP for row in rows),
        "due_soon": sum(row.due_state is DueState.DUE_SOON for row in rows),
        "changed": sum(row.updated_on is not None and since <= row.updated_on <= TODAY for row in rows),
    }


TOLD = ("counts", "rate", "overdue", "not_looked_up", "due_soon", "changed")


def tell(group: Group) -> dict[str, Any]:
    """What a report says of a group."""
    return {name: getattr(group, name) for name in TOLD}


def check_report(connection: Connection, text: str, by: str) -> Report:
    """Each group is what its rows are, the groups add up to the whole, and parts to their group."""
    node = parse(text)
    rows = list_undertakings(connection, node, HORIZON, only_home=True).rows
    report = report_progress(connection, node, HORIZON, by=by)
    check_others(connection, node, report)
    assert tell(report.whole) == count(rows)
    assert report.whole.total == len(rows)
    # What has several themes stands under each of them, and is counted once in the whole.
    has_several = by == "theme"
    assert has_several or sum(group.total for group in report.groups) == len(rows)
    assert sum(group.total for group in report.parties) == len(rows)
    assert sum(report.verifications.values()) == len(rows)
    for name in TOLD[2:]:
        assert has_several or sum(getattr(group, name) for group in report.groups) == getattr(report.whole, name)
    for group in report.groups:
        if has_several:
            mine = [row for row in rows if group.key in (row.themes or ("none",))]
            assert tell(group) == count(mine), group.key
        if by in ("instrument", "section", "party", "addressee", "kind", "verification"):
            mine = [row for row in rows if getattr(row, by) == group.key and group.parent in (None, row.instrument)]
            assert tell(group) == count(mine), (by, group.key)
        if group.key in report.parts:
            parts = report.parts[group.key]
            assert sum(part.total for part in parts) == group.total
            assert sum(part.rate.implemented for part in parts) == group.rate.implemented
            assert sum(part.rate.counted for part in parts) == group.rate.counted
    return report


@pytest.mark.slow
@given(seed=st.integers(0, 2**32), text=st.sampled_from(FILTERS))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_every_grouping_adds_up(seed: int, text: str, register: Register) -> None:
    """Over any statuses and dates, by whatever it is grouped, a report counts each undertaking once and rightly."""

    def work(unit: UnitOfWork) -> None:
        scatter(unit.connection, seed)
        for by in GROUPINGS:
            check_report(unit.connection, text, by)

    try_out(register, work)


def check_others(connection: Connection, node: Node | None, report: Report) -> None:
    """Every other body is told apart with all that it has undertaken, as if it had been asked for by name."""
    assert report.others is not None
    if named_parties(node):
        assert report.others.parties == []
        return
    assert [body.code for body in report.whose] == [report.home]
    for group in report.others.parties:
        assert group.key != report.home
        theirs = Term("party", "is", (group.key,))
        rows = list_undertakings(connection, And((node, theirs)) if node else theirs, HORIZON).rows
        assert tell(group) == count(rows)
        assert {row.party for row in rows} == {group.key}
    assert report.others.whole.total == sum(group.total for group in report.others.parties)


PAIRS = (("instrument", "kind"), ("addressee", "instrument"), ("party", "verification"), ("kind", "section"))


def test_groups_within_groups_add_up(register: Register) -> None:
    """Grouped by two things at once, the parts of a group are all of it."""

    def work(unit: UnitOfWork) -> None:
        scatter(unit.connection, 5)
        for by, within in PAIRS:
            report = report_progress(unit.connection, None, HORIZON, by=by, within=within)
            assert report.whole.total == HOME
            assert {group.key for group in report.groups} == set(report.parts)
            for group in report.groups:
                parts = report.parts[group.key]
                assert {status: sum(part.counts[status] for part in parts) for status in Status} == group.counts
                assert sum(part.overdue for part in parts) == group.overdue

    try_out(register, work)


@pytest.fixture(scope="module")
def report(register: Register) -> Report:
    """The report over a new register."""
    with register.read() as unit:
        return report_progress(unit.connection, None, HORIZON)


def test_the_first_report_is_over_the_whole_catalogue(report: Report) -> None:
    """A new register has none of its own done under its instruments, and beside it real history of others."""
    assert (report.whole.rate, report.whole.total) == (Rate(0, HOME), HOME)
    assert len(report.groups) == INSTRUMENTS
    assert {group.key for group in report.groups} == set(report.parts)
    plan = next(group for group in report.groups if group.key == "pve-plan")
    assert plan.total >= 60
    assert report.others is not None
    assert {group.key for group in report.others.parties} == {"KW", "REG", "TJ", "UN", "UNGA"}
    assert report.others.whole.rate.implemented > 10


def test_a_rate_never_travels_without_its_denominator(report: Report) -> None:
    """Every group has both figures of its rate, and no rate where nothing counts."""
    assert report.others is not None
    for group in (*report.groups, report.whole, *report.parties, *report.others.parties, report.others.whole):
        assert group.rate.counted == group.total - sum(group.counts[status] for status in LEFT_OUT)
        assert group.rate.exact == pytest.approx(100 * group.rate.implemented / group.rate.counted)
    assert Rate(0, 0).percent is None


def test_what_does_not_apply_is_no_part_of_the_rate(ctrack: Runner) -> None:
    """What is not applicable or overtaken leaves the denominator, and stays in the total."""
    ctrack.ok("update", "KWT-21", "--status", "implemented", "--on", "2026-06-01")
    ctrack.ok("update", "KWT-22", "--status", "not_applicable")
    ctrack.ok("update", "KWT-23", "--status", "overtaken_by_events")
    report = read(ctrack, lambda connection: check_report(connection, "instrument:kuwait-2024", "section"))
    assert (report.whole.rate, report.whole.total) == (Rate(1, 24), 26)


def test_sections_stand_under_their_instruments(report: Report, register: Register) -> None:
    """By instrument each group has its sections as parts; by section alone they stand in the same order."""
    titles = [part.title for group in report.groups for part in report.parts[group.key]]
    assert all(set(title) >= {"en", "ar"} for title in titles)
    with register.read() as unit:
        by_section = report_progress(unit.connection, None, HORIZON, by="section")
    assert [group.title for group in by_section.groups] == titles
    assert [group.parent for group in by_section.groups] == [
        group.key for group in report.groups for _ in report.parts[group.key]
    ]


def test_what_presses_comes_with_the_longest_overdue_first(register: Register) -> None:
    """What is overdue or due soon is listed, the home party's own and apart that of others, oldest first."""

    def work(unit: UnitOfWork) -> None:
        for code, due in (("NAT-2", "2026-11-30"), ("NAT-1", "2026-06")):
            add_commitment(unit, "own", make_own(code, due))
        unit.flush()
        report = report_progress(unit.connection, None, HORIZON)
        assert {row.due_state for row in report.pressing} <= {DueState.OVERDUE, DueState.DUE_SOON}
        assert report.others is not None
        assert {row.party for row in report.pressing} == {"NFP"}
        assert "NFP" not in {row.party for row in report.others.pressing}
        for listed in (report.pressing, report.others.pressing):
            days = [row.due_last for row in listed]
            assert days == sorted(days)  # type: ignore[type-var]
            assert listed.total == len(days)
        assert [row.code for row in report.pressing] == ["NAT-1", "NAT-2"]
        first = report_progress(unit.connection, None, HORIZON, most=1).pressing
        assert (first.rows, first.total) == (report.pressing.rows[:1], report.pressing.total)

    try_out(register, work)


def test_changes_are_those_of_the_last_ninety_days(ctrack: Runner) -> None:
    """What was said within ninety days to today is told, newest first; older words and later ones are not."""
    days = {"KWT-21": 91, "KWT-22": 90, "KWT-23": 1, "KWT-25": 0}
    for code, ago in days.items():
        ctrack.ok("update", code, "--progress", "10", "--on", (TODAY - timedelta(days=ago)).isoformat())

    def list_changes(day: date) -> list[str]:
        horizon = replace(HORIZON, today=day)
        report = read(ctrack, lambda connection: report_progress(connection, parse("party:NFP"), horizon))
        return [event.code for event in report.events]

    assert list_changes(TODAY) == ["KWT-25", "KWT-23", "KWT-22"]
    assert list_changes(TODAY - timedelta(days=1)) == ["KWT-23", "KWT-22", "KWT-21"]


def test_what_was_met_late_is_told(report: Report) -> None:
    """The Victims' Congress of 2022 is in the first report; the review that the Assembly itself moved is not."""
    assert report.others is not None
    assert report.met_late.total == 0
    found = {(row.code, row.party) for row in report.others.met_late}
    assert ("CTW-10", "UN") in found
    assert not {code for code, _party in found} & {"GCTS-R7", "GCTS-R5", "GCTS-REP71"}
    assert {row.due_state for row in report.others.met_late} == {DueState.MET_LATE}


def test_a_report_names_the_state_of_the_journal(ctrack: Runner) -> None:
    """Number and hash of the newest entry say what a report was made over."""
    before = read(ctrack, lambda connection: report_progress(connection, None, HORIZON))
    ctrack.ok("note", "KWT-25", "x")
    after = read(ctrack, lambda connection: report_progress(connection, None, HORIZON))
    assert (before.journal_number, after.journal_number) == (1, 2)
    assert before.journal_hash != after.journal_hash


@pytest.mark.parametrize(("party", "total"), [("KW", HOME + 1), ("FR", HOME), ("UN", 120)])
def test_the_figures_are_those_of_whoever_is_home(party: str, total: int, ctrack: Runner) -> None:
    """Whoever is home, the report is over all that it has undertaken, and over nothing else."""
    ctrack.ok("party", "home", party)
    report = read(ctrack, lambda connection: check_report(connection, "", "addressee"))
    assert (report.home, report.whole.total) == (party, total)
