"""Servers that refuse, hang, die or are not there: nothing is lost, and one bad address stops nobody else."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.notify.conftest import Authority
from tests.notify.mail_servers import free_port
from tests.support.offices import address_of, configure, read_mails
from tests.support.post_office import PostOffice
from tests.support.runner import Outcome, Runner

PEOPLE = ("Amira", "Badr", "Cyrine", "Dana")
TWO_EACH = {address_of(name): 2 for name in PEOPLE}
SENT, FAILED, QUEUED = "sent", "failed", "queued"


def at(clock: str, day: str = "2026-11-21") -> dict[str, str]:
    """The environment in which it is that time, UTC."""
    return {"CTRACK_NOW": f"{day}T{clock}:00+00:00"}


def taken(post: PostOffice) -> Counter[str]:
    """How many mails the server took for each address."""
    return Counter(letter.to for letter in post.letters)


def states(runner: Runner, name: str) -> list[tuple[str, int]]:
    """What became of the mails to somebody, and how often they were tried."""
    return [(row["state"], row["attempts"]) for row in read_mails(runner) if row["name"] == name]


def check_silent(outcome: Outcome) -> None:
    """What cron does not mail to anybody."""
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def test_all_goes_well(by_mail: Runner, post: PostOffice) -> None:
    """Eight mails for four people, each once; the second run has nothing to do."""
    check_silent(by_mail("remind"))
    assert taken(post) == TWO_EACH
    check_silent(by_mail("remind"))
    assert set(post.counts().values()) == {1}
    assert len(post.letters) == 8


def test_one_mail_for_all_that_somebody_has(office: Runner, post: PostOffice) -> None:
    """In a digest each person gets one mail of everything."""
    configure(office, "smtp", post.settings())
    check_silent(office("remind"))
    assert {(letter.to, letter.codes) for letter in post.letters} == {
        (address_of(name), (f"KWT-{number:02}", f"KWT-{number + 4:02}")) for number, name in enumerate(PEOPLE, start=11)
    }
    assert len(post.letters) == 4


def test_an_address_that_is_refused_for_now(by_mail: Runner, post: PostOffice) -> None:
    """450 for one recipient: the others get theirs at once, this one's wait longer and longer, and then go out."""
    post.behave = lambda stage, number, to: "450 later" if (stage, to) == ("rcpt", address_of("Badr")) else None
    first = by_mail("remind", **at("06:00"))
    assert (first.code, first.out, first.err.count("\n")) == (6, "", 2)
    assert "Badr <badr@moi.example> yet: 127.0.0.1 does not take the mail" in first.err
    assert taken(post) == {key: 2 for key in TWO_EACH if key != address_of("Badr")}
    ids = {row["message_id"] for row in read_mails(by_mail) if row["name"] == "Badr"}
    tries = []
    # However often it is asked, the server is tried at growing distances: a quarter of an hour, an hour, four hours.
    for minute in (5, 14, 15, 16, 60, 74, 75, 76, 314, 315, 316, 1000):
        before = post.reached["rcpt"]
        outcome = by_mail("remind", **at(f"{6 + minute // 60:02}:{minute % 60:02}"))
        if post.reached["rcpt"] > before:
            tries.append(minute)
            assert outcome.code == 6
        else:
            check_silent(outcome)
    assert tries == [15, 75, 315]
    assert states(by_mail, "Badr") == [(QUEUED, 4)] * 2
    post.behave = lambda stage, number, to: None
    check_silent(by_mail("remind", **at("06:00", "2026-11-22")))
    assert taken(post) == TWO_EACH
    assert {letter.message_id for letter in post.letters if letter.to == address_of("Badr")} == ids
    assert set(post.counts().values()) == {1}


def test_an_address_that_is_refused_for_good(by_mail: Runner, post: PostOffice) -> None:
    """550 stops the mail and names it; once the address is mended `retry` sends it, by the same Message-ID."""
    post.behave = lambda stage, number, to: "550 no such user" if (stage, to) == ("rcpt", "dana@moi.example") else None
    first = by_mail("remind")
    assert (first.code, first.out, first.err.count("\n")) == (6, "", 3)
    assert "Nobody hears of KWT-14 KWT-18:" in first.err
    assert len(re.findall(r"No reminder to Dana <dana@moi.example>: .*550 no such user", first.err)) == 2
    assert taken(post) == {key: 2 for key in TWO_EACH if key != address_of("Dana")}
    assert states(by_mail, "Dana") == [(FAILED, 1)] * 2
    failed = [row for row in by_mail.data("remind", "log", "--state", "failed")["rows"] if row["name"] != "-"]
    assert [row["name"] for row in failed] == ["Dana", "Dana"]
    assert all("550 no such user" in row["error"] for row in failed)
    again = by_mail("remind", **at("09:00", "2026-11-22"))
    assert (again.code, again.err.count("\n"), "Nobody hears of KWT-14 KWT-18:" in again.err) == (6, 1, True)
    by_mail.ok("person", "edit", "Dana", "--email", "dana.new@moi.example")
    check_silent(by_mail("remind", "retry"))
    mended = [letter for letter in post.letters if letter.to == "dana.new@moi.example"]
    assert {letter.message_id for letter in mended} == {row["message_id"] for row in failed}
    assert states(by_mail, "Dana") == [(SENT, 1)] * 2
    check_silent(by_mail("remind", "retry"))
    assert set(post.counts().values()) == {1}


