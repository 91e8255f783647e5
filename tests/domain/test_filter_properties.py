"""What holds of every filter."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ctrack.domain.filters import (
    FIELDS,
    And,
    Field,
    FilterError,
    Node,
    Not,
    Or,
    Span,
    Tag,
    Term,
    Words,
    parse_filter,
    write_filter,
)
from ctrack.domain.filters.terms import find_value

DIRECTION_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def read_day(text: str) -> Span:
    return date.fromisoformat(text), date.fromisoformat(text)


def attempt(words: list[str]) -> Node | FilterError | None:
    try:
        return parse_filter(words, read_day)
    except FilterError as error:
        return error


def is_visible(text: str) -> bool:
    return bool(text.strip()) and not set(text) & set(DIRECTION_MARKS)


TRAPS = st.sampled_from(["or", "ليس", "a b", "12(a)", "a:b", '"', ",", "+a", "none"])
TEXTS = (TRAPS | st.text()).filter(is_visible)
TAG_NAMES = st.from_regex(r"\w[\w.-]{0,8}", fullmatch=True)
DAYS = st.dates()
SPANS = st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair)))
NUMBERS = st.integers(0, 100).map(str)


def some(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, min_size=1, max_size=3, unique=True).map(tuple)


def worded_terms(field: Field) -> st.SearchStrategy[Node]:
    """Terms of words: those of the field's own, its numbers, or text without a meaning of its own."""
    values: st.SearchStrategy[str] = st.sampled_from(field.words) if field.words else st.nothing()
    if field.takes_numbers:
        values |= NUMBERS
    elif field.values is None and not field.takes_dates:
        values |= TEXTS.filter(lambda text: find_value(field, text) is None)
    return st.builds(Term, st.just(field.name), st.just("is"), some(values))


def dated_terms(field: Field) -> st.SearchStrategy[Node]:
    spans = st.lists(SPANS, min_size=1, max_size=2, unique=True).map(tuple)
    days = st.lists(DAYS.map(lambda day: (day, day)), min_size=1, max_size=2, unique=True).map(tuple)
    words = some(st.sampled_from(field.words)) | st.just(())
    name, start = st.just(field.name), st.just(0)
    return st.builds(Term, name, st.just("is"), words, start, spans) | st.builds(
        Term, name, st.sampled_from(["before", "after"]), st.just(()), start, days
    )


LEAVES = st.one_of(
    st.builds(Words, TEXTS),
    st.builds(Tag, TAG_NAMES, st.booleans()),
    st.sampled_from(list(FIELDS.values())).flatmap(worded_terms),
    st.sampled_from([field for field in FIELDS.values() if field.takes_dates]).flatmap(dated_terms),
    st.builds(Term, st.just("progress"), st.sampled_from(["over", "under"]), some(NUMBERS)),
)


def joined(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=2, max_size=4).map(tuple)
    return st.builds(And, several) | st.builds(Or, several) | st.builds(Not, parts)


TREES = st.recursive(LEAVES, joined, max_leaves=8)

PIECES = st.sampled_from(
    [
        *[" ", "(", ")", '"', "«", "»", ",", "،", ":", ".", "..", "-", "+", "//", "\u200f", "'"],
        *["or", "and", "not", "أو", "و", "ليس", "a", "12", "foo:", "http://x"],
        *["kind:", "event", "status:", "overdue", "due", "due.before:", "2026-06-15"],
        *["progress:", "50", "agency:", "none", "any", "title:", "الحالة:", "متأخر"],
    ]
)
LINES = st.lists(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=12), max_size=5)


@pytest.mark.slow
@given(TREES)
def test_a_tree_written_as_words_reads_as_the_same_tree(node: Node) -> None:
    """Writing a filter and reading it loses nothing."""
    assert parse_filter([write_filter(node)], read_day) == node


@given(LINES)
def test_any_words_are_a_filter_or_a_filter_error(words: list[str]) -> None:
    """No input raises anything else; an error points into the words, a filter can be written back."""
    read = attempt(words)
    if isinstance(read, FilterError):
        assert 1 <= read.column <= len(" ".join(words))
        assert str(read)
    elif read is not None:
        assert parse_filter([write_filter(read)], read_day) == read


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(st.lists(PIECES, max_size=8).map("".join), min_size=2, max_size=4))
def test_it_does_not_matter_how_the_words_were_handed_over(words: list[str]) -> None:
    """A filter in one string means what it means word by word, wherever no quotation runs across words."""
    apart = attempt(words)
    assume(not isinstance(apart, FilterError))
    assert attempt([" ".join(words)]) == apart
