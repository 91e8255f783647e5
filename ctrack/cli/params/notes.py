"""Where a note comes from: an option, a file, standard input or an editor; and in which language it is."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ctrack.domain.failures import EditorFailed, FileNotText, FileUnreadable, Misused, TextTooLong, marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.languages import LANGUAGE_CODE
from ctrack.domain.scripts import WORD_OF_LANGUAGE, guess_language
from ctrack.text.language import current_language
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation


class NoteTwice(Misused):
    message = marked("The note is given more than once. Give it as text, or by --note-file, or in the editor.")


class EditorNeedsTerminal(Misused):
    message = marked("There is no note, and no terminal to write one on. Give it as text or by --note-file FILE.")


class BadLanguage(Misused):
    message = marked("--note-lang cannot be {value}: it is the code of a language, such as en, ar or fr.")


@dataclass(frozen=True, slots=True)
class NoteSource:
    """Where a note is to come from, and the language that it is said to be in.

    `edits` opens the editor; `pipes` reads standard input first, where that is no terminal; `recovers` takes the
    text that was written last and could not be recorded.
    """

    text: str | None = None
    file: str | None = None
    edits: bool = False
    language: str | None = None
    pipes: bool = False
    recovers: bool = False

    @property
    def is_written(self) -> bool:
        """Whether the text exists nowhere else: it is written in the editor, typed or piped."""
        return self.edits or self.recovers or "-" in (self.text, self.file)

    @property
    def is_given(self) -> bool:
        """Whether a note is to come from anywhere."""
        return self.text is not None or self.file is not None or self.edits or self.recovers or self.pipes

    def check(self) -> None:
        """Refuse what contradicts itself, before anything is read or written."""
        if (self.text is not None) + (self.file is not None) + self.edits + self.recovers > 1:
            raise NoteTwice()
        if self.language is not None and not re.fullmatch(LANGUAGE_CODE, self.language.lower()):
            raise BadLanguage(value=self.language)


@dataclass(frozen=True, slots=True)
class Note:
    """A note as a map of its language, and the file that keeps it until it is recorded."""

    words: dict[str, str] | None = None
    draft: Path | None = None


# No note of this length is stored; reading stops here, whatever is piped in.
MOST_BYTES = 4_000_000
SCISSORS = "# ------------------------ >8 ------------------------"
# How the hint begins in every language: a text may be taken up again in another one.
HINT = "# ctrack: "


def read_note(invocation: Invocation, source: NoteSource) -> Note:
    """The note that the source gives; what is written by hand is in a file of its own until it is recorded."""
    text, draft = read_source(invocation, source)
    if text is None:
        return Note()
    text = text.replace("\r\n", "\n").strip("\n")
    language = source.language.lower() if source.language else detect_language(text)
    return Note({language: text}, draft)


def read_source(invocation: Invocation, source: NoteSource) -> tuple[str | None, Path | None]:
    """The text, and the file that keeps it."""
    from ctrack.cli.console.drafts import find_draft

    if source.recovers:
        draft = find_draft(invocation.environ)
        return cut_hint(read_text(str(draft))), draft
    file = "-" if source.text == "-" else source.file
    if source.edits and source.pipes and not sys.stdin.isatty():
        text = read_text("-")
        if not text.strip():
            raise EditorNeedsTerminal()
        return text, keep_text(invocation, text)
    if source.edits:
        return edit_text(invocation)
    if file == "-":
        text = read_text(file)
        return text, keep_text(invocation, text)
    return (source.text if file is None else read_text(file)), None


def keep_text(invocation: Invocation, text: str) -> Path | None:
    """Keep a text that came by standard input; None where there is none, or no place to keep it."""
    from ctrack.cli.console.drafts import DraftUnwritable, begin_draft

    if not text.strip() or len(text) > MOST_BYTES // 4:
        return None
    try:
        return begin_draft(invocation.environ, invocation.moment, text)
    except DraftUnwritable:
        return None


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


def edit_text(invocation: Invocation) -> tuple[str, Path | None]:
    """The text that the user writes in an editor, without the hint, and the file that keeps it."""
    from ctrack.cli.console.drafts import begin_draft, drop_draft

    if invocation.options.get("no_input") or not sys.stdin.isatty():
        raise EditorNeedsTerminal()
    draft = begin_draft(invocation.environ, invocation.moment, f"\n\n{SCISSORS}\n{make_hint()}\n")
    try:
        click.edit(filename=str(draft))
    except click.ClickException as error:
        editor = invocation.environ.get("VISUAL") or invocation.environ.get("EDITOR") or "vi"
        if not cut_hint(read_text(str(draft))):
            drop_draft(draft)
        else:
            invocation.kept = draft
        raise EditorFailed(editor=editor) from error
    text = cut_hint(read_text(str(draft)))
    if text.strip():
        return text, draft
    drop_draft(draft)
    return text, None


def make_hint() -> str:
    """The line that tells how a note is written."""
    hint = _("Write the note above the line. An empty note records nothing; this hint is no part of it.")
    return f"{HINT}{hint}"


def cut_hint(text: str) -> str:
    """The text without the line of the scissors and the hint below it; all else that was written stays."""
    lines = text.splitlines()
    if SCISSORS in lines:
        place = lines.index(SCISSORS)
        lines[place:] = [line for line in lines[place + 1 :] if not line.startswith(HINT)]
    return "\n".join(lines).strip("\n")


def detect_language(text: str) -> str:
    """The language spoken now, unless most letters are of a script that it is not written in."""
    return guess_language(text, current_language(), _(WORD_OF_LANGUAGE))
