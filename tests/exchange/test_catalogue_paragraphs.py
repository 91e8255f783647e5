"""The catalogue beside the official texts: every paragraph that is named is there, and speaks with that verb.

`tests/data/paragraphs.tsv` holds the structure of thirteen texts, and no word of theirs: `python -m tools.paragraphs`.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from ctrack.domain.catalogue import CommitmentEntry, InstrumentEntry
from ctrack.domain.vocabulary import FORCES, Verification
from ctrack.services.shipped_instruments import read_catalogue
from tools.paragraphs import read_paragraphs

TABLE = Path(__file__).parent.parent / "data" / "paragraphs.tsv"
SYMBOL = re.compile(r"[AS]/RES/[\d/]+")
SINGLE = re.compile(r"(?:op\.|operative para\.|para\.) (\d+)(?: \(([a-z])\))?")
SECTION = re.compile(r"sect\. ([IV]+)")


@pytest.fixture(scope="module")
def paragraphs() -> dict[tuple[str, str], set[str]]:
    """The verbs of every paragraph of the thirteen texts, by symbol and number."""
    with TABLE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    return {(row["symbol"], row["paragraph"]): set(row["verbs"].split(",")) for row in rows}


def locate(instrument: InstrumentEntry, item: CommitmentEntry) -> tuple[str, str] | None:
    """The symbol and number of the paragraph that a commitment names, where it names one."""
    words = (item.paragraph or {}).get("en", "")
    symbol = SYMBOL.search(words) or SYMBOL.search(instrument.symbol or "")
    number, part = SINGLE.search(words), SECTION.search(words)
    if symbol is None or not (number or part):
        return None
    inside = "annex " if "annex" in words else ""
    section = part[1] if part else ""
    single = f"{number[1]}{number[2] or ''}" if number else ""
    return symbol[0].rstrip("/"), inside + " ".join(filter(None, (section, single)))


def test_every_paragraph_is_there_and_speaks_with_that_verb(paragraphs: dict[tuple[str, str], set[str]]) -> None:
    """Of all commitments whose text is among the thirteen, number and verb agree with the official text."""
    texts = {symbol for symbol, _number in paragraphs}
    checked, wrong = 0, []
    for instrument, _digest in read_catalogue():
        for item in instrument.commitments:
            place = locate(instrument, item)
            if place is None or place[0] not in texts:
                continue
            checked += 1
            verbs = paragraphs.get(place, set())
            if not verbs or (item.force not in verbs):
                wrong.append((item.code, place, item.force, sorted(verbs)))
    assert not wrong
    assert checked >= CHECKED


# So many rows were held to the texts when this was written; there are never fewer.
CHECKED = 118


def test_the_table_holds_structure_only() -> None:
    """No sentence of an official text is in the table: symbols, numbers and verbs of the vocabulary."""
    for line in TABLE.read_text("utf-8").splitlines()[1:]:
        symbol, number, verbs = line.split("\t")
        assert SYMBOL.fullmatch(symbol), line
        assert re.fullmatch(r"(annex )?([IV]+)?( ?\d+)?[a-z]?", number), line
        assert set(verbs.split(",")) <= {*FORCES, ""}, line


def test_what_is_verified_says_when_it_was_read() -> None:
    """Every verified commitment has a source with the day on which somebody read it."""
    entries = [item for instrument, _digest in read_catalogue() for item in instrument.commitments]
    for item in entries:
        if item.verification is Verification.VERIFIED:
            assert any(source.read for source in item.sources), item.code


def test_the_table_is_made_of_a_text() -> None:
    """Numbers are read with their letters, also in the sections of an annex, with the verbs that open them."""
    items = [
        {"type": "paragraph", "paragraph_type": "preambular", "text": "Urging"},
        {"type": "paragraph", "paragraph_type": "operative", "prefix": "1.", "text": "Calls upon States to:"},
        {
            "type": "paragraph",
            "paragraph_type": "operative",
            "prefix": "(a)",
            "text": "Act, and invites them to report",
        },
        {"type": "backmatter", "text": "Annex"},
        {"type": "heading", "prefix": "II.", "text": "Measures"},
        {"type": "backmatter", "text": "We resolve:"},
        {"type": "backmatter", "text": "3.\tTo encourage the following:"},
        {"type": "backmatter", "text": "(b)\tSwimming;"},
    ]
    assert list(read_paragraphs(items)) == [
        ("1", ["calls_upon"]),
        ("1a", ["calls_upon", "invites"]),
        ("annex II", ["resolves"]),
        ("annex II 3", ["resolves", "encourages"]),
        ("annex II 3b", ["resolves", "encourages"]),
    ]
