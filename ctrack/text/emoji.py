"""Emoji as every terminal counts their cells: what some draw as one thing stands as the things it is made of.

Terminals disagree about joined emoji, skin tones and the emoji style of a sign: xterm and VTE count a family of three
as six cells, kitty as two. Taken apart, each sign is as wide as UAX #11 says in all of them, and no row is ragged.
"""

from __future__ import annotations

import re

_EMOJI = "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_TONES, _STYLES, _TAGS = "\U0001f3fb-\U0001f3ff", "\ufe0e\ufe0f", "\U000e0020-\U000e007f"
# A style wherever it stands, a tone and tags behind what they change, and a joiner between emoji; the joiners of Arabic
# letters stay.
_MANNERS = f"[{_STYLES}]+|(?<=[{_EMOJI}{_STYLES}{_TONES}\u200d])[{_TONES}{_TAGS}]+"
_JOINER = f"(?<=[{_EMOJI}])\u200d+(?=[{_EMOJI}])"
_SUSPECT = re.compile(f"[\u200d{_STYLES}{_TONES}{_TAGS}]")


def part_emoji(text: str) -> str:
    """The text with each emoji by itself, without tones and styles; doing it twice changes nothing."""
    if text.isascii() or not _SUSPECT.search(text):
        return text
    return re.sub(_JOINER, "", re.sub(_MANNERS, "", text))
