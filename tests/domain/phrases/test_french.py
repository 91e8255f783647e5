"""French numbers in words: each counts what it says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ctrack.domain.deadlines import parse_deadline

TODAY = date(2026, 1, 15)


@pytest.mark.parametrize(
    ("word", "number"),
    [("deux", 2), ("sept", 7), ("dix", 10), ("seize", 16), ("dix-sept", 17), ("dix-huit", 18), ("dix-neuf", 19)],
)
def test_a_number_in_words_counts(word: str, number: int) -> None:
    """So many days from today are so many days."""
    day = TODAY + timedelta(days=number)
    assert parse_deadline(f"dans un délai de {word} jours", TODAY).edtf == day.isoformat()
