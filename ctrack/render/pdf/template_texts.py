"""How the PDF's template gets a text: made safe, cleaned of what no font has, with places to break."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ctrack.domain.frozen import dataclass
from ctrack.render.document import Tone
from ctrack.text.direction import Direction, way_of
from ctrack.text.safe import make_safe

Clean = Callable[[str], str]

_LONG_WORD, _LONG_IN_CELL = re.compile(r"\S{65,}"), re.compile(r"\S{25,}")
"""What a line, and what a narrow column cannot hold; a hash of 64 signs stays whole."""
_PIECE = re.compile(r"\S{1,8}")
_SHORT = 25
ZERO_WIDTH_SPACE = "\u200b"


@dataclass(frozen=True, slots=True)
class Pen:
    """What writes the texts of one paper: `clean` has the last word on each, `base` is the paper's direction."""

    clean: Clean
    base: Direction

    def write(
        self,
        text: str,
        tone: Tone = Tone.PLAIN,
        share: float | None = None,
        *,
        is_narrow: bool = False,
        language: str = "",
    ) -> str | dict[str, Any]:
        """A text as the template takes it: a string, or with more to say of it an object."""
        safe = text if len(text) < _SHORT and text.isascii() and text.isprintable() else self._tame(text, is_narrow)
        way = way_of(safe, self.base, language)
        if tone is Tone.PLAIN and way == self.base and share is None and not language:
            return safe
        return {
            "t": safe,
            "tone": tone.value,
            **({"dir": way} if way != self.base else {}),
            **({"share": min(max(share, 0), 1)} if share is not None else {}),
            **({"lang": language.partition("-")[0]} if language else {}),
        }

    def _tame(self, text: str, is_narrow: bool) -> str:
        long_word = _LONG_IN_CELL if is_narrow else _LONG_WORD
        clean = self.clean(make_safe(text, multiline=True).strip("\n"))
        return long_word.sub(lambda word: ZERO_WIDTH_SPACE.join(_PIECE.findall(word[0])), clean)


def words_of(text: str | dict[str, Any]) -> str:
    """The words alone."""
    return str(text["t"]) if isinstance(text, dict) else text
