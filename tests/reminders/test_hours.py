"""Mails leave within the hours of the recipient's day, and hourly runs get a reminder past a server that delays it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.cli.promises import refused
from tests.reminders.conftest import configure_folder
from tests.reminders.test_faults import at, check_silent
from tests.support.offices import address_of, configure, read_mails
from tests.support.post_office import PostOffice, Rule
from tests.support.runner import Runner

ZONES = {"Amira": "Asia/Kuwait", "Badr": "America/New_York"}


def test_nobody_is_written_to_at_night(office: Runner) -> None:
    """Whatever hour the machine has, mails leave in the hours of whoever reads them; a dry run foresees the day."""
    configure_folder(office, hours="8-17")
    for name, zone in ZONES.items():
        office.ok("person", "edit", name, "--time-zone", zone)
    assert len(office.data("remind", "--dry-run", **at("00:30"))["rows"]) >= 2
    for hour in range(24):
        office("remind", CTRACK_NOW=(datetime(2026, 11, 21, tzinfo=UTC) + timedelta(hours=hour)).isoformat())
    sent = {row["name"]: datetime.fromisoformat(row["sent_at"]) for row in read_mails(office)}
    assert {name: sent[name].astimezone(ZoneInfo(zone)).hour for name, zone in ZONES.items()} == {"Amira": 8, "Badr": 8}


@pytest.mark.slow
def test_what_was_delayed_waits_for_the_morning(office: Runner, post: PostOffice) -> None:
    """A mail that a server put off in the evening is not tried at night, however often reminders run."""
    configure(office, "smtp", post.settings(), hours="8-17")
    office.ok("person", "edit", "Amira", "--time-zone", "UTC")
    post.rules = (Rule("rcpt", "450 later", address_of("Amira")),)
    office("remind", **at("17:50"))
    tried = post.reached["rcpt"]
    for clock in ("18:30", "20:00", "23:30"):
        check_silent(office("remind", **at(clock)))
    assert post.reached["rcpt"] == tried
    post.rules = ()
    check_silent(office("remind", **at("08:00", "2026-11-22")))
    assert {letter.to for letter in post.letters} >= {address_of("Amira")}


@pytest.mark.slow
def test_greylisting_costs_an_hour(office: Runner, post: PostOffice) -> None:
    """A server that wants every first mail again later has it an hour later, on the same day."""
    configure(office, "smtp", post.settings(), offsets=[0], after=0)
    post.rules = tuple(
        Rule("rcpt", "450 greylisted", address_of(name), times=1) for name in ("Amira", "Badr", "Cyrine", "Dana")
    )
    assert office("remind", **at("06:00", "2026-11-28")).code == 6
    assert post.letters == []
    check_silent(office("remind", **at("07:00", "2026-11-28")))
    assert len(post.letters) == 4


@pytest.mark.parametrize("hours", ["17-8", "8", "7-24", "x"])
def test_hours_that_are_none(office: Runner, hours: str) -> None:
    """They are refused with the setting's file and what to write."""
    configure_folder(office, hours=hours)
    refused(office("remind"), 2, "remind.toml", f'"{hours}" are no hours', "7-17")
