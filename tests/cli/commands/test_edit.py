"""`ctrack edit`: what the register says of a text, corrected; a deadline that its own body moved, with its source."""

from __future__ import annotations

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner

MOVED = ("edit", "GCTS-R9", "--deadline", "2027-03", "--source", "Decision 81/1")


def due(ctrack: Runner, code: str, party: str) -> list[str | None]:
    """The dates of one party's side."""
    (row,) = ctrack.data("list", f"code:{code}", f"party:{party}")["rows"]
    return [row["deadline"], row["moved_deadline"], row["due"], row["due_state"]]


@pytest.mark.slow
def test_the_moved_date_counts_for_everybody(ctrack: Runner) -> None:
    """A moved deadline rules, the text's stays beside it, and undo takes the move back."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06", "--addressee", "both")
    assert due(ctrack, "NAT-1", "NFP") == ["2026-06", None, "2026-06", "overdue"]
    assert due(ctrack, "NAT-1", "UN") == ["2026-06", None, "2026-06", "not_looked_up"]
    out = ctrack.ok("edit", "NAT-1", "--deadline", "2027-03", "--source", "Decision 81/1").out
    assert "March 2027" in out
    for party in ("NFP", "UN"):
        assert due(ctrack, "NAT-1", party) == ["2026-06", "2027-03", "2027-03", "later"]
    shown = ctrack.data("show", "NAT-1")
    assert [source["en"] for source in shown["moved_sources"]] == ["Decision 81/1"]
    assert "Decision 81/1" in ctrack.ok("show", "NAT-1").out
    ctrack.ok("undo")
    assert due(ctrack, "NAT-1", "NFP") == ["2026-06", None, "2026-06", "overdue"]


def test_a_move_is_taken_away(ctrack: Runner) -> None:
    """`--deadline none` leaves the date of the text."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06")
    ctrack.ok("edit", "NAT-1", "--deadline", "2027-03", "--source", "Decision 81/1")
    ctrack.ok("edit", "NAT-1", "--deadline", "none")
    assert due(ctrack, "NAT-1", "NFP") == ["2026-06", None, "2026-06", "overdue"]


def test_a_target_is_later_than_the_moved_date_or_it_postpones_nothing(ctrack: Runner) -> None:
    """What was postponed before its body moved the deadline is not postponed any more where the target is no later."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06")
    ctrack.ok("update", "NAT-1", "--target", "2027-02")
    assert ctrack.data("list", "status:postponed")["total"] == 1
    ctrack.ok("edit", "NAT-1", "--deadline", "2027-03", "--source", "Decision 81/1")
    assert ctrack.data("list", "status:postponed")["total"] == 0


def test_refusals(ctrack: Runner) -> None:
    """Without a source, without a date, with a word that is none: refused, and nothing is recorded."""
    with nothing_recorded(ctrack):
        refused(ctrack("edit", "GCTS-R9", "--deadline", "2027-03"), 2, "--source TEXT", "--target DATE")
        refused(ctrack("edit", "GCTS-R9"), 2, "--deadline DATE")
        refused(ctrack("edit", "GCTS-R9", "--deadline", "someday", "--source", "x"), 2, "--deadline", "someday")
        refused(ctrack("edit", "NOPE-1", "--deadline", "2027-03", "--source", "x"), 3, "NOPE-1")
        ctrack.ok(*MOVED, "--dry-run")


def titles(ctrack: Runner, code: str) -> dict[str, str]:
    """The titles of a commitment."""
    found: dict[str, str] = ctrack.data("show", code)["titles"]
    return found


def test_ones_own_is_changed(ctrack: Runner) -> None:
    """Every part of a commitment of one's own is changed where it stands, and undo brings it back."""
    ctrack.ok("add", "NAT-1", "--title", "Plan", "--title-ar", "خطة", "--deadline", "2026-06", "--source", "Draft")
    before = ctrack.data("show", "NAT-1")
    ctrack.ok(
        "edit", "NAT-1", "--title", "National plan", "--summary-ar", "ملخص", "--section", "second", "--kind", "norm",
        "--verb", "must", "--text-deadline", "2027-03", "--verification", "verified", "--paragraph", "para. 4",
        "--source", "Gazette 12",
    )  # fmt: skip
    after = ctrack.data("show", "NAT-1")
    assert after["titles"] == {"en": "National plan", "ar": "خطة"}
    assert after["summary"] == {"ar": "ملخص"}
    assert (after["section"], after["kind"], after["force"]) == ("second", "norm", "must")
    assert (after["due"], after["due_state"], after["verification"]) == ("2027-03", "later", "verified")
    assert after["paragraph"] == {"en": "para. 4"}
    assert after["sources"] == [{"en": "Gazette 12"}]
    assert after["corrections"] == {}
    assert "NAT-1" in [row["code"] for row in ctrack.data("list", "national plan")["rows"]]
    assert ctrack.data("list", "ملخص")["total"] == 1
    ctrack.ok("undo")
    assert ctrack.data("show", "NAT-1") == before
    ctrack.ok("edit", "NAT-1", "--title", "National plan", "--deadline", "2027-03")
    assert ctrack.data("show", "NAT-1")["deadline"] == "2027-03"
    ctrack.ok("verify")


