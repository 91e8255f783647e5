"""Dates as they are printed, and read back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.date_styles import STYLES, read_file
from ctrack.domain.dateformat import DIGITS, format_date, format_edtf
from ctrack.domain.deadlines import parse_deadline
from ctrack.domain.periods import Span, containing
from ctrack.domain.phrases.refusals import NotEdtf

PRINTED = [
    ("2026-06-30", "en", "30 June 2026"),
    ("2026-06-01", "en", "1 June 2026"),
    ("2026-06", "en", "June 2026"),
    ("2026", "en", "2026"),
    ("2026-34", "en", "second quarter of 2026"),
    ("2026-41", "en", "second half of 2026"),
    ("2026-06-15", "ar", "15 حزيران/يونيه 2026"),
    ("2026-07-01", "ar", "1 تموز/يوليه 2026"),
    ("2027-01", "ar", "كانون الثاني/يناير 2027"),
    ("2026", "ar", "2026"),
    ("2026-36", "ar", "الربع الرابع من عام 2026"),
    ("2026-40", "ar", "النصف الأول من عام 2026"),
    ("2026-07-01", "fr", "1er juillet 2026"),
    ("2026-08-15", "fr", "15 août 2026"),
    ("2026-33", "fr", "premier trimestre de 2026"),
    ("2026-06-30", "es", "30 de junio de 2026"),
    ("../2026-06-30", "es", "el 30 de junio de 2026 o antes"),
    ("2026-06-30", "ru", "30 июня 2026 года"),
    ("2026-06", "ru", "июнь 2026 года"),
    ("2026-06-30", "zh", "2026年6月30日"),
    ("2026-34", "zh", "2026年第二季度"),
    ("2026-06-30", "de", "30. Juni 2026"),
    ("2026-41", "de", "Juli – Dezember 2026"),
    ("../2026-06-30", "de", "≤ 30. Juni 2026"),
    ("2026-06-30", "fa", "30 ژوئن 2026"),
]


@pytest.mark.parametrize(("edtf", "language", "text"), PRINTED)
def test_a_date_is_printed_at_its_precision(edtf: str, language: str, text: str) -> None:
    """The United Nations' way of writing dates, in each language."""
    assert format_edtf(edtf, language) == text


def test_digits_are_western_or_arabic_indic() -> None:
    """The digits are chosen apart from the language, and every digit follows the choice."""
    assert format_date(date(2026, 6, 15), "ar", "arab") == "١٥ حزيران/يونيه ٢٠٢٦"
    assert format_edtf("2026-34", "ar", "arab") == "الربع الثاني من عام ٢٠٢٦"
    assert format_date(date(2026, 6, 15), "en", "arab") == "١٥ June ٢٠٢٦"


def test_a_region_is_left_out_and_an_unknown_language_is_english() -> None:
    """A locale such as ar_KW is Arabic; a language without a style of its own is printed as English."""
    assert format_date(date(2026, 6, 15), "ar_KW") == format_date(date(2026, 6, 15), "ar-EG") == "15 حزيران/يونيه 2026"
    assert format_date(date(2026, 6, 15), "xx") == "15 June 2026"


def test_every_language_of_cldr_writes_every_kind_of_date() -> None:
    """Of more than a hundred languages each tells the year, and months and quarters that differ from each other."""
    assert len(read_file()) > 100
    for language in read_file():
        for kind in ("2026-{:02}-05", "2026-{:02}"):
            written = [format_edtf(kind.format(month), language) for month in range(1, 13)]
            assert len(set(written)) == 12
            assert all("2026" in text for text in written)
        assert len({format_edtf(f"2026-{part}", language) for part in (33, 34, 35, 36, 40, 41)}) == 6


@pytest.mark.parametrize("edtf", ["", "2026-13", "soon", "2026-06/2026-07"])
def test_what_is_no_date_is_not_printed_as_one(edtf: str) -> None:
    """EDTF that no deadline has is refused."""
    with pytest.raises(NotEdtf):
        format_edtf(edtf, "en")


@given(
    st.dates(date(1945, 1, 1), date(2200, 12, 31)),
    st.sampled_from(Span),
    st.sampled_from(sorted(STYLES)),
    st.sampled_from(sorted(DIGITS)),
)
def test_what_is_printed_is_read_back(day: date, span: Span, language: str, digits: str) -> None:
    """Every date printed in any language and digits is understood as the same date."""
    edtf = containing(day, span).edtf
    assert parse_deadline(format_edtf(edtf, language, digits)).edtf == edtf
