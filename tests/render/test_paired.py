"""Two documents in two languages made one."""

from __future__ import annotations

from ctrack.render.document import Column, Document, Fact, Facts, Heading, Paragraph, Table
from ctrack.render.paired import pair_documents
from ctrack.text.controls import LRM
from ctrack.text.direction import direction_of
from ctrack.text.language import current_language


def speak(words: dict[str, str]) -> str:
    """What a column shows: the text in the language spoken now."""
    return words[current_language()]


def make(language: str, title: str, rows: list[tuple[object, ...]]) -> Document:
    """A document with a block of each kind that holds texts."""
    columns = (Column("code", "Code"), Column("title", title, show=lambda value: speak(value)))
    blocks = (Heading(title), Paragraph(title), Facts((Fact("due", title, "2026"),)), Table("rows", columns, rows))
    return Document(title, language, blocks, notes=(title,))


ROWS: list[tuple[object, ...]] = [("A-1", {"en": "one", "ar": "واحد"}), ("A-2", {"en": "two", "ar": "اثنان"})]


def test_each_text_stands_beside_its_translation() -> None:
    """Headings, paragraphs and facts have both; a table has a column more for what differs, and the code once."""
    both = pair_documents(make("en", "Title", ROWS), make("ar", "العنوان", ROWS))
    heading, first, second, facts, table = both.blocks
    assert heading == Heading(f"{LRM}Title / العنوان")
    assert [first, second] == [Paragraph("Title"), Paragraph("العنوان")]
    assert isinstance(facts, Facts)
    assert (facts.items[0].label, facts.items[0].text) == (f"{LRM}Title / العنوان", "2026")
    assert isinstance(table, Table)
    assert [column.heading for column in table.columns] == ["Code", "Title", "العنوان"]
    assert [[column.show(value) for column, value in zip(table.columns, row, strict=True)] for row in table.rows] == [
        ["A-1", "one", "واحد"],
        ["A-2", "two", "اثنان"],
    ]
    assert both.notes == ("Title", "العنوان")


def test_the_first_language_says_which_way_a_heading_runs() -> None:
    """However many letters the translation has, the text that stands first stands where reading begins."""
    both = pair_documents(make("en", "Due", ROWS), make("ar", "المواعيد النهائية", ROWS))
    assert isinstance(both.blocks[0], Heading)
    assert direction_of(both.blocks[0].text, "ltr") == "ltr"
    turned = pair_documents(make("ar", "الموعد", ROWS), make("en", "Deadlines and dates", ROWS))
    assert isinstance(turned.blocks[0], Heading)
    assert direction_of(turned.blocks[0].text, "rtl") == "rtl"


def test_rows_that_may_not_be_the_same_stay_apart() -> None:
    """Where no column tells that two rows are one, or they come in another order, each language has its own table."""
    turned = pair_documents(make("en", "Title", ROWS), make("ar", "العنوان", ROWS[::-1]))
    assert [block.rows for block in turned.blocks if isinstance(block, Table)] == [ROWS, ROWS[::-1]]
    groups = [Table("rows", (Column("name", "Name"),), [(name,)]) for name in ("one", "واحد")]
    apart = pair_documents(Document("", "en", (groups[0],)), Document("", "ar", (groups[1],)))
    assert list(apart.blocks) == groups
