"""Values in JSON as this program stores them, which may be put into another text of JSON as they stand.

What could steer a terminal stands in that as an escape (`json_signs`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from ctrack.domain.json_signs import SUSPECT, escape_suspects

# So many languages a text may be in and be known at a glance.
MOST_LANGUAGES = 6
# More texts than these are not remembered; of those that are taken apart no more than a portion of rows.
MOST_KNOWN, MOST_APART = 2_048, 1_024
_SIGNS = rf'[^"\\\x00-\x1f{SUSPECT}]*+'
_STRING = rf'"{_SIGNS}(?:\\["\\bfnrt]{_SIGNS})*+"'
_KEY = r'"([A-Za-z-]+)"'
_DECODER: Any = json.JSONDecoder()
_ENCODE: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_ENCODE_SORTED: Callable[[object], str] = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":")
).encode


@cache
def match_languages() -> re.Pattern[str]:
    """What matches a map of texts just as the encoder writes it, with no key twice, and nothing suspect.

    Its groups are a key and what stands behind it, in its quotes, and the next key.
    """
    pattern = ""
    for number in range(MOST_LANGUAGES, 1, -1):
        others = "|".join(f"(?:\\{2 * other - 1})" for other in range(1, number))
        pattern = rf'(?:, (?!"(?:{others})"){_KEY}: ({_STRING}){pattern})?'
    return re.compile(rf"\{{{_KEY}: ({_STRING}){pattern}\}}")


def is_text_in_languages(text: str) -> re.Match[str] | None:
    """The match of a text that is one in languages; the pattern takes 3 ms to make, and few commands need it."""
    return match_languages().fullmatch(text)


def read_stored(text: str) -> Any:
    """What a text in JSON holds, by the scanner alone where nothing stands around it."""
    try:
        value, end = _DECODER.scan_once(text, 0)
    except StopIteration:
        end = -1
    return value if end == len(text) else _DECODER.decode(text)


@lru_cache(maxsize=8)
def read_words(text: str) -> dict[str, str]:
    """A text in its languages, as it is stored: what shows a row asks for its title more than once."""
    words: dict[str, str] = read_stored(text)
    return words


class Encoded(dict[str, str]):
    """Stored texts, each as the encoder writes what it holds, with escapes; raises ValueError where it is no JSON.

    Few texts that are more than words in languages are different ones: a source is that of a hundred commitments.
    """

    def __missing__(self, text: str) -> str:
        written = escape_suspects(_ENCODE(read_stored(text)))
        if len(self) < MOST_KNOWN:
            self[text] = written
        return written


_ENCODED = Encoded()


def put_in(text: str) -> str:
    """A stored text as it stands in another one: mostly as it is."""
    return text if is_text_in_languages(text) else _ENCODED[text]


@lru_cache(maxsize=MOST_APART)
def take_apart(text: str) -> tuple[str | None, ...]:
    """The keys of a stored text in its languages, each before its text in its quotes, and None in the place of more.

    Nothing where that is not seen at once.
    """
    found = is_text_in_languages(text)
    return found.groups() if found is not None else ()


def put_in_words(text: str) -> str:
    """A stored text in its languages as it stands in another one, of those that are taken apart too."""
    return text if take_apart(text) else put_in(text)


def put_in_sorted(text: str) -> str:
    """A stored text in its languages as a fingerprint is taken of it: sorted, without blanks and without escapes."""
    parts = take_apart(text)
    if not parts:
        return _ENCODE_SORTED(read_words(text))
    form, places = sort_keys(parts[::2])
    return form % tuple([parts[place] for place in places])


@lru_cache(maxsize=MOST_APART)
def sort_keys(keys: tuple[str | None, ...]) -> tuple[str, list[int]]:
    """The form of a text in languages with these keys, sorted, and the places of what is put into it."""
    found = sorted((key, 2 * place + 1) for place, key in enumerate(keys) if key is not None)
    told = ",".join([f'"{key}":%s' for key, _place in found])
    return f"{{{told}}}", [place for _key, place in found]


def cut_out_of(language: str) -> Callable[[str], str]:
    """What cuts the text in a language out of a stored one, in its quotes; nothing where it is not seen at a glance."""

    def cut_out(text: str) -> str:
        parts = take_apart(text)
        return parts[parts.index(language) + 1] or "" if language in parts else ""

    return cut_out
