"""What may be typed beside the English word of a filter in the language spoken: help and answers teach it."""

from __future__ import annotations

from ctrack.domain.filters import arabic_words, spoken_words
from ctrack.domain.filters.filter_fields import Field
from ctrack.domain.spoken import language

COLUMN = arabic_words.COLUMN
_ARABIC = "ar"


def say_value(value: str, vocabulary: str = "") -> str:
    """A value of a vocabulary, or of whichever field knows it; "" where the language has no word for it."""
    if language() == _ARABIC:
        return arabic_words.value_in_arabic(value, vocabulary)
    return spoken_words.say_value(value, vocabulary)


def say_field(field: Field) -> str:
    """A field with each of its relations."""
    if language() == _ARABIC:
        return arabic_words.field_in_arabic(field)
    return spoken_words.say_field(field.name, field.relations)


def say_date(word: str) -> str:
    """A word for a day."""
    dates = arabic_words.DATES if language() == _ARABIC else spoken_words.DATES.get(language(), {})
    return dates.get(word, "")
