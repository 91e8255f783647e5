"""Records of reminders: notices of single due dates, the mail that carries them to one person, and how it went.

A mail is free of any channel: how it is written and sent is the channel's affair (`ctrack.notify`).
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

from ctrack.domain.frozen import dataclass
from ctrack.domain.vocabulary import Status

if TYPE_CHECKING:
    from ctrack.domain.records.undertakings import Words


class Absence(StrEnum):
    """Why a reminder goes to another than the focal point."""

    SILENT = "silent"
    LEFT = "left"
    AWAY = "away"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Notice:
    """One due date of one undertaking that somebody is reminded of.

    `due` is EDTF and `due_last` its last day: of the party's own target where there is one. `days_left` counts from the
    recipient's own day. Where the date of the text is another, it is `text_due`, with its own `text_days_left`: what is
    late is late by that. `missed` are dates that went by before, of what comes round; `is_unseen` is what nobody has
    observed and the home party does not owe alone; `is_called_off` was an event of a calendar and is none any more.
    `threshold` is the reminder's place in the policy: so many days before the date, negative after it; `mark` is what
    an answer to it carries, where answers are read. `on_behalf_of` names the focal point where the
    reminder goes to another, and `absence` says why: nobody answered, or they cannot be reached.
    """

    code: str
    party: str
    instrument: Words
    title: Words
    status: Status
    progress: int
    due: str
    due_last: date
    days_left: int
    threshold: int
    uid: str
    sequence: int = 0
    on_behalf_of: str | None = None
    absence: Absence = Absence.SILENT
    text_due: str | None = None
    text_days_left: int | None = None
    missed: tuple[str, ...] = ()
    is_unseen: bool = False
    is_called_off: bool = False
    mark: str | None = None

    @property
    def is_escalated(self) -> bool:
        """Whether the focal point could have answered, and did not."""
        return self.on_behalf_of is not None and self.absence is Absence.SILENT

    @property
    def is_late(self) -> bool:
        """Whether the date that counts has gone by, the text's, else the only one there is, and somebody looked."""
        return self.has_passed and not self.is_unseen

    @property
    def has_passed(self) -> bool:
        """Whether the date that counts has gone by."""
        return (self.days_left if self.text_days_left is None else self.text_days_left) < 0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bulletin: its title, and a line for each thing that it tells of."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What a mail says that reminds its reader of nothing, in their language already."""

    subject: str
    opening: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Mail:
    """What goes to one person in one piece; `message_id` is that of RFC 5322 and never changes for one mail.

    `written_at` is the moment of sending, in the recipient's time zone; `home` and `home_code` are the party whose
    register it is. With `one_click` the web address of `unsubscribe` takes a POST (RFC 8058). A mail with a `bulletin`
    says that, and has no notices.
    """

    message_id: str
    to_name: str
    to_address: str | None
    language: str
    sender: str
    written_at: datetime
    home: Words
    notices: tuple[Notice, ...]
    unsubscribe: str | None = None
    home_code: str | None = None
    bulletin: Bulletin | None = None
    reply_to: str | None = None
    one_click: bool = False


class Check(StrEnum):
    """What is looked at of a channel, in this order."""

    SETTINGS = "settings"
    CONNECTION = "connection"
    ENCRYPTION = "encryption"
    LOGIN = "login"
    READY = "ready"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Step:
    """One look at a channel: what was looked at, whether it is well, and what was found or is to be done."""

    check: Check
    is_good: bool
    detail: str


class Outcome(Enum):
    """What a channel said of a mail; DOWN is of the channel, PASSED was left out for another to the same address."""

    SENT = "sent"
    DELAYED = "delayed"
    REJECTED = "rejected"
    DOWN = "down"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Trial:
    """One attempt: what the channel said, and its sentence where the mail did not go out."""

    outcome: Outcome
    error: str | None = None
