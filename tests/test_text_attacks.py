"""SQL in whatever a person can type: it is text, is stored as it was given, and does nothing."""

from __future__ import annotations

import pytest

from tests.support.registers import read, read_content
from tests.support.runner import Runner

SQL = (
    "'; DROP TABLE undertaking; --",
    "x' OR '1'='1",
    "\\'; DELETE FROM party; --",
    "%(x)s :x ? $1 {0} %s",
)
FILTERS = (
    "title:{}", "note:{}", "tag:{}", "code:{}", "party:{}", "agency:{}", "person:{}", "instrument:{}", "status:{}",
    "due:{}", "progress:{}", "+{}", "not {}", "{}",
)  # fmt: skip


@pytest.mark.parametrize("text", [SQL[0], *(pytest.param(each, marks=pytest.mark.slow) for each in SQL[1:])])
def test_sql_that_is_typed_is_text(anywhere: Runner, text: str) -> None:
    """As a title, a note, a name, a tag, a source, an author and in every field of a filter it is text and no SQL."""
    ctrack = anywhere
    ctrack.ok("agency", "add", "moe", "--name", text)
    ctrack.ok("person", "add", text, "--agency", "moe")
    ctrack.ok("add", "NAT-1", "--title", text, "--title-ar", text, "--summary", text, "--source", text)
    ctrack.ok("update", "NAT-1", "--progress", "5", "--note", text, "--user", text)
    ctrack.ok("assign", "NAT-1", "--lead", "moe", "--person", text)
    before = read(ctrack, read_content)
    for field in FILTERS:
        outcome = ctrack("list", field.format(text), "--format", "json")
        assert outcome.code in (0, 2, 3, 4), outcome
    for words in (
        ("search", text),
        ("show", text),
        ("log", text),
        ("undo", text),
        ("verify", text),
        ("list", "--as-of", text),
    ):
        outcome = ctrack(*words)
        assert outcome.code in (0, 2, 3, 4), outcome
    assert read(ctrack, read_content) == before
    assert ctrack.data("show", "NAT-1")["title"] == text
    assert ctrack.ok("verify").code == 0
