"""Each person is reminded as they wish: in so many mails, not before an hour, and by a deputy while they are away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.promises import refused
from tests.reminders.conftest import configure_folder
from tests.reminders.test_faults import at, check_silent
from tests.support.offices import read_mails
from tests.support.runner import Runner


def sent_to(runner: Runner, name: str) -> list[tuple[str, list[str]]]:
    """The mails to somebody: the day and hour, and the codes."""
    return [
        (row["sent_at"][:13], [item["code"] for item in row["reminders"]])
        for row in read_mails(runner)
        if row["name"] == name and row["state"] == "sent"
    ]


def test_so_many_mails(office: Runner) -> None:
    """One for each commitment, whatever the office has, or one a week that tells of the week to come."""
    configure_folder(office, offsets=[1, 0])
    office.ok("person", "edit", "Amira", "--digest", "single")
    office.ok("person", "edit", "Badr", "--digest", "weekly")
    for day in range(20, 31):
        check_silent(office("remind", **at("06:00", f"2026-11-{day}")))
    assert sent_to(office, "Amira") == [
        ("2026-11-27T06", ["KWT-11"]), ("2026-11-27T06", ["KWT-15"]),
        ("2026-11-28T06", ["KWT-11"]), ("2026-11-28T06", ["KWT-15"]),
    ]  # fmt: skip
    # The Sunday before the 28th, a Saturday: no other mail in that week.
    assert sent_to(office, "Badr") == [("2026-11-22T06", ["KWT-12", "KWT-16"])]
    assert len(sent_to(office, "Cyrine")) == 2


def test_not_before_an_hour(office: Runner) -> None:
    """Whoever wants no mail before nine has it at nine of their own clock."""
    configure_folder(office)
    office.ok("person", "edit", "Amira", "--hour", "9", "--time-zone", "Asia/Kuwait")
    office.ok("person", "edit", "Badr", "--hour", "9:00", "--time-zone", "UTC")
    for hour in range(24):
        moment = datetime(2026, 11, 21, tzinfo=UTC) + timedelta(hours=hour)
        check_silent(office("remind", CTRACK_NOW=moment.isoformat()))
    assert [sent_to(office, name)[0][0] for name in ("Amira", "Badr", "Dana")] == [
        "2026-11-21T06", "2026-11-21T09", "2026-11-21T00",
    ]  # fmt: skip


def test_while_somebody_is_away(office: Runner) -> None:
    """The deputy is told, and why; on the day after the absence it is theirs again."""
    configure_folder(office)
    office.ok("person", "edit", "Dana", "--away", "2026-11-20..2026-11-26", "--deputy", "Cyrine")
    planned = office.data("remind", "--dry-run", **at("06:00"))["rows"]
    (theirs,) = [row for row in planned if row["to"]["name"] == "Cyrine"]
    assert [item["because"] for item in theirs["notices"] if item["instead_of"] == "Dana"] == ["away", "away"]
    assert "Dana is away, so that this comes to you" in theirs["text"]
    for day in (21, 27):
        check_silent(office("remind", **at("06:00", f"2026-11-{day}")))
    assert sent_to(office, "Cyrine")[0][1] == ["KWT-13", "KWT-14", "KWT-17", "KWT-18"]
    assert sent_to(office, "Dana") == [("2026-11-27T06", ["KWT-14", "KWT-18"])]


def test_nobody_stands_in(office: Runner) -> None:
    """Without a deputy, or with one who left, it is the overseer's turn, and nobody's where there is none."""
    configure_folder(office)
    office.ok("person", "edit", "Amira", "--away", "2026-11-21")
    office.ok("person", "edit", "Dana", "--away", "2026-11-21", "--deputy", "Cyrine")
    office.ok("person", "edit", "Cyrine", "--inactive")
    outcome = office("remind", **at("06:00"))
    assert outcome.code == 6
    assert "Nobody hears of KWT-13 KWT-14 KWT-17 KWT-18:" in outcome.err
    assert sent_to(office, "Boss") == [("2026-11-21T06", ["KWT-11", "KWT-15"])]


def test_wishes_are_shown_and_taken_back(office: Runner) -> None:
    """Each is said with what it was, is one entry that undo turns, and `none` takes it away."""
    edit = ("person", "edit", "Dana")
    said = office.ok(*edit, "--digest", "weekly", "--hour", "8", "--away", "2026-12-20..2027-01-05", "--deputy", "Badr")
    for line in ("Mails                – -> weekly", "Not before the hour  – -> 8", "Deputy               – -> Badr"):
        assert line in said.out
    (row,) = [row for row in office.data("person", "list")["rows"] if row["name"] == "Dana"]
    assert [row[name] for name in ("digest", "hour", "away_from", "away_until", "deputy")] == [
        "weekly", 8, "2026-12-20", "2027-01-05", "Badr",
    ]  # fmt: skip
    assert "away 2026-12-20 to 2027-01-05" in office.ok("person", "list").out
    office.ok("undo")
    assert "weekly" not in office.ok("person", "list", "--format", "json").out
    office.ok("redo")
    office.ok(*edit, "--digest", "none", "--hour", "none", "--away", "none", "--deputy", "none")
    assert office.ok("verify").code == 0
    (row,) = [row for row in office.data("person", "list")["rows"] if row["name"] == "Dana"]
    assert {row[name] for name in ("digest", "hour", "away_from", "away_until", "deputy")} == {None}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--hour", "24"), 2, "24 is no hour"),
        (("--away", "2027-01-05..2026-12-20"), 2, "are no days"),
        (("--deputy", "Dana"), 4, "cannot be the deputy"),
        (("--deputy", "Nobody"), 3, "Nobody"),
        (("--digest", "often"), 2, "often"),
    ],
)
def test_wishes_that_cannot_be(office: Runner, words: tuple[str, ...], code: int, said: str) -> None:
    """They are refused with what can be written."""
    refused(office("person", "edit", "Dana", *words), code, said)
