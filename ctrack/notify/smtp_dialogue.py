"""One mail handed over a connection to a server (RFC 5321, 3.3): what is said in which stage, and how it ended.

No parameter is sent that the server did not offer in its answer to EHLO: one that it does not know is refused with 555,
and the mail with it.
"""

from __future__ import annotations

import re
import smtplib
from enum import IntEnum

from ctrack.domain.frozen import dataclass
from ctrack.notify.programs import first_line

CLOSING = 421
# Said of one mail too many by one connection, and of a disk or a mailbox that is full.
TOO_MANY = 452
TOO_LARGE = 552
_GO_AHEAD = 354
_LEADING_POINT = re.compile(rb"(?m)^\.")


class Stage(IntEnum):
    """How far a mail came: its sender was named, its recipient, the data announced, the data sent."""

    SENDER = 1
    RECIPIENT = 2
    ANNOUNCED = 3
    CONTENT = 4


@dataclass(frozen=True, slots=True)
class Envelope:
    """A mail as it goes over the wire."""

    sender: str
    recipient: str
    content: bytes

    @property
    def is_wide(self) -> bool:
        """Whether an address is beyond ASCII, so that only SMTPUTF8 (RFC 6531) carries it."""
        return not f"{self.sender}{self.recipient}".isascii()


@dataclass(frozen=True, slots=True)
class Answer:
    """The last that was heard of a mail: the stage, and the reply of the server; 0 where the connection broke."""

    stage: Stage
    code: int
    said: str
    is_silence: bool = False

    @property
    def is_taken(self) -> bool:
        """Whether the server has the mail, and answers for it."""
        return self.stage is Stage.CONTENT and 200 <= self.code < 300

    @property
    def is_in_doubt(self) -> bool:
        """Whether nobody knows if the server has the mail."""
        return self.stage is Stage.CONTENT and self.code == 0

    @property
    def is_of_the_connection(self) -> bool:
        """Whether another connection might be answered otherwise; who said nothing at all will say nothing again."""
        if self.is_in_doubt or self.is_silence:
            return False
        is_sender = self.stage is Stage.SENDER and self.code != TOO_LARGE
        return is_sender or self.code in (0, CLOSING) or (self.stage is Stage.RECIPIENT and self.code == TOO_MANY)

    @property
    def is_farewell(self) -> bool:
        """Whether the server hung up before it knew anything of the mail."""
        return self.stage is Stage.SENDER and self.code in (0, CLOSING) and not self.is_silence

    @property
    def reply(self) -> str:
        """The reply as people are told of it."""
        return f"{self.code or ''} {self.said}".strip(". ")


def hand_over(line: smtplib.SMTP, envelope: Envelope) -> Answer:
    """Hand over one mail; what became of it."""
    stage = Stage.SENDER
    try:
        code, said = line.mail(envelope.sender, list_parameters(line, envelope))
        if 200 <= code < 300:
            stage = Stage.RECIPIENT
            code, said = line.rcpt(envelope.recipient)
        if stage is Stage.RECIPIENT and 200 <= code < 300:
            stage = Stage.ANNOUNCED
            code, said = line.docmd("DATA")
        if stage is Stage.ANNOUNCED and code == _GO_AHEAD:
            stage = Stage.CONTENT
            line.send(_LEADING_POINT.sub(b"..", envelope.content).removesuffix(b"\r\n") + b"\r\n.\r\n")
            code, said = line.getreply()
    except (smtplib.SMTPException, OSError) as error:
        return Answer(stage, 0, tell_detail(error), is_silence=is_timeout(error))
    return Answer(stage, code, first_line(said))


def list_parameters(line: smtplib.SMTP, envelope: Envelope) -> list[str]:
    """The parameters of MAIL FROM that the server offers: the size (RFC 1870), and what a wide address needs."""
    found = [f"SIZE={len(envelope.content)}"] if line.has_extn("size") else []
    if envelope.is_wide:
        found += ["SMTPUTF8", *["BODY=8BITMIME"] * line.has_extn("8bitmime")]
    return found


def is_timeout(error: BaseException) -> bool:
    """Whether nobody answered in time; smtplib says of it that the connection was closed."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def tell_detail(error: BaseException) -> str:
    """What the system says of a connection, without its numbers."""
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return first_line(str(said).encode("utf-8", "replace")).rstrip(".")
