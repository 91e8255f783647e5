"""Options typed as words: since when, as of which day, and by what. Today is 21 November 2026."""

from __future__ import annotations

import pytest

from tests.cli.promises import refused
from tests.support.runner import Runner

SINCE = {
    "since 2026-05-01": "2026-05-01",
    "from 1 may 2026": "2026-05-01",
    "منذ ١ مايو ٢٠٢٦": "2026-05-01",
    "depuis le 1er mai 2026": "2026-05-01",
    "since monday": "2026-11-16",
    "since yesterday": "2026-11-20",
    # A month and a week count from their first day.
    "since may 2026": "2026-04-30",
    "since last month": "2026-09-30",
    "since this week": "2026-11-14",
    "since last week": "2026-11-07",
    "منذ الأسبوع الماضي": "2026-11-07",
}


@pytest.mark.parametrize("words", SINCE)
def test_changes_since(ctrack: Runner, words: str) -> None:
    """The word leads the date that --since takes, and what follows is the filter; so it is in the report."""
    option = ctrack.data("changes", "--since", SINCE[words], "instrument:kuwait-2024")
    assert ctrack.data("changes", *words.split(), "instrument:kuwait-2024") == option
    reported = ctrack.data("report", "changes", *words.split(), "instrument:kuwait-2024")
    assert {key: reported[key] for key in ("since", "filter")} == {key: option[key] for key in ("since", "filter")}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2026-05-01", "--since 2026-05-01"),
        ("last month", "2026-10-01..2026-10-31"),
        ("last week", "--since 2026-11-07, or due:2026-11-08..2026-11-14"),
    ],
)
def test_a_date_alone_is_asked_about(ctrack: Runner, words: str, told: str) -> None:
    """Without the word a date could be when something is due: both are offered."""
    refused(ctrack("changes", *words.split()), 2, told)


def test_changes_between_two_days(ctrack: Runner) -> None:
    """`changes` looks back from another day than today, as the report does."""
    ctrack.ok("done", "KWT-14", "--on", "2026-03-01")
    early = ctrack.data("changes", "--since", "2026-01-01", "--as-of", "2026-02-28")
    late = ctrack.data("changes", "--since", "2026-01-01", "--as-of", "2026-03-01")
    assert [len(data["newly_met"]) for data in (early, late)] == [0, 1]


GROUPED = {
    "by theme": ("theme", ""),
    "instrument:kuwait-2024 by section": ("section", "instrument:kuwait-2024"),
    "by agency and priority": ("agency,priority", ""),
    "par thème": ("theme", ""),
    "حسب الجهة": ("agency", ""),
}


@pytest.mark.parametrize("words", GROUPED)
def test_a_report_by_words(ctrack: Runner, words: str) -> None:
    """A report is grouped by what stands behind `by`, wherever in the line."""
    by, rest = GROUPED[words]
    assert ctrack.data("report", *words.split()) == ctrack.data("report", *rest.split(), "--by", by)


def test_by_a_date_or_by_nothing_known(ctrack: Runner) -> None:
    """By a date is until then; by a word that groups nothing is refused with those that do."""
    assert ctrack.data("report", "by", "june", "2027")["filter"].startswith("due.before:2027-06-01")
    refused(ctrack("report", "by", "colour"), 2, "--by takes one or two of")


AS_OF = (
    "report as of 2026-06-01",
    "report instrument:kuwait-2024 as of june 2026",
    "list as of yesterday",
    "due as at 30.6.2026",
)


@pytest.mark.parametrize("line", AS_OF)
def test_as_of_in_words(ctrack: Runner, line: str) -> None:
    """A day to go back to is no date of a filter: the option is named, with that day."""
    refused(ctrack(*line.split()), 2, "write --as-of 2026-")
