"""The Arabic words that help teaches are those that a filter takes."""

from __future__ import annotations

from datetime import date

import pytest

from ctrack.domain.datewords import parse_date_words
from ctrack.domain.filters.arabic_words import DATES, field_in_arabic, value_in_arabic
from ctrack.domain.filters.filter_fields import FIELDS
from ctrack.domain.filters.synonyms import FIELD_SYNONYMS, RELATION_SYNONYMS, find_meaning, key_of
from ctrack.domain.filters.terms import find_field

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize("name", FIELDS)
def test_each_field_is_taught_as_it_is_read(name: str) -> None:
    """Every field has an Arabic name, and every relation of it, which mean that field and that relation."""
    forms = field_in_arabic(FIELDS[name]).split()
    read = [form.rstrip(":").partition(".") for form in forms]
    assert [FIELD_SYNONYMS[key_of(word)] for word, _dot, _relation in read] == [name] * len(FIELDS[name].relations)
    found = tuple(RELATION_SYNONYMS[key_of(relation)] if relation else "is" for _word, _dot, relation in read)
    assert found == FIELDS[name].relations
    assert find_field(read[0][0]) == FIELDS[name]


@pytest.mark.parametrize("name", FIELDS)
def test_each_value_is_taught_as_it_is_read(name: str) -> None:
    """Every value of every field has an Arabic word, which means that value in that field."""
    words = {value: value_in_arabic(value, name) or value_in_arabic(value) for value in FIELDS[name].words}
    assert [value for value, word in words.items() if find_meaning(name, word) != value] == []


@pytest.mark.parametrize("word", DATES)
def test_each_date_is_taught_as_it_is_read(word: str) -> None:
    """The Arabic word for a date means the same day."""
    assert parse_date_words(DATES[word], TODAY).edtf == parse_date_words(word, TODAY).edtf
