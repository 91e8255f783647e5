"""Whoever is to hear hears, or the next; and where nobody hears that is said, once a day."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reminders.conftest import configure_folder
from tests.reminders.test_faults import at, check_silent
from tests.support.offices import address_of, configure, read_mails
from tests.support.post_office import PostOffice, Rule
from tests.support.runner import Runner

DAY, NEXT = {"CTRACK_NOW": "2026-11-21T06:00:00+00:00"}, {"CTRACK_NOW": "2026-11-22T06:00:00+00:00"}
# What is due of Dana's: one's own focal point without an overseer.
HERS = "KWT-14 KWT-18"


def heard_of(runner: Runner) -> dict[str, set[str]]:
    """Who was told of which commitments."""
    found: dict[str, set[str]] = {}
    for row in read_mails(runner):
        if row["state"] == "sent":
            found.setdefault(row["name"], set()).update(item["code"] for item in row["reminders"])
    return found


@pytest.mark.parametrize("words", [("--inactive",), ("--email", "none")], ids=["left", "no-address"])
def test_nobody_hears(office: Runner, words: tuple[str, ...]) -> None:
    """Codes that nobody hears are named on stderr with exit code 6, once a day; a dry run names them each time."""
    configure_folder(office)
    office.ok("person", "edit", "Dana", *words, **DAY)
    for _ in range(2):
        planned = office("remind", "--dry-run", **DAY)
        assert (planned.code, HERS in planned.err) == (6, True)
    first = office("remind", **DAY)
    assert (first.code, first.out) == (6, "")
    assert f"Nobody hears of {HERS}: there is no focal point" in first.err
    check_silent(office("remind", **DAY))
    again = office("remind", **NEXT)
    assert (again.code, again.err) == (6, first.err.splitlines(keepends=True)[0])
    assert [row["state"] for row in read_mails(office) if row["name"] == "-"] == ["failed"]
    office.ok("assign", "KWT-14", "--person", "Badr", **NEXT)
    office.ok("assign", "KWT-18", "--person", "Badr", **NEXT)
    check_silent(office("remind", **at("06:00", "2026-11-23")))
    assert heard_of(office)["Badr"] >= {"KWT-14", "KWT-18"}


def test_a_code_that_falls_silent_later_on_the_day(office: Runner) -> None:
    """It is named by the next run of the same day, without those that were named already."""
    configure_folder(office)
    office.ok("person", "edit", "Dana", "--inactive", **DAY)
    assert HERS in office("remind", **DAY).err
    office.ok("person", "edit", "Cyrine", "--inactive", **DAY)
    later = office("remind", **at("09:00"))
    assert (later.code, "KWT-13 KWT-17:" in later.err, HERS in later.err) == (6, True, False)


def test_where_else_it_is_said(office: Runner) -> None:
    """The dashboard and the doctor say it too; not where no channel sends reminders."""
    configure_folder(office)
    office.ok("person", "edit", "Dana", "--inactive", **DAY)
    said = f"Nobody hears of {HERS}"
    assert said in office(**DAY).err
    assert said in office("doctor", **DAY).out
    configure(office, "")
    assert "Nobody hears" not in office(**DAY).err + office("doctor", **DAY).out
    assert said in office("remind", "--dry-run", **DAY).err


def test_the_order_of_turning(office: Runner) -> None:
    """The focal point, somebody of the agency, the overseer, the stand-in: the first who hears, and with the reason."""
    configure_folder(office, digest=False, fallback="Cyrine")
    office.ok("agency", "add", "MOI", "--name", "Interior", **DAY)
    for name in ("Amira", "Badr", "Dana"):
        office.ok("person", "edit", name, "--email", "none", **DAY)
    office.ok("person", "add", "Ehab", "--email", address_of("Ehab"), "--agency", "MOI", **DAY)
    office.ok("assign", "KWT-11", "--lead", "MOI", **DAY)
    letters = {row["notices"][0]["code"]: row for row in office.data("remind", "--dry-run", **DAY)["rows"]}
    names = {code: letters[code]["to"]["name"] for code in ("KWT-11", "KWT-12", "KWT-14")}
    assert names == {"KWT-11": "Ehab", "KWT-12": "Boss", "KWT-14": "Cyrine"}
    assert "Badr has no e-mail address, so that this comes to you" in letters["KWT-12"]["text"]
    assert letters["KWT-12"]["notices"][0]["because"] == "unreachable"
    outcome = office("remind", **DAY)
    assert (outcome.code, outcome.err.count("has no e-mail address")) == (6, 6)
    assert heard_of(office)["Ehab"] == {"KWT-11"}
    assert heard_of(office)["Cyrine"] >= {"KWT-14", "KWT-18"}


def test_a_stand_in_who_left(office: Runner) -> None:
    """A stand-in who is inactive hears nothing, and is named."""
    configure_folder(office, fallback="Boss")
    office.ok("person", "edit", "Dana", "--inactive", **DAY)
    office.ok("person", "edit", "Boss", "--inactive", **DAY)
    outcome = office("remind", **DAY)
    assert outcome.code == 6
    assert f"Nobody hears of {HERS}" in outcome.err
    assert "nor can Boss, whom remind.fallback names" in outcome.err


def test_what_is_refused_goes_to_the_next_at_once(office: Runner, post: PostOffice) -> None:
    """In the same run the overseer gets what the focal point's server refused, with the reason."""
    configure(office, "smtp", post.settings())
    post.rules = (Rule("rcpt", "550 no such user", address_of("Badr")), Rule("rcpt", "550 no", address_of("Dana")))
    outcome = office("remind", **DAY)
    assert (outcome.code, outcome.err.count("\n")) == (6, 3)
    assert f"Nobody hears of {HERS}" in outcome.err
    passed = next(letter for letter in post.letters if letter.to == address_of("Boss"))
    assert passed.codes == ("KWT-12", "KWT-16")
    assert b"mail to Badr was refused, so that this comes to you" in passed.raw
    assert office("remind", **at("07:00")).code == 0
    assert set(post.counts().values()) == {1}


def test_a_refusal_counts_for_escalation(office: Runner, post: PostOffice) -> None:
    """Reminders that were refused are reminders that nobody answered, also once the address is mended."""
    configure(office, "smtp", post.settings(), escalate_after=1, digest=False)
    office.ok("agency", "add", "MOI", "--name", "Interior", **DAY)
    office.ok("person", "add", "Ehab", "--email", address_of("Ehab"), "--agency", "MOI", **DAY)
    office.ok("assign", "KWT-11", "--lead", "MOI", **DAY)
    post.rules = (Rule("rcpt", "550 no such user", address_of("Amira")),)
    # Later than what was recorded as the office was made: that would be an answer.
    office("remind", **at("06:00", "2027-01-02"))
    post.rules = ()
    office("remind", **at("06:00", "2027-01-09"))
    told: dict[str, Any] = {row["name"]: row for row in read_mails(office) if row["reminders"][0]["code"] == "KWT-11"}
    assert set(told) == {"Amira", "Ehab", "Boss"}
    assert told["Boss"]["reminders"][0]["escalated"]