@pytest.mark.slow
def test_retry_of_one_person(by_mail: Runner, post: PostOffice) -> None:
    """`retry --person` leaves the others' mails where they are."""
    refused = {address_of("Dana"), address_of("Badr")}
    post.behave = lambda stage, number, to: "550 no" if stage == "rcpt" and to in refused else None
    assert by_mail("remind").code == 6
    refused.clear()
    check_silent(by_mail("remind", "retry", "--person", "Badr"))
    assert (states(by_mail, "Badr"), states(by_mail, "Dana")) == ([(SENT, 1)] * 2, [(FAILED, 1)] * 2)
    check_silent(by_mail("remind", "retry"))
    assert taken(post) == TWO_EACH | {address_of("Boss"): 2}


@pytest.mark.slow
@pytest.mark.parametrize("bad", ["not an address", "a@b@c", "x@", "amira@moi.example\r\nBcc: all@moi.example", None])
def test_an_address_that_is_none(office: Runner, post: PostOffice, bad: str | None) -> None:
    """However an address got into the register, that mail fails and is the overseer's; nothing is injected."""
    configure(office, "smtp", post.settings())
    set_address(office, "Amira", bad)
    outcome = office("remind")
    assert (outcome.code, outcome.out) == (6, "")
    assert "Amira" in outcome.err
    assert outcome.err.count("\n") == 1
    assert taken(post) == {address_of(name): 1 for name in (*PEOPLE[1:], "Boss")}
    assert [state for state, _ in states(office, "Amira")] == [FAILED]


def set_address(runner: Runner, name: str, address: str | None) -> None:
    """Write an address into the register that no command would take."""
    from sqlalchemy import update

    from ctrack.store.tables import person
    from tests.support.registers import opened

    with opened(runner) as register, register.engine.begin() as connection:
        connection.execute(update(person).where(person.c.name == name).values(email=address))


def test_an_authority_that_nobody_knows(office: Runner, authority: Authority) -> None:
    """A certificate of an unknown authority: nothing goes, no attempt counts, one sentence; with the authority all."""
    with PostOffice(tls=authority.context()) as post:
        configure(office, "smtp", post.settings(security="starttls"), digest=False)
        outcome = office("remind")
        assert (outcome.code, outcome.out, outcome.err.count("\n")) == (6, "", 1)
        assert "certificate" in outcome.err
        assert "Nothing is lost" in outcome.err
        assert post.letters == []
        assert {(row["state"], row["attempts"]) for row in read_mails(office)} == {(QUEUED, 0)}
        configure(office, "smtp", post.settings(security="starttls", ca_file=authority.ca_file), digest=False)
        check_silent(office("remind"))
        assert taken(post) == TWO_EACH


def test_no_server_at_all(office: Runner) -> None:
    """While the server is down nothing is lost and nothing counts, however often; once it is up all goes out."""
    port = free_port()
    settings: dict[str, Any] = {"host": "127.0.0.1", "port": port, "security": "none", "timeout": 5}
    configure(office, "smtp", settings, digest=False)
    for clock in ("06:00", "06:01", "12:00"):
        outcome = office("remind", **at(clock))
        assert (outcome.code, outcome.out, outcome.err.count("\n")) == (6, "", 1)
        assert f"does not answer on port {port}" in outcome.err
        assert {(row["state"], row["attempts"]) for row in read_mails(office)} == {(QUEUED, 0)}
    with PostOffice(port=port) as post:
        check_silent(office("remind", **at("12:01")))
        assert taken(post) == TWO_EACH
        assert set(post.counts().values()) == {1}


@pytest.mark.slow
def test_a_server_that_goes_away_in_the_midst(by_mail: Runner, post: PostOffice) -> None:
    """421 after three mails ends the run in one sentence; the next run sends the rest, and only that."""
    post.behave = lambda stage, number, to: "421 closing" if stage == "mail" and number >= 3 else None
    outcome = by_mail("remind")
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (6, "", 1)
    assert len(post.letters) == 3
    assert Counter(row["state"] for row in read_mails(by_mail)) == {SENT: 3, QUEUED: 5}
    assert {row["attempts"] for row in read_mails(by_mail) if row["state"] == QUEUED} == {0}
    post.behave = lambda stage, number, to: None
    check_silent(by_mail("remind"))
    assert taken(post) == TWO_EACH
    assert set(post.counts().values()) == {1}


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["mail", "rcpt", "data"])
def test_a_server_that_hangs(office: Runner, post: PostOffice, stage: str) -> None:
    """Nobody waits longer than was set; what was not answered is tried by a later run."""
    configure(office, "smtp", post.settings(timeout=1), digest=False)
    post.behave = lambda at_stage, number, to: "hang" if (at_stage, number) == (stage, 2) else None
    outcome = office("remind")
    assert outcome.out == ""
    post.behave = lambda at_stage, number, to: None
    assert outcome.code in (0, 6)
    again = office("remind", **at("09:00", "2026-11-22"))
    check_silent(again)
    assert taken(post) == TWO_EACH
    assert {row["state"] for row in read_mails(office)} == {SENT}


