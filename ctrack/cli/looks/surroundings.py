"""The program itself, the terminal, the locale and the clock."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ctrack import __version__
from ctrack.cli.looks.terminals import find_terminal
from ctrack.domain.records.findings import Finding, Gravity
from ctrack.text.language import ENGLISH, count_messages, current_language, known_languages
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.cli.console.output import Console
    from ctrack.cli.invocation import Invocation

LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")


def look_around(invocation: Invocation, console: Console) -> Iterator[Finding]:
    """What the program runs on, and how it speaks."""
    screen, environ = console.read_screen(console.out), invocation.environ
    yield Finding("version", __version__)
    yield Finding("python", platform.python_version())
    yield Finding("sqlite", sqlite3.sqlite_version)
    yield find_terminal(environ, screen.bidi)
    yield Finding("width", str(screen.width or "-"))
    yield Finding("locale", next((environ[name] for name in LOCALES if environ.get(name)), "C"))
    yield find_language()
    yield find_encoding(str(console.out.encoding))
    yield Finding("bidi", f"{screen.bidi} ({invocation.get('bidi')})")


def find_language() -> Finding:
    """The language spoken, and how much of what is said is in it; the fullest catalogue tells how much there is."""
    code = current_language()
    done, whole = count_messages(code), max(map(count_messages, known_languages()), default=0)
    if code == ENGLISH or done >= whole:
        return Finding("language", code)
    told = _("{language}: {done} of {whole} messages are translated, and the others are in English")
    return Finding("language", told.format(language=code, done=done, whole=whole))


def find_encoding(encoding: str) -> Finding:
    """Whether what is printed can be Arabic at all."""
    if encoding.lower().replace("-", "") in ("utf8", "utf8sig"):
        return Finding("encoding", encoding)
    advice = _("Set a locale whose encoding is UTF-8, such as LANG=C.UTF-8; Arabic cannot be shown otherwise.")
    return Finding("encoding", encoding, Gravity.WARNING, advice)
