"""Mails posted to an address of the web as JSON (see `payload`), signed so that the receiver knows who sent them.

`X-Ctrack-Signature: sha256=HEX` is the HMAC-SHA256 of TIMESTAMP + "." + BODY under the shared secret, with the
timestamp of `X-Ctrack-Timestamp` (seconds since 1970): a receiver refuses an old one, and keeps what it has seen
under `Idempotency-Key`, the Message-ID, so that the same mail twice is one. Only to this very machine may be posted
without a secret. No redirection is followed: it would carry the mail to a place that nobody chose.
"""

from __future__ import annotations

import hmac
import http.client
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from functools import cache
from time import sleep, time
from typing import IO, Any, ClassVar
from urllib.parse import urlsplit

from ctrack.domain.failures import marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.records.reminders import Mail
from ctrack.domain.system_words import speak
from ctrack.notify.channel import ChannelDown, Delayed, Misconfigured, Rejected, Stalled
from ctrack.notify.message import write_message_id
from ctrack.notify.postings import Place, Posting, Shape, is_ours
from ctrack.notify.programs import first_line
from ctrack.notify.secrets import Secret

# Not now, but perhaps later: timed out, too early, too many, and every fault of the server's own.
_LATER = (408, 425, 429)
_PAUSES = (0.2, 1.0)
_BROKEN = (ConnectionError, http.client.HTTPException)
_MOST_REPLY = 2000


class _NoRedirection(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> None:
        """Follow nothing; the status stands as it came."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that mails are posted to, each by a connection of its own."""

    needs_address: ClassVar[bool] = False

    url: str
    secret: Secret | None
    seconds: float
    shape: Shape
    chat: str = ""
    now: Callable[[], float] = time
    pause: Callable[[float], None] = sleep

    @property
    def is_repeatable(self) -> bool:
        """Whether the receiver tells a copy by its key; a chat shows the same mail twice."""
        return is_ours(self.shape)

    def open(self) -> None:
        """There is no connection to make beforehand."""

    def send(self, mail: Mail) -> None:
        """Post one mail, again at once where the connection was reset before an answer and a copy does no harm."""
        posting, key = self._write(mail), write_message_id(mail)
        for pause in _PAUSES if self.is_repeatable else ():
            try:
                self._post(posting, key)
                return
            except _BROKEN:
                self.pause(pause)
        try:
            self._post(posting, key)
        except _BROKEN as error:
            template = marked("{host} broke the connection before it answered: {detail}.")
            raise Stalled(template, host=self._host, detail=speak(_detail(error))) from error

    def close(self) -> None:
        """Nothing was left open."""

    @property
    def _host(self) -> str:
        return urlsplit(self.url).hostname or ""

    def _write(self, mail: Mail) -> Posting:
        """The mail in its shape; what a setting lacks for that is the channel's fault, and no mail's."""
        try:
            return self.shape.write(mail, Place(self.url, self.secret, self.chat))
        except Misconfigured as error:
            raise ChannelDown(
                marked("{key}: {reason}"), key=error.facts["key"], reason=error.facts["reason"]
            ) from error

    def _post(self, posting: Posting, key: str) -> None:
        headers = {**self._write_headers(posting.body, key), **posting.headers}
        request = urllib.request.Request(posting.url, posting.body, headers, method="POST")
        try:
            with find_opener().open(request, timeout=self.seconds):
                return
        except urllib.error.HTTPError as error:
            raise self._refusal(error) from None
        except urllib.error.URLError as error:
            reason = error.reason
            if isinstance(reason, ConnectionError) and not isinstance(reason, ConnectionRefusedError):
                raise reason from None
            template = marked("{host} cannot be reached: {detail}.")
            raise ChannelDown(template, host=self._host, detail=speak(_detail(reason))) from None
        except TimeoutError:
            template = marked("{host} did not answer within {count} seconds.")
            raise Stalled(template, host=self._host, count=f"{self.seconds:g}") from None

    def _write_headers(self, body: bytes, key: str) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Idempotency-Key": key, "User-Agent": "ctrack"}
        if self.secret is None or not self.is_repeatable:
            return headers
        stamp = str(int(self.now()))
        return headers | {"X-Ctrack-Timestamp": stamp, "X-Ctrack-Signature": sign(self.secret, stamp, body)}

    def _refusal(self, error: urllib.error.HTTPError) -> Delayed | Rejected:
        with error:
            try:
                said = first_line(error.read(_MOST_REPLY))
            except (OSError, http.client.HTTPException):
                said = ""
        failure = Delayed if error.code in _LATER or error.code >= 500 else Rejected
        said = self.secret.hide_in(said) if self.secret else said
        reply = f"{error.code} {said}".rstrip(". ")
        return failure(marked("{host} does not take the mail: {reply}."), code=error.code, host=self._host, reply=reply)


@cache
def find_opener() -> urllib.request.OpenerDirector:
    """What opens addresses: certificates verified, redirections left alone. Reading the authorities takes its time."""
    context = ssl.create_default_context()
    return urllib.request.build_opener(_NoRedirection(), urllib.request.HTTPSHandler(context=context))


def sign(secret: Secret, stamp: str, body: bytes) -> str:
    """The signature of a body at a time, as its header says it."""
    digest = hmac.digest(secret.value.encode("utf-8"), stamp.encode("ascii") + b"." + body, "sha256")
    return f"sha256={digest.hex()}"


def _detail(error: object) -> str:
    said = getattr(error, "verify_message", None) or getattr(error, "strerror", None) or str(error)
    return first_line(str(said or type(error).__name__).encode("utf-8", "replace")).rstrip(".")
