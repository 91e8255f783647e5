"""Lines of a paragraph in logical order, as half-open ranges of positions without the spaces it broke at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctrack.text.cells import Span, cell_width, clusters

_WORD = re.compile("(?:\\S|[\u00a0\u2007\u202f])+")
"""A run without a space to break at; no-break spaces belong to their word."""


def wrap(text: str, width: int, *, fold: bool = True) -> list[Span]:
    """The lines of one paragraph, each at most this many cells; at least one, and a fitting indent is kept.

    A word wider than a line is folded between clusters, or left whole on its own line unless `fold`.
    """
    lines: list[Span] = []
    for start, stop in _pieces(text, width) if fold else _words(text):
        line_start = lines[-1][0] if lines else 0
        if cell_width(text[line_start:stop]) <= width:
            lines[-1:] = [(line_start, stop)]
        else:
            lines.append((start, stop))
    return lines or [(0, 0)]


def wrap_text(text: str, width: int) -> str:
    """A text whose lines break between words; what has no blank in it, such as a path, stays whole."""
    lines = (line[start:stop] for line in text.split("\n") for start, stop in wrap(line, width, fold=False))
    return "\n".join(lines)


def _words(text: str) -> Iterator[Span]:
    """The ranges between spaces."""
    return (word.span() for word in _WORD.finditer(text))


def _pieces(text: str, width: int) -> Iterator[Span]:
    """The words, the too wide ones in pieces of a line each."""
    for start, stop in _words(text):
        used, first = 0, start
        for cluster_start, cluster_stop in clusters(text[start:stop]):
            needed = cell_width(text[start + cluster_start : start + cluster_stop])
            if used and used + needed > width:
                yield first, start + cluster_start
                used, first = 0, start + cluster_start
            used += needed
        yield first, stop
