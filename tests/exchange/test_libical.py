"""Calendars, checked against the rules of RFC 5545 and 5546 by libical, which many programs read them with."""

from __future__ import annotations

import ctypes
from ctypes.util import find_library
from pathlib import Path

import pytest

from tests.support.runner import Runner

LIBRARY = find_library("ical")
pytestmark = pytest.mark.skipif(LIBRARY is None, reason="libical is not installed")


class Libical:
    """The few functions of the library that parse a calendar and check it."""

    def __init__(self) -> None:
        self.library = ctypes.CDLL(LIBRARY)
        self.library.icalparser_parse_string.restype = ctypes.c_void_p
        self.library.icalcomponent_as_ical_string.restype = ctypes.c_char_p
        for name in ("icalrestriction_check", "icalcomponent_as_ical_string", "icalcomponent_count_errors"):
            getattr(self.library, name).argtypes = [ctypes.c_void_p]

    def check(self, raw: bytes) -> tuple[bool, list[str]]:
        """Whether the calendar keeps the restrictions of its method, and each error, as it is noted in it."""
        parsed = self.library.icalparser_parse_string(raw)
        assert parsed, "not a calendar at all"
        holds = bool(self.library.icalrestriction_check(parsed))
        unfolded = self.library.icalcomponent_as_ical_string(parsed).decode().replace("\r\n ", "")
        return holds, [line for line in unfolded.splitlines() if line.startswith("X-LIC-ERROR")]


@pytest.fixture(scope="module")
def libical() -> Libical:
    """The library, loaded once."""
    return Libical()


def test_a_fault_is_seen(libical: Libical) -> None:
    """The check can fail: a published event without an organizer is none."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "METHOD:PUBLISH", "BEGIN:VEVENT", "UID:a", "SUMMARY:b",
             "DTSTAMP:20261121T030000Z", "DTSTART;VALUE=DATE:20261124", "END:VEVENT", "END:VCALENDAR", ""]  # fmt: skip
    holds, errors = libical.check("\r\n".join(lines).encode())
    assert not holds
    assert "ORGANIZER" in errors[0]


def test_a_year_of_work_in_a_calendar(libical: Libical, ctrack: Runner, tmp_path: Path) -> None:
    """What is due, met, withdrawn and moved, with and without an organizer, in both languages."""
    ctrack.ok("person", "add", "Noura", "--email", "noura@interior.example")
    ctrack.ok("assign", "instrument:kuwait-2024", "--person", "Noura")
    for language in ("en", "ar"):
        for sender in ("", "focal@mofa.example"):
            if sender:
                ctrack.ok("config", "set", "remind.from", sender)
            path = tmp_path / f"{language}{len(sender)}.ics"
            ctrack.ok("--lang", language, "calendar", "-o", str(path))
            holds, errors = libical.check(path.read_bytes())
            assert (holds, errors) == (True, []), path.name
        if language == "en":
            ctrack.ok("done", "KWT-21")
            ctrack.ok("withdraw", "KWT-22")
            ctrack.ok("postpone", "KWT-25", "2027-03-01", "No budget")
            ctrack.ok("config", "unset", "remind.from")
    assert b"STATUS:CANCELLED" in path.read_bytes()
