"""Other programs, run without a shell: given bytes, waited for so long and no longer, and ended with their children."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from tempfile import TemporaryFile
from typing import Any

from ctrack.domain.frozen import dataclass
from ctrack.domain.system_words import speak
from ctrack.text.safe import make_safe

_MOST_OUTPUT = 1 << 16
_LONGEST_REASON = 200


class NotRun(Exception):
    """A program that could not be started; `facts` say which and why."""

    def __init__(self, program: str, detail: object) -> None:
        super().__init__(program, detail)
        self.facts: dict[str, Any] = {"program": program, "detail": detail}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: its exit code, negative after a signal, what it printed, and its complaint."""

    code: int
    output: bytes
    complaint: str


def run_program(words: Sequence[str], given: bytes, seconds: float, environ: Mapping[str, str]) -> Ended:
    """Run a program with bytes on its standard input; raises NotRun, and TimeoutError where it had to be ended."""
    if not words:
        raise NotRun("", "nothing to run")
    # Files, not pipes: a child that lives on and holds a pipe open would keep us waiting for its end.
    with TemporaryFile() as incoming, TemporaryFile() as output, TemporaryFile() as complaint:
        incoming.write(given)
        incoming.seek(0)
        try:
            child = subprocess.Popen(
                list(words), stdin=incoming, stdout=output, stderr=complaint, env=dict(environ), start_new_session=True
            )
        except (OSError, ValueError) as error:
            raise NotRun(make_safe(words[0]), speak(getattr(error, "strerror", None) or str(error))) from None
        try:
            code = child.wait(seconds)
        except BaseException as error:
            _end(child)
            if isinstance(error, subprocess.TimeoutExpired):
                raise TimeoutError from None
            raise
        output.seek(0)
        complaint.seek(0)
        return Ended(code, output.read(_MOST_OUTPUT), first_line(complaint.read(_MOST_OUTPUT)))


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a program and all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def first_line(raw: bytes) -> str:
    """The first line that says something, harmless and short enough for a sentence."""
    lines = (line.strip() for line in raw.decode("utf-8", "replace").splitlines())
    return make_safe(next((line for line in lines if line), ""))[:_LONGEST_REASON]
