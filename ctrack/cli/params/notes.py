"""Where a note comes from: an option, a file, standard input or an editor; and in which language it is."""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ctrack.domain.failures import EditorFailed, FileNotText, FileUnreadable, Misused, TextTooLong, marked
from ctrack.text.language import current_language
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation

LANGUAGE_CODE = "[a-z]{2,3}(-[a-z0-9]{2,8})*"


class NoteTwice(Misused):
    message = marked("The note is given more than once. Give it as text, or by --note-file, or in the editor.")


class EditorNeedsTerminal(Misused):
    message = marked("There is no note, and no terminal to write one on. Give it as text or by --note-file FILE.")


class BadLanguage(Misused):
    message = marked("--note-lang cannot be {value}: it is the code of a language, such as en, ar or fr.")


@dataclass(frozen=True, slots=True)
class NoteSource:
    """Where a note is to come from, and the language that it is said to be in."""

    text: str | None = None
    file: str | None = None
    edits: bool = False
    language: str | None = None


# No note of this length is stored; reading stops here, whatever is piped in.
MOST_BYTES = 4_000_000


def read_note(
    invocation: Invocation, text: str | None, file: str | None, *, edits: bool = False, language: str | None = None
) -> dict[str, str] | None:
    """The note as a map of its language, None where none is given."""
    if (text is not None) + (file is not None) + edits > 1:
        raise NoteTwice()
    if language is not None and not re.fullmatch(LANGUAGE_CODE, language.lower()):
        raise BadLanguage(value=language)
    if text == "-":
        text, file = None, "-"
    if file is not None:
        text = read_text(file)
    elif edits:
        text = edit_text(invocation)
    if text is None:
        return None
    text = text.replace("\r\n", "\n").strip("\n")
    return {language.lower() if language else detect_language(text): text}


def read_text(file: str) -> str:
    """The text of a file, or of standard input (-), in UTF-8."""
    try:
        data = sys.stdin.buffer.read(MOST_BYTES + 1) if file == "-" else read_bytes(Path(file))
    except OSError as error:
        raise FileUnreadable(path=file, detail=error.strerror or error) from error
    if len(data) > MOST_BYTES:
        raise TextTooLong(what="note", length=f"> {MOST_BYTES // 4}", most=100_000)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileNotText(path=file, position=error.start) from error


def read_bytes(path: Path) -> bytes:
    """At most a little more than a note may have."""
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def edit_text(invocation: Invocation) -> str:
    """The text that the user writes in an editor; lines that begin with # are left out."""
    if invocation.options.get("no_input") or not sys.stdin.isatty():
        raise EditorNeedsTerminal()
    hint = _("Write the note above. Lines that begin with # are left out; an empty note records nothing.")
    try:
        written = click.edit(f"\n# {hint}\n", extension=".txt", require_save=False) or ""
    except click.ClickException as error:
        raise EditorFailed(
            editor=invocation.environ.get("VISUAL") or invocation.environ.get("EDITOR") or "vi"
        ) from error
    return "\n".join(line for line in written.splitlines() if not line.startswith("#")).strip("\n")


def detect_language(text: str) -> str:
    """Arabic where most letters are Arabic; else the language spoken now, or English where that is Arabic."""
    letters = [character for character in text[:2000] if character.isalpha()]
    arabic = sum(unicodedata.bidirectional(character) == "AL" for character in letters)
    if letters and arabic * 2 > len(letters):
        return "ar"
    return "en" if current_language() == "ar" and letters else current_language()
