"""`ctrack plan`: the steps before a due date, in working days of the office."""

from __future__ import annotations

import pytest

from tests.cli.promises import FORMATS, nothing_recorded, refused
from tests.support.runner import Runner

STARTS = {
    "request": "2026-05-07",
    "draft": "2026-05-28",
    "clearance": "2026-06-11",
    "translation": "2026-06-18",
    "signature": "2026-06-25",
    "transmission": "2026-06-30",
}


def starts(ctrack: Runner, *arguments: str) -> dict[str, str]:
    """The last safe start of each step."""
    return {row["step"]: row["start_by"] for row in ctrack.data("plan", *arguments)["rows"]}


def test_the_steps_before_a_deadline(anywhere: Runner) -> None:
    """Without --for it is the date in force: June 2026 means its last day."""
    with nothing_recorded(anywhere):
        data = anywhere.data("plan", "kwt-21", "--today", "2026-05-10")
    assert (data["code"], data["party"], data["due"], data["due_on"]) == ("KWT-21", "NFP", "2026-06", "2026-06-30")
    assert {row["step"]: row["start_by"] for row in data["rows"]} == STARTS
    assert [row["days_late"] for row in data["rows"]] == [3, 0, 0, 0, 0, 0]
    assert data["rows"][-1]["finish_by"] == "2026-06-30"
    assert (data["working_days_needed"], data["working_days_left"]) == (39, 38)
    assert data["total"] == 6


def test_a_target_goes_before_the_deadline(ctrack: Runner) -> None:
    """The date in force is the target where one was set."""
    ctrack.ok("update", "KWT-25", "--target", "2027-03-31")
    assert ctrack.data("plan", "KWT-25")["due_on"] == "2027-03-31"


@pytest.mark.parametrize("text", ["2026-06-30", "2026-06", "June 2026", "حزيران/يونيه 2026", "2026-Q2"])
def test_another_date(ctrack: Runner, text: str) -> None:
    """--for takes any date, and of a month or quarter its last day."""
    assert starts(ctrack, "KWT-25", "--for", text) == STARTS


def test_no_date_at_all(ctrack: Runner) -> None:
    """Without a date in the register and without --for it is refused, with what to write."""
    refused(ctrack("plan", "KWT-25"), 4, "KWT-25 has no date", "ctrack plan KWT-25 --for 2026-06-30")


def test_refusals(ctrack: Runner) -> None:
    """An unknown code and a date that is none are refused."""
    refused(ctrack("plan", "KWT-99"), 3, "KWT-99")
    refused(ctrack("plan", "KWT-25", "--for", "12/07/2026"), 2, "--for", "2026-07-12", "2026-12-07")


def test_the_other_weekend(ctrack: Runner) -> None:
    """The weekend is a setting: with Saturday and Sunday off, a Friday is worked."""
    ctrack.ok("config", "set", "calendar.weekend", "sat-sun")
    assert starts(ctrack, "KWT-21")["signature"] == "2026-06-25"
    assert ctrack.data("plan", "KWT-25", "--for", "2026-06-26")["rows"][-1]["finish_by"] == "2026-06-26"
    ctrack.ok("config", "set", "calendar.weekend", "fri-sat")
    assert ctrack.data("plan", "KWT-25", "--for", "2026-06-26")["rows"][-1]["finish_by"] == "2026-06-25"


def test_holidays_of_a_file(ctrack: Runner) -> None:
    """The holidays of a file are no working days, whatever digits and names it is written with."""
    path = ctrack.home / "holidays.txt"
    path.write_text("# عطل\n٢٠٢٦-٠٦-٣٠ عطلة\n2026-06-28..2026-06-29 Eid\n", encoding="utf-8")
    ctrack.ok("config", "set", "calendar.holidays", str(path))
    assert ctrack.data("plan", "KWT-21")["rows"][-1]["finish_by"] == "2026-06-25"


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"2026-06-30\nEid\n", 2, ("Line 2", "Eid")),
        (b"2026-02-30\n", 2, ("Line 1", "2026-02-30")),
        (b"\xff\xfe", 4, ("UTF-8",)),
        (b"2026-01-01..2026-12-31\n2027-01-01..2027-01-31\n", 2, ("no working day", "2026-01-01")),
        (None, 1, ("cannot be read",)),
    ],
)
def test_a_wrong_file_of_holidays(ctrack: Runner, content: bytes | None, code: int, words: tuple[str, ...]) -> None:
    """A file that is missing, or wrong in a line, is named with what is wrong."""
    path = ctrack.home / "holidays.txt"
    path.write_bytes(b"")
    ctrack.ok("config", "set", "calendar.holidays", str(path))
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    refused(ctrack("plan", "KWT-21"), code, "holidays.txt", *words)


def test_lengths_are_settings(ctrack: Runner) -> None:
    """A step takes as long as its setting says, and one of no time is left out."""
    ctrack.ok("config", "set", "plan.translation", "0")
    ctrack.ok("config", "set", "plan.signature", "1")
    assert starts(ctrack, "KWT-21") == {
        "request": "2026-05-18",
        "draft": "2026-06-08",
        "clearance": "2026-06-22",
        "signature": "2026-06-29",
        "transmission": "2026-06-30",
    }
    ctrack.ok("config", "set", "plan.draft", "9999")
    refused(ctrack("plan", "KWT-21"), 2, "plan.draft", "1000")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """Each format gives every step its last safe start."""
    out = ctrack.ok("plan", "KWT-21", "--format", name).out
    assert all(start in out for start in STARTS.values())


def test_rows_for_machines(ctrack: Runner) -> None:
    """CSV has a line for each step under the names that JSON has."""
    lines = ctrack.ok("plan", "KWT-21", "--today", "2026-05-10", "--format", "csv").out.splitlines()
    assert lines[0] == "step,working_days,start_by,days_left,finish_by"
    assert lines[1] == "request,15,2026-05-07,-3,2026-05-27"
    assert len(lines) == 7


def test_what_people_read(ctrack: Runner) -> None:
    """A plan says when it is due, when to start, and how much time that leaves."""
    out = ctrack.ok("plan", "KWT-21", "--today", "2026-05-10").out
    assert "Due          30 June 2026 (51 days left)" in out
    assert "Start by     7 May 2026 (! 3 days late)" in out
    assert "Time needed  39 working days" in out
    assert "Time left    38 working days" in out
    assert "Planned for  31 December 2027" in ctrack.ok("plan", "KWT-21", "--for", "2027").out


def test_in_arabic(ctrack: Runner) -> None:
    """In Arabic the dates are written as the United Nations does, and the title is the Arabic one."""
    out = ctrack.ok("plan", "KWT-21", "--lang", "ar").out
    assert "30 حزيران/يونيه 2026" in out
    assert "مؤتمر رفيع المستوى" in out
