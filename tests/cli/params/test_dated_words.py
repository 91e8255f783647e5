"""A day typed behind codes is the day of what is recorded, and never lost in a note. Today is 21 November 2026."""

from __future__ import annotations

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner

Said = tuple[str | None, int | None, str | None, str | None]


def last(ctrack: Runner, code: str = "KWT-14") -> Said:
    """What was said last: status, progress, the day it is of, and the note."""
    said = ctrack.data("show", code)["history"][-1]
    note = said["note"]
    return said["status"], said["progress"], said["effective"], next(iter(note.values())) if note else None


# By how a day is typed behind `done KWT-14`: the day that is recorded, and the note.
DONE = {
    "yesterday": ("2026-11-20", None),
    "أمس": ("2026-11-20", None),
    "hier": ("2026-11-20", None),
    "on yesterday signed by the minister": ("2026-11-20", "signed by the minister"),
    "2026-11-12": ("2026-11-12", None),
    "20.11.2026 signed": ("2026-11-20", "signed"),
    "12 november 2026 signed": ("2026-11-12", "signed"),
    "١٢ نوفمبر ٢٠٢٦": ("2026-11-12", None),
    "في 12 تشرين الثاني 2026 وقع الوزير": ("2026-11-12", "وقع الوزير"),
    "le 12 novembre 2026": ("2026-11-12", None),
    "3 days ago": ("2026-11-18", None),
    "منذ ٣ أيام": ("2026-11-18", None),
    "friday": ("2026-11-20", None),
    "saturday": ("2026-11-14", None),
    "last month": ("2026-10", None),
    # What begins as a date does, and is none, or goes on behind one to come, is a text.
    "may be signed": ("2026-11-21", "may be signed"),
    "tomorrow we sign": ("2026-11-21", "tomorrow we sign"),
    "last month we signed": ("2026-11-21", "last month we signed"),
    "signed yesterday": ("2026-11-21", "signed yesterday"),
}


@pytest.mark.parametrize("words", DONE)
def test_done_on_a_day(ctrack: Runner, words: str) -> None:
    """The day may stand behind the code, in words or figures, and the note behind it; quoted as one it is the same."""
    day, note = DONE[words]
    ctrack.ok("done", "KWT-14", *words.split())
    assert last(ctrack) == ("implemented", 100, day, note)
    if note is None:
        ctrack.ok("start", "KWT-15", words)
        assert last(ctrack, "KWT-15") == ("in_progress", 0, day, None)


def test_the_option_is_the_day_of_a_note_that_names_one(ctrack: Runner) -> None:
    """Where --on says the day, all behind the codes is the note."""
    ctrack.ok("done", "KWT-14", "yesterday", "--on", "2026-11-12")
    assert last(ctrack) == ("implemented", 100, "2026-11-12", "yesterday")


def test_what_was_taken_for_a_day_is_said_back(ctrack: Runner) -> None:
    """A word is told as its date."""
    assert "on 2026-11-20 (Friday)" in ctrack.ok("done", "KWT-14", "yesterday").err


UPDATES = {
    "done yesterday": ("implemented", 100, "2026-11-20"),
    "to done on 12 november 2026": ("implemented", 100, "2026-11-12"),
    "implemented 2026-11-12": ("implemented", 100, "2026-11-12"),
    "منجز أمس": ("implemented", 100, "2026-11-20"),
    "50% since monday": ("in_progress", 50, "2026-11-16"),
    "in progress 40 percent 3 days ago": ("in_progress", 40, "2026-11-18"),
    "started a week ago": ("in_progress", 0, "2026-11-14"),
}


@pytest.mark.parametrize("words", UPDATES)
def test_update_since_a_day(ctrack: Runner, words: str) -> None:
    """Behind what a commitment becomes stands since when."""
    ctrack.ok("update", "KWT-14", *words.split())
    assert last(ctrack) == (*UPDATES[words], None)


def test_a_day_beside_an_option(ctrack: Runner) -> None:
    """The day alone stands behind the code, and the status in its option."""
    ctrack.ok("update", "KWT-14", "2026-11-12", "--status", "done")
    assert last(ctrack) == ("implemented", 100, "2026-11-12", None)


POSTPONED = {
    "to 31 december 2027 the budget": ("2027-12-31", "the budget"),
    "till end of next year because": ("2027", "because"),
    "٣١ ديسمبر ٢٠٢٧ الميزانية": ("2027-12-31", "الميزانية"),
    "الشهر القادم الميزانية": ("2026-12", "الميزانية"),
    "in 3 weeks the budget": ("2026-12-12", "the budget"),
    "jusqu'au 31 décembre 2027 le budget": ("2027-12-31", "le budget"),
    "2027-06 in june parliament sits": ("2027-06", "in june parliament sits"),
}


@pytest.mark.parametrize("words", POSTPONED)
def test_postponed_until_a_date_of_several_words(ctrack: Runner, words: str) -> None:
    """The date needs no quotation marks; the reason is what stands behind it."""
    ctrack.ok("postpone", "KWT-14", *words.split())
    said = ctrack.data("show", "KWT-14")["history"][-1]
    assert (said["target"], next(iter(said["note"].values()))) == POSTPONED[words]


REFUSED = (
    ("done KWT-14 12 november", 2, "does not say which year"),
    ("done KWT-14 12/11/2026", 2, "2026-11-12"),
    ("done KWT-14 12.11.2026 signed", 2, "2026-11-12"),
    ("done KWT-14 2026-11-31", 2, "2026-11-31"),
    ("update KWT-14 done 12/11/2026", 2, "--on DATE"),
    ("done KWT-14 tomorrow", 4, "lies in the future"),
    ("update KWT-14 done tomorrow", 4, "lies in the future"),
    ("update KWT-14 done because it is signed", 2, "--status implemented --on DATE"),
    ("update section:border done yesterday", 2, "may be what they are to become"),
    ("postpone KWT-14 31 december the budget", 2, "does not say which year"),
    ("postpone KWT-14 next monday the budget", 2, '"next monday" is not a date'),
    ("postpone KWT-14 31 december 2027", 2, "and why"),
)


@pytest.mark.parametrize(("line", "code", "told"), REFUSED, ids=str)
def test_what_is_no_day_is_refused(ctrack: Runner, line: str, code: int, told: str) -> None:
    """A date without its year, one to come, or words that mean nothing: nothing is recorded."""
    with nothing_recorded(ctrack):
        refused(ctrack(*line.split()), code, told)


LINES = {
    "KWT-14 started 3 days ago": "update KWT-14 started 3 days ago",
    "KWT-14 done yesterday": "done KWT-14 yesterday",
    "KWT-14 50% since monday": "update KWT-14 50% since monday",
    "mark KWT-14 as done yesterday": "update KWT-14 as done yesterday",
    "KWT 14": "show KWT-14",
    "kwt 14 done": "done kwt-14",
}


@pytest.mark.parametrize("words", LINES)
def test_the_line_that_is_offered_works(ctrack: Runner, words: str) -> None:
    """A sentence that begins with a code is answered with a line, and the line does it."""
    refused(ctrack(*words.split()), 2, f"'ctrack {LINES[words]}'")
    ctrack.ok(*LINES[words].split())
