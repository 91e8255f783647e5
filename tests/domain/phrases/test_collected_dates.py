"""Dates that were collected from documents and from people, in three languages, and what no text may become."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.datewords import parse_date_words
from ctrack.domain.deadlines import DeadlineError, parse_deadline
from ctrack.domain.phrases.cursor import Start
from ctrack.domain.phrases.lexicon import lexicon

TODAY = date(2026, 1, 15)
ADOPTED = Start(date(2025, 10, 31))
COLLECTED = Path(__file__).parents[2] / "data" / "dates.tsv"


class Row(NamedTuple):
    """A phrase, and the EDTF or the reason of refusal that is right for it; `place` says where it stands."""

    language: str
    place: str
    answer: str
    phrase: str


ROWS = [
    Row(*line.split("\t")) for line in COLLECTED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
]
DATES = [row for row in ROWS if not row.answer.startswith("!")]
# Words of the grammar without those that count from the day of the reader.
FROM_TODAY = {"now", "hence", "this", "next"}
WORDS = [" ".join(phrase) for phrase, parts in lexicon().phrases.items() if not parts.keys() & FROM_TODAY]
SMALL = ["1", "6", "30", "90", "12", "q2", "18:00", "30/06", "%", "(", ")", "/", "-", ","]
FOREIGN = ["perhaps", "hopefully", "not", "ربما", "ليس", "peut-être", "xyz"]


def read(row: Row) -> str:
    """What the program makes of a row."""
    try:
        if row.place == "typed":
            return parse_date_words(row.phrase, TODAY).edtf
        return parse_deadline(row.phrase, TODAY, ADOPTED).edtf
    except DeadlineError as error:
        return f"!{error.reason}"


def test_collected_dates_are_read_or_refused_rightly() -> None:
    """At least 92 of 100 are, of 150 or more, with 50 or more in each language."""
    wrong = [(row.answer, read(row), row.phrase) for row in ROWS if read(row) != row.answer]
    languages = [row.language for row in ROWS]
    assert len(wrong) <= 0.08 * len(ROWS), wrong
    assert len(ROWS) >= 150
    assert {language: languages.count(language) >= 50 for language in ("en", "ar", "fr")} == dict.fromkeys(
        ("en", "ar", "fr"), True
    )


def test_no_collected_date_is_invented() -> None:
    """What is not read rightly is refused: none becomes another date, and nothing that is no date becomes one."""
    assert [row for row in ROWS if read(row) != row.answer and not read(row).startswith("!")] == []


@given(st.sampled_from(DATES), st.sampled_from(FOREIGN), st.integers(0, 20))
def test_a_word_that_is_not_known_is_never_passed_over(row: Row, word: str, place: int) -> None:
    """A date with any other word in it is refused, wherever the word stands."""
    words = row.phrase.split()
    words.insert(place % (len(words) + 1), word)
    assert read(row._replace(phrase=" ".join(words))).startswith("!")


@given(st.lists(st.sampled_from(WORDS) | st.sampled_from(SMALL), max_size=8))
def test_no_date_comes_of_words_without_a_year(words: list[str]) -> None:
    """In a text that names no year and counts from no day that is known, there is no date to be found."""
    with pytest.raises(DeadlineError):
        parse_deadline(" ".join(words), TODAY, Start())


@given(st.lists(st.sampled_from(WORDS) | st.sampled_from(SMALL), max_size=6), st.integers(0, 6))
def test_the_year_of_a_date_is_the_one_that_is_written(words: list[str], place: int) -> None:
    """Beside a single year no words make a date of another one, but the one before it or a length that is written."""
    units = {"days", "months", "hours", "two_days", "two_months"}
    named = [part for word in words for part in lexicon().phrases.get(tuple(word.split()), {})]
    words.insert(place, "2026")
    try:
        year = parse_deadline(" ".join(words), TODAY, Start()).last.year
    except DeadlineError:
        return
    assert year == 2026 or (year == 2025 and "before" in named) or units & set(named)
