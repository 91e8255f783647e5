"""Files for their owner alone (mode 0600), whatever the umask is."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

MODE = 0o600
# What group and others may do with a file.
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def is_open_to_others(path: Path) -> bool:
    """Whether anybody but its owner may read, write or run the file; raises OSError where there is none."""
    return bool(stat.S_IMODE(path.stat().st_mode) & OTHERS)


def make_private_file(path: Path, content: bytes, *, is_lasting: bool = False) -> None:
    """Make a file that only its owner may read, as `fill_private_file` does."""
    fill_private_file(path, lambda stream: stream.write(content), is_lasting=is_lasting)


def fill_private_file(path: Path, write: Callable[[BinaryIO], object], *, is_lasting: bool = False) -> None:
    """Make a file that only its owner may read, the whole of it or nothing, and never over another.

    What `is_lasting` is on the disk before this returns.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), MODE)
    try:
        with open(descriptor, "wb") as stream:
            write(stream)
            stream.flush()
            if is_lasting:
                os.fsync(stream.fileno())
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
