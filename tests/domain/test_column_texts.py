"""Texts that are written a column at a time."""

from __future__ import annotations

import random

from ctrack.domain.column_texts import write_columns


def test_columns_are_joined_as_rows_would_be() -> None:
    """Whatever is alike, in one column, in several side by side or in all, each text is that of its row."""
    chance = random.Random(7)
    for _round in range(200):
        count, width = chance.randint(1, 5), chance.randint(1, 6)
        columns = [[chance.choice(("a", "b", None)) for _ in range(count)] for _ in range(width)]
        columns = [column[:1] * count if chance.random() < 0.5 else column for column in columns]
        expected = [",".join(map(str, row)) for row in zip(*columns, strict=True)]
        assert list(write_columns([str] * width, columns, ",")) == expected
        ended = ["".join(map(str, row)) + "}" for row in zip(*columns, strict=True)]
        assert list(write_columns([str] * width, columns, end="}")) == ended
