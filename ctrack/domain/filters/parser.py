"""The grammar of filters: `or` binds loosest, then `and` (which may be left out), then `not`.

any = all { "or" all }; all = one { ["and"] one }; one = "not" one | "(" any ")" | word
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ctrack.domain.filters.lexer import Token, TokenKind, read_tokens
from ctrack.domain.filters.mistakes import (
    DanglingKeyword,
    EmptyParentheses,
    FilterError,
    TooDeep,
    TooManyWords,
    UnbalancedParenthesis,
)
from ctrack.domain.filters.plain_words import understand
from ctrack.domain.filters.terms import ReadDate, read_word
from ctrack.domain.filters.tree import And, Node, Not, Or

MOST_NESTED = 50
# SQLite takes an expression of some 1,000 parts; what is longer is refused before anything is made of it.
MOST_WORDS = 500
_JOINING = {TokenKind.AND, TokenKind.OR, TokenKind.NOT}
_BEGINNING = {TokenKind.WORD, TokenKind.OPEN, TokenKind.NOT, TokenKind.AND}


def parse_filter(
    words: Sequence[str], read_date: ReadDate, today: date | None = None, *, of_dates: bool = False
) -> Node | None:
    """What the words of a command line filter for, or None when there are none; raises a FilterError.

    `read_date` gives the first and last day that a date word names, or raises a ValueError or a Failure.
    `due.before:2026-06` leaves June out and `due.after:2026-06` begins on 1 July. A month without a year is that of the
    year of `today`; with `of_dates` a bare year is a date.
    """
    tokens = list(read_tokens(words))
    refuse_many(tokens)
    parser = _Parser(understand(tokens, read_date, today, of_dates=of_dates), read_date)
    if parser.peek().kind is TokenKind.END:
        return None
    node = parser.read_any()
    if parser.peek().kind is not TokenKind.END:
        raise UnbalancedParenthesis(column=parser.peek().column)
    return node


def refuse_many(tokens: Sequence[Token]) -> None:
    """Refuse more words, and values with commas between them, than a database can be asked at once."""
    count = 0
    for token in tokens:
        count += 1 + sum(map(token.bare.count, ",،")) if token.kind is TokenKind.WORD else 0
        if count > MOST_WORDS:
            raise TooManyWords(most=MOST_WORDS, column=token.column)


class _Parser:
    """A place in the tokens; each `read_` method returns a node and moves on behind it."""

    def __init__(self, tokens: list[Token], read_date: ReadDate) -> None:
        self.tokens = tokens
        self.read_date = read_date
        self.place = 0
        self.depth = 0

    def peek(self) -> Token:
        return self.tokens[self.place]

    def accept(self, kind: TokenKind) -> bool:
        """Move on behind the token if it is of that kind."""
        is_there = self.peek().kind is kind
        self.place += is_there
        return is_there

    def read_any(self) -> Node:
        parts = [self.read_all()]
        while self.accept(TokenKind.OR):
            parts.append(self.read_all())
        return Or(tuple(parts)) if len(parts) > 1 else parts[0]

    def read_all(self) -> Node:
        parts = [self.read_one()]
        while self.peek().kind in _BEGINNING:
            self.accept(TokenKind.AND)
            parts.append(self.read_one())
        return And(tuple(parts)) if len(parts) > 1 else parts[0]

    def read_one(self) -> Node:
        token = self.peek()
        if self.accept(TokenKind.WORD):
            return read_word(token, self.read_date)
        if token.kind not in {TokenKind.NOT, TokenKind.OPEN}:
            raise self.explain_missing()
        if self.depth == MOST_NESTED:
            raise TooDeep(most=MOST_NESTED, column=token.column)
        self.place += 1
        self.depth += 1
        node = Not(self.read_one()) if token.kind is TokenKind.NOT else self.read_group(token)
        self.depth -= 1
        return node

    def read_group(self, opening: Token) -> Node:
        node = self.read_any()
        if not self.accept(TokenKind.CLOSE):
            raise UnbalancedParenthesis(column=opening.column)
        return node

    def explain_missing(self) -> FilterError:
        """Why no condition stands here: what came before lacks one, or this is out of place."""
        token = self.peek()
        before = self.tokens[self.place - 1] if self.place else token
        for keyword in (before, token):
            if keyword.kind in _JOINING:
                return DanglingKeyword(word=keyword.text, column=keyword.column)
        if before.kind is TokenKind.OPEN and token.kind is TokenKind.CLOSE:
            return EmptyParentheses(column=before.column)
        return UnbalancedParenthesis(column=before.column)
