"""Progress as an option takes it: a whole number of per cent, in any digits."""

from __future__ import annotations

import unicodedata
from typing import Any

import click

from ctrack.domain.failures import BadProgress


class ProgressType(click.ParamType[int]):
    """40, 40% or ٤٠."""

    name = "progress"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; raises BadProgress for anything but 0 to 100."""
        if isinstance(value, int):
            return value
        text = value.strip().removesuffix("%").removesuffix("٪")
        digits = "".join(str(unicodedata.decimal(character, "?")) for character in text)
        if not digits.isdecimal() or len(digits) > 3 or int(digits) > 100:
            raise BadProgress(value=value)
        return int(digits)
