"""Records as lines of JSON, written from their values as these are stored: of what is JSON already, as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from json.encoder import encode_basestring as quote
from typing import Any, Protocol

from ctrack.domain.json_signs import escape_suspects
from ctrack.domain.stored_json import put_in
from ctrack.exchange.json_text import encode

Write = Callable[[Any], str]


class StoredRecords(Protocol):
    """Records of one kind: the names of their fields, what each is stored as, and their values row by row."""

    @property
    def names(self) -> Sequence[str]: ...
    @property
    def kinds(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Iterable[Sequence[Any]]: ...


class Days(dict[str, str]):
    """Days by how they are stored."""

    def __missing__(self, text: str) -> str:
        written = self[text] = f'"{date.fromisoformat(text).isoformat()}"'
        return written


def write_lines(records: StoredRecords) -> Iterator[str]:
    """Each record on one line, with what it has: a field that is empty is none."""
    writers = [(f'"{name}": ', WRITERS[kind]) for name, kind in zip(records.names, records.kinds, strict=True)]
    for row in records.rows:
        cells = [
            name + text
            for (name, write), value in zip(writers, row, strict=True)
            if value is not None and (text := write(value))
        ]
        yield f"{{{', '.join(cells)}}}"


def write_value(value: Any) -> str:
    """A value of Python."""
    if type(value) is str:
        text = quote(value)
        return text if text.isprintable() else escape_suspects(text)
    return str(value) if type(value) is int else encode(value)


def write_stored(text: str) -> str:
    """What is stored as JSON; nothing where that is no value."""
    return "" if text == "null" else put_in(text)


def write_names(words: str) -> str:
    """Words side by side as a list; nothing where there is none."""
    names = words.split()
    return f"[{', '.join(map(write_value, names))}]" if names else ""


def write_flag(value: Any) -> str:
    """Yes or no."""
    return "true" if value else "false"


def write_float(value: Any) -> str:
    """A number that is told as one with a fraction."""
    return encode(float(value))


WRITERS: dict[str, Write] = {
    "": write_value, "date": Days().__getitem__, "flag": write_flag, "float": write_float, "json": write_stored,
    "names": write_names,
}  # fmt: skip
