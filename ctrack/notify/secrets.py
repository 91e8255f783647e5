"""Passwords and keys, read from where they are kept; they never stand in the configuration, a sentence or a log.

In this order: the environment, a command, a file that only its owner may read, the credentials of systemd.
"""

from __future__ import annotations

import shlex
import stat
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

from ctrack.domain.failures import marked
from ctrack.domain.frozen import dataclass, field
from ctrack.domain.shell_words import quote_argument
from ctrack.domain.system_words import speak
from ctrack.notify.channel import Settings, refuse

_COMMAND_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret, which shows itself only by `value`."""

    value: str = field(repr=False)

    def hide_in(self, text: str) -> str:
        """The text, or nothing of it where it repeats the secret, as it is or in base64."""
        coded = b64encode(self.value.encode("utf-8")).decode("ascii")
        return "" if self.value in text or coded in text else text


@dataclass(frozen=True, slots=True)
class Hiding:
    """Where a secret may be: `prefix` with _command and _file are settings, `credential` is a name of systemd's."""

    variable: str
    prefix: str
    credential: str

    def find(self, settings: Settings, environ: Mapping[str, str]) -> Secret | None:
        """The secret, None where there is none; raises Misconfigured where one is named and cannot be read."""
        if value := environ.get(self.variable):
            return Secret(value)
        if command := str(settings.get(f"{self.prefix}_command") or ""):
            return read_command(f"{self.prefix}_command", command, environ)
        if path := str(settings.get(f"{self.prefix}_file") or ""):
            return read_private_file(f"{self.prefix}_file", Path(path).expanduser())
        if folder := environ.get("CREDENTIALS_DIRECTORY"):
            path_given = Path(folder, self.credential)
            return read_file(self.credential, path_given) if path_given.exists() else None
        return None


def read_command(key: str, command: str, environ: Mapping[str, str]) -> Secret:
    """The first line that a command prints."""
    from ctrack.notify.programs import NotRun, run_program

    try:
        words = shlex.split(command)
        ended = run_program(words, b"", _COMMAND_SECONDS, environ)
    except ValueError as error:
        raise refuse(key, marked("the command cannot be taken apart into words: {detail}."), detail=error) from None
    except NotRun as error:
        raise refuse(key, marked("{program} cannot be run: {detail}."), **error.facts) from None
    except TimeoutError:
        raise refuse(key, marked("the command did not end within {count} seconds."), count=_COMMAND_SECONDS) from None
    if ended.code:
        # What it printed as its reason may hold the secret, so that only its exit code is told.
        raise refuse(key, marked("the command ended with the exit code {code}."), code=ended.code)
    return _first_line(key, ended.output)


def read_private_file(key: str, path: Path) -> Secret:
    """The first line of a file that nobody but its owner may read."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise refuse(key, marked("{path} cannot be read: {detail}."), path=path, detail=speak(error.strerror)) from None
    if stat.S_IMODE(mode) & (stat.S_IRWXG | stat.S_IRWXO):
        template = marked("others may read {path}; '{command}' keeps it to its owner.")
        raise refuse(key, template, path=path, command=f"chmod 600 {quote_argument(str(path))}")
    return read_file(key, path)


def read_file(key: str, path: Path) -> Secret:
    """The first line of a file."""
    try:
        with open(path, "rb") as stream:
            return _first_line(key, stream.read(1 << 16))
    except OSError as error:
        raise refuse(key, marked("{path} cannot be read: {detail}."), path=path, detail=speak(error.strerror)) from None


def _first_line(key: str, raw: bytes) -> Secret:
    try:
        value = raw.decode("utf-8").partition("\n")[0].rstrip("\r")
    except UnicodeDecodeError:
        raise refuse(key, marked("what was read is not UTF-8 text.")) from None
    if not value:
        raise refuse(key, marked("what was read is empty."))
    return Secret(value)
