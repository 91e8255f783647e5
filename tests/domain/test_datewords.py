"""Words for dates on the command line. Today is Tuesday, 30 June 2026, unless said otherwise."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.datewords import UnknownDateWord, parse_date_words
from ctrack.domain.deadlines import DeadlineError, parse_deadline

TUESDAY = date(2026, 6, 30)

MEANINGS = {
    "2026-06-29": "yesterday; أمس; hier; -1d; last monday; الاثنين الماضي; يوم الإثنين الماضي; lundi dernier",
    "2026-06-26": "last friday; الجمعة الماضية; يوم الجمعة الماضي",
    "2026-06-30": "today; TODAY; اليوم; aujourd'hui; aujourd’hui; eom; eoq; نهاية الشهر; fin de mois; +0d; 20260630; "
    "end of the month",
    "2026-07-01": "tomorrow; غدا; غداً; demain; +1d; +1D; Wednesday; wed",
    "2026-07-02": "day after tomorrow; the day after tomorrow; بعد غد; après-demain",
    "2026-07-03": "friday; fri; الجمعة; vendredi; eow; نهاية الأسبوع; fin de semaine",
    "2026-06-23": "last tuesday",
    "2026-07-05": "sunday; يوم الأحد",
    "2026-07-06": "monday; mon; الاثنين; الإثنين; lundi",
    "2026-07-07": "tuesday; الثلاثاء; mardi; +1w; +7d; +٧d",
    "2026-06-20": "-10d; −10d",
    "2026-07-14": "+2w",
    "2026-09-30": "+3m; 30 September 2026; ٣٠ أيلول/سبتمبر ٢٠٢٦; 2026-09-30",
    "2027-02-28": "+8m",
    "2026-12-31": "eoy; نهاية السنة; نهاية العام; fin d'année",
    "2027-06-30": "+1y; +12m",
    "2025-06-30": "-1y",
    "2026-35": "2026-Q3; Q3 2026; third quarter of 2026",
    "2026-06": "2026-06; June 2026; حزيران/يونيه 2026; يونيو ٢٠٢٦; juin 2026",
    "2026-05": "last month; الشهر الماضي; mois dernier",
    "2026-33": "last quarter; الربع الماضي",
    "2025": "last year; العام الماضي; année dernière",
    "2026": "2026; by the end of 2026; بحلول نهاية عام 2026",
}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WORDS = [(word.strip(), edtf) for edtf, words in MEANINGS.items() for word in words.split(";")]


@pytest.mark.parametrize(("word", "edtf"), WORDS)
def test_a_word_means_its_date(word: str, edtf: str) -> None:
    """Each word of the closed set, in each language, and each date written out."""
    assert parse_date_words(word, TUESDAY).edtf == edtf


@given(st.dates(date(1950, 1, 1), date(2190, 1, 1)), st.sampled_from(DAYS))
def test_a_weekday_lies_within_the_week_to_come(today: date, word: str) -> None:
    """A weekday is one to seven days ahead, and is that day of the week."""
    day = parse_date_words(word, today).last
    assert 1 <= (day - today).days <= 7
    assert day.strftime("%A").lower() == word


@given(st.dates(date(1950, 1, 1), date(2190, 1, 1)))
def test_the_ends_hold_today(today: date) -> None:
    """The ends of the week, month, quarter and year are never past, and those of the calendar follow one another."""
    week, month, quarter, year = (parse_date_words(word, today).last for word in ("eow", "eom", "eoq", "eoy"))
    assert today <= week < today + timedelta(days=7)
    assert week.weekday() == 4
    assert today <= month <= quarter <= year == date(today.year, 12, 31)
    assert (month + timedelta(days=1)).day == 1
    assert quarter.month % 3 == 0


@pytest.mark.parametrize(
    "word", ["", "someday", "10d", "+10", "+10x", "+ 10d", "++1d", "next friday", "whenever", "mondays"]
)
def test_another_word_is_refused_with_the_words_that_are_taken(word: str) -> None:
    """The error of a text that is no date lists what may be written."""
    with pytest.raises(UnknownDateWord) as caught:
        parse_date_words(word, TUESDAY)
    assert all(taken in str(caught.value) for taken in ("tomorrow", "eow", "+10d", "2026-Q3", "June 2026"))


@pytest.mark.parametrize("word", ["12/07/2026", "31 June 2026", "30 June 26", "June", "mid-June 2026", "1447 هـ"])
def test_a_date_that_cannot_be_is_refused_with_its_own_reason(word: str) -> None:
    """What is nearly a date is refused as in a document, and not with a list of words."""
    with pytest.raises(DeadlineError) as documents:
        parse_deadline(word, TUESDAY)
    with pytest.raises(DeadlineError) as caught:
        parse_date_words(word, TUESDAY)
    assert caught.value.reason == documents.value.reason != UnknownDateWord.reason


@pytest.mark.parametrize("word", ["+9999y", "-9999y", "-9999m", "+200y"])
def test_an_offset_past_the_calendar_is_refused(word: str) -> None:
    """An offset that leaves the years in which deadlines lie is told so."""
    with pytest.raises(DeadlineError) as caught:
        parse_date_words(word, TUESDAY)
    assert caught.value.reason == "year_out_of_range"


@pytest.mark.parametrize("today", [date.min, date.max])
@pytest.mark.parametrize("word", ["yesterday", "tomorrow", "eow", "friday", "eoy"])
def test_the_ends_of_the_calendar_break_nothing(today: date, word: str) -> None:
    """On the first and last day that there are, a word is refused and does not crash."""
    with pytest.raises(DeadlineError):
        parse_date_words(word, today)


@given(st.text(), st.dates())
def test_any_text_is_a_date_or_refused(text: str, today: date) -> None:
    """No text fails in a way of its own."""
    with suppress(DeadlineError):
        deadline = parse_date_words(text, today)
        assert deadline.first <= deadline.last


AGO = {
    "2026-06-27": "3 days ago; three days ago; il y a 3 jours; منذ ٣ أيام; قبل ثلاثة أيام",
    "2026-06-28": "two days ago; منذ يومين",
    "2026-06-23": "a week ago; il y a une semaine; منذ أسبوع",
    "2026-06-16": "2 weeks ago; منذ أسبوعين",
    "2026-05-30": "a month ago; il y a un mois; قبل شهر",
    "2024-06-30": "two years ago; il y a deux ans; منذ سنتين",
}


@pytest.mark.parametrize(
    ("word", "edtf"), [(word.strip(), day) for day, words in AGO.items() for word in words.split(";")]
)
def test_days_that_are_counted_back(word: str, edtf: str) -> None:
    """So many days, weeks, months or years ago, in figures or words; an instrument's text counts nothing back."""
    assert parse_date_words(word, TUESDAY).edtf == edtf


@pytest.mark.parametrize(
    "word", ["ago", "week ago", "il y a jours", "منذ", "3 days", "9999 years ago", "99999 days ago"]
)
def test_what_counts_nothing_back_is_no_date(word: str) -> None:
    """A length without its count, or past the calendar, is refused."""
    with pytest.raises(DeadlineError):
        parse_date_words(word, TUESDAY)
