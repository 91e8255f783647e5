"""`ctrack withdraw`: out of sight, never erased, and back again."""

from __future__ import annotations

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner


def codes(ctrack: Runner, *words: str) -> list[str]:
    """The codes that a listing has."""
    return [row["code"] for row in ctrack.data("list", *words)["rows"]]


def test_what_is_withdrawn_is_in_no_list_and_no_figure(ctrack: Runner) -> None:
    """Lists, due dates, reports, comparisons and calendars leave it out; a filter that asks for it has it."""
    ctrack.ok("update", "KWT-09", "--target", "2026-11-25")
    before = ctrack.data("report")["whole"]["total"]
    ctrack.ok("withdraw", "KWT-09", "--reason", "Entered twice")
    assert "KWT-09" not in codes(ctrack)
    assert codes(ctrack, "withdrawn:yes") == ["KWT-09"]
    assert codes(ctrack, "not", "withdrawn:yes", "KWT-09") == []
    assert ctrack.data("report")["whole"]["total"] == before - 1
    for words in (("due",), ("report",), ("changes", "--since", "2026-01-01"), ("report", "country")):
        assert "KWT-09" not in ctrack.ok(*words).out, words
    events = ctrack.ok("calendar").out.split("BEGIN:VEVENT")
    assert all("STATUS:CANCELLED" in event for event in events if "KWT-09" in event)
    ctrack.ok("withdraw", "KWT-09", "--back")
    assert "KWT-09" in codes(ctrack)
    assert ctrack.data("report")["whole"]["total"] == before


def test_it_is_shown_with_its_reason_and_its_history(ctrack: Runner) -> None:
    """`show` has everything, and says since when it is withdrawn and why."""
    ctrack.ok("note", "KWT-25", "Two named")
    ctrack.ok("withdraw", "kwt25", "--reason", "Entered twice")
    out = ctrack.ok("show", "KWT-25").out
    assert "21 November 2026: Entered twice" in out
    assert "Two named" in out
    assert ctrack.data("show", "KWT-25")["withdrawn"] == {"on": "2026-11-21", "why": {"en": "Entered twice"}}
    assert "مكرر" in ctrack.ok("withdraw", "KWT-26", "--reason", "مكرر", "--lang", "ar").out


def test_a_list_says_what_is_withdrawn(ctrack: Runner) -> None:
    """A filter that fits only what is out of sight says so, and how to see it."""
    ctrack.ok("withdraw", "KWT-25")
    assert "is withdrawn: 1 commitment. Add withdrawn:yes" in " ".join(ctrack.ok("list", "KWT-25").err.split())


def test_an_instrument_goes_with_its_commitments(ctrack: Runner) -> None:
    """What was withdrawn by itself stays so when the instrument comes back; its commitments come only with it."""
    count = len(codes(ctrack, "instrument:kuwait-2024"))
    ctrack.ok("withdraw", "KWT-25")
    assert f"{count - 1} commitments" in ctrack.ok("withdraw", "kuwait-2024", "--dry-run").out
    ctrack.ok("withdraw", "kuwait-2024")
    assert codes(ctrack, "instrument:kuwait-2024") == []
    assert "kuwait-2024" not in ctrack.ok("instrument", "list").out
    assert "kuwait-2024" in ctrack.ok("instrument", "list", "--withdrawn").out
    assert ctrack.data("instrument", "show", "kuwait-2024")["withdrawn"] == {"on": "2026-11-21"}
    refused(ctrack("withdraw", "KWT-26", "--back"), 4, "'ctrack withdraw kuwait-2024 --back' comes first")
    refused(ctrack("update", "KWT-26", "done"), 4, "kuwait-2024 was withdrawn")
    # A party that is tracked only now owes it out of sight as well.
    ctrack.ok("party", "add", "FR")
    assert codes(ctrack, "instrument:kuwait-2024", "party:FR") == []
    ctrack.ok("withdraw", "kuwait-2024", "--back")
    assert len(codes(ctrack, "instrument:kuwait-2024")) == count - 1
    assert ctrack.data("instrument", "show", "kuwait-2024")["commitments"] == 27


def test_as_of_a_day_before_it_is_in_sight(ctrack: Runner) -> None:
    """The past holds nothing of the future: a report of an earlier day has what was withdrawn since."""
    before = ctrack.data("report")["whole"]["total"]
    ctrack.ok("withdraw", "KWT-25", CTRACK_NOW="2026-11-23T09:00:00+00:00")
    later = {"CTRACK_NOW": "2026-11-24T09:00:00+00:00"}
    assert ctrack.data("report", **later)["whole"]["total"] == before - 1
    assert ctrack.data("report", "--as-of", "2026-11-22", **later)["whole"]["total"] == before
    assert ctrack.data("report", "--as-of", "2026-11-23", **later)["whole"]["total"] == before - 1


