"""The national report: what the notes tell, in chapters, when each was done, and blanks where they are asked for."""

from __future__ import annotations

import pytest

from ctrack.domain.records.reports import Account, Passage
from ctrack.domain.themes import read_themes
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
    return {passage.row.code: passage for passage in account.passages}


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


def test_blanks_are_marked_where_they_are_asked_for(told: Runner) -> None:
    """In a draft a blank says what is to be written, and how many there are stands at the top; else there is none."""
    draft = told.ok("report", "country", "instrument:kuwait-2024", "--blanks").out
    assert draft.startswith("Draft national report\n")
    assert "To be written" in draft
    assert draft.count("[to be written") == 25
    report = told.ok("report", "country", "instrument:kuwait-2024").out
    assert report.startswith("National report\n")
    assert "o be written" not in report
    assert "Not reported yet (25)" in report


@pytest.mark.parametrize(("effective", "done"), [("2026-06", "2026-06"), ("2026-06-12", "2026-06-12")])
def test_a_month_is_no_day(anywhere: Runner, effective: str, done: str) -> None:
    """The date of implementation has the precision at which it was told."""
    anywhere.ok("update", "KWT-25", "--status", "implemented", "--on", effective)
    account = read(anywhere, lambda connection: tell_country(connection, None, HORIZON))
    assert passages(account)["KWT-25"].done == done
    assert passages(account)["KWT-26"].done is None


def test_chapters(told: Runner) -> None:
    """Instruments have their sections; themes stand in their own order, agencies by code, and what has none last."""
    told.ok("agency", "add", "moi", "--name", "Ministry of Interior")
    told.ok("assign", "KWT-25", "--lead", "moi")

    def keys(*by: str) -> tuple[list[str], list[str]]:
        account = read(told, lambda connection: tell_country(connection, None, HORIZON, by=by))
        (first, *_others) = account.chapters
        assert len(account.passages) == HOME == account.figures.whole.total
        return [key for key, _title, _parts in account.chapters], [key for key, _title, _told in first[2]]

    assert keys("instrument") == keys("section")
    instruments, sections = keys("instrument")
    assert sections[0].startswith(f"{instruments[0]}/")
    assert keys("agency") == (["moi", "none"], ["kuwait-2024"])
    themes, inner = keys("theme", "agency")
    assert [key for key in read_themes() if key in themes] == [key for key in themes if key != "none"]
    assert set(inner) <= {"moi", "none"}
