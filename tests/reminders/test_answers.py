"""What people answer becomes a proposal, which a person takes; what is forged becomes nothing."""

from __future__ import annotations

from typing import Any

import pexpect
import pytest

from tests.cli.commands.test_review import await_keys, sitting
from tests.cli.promises import refused
from tests.reminders.conftest import configure_folder
from tests.reminders.test_faults import at, check_silent
from tests.support.offices import read_mails
from tests.support.replies import answer, find_mail, open_maildir, write_reply
from tests.support.runner import Runner

MONDAY = at("09:00", "2026-11-23")
SERVER = ("Authentication-Results", "mx.mofa.example; dmarc=pass")


@pytest.fixture
def asked(office: Runner) -> Runner:
    """An office in which everybody was reminded, and whose answers come into a Maildir."""
    configure_folder(office)
    open_maildir(office)
    check_silent(office("remind", **at("06:00")))
    return office


def read(runner: Runner) -> list[dict[str, Any]]:
    """What came in, and was taken for answers."""
    rows: list[dict[str, Any]] = runner.data("remind", "answers", **MONDAY)["rows"]
    return rows


def status_of(runner: Runner, code: str) -> tuple[str, int]:
    """Where a commitment stands."""
    (row,) = runner.data("list", f"code:{code}", **MONDAY)["rows"]
    return row["status"], row["progress"]


def test_an_answer_is_a_proposal(asked: Runner) -> None:
    """Each line with a code is one; nothing moves until a person takes it; undone, it waits again."""
    answer(asked, "Amira", "\u200fKWT-11: 40%\u200f\nKWT-15: by March")
    check_silent(asked("remind", "answers", **MONDAY))
    assert status_of(asked, "KWT-11") == ("not_reported", 0)
    rows = asked.data("remind", "answers", "--waiting", **MONDAY)["rows"]
    assert [(row["code"], row["progress"], row["day"]) for row in rows] == [
        ("KWT-11", 40, None), ("KWT-15", None, "2027-03"),
    ]  # fmt: skip
    assert "2 answers to reminders wait: 'ctrack review'" in asked.ok(**MONDAY).err
    asked.ok("remind", "accept", "1", "2", "--dry-run", **MONDAY)
    said = asked.ok("remind", "accept", "1", "2", **MONDAY).out
    assert "not reported 0% -> in progress 40%" in said
    assert "28 November 2026 -> March 2027" in said
    assert "Mail of Amira <amira@moi.example>" in asked.ok("show", "KWT-11", **MONDAY).out
    assert asked.data("remind", "answers", "--waiting", **MONDAY)["rows"] == []
    refused(asked("remind", "accept", "1", **MONDAY), 3, "No answer 1 waits")
    asked.ok("undo", **MONDAY)
    assert len(asked.data("remind", "answers", "--waiting", **MONDAY)["rows"]) == 2
    asked.ok("remind", "dismiss", "1", "2", **MONDAY)
    assert asked.data("remind", "answers", "--waiting", **MONDAY)["rows"] == []
    asked.ok("verify")


def test_which_one_is_meant(asked: Runner) -> None:
    """A bare answer to a mail of two is for a person to read; that both were seen is known; a mail is read once."""
    answer(asked, "Badr", "done", is_quoting=False)
    (row,) = read(asked)
    assert (row["kind"], row["line"]) == ("unclear", "done")
    answer(asked, "Badr", "seen")
    assert [(row["code"], row["state"]) for row in read(asked)] == [("KWT-12", "seen"), ("KWT-16", "seen")]
    answer(asked, "Badr", "seen")
    assert read(asked) == []


@pytest.mark.parametrize(
    ("given", "vouching", "said"),
    [
        ({"sender": "evil@x.example"}, "", "does not come from the address"),
        ({"fields": (("Authentication-Results", "mx; dmarc=fail"),)}, "", "DMARC"),
        ({}, "mx.mofa.example", "DMARC"),
        ({"fields": (("Authentication-Results", "evil.example; dmarc=pass"),)}, "mx.mofa.example", "DMARC"),
    ],
)
def test_what_is_forged_records_nothing(office: Runner, given: dict[str, Any], vouching: str, said: str) -> None:
    """Another sender, a sender that a server disowns, or one for whom the server that counts does not speak."""
    configure_folder(office)
    open_maildir(office, server=vouching)
    office.ok("person", "edit", "Amira", "--answers", "record")
    check_silent(office("remind", **at("06:00")))
    answer(office, "Amira", "KWT-11: done", **given)
    refused(office("remind", "answers", **MONDAY), 6, said)
    check_silent(office("remind", "answers", **MONDAY))
    assert status_of(office, "KWT-11") == ("not_reported", 0)
    answer(office, "Amira", "KWT-11: done", fields=(SERVER,))
    check_silent(office("remind", "answers", **MONDAY))
    assert status_of(office, "KWT-11") == ("implemented", 100)


