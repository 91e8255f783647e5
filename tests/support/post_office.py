"""A real mail server that keeps count: which mails it took, how often, and for whom; it fails where a test wants it to.

A mail is known by whom it goes to and by the commitments that it tells of, so that a second Message-ID for the same
reminders is found out without asking the register.
"""

from __future__ import annotations

import asyncio
import re
import ssl
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.notify.mail_servers import free_port

OK = "250 OK"
CODE = re.compile(r"Code: (\S+)")
# A stage of a session, how often it was reached before, and the recipient as far as known; what is to be answered.
# "die" hangs up without a word, "hang" says nothing for a minute, None goes on as if nothing were.
Behaviour = Callable[[str, int, str], str | None]


@dataclass(frozen=True)
class Rule:
    """An answer of the server, and when it is given.

    `to` is the recipient, as far as known; `served` is how many mails this connection brought before, at least;
    `option` is a parameter that MAIL FROM came with; `times` is how often the rule holds.
    """

    stage: str
    answer: str
    to: str | None = None
    served: int = 0
    option: str | None = None
    times: int = 1_000_000


@dataclass(frozen=True)
class Letter:
    """A mail that the server took."""

    message_id: str
    to: str
    codes: tuple[str, ...]
    raw: bytes = field(repr=False)

    @property
    def subject(self) -> str:
        """The subject as a reader sees it."""
        return str(message_from_bytes(self.raw, policy=policy.default)["Subject"])


def read_letter(raw: bytes, to: str) -> Letter:
    """A mail as it came in."""
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("plain",))  # type: ignore[attr-defined]
    return Letter(str(message["Message-ID"]), to, tuple(CODE.findall(body.get_content())), raw)


class PostOffice:
    """A running server; `behave` is asked at the stages mail, rcpt, data and taken; `answered` kills whom it answered.

    `answered` is so many mails and what is called as the 250 for the last of them is out: nobody is there to hear more.
    """

    def __init__(self, *, port: int | None = None, tls: ssl.SSLContext | None = None) -> None:
        self.port = port or free_port()
        self.letters: list[Letter] = []
        self.behave: Behaviour = lambda stage, number, to: None
        self.answered: tuple[int, Callable[[], None]] | None = None
        self.reached: Counter[str] = Counter()
        self.rules: tuple[Rule, ...] = ()
        self.held: Counter[Rule] = Counter()
        self.served: Counter[int] = Counter()
        self._controller = Controller(
            self, hostname="127.0.0.1", port=self.port, server_hostname="mx", tls_context=tls,
            require_starttls=bool(tls),
        )  # fmt: skip
        self._controller.start()

    def __enter__(self) -> PostOffice:
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    def _find_rule(self, stage: str, server: SMTP, to: str) -> str | None:
        options = server.envelope.mail_options if server.envelope else []
        for rule in self.rules:
            is_meant = rule.stage == stage and rule.to in (None, to) and self.served[id(server)] >= rule.served
            if is_meant and (rule.option is None or rule.option in options) and self.held[rule] < rule.times:
                self.held[rule] += 1
                return rule.answer
        return None

    async def _ask(self, stage: str, server: SMTP, to: str = "") -> str:
        number = self.reached[stage]
        self.reached[stage] += 1
        answer = self.behave(stage, number, to) or self._find_rule(stage, server, to)
        if answer == "hang":
            await asyncio.sleep(60)
        if answer == "die" and server.transport is not None:
            server.transport.abort()
        return answer if answer and answer[0].isdigit() else OK

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """The reply to MAIL FROM."""
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return await self._ask("mail", server)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """The reply to RCPT TO."""
        reply = await self._ask("rcpt", server, address)
        if reply == OK:
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take the mail, or not; it is taken before the stage `taken`, and not yet at the stage `data`."""
        reply = await self._ask("data", server, envelope.rcpt_tos[0])
        if reply != OK or server.transport is None or server.transport.is_closing():
            return reply
        self.letters.append(read_letter(envelope.original_content or b"", envelope.rcpt_tos[0]))
        self.served[id(server)] += 1
        reply = await self._ask("taken", server, envelope.rcpt_tos[0])
        if self.answered is not None and self.answered[0] == len(self.letters):
            server.transport.write(f"{OK}\r\n".encode())
            self.answered[1]()
        return reply

    def counts(self) -> Counter[str]:
        """How often each Message-ID was taken."""
        return Counter(letter.message_id for letter in self.letters)

    def identities(self) -> dict[tuple[str, tuple[str, ...]], set[str]]:
        """The Message-IDs that the same reminders for the same person came under."""
        found: dict[tuple[str, tuple[str, ...]], set[str]] = {}
        for letter in self.letters:
            found.setdefault((letter.to, letter.codes), set()).add(letter.message_id)
        return found

    def settings(self, **others: Any) -> dict[str, Any]:
        """The settings that lead here."""
        return {"host": "127.0.0.1", "port": self.port, "security": "none", "timeout": 5} | others
