"""Values in JSON as this program stores them, which may be put into another text of JSON as they stand.

What could steer a terminal stands in that as an escape (`json_signs`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from ctrack.domain.json_signs import SUSPECT, escape_suspects

# So many languages a text may be in and be known at a glance.
MOST_LANGUAGES = 6
# More texts than these are not remembered.
MOST_KNOWN = 2_048
_SIGNS = rf'[^"\\\x00-\x1f{SUSPECT}]*+'
_STRING = rf'"{_SIGNS}(?:\\["\\bfnrt]{_SIGNS})*+"'
_KEY = r'"([A-Za-z-]+)"'
_ENCODE: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def match_languages() -> re.Pattern[str]:
    """What matches a map of texts just as the encoder writes it, with no key twice, and nothing suspect."""
    pattern = ""
    for number in range(MOST_LANGUAGES, 1, -1):
        others = "|".join(rf"\{other}" for other in range(1, number))
        pattern = rf'(?:, (?!"(?:{others})"){_KEY}: {_STRING}{pattern})?'
    return re.compile(rf"\{{{_KEY}: {_STRING}{pattern}\}}")


is_text_in_languages = match_languages().fullmatch


class Encoded(dict[str, str]):
    """Stored texts, each as the encoder writes what it holds, with escapes; raises ValueError where it is no JSON.

    Few texts that are more than words in languages are different ones: a source is that of a hundred commitments.
    """

    def __missing__(self, text: str) -> str:
        written = escape_suspects(_ENCODE(json.loads(text)))
        if len(self) < MOST_KNOWN:
            self[text] = written
        return written


_ENCODED = Encoded()


def put_in(text: str) -> str:
    """A stored text as it stands in another one: mostly as it is."""
    return text if is_text_in_languages(text) else _ENCODED[text]
