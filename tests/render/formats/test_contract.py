"""What every format keeps to, whatever it is given; a new format is held to it by lying in its folder."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import unicodedata

import pytest
from markdown_it import MarkdownIt

from ctrack.exchange.csv_guard import unguard
from ctrack.render.document import Bars, Column, Document, Facts, Table
from ctrack.render.formats import FORMATS, load_format
from ctrack.render.rows import text_of
from ctrack.render.screen import Layout, Screen
from ctrack.text.bidimode import BidiMode
from ctrack.text.cells import cell_width
from ctrack.text.emoji import part_emoji
from ctrack.text.safe import make_safe
from tests.support.documents import FIELDS, hostile_document, rendered
from tests.support.hostile import every_text, folded
from tests.support.papers import written

ROW_FORMATS = [name for name in FORMATS if load_format(name).IS_OF_ROWS]
SGR = re.compile("\x1b\\[[0-9;]*m")
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OUR_OWN_MARKS = {"inline", "text", "strong", "hardbreak", "softbreak", "text_special", "heading", "paragraph"}
OUR_OWN_BLOCKS = {"bullet_list", "list_item", "table", "thead", "tbody", "tr", "th", "td"}
LAYOUTS: tuple[Layout, ...] = ("ltr", "rtl")
MODES: tuple[BidiMode, ...] = ("off", "visual", "logical")
SCREENS = [
    Screen(width, width == 80, True, layout, mode)
    for width, layout, mode in itertools.product((80, 30, 4), LAYOUTS, MODES)
]
BINARY_FORMATS = [name for name in FORMATS if load_format(name).IS_BINARY]
NOTHING = {
    "no block": Document("", "en", ()),
    "empty blocks": Document("", "en", (Facts(()), Bars("none", ()), Table("none", (), ()))),
    "no row": Document("", "en", (Table("empty", (Column("code", "Code"),), ()),)),
}
every_format = pytest.mark.parametrize("name", [name for name in FORMATS if name not in BINARY_FORMATS])
every_nothing = pytest.mark.parametrize("document", NOTHING.values(), ids=NOTHING)


def expected_cells(text: str) -> list[str]:
    """The texts of the main table as a format for rows is to give them back."""
    return ["title", *(text_of(f"{text}·{field}") for field in ("cell", "emphasis"))]


@every_format
@every_text
def test_no_control_character_leaves(name: str, text: str) -> None:
    """Only line ends control anything, and all that is written is UTF-8."""
    out = rendered(name, hostile_document(text))
    ends = out.replace("\r\n", "\n") if name == "csv" else out
    found = {sign for sign in ends if unicodedata.category(sign) in ("Cc", "Cs")}
    assert found <= ({"\n", "\t"} if name == "tsv" else {"\n"})
    assert out.endswith("\n")


@every_text
@pytest.mark.parametrize("name", ["table", "plain"])
def test_every_field_arrives_for_readers(name: str, text: str) -> None:
    """On lines without end every field stands whole, its controls made visible; plain bars are their words."""
    seen = folded(rendered(name, hostile_document(text)))
    # A terminal is shown joined emoji one by one.
    text = part_emoji(text) if name == "table" else text
    for field in (*FIELDS, "note", *(("share",) if name == "table" else ())):
        assert folded(make_safe(f"{text}·{field}")) in seen or folded(make_lines_safe(f"{text}·{field}")) in seen


@every_text
def test_every_field_arrives_in_markdown(text: str) -> None:
    """A Markdown reader finds the text of every field, and no mark-up but ours; a cell breaks its lines."""
    tokens = MARKDOWN.parse(rendered("md", hostile_document(text)))
    inlines = [token for token in tokens if token.children is not None]
    children = [child for token in inlines for child in token.children or ()]
    kinds = {re.sub("_(open|close)$", "", token.type) for token in (*tokens, *children)}
    assert kinds <= OUR_OWN_MARKS | OUR_OWN_BLOCKS | {"html_inline"}
    assert {child.content for child in children if child.type == "html_inline"} <= {"<br>"}
    parts = ("\n" if child.type == "html_inline" else child.content or "\n" for child in children)
    seen = folded("".join(parts))
    for field in (*FIELDS, "note", "title"):
        assert folded(make_safe(f"{text}·{field}")) in seen or folded(make_lines_safe(f"{text}·{field}")) in seen


def make_lines_safe(text: str) -> str:
    """The text of a field that keeps its own line ends."""
    return make_safe(text, multiline=True)


@every_text
def test_every_cell_arrives_in_csv(text: str) -> None:
    """A CSV reader gets the cells of the main table, once the guard is taken off."""
    out = io.StringIO(rendered("csv", hostile_document(text)), newline="")
    rows = [[unguard(cell) for cell in row] for row in csv.reader(out)]
    assert [row[1] for row in rows] == [cell.replace("\t", " ") for cell in expected_cells(text)]


@every_text
def test_every_cell_arrives_in_tsv(text: str) -> None:
    """A line is a row and a tab divides cells, whatever the cells hold."""
    lines = rendered("tsv", hostile_document(text)).removesuffix("\n").split("\n")
    cells = [line.split("\t")[1] for line in lines]
    meaning = {"\\t": "\t", "\\n": "\n", "\\\\": "\\"}
    back = [re.sub(r"\\[tn\\]", lambda escape: meaning[escape[0]], cell) for cell in cells]
    assert back == expected_cells(text)


@every_text
def test_all_data_arrives_in_json(text: str) -> None:
    """A JSON reader gets back the very same strings."""
    document = hostile_document(text)
    assert json.loads(rendered("json", document)) == document.data


@every_text
@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_no_screen_is_left(screen: Screen, text: str) -> None:
    """No line is wider than the screen, and only our own colours escape anything."""
    out = rendered("table", hostile_document(text[:600]), screen)
    lines = (SGR.sub("", out) if screen.colour else out).split("\n")
    assert max(map(cell_width, lines)) <= max(screen.width or 0, 4)
    assert not any(unicodedata.category(sign) == "Cc" for line in lines for sign in line)


@pytest.mark.parametrize("name", BINARY_FORMATS)
@every_nothing
def test_nothing_to_print(name: str, document: Document) -> None:
    """A binary format says that it is one, and makes a file of what is empty too."""
    assert load_format(name).IS_BINARY
    assert written(name, document)[:2] in (b"%P", b"PK")


@every_format
@every_nothing
def test_nothing_to_show(name: str, document: Document) -> None:
    """What is empty is written without error, and the headings of a table without rows stay."""
    has_heading = any(isinstance(block, Table) and block.columns for block in document.blocks)
    said = rendered(name, document)
    said = said[said.index("<main") :] if name == "html" else said
    assert ("code" in said.casefold()) == (has_heading and name != "json")


@pytest.mark.parametrize("name", ROW_FORMATS)
def test_rows_are_those_of_the_main_table(name: str) -> None:
    """A format for rows writes the table that the document names, not the first."""
    tables = tuple(Table(key, (Column(key, key),), ((f"in {key}",),)) for key in ("first", "second"))
    assert re.findall("first|in second|second", rendered(name, Document("", "en", tables, main="second"))) == [
        "second", "in second"
    ]  # fmt: skip
