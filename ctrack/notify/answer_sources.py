"""Where answers are read from: a Maildir, or a folder of an IMAP server; what was read is marked as read there.

A mail is marked after it was kept, so that one whose reader was killed is read again. Nothing is ever deleted.
"""

from __future__ import annotations

import imaplib
import os
import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ctrack.domain.failures import marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.records.answer_records import MOST_BYTES
from ctrack.domain.system_words import speak
from ctrack.notify.channel import ChannelDown, Settings, refuse
from ctrack.notify.secrets import Hiding, Secret

KEY = "answers.from"
SECRET = Hiding("CTRACK_ANSWERS_PASSWORD", "answers.password", "ctrack-answers-password")
TLS_PORT, PORT = 993, 143
_SECONDS = 60
_FOLDERS = ("new", "cur")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail as it lies there, and what marks it as read."""

    raw: bytes
    finish: Callable[[], None]


def read_arrivals(place: str, settings: Settings, environ: Mapping[str, str]) -> Iterator[Arrival]:
    """The mails that nobody has read yet; raises Misconfigured or ChannelDown."""
    if place.startswith(("imap://", "imaps://")):
        yield from read_imap(place, settings, environ)
    else:
        yield from read_maildir(Path(place).expanduser())


def read_maildir(folder: Path) -> Iterator[Arrival]:
    """The files of `new`, and those of `cur` that are not marked as seen, oldest first."""
    if not all((folder / name).is_dir() for name in _FOLDERS):
        raise refuse(KEY, marked("{path} is no Maildir: it has no folders new and cur."), path=folder)
    found = [Path(each.path) for name in _FOLDERS for each in os.scandir(folder / name) if is_unseen(name, each)]
    for path in sorted(found, key=lambda path: path.name):
        try:
            with open(path, "rb") as stream:
                raw = stream.read(MOST_BYTES)
        except FileNotFoundError:
            # Another program has filed it meanwhile.
            continue
        except OSError as error:
            template = marked("{path} cannot be read: {detail}.")
            raise ChannelDown(template, path=path, detail=speak(error.strerror)) from error
        yield Arrival(raw, lambda path=path: mark_seen(folder, path))  # type: ignore[misc]


def is_unseen(name: str, entry: os.DirEntry[str]) -> bool:
    """Whether a file of a Maildir is a mail that was not read."""
    flags = entry.name.partition(":2,")[2]
    return (
        entry.is_file(follow_symlinks=False) and not entry.name.startswith(".") and (name == "new" or "S" not in flags)
    )


def mark_seen(folder: Path, path: Path) -> None:
    """Move a mail to those that were read."""
    name, _mark, flags = path.name.partition(":2,")
    with suppress(FileNotFoundError):
        path.rename(folder / "cur" / f"{name}:2,{''.join(sorted({*flags, 'S'}))}")


def read_imap(address: str, settings: Settings, environ: Mapping[str, str]) -> Iterator[Arrival]:
    """The unseen mails of a folder: imaps://user@host:port/folder."""
    parts = urlsplit(address)
    secret = SECRET.find(settings, environ)
    if not parts.hostname or not parts.username or parts.password or secret is None:
        template = marked(
            "an IMAP folder is imaps://USER@HOST/FOLDER, and its password is given by answers.password_command, "
            "answers.password_file or in the environment as CTRACK_ANSWERS_PASSWORD."
        )
        raise refuse(KEY, template)
    host, line = parts.hostname, None
    try:
        line = connect(parts.scheme, host, parts.port, str(settings.get("answers.ca_file") or "") or None)
        line.login(unquote(parts.username), secret.value)
        folder = unquote(parts.path.strip("/")) or "INBOX"
        if line.select(quote(folder))[0] != "OK":
            raise ChannelDown(marked("{host} has no folder {folder} for {user}."), host=host, folder=folder,
                              user=unquote(parts.username))  # fmt: skip
        yield from list_unseen(line)
    except (imaplib.IMAP4.error, OSError) as error:
        raise ChannelDown(marked("{host}: {detail}."), host=host, detail=clean_reply(error, secret)) from error
    finally:
        if line is not None:
            with suppress(imaplib.IMAP4.error, OSError):
                line.logout()


def connect(scheme: str, host: str, port: int | None, ca_file: str | None) -> imaplib.IMAP4:
    """A connection that nobody listens to: TLS from the start, or from before the login on."""
    context = ssl.create_default_context(cafile=ca_file)
    if scheme == "imaps":
        return imaplib.IMAP4_SSL(host, port or TLS_PORT, ssl_context=context, timeout=_SECONDS)
    line = imaplib.IMAP4(host, port or PORT, timeout=_SECONDS)
    line.starttls(context)
    return line


def list_unseen(line: imaplib.IMAP4) -> Iterator[Arrival]:
    """The unseen mails of the folder that is open, each fetched without being marked."""
    _said, (found, *_rest) = line.uid("SEARCH", "UNSEEN")
    for number in (found or b"").split():
        name = number.decode("ascii")
        _said, parts = line.uid("FETCH", name, f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
        raw = next((part[1] for part in parts if isinstance(part, tuple)), b"")
        yield Arrival(raw, lambda name=name: store_seen(line, name))  # type: ignore[misc]


def store_seen(line: imaplib.IMAP4, number: str) -> None:
    """Mark a mail as read."""
    line.uid("STORE", number, "+FLAGS.SILENT", r"(\Seen)")


def quote(folder: str) -> str:
    """The name of a folder as IMAP takes it, in its own UTF-7 where it is not ASCII (RFC 3501, 5.1.3)."""
    coded = re.sub(r"[^\x20-\x7e]+", _encode, folder.replace("&", "&-"))
    return '"' + coded.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _encode(found: re.Match[str]) -> str:
    from base64 import b64encode

    return f"&{b64encode(found[0].encode('utf-16-be')).decode('ascii').rstrip('=').replace('/', ',')}-"


def clean_reply(error: Exception, secret: Secret) -> str:
    """What a server said, in one line, and nothing of it that repeats the password."""
    said = error.args[0].decode("utf-8", "replace") if error.args and isinstance(error.args[0], bytes) else str(error)
    return secret.hide_in(" ".join(said.split())[:200]).rstrip(".")
