"""`ctrack report`: counts, rates with their denominators, what presses and what changed."""

from __future__ import annotations

import csv
import io

import pytest

from tests.cli.promises import FORMATS, refused, refused_in_json
from tests.support.runner import Runner

GROUPINGS = ("instrument", "section", "addressee", "kind", "party", "verification")


def test_the_whole_catalogue(ctrack: Runner) -> None:
    """The report covers 234 commitments of six instruments, with the rate and its denominator."""
    data = ctrack.data("report")
    assert data["total"] == 234
    assert len(data["rows"]) == 6
    assert data["whole"]["rate"] == {"percent": pytest.approx(18 / 234 * 100), "implemented": 18, "counted": 234}
    out = ctrack.ok("report").out
    assert "234 commitments · 6 instruments" in out
    assert "8% (18 of 234)" in out


@pytest.mark.parametrize("by", GROUPINGS)
def test_groups_add_up(ctrack: Runner, by: str) -> None:
    """However it is grouped, the groups add up to the whole, count by count."""
    data = ctrack.data("report", "--by", by)
    assert sum(row["total"] for row in data["rows"]) == data["whole"]["total"] == 234
    for status, count in data["whole"]["counts"].items():
        assert sum(row["counts"][status] for row in data["rows"]) == count
    for row in data["rows"]:
        assert sum(row["counts"].values()) == row["total"]


def test_what_changed(ctrack: Runner) -> None:
    """What was said in the last 90 days is told, with its day and its words."""
    ctrack.ok("update", "KWT-25", "--status", "in_progress", "--note", "Two experts named")
    out = ctrack.ok("report", "instrument:kuwait-2024").out
    assert "What changed since 23 August 2026" in out
    assert "Two experts named" in out


def test_a_filter_narrows_it(anywhere: Runner) -> None:
    """A filter narrows the report and is said back."""
    data = anywhere.data("report", "instrument:kuwait-2024", "kind:event,review")
    assert data["total"] == 3
    assert data["filter"] == "instrument:kuwait-2024 kind:event,review"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """The report is written in each format, with the same figures."""
    out = ctrack.ok("report", "instrument:pve-plan", "--by", "kind", "--format", name, COLUMNS="100").out
    assert "77" in out if name not in ("csv", "tsv") else "not_reported" in out


def test_a_table_of_sections_for_spreadsheets(ctrack: Runner) -> None:
    """CSV has a row for each section, whose counts add up to the whole."""
    rows = list(csv.DictReader(io.StringIO(ctrack.ok("report", "--format", "csv").out, newline="")))
    assert sum(int(row["total"]) for row in rows) == 234
    assert sum(int(row["implemented"]) for row in rows) == 18
    assert {row["instrument"] for row in rows} >= {"kuwait-2024", "pve-plan"}


def test_nothing_fits(ctrack: Runner) -> None:
    """A report on nothing says so instead of a rate, and ends with 0."""
    assert "no commitment counts" in ctrack.ok("report", "+nothing").out


def test_refusals(ctrack: Runner) -> None:
    """A wrong grouping, filter or option is refused with what may have been meant."""
    refused(ctrack("report", "--by", "colour"), 2, "instrument, section")
    refused(ctrack("report", "--bye", "kind"), 2, "Did you mean '--by'?")
    refused(ctrack("report", "kind:evnt"), 2, "event")
    refused_in_json(ctrack("--format", "json", "report", "party:XX"), 3, "party add")
