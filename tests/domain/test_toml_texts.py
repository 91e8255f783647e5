"""What is no TOML is told by its place and in words of ours, whatever the standard library says of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.toml_texts import TomlFault, parse_toml


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a = 1\na = 2", 2, "a key or a table stands here for the second time"),
        ("[a]\n[a]", 2, "a key or a table stands here for the second time (column 3)"),
        ("a = {b = 1, b = 2}", 1, "a key or a table stands here for the second time (column 18)"),
        ("a = [1,\n2\n", 2, "a bracket is not closed"),
        ("[a\nb = 1", 1, "a bracket is not closed (column 3)"),
        ('a = "x', 1, "a text is not closed by a quotation mark"),
        ('a = "\\q"', 1, "a backslash stands before what it cannot mean (column 8)"),
        ('a = "\\ud800"', 1, "a backslash stands before what it cannot mean (column 12)"),
        ("a = 2026-02-30", 1, "there is no such date or time (column 5)"),
        ("b = 1\na", 2, "the sign = is missing behind a key"),
        ("a = 1 2", 1, "something stands behind a value that does not belong there (column 7)"),
        ("a = plan", 1, "this is no value; a text stands within quotation marks (column 5)"),
        ('a = "x\ny"', 1, "a character stands here that may not (column 7)"),
        ("= 1", 1, "this is no key (column 1)"),
        (f"a = {'[' * 5000}", 1, "it is nested too deeply"),
        (f"a = {'9' * 5000}", 1, "it holds a number that is too long"),
    ],
)
def test_mistakes(text: str, line: int, reason: str) -> None:
    """Each kind of mistake has its line, its column where that is known, and its reason."""
    with pytest.raises(TomlFault) as caught:
        parse_toml(text)
    assert (caught.value.line, caught.value.reason.tell()) == (line, reason)
    assert caught.value.within().tell() == f"line {line}: {reason}."


@given(st.text(st.sampled_from("ab=[]{}\"'\\\n.,-+:1290# \tT_"), max_size=40))
def test_whatever_stands_there(text: str) -> None:
    """A text is read or refused, and never anything else; the line is one of its lines."""
    try:
        line = len(parse_toml(text)) and 1
    except TomlFault as fault:
        line = fault.line
    assert 0 <= line <= text.count("\n") + 1