def test_the_catalogues_words_stay_beside_a_correction(ctrack: Runner) -> None:
    """A correction of the catalogue is local: what that says is shown beside it, and --restore takes it again."""
    before = ctrack.data("show", "KWT-25")
    ctrack.ok("edit", "KWT-25", "--title", "Experts on borders", "--source", "Legal department")
    ctrack.ok("edit", "KWT-25", "--title", "Experts for borders", "--kind", "action")
    shown = ctrack.data("show", "KWT-25")
    assert shown["titles"] == before["titles"] | {"en": "Experts for borders"}
    assert shown["corrections"]["title"]["was"] == before["titles"]
    assert shown["corrections"]["kind"] == {"was": before["kind"]}
    out = " ".join(ctrack.ok("show", "KWT-25").out.split())
    assert f"Corrected here: Title the catalogue has: {before['titles']['en']}" in out
    ctrack.ok("edit", "KWT-25", "--restore")
    assert ctrack.data("show", "KWT-25") == before
    ctrack.ok("verify")


def test_a_deadline_that_counts_from_the_adoption(ctrack: Runner) -> None:
    """The day is that of the instrument which holds the text; what names no date is kept in words, and says so."""
    done = ctrack.ok("edit", "KWT-25", "--text-deadline", "within 60 days of adoption")
    assert "The deadline counts from the adoption on 2024-11-05: 2025-01-04.\n" in done.err
    assert ctrack.data("show", "KWT-25")["deadline"] == "2025-01-04"
    done = ctrack.ok("edit", "KWT-25", "--text-deadline", "15 رمضان 1447 هـ")
    assert "2026-03-04" in done.err
    assert ctrack.data("show", "KWT-25")["deadline"] is None


def test_a_deadline_read_wrong(ctrack: Runner) -> None:
    """--text-deadline corrects what the text says for every party; targets are weighed against it."""
    ctrack.ok("edit", "GCTS-R7", "--deadline", "none")
    (row,) = ctrack.data("list", "GCTS-R7")["rows"]
    ctrack.ok("edit", "GCTS-R7", "--text-deadline", "March 2031")
    (changed,) = ctrack.data("list", "GCTS-R7")["rows"]
    assert (changed["deadline"], changed["due_on"]) == ("2031-03", "2031-03-31")
    ctrack.ok("edit", "GCTS-R7", "--restore")
    assert ctrack.data("list", "GCTS-R7")["rows"] == [row]


def test_whom_it_addresses(ctrack: Runner) -> None:
    """An addressee binds others from then on; a party with something recorded is not let go."""
    ctrack.ok("add", "NAT-1", "--title", "Plan")
    ctrack.ok("edit", "NAT-1", "--addressee", "both")
    assert [row["party"] for row in ctrack.data("show", "NAT-1")["parties"]] == ["UN", "NFP"]
    ctrack.ok("update", "NAT-1", "--party", "UN", "--progress", "10")
    with nothing_recorded(ctrack):
        refused(ctrack("edit", "NAT-1", "--addressee", "member_states"), 4, "UN has something recorded of NAT-1")
    ctrack.ok("edit", "NAT-1", "--addressee", "un_system")
    assert [row["party"] for row in ctrack.data("show", "NAT-1")["parties"]] == ["UN"]
    ctrack.ok("undo")
    ctrack.ok("verify")


