"""Mails as files in a folder, one a mail, named after its Message-ID: whole or not there, and only its owner's.

The folder is never made here: a share that is not mounted would be written into as an empty folder, and its mails lost.
"""

from __future__ import annotations

import contextlib
import os
import re
from hashlib import sha256
from pathlib import Path

from ctrack.domain.failures import marked
from ctrack.domain.system_words import speak
from ctrack.notify.channel import ChannelDown, Settings, refuse, require

_ODD = re.compile(r"[^A-Za-z0-9_-]+")


def find_folder(settings: Settings, key: str) -> Path:
    """The folder of a setting; raises Misconfigured where there is none, or where it depends on where one stands."""
    path = Path(require(settings, key, "/FOLDER")).expanduser()
    if not path.is_absolute():
        raise refuse(key, marked("{path} must begin with / or ~, for cron starts in another folder."), path=path)
    return path


def name_file(message_id: str, extension: str) -> str:
    """A name that is the same for the same mail, says what it can of the Message-ID, and is another for another."""
    local = _ODD.sub("-", message_id.strip("<> ").partition("@")[0]).strip("-")[:60]
    mark = sha256(message_id.encode("utf-8", "replace")).hexdigest()[:16]
    return f"{local or 'mail'}-{mark}.{extension}"


class Folder:
    """A folder to put files into, each there whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._is_unsettled = False

    def check(self) -> None:
        """Refuse a folder that is not there or that cannot be written to; raises ChannelDown."""
        if not self._path.is_dir():
            raise ChannelDown(marked("There is no folder {path}. 'mkdir -p' makes one."), path=self._path)
        if not os.access(self._path, os.W_OK | os.X_OK):
            raise ChannelDown(marked("The folder {path} cannot be written to."), path=self._path)

    def put(self, name: str, content: bytes) -> None:
        """Write a file, in place of one of that name; raises ChannelDown."""
        target, draft = self._path / name, self._path / f".{name}.{os.getpid()}"
        try:
            try:
                _write(draft, content)
                os.replace(draft, target)
            except BaseException:
                with contextlib.suppress(OSError):
                    draft.unlink(missing_ok=True)
                raise
        except OSError as error:
            template = marked("{path} cannot be written: {detail}.")
            raise ChannelDown(template, path=target, detail=speak(error.strerror or str(error))) from error
        self._is_unsettled = True

    def settle(self) -> None:
        """See that what was written outlives a power cut: once for all of it, for a wait a file would take minutes."""
        if self._is_unsettled:
            os.sync()
        self._is_unsettled = False


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with open(descriptor, "wb", buffering=0) as stream:
        view = memoryview(content)
        while view:
            view = view[stream.write(view) :]