def test_people_and_agencies(ctrack: Runner) -> None:
    """Out of their lists, given no more work, with what still lies with them said; they keep it until it is moved."""
    ctrack.ok("agency", "add", "moi", "--name", "Ministry of Interior", "--name-ar", "وزارة الداخلية")
    ctrack.ok("person", "add", "Salem", "--email", "salem@example.org")
    ctrack.ok("assign", "KWT-25", "--lead", "moi", "--person", "Salem")
    assert "1 open undertaking" in ctrack.ok("withdraw", "moi").out
    assert "1 open undertaking" in ctrack.ok("withdraw", "salem").out
    for noun, name in (("agency", "moi"), ("person", "Salem")):
        assert name not in ctrack.ok(noun, "list").out
        assert name in ctrack.ok(noun, "list", "--withdrawn").out
    refused(ctrack("assign", "KWT-26", "--lead", "moi"), 4, "moi was withdrawn", "--back")
    refused(ctrack("assign", "KWT-26", "--person", "Salem"), 4, "Salem was withdrawn")
    assert codes(ctrack, "agency:moi") == ["KWT-25"]
    ctrack.ok("withdraw", "الداخلية", "--back")
    ctrack.ok("withdraw", "person:salem", "--back")
    assert ctrack.data("person", "list")["rows"][0]["is_active"] is True
    ctrack.ok("assign", "KWT-26", "--lead", "moi", "--person", "Salem")


def test_nobody_is_reminded_of_it(ctrack: Runner) -> None:
    """No mail goes out of what is out of sight."""
    ctrack.ok("person", "add", "Salem", "--email", "salem@example.org")
    ctrack.ok("assign", "KWT-21", "--person", "Salem")
    ctrack.ok("update", "KWT-21", "--target", "2026-11-22")
    assert "KWT-21" in ctrack.ok("remind", "person:Salem", "--dry-run").out
    ctrack.ok("withdraw", "KWT-21")
    planned = ctrack("remind", "--dry-run")
    assert "KWT-21" not in planned.out + planned.err


def test_undo_and_redo(ctrack: Runner) -> None:
    """A withdrawal is one step, as any other command."""
    ctrack.ok("withdraw", "KWT-25")
    assert "Withdrawn" in ctrack.ok("undo").out
    assert "KWT-25" in codes(ctrack)
    ctrack.ok("redo")
    assert "KWT-25" not in codes(ctrack)
    ctrack.ok("verify")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nosuch",), 3, "named nosuch"),
        (("KWT-25", "--back"), 4, "KWT-25 is not withdrawn"),
        (("moi",), 3, "agency:moi, person:Moi"),
        (("agency:nosuch",), 3, "no agency nosuch"),
    ],
    ids=str,
)
def test_refusals(words: tuple[str, ...], code: int, said: str, ctrack: Runner) -> None:
    """What is unknown, not withdrawn, or the name of two things is refused with what to write."""
    ctrack.ok("agency", "add", "moi", "--name", "Ministry of Interior")
    ctrack.ok("person", "add", "Moi")
    with nothing_recorded(ctrack):
        refused(ctrack("withdraw", *words), code, said)


def test_twice_is_refused(ctrack: Runner) -> None:
    """What is out of sight already is named with the day and the way back."""
    ctrack.ok("withdraw", "KWT-25")
    with nothing_recorded(ctrack):
        refused(ctrack("withdraw", "KWT-25"), 4, "was withdrawn on 2026-11-21", "--back")
        refused(ctrack("note", "KWT-25", "x"), 4, "KWT-25 was withdrawn")


def test_in_plain_words(ctrack: Runner) -> None:
    """A bare word that says so lists what is out of sight, in both languages, and a filter never writes to it."""
    ctrack.ok("withdraw", "KWT-25")
    for word in ("withdrawn", "hidden", "مخفي"):
        assert codes(ctrack, word) == ["KWT-25"]
    with nothing_recorded(ctrack):
        refused(ctrack("update", "withdrawn:yes", "--tag", "x"), 3)
        refused(ctrack("update", "withdrawn:yes", "--tag", "x", "--party", "UN"), 3)


def test_what_is_refused_can_be_typed_as_it_is_told(ctrack: Runner) -> None:
    """A reason without its option, and a name with blanks, are answered with a line that works."""
    ctrack.ok("person", "add", "Salem Al-Sabah")
    refused(ctrack("withdraw", "KWT-25", "Entered", "twice"), 2, 'ctrack withdraw KWT-25 --reason "Entered twice"')
    refused(ctrack("withdraw", "Salem", "Al-Sabah"), 2, 'ctrack withdraw "Salem Al-Sabah"')
    ctrack.ok("withdraw", "Salem Al-Sabah")
    refused(ctrack("withdraw", "Salem Al-Sabah"), 4, 'ctrack withdraw "Salem Al-Sabah" --back')
    refused(ctrack("restore", "KWT-25"), 2, "ctrack withdraw KWT-25 --back")


def test_for_programs(ctrack: Runner) -> None:
    """CSV has the day before and after as data."""
    head, row = ctrack.ok("withdraw", "KWT-25", "--format", "csv").out.splitlines()
    assert head == "kind,key,withdrawn_before,withdrawn_after,commitments,open"
    assert row == "code,KWT-25,,2026-11-21,1,2"


def test_letters_within_a_word_name_nothing(ctrack: Runner) -> None:
    """What is withdrawn is named by whole words: "all" stands within one of a title, and no more than that."""
    with nothing_recorded(ctrack):
        for word in ("all", "everything", "الكل", "tous", "wai"):
            refused(ctrack("withdraw", word), 3)
        refused(ctrack("edit", "all", "--title", "x"), 3)
    ctrack.ok("withdraw", "kuwait", "--dry-run")
    ctrack.ok("withdraw", "Kuwait declaration", "--dry-run")
    ctrack.ok("withdraw", "إعلان الكويت", "--dry-run")