def test_instruments_and_sections(ctrack: Runner) -> None:
    """Both are corrected by name; a section behind its instrument and a slash, also behind a symbol with slashes."""
    ctrack.ok("edit", "kuwait-2024", "--title-ar", "إعلان الكويت", "--url", "https://example.org/kuwait")
    shown = ctrack.data("instrument", "show", "kuwait-2024")
    assert (shown["titles"]["ar"], shown["url"]) == ("إعلان الكويت", "https://example.org/kuwait")
    assert set(shown["corrections"]) == {"title", "url"}
    assert "Corrected here: Title" in ctrack.ok("instrument", "show", "kuwait-2024").out
    ctrack.ok("edit", "A/RES/60/288/pillar-1", "--title", "First pillar")
    sections = {item["slug"]: item["title"] for item in ctrack.data("instrument", "show", "gcts-2006")["sections"]}
    assert sections["pillar-1"]["en"] == "First pillar"
    ctrack.ok("edit", "A/RES/60/288", "--symbol", "A/RES/60/288 (2006)")
    ctrack.ok("verify")


@pytest.mark.slow
def test_themes(ctrack: Runner) -> None:
    """Themes are corrected by name in either language, the catalogue's stay beside them, and undo brings them back."""
    ctrack.ok("edit", "KWT-13", "--theme", "الأسلحة", "--theme", "border")
    assert ctrack.data("show", "KWT-13")["themes"] == ["weapons", "border"]
    assert "the catalogue has: Border and travel · Weapons · Financing of terrorism" in ctrack.ok("show", "KWT-13").out
    ctrack.ok("undo")
    assert ctrack.data("show", "KWT-13")["themes"] == ["border", "weapons", "financing"]
    ctrack.ok("add", "NAT-1", "--title", "x", "--theme", "youth")
    ctrack.ok("edit", "NAT-1", "--theme", "none")
    assert ctrack.data("list", "theme:none")["total"] == 1
    ctrack.ok("verify")


def test_what_cannot_be_corrected(ctrack: Runner) -> None:
    """What a thing has not, nothing at all, no title left, no such section: refused, and nothing is recorded."""
    ctrack.ok("add", "NAT-1", "--title", "x")
    with nothing_recorded(ctrack):
        refused(ctrack("edit", "own", "--summary", "x"), 2, "--summary is no part of own", "--title")
        refused(ctrack("edit", "NAT-1"), 2, "--text-deadline")
        refused(ctrack("edit", "NAT-1", "--title", "none"), 2, "NAT-1 would have none left")
        refused(ctrack("edit", "NAT-1", "--title", ""), 2)
        refused(ctrack("edit", "KWT-25", "--section", "nosuch"), 3, "kuwait-2024/nosuch", "kuwait-2024/followup")
        refused(ctrack("edit", "KWT-25", "--restore"), 4, "Nothing of KWT-25 is corrected here")
        refused(ctrack("edit", "KWT-25", "--title", "x", "--deadline", "2027", "--source", "y"), 2, "alone")
        refused(ctrack("edit", "NAT-1", "--text-deadline", "12/07/2026"), 2, "--deadline")
        ctrack.ok("edit", "NAT-1", "--title", "Another", "-n")
    assert titles(ctrack, "NAT-1") == {"en": "x"}


def test_what_counts_is_told_before_and_after(ctrack: Runner) -> None:
    """A move tells the day that counts: the moved date in the place of the text's, and of what comes round its own."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06")
    (row,) = ctrack.data("edit", "NAT-1", "--deadline", "2027-03", "--source", "Decision 81/1")["rows"]
    assert (row["before"]["due"], row["after"]["due"]) == ("2026-06", "2027-03")
    ctrack.ok("recur", "NAT-1", "--every", "1y", "--anchor", "2026-12-31")
    (row,) = ctrack.data("edit", "NAT-1", "--deadline", "none")["rows"]
    assert (row["before"]["due"], row["after"]["due"]) == ("2026-12-31", "2026-12-31")
