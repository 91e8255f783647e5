"""Deadlines as values: EDTF, bounds, and what holds for every text."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.deadlines import Deadline, DeadlineError, edtf_bounds, parse_deadline
from ctrack.domain.exits import ExitCode
from ctrack.domain.phrases.lexicon import lexicon
from ctrack.domain.phrases.refusals import AmbiguousNumbers, NotEdtf

TODAY = date(2026, 1, 15)
WORDS = [" ".join(phrase) for phrase in lexicon().phrases]
FIGURES = ["2026", "30", "1", "6", "90", "2026-06-30", "30/6/2026", "06/2026", "q2", "18:00", "(", ")", "/", "-", ","]


def test_a_deadline_keeps_what_was_written() -> None:
    """The text stays as it was written, beside what it means at its own precision."""
    assert parse_deadline("  By the end of JUNE 2026. ", TODAY) == Deadline(
        "2026-06", date(2026, 6, 1), date(2026, 6, 30), "  By the end of JUNE 2026. "
    )


def test_a_stored_deadline_is_read_back() -> None:
    """EDTF gives the deadline that wrote it."""
    assert Deadline.from_edtf("2026-34") == Deadline("2026-34", date(2026, 4, 1), date(2026, 6, 30), "2026-34")
    assert edtf_bounds("2026") == (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("edtf", ["", "2026-13", "June 2026", "2026-06-31", "2026-21", "2025/2026"])
def test_what_is_not_stored_so_is_refused(edtf: str) -> None:
    """Only EDTF at the precisions of a deadline has bounds."""
    with pytest.raises(NotEdtf) as caught:
        edtf_bounds(edtf)
    assert caught.value.text == edtf


def test_without_a_day_a_length_counts_from_the_clock() -> None:
    """Where no today is given, it is the day on which the program runs."""
    before = date.today()
    last = parse_deadline("within 24 hours").last
    assert before < last <= date.today() + timedelta(days=1)


def test_an_error_tells_both_readings() -> None:
    """Ambiguous figures are refused with the two dates that they can be."""
    with pytest.raises(AmbiguousNumbers) as caught:
        parse_deadline("03/04/2026", TODAY)
    assert caught.value.readings == (date(2026, 4, 3), date(2026, 3, 4))
    assert "2026-04-03" in str(caught.value)
    assert "2026-03-04" in str(caught.value)


def test_an_error_is_translated_by_its_template() -> None:
    """A catalogue translates the template, and the facts are put in afterwards."""
    with pytest.raises(DeadlineError) as caught:
        parse_deadline("30 June 26", TODAY)
    assert caught.value.tell(lambda message: "السنة ناقصة في {text}") == "السنة ناقصة في 30 June 26"
    assert isinstance(caught.value, ValueError)
    assert caught.value.exit_code is ExitCode.REFUSED


def test_a_long_text_is_quoted_in_part() -> None:
    """An error never repeats pages of text, but keeps them."""
    text = "by " + "long " * 200
    with pytest.raises(DeadlineError) as caught:
        parse_deadline(text, TODAY)
    assert len(str(caught.value)) < 300
    assert caught.value.text == text


@given(st.text())
def test_any_text_is_understood_or_refused(text: str) -> None:
    """No text makes the parser fail in a way of its own."""
    with suppress(DeadlineError):
        deadline = parse_deadline(text, TODAY)
        assert edtf_bounds(deadline.edtf) == (deadline.first, deadline.last)


@given(st.lists(st.sampled_from(WORDS) | st.sampled_from(FIGURES), max_size=8), st.dates(date(1945, 1, 1)))
def test_any_words_are_understood_or_refused(words: list[str], today: date) -> None:
    """No row of known words fails either, on any day; the bounds are in order and within the years."""
    with suppress(DeadlineError):
        deadline = parse_deadline(" ".join(words), today)
        assert date(1945, 1, 1) <= deadline.first <= deadline.last <= date(2200, 12, 31)


@given(st.dates(date(1946, 1, 1), date(2200, 12, 31)))
def test_by_holds_the_day_and_before_does_not(day: date) -> None:
    """For every day, "by" ends on it and "before" on the day before, in both languages."""
    written = day.isoformat()
    for by, before in (("by", "before"), ("بحلول", "قبل")):
        assert parse_deadline(f"{by} {written}", TODAY).last == day
        assert (day - parse_deadline(f"{before} {written}", TODAY).last).days == 1


@given(st.dates(date(1945, 1, 1), date(2200, 12, 31)))
def test_figures_are_never_guessed(day: date) -> None:
    """Day and month in figures are read where they are one date, and refused where they are two."""
    written = f"{day.day}/{day.month}/{day.year}"
    if day.day > 12 or day.day == day.month:
        assert parse_deadline(written, TODAY).last == day
    else:
        with pytest.raises(AmbiguousNumbers):
            parse_deadline(written, TODAY)


def test_a_date_in_iso_loads_no_words() -> None:
    """Reading a date in ISO 8601 does not load the lexicon, which costs more than all the rest."""
    program = (
        "import sys; from ctrack.domain.deadlines import parse_deadline; parse_deadline('2026-06-30');"
        "sys.exit('ctrack.domain.phrases.lexicon' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
