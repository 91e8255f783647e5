"""The program itself, the terminal, the locale and the clock."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ctrack import __version__
from ctrack.cli.looks.terminals import find_terminal
from ctrack.domain.records.findings import Finding, Gravity
from ctrack.text.language import current_language
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
    yield Finding("language", current_language())
    yield find_encoding(str(console.out.encoding))
    yield Finding("bidi", f"{screen.bidi} ({invocation.get('bidi')})")


def find_encoding(encoding: str) -> Finding:
    """Whether what is printed can be Arabic at all."""
    if encoding.lower().replace("-", "") in ("utf8", "utf8sig"):
        return Finding("encoding", encoding)
    advice = _("Set a locale whose encoding is UTF-8, such as LANG=C.UTF-8; Arabic cannot be shown otherwise.")
    return Finding("encoding", encoding, Gravity.WARNING, advice)
