"""A line that a sentence holds can be taken out of it and given to a shell."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.shell_words import name_register, quote_argument


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30))
def test_a_shell_reads_the_word_that_was_meant(word: str) -> None:
    """Whatever a word holds, a shell takes the quoted one for one word, and for that one."""
    assert shlex.split(f"ctrack --db {quote_argument(word)} init") == ["ctrack", "--db", word, "init"]


@pytest.mark.parametrize(
    ("word", "quoted"),
    [
        ("plain.db", "plain.db"),
        ("my register.db", '"my register.db"'),
        ("it's.db", '"it\'s.db"'),
        ("a$b.db", "'a$b.db'"),
        ("postgresql:///c?host=/run", '"postgresql:///c?host=/run"'),
    ],
    ids=range(5),
)
def test_marks_are_double_where_they_can_be(word: str, quoted: str) -> None:
    """Within a line in single marks the word stands in double ones, but where a shell reads into these."""
    assert quote_argument(word) == quoted


def test_a_register_is_named_without_its_password() -> None:
    """A masked password is no password: the address is named without any."""
    for secret in ("Sesame7", "***"):
        assert name_register(f"postgresql://amal:{secret}@db/c") == "postgresql://amal@db/c"
