"""A folder of one's own with the look of a PDF: `style.typ`, and what that shows, such as a logo.

It is read whole and handed to Typst as files of a folder that holds nothing else, so that it reaches no file beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from ctrack.domain.bounded_files import read_bounded
from ctrack.domain.failures import Message, marked

NAME = "style.typ"
ENDINGS = (".typ", ".png", ".jpg", ".jpeg", ".svg")
MOST_FILES, MOST_BYTES = 50, 10_000_000


class StyleFault(ValueError):
    """A folder that cannot be used, with the reason as a message."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


def read_style(folder: Path) -> dict[str, bytes]:
    """Its files by their names; raises StyleFault, and OSError where one cannot be read."""
    paths = [path for path in sorted(folder.iterdir()) if path.suffix.lower() in ENDINGS]
    if not (folder / NAME).is_file():
        raise fault(marked("there is no {name} in it."), name=NAME)
    if len(paths) > MOST_FILES:
        raise fault(marked("it has more than {most} files."), most=MOST_FILES)
    links = [path.name for path in paths if path.is_symlink() or not path.is_file()]
    if links:
        raise fault(marked("{name} is no file but leads elsewhere."), name=links[0])
    found = {path.name: read_bounded(path, MOST_BYTES) for path in paths}
    for name, content in found.items():
        # Typst would fetch a package from the network.
        if name.endswith(".typ") and b'"@' in content:
            raise fault(marked("{name} asks for a package from elsewhere."), name=name)
    return found


def fault(reason: str, **facts: object) -> StyleFault:
    """What is wrong with it."""
    return StyleFault(Message(reason, facts))


def digest_style(files: Mapping[str, bytes]) -> str:
    """The SHA-256 of all its files with their names."""
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(f"{name}\0{len(files[name])}\0".encode() + files[name])
    return whole.hexdigest()
