"""Texts that were written and are not recorded yet: files of mode 0600 below the user's state, until they are.

An editor works on such a file from the beginning, so that whatever ends the program leaves the text behind.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from ctrack.domain.failures import Failure, NotFound, marked
from ctrack.text.language import translate as _


class NothingKept(NotFound):
    message = marked("There is no text that waits to be recorded: {folder} is empty.")


class DraftUnwritable(Failure):
    spoken = ("detail",)
    message = marked("There is no place to keep a text while it is written: {path}: {detail}.")


def find_folder(environ: Mapping[str, str]) -> Path:
    """The folder in which texts wait to be recorded."""
    base = environ.get("XDG_STATE_HOME") or os.path.join(environ.get("HOME") or os.path.expanduser("~"),
                                                         ".local", "state")  # fmt: skip
    return Path(base) / "ctrack" / "texts"


def begin_draft(environ: Mapping[str, str], moment: datetime, text: str = "") -> Path:
    """A new file with this text that only its owner reads."""
    folder = find_folder(environ)
    path = folder / f"{moment:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = 1
        while path.exists():
            number += 1
            path = folder / f"{moment:%Y%m%d-%H%M%S}-{os.getpid()}-{number}.txt"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
    except OSError as error:
        raise DraftUnwritable(path=path, detail=error.strerror or error) from error
    return path


def list_drafts(environ: Mapping[str, str]) -> list[Path]:
    """The texts that wait, the one written last at the end."""
    with suppress(OSError):
        found = [path for path in find_folder(environ).iterdir() if path.suffix == ".txt" and path.is_file()]
        return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name))
    return []


def find_draft(environ: Mapping[str, str]) -> Path:
    """The text that was written last; raises NothingKept where none waits."""
    drafts = list_drafts(environ)
    if not drafts:
        raise NothingKept(folder=find_folder(environ))
    return drafts[-1]


def drop_draft(path: Path | None) -> None:
    """Take away a text that is recorded."""
    if path is not None:
        with suppress(OSError):
            path.unlink()


def say_kept(path: Path) -> str:
    """Where a text is that is not recorded, and how it is taken up again."""
    return _("What you wrote is kept in {path}; the same command with --recover takes it.").format(path=path)
