"""Records of packs: what is sent to an agency, how it is known again, and what it says when it comes back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from ctrack.domain.failures import Message
from ctrack.domain.frozen import dataclass, field
from ctrack.domain.records.imported_rows import RowPlace
from ctrack.domain.records.requests import UpdateRequest
from ctrack.domain.records.three_way import FieldMerge, Merged, Side
from ctrack.domain.records.undertakings import Words

FORM = 1
# The fields that are merged, each for itself; a note is added to those that are there.
MERGED_FIELDS = ("status", "progress", "target")


class PackFormat(StrEnum):
    """What a pack is: a workbook, or a register of its own."""

    XLSX = "xlsx"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Manifest:
    """By what a pack is known again, under one signature; `key` is the public key of whoever made it, "" for none."""

    token: str
    agency: str
    home: str
    made: str
    entry: int
    digest: str
    key: str = ""

    def message(self) -> bytes:
        """What is signed: every value after its name, a line each."""
        values = "".join(f"{name} {getattr(self, name)}\n" for name in self.__slots__)
        return f"ctrack pack {FORM}\n{values}".encode()


@dataclass(frozen=True, slots=True)
class SignedManifest:
    """A manifest with its signature, in small hexadecimal digits; "" where it is not signed."""

    manifest: Manifest
    signature: str = ""


@dataclass(frozen=True, slots=True)
class SentRow:
    """A row as it is sent: what it says of each field, and as which text that stands in a cell."""

    undertaking_id: int
    code: str
    values: Mapping[str, Any]
    shown: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KeptPack:
    """A pack as the register remembers it, with its rows by their codes."""

    id: int
    token: str
    made_at: str
    author: str
    agency: str
    language: str
    format: str
    file: str
    back_by: date | None
    entry: int
    digest: str
    signer: str | None
    rows: Mapping[str, SentRow] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PackDraft:
    """A pack on its way out: whose it is, its rows, and by what it will be known."""

    agency: str
    agency_name: Words
    language: str
    format: PackFormat
    back_by: date | None
    manifest: Manifest
    rows: tuple[SentRow, ...]


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """What a row that came back says that was not sent, or why it cannot be read.

    Of a register `notes` are those of single updates, each with whoever wrote it.
    """

    place: RowPlace
    code: str
    said: UpdateRequest | None = None
    reason: Message | None = None
    author: str = ""
    notes: tuple[tuple[str, UpdateRequest], ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnedPack:
    """A file that came back: which pack it says it is, its rows, and what is strange about it."""

    file: str
    signed: SignedManifest | None
    rows: tuple[ReturnedRow, ...]
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class RowMerge:
    """What becomes of a row: each field, the new note, and why it is refused where it is."""

    row: ReturnedRow
    fields: tuple[FieldMerge, ...] = ()
    has_news: bool = False
    reason: Message | None = None
    settled: Mapping[str, Side] = field(default_factory=dict)

    @property
    def conflicts(self) -> tuple[FieldMerge, ...]:
        """The fields that both sides changed, each in its way."""
        return tuple(item for item in self.fields if item.is_conflict)

    @property
    def accepted(self) -> tuple[FieldMerge, ...]:
        """The fields that only the agency changed."""
        return tuple(item for item in self.fields if item.outcome is Merged.ACCEPTED)


@dataclass(frozen=True, slots=True)
class PackMerge:
    """What became of a file that came back."""

    pack: KeptPack
    file: str
    rows: tuple[RowMerge, ...]
    notes: tuple[Message, ...] = ()
    is_recorded: bool = False

    @property
    def conflicts(self) -> list[tuple[RowMerge, FieldMerge]]:
        """Every conflict, with the row that it is of."""
        return [(row, item) for row in self.rows for item in row.conflicts]

    @property
    def refused(self) -> list[RowMerge]:
        """The rows that cannot be taken."""
        return [row for row in self.rows if row.reason is not None]


class PackState(StrEnum):
    """How far a pack has come."""

    SENT = "sent"
    LATE = "late"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class PackStanding:
    """A pack as it stands: whether it is back, since when, how often, and what came of it."""

    pack: KeptPack
    agency_name: Words
    state: PackState
    rows: int
    returned_at: str | None
    merges: int
    accepted: int
    conflicts: int


def digest_rows(rows: tuple[SentRow, ...]) -> str:
    """SHA-256 over what the rows say, in the order of their codes."""
    said = [[row.code, dict(row.values)] for row in sorted(rows, key=lambda row: row.code)]
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
