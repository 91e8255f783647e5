"""Codes for the paragraphs of a text: a stem, the part where numbers begin anew, the number, a letter for its lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ctrack.domain.folding import fold
from ctrack.domain.official_texts.demands import Demand
from ctrack.domain.official_texts.passages import Passage, write_roman

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_STEM = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
_LONGEST_STEM = 16


def make_stem(symbol: str, title: str) -> str:
    """What the codes of a text begin with: its symbol, as SC-2396 or GA-60-288, or the first letters of its title."""
    figures = re.findall(r"\d+", symbol)
    if symbol.startswith("S/RES/") and figures:
        return f"SC-{figures[0]}"
    if symbol.startswith("A/RES/") and len(figures) > 1:
        return f"GA-{figures[0]}-{figures[1]}"
    initials = "".join(word[0] for word in fold(title).split() if word[:1].isascii() and word[:1].isalpha())
    return initials.upper()[:_LONGEST_STEM] if len(initials) > 1 else "TEXT"


def clean_stem(stem: str) -> str | None:
    """A stem as a person gives it, in capitals; None where no code can begin with it."""
    return stem.upper() if _STEM.fullmatch(stem.upper()) and len(stem) <= _LONGEST_STEM else None


def write_number(passage: Passage) -> str:
    """The number of a passage as people cite it: "2 (a) (iii)", in the letters and digits of the text."""
    first, *deeper = passage.path or (0,)
    letters = "".join(
        f" ({_LETTERS[place - 1].lower()})" if place <= len(_LETTERS) else f" ({place})" for place in deeper[:1]
    )
    return f"{first}{letters}{''.join(f' ({write_roman(place).lower()})' for place in deeper[1:])}"


def code_demands(demands: list[Demand], stem: str) -> list[str]:
    """A code for each demand, no two alike."""
    labels = label_scopes(demands)
    taken: Counter[str] = Counter()
    codes = []
    for ordinal, demand in enumerate(demands, 1):
        own = code_path(demand.passage.path) or f"P{ordinal}"
        code = "-".join(part for part in (stem, labels[demand.passage.scope], own) if part)
        taken[code] += 1
        codes.append(code if taken[code] == 1 else f"{code}-{taken[code]}")
    return codes


def label_scopes(demands: Iterable[Demand]) -> dict[tuple[str, ...], str]:
    """What codes say of the parts of a text: nothing of one whose numbers no part before it has."""
    seen: dict[tuple[str, ...], set[tuple[int, ...]]] = {}
    for demand in demands:
        seen.setdefault(demand.passage.scope, set()).add(demand.passage.path[:1])
    labels: dict[tuple[str, ...], str] = {}
    before: set[tuple[int, ...]] = set()
    for scope, numbers in seen.items():
        labels[scope] = label_scope(scope, seen) if numbers & before - {()} else ""
        before |= numbers
    return labels


def label_scope(scope: tuple[str, ...], seen: Iterable[tuple[str, ...]]) -> str:
    """The annex and the division; a single annex has no number."""
    annex, division = scope
    annexes = {other[0] for other in seen if other[0]}
    return "-".join(part for part in ("A" if annex and len(annexes) == 1 else annex, division) if part)


def code_path(path: tuple[int, ...]) -> str:
    """A number as codes write it: 2 (a) (iii) is 2A-III."""
    if not path:
        return ""
    first, *deeper = path
    letter = (
        _LETTERS[deeper[0] - 1]
        if deeper and deeper[0] <= len(_LETTERS)
        else "".join(f"-{place}" for place in deeper[:1])
    )
    return "-".join([f"{first}{letter}", *map(write_roman, deeper[1:])])
