"""Attempts at mails tell how the channel failed, and stop where it stalls at one mail after the other."""

from __future__ import annotations

import pytest

from ctrack.domain.records.reminders import Mail, Outcome, Trial
from ctrack.notify.attempts import MOST_STALLED, Attempts
from ctrack.notify.channel import ChannelDown, Delayed, Rejected, Stalled, Undelivered
from tests.notify.mails import make_mail


class Failing:
    """A channel that fails in one way, or not at all."""

    needs_address = is_repeatable = False

    def __init__(self, error: Undelivered | None) -> None:
        self.error = error

    def open(self) -> None:
        """Nothing is to be got ready."""

    def close(self) -> None:
        """Nothing was opened."""

    def send(self, mail: Mail) -> None:
        """Fail, if it is to."""
        if self.error is not None:
            raise self.error


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (None, Trial(Outcome.SENT)),
        (Delayed("busy", code=450), Trial(Outcome.DELAYED, "busy")),
        (Rejected("{who} is unknown", code=550, who="Amira"), Trial(Outcome.REJECTED, "Amira is unknown")),
        (ChannelDown("down"), Trial(Outcome.DOWN, "down")),
    ],
    ids=["sent", "delayed", "rejected", "down"],
)
def test_what_becomes_of_a_mail(error: Undelivered | None, told: Trial) -> None:
    """Each failure of a channel is an outcome with its sentence; a channel that is down is no delay of the mail."""
    assert Attempts(Failing(error))(make_mail()) == told


def write_to(name: str) -> Mail:
    """A mail to somebody."""
    return make_mail(to_address=f"{name}@moi.example")


def test_a_channel_that_stalls_at_everybody() -> None:
    """Three recipients in a row count each against itself; the fourth is not tried, and the last reason is told."""
    channel = Failing(Stalled("mx hung up.", code=421))
    attempt = Attempts(channel)
    outcomes = [attempt(write_to(name)).outcome for name in "abc"]
    assert outcomes == [Outcome.DELAYED] * MOST_STALLED
    channel.error = None
    told = "3 recipients in a row could not be served, at last so: mx hung up."
    assert attempt(write_to("d")) == Trial(Outcome.DOWN, told)


def test_somebody_with_many_mails_stands_in_nobodys_way() -> None:
    """At an address at which the channel stalled it is not tried again in this run, and one mail counts."""
    channel = Failing(Stalled("mx hung up.", code=421))
    attempt = Attempts(channel)
    assert attempt(write_to("a")).outcome is Outcome.DELAYED
    channel.error = None
    assert [attempt(write_to("a")) for _ in range(9)] == [Trial(Outcome.PASSED, "mx hung up.")] * 9
    assert attempt(write_to("b")).outcome is Outcome.SENT


@pytest.mark.parametrize("between", [None, Delayed("busy", code=450), Rejected("nobody", code=550)])
def test_a_channel_that_stalls_now_and_then(between: Undelivered | None) -> None:
    """A mail that is answered in between shows that the channel works: what stalls is the mails' affair."""
    channel = Failing(None)
    attempt = Attempts(channel)
    for number in range(MOST_STALLED + 1):
        channel.error = Stalled("mx hung up.", code=421)
        assert attempt(write_to(f"bad{number}")).outcome is Outcome.DELAYED
        channel.error = between
        assert attempt(write_to("good")).outcome is not Outcome.DOWN
