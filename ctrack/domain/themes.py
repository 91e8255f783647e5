"""The themes that cut across instruments, and how those of a commitment are stored: as words, a blank on either side.

They are data of the catalogue: `themes.tsv` names them in each language, `commitment_themes.tsv` gives the shipped
commitments theirs.
"""

from __future__ import annotations

from functools import cache

from ctrack.domain.folding import fold
from ctrack.domain.shipped_tables import read_table

NAMES = "themes.tsv"
ASSIGNED = "commitment_themes.tsv"


@cache
def read_themes() -> dict[str, dict[str, str]]:
    """What each theme is called in each language, by its key, in their order."""
    return {row.pop("theme"): row for row in read_table(NAMES)}


@cache
def read_assigned() -> dict[str, tuple[str, ...]]:
    """The themes of each shipped commitment, by its code."""
    return {row["code"]: tuple(row["themes"].split()) for row in read_table(ASSIGNED)}


def know_theme(word: str) -> str | None:
    """The key of the theme of that key or name, in any language; None where there is none."""
    return read_folded().get(fold(word))


@cache
def read_folded() -> dict[str, str]:
    """The key of each theme by its folded names, in every language."""
    return {fold(name): key for key, words in read_themes().items() for name in (key, *words.values())}


def pack_themes(keys: tuple[str, ...]) -> str | None:
    """Themes as a commitment stores them; None where it has none."""
    return f" {' '.join(keys)} " if keys else None


def unpack_themes(stored: str | None) -> tuple[str, ...]:
    """The themes that a commitment stores."""
    return tuple(stored.split()) if stored else ()
