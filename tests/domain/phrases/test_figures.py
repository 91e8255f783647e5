"""Dates in figures: a year in two digits and a date without one are refused for what they are."""

from __future__ import annotations

import pytest

from ctrack.domain.phrases.figures import read_figures
from ctrack.domain.phrases.refusals import DeadlineError, NoYear, SeveralDates, TwoDigitYear


@pytest.mark.parametrize("text", ["1/2/26", "1/12/26", "12/1/26", "12/12/26", "26/1/2", "26/12/1", "26/1/12"])
def test_a_year_in_two_digits_is_refused(text: str) -> None:
    """However many digits day and month have, two digits are no year, and the answer says so."""
    with pytest.raises(TwoDigitYear):
        read_figures(text, text)


@pytest.mark.parametrize("text", ["1/2", "1/12", "12/1", "12/12"])
def test_a_date_without_a_year_is_refused(text: str) -> None:
    """Day and month alone are no date."""
    with pytest.raises(NoYear):
        read_figures(text, text)


def test_two_years_are_several_dates() -> None:
    """A span of years is not one date."""
    with pytest.raises(SeveralDates):
        read_figures("2026-2027", "2026-2027")


@pytest.mark.parametrize("text", ["26/1/3", "26/12/30"])
def test_a_year_in_two_digits_before_any_day(text: str) -> None:
    """The day behind may have one digit or two, and no third."""
    with pytest.raises(TwoDigitYear):
        read_figures(text, text)


def test_a_month_of_one_digit_behind_its_year() -> None:
    """2026/3 is March, as 2026/03 is."""
    assert read_figures("2026/3", "2026/3") == read_figures("2026/03", "2026/03")


def test_too_many_figures_are_no_year_in_two_digits() -> None:
    """A day of three digits is no day."""
    with pytest.raises(DeadlineError) as caught:
        read_figures("26/1/123", "26/1/123")
    assert not isinstance(caught.value, TwoDigitYear)
