"""The words of a filter in the language spoken, made of what the program shows: "en cours" is typed en_cours.

English is what filters are written in, and Arabic has words that were chosen one by one (`arabic_words`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ctrack.domain.fields.registry import FIELDS
from ctrack.domain.fields.vocabularies import DUE_STATES, DUTIES, LEVELS, PARTY_KINDS, STATUSES, VOICES, Vocabulary
from ctrack.domain.folding import fold
from ctrack.domain.spoken import language, say

APART = ("en", "ar")
_PARTED = re.compile(r"[\s'’_-]+")
# The words for days, which stand in `datewords`.
DATES = {
    "fr": {
        "today": "aujourd'hui",
        "tomorrow": "demain",
        "yesterday": "hier",
        "eow": "fin de semaine",
        "eom": "fin de mois",
        "eoq": "fin de trimestre",
        "eoy": "fin d'année",
    },
    "es": {"today": "hoy", "tomorrow": "mañana", "yesterday": "ayer"},
    "ru": {"today": "сегодня", "tomorrow": "завтра", "yesterday": "вчера"},
    "zh": {"today": "今天", "tomorrow": "明天", "yesterday": "昨天"},
}


def to_typed(text: str) -> str:
    """A text as a word of a filter: without blanks, in small letters."""
    return _PARTED.sub("_", text.strip().casefold())


def spoken_fields() -> Mapping[str, str]:
    """What the fields are called in the language spoken, each with its name; a name of two fields is none."""
    return _fields(language())


def spoken_values(vocabulary: str) -> Mapping[str, str]:
    """The words of a vocabulary in the language spoken, each with its key."""
    return _values(language()).get(vocabulary, {})


def find_spoken(words: Mapping[str, str], typed: str) -> str | None:
    """What a word stands for among these, with accents or without."""
    return words.get(typed) or _folded(tuple(words.items())).get(fold(to_typed(typed)))


def say_value(key: str, vocabulary: str = "") -> str:
    """The word that may be typed for a value, of one vocabulary or of whichever has it; "" where there is none."""
    for name, words in _values(language()).items():
        if vocabulary in ("", name) or vocabulary not in _values(language()):
            found = next((word for word, meant in words.items() if meant == key), "")
            if found:
                return found
    return ""


def say_field(name: str, relations: tuple[str, ...]) -> str:
    """A field in the language spoken, with each of its relations; "" where it has no name there."""
    found = next((word for word, meant in spoken_fields().items() if meant == name), "")
    return " ".join(found + (f".{kind}:" if kind != "is" else ":") for kind in relations if found)


@cache
def _folded(words: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {fold(word): key for word, key in words}


@cache
def _fields(code: str) -> dict[str, str]:
    if code in APART:
        return {}
    named = [
        (to_typed(say(field.title)), field.filter_name) for field in FIELDS if field.filter and is_told(field.title)
    ]
    words = [word for word, _name in named]
    return {word: name for word, name in named if words.count(word) == 1}


@cache
def _values(code: str) -> dict[str, dict[str, str]]:
    if code in APART:
        return {}
    tables = {field.filter_name: field.vocabulary for field in FIELDS if field.filter and field.vocabulary}
    tables |= {"voice": VOICES, "level": LEVELS, "duty": DUTIES, "kind of party": PARTY_KINDS}
    return {name: _words(vocabulary) for name, vocabulary in tables.items()}


def _words(vocabulary: Vocabulary) -> dict[str, str]:
    shown = (DUE_STATES.shown if vocabulary is STATUSES else {}) | vocabulary.shown
    return {to_typed(say(shown[key])): key for key in vocabulary.keys if key in shown and is_told(shown[key])}


def is_told(message: str) -> bool:
    """Whether the language spoken has a word of its own for a message."""
    return bool(message) and say(message) != message
