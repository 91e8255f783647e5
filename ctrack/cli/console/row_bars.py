"""How far a long import is, on a terminal: a bar over the rows of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from ctrack.cli.console.activity import show_progress
from ctrack.domain.frozen import replace

if TYPE_CHECKING:
    from ctrack.cli.console.output import Console
    from ctrack.domain.records.imported_rows import ImportedRow, Understanding

# Fewer rows than these are taken in before anybody wonders.
FEW = 1000
STEPS = 100


@contextmanager
def show_rows(console: Console, found: Understanding) -> Iterator[Understanding]:
    """The table whose rows move a bar as they are read, where somebody looks on and they are many."""
    total = 0
    if console.is_watched:
        with console.watch():
            total = sum(1 for _row in found.read())
    if total < FEW:
        yield found
        return
    watch, console.invocation.watch = console.invocation.watch, nullcontext
    try:
        with show_progress(STEPS, is_watched=True) as step:
            yield replace(found, read=lambda: pass_on(found.read(), total, step))
    finally:
        console.invocation.watch = watch


def pass_on(rows: Iterator[ImportedRow], total: int, step: Callable[[], None]) -> Iterator[ImportedRow]:
    """The rows, with a step for each hundredth of them."""
    for count, row in enumerate(rows):
        yield row
        if (count + 1) * STEPS // total > count * STEPS // total:
            step()
