"""The standard streams as the process was given them: what they can take, and how one is closed for good."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TextIO


def encodable(out: TextIO) -> TextIO:
    """The stream, which replaces what its encoding cannot write instead of failing (the locale C)."""
    reconfigure = getattr(out, "reconfigure", None)
    if reconfigure is not None:
        if (out.encoding or "").lower().replace("-", "") in ("ascii", "usascii", "ansi_x3.41968"):
            reconfigure(encoding="utf-8")
        reconfigure(errors="backslashreplace")
    return out


def tame(text: str) -> str:
    """Words that steer no terminal, their figures in the digits chosen."""
    from ctrack.text.digit_shapes import write_figures
    from ctrack.text.safe import make_safe

    return make_safe(write_figures(text), multiline=True)


def silence(stream: TextIO) -> None:
    """Lead a stream nowhere, or Python would complain about it once more as it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
