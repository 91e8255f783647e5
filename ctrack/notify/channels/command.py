"""Mails given to a command of the user's, as JSON on its standard input (see `payload`); no shell comes between.

It ends with 0 where it took the mail, with 75 (EX_TEMPFAIL) where it wants it again later, with anything else where it
never will; what it says first on its standard error is the reason that people are told.
"""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ctrack.domain.failures import marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.setting_kinds import NUMBER, Setting
from ctrack.notify.channel import Channel, ChannelDown, Delayed, Rejected, Settings, Stalled, refuse, require

if TYPE_CHECKING:
    from ctrack.domain.records.reminders import Mail

SETTINGS = (
    Setting("command.run", None, "", marked("the command that gets each mail as JSON on its standard input")),
    Setting("command.timeout", None, 60, marked("seconds to wait for the command"), kind=NUMBER),
)
STARTS_PROGRAMS = True


@dataclass(frozen=True, slots=True)
class Command:
    """A command that is run once a mail."""

    needs_address: ClassVar[bool] = False
    is_repeatable: ClassVar[bool] = False

    words: tuple[str, ...]
    seconds: float
    environ: Mapping[str, str]

    def open(self) -> None:
        """See that there is such a program."""
        if shutil.which(self.words[0], path=self.environ.get("PATH")) is None:
            template = marked("{program} is no program that can be run.")
            raise ChannelDown(template, program=self.words[0])

    def send(self, mail: Mail) -> None:
        """Give one mail to the command."""
        from ctrack.notify.payload import write_payload
        from ctrack.notify.programs import NotRun, run_program

        try:
            ended = run_program(self.words, write_payload(mail), self.seconds, self.environ)
        except NotRun as error:
            raise ChannelDown(marked("{program} cannot be run: {detail}."), **error.facts) from None
        except TimeoutError:
            template = marked("{program} did not end within {count} seconds.")
            raise Stalled(template, program=self.words[0], count=f"{self.seconds:g}") from None
        if ended.code:
            failure = Delayed if ended.code == os.EX_TEMPFAIL or ended.code < 0 else Rejected
            template = marked("{program} does not take the mail: {reply}.")
            reply = (ended.complaint or f"exit {ended.code}").rstrip(". ")
            raise failure(template, code=ended.code, program=self.words[0], reply=reply)

    def close(self) -> None:
        """Nothing was left open."""


def make(settings: Settings, environ: Mapping[str, str]) -> Channel:
    """The channel of these settings; raises Misconfigured."""
    run = require(settings, "command.run", "'PROGRAM ARGUMENT'")
    try:
        words = tuple(shlex.split(run))
    except ValueError as error:
        raise refuse(
            "command.run", marked("the command cannot be taken apart into words: {detail}."), detail=error
        ) from None
    return Command(words, float(settings.get("command.timeout") or 60), environ)
