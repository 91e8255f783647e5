"""Joining types of Arabic letters, those of Unicode 15.0; what is neither listed nor a mark does not join.

Source: the Unicode Character Database, ArabicShaping.txt, for the blocks Arabic, Arabic Supplement and Arabic
Extended-A and -B: the only script that has presentation forms to be shaped to.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal

JoiningType = Literal["D", "R", "C", "T", "U"]
"""Dual-joining, right-joining (to the letter before only), join-causing, transparent, non-joining."""

_DUAL = """
    0620 0626 0628 062A-062E 0633-063F 0641-0647 0649-064A 066E-066F 0678-0687 069A-06BF 06C1-06C2 06CC
    06CE 06D0-06D1 06FA-06FC 06FF 0750-0758 075C-076A 076D-0770 0772 0775-0777 077A-077F 0886 0889-088D
    08A0-08A9 08AF-08B0 08B3-08B8 08BA-08C8
"""
_RIGHT = """
    0622-0625 0627 0629 062F-0632 0648 0671-0673 0675-0677 0688-0699 06C0 06C3-06CB 06CD 06CF 06D2-06D3
    06D5 06EE-06EF 0759-075B 076B-076C 0771 0773-0774 0778-0779 0870-0882 088E 08AA-08AC 08AE 08B1-08B2
    08B9
"""
_CAUSING = "0640 0883-0885 200D"
_OPAQUE_FORMATS = "0600-0605 06DD 0890-0891 08E2 180E 200C 2066-2069 110BD 110CD"
"""Format characters that keep letters apart, as the others do not: signs, the non-joiner and the isolates."""


def _characters(table: str) -> frozenset[str]:
    """Every character of a list of code points and ranges."""
    ends = (entry.partition("-") for entry in table.split())
    ranges = (range(int(low, 16), int(high or low, 16) + 1) for low, _, high in ends)
    return frozenset(chr(code) for codes in ranges for code in codes)


_DUAL_JOINING, _RIGHT_JOINING = _characters(_DUAL), _characters(_RIGHT)
_JOIN_CAUSING, _NON_JOINING = _characters(_CAUSING), _characters(_OPAQUE_FORMATS)


@lru_cache(maxsize=4096)
def joining_type(character: str) -> JoiningType:
    """The Joining_Type of a character (Unicode Standard, 9.2), U for letters of scripts other than Arabic."""
    if character in _DUAL_JOINING:
        return "D"
    if character in _RIGHT_JOINING:
        return "R"
    if character in _JOIN_CAUSING:
        return "C"
    is_mark = unicodedata.category(character) in ("Mn", "Me", "Cf")
    return "T" if is_mark and character not in _NON_JOINING else "U"
