"""Mails through the machine's own sendmail, or a program that takes its place (postfix, exim, msmtp).

The message goes to its standard input, the recipient stands on its command line: it reads no header for that.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ctrack.domain.failures import marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.setting_kinds import NUMBER, Setting
from ctrack.notify.channel import Channel, ChannelDown, Delayed, Rejected, Settings, Stalled, require

if TYPE_CHECKING:
    from ctrack.domain.records.reminders import Mail

SETTINGS = (
    Setting("sendmail.path", None, "/usr/sbin/sendmail", marked("the sendmail program")),
    Setting("sendmail.timeout", None, 60, marked("seconds to wait for sendmail"), kind=NUMBER),
)
STARTS_PROGRAMS = True
NEEDS_ADDRESS = True


@dataclass(frozen=True, slots=True)
class Sendmail:
    """A program that is run once a mail."""

    needs_address: ClassVar[bool] = True
    is_repeatable: ClassVar[bool] = False

    path: str
    seconds: float
    environ: Mapping[str, str]

    def open(self) -> None:
        """See that the program is there."""
        if not os.access(self.path, os.X_OK) or os.path.isdir(self.path):
            raise ChannelDown(marked("{program} is no program that can be run."), program=self.path)

    def send(self, mail: Mail) -> None:
        """Give one mail to the program."""
        from ctrack.notify.message import check_sender, read_recipient, write_message
        from ctrack.notify.programs import NotRun, run_program

        words = (self.path, "-i", "-f", check_sender(mail.sender).address, "--", read_recipient(mail).address)
        # A sendmail ends lines as its system does.
        content = write_message(mail).replace(b"\r\n", b"\n")
        try:
            ended = run_program(words, content, self.seconds, self.environ)
        except NotRun as error:
            raise ChannelDown(marked("{program} cannot be run: {detail}."), **error.facts) from None
        except TimeoutError:
            template = marked("{program} did not end within {count} seconds.")
            raise Stalled(template, program=self.path, count=f"{self.seconds:g}") from None
        if ended.code:
            failure = Delayed if ended.code == os.EX_TEMPFAIL or ended.code < 0 else Rejected
            raise failure(
                marked("{program} does not take the mail to {address}: {reply}."),
                code=ended.code,
                program=self.path,
                address=words[-1],
                reply=(ended.complaint or f"exit {ended.code}").rstrip(". "),
            )

    def close(self) -> None:
        """Nothing was left open."""


def make(settings: Settings, environ: Mapping[str, str]) -> Channel:
    """The channel of these settings."""
    path = require({"sendmail.path": "/usr/sbin/sendmail", **settings}, "sendmail.path", "/usr/sbin/sendmail")
    return Sendmail(path, float(settings.get("sendmail.timeout") or 60), environ)
