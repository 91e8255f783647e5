"""What a stream can show: its width, its colours, and how Arabic has to be sent to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

from ctrack.text.language import is_right_to_left

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation
    from ctrack.render.screen import Screen

TABLE_WIDTH = 80
"""A table needs an edge, also where there is none."""


def read_screen(invocation: Invocation, stream: TextIO, *, draws_table: bool) -> Screen:
    """What the stream can show, by the settings, the environment and the stream itself."""
    from ctrack.render.screen import Screen
    from ctrack.text.bidimode import choose_mode, suit_mode

    is_terminal = stream.isatty()
    asked = invocation.get("bidi")
    layout = invocation.get("layout")
    if layout == "auto":
        layout = "rtl" if is_right_to_left() else "ltr"
    return Screen(
        width=find_width(invocation.environ, is_terminal, draws_table),
        colour=wants_colour(invocation, is_terminal),
        is_terminal=is_terminal,
        layout=layout,
        bidi=choose_mode(invocation.environ, is_terminal) if asked == "auto" else suit_mode(asked, invocation.environ),
    )


def find_width(environ: Mapping[str, str], is_terminal: bool, draws_table: bool) -> int | None:
    """COLUMNS, else the terminal's own width; None, without a limit, elsewhere."""
    columns = environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    if not is_terminal:
        return TABLE_WIDTH if draws_table else None
    import shutil

    return shutil.get_terminal_size().columns


def wants_colour(invocation: Invocation, is_terminal: bool) -> bool:
    """The option, then NO_COLOR, then FORCE_COLOR, then the configuration, then whether it is a terminal."""
    option = invocation.options.get("color")
    if option in ("always", "never"):
        return bool(option == "always")
    if invocation.environ.get("NO_COLOR"):
        return False
    if invocation.environ.get("FORCE_COLOR"):
        return True
    wish = invocation.get("color")
    if wish in ("always", "never"):
        return bool(wish == "always")
    return is_terminal and invocation.environ.get("TERM") != "dumb"
