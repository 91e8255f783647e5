"""Values in JSON as this program stores them, which may be put into another text of JSON as they stand.

What could steer a terminal stands in that as an escape (`json_signs`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ctrack.domain.json_signs import SUSPECT, escape_suspects

# So many languages a text may be in and be known at a glance.
MOST_LANGUAGES = 6
# More texts than these are not remembered; of the last ones, so many: the titles of a portion of rows are asked for in
# one language after the other.
MOST_KNOWN, LAST = 2_048, 1_024
_SIGNS = rf'[^"\\\x00-\x1f{SUSPECT}]*+'
_STRING = rf'"{_SIGNS}(?:\\["\\bfnrt]{_SIGNS})*+"'
_KEY = r'"([A-Za-z-]+)"'
_DECODER: Any = json.JSONDecoder()
_ENCODE: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_ENCODE_SORTED: Callable[[object], str] = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":")
).encode


def match_languages() -> re.Pattern[str]:
    """What matches a map of texts just as the encoder writes it, with no key twice, and nothing suspect."""
    pattern = ""
    for number in range(MOST_LANGUAGES, 1, -1):
        others = "|".join(rf"\{other}" for other in range(1, number))
        pattern = rf'(?:, (?!"(?:{others})"){_KEY}: {_STRING}{pattern})?'
    return re.compile(rf"\{{{_KEY}: {_STRING}{pattern}\}}")


is_text_in_languages = match_languages().fullmatch


def read_stored(text: str) -> Any:
    """What a text in JSON holds, by the scanner alone where nothing stands around it."""
    try:
        value, end = _DECODER.scan_once(text, 0)
    except StopIteration:
        end = -1
    return value if end == len(text) else _DECODER.decode(text)


@lru_cache(maxsize=LAST)
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
    return text if is_plain(text) or is_text_in_languages(text) else _ENCODED[text]


@lru_cache(maxsize=LAST)
def is_plain(text: str) -> bool:
    """Whether every quote in a stored text in its languages stands for itself, so that it can be cut at these."""
    return "\\" not in text and is_text_in_languages(text) is not None


def put_in_sorted(text: str) -> str:
    """A stored text in its languages as a fingerprint is taken of it: sorted, without blanks and without escapes."""
    if not is_plain(text) or '": ", "' in text or '": ": "' in text:
        return _ENCODE_SORTED(read_words(text))
    told = '","'.join(sorted(text[2:-2].split('", "'))).replace('": "', '":"')
    return f'{{"{told}"}}'


def cut_out_of(language: str) -> Callable[[str], str]:
    """What cuts the text in a language out of a stored one, in its quotes; nothing where it is not seen at a glance."""
    mark = f'"{language}": "'

    def cut_out(text: str) -> str:
        start = text.find(mark) if is_plain(text) else -1
        if start < 0:
            return ""
        begin = start + len(mark)
        end = text.find('", "', begin)
        return text[begin - 1 : end + 1] if end > 0 else text[begin - 1 : -1]

    return cut_out