def test_mail_that_answers_nothing(asked: Runner) -> None:
    """Without a mark, or written by a program, it is passed over without a word."""
    mail = find_mail(asked, "Amira")
    del mail["References"]
    folder = asked.home / "Maildir" / "new"
    (folder / "1").write_bytes(write_reply(mail, "done", sender="amira@moi.example", is_quoting=False))
    answer(asked, "Amira", "KWT-11: done", fields=(("Auto-Submitted", "auto-replied"),))
    (folder / "2").write_bytes(b"\xff\0" * 50)
    check_silent(asked("remind", "answers", **MONDAY))
    assert asked.data("remind", "answers", "--waiting", **MONDAY)["rows"] == []
    assert not list(folder.iterdir())


def test_whoever_is_trusted(asked: Runner) -> None:
    """Their plain answer is recorded at once as the agency's word; with words behind it, or not theirs, it waits."""
    asked.ok("person", "edit", "Amira", "--answers", "record", **MONDAY)
    answer(asked, "Amira", "KWT-11: done\nKWT-15: done, but for the second part")
    assert [row["state"] for row in read(asked)] == ["recorded", "open"]
    assert status_of(asked, "KWT-11") == ("implemented", 100)
    assert status_of(asked, "KWT-15") == ("not_reported", 0)
    (row,) = asked.data("list", "code:KWT-11", **MONDAY)["rows"]
    assert row["voice"] == "agency"
    asked.ok("person", "edit", "Amira", "--answers", "none", **MONDAY)
    answer(asked, "Amira", "KWT-11: not mine")
    (row,) = read(asked)
    asked.ok("remind", "accept", str(row["id"]), **MONDAY)
    assert asked.data("list", "code:KWT-11", **MONDAY)["rows"][0]["person"] is None


def test_seen_stops_the_way_to_the_overseer(office: Runner) -> None:
    """Of two who say nothing of the status, the overseer hears of the one who did not write back."""
    configure_folder(office, escalate_after=1, offsets=[6, 1])
    open_maildir(office)
    check_silent(office("remind", **at("06:00", "2026-11-22")))
    answer(office, "Amira", "seen")
    check_silent(office("remind", "answers", **at("07:00", "2026-11-22")))
    check_silent(office("remind", **at("06:00", "2026-11-27")))
    told = [row for row in read_mails(office) if row["name"] == "Boss"]
    assert [item["code"] for row in told for item in row["reminders"]] == ["KWT-12", "KWT-16"]
    assert status_of(office, "KWT-11") == ("not_reported", 0)


def test_what_was_written_is_hostile(asked: Runner) -> None:
    """Escapes, overrides and markup of a mail do nothing to the screen of who reads them."""
    answer(asked, "Cyrine", "KWT-13: done\x1b[2J\u202e[red]<b>")
    shown = asked("remind", "answers", terminal=True, **MONDAY).out
    assert "\x1b[2J" not in shown
    assert "\u202e" not in shown
    assert "[red]<b>" in shown


def test_standard_input(asked: Runner) -> None:
    """A mail server hands over a mail; of one that is forged it hears nothing that would send it back."""
    mail = find_mail(asked, "Dana")
    forged = write_reply(mail, "KWT-14: done", sender="evil@x.example")
    outcome = asked("remind", "answers", "-", stdin=forged, **MONDAY)
    assert (outcome.code, outcome.out) == (0, "")
    assert "does not come from the address" in outcome.err
    asked.ok("remind", "answers", "-", stdin=write_reply(mail, "KWT-14: done", sender="dana@moi.example"), **MONDAY)
    (row,) = asked.data("remind", "answers", "--waiting", **MONDAY)["rows"]
    assert (row["code"], row["status"]) == ("KWT-14", "implemented")


def test_places_that_are_none(asked: Runner) -> None:
    """No place, no Maildir and an address without a password are named with what to write."""
    refused(asked("remind", "answers", "/nowhere", **MONDAY), 2, "is no Maildir")
    refused(asked("remind", "answers", "imaps://mx.example/INBOX", **MONDAY), 2, "answers.password_command")
    configure_folder(asked)
    refused(asked("remind", "answers", **MONDAY), 2, "ctrack config set answers.from")


@pytest.mark.slow
def test_an_answer_is_taken_in_a_review(asked: Runner) -> None:
    """What somebody answered waits among what presses, stands on the card, and one key takes it."""
    answer(asked, "Amira", "KWT-11: 40%")
    read(asked)
    with sitting(asked, "KWT-11", **asked.environ, **MONDAY) as child:
        assert "40% · Amira" in await_keys(child)
        child.send("t")
        child.expect_exact("Answer: 40%")
        child.send("k")
        child.expect_exact("That was all.")
        child.expect(pexpect.EOF)
    assert status_of(asked, "KWT-11") == ("in_progress", 40)
    assert asked.data("remind", "answers", "--waiting", **MONDAY)["rows"] == []
    asked.ok("undo", **MONDAY)
    assert status_of(asked, "KWT-11") == ("not_reported", 0)
