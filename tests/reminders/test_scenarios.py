"""Servers that answer badly, each a row of a table: what is due arrives, once, and one mail's trouble is that mail's.

Each row has the answers of the server, and what is so after the first run: how many mails were taken, and how often one
was tried in vain. Then comes the next morning with the same answers, and one on which the server is well again.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass

import pytest

from tests.reminders.conftest import DUTIES
from tests.support.offices import address_of, configure, read_mails
from tests.support.post_office import PostOffice, Rule
from tests.support.runner import Runner

BADR, DANA = address_of("Badr"), address_of("Dana")
EXPECTED = {(address_of(duty.person), (duty.code,)) for duty in DUTIES}


@dataclass(frozen=True)
class Scenario:
    """A server's answers; how many mails it took in the first run and in both, and how many came twice in the end."""

    name: str
    rules: tuple[Rule, ...]
    taken: int
    in_vain: int = 0
    taken_next: int = 8
    repeated: int = 0
    last_words: str = ""


SCENARIOS = (
    Scenario("421-to-one-recipient", (Rule("rcpt", "421 closing", BADR),), 6, 1, 6),
    Scenario("421-to-the-data-of-one", (Rule("data", "421 closing", BADR),), 6, 1, 6),
    Scenario("break-at-one-recipient", (Rule("rcpt", "die", BADR),), 6, 1, 6),
    Scenario("421-once", (Rule("rcpt", "421 closing", BADR, served=1, times=1),), 8),
    Scenario("452-too-many-by-one-connection", (Rule("mail", "452 too many messages", served=2),), 8),
    Scenario("452-too-many-recipients", (Rule("rcpt", "452 too many recipients", served=3),), 8),
    Scenario("421-after-some", (Rule("mail", "421 closing", served=3),), 8),
    Scenario("555-of-a-parameter", (Rule("mail", "555 unsupported", option="BODY=8BITMIME"),), 8),
    Scenario("550-to-one-recipient", (Rule("rcpt", "550 nobody", DANA),), 6, 2, 6),
    Scenario("break-after-the-data-of-one", (Rule("taken", "die", BADR),), 7, 1, repeated=2),
    Scenario("silence-after-the-data-of-one", (Rule("taken", "hang", BADR),), 7, 1, repeated=2),
    Scenario(
        "silence-after-the-data-of-everybody", (Rule("taken", "hang"),),
        taken=3, in_vain=3, taken_next=6, repeated=6, last_words="3 recipients in a row could not be served",
    ),
    Scenario(
        "three-that-are-poison",
        tuple(Rule("rcpt", "421 closing", address_of(name)) for name in ("Amira", "Badr", "Cyrine")),
        taken=0, in_vain=3, taken_next=2, last_words="3 recipients in a row could not be served",
    ),
    Scenario(
        "421-to-everybody", (Rule("rcpt", "421 closing"),),
        taken=0, in_vain=3, taken_next=0, last_words="Nothing is lost: the next run tries again.",
    ),
    Scenario(
        "553-to-the-sender", (Rule("mail", "553 not yours"),),
        taken=0, in_vain=3, taken_next=0, last_words="553 not yours. Nothing is lost",
    ),
    Scenario(
        "421-to-the-sender", (Rule("mail", "421 closing"),), 0, 0, 0, last_words="Nothing is lost: the next run",
    ),
)  # fmt: skip
QUICK = ("421-to-one-recipient", "452-too-many-by-one-connection")


def rows() -> list[object]:
    """The table as pytest takes it; most of it belongs to the long suite."""
    return [
        pytest.param(each, id=each.name, marks=() if each.name in QUICK else pytest.mark.slow) for each in SCENARIOS
    ]


@pytest.mark.parametrize("scenario", rows())
def test_a_server_that_answers_so(
    office: Runner, post: PostOffice, scenario: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever it answers: what it takes is taken once, the rest waits or is named, and in the end nothing is lost."""
    configure(office, "smtp", post.settings(timeout=1), digest=False)
    post.rules = scenario.rules
    first = office("remind", CTRACK_NOW="2026-11-21T06:00:00+00:00")
    assert first.code == (6 if scenario.in_vain or scenario.last_words else 0)
    assert scenario.last_words in (first.err.splitlines() or [""])[-1]
    assert len(post.letters) == scenario.taken
    assert sum(row["attempts"] for row in read_mails(office) if row["state"] != "sent") == scenario.in_vain
    office("remind", CTRACK_NOW="2026-11-22T06:00:00+00:00")
    assert len(post.identities()) == scenario.taken_next
    post.rules = ()
    office("remind", CTRACK_NOW="2026-11-23T06:00:00+00:00")
    office("remind", "retry", CTRACK_NOW="2026-11-23T07:00:00+00:00")
    known = post.identities()
    lost, renamed = len(EXPECTED - known.keys()), sum(len(ids) - 1 for ids in known.values())
    repeated = len(post.letters) - len(post.counts())
    with capsys.disabled():
        print(
            f"\nremind, {scenario.name}: {len(EXPECTED)} mails due, lost {lost}, repeated with the same Message-ID "
            f"{repeated}, repeated with another Message-ID {renamed}",
            file=sys.stderr,
        )
    assert (lost, repeated, renamed) == (0, scenario.repeated, 0)
    assert Counter(row["state"] for row in read_mails(office) if row["name"] != "-") == {"sent": 8}
