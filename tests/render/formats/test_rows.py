"""The formats for rows: CSV and TSV."""

from __future__ import annotations

from datetime import date

import pytest

from ctrack.domain.vocabulary import Status
from ctrack.render.document import Document, Fact, Facts
from tests.support.documents import rendered, table_of


def test_values_are_raw() -> None:
    """Numbers, dates and words of a vocabulary are as machines read them, and what is not there is empty."""
    document = table_of((date(2026, 6, 30), Status.IN_PROGRESS, -5, 0.25, None, True))
    assert rendered("tsv", document) == "a\tb\tc\td\te\tf\n2026-06-30\tin_progress\t-5\t0.25\t\ttrue\n"
    assert rendered("csv", document) == "a,b,c,d,e,f\r\n2026-06-30,in_progress,-5,0.25,,true\r\n"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("a,b", '"a,b"'),
        ('say "no"', '"say ""no"""'),
        ("two\nlines", '"two\nlines"'),
        ("two\r\nlines", '"two\nlines"'),
        ("=1+1", "'=1+1"),
        ("-5", "-5"),
        ("a\tb", "a b"),
        ("\t=1", "' =1"),
        ("a\x00\x1bb", "ab"),
        ("القرار 2396", "القرار 2396"),
    ],
)
def test_csv_cells(text: str, cell: str) -> None:
    """Quotes as RFC 4180 asks, a guard before formulas, no control characters."""
    assert rendered("csv", table_of(("x", text))) == f"a,b\r\nx,{cell}\r\n"


def test_tsv_cells() -> None:
    """Tab, newline and backslash are written with a backslash."""
    assert rendered("tsv", table_of(("a\tb\\n\nc",))) == "a\na\\tb\\\\n\\nc\n"


@pytest.mark.parametrize(
    ("name", "rows"),
    [("csv", "code,status\r\nKWT-1,done\r\n"), ("tsv", "code\tstatus\nKWT-1\tdone\n")],
)
def test_one_thing_is_one_row(name: str, rows: str) -> None:
    """A document without a table is a row of its facts."""
    facts = Facts((Fact("code", "Code", "KWT-1"), Fact("status", "Status", "done")))
    assert rendered(name, Document("", "en", (facts,))) == rows
