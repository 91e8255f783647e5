"""A database file on its way: stored under another name beside its own, which it takes when it is whole."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from ctrack.domain import failures
from ctrack.domain.failures import Message, marked

ENDINGS = ("", "-wal", "-shm", "-journal")
DRAFT = ".draft"
# Seconds.
LONGEST_MAKING = 3600.0


def refuse_taken(path: Path) -> None:
    """Refuse a name that something has already, also a link that leads nowhere, and a folder that is not there."""
    if not path.parent.is_dir():
        detail = Message(marked("there is no folder {folder}"), {"folder": path.parent})
        raise failures.DatabaseUnreadable(path=path, detail=detail)
    if os.path.lexists(path):
        raise failures.DatabaseExists(path=path)


def name_draft(path: Path) -> Path:
    """The name under which a file is made: hidden, and like no other. What killed processes left there goes."""
    for left in path.parent.glob(f".{path.name}.*{DRAFT}*"):
        # Nothing is in the making for so long; the process itself may be one of another machine.
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LONGEST_MAKING:
                left.unlink()
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}{DRAFT}")


def give_name(draft: Path, path: Path) -> None:
    """Give a whole file its own name; refused where another has it by now."""
    try:
        # Of all ways to name a file this one alone never replaces another.
        os.link(draft, path)
    except FileExistsError as error:
        raise failures.DatabaseExists(path=path) from error
    except OSError:
        # A file system without links: the name is taken first, and what is behind it replaced.
        claim_file(path)
        os.replace(draft, path)


def claim_file(path: Path) -> None:
    """Make an empty file for its owner alone; refused where the name is taken."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        raise failures.DatabaseExists(path=path) from error


def remove_remains(draft: Path) -> None:
    """Take away what stands under the other name."""
    for ending in ENDINGS:
        with suppress(OSError):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)
