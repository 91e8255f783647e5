"""The colours of a printed page: quiet, apart from each other in grey too, and never the only sign of anything.

A colour is six hexadecimal digits of sRGB. An ink is for words on white (contrast at least 4.5, WCAG 2.2, 1.4.3),
a fill for areas beside which the words stand.
"""

from __future__ import annotations

from collections.abc import Iterable

from ctrack.render.document import Tone

ACCENT = "1F4E5F"
TEXT = "1D2B36"
MUTED = "5A6772"
RULE = "D5DBE0"
WASH = "F1F4F6"
PAPER = "FFFFFF"

INKS = {
    Tone.PLAIN: TEXT,
    Tone.STRONG: TEXT,
    Tone.FAINT: MUTED,
    Tone.GOOD: "22694B",
    Tone.BUSY: "2C5F94",
    Tone.WARNING: "8A5A00",
    Tone.ALARM: "A32A2A",
    Tone.HEADING: ACCENT,
}
FILLS = {
    Tone.PLAIN: "7A8894",
    Tone.STRONG: "46545F",
    Tone.FAINT: "C3CBD2",
    Tone.GOOD: "2E7D5B",
    Tone.BUSY: "3A6EA5",
    Tone.WARNING: "D39B2F",
    Tone.ALARM: "B23A3A",
    Tone.HEADING: ACCENT,
}
_LIGHTER = 0.45
"""How much nearer to white each further part of the same tone is."""


def mix(colour: str, share: float, ground: str = PAPER) -> str:
    """The colour laid over a ground, from 0 (the ground) to 1 (the colour itself)."""
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(under + (over - under) * share):02X}" for over, under in pairs)


def fills_of(parts: Iterable[tuple[str, Tone]]) -> dict[str, str]:
    """A fill for the key of every part; parts of one tone grow lighter in the order in which they come."""
    fills: dict[str, str] = {}
    seen: dict[Tone, int] = {}
    for key, tone in parts:
        if key not in fills:
            fills[key] = fill_of(tone, seen.get(tone, 0))
            seen[tone] = seen.get(tone, 0) + 1
    return fills


def fill_of(tone: Tone, shade: int) -> str:
    """The fill of a tone, so many shades lighter."""
    return mix(FILLS[tone], (1 - _LIGHTER) ** shade)


def heat(count: int, most: int, tone: Tone) -> str:
    """The fill of a count: white for nought, the tone's own for the most."""
    return mix(FILLS[tone], 0.12 + 0.88 * count / most if count > 0 and most > 0 else 0)


def ink_on(fill: str) -> str:
    """Black or white words, whichever stand out more on this fill (WCAG 2.2, relative luminance)."""
    return PAPER if _luminance(fill) < 0.18 else TEXT


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
