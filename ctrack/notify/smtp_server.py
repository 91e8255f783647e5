"""Mails through a server that takes them for delivery (RFC 5321), by one connection for as many as there are.

What the server has taken is sent. What it says against one mail is that mail's: said by a connection that has served
others before, it is asked once more by a new one, and what it says then counts against the mail and stops no other.
"""

from __future__ import annotations

import contextlib
import smtplib
from typing import ClassVar

from ctrack.domain.failures import marked
from ctrack.domain.records.reminders import Mail
from ctrack.domain.system_words import speak
from ctrack.notify.channel import ChannelDown, Delayed, Note, Rejected, Stalled, Undelivered, ignore
from ctrack.notify.message import check_sender, read_recipient, write_message
from ctrack.notify.smtp_connection import Server, connect
from ctrack.notify.smtp_dialogue import CLOSING, TOO_LARGE, Answer, Envelope, Stage, hand_over

_LAST_WORDS_SECONDS = 5


class Smtp:
    """A connection to a server, made when it is opened, and made once more where the server dropped it."""

    needs_address: ClassVar[bool] = True
    is_repeatable: ClassVar[bool] = False

    def __init__(self, server: Server) -> None:
        self._server = server
        self._line: smtplib.SMTP | None = None
        self._is_fresh = False

    def open(self) -> None:
        """Connect, encrypt and log in; raises ChannelDown or Misconfigured."""
        self.open_telling(ignore)

    def open_telling(self, note: Note) -> None:
        """The same, with a note of each step."""
        self._line = connect(self._server, note)
        self._is_fresh = True

    def send(self, mail: Mail) -> None:
        """Hand over one mail."""
        sender, recipient = check_sender(mail.sender).address, read_recipient(mail).address
        envelope = Envelope(sender, recipient, write_message(mail))
        answer, was_fresh = self._try(envelope)
        # One that waited for its first mail may have been closed meanwhile.
        if answer.is_of_the_connection and (answer.is_farewell or not was_fresh):
            answer = self._try_anew(envelope, answer)
        if not answer.is_taken:
            raise self._judge(envelope, answer)

    def close(self) -> None:
        """Say goodbye, without waiting long for an answer."""
        line, self._line = self._line, None
        if line is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                if line.sock is not None:
                    line.sock.settimeout(_LAST_WORDS_SECONDS)
                line.quit()
            line.close()

    def _try_anew(self, envelope: Envelope, before: Answer) -> Answer:
        """What a new connection says; where there is none, what was said before counts, if it was of this mail."""
        try:
            return self._try(envelope)[0]
        except ChannelDown:
            if before.is_farewell:
                raise
            return before

    def _try(self, envelope: Envelope) -> tuple[Answer, bool]:
        """What became of a mail, and whether the connection had served no other; what is of no more use is dropped."""
        if self._line is None:
            self.open()
        assert self._line is not None
        line, was_fresh, self._is_fresh = self._line, self._is_fresh, False
        if envelope.is_wide and not line.has_extn("smtputf8"):
            raise self._refuse_wide(envelope)
        answer = hand_over(line, envelope)
        if answer.code in (0, CLOSING) or answer.is_of_the_connection:
            self._drop()
        elif not answer.is_taken:
            self._reset()
        return answer, was_fresh

    def _refuse_wide(self, envelope: Envelope) -> Undelivered:
        """A sender that the server cannot take is a setting's fault, and of every mail; a recipient is that mail's."""
        host = self._server.host
        if not envelope.sender.isascii():
            template = marked(
                "{host} takes only addresses in ASCII (no SMTPUTF8), and {address}, whom remind.from names, is none; "
                "'{command}' sets another."
            )
            command = "ctrack config set remind.from 'NAME <ADDRESS>'"
            return ChannelDown(template, host=host, address=envelope.sender, command=command)
        template = marked("{host} takes only addresses in ASCII (no SMTPUTF8), and {address} is none.")
        return Rejected(template, host=host, address=envelope.recipient)

    def _judge(self, envelope: Envelope, answer: Answer) -> Undelivered:
        """How a mail failed by the answer to it."""
        host, reply, code = self._server.host, answer.reply, answer.code or None
        # A server that hangs up says so of itself; what else it has against the sender may come from this mail.
        failure: type[Undelivered] = ChannelDown if answer.is_farewell and not envelope.is_wide else Stalled
        if answer.code == 0:
            template = marked("The connection to {host} broke before it took the mail: {detail}.")
            return failure(template, host=host, detail=speak(answer.said))
        if answer.stage is Stage.SENDER and answer.code != TOO_LARGE:
            template = marked("{host} does not take mail from {sender}: {reply}.")
            return failure(template, code=code, host=host, sender=envelope.sender, reply=reply)
        failure = Stalled if answer.code == CLOSING else Rejected if 500 <= answer.code < 600 else Delayed
        template = marked("{host} does not take the mail to {address}: {reply}.")
        return failure(template, code=code, host=host, address=envelope.recipient, reply=reply)

    def _reset(self) -> None:
        """Take back what was said of a mail that is not to be sent."""
        if self._line is not None:
            try:
                self._line.rset()
            except (smtplib.SMTPException, OSError):
                self._drop()

    def _drop(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None
