"""What every channel offers, and the four ways in which it may fail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, Message, marked
from ctrack.domain.setting_kinds import Setting
from ctrack.notify.names import CHANNELS

if TYPE_CHECKING:
    from ctrack.domain.records.reminders import Mail
    from ctrack.notify.secrets import Hiding

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


class Rejected(Undelivered):
    """For good: trying again would not help."""


class ChannelDown(Delayed):
    """The channel itself does not work: nothing of this run can go out by it, and no attempt is counted."""


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
        """Get ready for many mails; raises ChannelDown or Misconfigured."""

    def send(self, mail: Mail) -> None:
        """Send one mail; raises Delayed, Rejected or ChannelDown where it did not go out."""

    def close(self) -> None:
        """Let go of what was opened; raises nothing, also where nothing is open."""


class Kind(Protocol):
    """What a channel's module offers beside `SECRET`, `FOLDERS` and `STARTS_PROGRAMS`, which `traits_of` reads."""

    @property
    def SETTINGS(self) -> tuple[Setting, ...]: ...

    def make(self, settings: Settings, environ: Mapping[str, str]) -> Channel: ...


@dataclass(frozen=True, slots=True)
class Traits:
    """What may be told of a channel beforehand, for a schedule that locks away what a run does not need.

    `secret` is where it finds a password, and `folders` are the settings that name where it writes. One that starts
    programs of others lets them write where mail waits, and run as the group of the mail system.
    """

    secret: Hiding | None = None
    folders: tuple[str, ...] = ()
    starts_programs: bool = False


def import_channel(name: str) -> Kind:
    """The module of a channel."""
    return cast(Kind, import_module(f"ctrack.notify.channels.{name}"))


def traits_of(name: str) -> Traits:
    """What a channel's module says of it, as far as it says it."""
    kind = import_channel(name)
    return Traits(
        getattr(kind, "SECRET", None), getattr(kind, "FOLDERS", ()), bool(getattr(kind, "STARTS_PROGRAMS", False))
    )


def load_channel(name: str, settings: Settings, environ: Mapping[str, str]) -> Channel:
    """The channel of this name, made of the settings by their dotted keys; raises Misconfigured."""
    if name not in CHANNELS:
        known = Message(marked("it must be one of {known}."), {"known": ", ".join(CHANNELS)})
        raise Misconfigured(key="remind.channel", reason=known)
    return import_channel(name).make(settings, environ)


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
