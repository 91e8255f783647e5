"""The fingerprint of a report: it names a journal entry, the hash that stood at its end, and what the report said then.

`12-7F3A90C1D2E4-88AB01FF`. What a report says is hashed piece by piece: JSON with sorted keys, without blanks, and
without titles in the reader's language.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ctrack.domain.failures import NotFound, marked
from ctrack.domain.told_lists import ToldList

HEAD_DIGITS = 12
CONTENT_DIGITS = 8
# As many figures as any engine takes for a number.
FORM = re.compile(rf"([0-9]{{1,9}})-([0-9A-F]{{{HEAD_DIGITS}}})(?:-([0-9A-F]{{{CONTENT_DIGITS}}}))?")
encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str).encode


class BadFingerprint(NotFound):
    message = marked(
        "{text} is no fingerprint; one looks like 12-7F3A90C1D2E4-88AB01FF and stands on every report. A file is "
        "checked by its name: FILE.pdf, FILE.html, FILE.docx, FILE.xlsx or FILE.json."
    )


def take_fingerprint(number: int, head: str, data: Mapping[str, Any], *, keeps_lines: bool = False) -> str:
    """The fingerprint of a report: the journal's state that it stands on, and its content in whatever language.

    With `keeps_lines` told lists keep what they are in JSON, where that is what the report is written in next.
    """
    digest = hashlib.sha256()
    for piece in write_content(data, keeps_lines=keeps_lines):
        digest.update(piece.encode("utf-8", "surrogatepass"))
    return f"{number}-{head[:HEAD_DIGITS]}-{digest.hexdigest()[:CONTENT_DIGITS]}".upper()


def read_fingerprint(text: str) -> tuple[int, str, str | None]:
    """The entry, the beginning of its hash, and the digest of what a report says, that a fingerprint names."""
    match = FORM.fullmatch(text.strip().upper())
    if match is None:
        raise BadFingerprint(text=text)
    return int(match[1]), match[2].lower(), match[3].lower() if match[3] else None


def write_content(data: Any, *, keeps_lines: bool = False) -> Iterator[str]:
    """What a fingerprint is taken of; what holds a told list is opened, and the list itself is a piece a thing."""
    if isinstance(data, ToldList):
        yield "["
        for place, text in enumerate(data.contents(sum_up, keeps_lines=keeps_lines)):
            yield f",{text}" if place else text
        yield "]"
    elif isinstance(data, Mapping) and holds_told(data):
        told = {key: value for key, value in data.items() if not is_title(key, value)}
        for place, key in enumerate(sorted(told)):
            yield f"{',' if place else '{'}{encode(key)}:"
            yield from write_content(told[key], keeps_lines=keeps_lines)
        yield "}"
    else:
        yield sum_up(data)


def holds_told(data: Any) -> bool:
    """Whether it is a told list, or a map that holds one."""
    return isinstance(data, ToldList) or (isinstance(data, Mapping) and any(map(holds_told, data.values())))


def sum_up(data: Any) -> str:
    """Data without told lists, as a fingerprint is taken of it."""
    return encode(without_titles(data))


def without_titles(data: Any) -> Any:
    """The data without the titles in the reader's language; those in every language stay."""
    if isinstance(data, Mapping):
        return {key: without_titles(value) for key, value in data.items() if not is_title(key, value)}
    return [without_titles(item) for item in data] if isinstance(data, (list, tuple)) else data


def is_title(key: Any, value: Any) -> bool:
    """Whether it is a title in the reader's language."""
    return key == "title" and isinstance(value, str)
