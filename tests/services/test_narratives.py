"""The draft national report: what the notes tell, in the order of the register, with blanks."""

from __future__ import annotations

import pytest

from ctrack.domain.records.reports import Account, Passage
from ctrack.services.narratives import tell_country
from tests.support.registers import HORIZON, read
from tests.support.runner import Runner
from tests.support.shipped import HOME


@pytest.fixture
def told(anywhere: Runner) -> Runner:
    """A register with three notes on one commitment and one on another, of which one is retracted."""
    anywhere.ok("note", "KWT-25", "second", "--on", "2026-10-02", "--level", "restricted")
    anywhere.ok("note", "KWT-25", "first", "--on", "2026-10-01", "--level", "public")
    anywhere.ok("note", "KWT-25", "third", "--on", "2026-10-03", "--level", "internal")
    anywhere.ok("note", "KWT-26", "said in error")
    anywhere.ok("undo")
    return anywhere


def passages(account: Account) -> dict[str, Passage]:
    """Every passage by its code."""
    found = [part for _slug, _title, sections in account.instruments for part in sections]
    return {passage.row.code: passage for _name, _title, listed in found for passage in listed}


def test_notes_in_the_order_of_their_days(told: Runner) -> None:
    """What was said of an earlier day stands first; what was retracted is not told; the rest is left blank."""
    account = read(told, lambda connection: tell_country(connection, None, HORIZON))
    found = passages(account)
    assert [words["en"] for _day, words, _level in found["KWT-25"].notes] == ["first", "second", "third"]
    assert found["KWT-26"].notes == []
    assert account.withheld == {}
    assert {passage.row.party for passage in found.values()} == {"NFP"}
    assert len(found) == HOME


@pytest.mark.parametrize(("level", "kept"), [("public", ["first"]), ("restricted", ["first", "second"])])
def test_levels(told: Runner, level: str, kept: list[str]) -> None:
    """Notes above the level are left out and counted."""
    account = read(told, lambda connection: tell_country(connection, None, HORIZON, level=level))
    passage = passages(account)["KWT-25"]
    assert [words["en"] for _day, words, _level in passage.notes] == kept
    assert passage.withheld == 3 - len(kept)
    assert account.withheld == {"KWT-25": 3 - len(kept)}


def test_blanks_are_marked(told: Runner) -> None:
    """For a reader a blank says that it is to be written, and how many there are stands at the top."""
    out = told.ok("report", "country", "instrument:kuwait-2024").out
    assert "[public] first" in out
    assert "To be written  25" in out
    assert out.count("[to be written") == 25
