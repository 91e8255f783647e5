"""Long work shows itself on a terminal, and is silent elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

import click

from ctrack.cli.console.output import Console
from ctrack.text.language import translate as _

# Who waits longer than this wonders; what is faster needs no word.
PATIENCE = 1.0
PACE = 0.5
_ERASE = "\r\x1b[K"


def is_watched(console: Console) -> bool:
    """Whether somebody looks at a terminal and wants words on it."""
    return not console.is_quiet and sys.stderr.isatty()


@contextmanager
def show_progress(console: Console, total: int) -> Iterator[Callable[[], None]]:
    """A bar on stderr; what is yielded is called once for each of `total` steps."""
    if not is_watched(console):
        yield lambda: None
        return
    with click.progressbar(length=total, file=sys.stderr) as bar:
        yield lambda: bar.update(1)


@contextmanager
def show_activity(console: Console) -> Iterator[None]:
    """How long work of which nobody knows the end has lasted: a line on stderr that goes away when it is done."""
    if not is_watched(console):
        yield
        return
    done = Event()
    teller = Thread(target=tell_time, args=(console, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def tell_time(console: Console, done: Event) -> None:
    """Write the seconds over one another until the work is done, and then erase them."""
    began = time.monotonic()
    if done.wait(PATIENCE):
        return
    # A terminal that is gone must not end the work.
    with suppress(OSError, ValueError):
        while True:
            text = _("Working for {seconds} s ...").format(seconds=int(time.monotonic() - began))
            sys.stderr.write(_ERASE + console.lay(text, sys.stderr))
            sys.stderr.flush()
            if done.wait(PACE):
                break
        sys.stderr.write(_ERASE)
        sys.stderr.flush()
