"""Mails posted to a real server of the web, which checks the signature."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from typing import Any

import pytest

from ctrack.notify.channel import Channel, ChannelDown, Delayed, Misconfigured, Rejected, Stalled
from ctrack.notify.names import load_channel
from ctrack.notify.web_posts import Webhook
from tests.notify.mail_servers import SilentServer, free_port
from tests.notify.mails import make_mail
from tests.notify.web_servers import WebServer

SECRET = "سر\u00e9 secret"


def channel_of(url: str, **settings: Any) -> Webhook:
    """The channel that posts there, and does not pause."""
    channel: Channel = load_channel("webhook", {"webhook.url": url, **settings}, {"CTRACK_WEBHOOK_SECRET": SECRET})
    assert isinstance(channel, Webhook)
    return replace(channel, pause=lambda _: None, now=lambda: 1795240800.9)


def test_a_signed_post(web_server: WebServer) -> None:
    """JSON under the key of the Message-ID, signed together with its time."""
    channel = channel_of(f"{web_server.url}/hook?x=1")
    channel.open()
    channel.send(make_mail())
    channel.close()
    (post,) = web_server.posts
    assert post.path == "/hook?x=1"
    assert post.headers["content-type"] == "application/json"
    assert post.headers["idempotency-key"] == "<17.20261128.7@ctrack.mofa.example>"
    assert post.headers["x-ctrack-timestamp"] == "1795240800"
    signed = hmac.new(SECRET.encode(), b"1795240800." + post.body, hashlib.sha256).hexdigest()
    assert post.headers["x-ctrack-signature"] == f"sha256={signed}"
    assert json.loads(post.body)["subject"].startswith("[ctrack]")


@pytest.mark.parametrize(
    ("status", "failure"),
    [(408, Delayed), (425, Delayed), (429, Delayed), (500, Delayed), (503, Delayed), (400, Rejected), (410, Rejected)],
)
def test_statuses(web_server: WebServer, status: int, failure: type[Delayed]) -> None:
    """What may pass is for later, what will not is for good; it is not tried again at once."""
    web_server.answers = [status]
    web_server.says = b"\n go \x1baway.\n"
    with pytest.raises(failure, match=rf"127\.0\.0\.1 does not take the mail: {status} go \u241baway\.$") as caught:
        channel_of(web_server.url).send(make_mail())
    assert (caught.type, caught.value.code, len(web_server.posts)) == (failure, status, 1)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirection_is_followed(web_server: WebServer, status: int) -> None:
    """The mail goes nowhere that nobody chose."""
    web_server.answers = [status]
    with pytest.raises(Rejected):
        channel_of(web_server.url).send(make_mail())
    assert [post.path for post in web_server.posts] == ["/"]


def test_a_broken_connection_is_tried_again(web_server: WebServer) -> None:
    """Twice more and with the same key; a third break leaves it to a later run."""
    web_server.answers = [0, 0, 200]
    channel_of(web_server.url).send(make_mail())
    assert len({post.headers["idempotency-key"] for post in web_server.posts}) == 1
    assert len(web_server.posts) == 3
    web_server.answers = [0, 0, 0, 200]
    with pytest.raises(Stalled, match="broke the connection") as caught:
        channel_of(web_server.url).send(make_mail())
    assert caught.type is Stalled
    assert len(web_server.posts) == 6


def test_a_server_that_is_not_there() -> None:
    """The channel is down."""
    with pytest.raises(ChannelDown, match=r"127\.0\.0\.1 cannot be reached: Connection refused\.$"):
        channel_of(f"http://127.0.0.1:{free_port()}/").send(make_mail())


def test_a_server_that_never_answers() -> None:
    """The mail is for later, after as long as was told."""
    with SilentServer() as server, pytest.raises(Stalled, match=r"did not answer within 0\.2 seconds") as caught:
        channel_of(f"http://127.0.0.1:{server.port}/", **{"webhook.timeout": 0.2}).send(make_mail())
    assert caught.type is Stalled


def test_the_secret_is_shown_nowhere(web_server: WebServer) -> None:
    """Not by the channel itself, and not where a server repeats it."""
    web_server.answers, web_server.says = [400], f"bad {SECRET}".encode()
    channel = channel_of(web_server.url)
    with pytest.raises(Rejected) as caught:
        channel.send(make_mail())
    assert SECRET not in f"{channel!r} {caught.value!r} {caught.value}"


@pytest.mark.parametrize(
    "url", ["ftp://x.example/", "file:///etc/passwd", "https://", "https://a b/", "//x", "http://x:99999/", "http://ü.example/"]
)  # fmt: skip
def test_what_is_no_address(url: str) -> None:
    """Only the web, and only a host."""
    with pytest.raises(Misconfigured, match=r"^webhook\.url: "):
        channel_of(url)


def test_a_password_does_not_belong_into_an_address() -> None:
    """It would stand in the configuration for everybody to read; the sentence does not repeat it."""
    with pytest.raises(Misconfigured, match=r"webhook\.secret_file") as caught:
        channel_of("https://user:hunter2@x.example/")
    assert "hunter2" not in str(caught.value)


def test_nothing_goes_out_unsigned() -> None:
    """Without a secret only this very machine is posted to."""
    load_channel("webhook", {"webhook.url": "http://localhost:1/"}, {})
    with pytest.raises(Misconfigured, match=r"^webhook\.secret_file: .*x\.example unsigned"):
        load_channel("webhook", {"webhook.url": "https://x.example/"}, {})


def test_an_answer_is_awaited_for_half_a_minute() -> None:
    """As long as nothing else is set, a server is given 30 seconds; what is set counts."""
    assert channel_of("https://hooks.example/x").seconds == 30
    assert channel_of("https://hooks.example/x", **{"webhook.timeout": "5"}).seconds == 5
