"""Searching by the index of trigrams: what is found is what holds the text, on both engines, and the index is small."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, Connection, select

from ctrack.domain.folding import fold
from ctrack.domain.searched_texts import SEARCHED, fold_texts, fold_title
from ctrack.store.index_checks import is_index_true
from ctrack.store.models import Commitment
from ctrack.store.search_index import MOST, holds_in_title, holds_text
from ctrack.store.tables import commitment
from ctrack.store.text_lookups import OTHERWISE, spell_pattern, spell_search
from ctrack.store.text_lookups import holds_text as is_held
from ctrack.store.units import UnitOfWork
from tests.support.registers import opened, query
from tests.support.runner import NOW, Runner

# Few letters, so that trigrams meet again; what SQL, JSON and full-text searches read as signs; Arabic to be folded.
SIGNS = "abcnA 'é\"%_\\*-\n:آأإاىيةهـَ٣3"
LETTERS = st.text(SIGNS, max_size=12)
# As many hits as misses: a piece of what is stored, or anything.
WORDS = st.dictionaries(st.sampled_from(["en", "ar", "abc-abcabc"]), st.text(SIGNS, max_size=30), min_size=1)
ROWS = 3


@pytest.fixture
def connection(anywhere: Runner) -> Iterator[Connection]:
    """A connection whose transaction is never committed."""
    writing = opened(anywhere)
    with writing as register, register.engine.connect().execution_options(ctrack_writes=True) as found:
        found.begin()
        yield found
        found.rollback()


def put_texts(connection: Connection, texts: list[str]) -> None:
    """Give some commitments other texts, as commands do."""
    unit = UnitOfWork(connection, journals=False, moment=NOW)  # type: ignore[arg-type]
    rows = unit.session.scalars(select(Commitment).order_by(Commitment.id).limit(ROWS))
    for place, (row, said) in enumerate(zip(rows, texts, strict=False)):
        row.title, row.summary = {"en": said[:20], "ar": "كلمة"}, {"en": said} if place else None
    unit.session.flush()


def find(connection: Connection, condition: ColumnElement[bool]) -> set[int]:
    """The keys of the commitments that meet a condition."""
    return set(connection.scalars(select(commitment.c.id).where(condition)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(LETTERS, min_size=ROWS, max_size=ROWS), wanted=LETTERS)
@example(texts=["abcxdef", "defabc", "abcdef"], wanted="abcdef")
@example(texts=["x", "abc" * MOST * 2 + "z", "abc" * MOST * 2 + "y"], wanted="abc" * MOST * 2 + "y")
@example(texts=["مكافحة الإرهَاب", "الإرهاب", "الارهاب"], wanted="الإرهاب")
@example(texts=['say "no"', "100%_\\", "مُكافحة"], wanted="%_\\")
@example(texts=["x\nabcdefghi", "y\tabcdefghi", "nabcdefghi"], wanted="nabcdefghi")
def test_what_is_found_holds_the_text(connection: Connection, texts: list[str], wanted: str) -> None:
    """Whatever is stored and whatever is looked for: every commitment whose folded texts hold it, and no other."""
    put_texts(connection, texts)
    rows = connection.execute(select(commitment.c.id, *(commitment.c[name] for name in SEARCHED))).all()
    assert find(connection, holds_text(wanted)) == {row.id for row in rows if fold(wanted) in fold_texts(row._mapping)}
    expected = {row.id for row in rows if fold(wanted) in fold_title(row.title)}
    assert find(connection, holds_in_title(wanted)) == expected


@settings(max_examples=300, deadline=None)
@given(said=WORDS, other=WORDS, wanted=LETTERS, place=st.integers(0, 40))
@example(said={"en": "a\nabc"}, other={"abc-abcabc": "x"}, wanted="nabc", place=0)
@example(said={"abc-abcabc": "x"}, other={"en": "y"}, wanted="abcabc", place=0)
def test_what_is_found_in_a_row_is_what_folding_finds(
    said: dict[str, str], other: dict[str, str], wanted: str, place: int
) -> None:
    """As people write it or folded, across languages and columns: a row holds a text where its folded texts do."""
    folded = fold_texts({"code": "A-1", "title": said, "summary": other})
    stored = [json.dumps(each, ensure_ascii=False) for each in (said, other)]
    for text in (fold(wanted), folded[place : place + 9]):
        assert is_held(text, "A-1", *stored, None, None) is (text in folded)


@given(st.text(SIGNS + "".join(OTHERWISE) + "".join(OTHERWISE.values()), max_size=9), WORDS)
def test_what_is_found_as_it_is_written_is_found_folded(typed: str, said: dict[str, str]) -> None:
    """The quick ways find nothing that folding would not find: neither signs of JSON nor names of languages."""
    text = next(iter(said.values()))
    stored = json.dumps({**said, "fr": f"{text[:9]}{typed}{text[9:]}"}, ensure_ascii=False)
    folded = fold(" ".join(json.loads(stored).values()))
    written = spell_search(fold(typed))
    if written is not None and "\\" not in stored and written.search(stored):
        assert fold(typed) in folded
    pattern = spell_pattern(typed)
    if pattern and pattern.strip("%").lower() in stored.lower():
        assert fold(typed) in folded


@pytest.mark.parametrize(("letter", "others"), OTHERWISE.items())
def test_letters_that_are_taken_for_one_are_folded_to_it(letter: str, others: str) -> None:
    """Whatever a search takes for a letter, small or large, folding makes that letter."""
    assert {fold(other) for other in (*others, *others.upper())} == {letter}


def test_the_index_is_smaller_than_the_texts(ctrack: Runner) -> None:
    """It keeps which texts hold a trigram and neither where nor the texts, so that it weighs less than they."""
    ((index,),) = query(ctrack.database, "SELECT sum(length(block)) FROM commitment_search_data")
    columns = " + ".join(f"coalesce(length(CAST({name} AS BLOB)), 0)" for name in SEARCHED)
    ((texts,),) = query(ctrack.database, f"SELECT sum({columns}) FROM commitment")
    assert 0 < index < texts
    assert query(ctrack.database, "SELECT count(folded) FROM commitment_search") == [(0,)]
    assert not query(ctrack.database, "SELECT 1 FROM pragma_table_info('commitment') WHERE name LIKE '%folded'")


def test_the_journal_tells_no_text_twice(ctrack: Runner) -> None:
    """What a command adds or rewords is told as it was written, and not folded as well."""
    ctrack.ok("add", "OWN-1", "--title", "Unheard Of")
    ctrack.ok("edit", "OWN-1", "--title", "Reworded")
    told = query(ctrack.database, "SELECT changes FROM journal WHERE number > 1")
    assert len(told) == 2
    assert not any("unheard of" in changes or '_folded"' in changes or '"folded"' in changes for (changes,) in told)
    assert ctrack.data("list", "reworded")["total"] == 1
    assert ctrack.data("list", "unheard")["total"] == 0


def test_the_index_follows_every_text(ctrack: Runner) -> None:
    """Whatever changes a text, takes one away or brings one back: the index knows of what is there, and of no more."""
    for line in (
        ("edit", "KWT-21", "--title", "Quite another title"), ("add", "X-1", "--title", "New"), ("undo",), ("redo",),
        ("edit", "X-1", "--summary", "More of it"), ("undo",), ("undo",),
    ):  # fmt: skip
        ctrack.ok(*line)
        assert is_index_true(Path(ctrack.database)), line
    assert ctrack.data("search", "quite another")["total"] == 1
