"""Whether a record of a register in JSON is one: its fields, what each of them holds, and what no database stores."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ctrack.domain.deadlines import Deadline, DeadlineError
from ctrack.domain.failures import Message, marked
from ctrack.domain.languages import LANGUAGE_CODE
from ctrack.domain.messages import list_any
from ctrack.domain.recurrence import parse_interval
from ctrack.store.register_records import NUMBER, RecordField, RecordKind, Shape

LARGEST = 2**31 - 1
DEEPEST = 20
DAY_LENGTH = len("2026-01-01")
# What no column takes, and half a pair of surrogates.
_NOT_STORED = re.compile("[\0\ud800-\udfff]")
# The numbers that have bounds of their own.
BOUNDS = {"progress": (0, 100), "hour": (0, 23)}
# Lists of texts; all others are of maps.
OF_TEXTS = ("languages", "addressee_parties")


class RecordFault(Exception):
    """What is wrong with a record, without its place."""

    def __init__(self, told: str, **facts: object) -> None:
        super().__init__(told)
        self.reason = Message(told, facts)


def check_record(kind: RecordKind, record: Any) -> dict[str, Any]:
    """The values of a record as the columns hold them; raises RecordFault."""
    if not isinstance(record, dict):
        raise RecordFault(marked("the record is no object with keys."))
    unknown = next((name for name in record if name not in kind.names), None)
    if unknown is not None:
        raise RecordFault(marked("there is no field {field}."), field=repr(unknown)[:80])
    check_names(kind, record)
    return {field.name: check_value(field, record.get(field.name)) for field in kind.fields}


def check_names(kind: RecordKind, record: dict[str, Any]) -> None:
    """Refuse a record that does not name in plain words what it has to name."""
    for reference in kind.references:
        for name in reference.fields:
            value = record.get(name)
            if value is None and reference.is_needed:
                raise RecordFault(marked("the field {field} is missing."), field=name)
            if value is not None and not isinstance(value, int if name == "retracts" else str):
                raise RecordFault(marked("the field {field} holds what it cannot be."), field=name)
    if kind.key == (NUMBER,) and type(record.get(NUMBER)) is not int:
        raise RecordFault(marked("the field {field} is missing."), field=NUMBER)


def check_value(field: RecordField, value: Any) -> Any:
    """The value of a field as its column holds it."""
    if value is None:
        if field.is_needed:
            raise RecordFault(marked("the field {field} is missing."), field=field.name)
        return "" if field.name == "tags" else None
    try:
        check_texts(value)
        found = READ[field.shape](field, value)
    except (ValueError, TypeError, DeadlineError) as error:
        raise RecordFault(marked("the field {field} holds what it cannot be."), field=field.name) from error
    if field.words and found not in field.words:
        known = list_any(field.words)
        raise RecordFault(marked("the field {field} holds none of {known}."), field=field.name, known=known)
    return found


def check_texts(value: Any, depth: int = 0) -> None:
    """Refuse a text that cannot be stored, wherever it stands, and what is nested too deep; raises ValueError."""
    if depth > DEEPEST:
        raise ValueError(depth)
    if isinstance(value, str):
        found = _NOT_STORED.search(value)
        if found:
            number = f"{ord(found[0]):04X}"
            raise RecordFault(marked("it holds a character that is not taken (U+{number})."), number=number)
    elif isinstance(value, dict):
        for name, inner in value.items():
            check_texts(name)
            check_texts(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            check_texts(inner, depth + 1)


def read_text(field: RecordField, value: Any) -> str:
    """A text; the name of a time zone is one that there is."""
    if not isinstance(value, str):
        raise TypeError(value)
    if field.name == "time_zone":
        try:
            ZoneInfo(value)
        except (OSError, ZoneInfoNotFoundError) as error:
            raise ValueError(value) from error
    return value


def read_edtf(field: RecordField, value: Any) -> str:
    """A date in EDTF; a target that was taken away is an empty text."""
    text = read_text(field, value)
    if text or field.name != "target":
        Deadline.from_edtf(text)
    return text


def read_interval(field: RecordField, value: Any) -> str:
    """A length of time in ISO 8601."""
    text = read_text(field, value)
    if not text.startswith("P"):
        raise ValueError(text)
    parse_interval(text)
    return text


def read_day(field: RecordField, value: Any) -> date:
    """A day."""
    if len(read_text(field, value)) != DAY_LENGTH:
        raise ValueError(value)
    return date.fromisoformat(value)


def read_number(field: RecordField, value: Any) -> int:
    """A whole number within its bounds."""
    least, most = BOUNDS.get(field.name, (-LARGEST, LARGEST))
    if type(value) is not int or not least <= value <= most:
        raise ValueError(value)
    return value


def read_flag(field: RecordField, value: Any) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def read_words(field: RecordField, value: Any) -> dict[str, str]:
    """A text in the languages that it has."""
    if not isinstance(value, dict) or not value:
        raise TypeError(value)
    for code, text in value.items():
        if not re.fullmatch(LANGUAGE_CODE, code.lower()) or not isinstance(text, str):
            raise ValueError(code)
    return value


def read_names(field: RecordField, value: Any) -> str | None:
    """Words side by side, as their column packs them."""
    if not isinstance(value, list) or any(not isinstance(name, str) or name.split() != [name] for name in value):
        raise TypeError(value)
    # Tags are never none, themes may be.
    return f" {' '.join(value)} " if value else "" if field.name == "tags" else None


def read_list(field: RecordField, value: Any) -> list[Any]:
    """A list of maps, or of texts."""
    kind = str if field.name in OF_TEXTS else dict
    if not isinstance(value, list) or any(not isinstance(item, kind) for item in value):
        raise TypeError(value)
    return value


def read_map(field: RecordField, value: Any) -> dict[str, Any]:
    """A map."""
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


READ: dict[Shape, Callable[[RecordField, Any], Any]] = {
    Shape.TEXT: read_text,
    Shape.EDTF: read_edtf,
    Shape.INTERVAL: read_interval,
    Shape.DAY: read_day,
    Shape.NUMBER: read_number,
    Shape.FLAG: read_flag,
    Shape.WORDS: read_words,
    Shape.NAMES: read_names,
    Shape.LIST: read_list,
    Shape.MAP: read_map,
}
