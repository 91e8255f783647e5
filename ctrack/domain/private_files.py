"""Files for their owner alone (mode 0600), whatever the umask is."""

from __future__ import annotations

import os
import stat
from pathlib import Path

MODE = 0o600
# What group and others may do with a file.
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def is_open_to_others(path: Path) -> bool:
    """Whether anybody but its owner may read, write or run the file; raises OSError where there is none."""
    return bool(stat.S_IMODE(path.stat().st_mode) & OTHERS)


def make_private_file(path: Path, content: bytes) -> None:
    """Make a file that only its owner may read, in a folder that is made where there is none; never over another."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
