"""Seasons as deadlines: read where their hemisphere is known, kept in EDTF, and told with their months."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.dateformat import format_edtf
from ctrack.domain.datewords import parse_date_words
from ctrack.domain.deadlines import Deadline
from ctrack.domain.periods import Hemisphere, period_from_edtf, season_of
from ctrack.domain.phrases.refusals import DeadlineError, FiscalYear, NoSuchMonth, SeasonNamed
from ctrack.domain.phrases.seasons import SeasonOfTwoYears, SeasonUnread
from ctrack.domain.recurrence import Interval, Rule, first_from, following, occurrence
from ctrack.services.states import find_hemisphere, read_states

TODAY = date(2026, 11, 26)
NORTH, SOUTH = Hemisphere.NORTH, Hemisphere.SOUTH


def read(text: str, hemisphere: Hemisphere | None) -> Deadline:
    """A text as it is read by those whose home lies there."""
    return parse_date_words(text, TODAY, find_hemisphere=lambda: hemisphere)


@pytest.mark.parametrize(
    ("text", "hemisphere", "edtf", "last"),
    [
        ("summer 2027", NORTH, "2027-26", "2027-08-31"),
        ("by the summer of 2027", NORTH, "2027-26", "2027-08-31"),
        ("no later than the end of autumn 2026", NORTH, "2026-27", "2026-11-30"),
        ("Fall 2026", SOUTH, "2026-31", "2026-05-31"),
        ("before spring 2027", NORTH, "2026-28", "2027-02-28"),
        ("before the end of spring 2027", SOUTH, "2027-29", "2027-11-30"),
        ("winter 2027/28", NORTH, "2027-28", "2028-02-29"),
        ("winter 2027", SOUTH, "2027-32", "2027-08-31"),
        ("summer 2026-2027", SOUTH, "2026-30", "2027-02-28"),
        ("صيف 2027", NORTH, "2027-26", "2027-08-31"),
        ("بحلول نهاية فصل الخريف من عام ٢٠٢٧", NORTH, "2027-27", "2027-11-30"),
        ("قبل نهاية شتاء 2026/2027", NORTH, "2026-28", "2027-02-28"),
        ("d'ici à l'été 2027", NORTH, "2027-26", "2027-08-31"),
        ("printemps 2027", SOUTH, "2027-29", "2027-11-30"),
        ("летом 2027 года", NORTH, "2027-26", "2027-08-31"),
    ],
)
def test_a_season_is_read_where_it_is(text: str, hemisphere: Hemisphere, edtf: str, last: str) -> None:
    """Its EDTF number tells the hemisphere, its last day is that of its third month, and the words are kept."""
    found = read(text, hemisphere)
    assert (found.edtf, found.last.isoformat(), found.text) == (edtf, last, text)
    assert Deadline.from_edtf(edtf).last == found.last


@pytest.mark.parametrize(
    ("text", "hemisphere", "refusal"),
    [
        ("summer 2027", None, SeasonNamed),
        ("winter 2027", NORTH, SeasonOfTwoYears),
        ("صيف 2027", SOUTH, SeasonOfTwoYears),
        ("summer 2026-2027", NORTH, SeasonUnread),
        ("winter 2026-2028", NORTH, SeasonUnread),
        ("early summer 2027", NORTH, SeasonUnread),
        ("last day of summer 2027", NORTH, SeasonUnread),
        ("summer", NORTH, SeasonUnread),
        ("summer 2026 or spring 2027", NORTH, SeasonUnread),
        ("2026-27", NORTH, FiscalYear),
        ("2026-30", SOUTH, NoSuchMonth),
    ],
)
def test_what_names_no_season_wholly_is_refused(
    text: str, hemisphere: Hemisphere | None, refusal: type[DeadlineError]
) -> None:
    """Without a hemisphere, a second year or a whole phrase nothing is guessed, and two years are no autumn."""
    with pytest.raises(DeadlineError) as told:
        read(text, hemisphere)
    assert type(told.value) is refusal


@given(st.dates(date(1950, 1, 1), date(2190, 12, 31)), st.sampled_from(Hemisphere))
def test_seasons_follow_one_another_without_a_gap(day: date, hemisphere: Hemisphere) -> None:
    """Every day lies in one season; the one before it ends where it begins; EDTF holds them all."""
    season = season_of(day, hemisphere)
    assert season.first <= day <= season.last
    assert (season.after.first - season.last).days == (season.first - season.before.last).days == 1
    read_back = period_from_edtf(season.edtf)
    assert (read_back, read_back and read_back.hemisphere) == (season, hemisphere)
    assert 25 <= int(season.edtf[5:]) <= 32


def test_a_season_comes_round_as_one() -> None:
    """What is due each winter, or each season, stays so, from the first date and from the day it was done."""
    yearly = Rule(Interval(1, "Y"), "2026-28")
    assert [found.edtf for number in range(3) if (found := occurrence(yearly, number))] == [
        "2026-28",
        "2027-28",
        "2028-28",
    ]
    quarterly = Rule(Interval(3, "M"), "2026-31")
    assert [found.edtf for number in range(4) if (found := occurrence(quarterly, number))] == [
        "2026-31", "2026-32", "2026-29", "2026-30",
    ]  # fmt: skip
    next_one = first_from(yearly, date(2027, 3, 1))
    assert next_one is not None
    assert next_one.edtf == "2027-28"
    assert following(quarterly, date(2026, 5, 31), None) == season_of(date(2026, 6, 1), SOUTH)


def test_people_read_the_season_and_its_months() -> None:
    """The months stand beside the name, for in the other hemisphere it is another season."""
    assert format_edtf("2027-26", "en") == "summer of 2027 (June – August)"
    assert format_edtf("2027-30", "en") == "summer of 2027-2028 (December – February)"
    assert format_edtf("2027-25", "ar", "arab") == "فصل الربيع من عام ٢٠٢٧ (آذار/مارس – أيار/مايو)"
    assert format_edtf("2027-26", "de") == "Juni – August 2027"


def test_the_states_of_each_hemisphere() -> None:
    """The home State says where seasons are; where the equator runs through it, and for a body, nothing does."""
    assert [find_hemisphere(code) for code in ("KW", "ZA", "KE", "NFP", "UN")] == [NORTH, SOUTH, None, None, None]
    found = [find_hemisphere(code) for code in read_states()]
    assert (found.count(SOUTH), found.count(None)) == (34, 14)
