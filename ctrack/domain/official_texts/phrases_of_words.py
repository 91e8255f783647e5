"""Phrases found in a row of words; words are folded, without the punctuation at their edges, and the longest wins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

from ctrack.domain.folding import fold

Value = TypeVar("Value")

_EDGES = " \t,;:.!?()[]\"'«»“”„‘’،؛؟…*"
# Cyrillic letters that stand for Latin ones of the same look in texts that were typed or scanned.
_LOOKALIKES = str.maketrans("АВЕКМНОРСТХаеорсх’‘", "ABEKMHOPCTXaeopcx''")
_AND = "و"
# What is longer is no word.
_LONGEST = 60


def plain(text: str) -> str:
    """The text as it is compared."""
    return fold(text.translate(_LOOKALIKES))


def plain_words(text: str) -> list[str]:
    """The words of a text as they are compared, as many as blanks tell apart."""
    return list(map(plain_word, text.split()))


@lru_cache(maxsize=50_000)
def plain_word(word: str) -> str:
    """A word as it is compared; texts say the same words over and over."""
    return plain(word[:_LONGEST]).strip(_EDGES)


class Phrases(Generic[Value]):
    """Phrases, each with its value."""

    def __init__(self, listed: Mapping[str, Value] | Iterable[tuple[str, Value]]) -> None:
        pairs = listed.items() if isinstance(listed, Mapping) else listed
        self.values: dict[tuple[str, ...], Value] = {}
        for phrase, value in pairs:
            self.values.setdefault(tuple(plain_words(phrase)), value)
        self.longest = max(map(len, self.values), default=0)
        self.firsts = {phrase[0] for phrase in self.values}

    def match(self, words: list[str], start: int = 0) -> tuple[int, Value] | None:
        """How many words the longest phrase takes that begins there, and its value; an Arabic "and" may lead it."""
        if start >= len(words):
            return None
        for first in (words[start], words[start].removeprefix(_AND)):
            if first not in self.firsts:
                continue
            rest = words[start + 1 : start + self.longest]
            for length in range(min(self.longest, len(rest) + 1), 0, -1):
                found = (first, *rest[: length - 1])
                if found in self.values:
                    return length, self.values[found]
        return None

    def find(self, words: list[str]) -> Iterable[tuple[int, int, Value]]:
        """Every phrase in a row of words: where it begins, how long it is, its value; none inside another."""
        start = 0
        while start < len(words):
            found = self.match(words, start)
            if found is not None:
                yield start, *found
            start += found[0] if found else 1


def listed(phrases: Iterable[str]) -> Phrases[bool]:
    """Phrases that have no value of their own."""
    return Phrases((phrase, True) for phrase in phrases)
