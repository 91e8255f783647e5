"""`ctrack report`: counts, rates with their denominators, what presses and what changed."""

from __future__ import annotations

import csv
import io

import pytest

from tests.cli.promises import FORMATS, refused, refused_in_json
from tests.support.runner import Runner
from tests.support.shipped import HOME, INSTRUMENTS

GROUPINGS = ("instrument", "section", "addressee", "kind", "party", "verification")


def test_the_whole_catalogue(ctrack: Runner) -> None:
    """The report covers what the home party owes under every instrument, and apart what others owe."""
    data = ctrack.data("report")
    assert data["total"] == HOME
    assert len(data["rows"]) == INSTRUMENTS
    assert data["whole"]["rate"] == {"percent": 0, "implemented": 0, "counted": HOME}
    others = data["others"]
    assert others["whole"]["rate"] == {"percent": pytest.approx(27 / 141 * 100), "implemented": 27, "counted": 141}
    out = ctrack.ok("report").out
    assert f"{HOME} commitments · {INSTRUMENTS} instruments" in out
    assert f"0% (0 of {HOME})" in out
    assert out.index(f"0% (0 of {HOME})") < out.index("What others owe") < out.index("27/141 19%")


@pytest.mark.parametrize("by", sorted({*GROUPINGS} - {"theme"}))
def test_groups_add_up(ctrack: Runner, by: str) -> None:
    """However it is grouped, the groups add up to the whole, count by count."""
    data = ctrack.data("report", "--by", by)
    assert sum(row["total"] for row in data["rows"]) == data["whole"]["total"] == HOME
    for status, count in data["whole"]["counts"].items():
        assert sum(row["counts"][status] for row in data["rows"]) == count
    for row in data["rows"]:
        assert sum(row["counts"].values()) == row["total"]


@pytest.mark.slow
def test_by_theme(ctrack: Runner) -> None:
    """What has several themes is counted under each of them and once in all, whichever way the report is nested."""
    ctrack.ok("update", "KWT-13", "--status", "implemented")
    data = ctrack.data("report", "--by", "theme")
    assert (len(data["rows"]), data["whole"]["total"], data["whole"]["counts"]["implemented"]) == (21, HOME, 1)
    assert {row["key"] for row in data["rows"] if row["counts"]["implemented"]} == {"border", "weapons", "financing"}
    nested = ctrack.data("report", "--by", "section,theme")
    assert sum(row["total"] for row in nested["rows"]) == HOME
    assert sum(part["total"] for row in nested["rows"] for part in row["parts"]) == sum(
        row["total"] for row in data["rows"]
    )
    assert "counted under each of them, and once in all" in ctrack.ok("report", "--by", "theme").out


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
    assert "65" in out if name not in ("csv", "tsv") else "not_reported" in out


def test_a_table_of_sections_for_spreadsheets(ctrack: Runner) -> None:
    """CSV has a row for each section, whose counts add up to the whole."""
    read = list(csv.DictReader(io.StringIO(ctrack.ok("report", "--format", "csv").out, newline="")))
    rows = [row for row in read if row["block"] == "rows.parts"]
    assert sum(int(row["total"]) for row in rows) == HOME
    assert sum(int(row["counts_not_reported"]) for row in rows) == HOME
    assert {row["parent"] for row in rows} >= {"kuwait-2024", "pve-plan"}


def test_nothing_fits(ctrack: Runner) -> None:
    """A report on nothing says so instead of a rate, and ends with 0."""
    assert "no commitment counts" in ctrack.ok("report", "title:nothing-has-it").out


def test_refusals(ctrack: Runner) -> None:
    """A wrong grouping, filter or option is refused with what may have been meant."""
    refused(ctrack("report", "--by", "colour"), 2, "instrument, section")
    refused(ctrack("report", "--bye", "kind"), 2, "Did you mean '--by'?")
    refused(ctrack("report", "kind:evnt"), 2, "event")
    refused_in_json(ctrack("--format", "json", "report", "party:XX"), 3, "party add")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--since", "2026-01-01"), "It is for: changes, chart."),
        (("deadlines", "--by", "kind"), "It is for: progress, assessment, country, chart."),
        (("changes", "--since", "2026-01-01", "--compare", "2026-01-01"), "It is for: progress."),
        (("country", "--by", "kind"), "one or two of instrument, section, theme, agency"),
        (("--blanks",), "It is for: country."),
        (("agency", "--compare", "2026-01-01"), "It is for: progress."),
        (("parties", "--since", "2026-01-01"), "It is for: changes, chart."),
        (("one", "KWT-25", "--by", "kind"), "It is for: progress, assessment, country, chart."),
        (("assessment", "--compare", "2026-01-01"), "It is for: progress."),
        (("history", "--by", "kind"), "It is for: progress, assessment, country, chart."),
        (("history", "--bilingual"), "It is for: progress, deadlines, changes"),
        (("--print", "--output", "x.pdf"), "--output has it elsewhere"),
        (("--print", "--format", "md"), "--format has it elsewhere"),
        (("--print", "--bilingual"), "--bilingual has it elsewhere"),
        (("--bilingual", "--format", "csv"), "Two languages in one paper come as pdf, docx, html, xlsx, md"),
        (("--bilingual", "--lang", "en,ar,es", "--format", "md"), "in two languages"),
        (("--bilingual", "--lang", "en,pt", "--format", "md"), "in two languages"),
    ],
)
def test_no_option_is_ignored(words: tuple[str, ...], said: str, ctrack: Runner) -> None:
    """An option that a report would pay no heed to is refused, with the reports that take it."""
    refused(ctrack("report", *words), 2, said)


def test_an_assessment_is_grouped_as_asked(ctrack: Runner) -> None:
    """--by groups the areas of an assessment, by one thing or by two."""
    assert {row["key"] for row in ctrack.data("report", "assessment", "--by", "kind")["rows"]} >= {"action", "norm"}
    out = ctrack.ok("report", "assessment", "--by", "kind,verification").out
    assert "verified" in out[out.index("Progress by area") : out.index("Main shortfalls")]
