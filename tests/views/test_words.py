"""The words that stand for keys, days and rates, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from ctrack.domain.deadlines import Deadline
from ctrack.domain.progress import Rate
from ctrack.domain.vocabulary import Status
from ctrack.render.document import Tone
from ctrack.text.language import use_language
from ctrack.views import words


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """English, before and after."""
    use_language("en")
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("days", "full", "short", "tone"),
    [
        (None, "", "", Tone.PLAIN),
        (-2, "! 2 days late", "! -2 d", Tone.ALARM),
        (-1, "! 1 day late", "! -1 d", Tone.ALARM),
        (0, "today", "0 d", Tone.WARNING),
        (1, "1 day left", "1 d", Tone.WARNING),
        (30, "30 days left", "30 d", Tone.WARNING),
        (31, "31 days left", "31 d", Tone.PLAIN),
    ],
)
def test_days_left(days: int | None, full: str, short: str, tone: Tone) -> None:
    """What is late has a sign and the colour of alarm; thirty days ahead is near."""
    assert (words.say_days_left(days), words.say_left_short(days), words.left_tone(days)) == (full, short, tone)


@pytest.mark.parametrize(
    ("days", "left", "late"),
    [
        (1, "يوم واحد", "تأخر يوما واحدا"),
        (2, "يومان", "تأخر يومين"),
        (3, "3 أيام", "تأخر 3 أيام"),
        (10, "10 أيام", "تأخر 10 أيام"),
        (11, "11 يوما", "تأخر 11 يوما"),
        (99, "99 يوما", "تأخر 99 يوما"),
        (100, "100 يوم", "تأخر 100 يوم"),
        (101, "101 يوم", "تأخر 101 يوم"),
        (102, "102 يوم", "تأخر 102 يوم"),
        (103, "103 أيام", "تأخر 103 أيام"),
    ],
)
def test_the_column_of_days_counts_as_arabic_does(days: int, left: str, late: str) -> None:
    """The narrow column has the noun in the form that its number takes, and says late by a word, not by a sign."""
    use_language("ar")
    assert (words.say_left_short(days), words.say_left_short(-days)) == (left, late)
    assert words.say_left_short(0) == "اليوم"


@pytest.mark.parametrize(
    ("duration", "said"),
    [
        ("P1Y", "every year"), ("P2Y", "every 2 years"), ("P1M", "every month"), ("P3M", "every 3 months"),
        ("P1W", "every week"), ("P2W", "every 2 weeks"), ("P1D", "every day"), ("P10D", "every 10 days"),
        ("P1Y6M", "P1Y6M"), (None, ""),
    ],
)  # fmt: skip
def test_how_often(duration: str | None, said: str) -> None:
    """A duration of one unit in words, another as it is written."""
    assert words.say_recurrence(duration) == said


def test_statuses_have_a_mark_and_a_word_in_both_languages() -> None:
    """Each status is told by a sign of its own besides its word, and nothing stands for nothing."""
    assert len({words.STATUS_MARKS[status] for status in Status}) == len(Status)
    assert words.say_status(Status.PARTIALLY_IMPLEMENTED).endswith(" partially implemented")
    assert words.say_status_short(Status.PARTIALLY_IMPLEMENTED).endswith(" in part")
    assert (words.say_status(None), words.say_status_short(None)) == ("", "")
    english = {words.say_status(status) for status in Status}
    use_language("ar")
    assert not english & {words.say_status(status) for status in Status}


def test_dates_in_full_and_in_columns() -> None:
    """In English a column has EDTF and a text the month; in Arabic both have it; the latest possible has a sign."""
    assert (words.say_edtf("2026-06"), words.say_short("2026-06")) == ("June 2026", "2026-06")
    assert words.say_short("../2018") == "≤ 2018"
    assert (words.say_edtf(None), words.say_short(None), words.say_day(None)) == ("", "", "")
    assert words.say_day(date(2026, 2, 12)) == "12 February 2026"
    use_language("ar")
    assert words.say_short("2026-06") == words.say_edtf("2026-06") == "حزيران/يونيه 2026"


@pytest.mark.parametrize(
    ("first", "last", "edtf", "said"),
    [
        ("2026-11-27", "2026-11-27", "2026-11-27", "2026-11-27 (Friday)"),
        ("2026-06-01", "2026-06-30", "2026-06", "2026-06 (June 2026)"),
        ("2026-01-01", "2026-12-31", "2026", "2026"),
    ],
)
def test_what_a_date_word_was_taken_for(first: str, last: str, edtf: str, said: str) -> None:
    """A day with its weekday, a period in words, and a year once."""
    found = Deadline(edtf, date.fromisoformat(first), date.fromisoformat(last), edtf)
    assert words.say_resolved(found) == said


def test_a_rate_has_its_denominator() -> None:
    """Where nothing counts there is a dash, and no per cent."""
    assert words.say_rate(Rate(299, 300)) == "299/300 99%"
    assert words.say_rate(Rate(0, 0)) == words.NO_RATE


def test_an_unknown_key_is_told_as_it_is() -> None:
    """Words of a later version are shown, and lose nothing."""
    assert words.say(words.KIND_WORDS, "novel") == "novel"
    assert words.say_tone(words.DUE_TONES, "novel") is Tone.PLAIN
    assert words.say_tone(words.DUE_TONES, "overdue") is Tone.ALARM
