"""`ctrack recur` and the updates that meet what comes round: early, late, twice, backdated, by name."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner

SPRING = ("--today", "2025-03-10")


def dates(ctrack: Runner, code: str = "KWT-25") -> list[tuple[str, str | None, str]]:
    """Each date until today and the next, when it was met, and what became of it."""
    cycle = ctrack.data("show", code)["cycle"]
    return [(item["due"], item["closed_on"], item["state"]) for item in cycle["occasions"]] if cycle else []


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
    for code in ("NAT-1", "NAT-2"):
        ctrack.ok("add", code, "--title", "x", "--deadline", "2026-06")
    ctrack.ok("recur", "NAT-1", "--every", "2y")
    assert due(ctrack, "NAT-1") == ("2026-06", "overdue")
    ctrack.ok("recur", "NAT-2", "--every", "2y", "--anchor", "2027-03-31")
    assert due(ctrack, "NAT-2") == ("2026-06", "overdue")
    ctrack.ok("update", "NAT-1", "NAT-2", "--status", "implemented")
    assert (due(ctrack, "NAT-1"), due(ctrack, "NAT-2")) == (("2028-06", "later"), ("2027-03-31", "later"))


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
    assert (dates(ctrack), due(ctrack)) == ([("2027-01", "2026-11-20", "met")], (None, "closed"))


@pytest.mark.slow
def test_a_change_leaves_the_past_alone(anywhere: Runner) -> None:
    """Only a date to come moves; what was missed under the rule so far stays missed, and what was met stays met."""
    anywhere.ok("recur", "KWT-25", "--every", "6m", "--anchor", "2024-08-31", *SPRING)
    met(anywhere, "2025-08-30")
    kept = [("2025-08-31", "2025-08-30", "met"), ("2026-02-28", None, "missed")]
    assert dates(anywhere) == [*kept, ("2026-08-31", None, "missed")]
    anywhere.ok("recur", "KWT-25", "--every", "1y", "--anchor", "2027-05-15")
    assert (dates(anywhere), due(anywhere)) == ([*kept, ("2026-08-31", None, "missed")], ("2026-02-28", "overdue"))
    met(anywhere, "2026-11-20")
    last = ("2026-08-31", "2026-11-20", "met_late")
    assert dates(anywhere) == [*kept, last, ("2027-05-15", None, "open")]
    anywhere.ok("recur", "KWT-25", "--every", "2y")
    anywhere.ok("recur", "KWT-25", "--anchor", "2028-05-15")
    assert dates(anywhere)[-1] == ("2028-05-15", None, "open")
    anywhere.ok("recur", "KWT-25", "--never")
    assert due(anywhere) == (None, "closed")
    for _ in range(2):
        anywhere.ok("undo")
    assert anywhere.ok("verify").code == 0


@pytest.mark.slow
def test_a_second_command_is_none(ctrack: Runner) -> None:
    """The same rule again changes nothing, and is said so."""
    rule = ("recur", "KWT-25", "--every", "6m", "--anchor", "2027-01-31", "--from", "completion")
    ctrack.ok(*rule)
    met(ctrack, "2026-11-01")
    before = dates(ctrack)
    assert "unchanged" in ctrack.ok(*rule).out
    assert dates(ctrack) == before == [("2027-01-31", "2026-11-01", "met"), ("2027-05-01", None, "open")]


def test_never_with_something_overdue(ctrack: Runner) -> None:
    """A rule that is taken away leaves what is overdue due, and nothing after it."""
    ctrack.ok("recur", "KWT-25", "--every", "6m", "--anchor", "2024-08-31", *SPRING)
    ctrack.ok("recur", "KWT-25", "--never")
    assert due(ctrack) == ("2025-08-31", "overdue")
    met(ctrack, "2026-11-20")
    missed = [("2025-08-31", None, "missed"), ("2026-02-28", None, "missed")]
    assert dates(ctrack) == [*missed, ("2026-08-31", "2026-11-20", "met_late")]
    assert due(ctrack) == (None, "closed")


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
    assert dates(ctrack) == [FIRST, ("2026-02-28", None, "missed"), ("2026-08-31", None, "missed")]
    return ctrack


FIRST = ("2025-08-31", "2025-09-05", "met_late")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # The latest that had come due by then; what is before it stays missed.
        (
            "2026-11-01",
            [("2026-02-28", None, "missed"), ("2026-08-31", "2026-11-01", "met_late"), ("2027-02-28", None, "open")],
        ),
        ("2026-03-10", [("2026-02-28", "2026-03-10", "met_late"), ("2026-08-31", None, "missed")]),
        # None had come due since the last that was met: the one ahead is only met where it is nearer.
        ("2026-01-10", [("2026-02-28", "2026-01-10", "met"), ("2026-08-31", None, "missed")]),
        ("2025-10-01", [("2026-02-28", None, "missed"), ("2026-08-31", None, "missed")]),
        ("2024-09-01", [("2026-02-28", None, "missed"), ("2026-08-31", None, "missed")]),
    ],
)
def test_which_date_is_met(halfyearly: Runner, day: str, expected: list[Any]) -> None:
    """By the day that an update is dated, the latest date that had come due, else the one ahead where it is nearer."""
    met(halfyearly, day)
    assert dates(halfyearly) == [FIRST, *expected]
    assert halfyearly.ok("verify").code == 0


def test_what_was_met_late_is_found(halfyearly: Runner) -> None:
    """An occurrence that was met after its day is found by the filter; one that was met in time is not."""
    halfyearly.ok("recur", "KWT-26", "--every", "1y", "--anchor", "2025-06-30", *SPRING)
    halfyearly.ok("update", "KWT-26", "--status", "implemented", "--on", "2025-06-29")
    assert dates(halfyearly, "KWT-26")[0] == ("2025-06-30", "2025-06-29", "met")
    late = halfyearly.data("list", "status:met_late", "instrument:kuwait-2024")["rows"]
    assert [row["code"] for row in late] == ["KWT-25"]


def test_twice_is_once(halfyearly: Runner) -> None:
    """The same said again some days later meets neither what was passed over nor what is to come."""
    met(halfyearly, "2026-08-25")
    met(halfyearly, "2026-09-01")
    before = dates(halfyearly)
    assert before[1:] == [
        ("2026-02-28", "2026-08-25", "met_late"),
        ("2026-08-31", "2026-09-01", "met_late"),
        ("2027-02-28", None, "open"),
    ]
    met(halfyearly, "2026-09-05")
    met(halfyearly, "2026-10-20")
    assert dates(halfyearly) == before


@pytest.mark.slow
def test_an_early_report_said_again(ctrack: Runner) -> None:
    """What was met before its day had come due as well: the same said again does not meet an older one."""
    ctrack.ok("recur", "KWT-25", "--every", "6m", "--anchor", "2024-08-31", *SPRING)
    met(ctrack, "2026-08-20", "--occurrence", "2026-08-31")
    before = dates(ctrack)
    assert before == [
        ("2025-08-31", None, "missed"),
        ("2026-02-28", None, "missed"),
        ("2026-08-31", "2026-08-20", "met"),
        ("2027-02-28", None, "open"),
    ]
    met(ctrack, "2026-08-25")
    assert dates(ctrack) == before


def test_by_name(halfyearly: Runner) -> None:
    """--occurrence names the date, also one that was missed; one met already and one unknown are refused."""
    met(halfyearly, "2026-11-01")
    halfyearly.ok("update", "KWT-25", "--target", "2027-04-15")
    met(halfyearly, "2026-03-10", "--occurrence", "February 2026")
    assert dates(halfyearly) == [
        FIRST,
        ("2026-02-28", "2026-03-10", "met_late"),
        ("2026-08-31", "2026-11-01", "met_late"),
        ("2027-02-28", None, "open"),
    ]
    assert halfyearly.data("show", "KWT-25")["target"] == "2027-04-15", "the target was that of the date to come"
    with nothing_recorded(halfyearly):
        name = ("update", "KWT-25", "--status", "implemented", "--occurrence")
        refused(halfyearly(*name, "2026-02-28"), 4, "met for 2026-02-28 already, on 2026-03-10", "ctrack undo")
        refused(halfyearly(*name, "2029-01"), 4, "2029-01", "2027-02-28")
        refused(halfyearly("update", "KWT-26", "--status", "implemented", "--occurrence", "2026"), 4, "ctrack recur")
        refused(halfyearly("update", "KWT-25", "--note", "x", "--occurrence", "2026"), 2, "--status or --progress")


def test_a_target_ends_with_its_date(halfyearly: Runner) -> None:
    """A target puts off the date in hand and takes nothing out of overdue; it goes with that date when it is met."""
    halfyearly.ok("update", "KWT-25", "--target", "2026-12-15")
    row = halfyearly.data("show", "KWT-25")
    assert (row["due"], row["due_state"], row["target"]) == ("2026-02-28", "overdue", "2026-12-15")
    assert (row["postponed"], row["postponed_from"]) == (1, "2026-02-28")
    outcome = halfyearly.ok("update", "KWT-25", "--status", "implemented")
    assert "28 February 2026 -> 28 February 2027" in outcome.out
    assert halfyearly.data("show", "KWT-25")["target"] is None
    halfyearly.ok("undo")
    assert halfyearly.data("show", "KWT-25")["target"] == "2026-12-15"


@pytest.mark.slow
def test_the_status_belongs_to_the_date(halfyearly: Runner) -> None:
    """What is said is of the date in hand; the next one opens as not reported, and the whole counts as done till then.

    As soon as a date goes by that was not met, the undertaking counts as implemented no more.
    """

    def stands(day: str) -> tuple[str, int, str, int]:
        row = halfyearly.data("list", "code:KWT-25", "party:NFP", "--as-of", day)["rows"][0]
        owed = halfyearly.data("due", "code:KWT-25", "--as-of", day)["rows"]
        return row["status"], row["progress"], owed[-1]["status"], owed[-1]["progress"]

    assert stands("2025-09-05") == ("implemented", 100, "not_reported", 0)
    halfyearly.ok("update", "KWT-25", "--progress", "40", "--on", "2025-12-01")
    assert stands("2025-12-01") == ("implemented", 100, "in_progress", 40)
    assert stands("2026-02-28") == ("implemented", 100, "in_progress", 40)
    assert stands("2026-03-01")[:2] == ("in_progress", 40)
    assert [row["code"] for row in halfyearly.data("list", "status:missed")["rows"]] == ["KWT-25"]
    assert halfyearly.data("report", "code:KWT-25")["whole"]["missed"] == 2
    halfyearly.ok("update", "KWT-25", "--status", "implemented")
    assert halfyearly.data("report", "code:KWT-25")["whole"]["rate"]["implemented"] == 1
    assert [row["due"] for row in halfyearly.data("report", "code:KWT-25")["missed"]] == ["2026-02-28"]
    assert "2026-08-31" in {row["due"] for row in halfyearly.data("report", "code:KWT-25")["met_late"]}


@pytest.mark.slow
def test_a_date_is_waived_by_name(halfyearly: Runner) -> None:
    """Not applicable of one date passes that over; of the whole it closes it, and nothing is missed from then on."""
    name = ("update", "KWT-25", "--status", "not_applicable", "--occurrence")
    halfyearly.ok(*name, "2026-02-28")
    assert dates(halfyearly) == [FIRST, ("2026-02-28", None, "passed_over"), ("2026-08-31", None, "missed")]
    halfyearly.ok("undo")
    halfyearly.ok("update", "KWT-25", "--status", "not_applicable", "--on", "2025-12-01")
    assert dates(halfyearly) == [FIRST, ("2026-02-28", None, "passed_over")]
    assert halfyearly.data("list", "status:missed")["rows"] == []
    assert halfyearly.data("show", "KWT-25")["due_state"] == "closed"
    assert halfyearly.ok("verify").code == 0


def test_the_first_date_is_met_within_an_interval(ctrack: Runner) -> None:
    """Before the first date there is none that a report could belong to, unless it is older than an interval."""
    ctrack.ok("recur", "KWT-25", "--every", "1y", "--anchor", "2027-06-30")
    met(ctrack, "2026-06-01")
    assert dates(ctrack) == [("2027-06-30", None, "open")]
    met(ctrack, "2026-07-01")
    assert dates(ctrack) == [("2027-06-30", "2026-07-01", "met"), ("2028-06-30", None, "open")]


def test_from_completion(anywhere: Runner) -> None:
    """Each next date counts from the day on which the last was met, also when the rule is changed in between."""
    anywhere.ok("recur", "KWT-25", "--every", "6m", "--from", "completion", "--anchor", "2024-08-31")
    met(anywhere, "2026-10-10")
    assert dates(anywhere) == [("2027-02-28", "2026-10-10", "met"), ("2027-04-10", None, "open")]
    anywhere.ok("recur", "KWT-25", "--until", "2030")
    assert dates(anywhere)[-1] == ("2027-04-10", None, "open")
    anywhere.ok("recur", "KWT-25", "--every", "1y")
    assert dates(anywhere)[-1] == ("2027-10-10", None, "open")
    anywhere.ok("recur", "KWT-25", "--from", "anchor")
    assert dates(anywhere)[-1] == ("2027-08-31", None, "open")
    assert anywhere.ok("verify").code == 0


@pytest.mark.slow
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
    """What comes round and is overdue is so in list, report and remind; in `due` each date of it is one missed."""
    late = [row["code"] for row in halfyearly.data("list", "status:overdue", "party:NFP", "--all")["rows"]]
    assert late == ["KWT-25"]
    for words in (("due",), ("due", "--next", "1m")):
        gone = [row["due"] for row in halfyearly.data(*words)["rows"] if row["due_state"] == "missed"]
        assert gone == ["2026-02-28", "2026-08-31"]
    assert [row["due"] for row in halfyearly.data("report")["missed"]] == ["2026-02-28", "2026-08-31"]
    whole = halfyearly.data("report")["whole"]
    assert (whole["overdue"], whole["missed"]) == (1, 2)
    assert halfyearly("remind", "--check").err == "National focal point (NFP): 1 commitment is overdue.\n"
    feed = halfyearly.ok("calendar").out
    assert "DTSTART;VALUE=DATE:20260228" in feed
    assert "DTSTART;VALUE=DATE:20260831" in feed


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_for_programs(ctrack: Runner, name: str) -> None:
    """What programs read names the undertaking, with a column for each part before and after."""
    rule = ("recur", "KWT-25", "KWT-26", "--every", "6m", "--anchor", "2027-01")
    head, *rows = ctrack.ok(*rule, "--format", name).out.replace("\t", ",").splitlines()
    assert head.split(",")[:4] == ["code", "party", "every_before", "every_after"]
    assert rows == [f"{code},NFP,,P6M,,anchor,,2027-01,,,,2027-01" for code in ("KWT-25", "KWT-26")]


@pytest.mark.slow
def test_a_filter_and_a_dry_run(ctrack: Runner) -> None:
    """A filter gives the rule to all that fit; a dry run shows it and records nothing."""
    with nothing_recorded(ctrack):
        outcome = ctrack.ok("recur", "section:followup", "--every", "3m", "--anchor", "2026-11-30", "--dry-run")
    assert "Dry run" in outcome.err
    codes = [row["code"] for row in ctrack.data("list", "section:followup", "party:NFP")["rows"]]
    data = ctrack.data("recur", "section:followup", "--every", "3m", "--anchor", "2026-11-30")
    assert [row["code"] for row in data["rows"]] == codes
    assert data["total"] == len(codes)


def test_what_was_done_already_met_the_date_it_had(ctrack: Runner) -> None:
    """What is implemented when it begins to come round met its date; what is open keeps its status, and meets none."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06")
    ctrack.ok("update", "NAT-1", "--status", "implemented", "--on", "2026-06-10")
    ctrack.ok("recur", "NAT-1", "--every", "1y")
    done = ctrack.data("show", "NAT-1")
    assert (done["status"], done["due"]) == ("implemented", "2027-06")
    assert [(item["due"], item["state"]) for item in done["cycle"]["occasions"]] == [
        ("2026-06", "met"),
        ("2027-06", "open"),
    ]
    ctrack.ok("add", "NAT-2", "--title", "x", "--deadline", "2026-12")
    ctrack.ok("update", "NAT-2", "--status", "in_progress", "--on", "2026-06-10")
    ctrack.ok("recur", "NAT-2", "--every", "1y", "--anchor", "2027-03")
    begun = ctrack.data("show", "NAT-2")
    assert (begun["status"], begun["due"], len(begun["history"])) == ("in_progress", "2027-03", 1)
    assert [item["due"] for item in begun["cycle"]["occasions"]] == ["2027-03"]
