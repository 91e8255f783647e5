"""Where output meets the world: the screen it goes to, the format it takes, the envelope of JSON."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO

import click

from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure
from ctrack.text.language import current_language, is_right_to_left
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation
    from ctrack.render.document import Document
    from ctrack.render.screen import Screen

ENVELOPE_VERSION = 1


def show_document(invocation: Invocation, document: Document) -> None:
    """Print a document in the format asked for."""
    from dataclasses import replace

    from ctrack.cli.console.files import write_output
    from ctrack.cli.params.levels import classify

    notes, document = document.notes, replace(classify(invocation, document), notes=())
    if invocation.format == "json":
        invocation.messages += notes
        document = replace(document, data=make_envelope(invocation, document.data))
    encodable(invocation.out)
    write_output(invocation, document, read_screen(invocation, invocation.out))
    if invocation.format != "json":
        for note in notes:
            invocation.say(note)


def make_envelope(invocation: Invocation, data: Any) -> dict[str, Any]:
    """What JSON output is wrapped in, whatever the command."""
    return {
        "ctrack": ENVELOPE_VERSION,
        "command": invocation.command,
        "ok": True,
        "data": data,
        "messages": invocation.messages,
    }


def encodable(out: TextIO) -> TextIO:
    """The stream, which replaces what its encoding cannot write instead of failing (the locale C)."""
    reconfigure = getattr(out, "reconfigure", None)
    if reconfigure is not None:
        if (out.encoding or "").lower().replace("-", "") in ("ascii", "usascii", "ansi_x3.41968"):
            reconfigure(encoding="utf-8")
        reconfigure(errors="backslashreplace")
    return out


def read_screen(invocation: Invocation, stream: TextIO) -> Screen:
    """What the stream can show: its width, its colours, and how Arabic has to be sent to it."""
    from ctrack.render.screen import Screen
    from ctrack.text.bidimode import choose_mode

    is_terminal = stream.isatty()
    asked = invocation.get("bidi")
    layout = invocation.get("layout")
    if layout == "auto":
        layout = "rtl" if is_right_to_left() else "ltr"
    return Screen(
        width=find_width(invocation, is_terminal),
        colour=wants_colour(invocation, is_terminal),
        is_terminal=is_terminal,
        layout=layout,
        bidi=choose_mode(invocation.environ, is_terminal) if asked == "auto" else asked,
    )


def find_width(invocation: Invocation, is_terminal: bool) -> int | None:
    """COLUMNS, else the terminal's own width; None, without a limit, elsewhere."""
    columns = invocation.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    if not is_terminal:
        return 80 if invocation.format == "table" else None
    import shutil

    return shutil.get_terminal_size().columns


def wants_colour(invocation: Invocation, is_terminal: bool) -> bool:
    """The option, then NO_COLOR, then FORCE_COLOR, then the configuration, then whether it is a terminal."""
    option = invocation.options.get("color")
    if option in ("always", "never"):
        return bool(option == "always")
    if invocation.environ.get("NO_COLOR"):
        return False
    if invocation.environ.get("FORCE_COLOR"):
        return True
    wish = invocation.get("color")
    if wish in ("always", "never"):
        return bool(wish == "always")
    return is_terminal and invocation.environ.get("TERM") != "dumb"


def dress_lines(invocation: Invocation, text: str, stream: TextIO) -> str:
    """Lines of prose or help, with Arabic as the stream needs it; plain logical text where it is no terminal."""
    if text.isascii() or not stream.isatty():
        return text
    from ctrack.text.dressing import dress_text

    try:
        screen = read_screen(invocation, stream)
    except Failure:
        # The settings themselves are what is wrong, and the sentence that says so must come through.
        return text
    return dress_text(text, screen.bidi, screen.width or 80)


def tell_failure(invocation: Invocation, sentence: str, code: ExitCode, kind: str, hint: str) -> None:
    """One sentence on stderr; with --format json an envelope on stdout, so that a script need not guess."""
    if not wants_json(invocation):
        tell_people(invocation, sentence, hint)
        return
    try:
        tell_envelope(invocation, sentence, code, kind)
    except OSError:
        # Nobody can read the envelope, so that the sentence goes where people look.
        silence(invocation.out)
        tell_people(invocation, sentence, hint)


def tell_people(invocation: Invocation, sentence: str, hint: str = "") -> None:
    """One sentence on stderr, and where to read on."""
    from ctrack.text.safe import make_safe

    encodable(sys.stderr)
    sentence = make_safe(sentence, multiline=True).strip()
    lines = [_("ctrack: {sentence}").format(sentence=sentence), *([hint] if hint else [])]
    click.echo(dress_lines(invocation, "\n".join(lines), sys.stderr), err=True)


def wants_json(invocation: Invocation) -> bool:
    """Whether a program reads the output; asked also when the settings themselves are what is wrong."""
    try:
        return bool(invocation.format == "json")
    except Failure:
        return invocation.options.get("format") == "json"


def silence(stream: TextIO) -> None:
    """Lead a stream nowhere, or Python would complain about it once more as it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def tell_envelope(invocation: Invocation, sentence: str, code: ExitCode, kind: str) -> None:
    """The envelope of a failure."""
    from ctrack.render.document import Document
    from ctrack.render.formats import load_format
    from ctrack.render.screen import Screen

    envelope = {
        "ctrack": ENVELOPE_VERSION,
        "command": invocation.command,
        "ok": False,
        "data": None,
        "error": {"kind": kind, "exit_code": int(code), "message": sentence},
        "messages": [*invocation.messages, sentence],
    }
    document = Document("", current_language(), (), envelope)
    out = encodable(invocation.out)
    load_format("json").write(document, out, Screen())
    out.flush()
