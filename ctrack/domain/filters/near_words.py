"""What a mistyped word may have been that fits nothing: the name of a status, of a state of due dates, or of a date."""

from __future__ import annotations

from ctrack.domain.filters.date_beginnings import date_beginnings
from ctrack.domain.filters.plain_words import STATES, names_of_all
from ctrack.domain.filters.spoken_words import spoken_values
from ctrack.domain.filters.synonyms import folded, key_of

# How alike two words are, from 0 to 1, where one is the other with a slip; a shorter word is like too many.
ALIKE = 0.8
SHORTEST = 3


def near_words(text: str) -> list[str]:
    """The one word of the grammar that a text is nearly, or none."""
    if len(text) < SHORTEST or not text.replace("_", "").replace("-", "").isalpha():
        return []
    from difflib import get_close_matches

    names = {key_of(name): name for name in [*date_beginnings(), *state_names()]}
    return [names[near] for near in get_close_matches(folded(text), names, n=1, cutoff=ALIKE)]


def state_names() -> list[str]:
    """Every name of a status and of a state of due dates, in the language spoken and in those of the tables."""
    found = []
    for field, vocabulary in STATES:
        found += [name for name, _key in names_of_all(vocabulary)] + list(spoken_values(field))
    return [name.replace(" ", "_") for name in found]
