"""A database file packed into one that is smaller (gzip, RFC 1952), and taken out again.

Any tool that knows gzip takes it out too: what comes out is a register.
"""

from __future__ import annotations

import gzip
import os
import shutil
import zlib
from pathlib import Path

from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, Refused, marked
from ctrack.store.new_files import claim_file

GZIP, SQLITE = b"\x1f\x8b", b"SQLite format 3\x00"
LEVEL = 6
CHUNK = 1 << 20


class NotABackup(Refused):
    message = marked("{path} is no backup of a register: such a file is made by 'ctrack db backup'.")


class BackupDamaged(Failure):
    exit_code = ExitCode.INTEGRITY
    spoken = ("detail",)
    message = marked("The backup {path} is damaged ({detail}). Nothing was restored; take another backup.")


def pack(source: Path, target: Path) -> None:
    """Pack a file into a new one, which is on the disk when this returns."""
    claim_file(target)
    with source.open("rb") as reading, target.open("wb") as writing:
        with gzip.GzipFile(filename="", mode="wb", compresslevel=LEVEL, fileobj=writing, mtime=0) as packing:
            shutil.copyfileobj(reading, packing, CHUNK)
        writing.flush()
        os.fsync(writing.fileno())


def unpack(source: Path, target: Path) -> None:
    """Take a database out of a packed file, or copy one that is not packed, into a new file."""
    if source.exists() and not source.is_file():
        raise NotABackup(path=source)
    with source.open("rb") as stream:
        start = stream.read(len(SQLITE))
    if not start.startswith(GZIP) and start != SQLITE:
        raise NotABackup(path=source)
    claim_file(target)
    with gzip.open(source) if start.startswith(GZIP) else source.open("rb") as reading, target.open("wb") as writing:
        try:
            shutil.copyfileobj(reading, writing, CHUNK)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise BackupDamaged(path=source, detail=str(error)) from error
    with target.open("rb") as stream:
        if stream.read(len(SQLITE)) != SQLITE:
            raise NotABackup(path=source)
