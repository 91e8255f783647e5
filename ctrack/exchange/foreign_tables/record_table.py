"""Records in JSON: a list of objects, within another object or not, or an object a line; each key is a column.

The list is taken apart by its brackets, so that no more than one record at a time is made of what the file holds.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from functools import partial
from math import isfinite
from typing import Any, NoReturn

from ctrack.domain.failures import Message, marked
from ctrack.domain.languages import OFFICIAL
from ctrack.domain.records.imported_rows import Cell, FileRefused, RowPlace, RowRefused, TableRow
from ctrack.exchange.text_encodings import find_encoding

LINES = (".jsonl", ".ndjson")
MOST_COLUMNS = 1000
MOST_RECORD = 1_000_000
DEEPEST = 50
PAIRS = {"]": "[", "}": "{"}
# A string is passed over as a whole: brackets within it are none.
# Many programs write a record a line under the name of the other form.
_LINES = re.compile(r"\s*\{[^\n\r]*\}[ \t]*[\n\r]+[ \t]*\{")
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{}]', re.DOTALL)


def read(content: bytes, name: str, sheet: str | None = None) -> Iterator[TableRow]:
    """The keys as a head row numbered 0, then the records, counted from 1 or by their lines."""
    columns: dict[str, None] = {}
    for _number, record in read_raw(content, name):
        columns |= dict.fromkeys(flatten(record))
        if len(columns) > MOST_COLUMNS:
            raise refuse(name, marked("its records have more than {most} keys."), most=MOST_COLUMNS)
    yield TableRow(0, tuple(columns))
    for number, record in read_raw(content, name):
        cells = flatten(record)
        yield TableRow(number, tuple(cells.get(column) for column in columns))


def read_raw(content: bytes, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The records as they are, each with its number."""
    text = decode(content, name)
    is_lines = name.lower().endswith(LINES) or _LINES.match(text)
    for number, piece in split_lines(text) if is_lines else split_list(text, name):
        yield number, parse(piece, RowPlace(name, number))


def decode(content: bytes, name: str) -> str:
    """The text of the file."""
    encoding = find_encoding(content, name)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise refuse(name, marked("it is no text in {encoding} (byte {position})."), encoding=encoding,
                     position=error.start) from error  # fmt: skip


def refuse(name: str, told: str, **facts: object) -> FileRefused:
    """A file that is refused."""
    return FileRefused(file=name, reason=Message(told, facts))


def split_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that hold anything."""
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        if line.strip():
            yield number, line


def split_list(text: str, name: str) -> Iterator[tuple[int, str]]:
    """The objects of the first list of objects, wherever it stands; what is no JSON beside them is refused."""
    level = start = end = number = 0
    is_done = False
    for sign, before, found in walk(text, name):
        depth = len(before)
        is_first = sign == "{" and not level and before[-1:] == ["["]
        if is_first:
            level = depth
        if not is_done and level == depth and sign in "[{":
            start = found.start()
            check_blank(text, end, start, "," if number else "", name)
        elif not is_done and level and sign in "]}" and depth == level + 1:
            number, end = number + 1, found.end()
            yield number, text[start:end]
            continue
        elif not is_done and level and sign in "]}" and depth == level:
            is_done = True
            check_blank(text, end, found.start(), "", name)
        if not number:
            end = found.end()
    if not level:
        raise refuse(name, marked("it holds no list of records such as [{example}]."), example='{"code": "A-1"}')


def walk(text: str, name: str) -> Iterator[tuple[str, list[str], re.Match[str]]]:
    """The brackets and strings of a text in JSON, each with what is open before it; refused where they do not close."""
    opened: list[str] = []
    end = 0
    for found in _TOKEN.finditer(text):
        sign = found[0]
        if not opened:
            check_blank(text, end, found.start(), "", name)
            if end:
                raise broken(name, found.start())
        yield sign[:1], opened, found
        if sign in PAIRS.values():
            opened.append(sign)
        elif sign in PAIRS and (not opened or opened.pop() != PAIRS[sign]):
            raise broken(name, found.start())
        if len(opened) > DEEPEST:
            raise refuse(name, marked("it is nested more than {most} deep."), most=DEEPEST)
        end = found.end()
    if opened:
        raise refuse(name, marked("it ends within its list of records."))
    check_blank(text, end, len(text), "", name)


def check_blank(text: str, start: int, end: int, expected: str, name: str) -> None:
    """Refuse what stands between two places, if it is more than blanks and a sign."""
    if text[start:end].strip().removeprefix("\ufeff") != expected:
        raise broken(name, start)


def broken(name: str, position: int) -> FileRefused:
    """A file that is no JSON from a place on."""
    return refuse(name, marked("it is broken JSON (character {position})."), position=position + 1)


def check_depth(text: str, name: str) -> None:
    """Refuse what is nested too deep, or never closed."""
    for _token in walk(text, name):
        pass


def parse(piece: str, place: RowPlace) -> dict[str, Any]:
    """One record; raises RowRefused."""
    if len(piece) > MOST_RECORD:
        refuse_record(place, marked("the record is longer than {most} characters."), most=MOST_RECORD)
    try:
        found = json.loads(
            piece, object_pairs_hook=partial(take_pairs, place), parse_constant=refuse_constant, parse_float=read_number
        )
    except (ValueError, RecursionError) as error:
        position = getattr(error, "pos", 0) + 1
        refuse_record(place, marked("the record is broken JSON (character {position})."), position=position)
    if not isinstance(found, dict):
        refuse_record(place, marked("the record is no object with keys."))
    return found


def refuse_record(place: RowPlace, told: str, **facts: object) -> NoReturn:
    """Refuse the file for one of its records."""
    raise RowRefused(place=place.say(), reason=Message(told, facts))


def take_pairs(place: RowPlace, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a key that stands twice would lose what the first said."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twin = next(name for name in names if names.count(name) > 1)
        refuse_record(place, marked("{key} stands twice in the record."), key=twin)
    return found


def read_number(text: str) -> float:
    """A number; one that is too large to be any is refused."""
    number = float(text)
    return number if isfinite(number) else refuse_constant(text)


def refuse_constant(word: str) -> NoReturn:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError(word)


def flatten(record: dict[str, Any]) -> dict[str, Cell]:
    """A record as cells: a map of languages becomes a column for each, another map one for each of its keys."""
    cells: dict[str, Cell] = {}
    for key, value in record.items():
        if isinstance(value, dict) and value:
            joint = "_" if value.keys() <= set(OFFICIAL) else "."
            cells |= {f"{key}{joint}{inner}": write(item) for inner, item in value.items()}
        else:
            cells[key] = write(value)
    return cells


def write(value: Any) -> Cell:
    """A value as a cell: a list of texts stands in one, as people write it."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, list) and all(isinstance(item, (str, int, float)) for item in value):
        return "; ".join(map(str, value)) or None
    return json.dumps(value, ensure_ascii=False) if value else None
