"""The names nearest to a mistyped one, for "did you mean"; case is folded, the nearest comes first."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, choices: Iterable[str], limit: int = 3) -> list[str]:
    """At most `limit` (one or more) choices: those that begin with the word, then those spelt alike."""
    # difflib is wanted only when something went wrong, and costs milliseconds.
    from difflib import get_close_matches

    asked = word.casefold()
    choice_of: dict[str, str] = {}
    for choice in choices:
        choice_of.setdefault(choice.casefold(), choice)
    begun = sorted((name for name in choice_of if asked and name.startswith(asked)), key=len)
    alike = get_close_matches(asked, choice_of, n=limit)
    return [choice_of[name] for name in dict.fromkeys(begun + alike)][:limit]
