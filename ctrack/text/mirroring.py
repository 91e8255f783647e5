"""Mirrored characters and paired brackets; the tables are those of Unicode 15.0 and always symmetric.

Source: the Unicode Character Database, BidiMirroring.txt (214 pairs) and BidiBrackets.txt (64 pairs).
A range of code points stands for neighbours that mirror each other, two by two; the others are written a:b.
"""

from __future__ import annotations

from ctrack.text.controls import LRI, PDI

_MIRRORED = """
    003C:003E 005B:005D 007B:007D 00AB:00BB 2208:220B 2209:220C 220A:220D 2215:29F5 221F:2BFE 2220:29A3
    2221:299B 2222:29A0 2224:2AEE 2243:22CD 2245:224C 2298:29B8 22A6:2ADE 22A8:2AE4 22A9:2AE3 22AB:2AE5
    22B8:27DC 22F2:22FA 22F3:22FB 22F4:22FC 22F6:22FD 22F7:22FE 27CB:27CD 298D:2990 298E:298F FF1C:FF1E
    FF3B:FF3D FF5B:FF5D
    0028-0029 0F3A-0F3D 169B-169C 2039-203A 2045-2046 207D-207E 208D-208E 223C-223D 2252-2255 2264-226B
    226E-228B 228F-2292 22A2-22A3 22B0-22B7 22C9-22CC 22D0-22D1 22D6-22ED 22F0-22F1 2308-230B 2329-232A
    2768-2775 27C3-27C6 27C8-27C9 27D5-27D6 27DD-27DE 27E2-27EF 2983-298C 2991-2998 29A4-29A5 29A8-29AF
    29C0-29C1 29C4-29C5 29CF-29D2 29D4-29D5 29D8-29DB 29E8-29E9 29F8-29F9 29FC-29FD 2A2B-2A2E 2A34-2A35
    2A3C-2A3D 2A64-2A65 2A79-2AA2 2AA6-2AAD 2AAF-2AD6 2AEC-2AED 2AF7-2AFA 2E02-2E05 2E09-2E0A 2E0C-2E0D
    2E1C-2E1D 2E20-2E29 2E55-2E5C 3008-3011 3014-301B FE59-FE5E FE64-FE65 FF08-FF09 FF5F-FF60 FF62-FF63
"""

_BRACKETS = """
    005B:005D 007B:007D 298D:2990 298F:298E FF3B:FF3D FF5B:FF5D
    0028-0029 0F3A-0F3D 169B-169C 2045-2046 207D-207E 208D-208E 2308-230B 2329-232A 2768-2775 27C5-27C6
    27E6-27EF 2983-298C 2991-2998 29D8-29DB 29FC-29FD 2E22-2E29 2E55-2E5C 3008-3011 3014-301B FE59-FE5E
    FF08-FF09 FF5F-FF60 FF62-FF63
"""

CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}
"""Brackets that are canonically equivalent to another one, and so match its partner (UAX #9, BD16)."""


def _pairs(table: str) -> list[tuple[str, str]]:
    """The (first, second) characters that a table names."""
    pairs = []
    for entry in table.split():
        first, apart, second = entry.partition(":")
        if apart:
            pairs.append((chr(int(first, 16)), chr(int(second, 16))))
        else:
            low, high = (int(end, 16) for end in entry.split("-"))
            pairs.extend((chr(code), chr(code + 1)) for code in range(low, high, 2))
    return pairs


def _both_ways(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Each character of the pairs to its partner."""
    return dict(pairs) | {second: first for first, second in pairs}


MIRROR = _both_ways(_pairs(_MIRRORED))
"""Bidi_Mirroring_Glyph: a character to the one that looks like its mirror image."""

CLOSING_OF = {opening: CANONICAL.get(closing, closing) for opening, closing in _pairs(_BRACKETS)}
"""An opening bracket to its closing one, in canonical form (Bidi_Paired_Bracket, type Open)."""

CLOSING = {closing: CANONICAL.get(closing, closing) for _, closing in _pairs(_BRACKETS)}
"""A closing bracket to its canonical form (Bidi_Paired_Bracket_Type Close)."""


def mirror_image(character: str) -> str:
    """The character to draw in right-to-left text (UAX #9, L4); most characters are their own."""
    return MIRROR.get(character, character)


def draw_mirrored(character: str, level: int | None) -> str:
    """A character for a terminal that reorders and does not mirror: in right-to-left text its image, in an isolate."""
    is_turned = level is not None and level % 2 and character in MIRROR
    return f"{LRI}{MIRROR[character]}{PDI}" if is_turned else character
