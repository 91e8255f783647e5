"""Markdown."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ctrack.render.document import Bars, Document, Fact, Facts, Heading, Paragraph, Share, Tone
from ctrack.text.safe import make_safe
from tests.support.documents import rendered, table_of

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ACTIVE = st.text("#*_`[]()<>|~&\\!=+-:.1 \na\u00a0\té")


@given(ACTIVE)
def test_a_paragraph_is_text(text: str) -> None:
    """A reader sees the text itself, whatever marks it is made of."""
    tokens = READER.parse(rendered("md", Document("", "en", (Paragraph(text),))))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    children = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in children} <= {"text", "text_special", "hardbreak"}
    texts = ("".join(child.content or "\n" for child in token.children or ()) for token in tokens if token.children)
    lines = "\n".join(texts).split("\n")
    expected = [line.strip() for line in make_safe(text, multiline=True).split("\n")]
    assert [line for line in lines if line] == [line for line in expected if line]


@given(ACTIVE)
def test_a_cell_is_text(text: str) -> None:
    """A cell of a table stays a cell, and its text is as it was."""
    tokens = READER.parse(rendered("md", table_of((text, "end"))))
    cells = [token for before, token in pairwise(tokens) if before.type == "td_open"]
    texts = ["".join(child.content for child in cell.children or ()) for cell in cells]
    assert texts == [make_safe(text).strip(), "end"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1. first", "1\\. first"),
        ("12) first", "12\\) first"),
        ("# no heading", "\\# no heading"),
        ("- no item", "\\- no item"),
        ("=====", "\\====="),
        ("in_progress <b> A|B & [x]", "in\\_progress \\<b\\> A\\|B \\& \\[x\\]"),
        ("2026-06", "2026-06"),
        ("one\ntwo", "one\\\ntwo"),
    ],
)
def test_marks_are_escaped(text: str, written: str) -> None:
    """A backslash stands before what could act, and nowhere else."""
    assert rendered("md", Document("", "en", (Paragraph(text),))) == written + "\n"


def test_the_title_is_there_once() -> None:
    """The title is a heading unless the document has one of its own."""
    own = Document("Title", "en", (Heading("Own #1", 1),))
    assert rendered("md", own) == "# Own \\#1\n"
    assert rendered("md", Document("Title", "en", (Paragraph("Text"),))) == "# Title\n\nText\n"


def test_facts_are_items() -> None:
    """A further line of a fact belongs to its item."""
    facts = Facts((Fact("note", "Note", "one\ntwo"), Fact("none", "None", "")))
    assert rendered("md", Document("", "en", (facts,))) == "- **Note:** one\\\n  two\n- **None:**\n"


def test_a_fact_without_a_name_goes_on_with_the_one_above() -> None:
    """A second source, or a translation, is an item of its own without a colon that nothing stands before."""
    facts = Facts((Fact("source", "Source", "one"), Fact("source_2", "", "two")))
    assert rendered("md", Document("", "en", (facts,))).split("\n")[:2] == ["- **Source:** one", "- two"]


def test_bars_are_words() -> None:
    """Bars with labels are a table of words, one without a label is a line."""
    shares = (Share("x", "done", 1, Tone.GOOD),)
    labelled = Bars("bars", (("A", shares, "1 of 2"),), "Progress")
    assert rendered("md", Document("", "en", (labelled,))) == "| Progress |  |\n| --- | --- |\n| A | 1 of 2 |\n"
    single = Bars("bars", (("", shares, "1 of 2"),), "Progress")
    assert rendered("md", Document("", "en", (single,))) == "**Progress**\n\n1 of 2\n"