def test_a_server_that_dies_after_the_data(by_mail: Runner, post: PostOffice) -> None:
    """The mail is taken and the answer never comes: a later run repeats it with the same Message-ID, and no other."""
    post.behave = lambda stage, number, to: "die" if (stage, number) == ("taken", 1) else None
    outcome = by_mail("remind")
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (6, "", 1)
    assert "broke before it took the mail" in outcome.err
    assert Counter(row["state"] for row in read_mails(by_mail)) == {SENT: 7, QUEUED: 1}
    check_silent(by_mail("remind", **at("09:00", "2026-11-22")))
    assert sorted(post.counts().values()) == [1] * 7 + [2]
    assert all(len(ids) == 1 for ids in post.identities().values())
    assert len(post.identities()) == 8


@pytest.mark.slow
def test_a_server_that_is_slow_after_its_answer(office: Runner, post: PostOffice) -> None:
    """A mail that was answered is sent, whatever the server does then."""
    configure(office, "smtp", post.settings(timeout=1), digest=False)
    post.behave = lambda stage, number, to: "hang" if (stage, number) == ("mail", 7) else None
    outcome = office("remind")
    assert outcome.out == ""
    counted = Counter(row["state"] for row in read_mails(office))
    assert counted[SENT] >= 7
    assert len(post.letters) == counted[SENT]


@pytest.mark.slow
def test_giving_up_is_told(office: Runner, post: PostOffice) -> None:
    """A mail that is put off for five days fails then, is named, and is in the list of what failed."""
    configure(office, "smtp", post.settings(), digest=False, offsets=[7], after=0)
    post.behave = lambda stage, number, to: "451 not now" if (stage, to) == ("rcpt", "dana@moi.example") else None
    told = []
    for number in range(2 * 16):
        moment = datetime(2026, 11, 21, tzinfo=UTC) + timedelta(days=number / 2)
        outcome = office("remind", CTRACK_NOW=moment.isoformat())
        assert outcome.code == (6 if outcome.err else 0)
        told += [line for line in outcome.err.splitlines() if "Dana <" in line]
    assert states(office, "Dana") == [(FAILED, 8)] * 2
    assert len(told) == 16
    assert ["retry" in line for line in told] == [False] * 14 + [True] * 2
    assert taken(post)[address_of("Dana")] == 0


def test_what_waits_is_overtaken(by_mail: Runner, post: PostOffice) -> None:
    """A server that was down over two thresholds: each person hears of the newest only, and a dry run says so."""
    post.behave = lambda stage, number, to: "421 closing" if stage == "mail" else None
    assert by_mail("remind", "--today", "2026-11-21").code == 6
    assert by_mail("remind", "--today", "2026-11-27").code == 6
    post.behave = lambda stage, number, to: None
    planned = by_mail.data("remind", "--dry-run", "--today", "2026-11-28")["rows"]
    assert {one["threshold"] for row in planned for one in row["notices"]} == {0}
    check_silent(by_mail("remind", "--today", "2026-11-28"))
    assert taken(post) == TWO_EACH
    assert set(post.counts()) == {row["message_id"] for row in planned}
    assert Counter(row["state"] for row in read_mails(by_mail)) == {"dropped": 16, SENT: 8}


def test_what_waits_moves_with_a_handover(by_mail: Runner, post: PostOffice) -> None:
    """A mail that waits for somebody who has handed over goes to nobody; the one who took over gets another."""
    post.behave = lambda stage, number, to: "450 later" if (stage, to) == ("rcpt", address_of("Amira")) else None
    assert by_mail("remind", **at("06:00")).code == 6
    post.behave = lambda stage, number, to: None
    by_mail.ok("handover", "--from", "Amira", "--to", "Dana", **at("07:00"))
    check_silent(by_mail("remind", **at("09:00")))
    assert taken(post) == {address_of("Badr"): 2, address_of("Cyrine"): 2, address_of("Dana"): 4}
    assert states(by_mail, "Amira") == [("dropped", 1)] * 2


@pytest.mark.slow
def test_what_waits_for_somebody_who_left(by_mail: Runner, post: PostOffice) -> None:
    """A mail that waits for somebody who is no longer active goes to the overseer, and not to the one who left."""
    post.behave = lambda stage, number, to: "450 later" if (stage, to) == ("rcpt", address_of("Amira")) else None
    assert by_mail("remind", **at("06:00")).code == 6
    post.behave = lambda stage, number, to: None
    by_mail.ok("person", "edit", "Amira", "--inactive", **at("07:00"))
    check_silent(by_mail("remind", **at("09:00")))
    assert taken(post) == {address_of(name): 2 for name in ("Badr", "Cyrine", "Dana", "Boss")}
