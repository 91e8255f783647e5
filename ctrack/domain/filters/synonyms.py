"""Other words for fields, relations and values, Arabic ones among them; names are compared folded."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ctrack.domain.fields.registry import FIELDS
from ctrack.domain.fields.vocabularies import BASES, DUTIES, LEVELS, PARTY_KINDS, RELATIONS, VOICES
from ctrack.domain.filters.spoken_words import find_spoken, spoken_fields, spoken_values

# Vowel marks and the tatweel carry no meaning in a name, and the hamza and the dots are often left out; so are the
# accents of French, above all on capitals.
_FOLDS = str.maketrans(
    {
        **dict.fromkeys(map(chr, [*range(0x64B, 0x653), 0x670, 0x640]), ""),
        **dict(zip("أإآٱؤئىة- ", "ااااوييه__", strict=True)),
        **dict(zip("àâçéèêëîïôùûüÀÂÇÉÈÊËÎÏÔÙÛÜ’", "aaceeeeiiouuuaaceeeeiiouuu'", strict=True)),
        **dict.fromkeys("œŒ", "oe"),
    }
)
# Some nouns begin with the same letters (التزام); with an article and without it they lose them all.
_ARTICLES = re.compile(r"(?<![^_])(?:ال)+(?=[^_]{2})")


def folded(name: str) -> str:
    """The name without what people vary: case, hyphens and blanks for underscores, accents, marks, hamzas."""
    return name.translate(_FOLDS).casefold()


def key_of(name: str) -> str:
    """The folded name without the articles of its words, as the tables of synonyms have it."""
    return _ARTICLES.sub("", folded(name.strip()))


def find_meaning(vocabulary: str, word: str) -> str:
    """The key that a word stands for in a vocabulary of VALUE_NAMES or OPTION_NAMES; its own folded form elsewhere."""
    key = key_of(word)
    meant = VALUE_SYNONYMS.get(vocabulary, {}).get(key) or find_spoken(spoken_values(vocabulary), key)
    return meant or OPTIONAL_SYNONYMS.get(key, key)


def names_of(vocabulary: str) -> dict[str, str]:
    """The other words of a vocabulary as people write them, with what each stands for."""
    return {**spoken_values(vocabulary), **(VALUE_NAMES.get(vocabulary) or OPTION_NAMES.get(vocabulary, {}))}


def names_of_fields() -> dict[str, str]:
    """The other names of fields as people write them, with what each stands for."""
    return {**spoken_fields(), **FIELD_NAMES}


def _keyed(table: Mapping[str, str]) -> dict[str, str]:
    return {key_of(word): meaning for word, meaning in table.items()}


def _with_and_without_article(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((word, word.removeprefix("ال"))))


FIELD_NAMES: dict[str, str] = {
    form: field.filter_name
    for field in FIELDS
    if field.filter is not None
    for name in field.filter.names
    for form in _with_and_without_article(name)
}
# By the name of a field; the first word for a meaning is the one that the program itself shows.
VALUE_NAMES: dict[str, dict[str, str]] = {
    field.filter_name: field.vocabulary.names
    for field in FIELDS
    if field.filter is not None and field.vocabulary is not None
}
# The same for what only options take.
OPTION_NAMES: dict[str, dict[str, str]] = {
    "voice": VOICES.names,
    "level": LEVELS.names,
    "duty": DUTIES.names,
    "kind of party": PARTY_KINDS.names,
    "relation": RELATIONS.names,
    "basis": BASES.names,
}

FIELD_SYNONYMS = _keyed(FIELD_NAMES)
VALUE_SYNONYMS = {name: _keyed(table) for name, table in (VALUE_NAMES | OPTION_NAMES).items()}
OPTIONAL_SYNONYMS = _keyed({"بدون": "none", "لا_شيء": "none", "أي": "any"})
_OTHER_RELATIONS = {
    "before": "avant antes до 之前",
    "after": "après después после 之后",
    "over": "plus_de más_de более 大于",
    "under": "moins_de menos_de менее 小于",
}
RELATION_NAMES = {"قبل": "before", "بعد": "after", "في": "on", "فوق": "over", "تحت": "under"}
RELATION_SYNONYMS = _keyed(
    {word: kind for kind, words in _OTHER_RELATIONS.items() for word in words.split()} | RELATION_NAMES
)
