"""Claims: whoever is at work keeps a mail in hand, and whoever is gone does not."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from ctrack.store.claims import LEASE, claimant, host_name, is_abandoned, start_of

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def written(ago: timedelta) -> str:
    """The moment of a claim as it is stored."""
    return (NOW - ago).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def test_a_process_at_work_keeps_its_claim() -> None:
    """However old a claim is, it stands while the process that made it runs on this host."""
    assert not is_abandoned(claimant(), written(timedelta(days=3)), NOW)


def test_a_process_number_that_was_given_again_claims_nothing() -> None:
    """The number of a process at work does not keep the claim of an earlier one: that one began at another time."""
    start = start_of(os.getpid())
    assert start is not None
    earlier = f"{host_name()} {os.getpid()} {start - 1}"
    assert is_abandoned(earlier, written(timedelta(0)), NOW)


def test_the_claim_of_a_process_that_is_gone_falls_to_others_at_once() -> None:
    """On this host nobody waits for a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    start = start_of(process.pid)
    by = f"{host_name()} {process.pid} {start}"
    assert not is_abandoned(by, written(timedelta(0)), NOW)
    process.communicate(b"\n")
    assert start_of(process.pid) is None
    assert is_abandoned(by, written(timedelta(0)), NOW)


def test_a_process_that_has_ended_and_was_not_waited_for_is_gone() -> None:
    """A zombie sends nothing any more."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    try:
        assert start_of(child) is None
    finally:
        os.waitpid(child, 0)


@pytest.mark.parametrize(
    "by", ["elsewhere/abc 1 1", "{host} {me} 0", "{host} {me}", "{host} me 12", "{host} {me} then"]
)
def test_a_claim_that_cannot_be_looked_up_stands_for_an_hour(by: str) -> None:
    """Of another host, or where it is not known when the process began, the lease decides."""
    by = by.format(host=host_name(), me=os.getpid())
    assert not is_abandoned(by, written(LEASE), NOW)
    assert is_abandoned(by, written(LEASE + timedelta(microseconds=1)), NOW)
    assert timedelta(hours=1) == LEASE


def test_what_nobody_claimed_is_abandoned() -> None:
    """A claim needs somebody who made it, and when."""
    assert is_abandoned(None, written(timedelta(0)), NOW)
    assert is_abandoned(claimant(), None, NOW)


def test_a_claimant_is_three_words() -> None:
    """Host, process number and when that began: one word each, so that the claim can be read again."""
    host, number, start = claimant().split(" ")
    assert (host, int(number), int(start)) == (host_name(), os.getpid(), start_of(os.getpid()))


def test_a_claim_of_the_future_is_nobodys() -> None:
    """A host whose clock is a year ahead keeps no mail for a year."""
    by = "elsewhere/1 1 1"
    assert not is_abandoned(by, written(-LEASE), NOW)
    assert is_abandoned(by, written(timedelta(days=-365)), NOW)
