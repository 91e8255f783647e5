"""A folder that is written as a whole: beside its place first, and moved there when everything is in it.

A file in it says that it is ours. Only such a folder is ever replaced, and only where nothing else is in it.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Set
from contextlib import contextmanager
from pathlib import Path

from ctrack.domain.failures import Failure, Refused, marked

MARKER = ".ctrack-site"


class FolderTaken(Refused):
    message = marked("{path} exists and is not empty; it was left alone. --force replaces a site that is there.")


class FolderForeign(Refused):
    message = marked("{path} holds {name}, which no site of ctrack holds; it was left alone. Choose another folder.")


class FolderUnwritable(Failure):
    message = marked("{path} cannot be written: {detail}.")


@contextmanager
def replace_folder(folder: Path, names: Set[str], *, force: bool) -> Iterator[Path]:
    """A folder to write into, which takes the place of `folder` afterwards, or is gone where anything fails.

    `names` is what a site of ours holds at its top. Raises FolderTaken, FolderForeign and FolderUnwritable.
    """
    place = Path(os.path.realpath(folder))
    check_place(place, {*names, MARKER}, force=force)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=place.parent))
    except OSError as error:
        raise FolderUnwritable(path=place, detail=error.strerror or error) from error
    try:
        yield draft
        (draft / MARKER).write_text("ctrack\n", encoding="utf-8")
        open_to_readers(draft)
        exchange(draft, place)
    except OSError as error:
        raise FolderUnwritable(path=place, detail=error.strerror or error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def check_place(place: Path, names: Set[str], *, force: bool) -> None:
    """Refuse a place where something is that must not be lost."""
    if not place.exists():
        # What leads to itself is the one link that is left where all were followed.
        if place.is_symlink():
            raise FolderUnwritable(path=place, detail=os.strerror(errno.ELOOP))
        return
    if not place.is_dir():
        raise FolderForeign(path=place.parent, name=place.name)
    held = {entry.name for entry in place.iterdir()}
    if held and not force:
        raise FolderTaken(path=place)
    foreign = sorted(held - names) if MARKER in held else sorted(held)
    if foreign:
        raise FolderForeign(path=place, name=foreign[0])


def open_to_readers(draft: Path) -> None:
    """Give the folder the rights that any new folder has: a web server has to read it."""
    mask = os.umask(0)
    os.umask(mask)
    draft.chmod(0o777 & ~mask)


def exchange(draft: Path, place: Path) -> None:
    """Put the new folder where the old one is; the old one comes back where that fails."""
    if not place.exists():
        draft.rename(place)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=place.parent))
    old = aside / place.name
    try:
        place.rename(old)
        try:
            draft.rename(place)
        except OSError:
            old.rename(place)
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
