"""Attempts at mails, one after the other by one channel: how it failed, if it did, as a record to be written down.

A channel that stalls at one recipient has a trouble with that one; at three in a row it is down for the rest of a run.
"""

from __future__ import annotations

from ctrack.domain.records.reminders import Mail, Outcome, Trial
from ctrack.notify.channel import Channel, ChannelDown, Delayed, Stalled, Undelivered
from ctrack.text.language import translate as _

MOST_STALLED = 3


class Attempts:
    """A channel at work, and what it stalled at in a row."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._in_a_row = 0
        self._stalled: dict[str, str] = {}
        self._last = ""

    def __call__(self, mail: Mail) -> Trial:
        """One attempt, and what the channel said of it.

        A channel that stalled too often is not asked, and nor is it for an address at which it stalled in this run: who
        has twenty mails stands in nobody's way. Such a mail is the first of its address in the next run.
        """
        address = mail.to_address or mail.to_name
        if address in self._stalled:
            return Trial(Outcome.PASSED, self._stalled[address])
        if self._in_a_row >= MOST_STALLED:
            template = _("{count} recipients in a row could not be served, at last so: {reason}")
            return Trial(Outcome.DOWN, template.format(count=self._in_a_row, reason=self._last))
        trial, is_stalled = try_send(self._channel, mail)
        self._in_a_row = self._in_a_row + 1 if is_stalled else 0
        if is_stalled:
            self._stalled[address] = self._last = trial.error or ""
        return trial


def try_send(channel: Channel, mail: Mail) -> tuple[Trial, bool]:
    """One attempt, what the channel said of it, and whether it stalled."""
    try:
        channel.send(mail)
    except Undelivered as error:
        down, delayed = isinstance(error, ChannelDown), isinstance(error, Delayed)
        outcome = Outcome.DOWN if down else Outcome.DELAYED if delayed else Outcome.REJECTED
        return Trial(outcome, error.tell(_)), isinstance(error, Stalled)
    return Trial(Outcome.SENT), False
