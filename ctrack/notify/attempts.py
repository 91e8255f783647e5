"""One attempt at a mail: how a channel failed, if it did, as a record that can be written down."""

from __future__ import annotations

from ctrack.domain.records.reminders import Mail, Outcome, Trial
from ctrack.notify.channel import Channel, ChannelDown, Delayed, Undelivered
from ctrack.text.language import translate as _


def try_send(channel: Channel, mail: Mail) -> Trial:
    """One attempt, and what the channel said of it."""
    try:
        channel.send(mail)
    except Undelivered as error:
        down, delayed = isinstance(error, ChannelDown), isinstance(error, Delayed)
        outcome = Outcome.DOWN if down else Outcome.DELAYED if delayed else Outcome.REJECTED
        return Trial(outcome, error.tell(_), is_answered=error.code is not None)
    return Trial(Outcome.SENT)
