"""How Arabic is handed to a terminal; whatever is not a terminal gets plain logical text.

`visual`: shaped and reordered here, for terminals that draw characters as they come. `logical`: left to a
terminal that reorders by itself, every line in an isolate. `off`: plain logical text, no direction control.
`bare`: visual, without the controls that hold a line in its order, for a terminal that draws them as signs.
`unmirrored`: logical, for a terminal that reorders brackets and does not turn them round.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

BidiMode = Literal["visual", "logical", "off", "bare", "unmirrored"]
VISUAL = frozenset(("visual", "bare"))
"""The modes in which lines are shaped and reordered here."""

_FIRST_VTE_WITH_BIDI = 5800
"""VTE 0.58, as VTE_VERSION writes it."""


def choose_mode(environ: Mapping[str, str], is_terminal: bool) -> BidiMode:
    """The mode that suits the terminal which the environment describes."""
    if not is_terminal or is_mlterm(environ):
        return "off"
    if environ.get("KONSOLE_VERSION"):
        return "unmirrored"
    if _is_vte_with_bidi(environ) and not _is_multiplexed(environ):
        return "logical"
    return "visual"


def suit_mode(asked: BidiMode, environ: Mapping[str, str]) -> BidiMode:
    """The mode that was asked for, as the terminal can show it.

    mlterm draws direction controls as empty boxes, and Konsole (22.12) brackets between Arabic words as they come.
    """
    if asked == "visual" and is_mlterm(environ):
        return "bare"
    return "unmirrored" if asked == "logical" and environ.get("KONSOLE_VERSION") else asked


def is_mlterm(environ: Mapping[str, str]) -> bool:
    """mlterm shapes and reorders every line itself, and only its own configuration tells it not to."""
    return "MLTERM" in environ or environ.get("TERM", "").startswith("mlterm")


def _is_vte_with_bidi(environ: Mapping[str, str]) -> bool:
    """XTERM_VERSION tells an xterm that was started from a VTE terminal and inherited its variables."""
    version = environ.get("VTE_VERSION", "")
    is_recent = version.isascii() and version.isdigit() and int(version) >= _FIRST_VTE_WITH_BIDI
    return is_recent and "XTERM_VERSION" not in environ


def _is_multiplexed(environ: Mapping[str, str]) -> bool:
    """tmux and screen draw the cells themselves, whatever terminal is around them."""
    return bool(environ.get("TMUX")) or environ.get("TERM", "").startswith(("screen", "tmux"))
