"""Long work shows itself on a terminal, and is silent elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import TextIO

import click

from ctrack.text.language import translate as _

# Who waits longer than this wonders; what is faster needs no word.
PATIENCE = 1.0
PACE = 0.5
# How a line of words is laid out for a stream.
Lay = Callable[[str, TextIO], str]
_ERASE = "\r\x1b[K"


@contextmanager
def show_progress(total: int, *, is_watched: bool) -> Iterator[Callable[[], None]]:
    """A bar on stderr where somebody looks on; what is yielded is called once for each of `total` steps."""
    if not is_watched:
        yield lambda: None
        return
    with click.progressbar(length=total, file=sys.stderr) as bar:
        yield lambda: bar.update(1)


@contextmanager
def show_activity(lay: Lay) -> Iterator[None]:
    """How long work of which nobody knows the end has lasted: a line on stderr that goes away when it is done."""
    done = Event()
    teller = Thread(target=tell_time, args=(lay, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def tell_time(lay: Lay, done: Event) -> None:
    """Write the seconds over one another until the work is done, and then erase them."""
    began = time.monotonic()
    if done.wait(PATIENCE):
        return
    # A terminal that is gone must not end the work.
    with suppress(OSError, ValueError):
        while True:
            text = _("Working for {seconds} s ...").format(seconds=int(time.monotonic() - began))
            sys.stderr.write(_ERASE + lay(text, sys.stderr))
            sys.stderr.flush()
            if done.wait(PACE):
                break
        sys.stderr.write(_ERASE)
        sys.stderr.flush()
