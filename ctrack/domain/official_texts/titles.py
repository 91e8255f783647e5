"""A short title proposed for what a paragraph asks: its deed in few words, without the qualifications."""

from __future__ import annotations

from ctrack.domain.official_texts.phrases_of_words import plain_words
from ctrack.domain.official_texts.tongue import Tongue

_MOST = 11
_LEAST = 3
_STOPS = (",", ";", ":", "،", "؛", ".", ")")
_EDGES = ' ,;:.،؛()[]*“”"«»'


def propose_title(text: str, tongue: Tongue) -> str:
    """A title of at most eleven words from what a paragraph asks, which begins with its deed."""
    written = text.split(None, _MOST * 8)[: _MOST * 8]
    words = plain_words(" ".join(written))
    kept: list[str] = []
    place = skip_start(words, tongue)
    while place < len(words) and len(kept) < _MOST:
        aside = tongue.left_out.match(words, place)
        if aside is not None:
            place = end_of_aside(written, place + aside[0])
            if len(kept) >= _LEAST:
                break
            continue
        kept.append(written[place])
        place += 1
        if len(kept) >= _LEAST and kept[-1].endswith(_STOPS):
            break
    return finish(kept, tongue)


def skip_start(words: list[str], tongue: Tongue) -> int:
    """The place behind "to" or "that" at the beginning."""
    starts = {start.strip() for start in tongue.starts}
    place = 0
    while place < min(2, len(words)) and words[place] in starts:
        place += 1
    return place


def end_of_aside(written: list[str], start: int) -> int:
    """The place behind the comma that ends a qualification; the end where none does."""
    for place in range(max(0, start - 1), len(written)):
        if written[place].endswith(_STOPS):
            return place + 1
    return len(written)


def finish(kept: list[str], tongue: Tongue) -> str:
    """Words as a title: no small word at its end, and a capital at its beginning."""
    while kept and plain_words(kept[-1])[0] in tongue.small:
        kept.pop()
    title = " ".join(kept).strip(_EDGES)
    return title[:1].upper() + title[1:]
