"""Long work shows itself on a terminal, and is silent elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from ctrack.cli.console.output import Console


@contextmanager
def show_progress(console: Console, total: int) -> Iterator[Callable[[], None]]:
    """A bar on stderr; what is yielded is called once for each of `total` steps."""
    if console.is_quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=total, file=sys.stderr) as bar:
        yield lambda: bar.update(1)
