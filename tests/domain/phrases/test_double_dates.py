"""Double dates of the Gulf: the Gregorian one is taken, and the Hijri one checked against Umm al-Qura."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hijridate import Gregorian
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.deadlines import parse_deadline
from ctrack.domain.phrases.refusals import AmbiguousNumbers, HijriDay, HijriDisagrees, HijriPeriod, HijriYear

TODAY = date(2026, 1, 15)

MEANINGS = {
    "2026-03-02": "15 رمضان 1447 هـ الموافق 2 مارس 2026 م",
    "2026-03-03": "قبل 15 رمضان 1447 هـ الموافق 4 مارس 2026",
    "2026-03-04": """
        15 رمضان 1447 هـ الموافق 4 مارس 2026 م
        4 مارس 2026 م الموافق 15 رمضان 1447 هـ
        الأربعاء 15 رمضان 1447هـ الموافق 4 مارس 2026م
        يوم الأربعاء 15 من شهر رمضان 1447 هـ (الموافق 4 آذار/مارس 2026 م)
        4 مارس 2026 (15 رمضان 1447 هـ)
        4 مارس 2026 (الموافق 15 رمضان 1447 هـ)
        15 رمضان 1447 هـ (4 مارس 2026)
        15 رمضان 1447 هـ / 4 مارس 2026 م
        15 رمضان 1447 هـ - 4 مارس 2026 م
        في موعد أقصاه 15 رمضان 1447 هـ الموافق 4 مارس 2026
        15 Ramadan 1447 AH (4 March 2026)
        Ramadan 15, 1447 AH, 4 March 2026
        by 4 March 2026, corresponding to 15 Ramadan 1447 AH
        15 ramadan 1447 de l'hégire, correspondant au 4 mars 2026
        15/9/1447هـ الموافق 4/3/2026م
        04/03/2026 الموافق 15/09/1447 هـ
        ١٥ رمضان ١٤٤٧ هـ الموافق ٤ مارس ٢٠٢٦ م
    """,
    "2026-03-06": "15 رمضان 1447 هـ الموافق 6 مارس 2026 م",
    "2026-04-03": "within 30 days of 15 Ramadan 1447 AH (4 March 2026)",
    "2026-06-16": """
        1447/12/30 هـ الموافق 2026/06/16 م
        2026/06/16 م الموافق 1447/12/30 هـ
        30/12/1447 هـ الموافق 16/06/2026 م
        غرة محرم 1448 هـ الموافق 16 يونيو 2026
    """,
    "2026-06-30": "15 محرم 1448 هـ الموافق 30 يونيو 2026",
    "2026-03": "رمضان 1447 هـ الموافق مارس 2026",
    "2026": "عام 1447 هـ الموافق 2026 م",
}
PHRASES = [(line.strip(), edtf) for edtf, lines in MEANINGS.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("phrase", "edtf"), PHRASES)
def test_the_gregorian_date_is_taken(phrase: str, edtf: str) -> None:
    """In either order, with whatever joins the two, and kept as it was written."""
    deadline = parse_deadline(phrase, TODAY)
    assert (deadline.edtf, deadline.text) == (edtf, phrase)


@pytest.mark.parametrize("text", ["05/06/1447 هـ الموافق 03/04/2026 م", "عام 1447 هـ الموافق 02/03/2026 م"])
def test_figures_stay_ambiguous_where_the_hijri_date_does_not_settle_them(text: str) -> None:
    """Where none of the two days agrees, or both do, neither is taken."""
    with pytest.raises(AmbiguousNumbers):
        parse_deadline(text, TODAY)


def test_two_dates_that_disagree() -> None:
    """The refusal tells both, and the Hijri one as Umm al-Qura has it."""
    with pytest.raises(HijriDisagrees) as caught:
        parse_deadline("15 رمضان 1447 هـ الموافق 7 مارس 2026 م", TODAY)
    assert caught.value.facts | {"hijri": "2026-03-04", "date": "2026-03-07"} == caught.value.facts


@pytest.mark.parametrize(
    ("phrase", "kind", "offered"),
    [
        ("15 رمضان 1447 هـ", HijriDay, {"day": "2026-03-04"}),
        ("by 15 Ramadan 1447 AH", HijriDay, {"day": "2026-03-04"}),
        ("1447/12/29 هـ", HijriDay, {"day": "2026-06-15"}),
        ("محرم 1448", HijriPeriod, {"first": "2026-06-16", "last": "2026-07-14"}),
        ("عام 1447 هـ", HijriPeriod, {"first": "2025-06-26", "last": "2026-06-15"}),
        ("05/06/1447 هـ", HijriYear, {}),
        ("1447/12/30 هـ", HijriYear, {}),
    ],
)
def test_a_hijri_date_alone_is_offered_in_ours(phrase: str, kind: type[HijriYear], offered: dict[str, str]) -> None:
    """It is refused with the days of Umm al-Qura, but where figures can be two days, or no day of that calendar."""
    with pytest.raises(HijriYear) as caught:
        parse_deadline(phrase, TODAY)
    assert type(caught.value) is kind
    assert caught.value.facts == {"text": phrase, **offered}


@given(st.dates(date(1946, 1, 1), date(2077, 10, 1)), st.integers(-40, 40), st.booleans())
def test_a_double_date_is_the_gregorian_one_or_none(day: date, shift: int, hijri_first: bool) -> None:
    """Whatever Hijri date stands beside it, the deadline is the Gregorian day, or refused past two days."""
    lunar = Gregorian.fromdate(day + timedelta(days=shift)).to_hijri()
    dates = [f"{lunar.year}/{lunar.month}/{lunar.day} هـ", f"{day.year}/{day.month}/{day.day} م"]
    text = " الموافق ".join(dates if hijri_first else reversed(dates))
    if abs(shift) > 2:
        with pytest.raises(HijriDisagrees):
            parse_deadline(text, TODAY)
    else:
        assert parse_deadline(text, TODAY).last == day
