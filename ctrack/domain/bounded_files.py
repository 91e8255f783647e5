"""Reading files that somebody names: in bounded time and memory, whatever stands behind the name.

A device never ends, and a pipe without a writer never begins.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# More than any text, calendar or catalogue that people write, and less than any memory.
MOST_BYTES = 32_000_000
NO_FILE = "it is a device or a pipe, and no file"


def read_bounded(path: Path, most: int = MOST_BYTES) -> bytes:
    """The content of a file; raises OSError, also where it is none, such as a device or a pipe, or is too large."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    kind = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(kind):
        os.close(descriptor)
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        raise OSError(errno.EINVAL, NO_FILE, str(path))
    with open(descriptor, "rb") as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return content
