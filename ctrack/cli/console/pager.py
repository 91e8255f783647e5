"""The pager: what is longer than the terminal is read page by page, in the program that PAGER names.

Without PAGER it is `less -FRX`; an empty PAGER, or `cat`, is none. What a pager cannot do is done without it.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from io import StringIO
from typing import TextIO

DEFAULT = "less -FRX"
# What less has to be told where nobody has: colours are not to be spelt out, and letters are UTF-8.
_FOR_LESS = {"LESS": "FRX", "LESSCHARSET": "utf-8"}


def show_paged(write: Callable[[TextIO], object], out: TextIO, environ: Mapping[str, str]) -> None:
    """Let something be written to a terminal, in the pager where there is one and the terminal has not rows enough."""
    height = find_height(out)
    if height is None:
        write(out)
        return
    drawn = StringIO(newline="")
    write(drawn)
    text = drawn.getvalue()
    words = find_pager(environ) if is_longer(text, height) else None
    out.flush()
    if words is None or not hand_over(text, words, environ):
        out.write(text)


def find_pager(environ: Mapping[str, str]) -> list[str] | None:
    """The pager's command line; None where there is none, or the terminal cannot move its cursor."""
    import shlex
    import shutil

    try:
        words = shlex.split(environ.get("PAGER", DEFAULT))
    except ValueError:
        return None
    if not words or words[0] == "cat" or environ.get("TERM") == "dumb":
        return None
    return words if shutil.which(words[0], path=environ.get("PATH")) else None


def find_height(out: TextIO) -> int | None:
    """The rows of the terminal that the stream writes to; None where it writes to none."""
    try:
        return os.get_terminal_size(out.fileno()).lines or None
    except (OSError, ValueError):
        return None


def is_longer(text: str, height: int) -> bool:
    """Whether a text and the prompt below it take more rows than there are."""
    return text.count("\n") >= height


def hand_over(text: str, words: list[str], environ: Mapping[str, str]) -> bool:
    """Let the pager show a text until the reader leaves it; whether it could be started."""
    import subprocess

    try:
        pager = subprocess.Popen(words, stdin=subprocess.PIPE, env={**_FOR_LESS, **environ})
    except OSError:
        return False
    # Ctrl-C is the pager's from here on.
    kept = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        # Who leaves early has seen enough.
        with suppress(BrokenPipeError):
            pager.communicate(text.encode("utf-8", "backslashreplace"))
        pager.wait()
    finally:
        signal.signal(signal.SIGINT, kept)
    return True
