"""`ctrack recur` and the updates that meet what comes round: early, late, twice, backdated, by name."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner

SPRING = ("--today", "2025-03-10")


def dates(ctrack: Runner, code: str = "KWT-25") -> list[tuple[str, str | None, bool]]:
    """Each stored date, when it was closed, and whether it was met."""
    cycle = ctrack.data("show", code)["cycle"]
    return [(item["due"], item["closed_on"], item["met"]) for item in cycle["occasions"]] if cycle else []


def due(ctrack: Runner, code: str = "KWT-25") -> tuple[str | None, str]:
    """When it is due, and how that stands."""
    data = ctrack.data("show", code)
    return data["due"], data["due_state"]


def met(ctrack: Runner, day: str, *arguments: str) -> None:
    """Say that it was implemented on a day."""
    ctrack.ok("update", "KWT-25", "--status", "implemented", "--on", day, *arguments)


def test_a_rule_is_said_back(anywhere: Runner) -> None:
    """What was and what is are told, and the next date; the month keeps its precision."""
    outcome = anywhere.ok("recur", "KWT-25", "--every", "every 2 years", "--anchor", "June 2025", "--until", "2031")
    assert outcome.out.splitlines() == [
        "KWT-25 NFP  Set up a team of border management experts",
        "",
        "Comes round   – -> every 2 years",
        "Counted from  – -> the first date",
        "First date    – -> June 2025",
        "Until         – -> 31 December 2031",
        "Next date     – -> June 2027",
    ]
    assert due(anywhere) == ("2027-06", "later")
    assert anywhere.ok("verify").code == 0


@pytest.mark.parametrize(
    ("every", "anchor", "today", "expected"),
    [
        ("6m", "2024-08-31", "2026-11-21", "2027-02-28"),
        ("6m", "2024-08-31", "2028-01-01", "2028-02-29"),
        ("1y", "2024-02-29", "2027-03-01", "2028-02-29"),
        ("2y", "2024-02-29", "2025-01-01", "2026-02-28"),
        ("1m", "2026-10-31", "2026-11-30", "2026-11-30"),
        ("1m", "2026-10-31", "2026-12-01", "2026-12-31"),
        ("3m", "2026-Q1", "2026-11-21", "2026-36"),
        ("1y", "2025", "2026-11-21", "2026"),
        ("2w", "2026-11-20", "2026-11-21", "2026-12-04"),
    ],
)
def test_the_next_date(ctrack: Runner, every: str, anchor: str, today: str, expected: str) -> None:
    """It is the first one not over by today, counted from the first date: month ends and 29 February come back."""
    (row,) = ctrack.data("recur", "KWT-25", "--every", every, "--anchor", anchor, "--today", today)["rows"]
    assert row["after"]["next"] == expected


def test_from_the_due_date(ctrack: Runner) -> None:
    """Without --anchor it counts from the due date; what is overdue stays due and is not forgiven by a rule."""
    ctrack.ok("recur", "KWT-21", "--every", "2y")
    assert due(ctrack, "KWT-21") == ("2026-06", "overdue")
    ctrack.ok("recur", "KWT-22", "--every", "2y", "--anchor", "2027-03-31")
    assert due(ctrack, "KWT-22") == ("2026-06", "overdue")
    ctrack.ok("update", "KWT-21", "KWT-22", "--status", "implemented")
    assert (due(ctrack, "KWT-21"), due(ctrack, "KWT-22")) == (("2028-06", "later"), ("2027-03-31", "later"))


def test_refusals(ctrack: Runner) -> None:
    """What is no rule is refused with what to write, and nothing is recorded."""
    with nothing_recorded(ctrack):
        refused(ctrack("recur", "KWT-25"), 2, "--every 6m", "--never")
        refused(ctrack("recur", "KWT-25", "--never", "--every", "6m"), 2, "--never")
        refused(ctrack("recur", "KWT-25", "--every", "6m"), 4, "KWT-25", "--anchor DATE")
        refused(ctrack("recur", "KWT-25", "--until", "2030"), 4, "KWT-25", "--every")
        refused(ctrack("recur", "KWT-25", "--from", "completion"), 4, "--every")
        refused(ctrack("recur", "KWT-25", "--every", "biweekly", "--anchor", "2027"), 2, "--every", "2y")
        refused(ctrack("recur", "KWT-25", "--every", "0d", "--anchor", "2027"), 2, "--every")
        refused(ctrack("recur", "KWT-25", "--every", "101y", "--anchor", "2027"), 2, "100 years")
        refused(ctrack("recur", "KWT-25", "--every", "5w", "--anchor", "2027-02"), 2, "P5W", "2027-02")
        refused(ctrack("recur", "KWT-25", "--every", "1m", "--anchor", "2027-02-31"), 2, "--anchor")
        refused(ctrack("recur", "KWT-25", "--every", "1m", "--anchor", "12/07/2026"), 2, "2026-07-12", "2026-12-07")
        refused(ctrack("recur", "KWT-99", "--never"), 3, "KWT-99")
        refused(ctrack("recur", "KWT-25", "--never", "--party", "UNGA"), 3, "UNGA")
        refused(ctrack("recur", "KWT-25", "--every", "6m", "--from", "x"), 2, "--from")


def test_an_end_before_the_beginning(ctrack: Runner) -> None:
    """An end before the first date is refused, and so is one after which nothing is left."""
    first = ("recur", "KWT-25", "--every", "6m", "--anchor", "2027-01")
    with nothing_recorded(ctrack):
        refused(ctrack(*first, "--until", "2027-01-30"), 4, "2027-01-30", "2027-01", "--until")
        over = ("recur", "KWT-25", "--every", "6m", "--anchor", "2024-01-31", "--until", "2026-09")
        refused(ctrack(*over), 4, "never be due again", "--until")
    ctrack.ok(*first, "--until", "2027-01-31")
    with nothing_recorded(ctrack):
        refused(ctrack("recur", "KWT-25", "--until", "2026-12-31"), 4, "2026-12-31")
    met(ctrack, "2026-11-20")
    assert (dates(ctrack), due(ctrack)) == ([("2027-01", "2026-11-20", True)], (None, "closed"))


def test_a_change_leaves_the_past_alone(anywhere: Runner) -> None:
    """Only a date to come that nobody reported on moves; what is overdue stays open, what was met stays met."""
    anywhere.ok("recur", "KWT-25", "--every", "6m", "--anchor", "2024-08-31", *SPRING)
    met(anywhere, "2025-08-30")
    kept = ("2025-08-31", "2025-08-30", True)
    assert dates(anywhere) == [kept, ("2026-02-28", None, False)]
    anywhere.ok("recur", "KWT-25", "--every", "1y", "--anchor", "2027-05-15")
    assert (dates(anywhere), due(anywhere)) == ([kept, ("2026-02-28", None, False)], ("2026-02-28", "overdue"))
    met(anywhere, "2026-11-20")
    assert dates(anywhere) == [kept, ("2026-02-28", "2026-11-20", True), ("2027-05-15", None, False)]
    anywhere.ok("recur", "KWT-25", "--every", "2y")
    anywhere.ok("recur", "KWT-25", "--anchor", "2028-05-15")
    assert dates(anywhere)[-1] == ("2028-05-15", None, False)
    anywhere.ok("recur", "KWT-25", "--never")
    assert due(anywhere) == (None, "closed")
    for _ in range(2):
        anywhere.ok("undo")
    assert anywhere.ok("verify").code == 0


def test_a_second_command_is_none(ctrack: Runner) -> None:
    """The same rule again changes nothing, and is said so."""
    rule = ("recur", "KWT-25", "--every", "6m", "--anchor", "2027-01-31", "--from", "completion")
    ctrack.ok(*rule)
    met(ctrack, "2026-11-01")
    before = dates(ctrack)
    assert "unchanged" in ctrack.ok(*rule).out
    assert dates(ctrack) == before == [("2027-01-31", "2026-11-01", True), ("2027-05-01", None, False)]


def test_never_with_something_overdue(ctrack: Runner) -> None:
    """A rule that is taken away leaves what is overdue due, and nothing after it."""
    ctrack.ok("recur", "KWT-25", "--every", "6m", "--anchor", "2024-08-31", *SPRING)
    ctrack.ok("recur", "KWT-25", "--never")
    assert due(ctrack) == ("2025-08-31", "overdue")
    met(ctrack, "2026-11-20")
    assert (dates(ctrack), due(ctrack)) == ([("2025-08-31", "2026-11-20", True)], (None, "closed"))


def test_giving_a_rule_to_what_went_back(ctrack: Runner) -> None:
    """What was implemented and began again is no step back where it comes round, and the register still holds."""
    met(ctrack, "2026-11-01")
    ctrack.ok("update", "KWT-25", "--status", "in_progress", "--progress", "30")
    assert ctrack.data("show", "KWT-25")["regressed"] is True
    ctrack.ok("recur", "KWT-25", "--every", "1y", "--anchor", "2027-06")
    assert ctrack.data("show", "KWT-25")["regressed"] is False
    ctrack.ok("verify")
    ctrack.ok("recur", "KWT-25", "--never")
    assert ctrack.data("show", "KWT-25")["regressed"] is True
    ctrack.ok("verify")


@pytest.fixture
def halfyearly(ctrack: Runner) -> Runner:
    """KWT-25 every half year since August 2025, on 21 November 2026 with one date overdue and another gone by."""
    ctrack.ok("recur", "KWT-25", "--every", "6m", "--anchor", "2024-08-31", *SPRING)
    met(ctrack, "2025-09-05")
    assert dates(ctrack) == [("2025-08-31", "2025-09-05", True), ("2026-02-28", None, False)]
    return ctrack


FIRST = ("2025-08-31", "2025-09-05", True)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # The latest that had come due by then; what is before it is passed over.
        ("2026-11-01", [("2026-02-28", "2026-11-01", False), ("2026-08-31", "2026-11-01", True)]),
        ("2026-03-10", [("2026-02-28", "2026-03-10", True)]),
        # None had come due since the last that was met: the one ahead is only met where it is nearer.
        ("2026-01-10", [("2026-02-28", "2026-01-10", True)]),
        ("2025-10-01", []),
        ("2024-09-01", []),
    ],
)
def test_which_date_is_met(halfyearly: Runner, day: str, expected: list[Any]) -> None:
    """By the day that an update is dated, the latest date that had come due, else the one ahead where it is nearer."""
    met(halfyearly, day)
    following = {"2026-11-01": "2027-02-28", "2026-03-10": "2026-08-31", "2026-01-10": "2026-08-31"}
    awaited = (following.get(day, "2026-02-28"), None, False)
    assert dates(halfyearly) == [FIRST, *expected, awaited]
    assert halfyearly.ok("verify").code == 0


def test_twice_is_once(halfyearly: Runner) -> None:
    """The same said again some days later meets neither what was passed over nor what is to come."""
    met(halfyearly, "2026-08-25")
    met(halfyearly, "2026-09-01")
    before = dates(halfyearly)
    assert before[1:] == [
        ("2026-02-28", "2026-08-25", True),
        ("2026-08-31", "2026-09-01", True),
        ("2027-02-28", None, False),
    ]
    met(halfyearly, "2026-09-05")
    met(halfyearly, "2026-10-20")
    assert dates(halfyearly) == before


def test_an_early_report_said_again(ctrack: Runner) -> None:
    """What was met before its day had come due as well: the same said again does not meet an older one."""
    ctrack.ok("recur", "KWT-25", "--every", "6m", "--anchor", "2024-08-31", *SPRING)
    met(ctrack, "2026-08-20", "--occurrence", "2026-08-31")
    before = dates(ctrack)
    assert before == [
        ("2025-08-31", "2026-08-20", False),
        ("2026-02-28", "2026-08-20", False),
        ("2026-08-31", "2026-08-20", True),
        ("2027-02-28", None, False),
    ]
    met(ctrack, "2026-08-25")
    assert dates(ctrack) == before


def test_by_name(halfyearly: Runner) -> None:
    """--occurrence names the date, also one that was passed over; one met already and one unknown are refused."""
    met(halfyearly, "2026-11-01")
    halfyearly.ok("update", "KWT-25", "--target", "2027-04-15")
    met(halfyearly, "2026-03-10", "--occurrence", "February 2026")
    assert dates(halfyearly) == [
        FIRST,
        ("2026-02-28", "2026-03-10", True),
        ("2026-08-31", "2026-11-01", True),
        ("2027-02-28", None, False),
    ]
    assert due(halfyearly)[0] == "2027-04-15", "the target was that of the date to come"
    with nothing_recorded(halfyearly):
        name = ("update", "KWT-25", "--status", "implemented", "--occurrence")
        refused(halfyearly(*name, "2026-02-28"), 4, "met for 2026-02-28 already, on 2026-03-10", "ctrack undo")
        refused(halfyearly(*name, "2029-01"), 4, "2029-01", "2027-02-28")
        refused(halfyearly("update", "KWT-26", "--status", "implemented", "--occurrence", "2026"), 4, "ctrack recur")
        refused(halfyearly("update", "KWT-25", "--note", "x", "--occurrence", "2026"), 2, "--status implemented")


def test_a_target_ends_with_its_date(halfyearly: Runner) -> None:
    """A target moves the date that is open, and goes with it when it is met."""
    halfyearly.ok("update", "KWT-25", "--target", "2026-12-15")
    assert due(halfyearly) == ("2026-12-15", "due_soon")
    outcome = halfyearly.ok("update", "KWT-25", "--status", "implemented")
    assert "Due  15 December 2026 -> 28 February 2027" in outcome.out
    halfyearly.ok("undo")
    assert due(halfyearly) == ("2026-12-15", "due_soon")


def test_the_first_date_is_met_within_an_interval(ctrack: Runner) -> None:
    """Before the first date there is none that a report could belong to, unless it is older than an interval."""
    ctrack.ok("recur", "KWT-25", "--every", "1y", "--anchor", "2027-06-30")
    met(ctrack, "2026-06-01")
    assert dates(ctrack) == [("2027-06-30", None, False)]
    met(ctrack, "2026-07-01")
    assert dates(ctrack) == [("2027-06-30", "2026-07-01", True), ("2028-06-30", None, False)]


def test_from_completion(anywhere: Runner) -> None:
    """Each next date counts from the day on which the last was met, also when the rule is changed in between."""
    anywhere.ok("recur", "KWT-25", "--every", "6m", "--from", "completion", "--anchor", "2024-08-31")
    met(anywhere, "2026-10-10")
    assert dates(anywhere) == [("2027-02-28", "2026-10-10", True), ("2027-04-10", None, False)]
    anywhere.ok("recur", "KWT-25", "--until", "2030")
    assert dates(anywhere)[-1] == ("2027-04-10", None, False)
    anywhere.ok("recur", "KWT-25", "--every", "1y")
    assert dates(anywhere)[-1] == ("2027-10-10", None, False)
    anywhere.ok("recur", "KWT-25", "--from", "anchor")
    assert dates(anywhere)[-1] == ("2027-08-31", None, False)
    assert anywhere.ok("verify").code == 0


def test_on_another_day(halfyearly: Runner) -> None:
    """--as-of tells which date was awaited on a day; --known-at what was known by then."""
    halfyearly.environ["CTRACK_NOW"] = "2026-11-23T09:00:00+00:00"
    met(halfyearly, "2026-11-01")

    def awaited(*when: str) -> tuple[str, str]:
        data = halfyearly.data("show", "KWT-25", *when)
        return data["due"], data["due_state"]

    assert awaited("--as-of", "2025-06-01") == ("2025-08-31", "later")
    assert awaited("--as-of", "2025-09-04") == ("2025-08-31", "overdue")
    assert awaited("--as-of", "2025-09-05") == ("2026-02-28", "later")
    assert awaited("--as-of", "2026-10-31") == ("2026-02-28", "overdue")
    assert awaited("--as-of", "2026-11-01") == ("2027-02-28", "later")
    assert awaited("--known-at", "2026-11-22") == ("2026-02-28", "overdue")


def test_every_list_agrees(halfyearly: Runner) -> None:
    """What has come round and is overdue is so in list, due, report and remind alike, whatever its status."""
    late = [row["code"] for row in halfyearly.data("list", "status:overdue", "party:NFP", "--all")["rows"]]
    assert "KWT-25" in late
    owed = [row["code"] for row in halfyearly.data("due")["rows"] if row["due_state"] == "overdue"]
    ahead = [row["code"] for row in halfyearly.data("due", "--next", "1m")["rows"] if row["due_state"] == "overdue"]
    assert sorted(late) == sorted(owed) == sorted(ahead)
    assert halfyearly.data("report", "progress")["whole"]["overdue"] == len(late)
    assert halfyearly("remind", "--check").err == f"National focal point (NFP): {len(late)} commitments are overdue.\n"


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_for_programs(ctrack: Runner, name: str) -> None:
    """What programs read names the undertaking, with a column for each part before and after."""
    rule = ("recur", "KWT-25", "KWT-26", "--every", "6m", "--anchor", "2027-01")
    head, *rows = ctrack.ok(*rule, "--format", name).out.replace("\t", ",").splitlines()
    assert head.split(",")[:4] == ["code", "party", "every_before", "every_after"]
    assert rows == [f"{code},NFP,,P6M,,anchor,,2027-01,,,,2027-01" for code in ("KWT-25", "KWT-26")]


def test_a_filter_and_a_dry_run(ctrack: Runner) -> None:
    """A filter gives the rule to all that fit; a dry run shows it and records nothing."""
    with nothing_recorded(ctrack):
        outcome = ctrack.ok("recur", "section:followup", "--every", "3m", "--anchor", "2026-11-30", "--dry-run")
    assert "Dry run" in outcome.err
    codes = [row["code"] for row in ctrack.data("list", "section:followup", "party:NFP")["rows"]]
    data = ctrack.data("recur", "section:followup", "--every", "3m", "--anchor", "2026-11-30")
    assert [row["code"] for row in data["rows"]] == codes
    assert data["total"] == len(codes)
