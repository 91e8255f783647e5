"""The Arabic words of a filter as people write them: for each field, relation, value and date the first one."""

from __future__ import annotations

from ctrack.domain.failures import marked
from ctrack.domain.filters.filter_fields import ABSENT, FIELDS, PRESENT, Field
from ctrack.domain.filters.synonyms import FIELD_NAMES, OPTION_NAMES, RELATION_NAMES, VALUE_NAMES

_OPTIONAL = {ABSENT: "لا_شيء", PRESENT: "أي"}
DATES = {
    "today": "اليوم",
    "tomorrow": "غدا",
    "yesterday": "أمس",
    "eow": "نهاية الأسبوع",
    "eom": "نهاية الشهر",
    "eoq": "نهاية الربع",
    "eoy": "نهاية السنة",
}
COLUMN = marked("In Arabic")


def field_in_arabic(field: Field) -> str:
    """A field with each of its relations; nothing where it has no Arabic name."""
    name = next((word for word, key in FIELD_NAMES.items() if key == field.name and not word.isascii()), "")
    relations = {meaning: word for word, meaning in RELATION_NAMES.items()}
    return " ".join(name + (f".{relations[kind]}" if kind != "is" else "") + ":" for kind in field.relations if name)


def value_in_arabic(value: str, vocabulary: str = "") -> str:
    """A value of a vocabulary, or of whichever field knows it; nothing where it has no Arabic word."""
    tables = VALUE_NAMES | OPTION_NAMES
    every = [] if value in _OPTIONAL else [*FIELDS, *OPTION_NAMES]
    for name in [vocabulary] if vocabulary in tables else every:
        for word, key in tables.get(name, {}).items():
            if key == value and not word.isascii():
                return word
    return _OPTIONAL.get(value, "")
