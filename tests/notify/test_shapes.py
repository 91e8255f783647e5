"""What every shape of a webhook keeps to, posted to a server that records it; a new one is held to it by its file."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ctrack.notify.channel import ChannelDown, Misconfigured, Stalled
from ctrack.notify.names import load_channel
from ctrack.notify.postings import SHAPES
from ctrack.notify.web_posts import Webhook
from tests.notify.mails import make_mail, make_notice, make_overdue
from tests.notify.web_servers import Post, WebServer

HOSTILE = "<!channel> @channel @all [link](https://evil.example) *bold* <b>&amp;"
# By shape: where the post arrives, the text that is read, and how much of it the service takes by its own measure.
Reading = tuple[str, Callable[[Any], str], int, Callable[[str], int]]


def read_card(body: Any) -> str:
    """The text of an Adaptive Card."""
    (attachment,) = body["attachments"]
    assert (body["type"], attachment["content"]["type"]) == ("message", "AdaptiveCard")
    return "\n".join(block["text"] for block in attachment["content"]["body"])


DOCUMENTED: dict[str, Reading] = {
    "ctrack": ("/topic", lambda body: str(body["text"]), 10**9, len),
    "mattermost": ("/topic", lambda body: str(body["text"]), 16_383, len),
    "ntfy": ("/", lambda body: str(body["message"]), 4_096, lambda text: len(text.encode())),
    "slack": ("/topic", lambda body: str(body["text"]), 40_000, len),
    "teams": ("/topic", read_card, 28_000, lambda text: 6 * len(text)),
    "telegram": (
        "/topic/bott0ken/sendMessage", lambda body: str(body["text"]), 4_096,
        lambda text: len(text.encode("utf-16-le")) // 2,
    ),
}  # fmt: skip


def channel_of(shape: str, server: WebServer, **settings: Any) -> Webhook:
    """The channel that posts in this shape, and does not pause."""
    given = {"webhook.url": f"{server.url}/topic", "webhook.shape": shape, "webhook.chat": "-100", **settings}
    channel = load_channel("webhook", given, {"CTRACK_WEBHOOK_SECRET": "t0ken"})
    assert isinstance(channel, Webhook)
    return replace(channel, pause=lambda _: None)


def post(shape: str, server: WebServer, *notices: Any, **facts: Any) -> tuple[Post, str]:
    """What a mail is posted as, and the text that its reader sees."""
    server.posts.clear()
    channel_of(shape, server).send(make_mail(*notices, **facts))
    (found,) = server.posts
    return found, DOCUMENTED[shape][1](json.loads(found.body))


def test_every_shape_is_documented() -> None:
    """Each file of the folder has its row here."""
    assert set(SHAPES) == set(DOCUMENTED)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape(web_server: WebServer, shape: str) -> None:
    """JSON in ASCII at the documented place, with whom it is for, what is due and what it is called; never too long."""
    path, read, most, size = DOCUMENTED[shape]
    found, text = post(shape, web_server, make_notice(), make_overdue())
    assert (found.path, found.headers["content-type"]) == (path, "application/json")
    assert found.body.isascii()
    plain = text.replace("\\", "")
    assert "KWT-21" in plain
    assert shape == "ctrack" or plain.startswith("Amira Al-Sabah")
    for language in ("en", "ar"):
        many = [make_overdue(code=f"KWT-{number}", title={"en": "x" * 90, "ar": "ش" * 90}) for number in range(60)]
        found, text = post(shape, web_server, *many, language=language)
        assert size(text) <= most
        assert shape != "teams" or len(found.body) <= 28_000
        assert read(json.loads(found.body)) == text


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape != "ctrack"])
def test_a_text_commands_no_chat(web_server: WebServer, shape: str) -> None:
    """What somebody wrote into a title calls nobody, links nowhere and is bold nowhere, where the chat reads signs."""
    _found, text = post(shape, web_server, make_notice(title={"en": HOSTILE}))
    if shape == "slack":
        assert "<!channel>" not in text
        assert "&lt;!channel&gt;" in text
    if shape == "mattermost":
        assert "@channel" not in text
        assert "[link](" not in text
    if shape == "teams":
        assert "[link](" not in text
    if shape in ("telegram", "ntfy"):
        assert "parse_mode" not in json.loads(_found.body)
        assert "markdown" not in json.loads(_found.body)


@pytest.mark.parametrize("shape", SHAPES)
def test_only_ours_is_signed_and_repeated(web_server: WebServer, shape: str) -> None:
    """A chat would show a copy: a connection that broke is for a later run there, and at once where a key tells it."""
    channel = channel_of(shape, web_server)
    web_server.answers = [0]
    if shape == "ctrack":
        channel.send(make_mail())
        assert len(web_server.posts) == 2
    else:
        with pytest.raises(Stalled):
            channel.send(make_mail())
        assert len(web_server.posts) == 1
    assert channel.is_repeatable is (shape == "ctrack")
    assert ("x-ctrack-signature" in web_server.posts[0].headers) is (shape == "ctrack")
    assert web_server.posts[0].headers.get("authorization") == ("Bearer t0ken" if shape == "ntfy" else None)


def test_what_a_shape_needs(web_server: WebServer) -> None:
    """A chat, a token and a topic are asked for by the names of their settings; a shape that is none is refused."""
    for shape, changed, said in (
        ("telegram", {"webhook.chat": ""}, "webhook.chat: "),
        ("ntfy", {"webhook.url": web_server.url}, "webhook.url: it must name a topic"),
    ):
        with pytest.raises(ChannelDown, match=said):
            channel_of(shape, web_server, **changed).send(make_mail())
    with pytest.raises(Misconfigured, match=r"webhook\.shape: it must be one of ctrack, mattermost"):
        channel_of("pigeon", web_server)
    assert web_server.posts == []
