"""Draft instrument files made from official texts."""

from __future__ import annotations

from pathlib import Path

from ctrack.exchange.draft_file import write_draft
from ctrack.exchange.instrument_file import read_instrument
from ctrack.exchange.text_outline import draft_instrument

DATA = Path(__file__).parents[1] / "data"


def test_draft_is_in_order() -> None:
    """A draft is an instrument file, each row unchecked, with a comment for each guess."""
    text = "\n".join(write_draft(draft_instrument(DATA / "atlantis-resolution.txt"), str))
    entry = read_instrument(text, "draft.toml")
    assert (entry.slug, entry.adopted_on, len(entry.commitments)) == ("ga-99-1", "2025-05-02", 9)
    assert {item.verification.value for item in entry.commitments} == {"unchecked"}
    row = text[text.index('code = "GA-99-1-1"') :].split("\n\n")[0]
    assert row.count("# guess:") == 2
    assert row.count("# look:") == 1


def test_hostile_text(tmp_path: Path) -> None:
    """What steers a terminal, ends a string or turns the direction of writing comes out harmless, and readable TOML."""
    path = tmp_path / "hostile.txt"
    path.write_text('1. Urges States to \x1b[31m"""\\ end\u202e it;\n2. Urges States to wait.\n', "utf-8")
    text = "\n".join(write_draft(draft_instrument(path), str))
    assert not {"\x1b", "\u202e"} & set(text)
    assert len(read_instrument(text, "draft.toml").commitments) == 2
