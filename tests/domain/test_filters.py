"""What filter words mean."""

from __future__ import annotations

import subprocess
import sys
from calendar import monthrange
from datetime import date

import pytest

from ctrack.domain.filters import (
    FIELDS,
    And,
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
from ctrack.domain.filters.filter_fields import VALUE_HELP
from ctrack.domain.filters.synonyms import (
    FIELD_SYNONYMS,
    OPTIONAL_SYNONYMS,
    RELATION_SYNONYMS,
    VALUE_NAMES,
    VALUE_SYNONYMS,
)
from ctrack.domain.vocabulary import FORCES

A, B, C = Words("a"), Words("b"), Words("c")
JUNE = (date(2026, 6, 1), date(2026, 6, 30))


def read_month(text: str) -> Span:
    """The days of `2026-06` or `2026-06-15`."""
    if len(text) == len("2026-06-15"):
        return date.fromisoformat(text), date.fromisoformat(text)
    first = date.fromisoformat(f"{text}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def parse(*words: str) -> Node | None:
    return parse_filter(words, read_month)


def is_(field: str, *values: str) -> Term:
    return Term(field, "is", values)


def test_no_words_filter_nothing() -> None:
    """Without words, or with blank ones only, there is no filter."""
    assert parse() is None
    assert parse("", "  ", "\u200f") is None


@pytest.mark.parametrize(
    ("words", "node"),
    [
        ("a b", And((A, B))),
        ("a and b", And((A, B))),
        ("a or b", Or((A, B))),
        ("a or b c", Or((A, And((B, C))))),
        ("a b or c", Or((And((A, B)), C))),
        ("(a or b) c", And((Or((A, B)), C))),
        ("( a or b )c", And((Or((A, B)), C))),
        ("(a)(b)", And((A, B))),
        ("((a))", A),
        ("not a b", And((Not(A), B))),
        ("not (a b)", Not(And((A, B)))),
        ("not(a or b)", Not(Or((A, B)))),
        ("not not a", Not(Not(A))),
        ("a or not b", Or((A, Not(B)))),
        ("a NOT b Or c AND a", Or((And((A, Not(B))), And((C, A))))),
        ("a أو b و ليس c", Or((A, And((B, Not(C)))))),
        ("a او b", Or((A, B))),
        ("والتنفيذ", Words("والتنفيذ")),
        ("-kind:event", Not(is_("kind", "event"))),
        ("not -kind:event", Not(Not(is_("kind", "event")))),
    ],
)
def test_or_binds_loosest_and_not_tightest(words: str, node: Node) -> None:
    """Words side by side must all hold, `or` divides them, `not` takes one; parentheses decide otherwise."""
    assert parse(words) == node
    assert parse(*words.split()) == node


@pytest.mark.parametrize(
    ("words", "node"),
    [
        ('"quoted phrase"', Words("quoted phrase")),
        ("“quoted phrase”", Words("quoted phrase")),
        ("«quoted phrase»", Words("quoted phrase")),
        ('"or"', Words("or")),
        ('"status:overdue"', Words("status:overdue")),
        ('"(a)"', Words("(a)")),
        ('"+tag"', Words("+tag")),
        ('"a ""b"" c"', Words('a "b" c')),
        ("12(a)", Words("12(a)")),
        ("(12(a))", Words("12(a)")),
        ("A/RES/60/288", Words("A/RES/60/288")),
        ("http://example.org/a?b=c", Words("http://example.org/a?b=c")),
        ("10:30", Words("10:30")),
        ("A/60:b", Words("A/60:b")),
        ("-", Words("-")),
        ("+", Words("+")),
        ("member's", Words("member's")),
        ("+tag", Tag("tag", wanted=True)),
        ("-tag", Tag("tag", wanted=False)),
        ("+شباب", Tag("شباب", wanted=True)),
        ("not +tag", Not(Tag("tag", wanted=True))),
    ],
)
def test_text_and_tags(words: str, node: Node) -> None:
    """Quotation marks make text of anything, and what has no form of the grammar is text without them."""
    assert parse(words) == node


@pytest.mark.parametrize(
    ("words", "node"),
    [
        ("status:overdue", is_("status", "overdue")),
        ("STATUS:In-Progress", is_("status", "in_progress")),
        ('status:"not started"', is_("status", "not_started")),
        ("kind:event,review", is_("kind", "event", "review")),
        ("kind:event،review", is_("kind", "event", "review")),
        ("kind:event,Event", is_("kind", "event")),
        ('title:"two words"', is_("title", "two words")),
        ('title:"a,b",c', is_("title", "a,b", "c")),
        ("title:a:b", is_("title", "a:b")),
        ("title://x", is_("title", "//x")),
        ("title:12(a)", is_("title", "12(a)")),
        ("title:two words", And((is_("title", "two"), Words("words")))),
        ("instrument:kuwait-2024", is_("instrument", "kuwait-2024")),
        ("code:KWT-21", is_("code", "KWT-21")),
        ("agency:None", is_("agency", "none")),
        ("agency:moi,none", is_("agency", "moi", "none")),
        ("deadline:any", is_("due", "any")),
        ("due:soon", is_("due", "due_soon")),
        ("title:none", is_("title", "none")),
        ("progress:40", is_("progress", "40")),
        ("progress:٤٠٪", is_("progress", "40")),
        ("progress:0,100%", is_("progress", "0", "100")),
        ("progress.over:50", Term("progress", "over", ("50",))),
        ("progress.under:010", Term("progress", "under", ("10",))),
        ("الحالة:متأخر", is_("status", "overdue")),
        ("حالة:متاخر", is_("status", "overdue")),
        ("\u200fالحَالَة:قيد-التنفيذ\u200f", is_("status", "in_progress")),
        ("الجهة:بدون", is_("agency", "none")),
    ],
)
def test_fields_take_their_values(words: str, node: Node) -> None:
    """Closed words come back canonical whatever the case, hyphens or language; other text as it was typed."""
    assert parse(words) == node


@pytest.mark.parametrize(
    ("words", "relation", "values", "dates"),
    [
        ("due:2026-06", "is", (), (JUNE,)),
        ("due.on:2026-06", "is", (), (JUNE,)),
        ("due:2026-06-30", "is", (), ((JUNE[1], JUNE[1]),)),
        ("due:overdue,2026-06", "is", ("overdue",), (JUNE,)),
        ("due:2026-05..2026-06", "is", (), ((date(2026, 5, 1), JUNE[1]),)),
        ("due.before:2026-06", "before", (), ((JUNE[0], JUNE[0]),)),
        ("due.after:2026-06", "after", (), ((JUNE[1], JUNE[1]),)),
        ("الموعد.قبل:2026-06", "before", (), ((JUNE[0], JUNE[0]),)),
    ],
)
def test_dates_are_read_as_whole_spans(
    words: str, relation: str, values: tuple[str, ...], dates: tuple[Span, ...]
) -> None:
    """Before a month is before its first day, after it is after its last, and a month holds all its days."""
    term = parse(words)
    assert isinstance(term, Term)
    assert (term.field, term.relation, term.values, term.dates) == ("due", relation, values, dates)


def test_one_item_of_the_command_line_may_hold_many_words() -> None:
    """A filter kept in one string reads as the same filter given word by word."""
    words = ["status:overdue", "(kind:event", "or", "+youth)", 'title:"two words"']
    assert parse(" ".join(words)) == parse(*words)


def test_a_term_knows_its_column() -> None:
    """A term remembers where it starts, counted over all words, and equality does not mind."""
    node = parse("free", "a (kind:event)")
    assert isinstance(node, And)
    term = node.parts[-1]
    assert isinstance(term, Term)
    assert term.start == len("free a (k")
    assert term == is_("kind", "event")


def test_trees_are_written_without_needless_parentheses() -> None:
    """A filter is written back in the form that a person would have typed."""
    words = 'not (a or "b c") (kind:event,review or -tag due.before:2026-06-01) or progress.over:50'
    node = parse(words)
    assert node is not None
    assert write_filter(node) == words


def test_synonyms_stand_for_what_there_is() -> None:
    """Every synonym leads to a field, a relation or a value that exists, and hides none."""
    assert set(FIELD_SYNONYMS.values()) <= set(FIELDS)
    assert not set(FIELD_SYNONYMS) & set(FIELDS)
    relations = {relation for field in FIELDS.values() for relation in field.relations}
    assert set(RELATION_SYNONYMS.values()) <= relations
    assert set(OPTIONAL_SYNONYMS.values()) == {"none", "any"}
    for name in VALUE_NAMES:
        table = VALUE_SYNONYMS[name]
        assert set(table.values()) <= set(FIELDS[name].words)
        assert not set(table) & set(FIELDS[name].words)


def test_every_field_and_every_closed_word_is_explained() -> None:
    """The table can be printed as documentation; the verbs of a text explain themselves."""
    assert all(field.help for field in FIELDS.values())
    words = {word for field in FIELDS.values() for word in field.words}
    assert words - set(FORCES) == set(VALUE_HELP)


@pytest.mark.parametrize("name", FIELDS)
def test_every_word_of_the_table_is_accepted(name: str) -> None:
    """Each word that a field lists reads as itself, and is a plain string."""
    for word in FIELDS[name].words:
        assert parse(f"{name}:{word}") == is_(name, word)
        assert type(word) is str


def test_importing_stays_cheap() -> None:
    """Reading filters needs neither a database, a terminal library nor difflib."""
    heavy = "{'sqlalchemy', 'click', 'rich', 'difflib'}"
    code = f"import sys, ctrack.domain.filters; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_which_fields_may_be_empty() -> None:
    """`none` and `any` are asked of these fields alone: in any other they are words like all others."""
    optional = {name for name, field in FIELDS.items() if field.optional}
    assert optional == {
        "due", "force", "binding", "theme", "position", "priority", "updated", "agency", "person", "note", "withdrawn",
        "rating",
    }  # fmt: skip
