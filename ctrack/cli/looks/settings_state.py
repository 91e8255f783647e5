"""The configuration, the key that seals, and what reminders leave by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ctrack.cli.config.configuration import configuration_path
from ctrack.cli.config.seal_keys import FILE, key_path
from ctrack.domain.messages import join_words
from ctrack.domain.private_files import is_open_to_others
from ctrack.domain.records.findings import Finding, Gravity
from ctrack.domain.shell_words import quote_argument
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation


def look_at_settings(invocation: Invocation) -> Iterator[Finding]:
    """What is set, and whether it can be used."""
    yield find_configuration(invocation)
    path = key_path(invocation.environ, str(invocation.get(FILE)))
    if path.is_file():
        advice = (
            _("'chmod 600 {path}' keeps it to its owner.").format(path=quote_argument(str(path)))
            if is_open_to_others(path)
            else ""
        )
        yield Finding("seal_key", str(path), Gravity.ERROR if advice else Gravity.OK, advice)
    yield from find_channel(invocation)


def find_configuration(invocation: Invocation) -> Finding:
    """The configuration file, with what in it means nothing to this version."""
    path = configuration_path(invocation.environ)
    unknown = [str(message.facts["key"]) for message in invocation.overlooked]
    if not unknown:
        return Finding("configuration", str(path))
    invocation.overlooked.clear()
    text = _("{path}; passed over: {keys}").format(path=path, keys=join_words(unknown, _))
    return Finding("configuration", text, Gravity.WARNING, _("'ctrack config list' shows every setting there is."))


def find_channel(invocation: Invocation) -> Iterator[Finding]:
    """The channel of the reminders looked at step by step, without sending anything; nothing where none is set."""
    settings = invocation.sending_settings()
    if not settings["remind.channel"]:
        return
    from ctrack.notify.probes import check_channel
    from ctrack.views.channel_check import say_steps

    steps = check_channel(settings, invocation.environ)
    is_good = all(step.is_good for step in steps)
    advice = (
        "" if is_good else _("'ctrack remind test --to ADDRESS' tells each step; docs/cron.md explains the settings.")
    )
    yield Finding("channel", say_steps(steps), Gravity.OK if is_good else Gravity.ERROR, advice)
