"""What tones look like: the sixteen ANSI colours alone, so that a reader's own palette keeps them readable.

Where nobody knows the background, only colours that stand out from both: their contrast (WCAG 2) is at least
2.4 on the dark and on the light ground of xterm, VTE, Windows, macOS and Solarized; green on white, 2.2.
"""

from __future__ import annotations

from collections.abc import Mapping

from ctrack.render.document import Tone
from ctrack.render.screen import Background

_ALWAYS = {Tone.PLAIN: "", Tone.STRONG: "bold", Tone.FAINT: "dim", Tone.HEADING: "bold", Tone.GOOD: "green"}
_BUSY_WARNING_ALARM: dict[Background | None, tuple[str, str, str]] = {
    "dark": ("cyan", "yellow", "bold bright_red"),
    "light": ("blue", "magenta", "bold red"),
    None: ("bright_blue", "bright_magenta", "bold bright_red"),
}


def palette_for(background: Background | None) -> Mapping[Tone, str]:
    """Rich's name for the style of every tone."""
    changing = (Tone.BUSY, Tone.WARNING, Tone.ALARM)
    return {**_ALWAYS, **dict(zip(changing, _BUSY_WARNING_ALARM[background], strict=True))}
