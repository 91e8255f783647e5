"""The themes that a paragraph may belong to, by the words of each theme that it holds."""

from __future__ import annotations

from collections import Counter

from ctrack.domain.official_texts.phrases_of_words import plain_words
from ctrack.domain.official_texts.tongue import Tongue
from ctrack.domain.themes import read_themes

_MOST = 3
_WORDS = 250


def propose_themes(text: str, tongue: Tongue) -> list[str]:
    """Up to three themes, the one with most words first."""
    words = plain_words(" ".join(text.split(None, _WORDS)[:_WORDS]))
    known = read_themes()
    found = Counter(theme for _start, _length, theme in tongue.themes.find(words) if theme in known)
    return [theme for theme, _count in found.most_common(_MOST)]
