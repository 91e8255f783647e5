"""Filter words cut into tokens: what is quoted is text and has no grammar in it.

A parenthesis groups at either end of a word and is text inside one, so that `12(a)` needs no quotation
marks; a quotation mark within a quotation is doubled. Marks of writing direction are dropped: they are
invisible, come with pasted Arabic text and take no column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto

from ctrack.domain.filters.mistakes import EmptyPhrase, UnbalancedParenthesis, UnclosedQuote
from ctrack.domain.filters.synonyms import folded
from ctrack.domain.frozen import dataclass, replace


class TokenKind(Enum):
    """What a token does in the grammar."""

    WORD = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A token; `bare` is its text with `QUOTED` in place of each character that was quoted.

    It `continues` where a blank within one word of the command line stands before it, as in 'person:Amal Said'.
    """

    kind: TokenKind
    text: str
    bare: str
    column: int
    continues: bool = False


# A noncharacter of Unicode: no letter, no blank and no mark of the grammar.
QUOTED = "\ufffe"
KEYWORDS = {
    folded(word): kind
    for word, kind in (
        ("and", TokenKind.AND),
        ("or", TokenKind.OR),
        ("not", TokenKind.NOT),
        ("و", TokenKind.AND),
        ("أو", TokenKind.OR),
        ("ليس", TokenKind.NOT),
    )
}

_DIRECTION_MARKS = dict.fromkeys([0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_PART = re.compile(
    r"""(?P<blank>\s+)
    | (?P<quoted>"[^"]*(?:""[^"]*)*" | “[^”]*” | «[^»]*»)
    | (?P<open>\() | (?P<close>\))
    | (?P<unclosed>["“«])
    | (?P<plain>[^\s()"“«]+)""",
    re.VERBOSE,
)


class _Draft:
    """The word that is being read."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.text = self.bare = ""
        self.column = 0
        # Columns of the parentheses within the word that are open still.
        self.opened: list[int] = []

    @property
    def keyword(self) -> TokenKind | None:
        return KEYWORDS.get(folded(self.bare))

    @property
    def is_followed_by_group(self) -> bool:
        """Whether a parenthesis here opens a group and is no part of a word."""
        return not self.column or self.keyword is not None

    def add(self, text: str, bare: str, column: int) -> None:
        self.text += text
        self.bare += bare
        self.column = self.column or column

    def finish(self) -> Iterator[Token]:
        """The token of the word, if there is one; the draft is empty afterwards."""
        if not self.column:
            return
        if self.opened:
            raise UnbalancedParenthesis(column=self.opened[-1])
        if not self.text.strip():
            raise EmptyPhrase(column=self.column)
        yield Token(self.keyword or TokenKind.WORD, self.text, self.bare, self.column)
        self.clear()


def read_tokens(words: Sequence[str]) -> Iterator[Token]:
    """The tokens of the words of a command line, the last one of kind END; raises a FilterError."""
    start = 1
    for word in words:
        visible = word.translate(_DIRECTION_MARKS)
        for token in _read_item(visible, start):
            yield replace(token, continues=token.column > start) if token.kind is TokenKind.WORD else token
        start += len(visible) + 1
    yield Token(TokenKind.END, "", "", start)


def _read_item(item: str, start: int) -> Iterator[Token]:
    draft = _Draft()
    for part in _PART.finditer(item):
        text, column = part[0], start + part.start()
        match part.lastgroup:
            case "blank":
                yield from draft.finish()
            case "open" if draft.is_followed_by_group:
                yield from draft.finish()
                yield Token(TokenKind.OPEN, text, text, column)
            case "close" if not draft.opened:
                yield from draft.finish()
                yield Token(TokenKind.CLOSE, text, text, column)
            case "unclosed":
                raise UnclosedQuote(column=column)
            case "quoted":
                inner = text[1:-1].replace('""', '"') if text[0] == '"' else text[1:-1]
                draft.add(inner, QUOTED * len(inner), column)
            case kind:
                if kind == "open":
                    draft.opened.append(column)
                elif kind == "close":
                    draft.opened.pop()
                draft.add(text, text, column)
    yield from draft.finish()
