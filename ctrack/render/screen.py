"""What a format may assume of the place it writes to; nothing here looks at the environment."""

from __future__ import annotations

from typing import Literal

from ctrack.domain.frozen import dataclass
from ctrack.text.bidimode import BidiMode

Layout = Literal["ltr", "rtl"]
Background = Literal["dark", "light"]


@dataclass(frozen=True, slots=True)
class Screen:
    """Where output goes; `width` is in cells, None where lines have no end, `background` None if unknown."""

    width: int | None = None
    colour: bool = False
    is_terminal: bool = False
    layout: Layout = "ltr"
    bidi: BidiMode = "off"
    background: Background | None = None
