"""A channel looked at step by step: its settings, the connection, encryption, the login; and a mail if there is one.

Without a mail nothing is sent: a server hears who calls, and a folder or a program is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ctrack.domain.records.reminders import Check, Mail, Step
from ctrack.notify.channel import Channel, Misconfigured, Note, Undelivered
from ctrack.notify.message import check_sender
from ctrack.notify.names import load_channel
from ctrack.text.language import translate as _


def check_channel(
    settings: Mapping[str, Any], environ: Mapping[str, str], mail: Mail | None = None
) -> tuple[Step, ...]:
    """What was found, step by step; the last one is that which failed, if one did."""
    steps: list[Step] = []

    def note(check: Check, detail: str) -> None:
        steps.append(Step(check, True, detail))

    name = str(settings["remind.channel"])
    channel = None
    try:
        channel = load_channel(name, settings, environ)
        if channel.needs_address:
            check_sender(str(settings["remind.from"]))
        note(Check.SETTINGS, name)
        use(channel, note, mail)
    except (Misconfigured, Undelivered) as error:
        steps.append(Step(find_failed(steps, hasattr(channel, "open_telling")), False, error.tell(_)))
    return tuple(steps)


def use(channel: Channel, note: Note, mail: Mail | None) -> None:
    """Open the channel, send the mail by it if there is one, and close it."""
    open_telling: Callable[[Note], None] | None = getattr(channel, "open_telling", None)
    try:
        if open_telling is not None:
            open_telling(note)
        else:
            channel.open()
            note(Check.READY, _("nothing stands in the way"))
        if mail is not None:
            channel.send(mail)
            note(Check.MAIL, _("taken for {address}").format(address=mail.to_address))
    finally:
        channel.close()


def find_failed(steps: list[Step], tells: bool) -> Check:
    """Which step failed, by those that went well: the next of its kind."""
    if not steps:
        return Check.SETTINGS
    following = {
        Check.SETTINGS: Check.CONNECTION if tells else Check.READY,
        Check.CONNECTION: Check.ENCRYPTION,
        Check.ENCRYPTION: Check.LOGIN,
    }
    return following.get(steps[-1].check, Check.MAIL)
