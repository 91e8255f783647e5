"""Searching by the index of trigrams: what is found is what holds the text, on both engines, and the index is small."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from ctrack.domain.folding import fold
from ctrack.store.models import Commitment
from ctrack.store.search_index import MOST, holds_text
from ctrack.store.tables import commitment
from ctrack.store.units import UnitOfWork
from tests.support.registers import opened, query
from tests.support.runner import NOW, Runner

# Few letters, so that trigrams meet again; what SQL and full-text searches read as signs; Arabic to be folded.
LETTERS = st.text("abcA 'é\"%_\\*-آأإاىيةهـَ٣3", max_size=12)
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
    for row, said in zip(rows, texts, strict=False):
        row.folded = fold(said)
    unit.session.flush()


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(LETTERS, min_size=ROWS, max_size=ROWS), wanted=LETTERS)
@example(texts=["abcxdef", "defabc", "abcdef"], wanted="abcdef")
@example(texts=["x" + "abc" * MOST * 2 + "y", "abc" * MOST * 2 + "z", "الإرهَاب"], wanted="abc" * MOST * 2 + "y")
@example(texts=['say "no"', "100%_\\", "مُكافحة"], wanted="%_\\")
def test_what_is_found_holds_the_text(connection: Connection, texts: list[str], wanted: str) -> None:
    """Whatever is stored and whatever is looked for: every commitment whose folded text holds it, and no other."""
    put_texts(connection, texts)
    rows = connection.execute(select(commitment.c.id, commitment.c.folded)).all()
    expected = {row.id for row in rows if fold(wanted) in row.folded}
    assert set(connection.scalars(select(commitment.c.id).where(holds_text(wanted)))) == expected


def test_the_index_is_smaller_than_the_texts(ctrack: Runner) -> None:
    """It keeps which texts hold a trigram and not where, so that it weighs less than what it finds."""
    ((index,),) = query(ctrack.database, "SELECT sum(length(block)) FROM commitment_search_data")
    ((texts,),) = query(ctrack.database, "SELECT sum(length(CAST(folded AS BLOB))) FROM commitment")
    assert 0 < index < texts
