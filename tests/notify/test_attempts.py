"""An attempt at a mail tells how the channel failed, and whether anybody answered."""

from __future__ import annotations

import pytest

from ctrack.domain.records.reminders import Mail, Outcome, Trial
from ctrack.notify.attempts import try_send
from ctrack.notify.channel import ChannelDown, Delayed, Rejected, Undelivered
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
        (Delayed("busy", code=450), Trial(Outcome.DELAYED, "busy", is_answered=True)),
        (Delayed("silent"), Trial(Outcome.DELAYED, "silent", is_answered=False)),
        (Rejected("{who} is unknown", code=550, who="Amira"), Trial(Outcome.REJECTED, "Amira is unknown")),
        (ChannelDown("down"), Trial(Outcome.DOWN, "down", is_answered=False)),
    ],
    ids=["sent", "delayed", "unanswered", "rejected", "down"],
)
def test_what_becomes_of_a_mail(error: Undelivered | None, told: Trial) -> None:
    """Each failure of a channel is an outcome with its sentence; a channel that is down is no delay of the mail."""
    assert try_send(Failing(error), make_mail()) == told
