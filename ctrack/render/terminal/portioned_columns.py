"""Aligned columns of plain text for more rows than are held: measured in a first pass, and written in a second.

Between the two the texts lie in a spool, so that each is made once.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from ctrack.domain.long_lists import ColumnList, Columns, Spool
from ctrack.render.document import Table
from ctrack.render.terminal.aligned_columns import GAP, WIDEST_PADDING, pad_column, spread_columns
from ctrack.render.terminal.column_widths import widest

PORTION = 1000


def lines_of(table: Table) -> Iterator[str]:
    """The same lines as of a short table."""
    spool, widths = Spool(), [0] * len(table.columns)
    for portion in portions_of(table.rows):
        columns = [cells for _column, cells in spread_columns(table.columns, portion)]
        widths = [max(width, widest(cells)) for width, cells in zip(widths, columns, strict=True)]
        spool.add(marshal.dumps(columns))
    for place, packed in enumerate(spool):
        # Each portion was measured with the headings, which are written once.
        columns = [cells[1:] if place else cells for cells in marshal.loads(packed)]
        padded = [
            pad_column(column, cells, min(width, WIDEST_PADDING))
            for column, cells, width in zip(table.columns, columns, widths, strict=True)
        ]
        yield from (GAP.join(row).rstrip() for row in zip(*padded, strict=True))


def portions_of(rows: Sequence[Any]) -> Iterator[Columns]:
    """The columns of the rows, so many at a time."""
    if isinstance(rows, ColumnList):
        return rows.portions()
    found = iter(rows)
    return iter(lambda: list(zip(*islice(found, PORTION), strict=True)), [])
