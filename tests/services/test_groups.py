"""Counting by groups: whatever undertakings are grouped by, the parts add up to the whole."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import Connection

from ctrack.domain.progress import implementation_rate
from ctrack.domain.records.reports import Group, Report
from ctrack.domain.records.undertakings import Row
from ctrack.services.groups import GROUPINGS, add_up
from ctrack.services.listings import list_undertakings
from ctrack.services.reports import report_progress
from tests.support.lives import live
from tests.support.registers import HORIZON, copy_register, read
from tests.support.runner import Runner
from tests.support.shipped import HOME


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lived(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A register with a life behind it, on each engine, that no test writes to."""
    folder: Path = tmp_path_factory.mktemp("lived")
    return live(copy_register(request, folder))


def add_up_to(groups: list[Group], whole: Group) -> bool:
    """Whether groups have the sums of the whole, count by count."""
    total = add_up("", {}, groups)
    return (total.counts, total.rate, total.overdue, total.due_soon, total.changed) == (
        whole.counts,
        whole.rate,
        whole.overdue,
        whole.due_soon,
        whole.changed,
    )


def check_report(report: Report, rows: list[Row]) -> None:
    """Every table of the report adds up, and every rate follows from its counts."""
    assert report.whole.total == sum(1 for row in rows if row.party == report.home)
    is_parted = "theme" not in (report.by, report.within)
    assert add_up_to(report.groups, report.whole) or report.by == "theme"
    assert add_up_to(report.parties, report.whole)
    assert sum(report.verifications.values()) == report.whole.total
    for group in report.groups:
        assert group.rate == implementation_rate(group.counts)
        assert group.overdue + group.due_soon <= group.total
        if report.within and is_parted:
            assert add_up_to(report.parts[group.key], group)
    keys = [(group.parent, group.key) for group in report.groups]
    assert len(set(keys)) == len(keys)


@pytest.mark.slow
def test_every_grouping_and_every_pair_adds_up(lived: Runner) -> None:
    """One grouping or two, of whatever kind: parts add up to groups, and groups to the whole."""

    def check(connection: Connection) -> None:
        rows = list_undertakings(connection, None, HORIZON).rows
        for by in GROUPINGS:
            check_report(report_progress(connection, None, HORIZON, by=by), rows)
        for by, within in permutations(GROUPINGS, 2):
            check_report(report_progress(connection, None, HORIZON, by=by, within=within), rows)

    read(lived, check)


def test_sections_of_one_name_are_kept_apart(lived: Runner) -> None:
    """Sections that two instruments call the same are two groups, each with its own title."""
    report = read(lived, lambda connection: report_progress(connection, None, HORIZON, by="section", within="kind"))
    found = {group.key: group.title["en"] for group in report.groups if group.key.endswith("/followup")}
    assert len(found) > 1
    assert found["kuwait-2024/followup"] == "Monitoring and follow-up"
    alone = read(lived, lambda connection: report_progress(connection, None, HORIZON, by="section"))
    assert len(alone.groups) == len(report.groups)


def test_what_has_no_group_is_told_so(lived: Runner) -> None:
    """What no agency leads and what has no priority is counted under none, and agencies stand by their own names."""
    report = read(lived, lambda connection: report_progress(connection, None, HORIZON, by="agency", within="priority"))
    totals = {group.key: group.total for group in report.groups}
    assert totals == {"police": 26, "customs": 6, "none": HOME - 32}
    assert {group.key: group.total for group in report.parts["customs"]} == {"high": 6}
    assert list(totals)[-1] == "none"


@pytest.mark.parametrize(
    "words", [("--by", "instrument,kind"), ("--by", "agency"), ("status:open",), ("section:youth",)]
)
def test_the_rows_for_machines_add_up(lived: Runner, words: tuple[str, ...]) -> None:
    """In JSON parts add up to rows and rows to the whole, whatever the filter leaves."""
    data = lived.data("report", *words)
    for name in ("total", "overdue", "due_soon", "changed"):
        assert sum(row[name] for row in data["rows"]) == data["whole"][name]
        for row in data["rows"]:
            assert not row["parts"] or sum(part[name] for part in row["parts"]) == row[name]
