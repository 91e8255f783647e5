"""Papers read back from their files: what they say of their making, and every line that their readers see.

One file for each kind, found by its name; each offers `read(content)`. Nothing in a paper is believed: it is compared
with what the register says.
"""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

from ctrack.domain.bounded_files import read_bounded
from ctrack.domain.failures import FileUnreadable, Message, Refused, marked
from ctrack.domain.messages import list_any
from ctrack.domain.records.papers import ReadPaper

KINDS = {"pdf": "pdf", "html": "html", "htm": "html", "docx": "docx", "xlsx": "xlsx", "json": "json"}
MOST_BYTES = 200_000_000


class NotAPaper(Refused):
    message = marked("{path} cannot be read back as a report: {detail}.")


BROKEN = marked("it is damaged, or no file of the format {kind}")


def kind_of(path: str) -> str | None:
    """The kind of paper that the ending of a name means."""
    return KINDS.get(path.rpartition(".")[2].lower())


def read_paper(path: Path) -> tuple[str, ReadPaper]:
    """The kind of a file, and the paper in it; raises FileUnreadable or NotAPaper."""
    kind = kind_of(path.name)
    try:
        content = read_bounded(path, MOST_BYTES)
    except OSError as error:
        raise FileUnreadable(path=path, detail=error.strerror or error) from error
    if kind is None:
        raise NotAPaper(path=path, detail=list_any(KINDS))
    return kind, read_content(kind, content, str(path))


def read_content(kind: str, content: bytes, path: str) -> ReadPaper:
    """The paper in the bytes of a file."""
    try:
        found: ReadPaper = import_module(f"ctrack.exchange.paper_files.{kind}_paper").read(content)
    except ImportError:
        raise
    except Exception as error:
        # Whatever a reader of a foreign file stumbles over is a fault of the file.
        raise NotAPaper(path=path, detail=Message(BROKEN, {"kind": kind})) from error
    return found


def read_seal_text(text: str | None) -> Any:
    """The map that a seal holds in JSON; None where it is none."""
    try:
        found = json.loads(text) if text else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def tidy(pieces: list[str]) -> list[str]:
    """The pieces of a line without their blanks; those that are empty are left out."""
    return [tidied for piece in pieces if (tidied := " ".join(piece.split()))]
