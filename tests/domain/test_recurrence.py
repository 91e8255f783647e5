"""Recurrence: how an interval is read, and which dates follow from a rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.failures import Refused
from ctrack.domain.periods import Period, Span, containing
from ctrack.domain.phrases.refusals import CountsDisagree, DeadlineError, NotEdtf, YearOutOfRange
from ctrack.domain.recurrence import (
    CountsFrom,
    Interval,
    IntervalIsNothing,
    IntervalTooLong,
    IntervalUnfit,
    NotAnInterval,
    Rule,
    TwoIntervals,
    first_from,
    following,
    occurrence,
    occurrences,
    parse_interval,
)

READINGS = {
    "P1Y": "P1Y; p1y; 1y; yearly; annually; every year; year; once a year; سنوياً; كل سنة; مرة في السنة; tous les ans",
    "P2Y": "P2Y; 2y; P٢Y; 2 years; every 2 years; every other year; biennially; كل سنتين; سنتان; كل عامين; كل ٢ سنة",
    "P3Y": "3 years; كل ثلاث سنوات; triennially",
    "P6M": "P6M; 6m; 6 M; every 6m; six months; every six (6) months; ٦ أشهر; كل ستة أشهر; half a year; نصف سنوي",
    "P18M": "P1Y6M; 18m; a year and a half; 18 months",
    "P3M": "quarterly; every three months; ربع سنوي",
    "P1M": "every month; monthly; شهرياً; chaque mois",
    "P2W": "P2W; 2w; 2 weeks; 14 days; every other week; fortnightly; كل أسبوعين",
    "P14D": "P14D; 14d; P1W7D",
    "P10D": "P10D; 10d; every ten days; كل عشرة أيام",
    "P1D": "daily; every day; كل يوم; يومياً",
    "P100Y": "100y; every hundred years",
}
REFUSED = {
    NotAnInterval: "every; six; 2026; 2026-06; ستة; ٠ي; 2 years ago; in 2 years; PT6M; P1M2D; P2Yx; P; 6m1y; 1.5y; "
    "6 working days; every every year; every 12/07/2026; minus 2 years",
    IntervalIsNothing: "0y; P0D; P0Y0M; -2y; P-2Y; every -1d; 0d",
    IntervalTooLong: "101y; P1201M; 1000000000000y; 36601 days; 99999999999999999999 years; 5230w",
    TwoIntervals: "biannually; bimonthly; biweekly",
    CountsDisagree: "every two (3) months",
}

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
INTERVALS = st.builds(Interval, st.integers(1, 100), st.sampled_from(["D", "W", "M", "Y"]))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Rules of every precision, with an end or without."""
    span = draw(st.sampled_from(Span))
    start = containing(draw(DAYS), span)
    every = draw(INTERVALS) if span is Span.DAY else Interval(draw(st.integers(1, 20)) * span, "M")
    return Rule(every, start.edtf, draw(st.sampled_from(CountsFrom)), draw(st.none() | DAYS))


def walk(rule: Rule, stop: date) -> list[Period]:
    """Every occurrence up to the first that is later than a day, by counting up from the first."""
    found: list[Period] = []
    while not found or found[-1].last <= stop:
        one = occurrence(rule, len(found))
        if one is None:
            break
        found.append(one)
    return found


@pytest.mark.parametrize(
    ("iso", "text"), [(iso, word) for iso, words in READINGS.items() for word in words.split("; ")]
)
def test_readings(iso: str, text: str) -> None:
    """An interval is read in ISO 8601, in the short form and in words of three languages."""
    assert parse_interval(text).iso == iso


@pytest.mark.parametrize(
    ("failure", "text"), [(kind, word.strip()) for kind, words in REFUSED.items() for word in words.split(";")]
)
def test_refusals(failure: type[DeadlineError], text: str) -> None:
    """What is no interval, no time, or more than a century is refused with its own reason and the text quoted."""
    with pytest.raises(failure) as caught:
        parse_interval(text)
    assert type(caught.value) is failure
    assert '"' in str(caught.value)


@given(INTERVALS)
def test_iso_and_back(every: Interval) -> None:
    """An interval is the one that its ISO form names, and its form is ISO's."""
    assert parse_interval(every.iso) == every
    assert parse_interval(every.iso[1:].lower()) == every


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing that is typed as an interval does anything but give one or a reason."""
    try:
        every = parse_interval(text)
    except Refused:
        return
    assert every.count >= 1


@pytest.mark.parametrize(
    ("anchor", "interval", "n", "expected"),
    [
        ("2026-06", "P2Y", 0, "2026-06"),
        ("2026-06", "P2Y", 1, "2028-06"),
        ("2026-34", "P3M", 3, "2027-33"),
        ("2026-36", "P1Y", 2, "2028-36"),
        ("2026-40", "P6M", 1, "2026-41"),
        ("2026", "P12M", 4, "2030"),
        ("2026-08-31", "P6M", 1, "2027-02-28"),
        ("2026-08-31", "P6M", 2, "2027-08-31"),
        ("2023-08-31", "P6M", 1, "2024-02-29"),
        ("2024-02-29", "P1Y", 1, "2025-02-28"),
        ("2024-02-29", "P1Y", 4, "2028-02-29"),
        ("2026-12-31", "P2M", 1, "2027-02-28"),
        ("2026-12-28", "P1W", 1, "2027-01-04"),
        ("2026-02-27", "P10D", 2, "2026-03-19"),
        ("2200-12", "P1M", 1, None),
        ("2026", "P1Y", 174, "2200"),
        ("2026", "P1Y", 175, None),
        ("2026", "P1Y", 10**30, None),
        ("2026-01-01", "P1D", 10**30, None),
    ],
)
def test_occurrences_count_from_the_anchor(anchor: str, interval: str, n: int, expected: str | None) -> None:
    """Occurrence n is the anchor plus n intervals, at the anchor's precision and within the calendar."""
    found = occurrence(Rule(parse_interval(interval), anchor), n)
    assert (found.edtf if found else None) == expected


