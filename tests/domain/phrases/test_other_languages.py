"""Deadlines in Spanish, Russian and Chinese."""

from __future__ import annotations

from datetime import date

import pytest

from ctrack.domain.datewords import parse_date_words

READ = [
    ("a más tardar el 31 de diciembre de 2027", "2027-12-31"),
    ("a finales de 2027", "2027"),
    ("tercer trimestre de 2026", "2026-35"),
    ("antes del 15 de febrero de 2027", "2027-02-14"),
    ("en un plazo de seis meses", "2027-05-26"),
    ("último día de junio de 2027", "2027-06-30"),
    ("не позднее 31 декабря 2027 года", "2027-12-31"),
    ("к концу 2027 года", "2027"),
    ("третий квартал 2026 года", "2026-35"),
    ("в течение шести месяцев", "2027-05-26"),
    ("2027年12月31日", "2027-12-31"),
    ("2027年底", "2027"),
    ("2026年第三季度", "2026-35"),
    ("2027年上半年", "2027-40"),
]


@pytest.mark.parametrize(("text", "edtf"), READ)
def test_deadlines_are_read(text: str, edtf: str) -> None:
    """What documents of the United Nations write in these languages is read as the date that it is."""
    assert parse_date_words(text, date(2026, 11, 26)).edtf == edtf
