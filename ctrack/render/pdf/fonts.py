"""The fonts of the PDF, and what is written for a character that none of them has.

Amiri writes Arabic and Libertinus, which Typst brings, the rest; the system's own fonts are asked only for what
these lack. What nobody has is written as its code point, `[U+6C7A]`: PDF/A allows no missing glyph.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import fontpkg_amiri
import typst

FAMILIES = ("Libertinus Serif", "Amiri", "DejaVu Sans Mono")
_CERTAIN = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u017f\u0621-\u063a\u0640-\u0652\u0660-\u0669\u060c\u061b\u061f–—‘’“”…·•\n]*"
)
_MOST_PROBED = 400
_PROBE = b"#set document(title: [probe])\n#set text(font: json(bytes(sys.inputs.fonts)))\n#sys.inputs.sign"


@dataclass(frozen=True)
class Glyphs:
    """The fonts that a paper needs, and the characters that none of them has."""

    fonts: typst.Fonts
    missing: frozenset[str]
    # Whether those that come by pip are enough.
    has_own_fonts: bool = False

    def clean(self, text: str) -> str:
        """The text with every missing character spelled out."""
        if not self.missing or self.missing.isdisjoint(text):
            return text
        return "".join(spell(sign) if sign in self.missing else sign for sign in text)


def find_glyphs(texts: Iterable[str]) -> Glyphs:
    """The fonts for these texts; the more of the uncommon is in them, the longer it takes."""
    signs = sorted({sign for text in texts if not _CERTAIN.fullmatch(text) for sign in text if not _is_certain(sign)})
    lacking = [sign for sign in signs[:_MOST_PROBED] if not has_glyph(own_fonts, sign)]
    if not lacking and len(signs) <= _MOST_PROBED:
        return Glyphs(own_fonts(), frozenset(), has_own_fonts=True)
    missing = [sign for sign in lacking if not has_glyph(all_fonts, sign)]
    return Glyphs(all_fonts(), frozenset((*missing, *signs[_MOST_PROBED:])))


def spell(sign: str) -> str:
    """A character as its code point; the picture of a control character as that of the control."""
    code = ord(sign)
    code = 0x7F if code == 0x2421 else code - 0x2400 if 0x2400 <= code < 0x2420 else code
    return f"[U+{code:04X}]"


@cache
def own_fonts() -> typst.Fonts:
    """The fonts that come by pip, the same on every machine."""
    return typst.Fonts(include_system_fonts=False, font_paths=[_amiri()])


@cache
def all_fonts() -> typst.Fonts:
    """These and the system's."""
    return typst.Fonts(include_system_fonts=True, font_paths=[_amiri()])


@lru_cache(4096)
def has_glyph(fonts: Callable[[], typst.Fonts], sign: str) -> bool:
    """Whether one of the fonts can show the character: only a standard that forbids missing glyphs asks."""
    if _is_certain(sign):
        return True
    inputs = {"fonts": json.dumps(FAMILIES), "sign": sign}
    try:
        typst.Compiler(_PROBE, font_paths=fonts(), sys_inputs=inputs).compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError:
        return False
    return True


def _is_certain(sign: str) -> bool:
    return _CERTAIN.fullmatch(sign) is not None


def _amiri() -> str:
    return str(Path(fontpkg_amiri.__file__).parent / "files")
