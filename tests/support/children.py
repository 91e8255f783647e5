"""Command lines in a child process that is forked from the tests: it starts at once, and may be killed or limited."""

from __future__ import annotations

import os
from collections.abc import Callable

from tests.support.runner import Outcome, Runner

SEPARATOR = "\0"


def run_in_child(
    runner: Runner, *words: str, prepare: Callable[[], object] = lambda: None
) -> tuple[int, Outcome | None]:
    """Run a command line in a child that `prepare` was called in first.

    The signal that ended the child, 0 where none did, and what it printed, None where it did not get so far.
    """
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            prepare()
            outcome = runner(*words)
            with os.fdopen(sink, "w", encoding="utf-8", errors="surrogateescape") as stream:
                stream.write(SEPARATOR.join((str(outcome.code), outcome.out, outcome.err)))
        finally:
            os._exit(0)
    os.close(sink)
    with os.fdopen(source, encoding="utf-8", errors="surrogateescape") as stream:
        parts = stream.read().split(SEPARATOR)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status), Outcome(int(parts[0]), parts[1], parts[2]) if len(parts) == 3 else None
