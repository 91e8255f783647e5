"""What every channel offers, and the five ways in which it may fail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, Message, marked
from ctrack.domain.records.reminders import Check

if TYPE_CHECKING:
    from ctrack.domain.records.reminders import Mail

Settings = Mapping[str, Any]


class Misconfigured(Failure):
    """A setting is missing or wrong; the sentence names its key."""

    exit_code = ExitCode.USAGE
    message = marked("{key}: {reason}")


class Undelivered(Failure):
    """A mail did not go out; `code` is the reply of SMTP, the status of HTTP or that of a program that ended."""

    message = "{reason}"

    def __init__(self, template: str, *, code: int | None = None, **facts: object) -> None:
        super().__init__(reason=Message(template, facts))
        self.code = code


class Delayed(Undelivered):
    """For now only: a later run tries again."""


class Stalled(Delayed):
    """For now only, and perhaps the channel's fault: it counts against the mail, and several in a row end the run."""


class Rejected(Undelivered):
    """For good: trying again would not help."""


class ChannelDown(Delayed):
    """The channel itself does not work: nothing of this run can go out by it, and no attempt is counted."""


# What takes a look at a channel as it is opened, one after the other.
Note = Callable[[Check, str], None]


def ignore(check: Check, detail: str) -> None:
    """Take no notice of what was found."""


class Channel(Protocol):
    """A way for mails to reach people.

    A channel that `is_repeatable` leaves one thing where the same mail is sent twice; one that `needs_address` can
    reach nobody whose e-mail address is not known.
    """

    @property
    def needs_address(self) -> bool: ...

    @property
    def is_repeatable(self) -> bool: ...

    def open(self) -> None:
        """Get ready for many mails; raises ChannelDown or Misconfigured.

        A channel that gets ready in several steps has `open_telling` as well, which takes a note of each.
        """

    def send(self, mail: Mail) -> None:
        """Send one mail; raises Delayed, Rejected or ChannelDown where it did not go out."""

    def close(self) -> None:
        """Let go of what was opened; raises nothing, also where nothing is open."""


def require(settings: Settings, key: str, example: str) -> str:
    """The text of a setting that the channel cannot do without; raises Misconfigured."""
    value = str(settings.get(key) or "").strip()
    if not value:
        facts = {"command": f"ctrack config set {key} {example}"}
        raise Misconfigured(key=key, reason=Message(marked("it is not set; '{command}' sets it."), facts))
    return value


def refuse(key: str, template: str, **facts: object) -> Misconfigured:
    """A setting that cannot be used, and why."""
    return Misconfigured(key=key, reason=Message(template, facts))