def test_there_is_none_before_the_first() -> None:
    """A negative number is a slip of the program, and not an occurrence."""
    with pytest.raises(ValueError):
        occurrence(Rule(Interval(1, "Y"), "2026"), -1)


@pytest.mark.parametrize(("until", "expected"), [("2028-06-30", "2028-06"), ("2028-06-29", None)])
def test_a_period_counts_while_its_last_day_does(until: str, expected: str | None) -> None:
    """The end of a rule is inclusive, and measured by the last day of a period."""
    found = occurrence(Rule(Interval(2, "Y"), "2026-06", until=date.fromisoformat(until)), 1)
    assert (found.edtf if found else None) == expected


@pytest.mark.parametrize(
    ("anchor", "interval", "failure"),
    [
        ("2026-06", "P2W", IntervalUnfit),
        ("2026-06", "P10D", IntervalUnfit),
        ("2026-34", "P4M", IntervalUnfit),
        ("2026", "P18M", IntervalUnfit),
        ("2026-40", "P1M", IntervalUnfit),
        ("June 2026", "P1Y", NotEdtf),
        ("1890-06", "P1Y", YearOutOfRange),
    ],
)
def test_rules_that_cannot_be(anchor: str, interval: str, failure: type[DeadlineError]) -> None:
    """A rule that would lead into the midst of a period, or that has no first date, is refused when it is made."""
    with pytest.raises(failure) as caught:
        Rule(parse_interval(interval), anchor)
    assert anchor in str(caught.value)


@given(rules(), st.integers(0, 40))
def test_order_and_precision(rule: Rule, n: int) -> None:
    """Each occurrence is later than the one before it, and as precise as the anchor."""
    now, then = occurrence(rule, n), occurrence(rule, n + 1)
    if then is not None:
        assert now is not None
        assert now.last < then.first
        assert then.span is rule.start.span
        assert rule.until is None or then.last <= rule.until


@given(rules(), DAYS, st.integers(0, 4000))
def test_a_window_holds_what_counting_up_finds(rule: Rule, after: date, length: int) -> None:
    """The occurrences of a window are those that counting from the first would find in it."""
    before = after + timedelta(days=length)
    assert list(occurrences(rule, after, before)) == [one for one in walk(rule, before) if after < one.last <= before]


@given(rules(), DAYS)
def test_the_first_from_a_day(rule: Rule, day: date) -> None:
    """The first occurrence from a day is the earliest whose last day is not before it."""
    assert first_from(rule, day) == next((one for one in walk(rule, day) if one.last >= day), None)


@given(rules(), DAYS)
def test_following_from_the_anchor(rule: Rule, due_last: date) -> None:
    """From the anchor, the next occurrence is the earliest after the one that was due, whenever that was done."""
    rule = Rule(rule.every, rule.anchor, CountsFrom.ANCHOR, rule.until)
    expected = next((one for one in walk(rule, due_last) if one.last > due_last), None)
    assert following(rule, due_last, None) == expected
    assert following(rule, due_last, date(2099, 1, 1)) == expected


@given(rules(), DAYS, DAYS)
def test_following_is_always_later(rule: Rule, due_last: date, completed_on: date) -> None:
    """Whatever it counts from, the next occurrence is later than the one that was due and not past the end."""
    found = following(rule, due_last, completed_on)
    if found is not None:
        assert found.last > due_last
        assert rule.until is None or found.last <= rule.until
        assert found.span is rule.start.span


@pytest.mark.parametrize(
    ("anchor", "interval", "due", "completed", "expected"),
    [
        ("2026-06-30", "P6M", "2026-06-30", "2026-08-31", "2027-02-28"),
        ("2026-06-30", "P6M", "2026-06-30", "2026-05-02", "2026-11-02"),
        ("2026-06-30", "P10D", "2026-06-30", "2026-07-04", "2026-07-14"),
        ("2026-06", "P6M", "2026-06-30", "2026-08-31", "2027-02"),
        ("2026-34", "P1Y", "2026-06-30", "2026-11-02", "2027-36"),
        ("2026-06", "P6M", "2026-06-30", "2025-12-15", "2026-12"),
        ("2026-06-30", "P1M", "2026-06-30", "2026-01-15", "2026-07-15"),
        ("2026-06-30", "P6M", "2026-06-30", None, None),
    ],
)
def test_following_from_completion(
    anchor: str, interval: str, due: str, completed: str | None, expected: str | None
) -> None:
    """From completion it is an interval after the day on which it was done, at the anchor's precision."""
    rule = Rule(parse_interval(interval), anchor, CountsFrom.COMPLETION)
    done = date.fromisoformat(completed) if completed else None
    found = following(rule, date.fromisoformat(due), done)
    assert (found.edtf if found else None) == expected


def test_a_far_window_is_found_at_once() -> None:
    """Neither the first day of the calendar nor the last is a loop or an error."""
    rule = Rule(Interval(1, "D"), "1945-01-01")
    assert [one.edtf for one in occurrences(rule, date(2200, 12, 30), date.max)] == ["2200-12-31"]
    assert first_from(rule, date.min) == occurrence(rule, 0)
    assert first_from(rule, date.max) is None
    assert list(occurrences(rule, date.max, date.max)) == []
