"""What a paper says of itself: below its title, on each page, and on the lines for hands at its end."""

from __future__ import annotations

from datetime import date

from ctrack.render.document import Document, Facts, Heading, Paragraph, Table
from ctrack.views.imprints import put_imprint

TODAY = date(2026, 11, 26)
PAPER = Document("National report", "en", (Heading("National report", 1), Paragraph("text")))


def test_nothing_said_changes_nothing() -> None:
    """A paper of which nothing is said stays as it is."""
    assert put_imprint(PAPER, {"country": "", "other": "x"}, TODAY) is PAPER


def test_the_title_of_each_page_names_the_paper() -> None:
    """Country, period and reference stand in the title that each page repeats, and the place with its day below it."""
    said = {"reference": "KW/7", "country": "Kuwait", "place": "Kuwait City", "period": "2026"}
    paper = put_imprint(PAPER, said, TODAY)
    assert paper.title == "National report · Kuwait · 2026 · KW/7"
    facts = paper.blocks[1]
    assert isinstance(facts, Facts)
    assert [(fact.label, fact.text) for fact in facts.items] == [
        ("Country", "Kuwait"), ("Period", "2026"), ("Place and date", "Kuwait City, 26 November 2026"),
        ("Reference", "KW/7"),
    ]  # fmt: skip
    assert paper.blocks[-1] == Paragraph("text")


def test_who_clears_comes_before_who_signs() -> None:
    """Each name has a line of its own, Arabic semicolons part names as well, and the lines end the paper."""
    paper = put_imprint(PAPER, {"signatory": "The Minister", "clearance": "MOI؛ MOFA;"}, TODAY)
    table = paper.blocks[-1]
    assert isinstance(table, Table)
    assert [tuple(row[:2]) for row in table.rows] == [
        ("Cleared by", "MOI"), ("Cleared by", "MOFA"), ("Signed by", "The Minister"),
    ]  # fmt: skip
    assert paper.title == "National report"
