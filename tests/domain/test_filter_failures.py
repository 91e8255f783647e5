"""What is said of a filter that cannot be understood."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Refused, marked
from ctrack.domain.filters import FIELDS, FilterError, Span, parse_filter
from ctrack.domain.filters import mistakes as said
from ctrack.domain.messages import Listed


class Unreadable(Refused):
    message = marked("Write {text} otherwise.")


def read_day(text: str) -> Span:
    """The day of `2026-06-15`; 'strange' is refused in the house's way, the rest in Python's."""
    if text == "strange":
        raise Unreadable(text=text)
    return date.fromisoformat(text), date.fromisoformat(text)


CASES: list[tuple[str, type[FilterError], int, dict[str, Any]]] = [
    ("a statsu:overdue", said.UnknownField, 3, {"name": "statsu", "nearest": "status"}),
    ("secton:youth", said.UnknownField, 1, {"nearest": "section"}),
    ("حاله2:متأخر", said.UnknownField, 1, {"nearest": "حالة, الجهة"}),
    ("xyzzy:1", said.UnknownField, 1, {"nearest": ", ".join(FIELDS), "word": "xyzzy:1"}),
    ("due-before:eoy", said.UnknownField, 1, {"nearest": "due.before, updated.before"}),
    ("Kuwait:", said.UnknownField, 1, {"name": "Kuwait"}),
    ("-foo:bar", said.UnknownField, 1, {"name": "foo"}),
    ("due.over:3", said.UnknownRelation, 1, {"nearest": "due:, due.before:, due.after:, due.on:"}),
    ("status.before:2026-01-01", said.UnknownRelation, 1, {"nearest": "status:"}),
    ("due.:x", said.UnknownRelation, 1, {"relation": ""}),
    ("status:overdeu", said.UnknownValue, 1, {"value": "overdeu", "nearest": "overdue"}),
    ("status:implem", said.UnknownValue, 1, {"nearest": "implemented"}),
    ("verification:zzz", said.UnknownValue, 1, {"nearest": "verified, secondary, unchecked"}),
    ("kind:none", said.UnknownValue, 1, {"value": "none"}),
    ("due:overdeu", said.UnknownValue, 1, {"nearest": "overdue"}),
    ("الحالة:متاخرا", said.UnknownValue, 1, {"nearest": "متأخر, متراجع, متأخرة"}),
    ("title:", said.EmptyValue, 1, {"field": "title"}),
    ('agency:""', said.EmptyValue, 1, {"field": "agency"}),
    ('title:" "', said.EmptyValue, 1, {"field": "title"}),
    ("kind:event, review", said.EmptyValue, 1, {"field": "kind"}),
    ("kind:,event", said.EmptyValue, 1, {"field": "kind"}),
    ("due.before:", said.EmptyValue, 1, {"field": "due.before"}),
    ('a ""', said.EmptyPhrase, 3, {}),
    ('title:"two words', said.UnclosedQuote, 7, {}),
    ("5« b", said.UnclosedQuote, 2, {}),
    ("(a", said.UnbalancedParenthesis, 1, {}),
    ("a ((b)", said.UnbalancedParenthesis, 3, {}),
    ("a (", said.UnbalancedParenthesis, 3, {}),
    ("a) b", said.UnbalancedParenthesis, 2, {}),
    (")", said.UnbalancedParenthesis, 1, {}),
    ("12(a b)", said.UnbalancedParenthesis, 3, {}),
    ("a ( )", said.EmptyParentheses, 3, {}),
    ("or a", said.DanglingKeyword, 1, {"word": "or"}),
    ("a OR", said.DanglingKeyword, 3, {"word": "OR"}),
    ("a or or b", said.DanglingKeyword, 3, {"word": "or"}),
    ("(a or) b", said.DanglingKeyword, 4, {"word": "or"}),
    ("(or a)", said.DanglingKeyword, 2, {"word": "or"}),
    ("a not", said.DanglingKeyword, 3, {"word": "not"}),
    ("not or a", said.DanglingKeyword, 1, {"word": "not"}),
    ("and a", said.DanglingKeyword, 1, {"word": "and"}),
    ("a ليس", said.DanglingKeyword, 3, {"word": "ليس"}),
    ("(" * 51 + "a" + ")" * 51, said.TooDeep, 51, {"most": 50}),
    ("not " * 51 + "a", said.TooDeep, 201, {"most": 50}),
    ("a or " * 500 + "a", said.TooManyWords, 2501, {"most": 500}),
    ("code:" + ",".join("a" * 501), said.TooManyWords, 1, {"most": 500}),
    ("code:" + "،".join("a" * 501), said.TooManyWords, 1, {"most": 500}),
    ("-(a)", said.BadTag, 1, {"tag": "-(a)"}),
    ("+a,b", said.BadTag, 1, {"tag": "+a,b"}),
    ("progress:101", said.BadNumber, 1, {"field": "progress", "value": "101"}),
    ("progress.over:-1", said.BadNumber, 1, {"value": "-1"}),
    ("progress:half", said.BadNumber, 1, {"value": "half"}),
    ("progress:" + "9" * 5000, said.BadNumber, 1, {}),
    ("due.after:12/07/2026", said.BadDate, 1, {"field": "due", "value": "12/07/2026"}),
    ("due.after://x", said.BadDate, 1, {"value": "//x"}),
    ("due.on:overdue", said.BadDate, 1, {"value": "overdue"}),
    ("updated:..2026-01-01", said.BadDate, 1, {"field": "updated"}),
    ("a 2027", said.TwoMeanings, 3, {"word": "2027"}),
    ("a as of 2026-06-15", said.NamesPast, 3, {"date": "2026-06-15"}),
    ("due:2026-02-01..2026-01-31", said.BackwardSpan, 1, {"value": "2026-02-01..2026-01-31"}),
]


@pytest.mark.parametrize(("words", "kind", "column", "facts"), CASES, ids=[case[0][:30] for case in CASES])
def test_each_fault_has_its_failure(words: str, kind: type[FilterError], column: int, facts: dict[str, Any]) -> None:
    """A fault is told by its own failure with the facts and the column; it never becomes a search."""
    with pytest.raises(FilterError) as caught:
        parse_filter([words], read_day, date(2026, 11, 25))
    assert type(caught.value) is kind
    assert caught.value.column == column
    told = {name: str(fact) if isinstance(fact, Listed) else fact for name, fact in caught.value.facts.items()}
    assert {name: told[name] for name in facts} == facts
    assert "{" not in str(caught.value)


def test_the_cases_above_leave_no_failure_out() -> None:
    """Every kind of failure is provoked by some filter."""
    assert {kind for _, kind, _, _ in CASES} == set(FilterError.__subclasses__())


def test_columns_count_over_all_words_of_the_command_line() -> None:
    """The column is that of the words joined by single blanks."""
    with pytest.raises(said.UnknownField) as caught:
        parse_filter(["free words", "foo:bar"], read_day)
    assert caught.value.column == len("free words f")


def test_a_sentence_says_what_where_and_what_next() -> None:
    """The whole sentence, once, as a person reads it."""
    with pytest.raises(FilterError) as caught:
        parse_filter(["statsu:overdue"], read_day)
    assert str(caught.value) == (
        'There is no filter field "statsu" (column 1). Try status; to search for the text itself, '
        "write '\"statsu:overdue\"'. 'ctrack help filters' lists all."
    )
    assert caught.value.exit_code is ExitCode.USAGE


def test_the_reason_of_a_bad_date_is_told_in_the_same_language() -> None:
    """A failure that read the date is translated with the sentence around it."""
    with pytest.raises(said.BadDate) as caught:
        parse_filter(["due:strange"], read_day)
    arabic = {said.BadDate.message: "{value}: {reason}", Unreadable.message: "اكتب {text} على نحو آخر."}
    assert caught.value.tell(lambda message: arabic[message]) == "strange: اكتب strange على نحو آخر."
