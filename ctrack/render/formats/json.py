"""The envelope as JSON: two spaces of indent, text as it is, dates in ISO form, vocabularies as their words.

Of a long list each thing is a line by itself, which is written five times as fast.

Characters that could steer a terminal or turn the text around them are written as escapes, and so are lone
surrogates; every reader of JSON gets back the very same strings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Set
from datetime import date, time
from enum import Enum
from itertools import islice
from typing import Any, TextIO

from ctrack.domain.failures import marked
from ctrack.domain.json_signs import escape_suspects
from ctrack.domain.long_lists import LongList
from ctrack.domain.told_lists import ToldList
from ctrack.render.document import Document
from ctrack.render.screen import Screen

DESCRIPTION = marked("everything, for programs")
ENDINGS = ("json",)
IS_BINARY = False
IS_OF_ROWS = False

_LONGEST_INDENTED = 200
# So many lines are written at once.
_PORTION = 50


def write(document: Document, out: TextIO, screen: Screen) -> None:
    """Write the data and a newline; raises TypeError for what JSON has no form for, ValueError for NaN."""
    for piece in _pieces(document.data, "\n"):
        out.write(piece)
    out.write("\n")


def _pieces(value: Any, pad: str) -> Iterator[str]:
    """The text piece by piece: what holds a long list is opened, and the list itself is a line a thing."""
    deeper = pad + "  "
    if isinstance(value, Mapping) and any(map(_is_long, value.values())):
        for place, (key, inner) in enumerate(value.items()):
            yield f"{',' if place else '{'}{deeper}{escape_suspects(_LINE.encode(str(key)))}: "
            yield from _pieces(inner, deeper)
        yield pad + "}"
    elif _is_long(value):
        told = value if isinstance(value, ToldList) else ToldList(value, as_it_is)
        lines, lead = told.lines(_LINE.encode), "["
        while portion := f",{deeper}".join(islice(lines, _PORTION)):
            yield f"{lead}{deeper}{portion}"
            lead = ","
        yield pad + "]"
    else:
        yield escape_suspects(_INDENTED.encode(value)).replace("\n", pad)


def as_it_is(value: Any) -> Any:
    """The value."""
    return value


def _is_long(value: Any) -> bool:
    """Whether it is a list too long to be indented, or holds one."""
    if isinstance(value, Mapping):
        return any(map(_is_long, value.values()))
    return isinstance(value, (list, LongList)) and len(value) > _LONGEST_INDENTED


def _plain(value: Any) -> Any:
    """A value that JSON does not know as one that it does."""
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, LongList):
        return list(value)
    if isinstance(value, Set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


_LINE = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_plain)
_INDENTED = json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=2, default=_plain)
