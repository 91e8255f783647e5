"""Words as people type them who have forgotten the grammar, turned into its terms: overdue, june, due<2027.

Only what has one meaning is turned: a status or a state of due dates, a date or a period, a comparison. What is quoted
is text and stays so, and whatever is turned is said back with the filter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache

from ctrack.domain.failures import Failure
from ctrack.domain.fields.vocabularies import BINDING, DUE_STATES, STATUSES, WITHDRAWN, Vocabulary
from ctrack.domain.filters.compared_words import COMPARED, compare, is_nearly_a_field
from ctrack.domain.filters.date_beginnings import date_beginnings
from ctrack.domain.filters.filter_fields import ABSENT
from ctrack.domain.filters.lexer import Token, TokenKind
from ctrack.domain.filters.little_words import (
    RELATIONS,
    SINCE,
    count_leading,
    count_within,
    is_little,
    names_past,
    relate,
)
from ctrack.domain.filters.mistakes import BadDate, NamesPast, TwoMeanings
from ctrack.domain.filters.spoken_words import spoken_values
from ctrack.domain.filters.synonyms import folded, key_of
from ctrack.domain.filters.terms import SPAN_MARK, ReadDate, find_field
from ctrack.domain.frozen import replace
from ctrack.domain.spoken import language

# As many words as the longest status has, and as a date in words ("end of next month").
MOST_WORDS = 4
# A year so near may be meant as one; one further off is the number of a resolution, or of a page.
NEAR_YEARS = 15

STATES = (("status", STATUSES), ("due", DUE_STATES))
_WRITTEN = re.compile(r"\d{4}-(\d\d?(-\d\d?)?|[QqHhWw]\d{1,2})(\.\.\S+)?|\d{4}\.\.\d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{4}")
_YEAR = re.compile(r"\d{4}")
_DAY_OF_MONTH = re.compile(r"\d{1,2}")


def state_terms() -> dict[str, str]:
    """The filter term of each status, state of due dates and of what is withdrawn, by its keys and its other names."""
    return _terms(language())


@cache
def _terms(_code: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, vocabulary in STATES:
        for name, key in names_of_all(vocabulary):
            found.setdefault(key_of(name), f"{field}:{key}")
    for field, _vocabulary in STATES:
        for name, key in spoken_values(field).items():
            found.setdefault(key_of(name), f"{field}:{key}")
    # A bare yes says nothing; what is out of sight has names of its own.
    for name in WITHDRAWN.names.keys() - BINDING.names.keys():
        found.setdefault(key_of(name), "withdrawn:yes")
    return found


def names_of_all(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Every name of every word, each with its key; what asks for absence is a word of the grammar."""
    for key in vocabulary.keys:
        if key != ABSENT:
            yield key, key
    yield from ((name, key) for name, key in vocabulary.names.items() if key != ABSENT)


def state_beginnings() -> frozenset[str]:
    """The first word of each status that has several."""
    return _beginnings(language())


@cache
def _beginnings(_code: str) -> frozenset[str]:
    return frozenset(key.partition("_")[0] for key in state_terms())


def has_meaning(word: str) -> bool:
    """Whether the word, unless it is quoted, is or begins something with a meaning of its own."""
    return (
        key_of(word) in state_terms()
        or key_of(word) in state_beginnings()
        or folded(word) in date_beginnings()
        or is_little(word)
        or _WRITTEN.fullmatch(word) is not None
        or _YEAR.fullmatch(word) is not None
    )


def find_state(word: str) -> str | None:
    """The term of a status or a state of due dates, such as status:overdue, where the words are one.

    An Arabic word may stand in the accusative: منجزا, منجزًا.
    """
    terms, key = state_terms(), key_of(word)
    return terms.get(key) or terms.get(key.removesuffix("ا"))


