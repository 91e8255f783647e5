"""Every phrase that the grammar knows, with the parts that it can play. Phrases are compared folded.

A phrase may play several parts: "mar" is a month in English and a weekday in French, and the grammar asks for the
one that it needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from ctrack.domain.folding import fold
from ctrack.domain.frozen import dataclass
from ctrack.domain.modules import list_modules
from ctrack.domain.phrases import wordlists
from ctrack.domain.phrases.phrasebook import Language, spellings

Parts = Mapping[str, int]


def _find_languages() -> Iterator[Language]:
    for name in list_modules(wordlists.__path__[0]):
        module = import_module(f"{wordlists.__name__}.{name}")
        yield from (value for value in vars(module).values() if isinstance(value, Language))


LANGUAGES = tuple(_find_languages())

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases, each a tuple of folded words; every single word in them; and the length of the longest."""

    phrases: Mapping[tuple[str, ...], Parts]
    words: frozenset[str]
    longest: int


@cache
def lexicon() -> Lexicon:
    """The lexicon of all languages, made when it is first needed."""
    phrases: dict[tuple[str, ...], dict[str, int]] = {}
    for language in LANGUAGES:
        for phrase, part, value in _entries(language):
            phrases.setdefault(tuple(WORD.findall(fold(phrase))), {})[part] = value
    return Lexicon(phrases, frozenset(word for phrase in phrases for word in phrase), max(map(len, phrases)))


def _entries(language: Language) -> Iterator[tuple[str, str, int]]:
    for key, listed in (*language.words.items(), *language.signs.items()):
        part, _, value = key.partition(" ")
        yield from ((phrase, part, int(value or 1)) for phrase in spellings(listed))
    for month, listed in enumerate(language.months, start=1):
        yield from ((phrase, "month", month) for phrase in spellings(listed))
    for month, listed in enumerate(language.hijri_months, start=1):
        for phrase in spellings(listed):
            yield from ((phrase, "hijri_month", month), (phrase, "hijri", 1))
    for weekday, listed in enumerate(language.weekdays):
        yield from ((phrase, "weekday", weekday) for phrase in spellings(listed))
    yield from ((phrase, "cardinal", value) for phrase, value in language.cardinals)
    yield from ((phrase, "ordinal", value) for phrase, value in language.ordinals)
