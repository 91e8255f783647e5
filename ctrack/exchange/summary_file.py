"""The file of a summary for a regional body: JSON, with its signature; what `--format json` prints is read as well."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from ctrack.domain.bounded_files import read_bounded
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, FileUnreadable, Refused, marked
from ctrack.domain.records.summaries import ALL, FORM, NONE, Summary
from ctrack.domain.themes import read_themes
from ctrack.domain.vocabulary import Status

MOST_BYTES = 1_000_000
# Where a summary stands in the file that a command printed.
ENVELOPE = "data"
HEX_KEY, HEX_SIGNATURE = re.compile("(?:[0-9a-f]{64})?"), re.compile("(?:[0-9a-f]{128})?")


class NoSummary(Refused):
    message = marked("{path} holds no summary; 'ctrack pack summary -o FILE' writes one.")


class SummaryForged(Failure):
    exit_code = ExitCode.INTEGRITY
    message = marked(
        "The summary in {path} was changed after it was signed: its signature does not fit what it says. Ask the State "
        "for it again."
    )


def write_summary(made: Summary) -> bytes:
    """The file."""
    return (json.dumps(made.describe(), ensure_ascii=False, indent=1) + "\n").encode()


def read_summary(path: Path) -> Summary:
    """The summary in a file, as it was signed; raises FileUnreadable, NoSummary or SummaryForged."""
    try:
        content = read_bounded(path, MOST_BYTES)
    except OSError as error:
        raise FileUnreadable(path=path, detail=error.strerror or error) from error
    try:
        values = json.loads(content)
        values = values.get(ENVELOPE, values)
        made = read_values(values)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise NoSummary(path=path) from error
    check_signature(made, path)
    return made


def read_values(values: dict[str, Any]) -> Summary:
    """The summary of these values; raises ValueError where they are none."""
    if values["ctrack_summary"] != FORM:
        raise ValueError("another form")
    made = Summary(
        party=check_text(values["party"], 40),
        name={check_text(code, 10): check_text(text, 300) for code, text in values["name"].items()},
        as_of=date.fromisoformat(values["as_of"]).isoformat(),
        themes=tuple(values["themes"]),
        statuses=tuple(values["statuses"]),
        cells=tuple(tuple(map(check_count, row)) for row in values["cells"]),
        threshold=int(values["threshold"]),
        key=values["key"],
        signature=values["signature"],
    )
    check_shape(made)
    return made


def check_shape(made: Summary) -> None:
    """Refuse a table that is not the one that every State sends."""
    is_known = made.themes == (*read_themes(), NONE, ALL) and made.statuses == (*(item.value for item in Status), ALL)
    is_whole = len(made.cells) == len(made.themes) and all(len(row) == len(made.statuses) for row in made.cells)
    is_signed = HEX_KEY.fullmatch(made.key) and HEX_SIGNATURE.fullmatch(made.signature)
    if not (is_known and is_whole and is_signed):
        raise ValueError("another table")


def check_text(text: Any, most: int) -> str:
    """A short text."""
    if not isinstance(text, str) or len(text) > most or not text.isprintable():
        raise ValueError("no text")
    return text


def check_count(value: Any) -> int | None:
    """A count, or nothing where it is not told."""
    if value is not None and (type(value) is not int or not 0 <= value < 10**9):
        raise ValueError("no count")
    return value


def check_signature(made: Summary, path: object) -> None:
    """Refuse a summary whose signature does not fit; one that is not signed has neither."""
    from ctrack.exchange.signatures import is_signed

    if not made.key and not made.signature:
        return
    if not made.key or not made.signature or not is_signed(made.key, made.signature, made.message()):
        raise SummaryForged(path=path)
