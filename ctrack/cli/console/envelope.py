"""The envelope that JSON output comes in, whatever the command, and also where it failed."""

from __future__ import annotations

from typing import Any, TextIO

from ctrack.domain.exits import ExitCode

VERSION = 1


def enclose(command: str, data: Any, messages: list[str]) -> dict[str, Any]:
    """The envelope of what a command shows, with the words that it said beside."""
    return {"ctrack": VERSION, "command": command, "ok": True, "data": data, "messages": messages}


def enclose_failure(command: str, sentence: str, code: ExitCode, kind: str, messages: list[str]) -> dict[str, Any]:
    """The envelope of a failure."""
    return {
        "ctrack": VERSION,
        "command": command,
        "ok": False,
        "data": None,
        "error": {"kind": kind, "exit_code": int(code), "message": sentence},
        "messages": [*messages, sentence],
    }


def write_envelope(envelope: dict[str, Any], out: TextIO) -> None:
    """Write an envelope, and see to it that it arrives."""
    from ctrack.render.document import Document
    from ctrack.render.formats import load_format
    from ctrack.render.screen import Screen
    from ctrack.text.language import current_language

    load_format("json").write(Document("", current_language(), (), envelope), out, Screen())
    out.flush()
