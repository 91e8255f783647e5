"""Numbers of rows as options and arguments take them: from 1 to the largest that every database takes."""

from __future__ import annotations

from typing import Any

import click

from ctrack.text.language import translate as _

MOST = 2**31 - 1


class RowNumber(click.IntRange):
    """A limit, or the number of something: a whole number from 1; the help names no end, for nobody meets it."""

    def __init__(self) -> None:
        super().__init__(min=1)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; what no database could be asked for is refused as out of range."""
        number: int = super().convert(value, param, ctx)
        if number > MOST:
            template = _("{value} is not in the range {range}.")
            self.fail(template.format(value=number, range=f"1<=x<={MOST}"), param, ctx)
        return number