def understand(
    tokens: Sequence[Token], read_date: ReadDate, today: date | None = None, *, of_dates: bool = False
) -> list[Token]:
    """The tokens with what has one meaning as a term; `of_dates` where a bare year can mean nothing else.

    A month without a year is that of the year of `today`.
    """
    return list(_Reader(tokens, read_date, today, of_dates).read())


class _Reader:
    """A place in the tokens, of which each `read_` takes those that it understands."""

    def __init__(self, tokens: Sequence[Token], read_date: ReadDate, today: date | None, of_dates: bool) -> None:
        self.tokens, self.read_date, self.today, self.of_dates = tokens, read_date, today, of_dates
        self.place = 0

    def read(self) -> Iterator[Token]:
        readers: tuple[Callable[[], list[Token]], ...] = (
            self.read_state, self.read_comparison, self.read_beside, self.read_dates,
        )  # fmt: skip
        while self.place < len(self.tokens):
            self.place += self.count_leading()
            made = next(filter(None, (reader() for reader in readers)), None)
            if made is None:
                made = [self.tokens[self.place]]
                self.place += 1
            yield from made

    def count_leading(self) -> int:
        """How many words say nothing here: at the beginning of the filter, and behind what a context or a group is."""
        if self.place and self.tokens[self.place - 1].kind not in (TokenKind.OPEN, TokenKind.CLOSE):
            return 0
        words = self.words(self.place, most=len(self.tokens))
        following = self.tokens[self.place + len(words)].kind
        if following in (TokenKind.OR, TokenKind.AND) or (following is TokenKind.CLOSE and self.place):
            # What is joined has to be something.
            return min(count_leading(words, goes_on=True), max(len(words) - 1, 0))
        return count_leading(words, goes_on=following in (TokenKind.WORD, TokenKind.OPEN))

    def words(self, start: int, most: int = MOST_WORDS) -> list[str]:
        """The unquoted words from there on, as many as may belong together; a keyword is one of them."""
        found: list[str] = []
        for token in self.tokens[start : start + most]:
            if token.bare != token.text or token.kind not in (TokenKind.WORD, TokenKind.NOT) or ":" in token.text:
                break
            found.append(token.text)
        return found

    def take(self, count: int, *written: str) -> list[Token]:
        """Move on behind so many tokens, in whose place stands what is written."""
        column = self.tokens[self.place].column
        self.place += count
        return [Token(_KINDS.get(text, TokenKind.WORD), text, text, column) for text in written]

    def read_state(self) -> list[Token]:
        """A status or a state of due dates, the longest first: "not started" is one, and no negation."""
        words = self.words(self.place)
        for count in range(len(words), 0, -1):
            term = find_state(" ".join(words[:count]))
            if term is not None:
                return self.take(count, term)
        return []

    def read_comparison(self) -> list[Token]:
        """A field compared by a sign: status=overdue, due<2027, progress>=50."""
        token = self.tokens[self.place]
        found = COMPARED.match(token.bare) if token.kind is TokenKind.WORD else None
        if found is None or not is_nearly_a_field(found["name"]):
            return []
        start = found.start("value")
        made = self.take(1, *compare(found["name"], found["sign"], token.text[start:]))
        bare = compare(found["name"], found["sign"], token.bare[start:])
        return [replace(each, bare=text) for each, text in zip(made, bare, strict=True)]

    def read_beside(self) -> list[Token]:
        """Dates before or after another: before june, due by the end of june."""
        name, start = self.find_name()
        words = self.words(start)
        if not words or folded(words[0]) not in RELATIONS:
            return []
        start, span, count = self.find_dates_within(start + 1)
        if not count:
            return []
        if count == 1 and folded(words[0]) in SINCE:
            # Since a weekday is since the last one.
            span = self.try_words(f"last {self.tokens[start].text}") or span
        made = relate(words[0], name or "due", self.tokens[start].text, span)
        return self.take(start + count - self.place, *made)

    def read_dates(self) -> list[Token]:
        """A date or a period, with the name of its field before it or without: june, due in june, 2026-06."""
        name, start = self.find_name()
        if names_past(self.words(start)) and (span := self.find_dates(start + 2)[0]):
            raise NamesPast(date=span.rpartition(SPAN_MARK)[2], column=self.tokens[start].column)
        first, span, count = self.find_dates_within(start)
        if not count or (first > self.place and not name and self.is_distant(self.words(first))):
            return []
        return self.take(first + count - self.place, f"{name or 'due'}:{span}")

    def find_dates_within(self, start: int) -> tuple[int, str, int]:
        """Where dates begin there, perhaps behind words that name them as they are, and what `find_dates` finds."""
        words = self.words(start)
        for count in dict.fromkeys((0, count_within(words))):
            found = self.find_dates(start + count)
            if found[1]:
                return start + count, *found
        return start, "", 0

    def find_name(self) -> tuple[str, int]:
        """The name of a field of dates that stands here before other words, or "", and where what follows begins."""
        words = self.words(self.place)
        if len(words) > 1 and is_dated(words[0]):
            return words[0], self.place + 1
        return "", self.place

    def find_dates(self, start: int) -> tuple[str, int]:
        """The span that the words from there on name, and how many they are; 0 where they name none."""
        words = self.words(start)
        if not words:
            return "", 0
        token = self.tokens[start]
        if _WRITTEN.fullmatch(words[0]):
            return self.read_written(words[0], token), 1
        if _YEAR.fullmatch(words[0]):
            span = self.read_year(words[0], token, is_alone=start == self.place)
            return span, int(bool(span))
        if folded(words[0]) not in date_beginnings() and not self.is_day_and_month(words):
            return "", 0
        for count in range(len(words), 0, -1):
            span = self.try_words(" ".join(words[:count]))
            if span:
                return span, count
        return "", 0

    def is_day_and_month(self, words: Sequence[str]) -> bool:
        """Whether a day and the name of a month stand there: 30 june."""
        return len(words) > 1 and bool(_DAY_OF_MONTH.fullmatch(words[0])) and folded(words[1]) in date_beginnings()

    def read_written(self, word: str, token: Token) -> str:
        """A date in figures, which is refused with the reason where it cannot be one."""
        left, mark, right = word.partition(SPAN_MARK)
        try:
            first, last = self.read_date(left)
            return write_span(first, self.read_date(right)[1] if mark else last)
        except (ValueError, Failure) as error:
            raise BadDate(field="due", value=word, column=token.column, reason=error) from error

    def read_year(self, word: str, token: Token, *, is_alone: bool) -> str:
        """A bare year: a date where it follows the name of a field, or nothing but dates is asked for."""
        if not is_alone or self.of_dates:
            return self.try_words(word)
        if self.today is not None and not self.is_distant([word]):
            raise TwoMeanings(word=word, column=token.column)
        return ""

    def is_distant(self, words: Sequence[str]) -> bool:
        """Whether a bare year stands there that is far from today: the number of a resolution, or of a page."""
        is_year = bool(words) and _YEAR.fullmatch(words[0]) is not None
        return is_year and self.today is not None and abs(int(words[0]) - self.today.year) > NEAR_YEARS

    def try_words(self, text: str) -> str:
        """The span that a text names, a month without a year that of this year; "" where it names none."""
        text = text.replace(" the ", " ")
        for spelt in (text, f"{text} {self.today.year}" if self.today is not None else text):
            try:
                return write_span(*self.read_date(spelt))
            except (ValueError, Failure):
                continue
        return ""


_KINDS = {"(": TokenKind.OPEN, ")": TokenKind.CLOSE, "or": TokenKind.OR, "not": TokenKind.NOT}


def is_dated(word: str) -> bool:
    """Whether the word is the name of a field that is compared with dates."""
    field = find_field(word)
    return field is not None and field.takes_dates


def write_span(first: date, last: date) -> str:
    """Two days as a filter writes them."""
    return f"{first}" if first == last else f"{first}{SPAN_MARK}{last}"
