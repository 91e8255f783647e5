"""What a text, or a part of a picture, means for its reader."""

from __future__ import annotations

from enum import StrEnum


class Tone(StrEnum):
    """What it means; a format may colour it, and never by colour alone."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    GOOD = "good"
    BUSY = "busy"
    WARNING = "warning"
    ALARM = "alarm"
    HEADING = "heading"
