"""Mails posted to an address of the web as signed JSON; `web_posts` is what posts them."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from ctrack.domain.failures import marked
from ctrack.domain.messages import list_any
from ctrack.domain.setting_kinds import LINK, NUMBER, PATH, Setting
from ctrack.notify.channel import Channel, Settings, refuse, require
from ctrack.notify.hosts import is_loopback
from ctrack.notify.postings import OURS, SHAPES, load_shape
from ctrack.notify.secrets import Hiding

SECRET = Hiding("CTRACK_WEBHOOK_SECRET", "webhook.secret", "ctrack-webhook-secret")
SETTINGS = (
    Setting("webhook.url", None, "", marked("the address that gets each mail as JSON"), kind=LINK),
    Setting("webhook.shape", None, OURS, marked("what is posted: ctrack's own JSON, or a message for a chat"), SHAPES),
    Setting("webhook.chat", None, "", marked("the chat that a bot of Telegram writes to")),
    Setting("webhook.secret_command", None, "", marked("a command that prints the key of the webhook's signature")),
    Setting("webhook.secret_file", None, "", marked("a file of mode 0600 with the key of the webhook's signature"),
            kind=PATH),
    Setting("webhook.timeout", None, 30, marked("seconds to wait for the webhook"), kind=NUMBER),
)  # fmt: skip


def make(settings: Settings, environ: Mapping[str, str]) -> Channel:
    """The channel of these settings; raises Misconfigured."""
    from ctrack.notify.web_posts import Webhook

    name = str(settings.get("webhook.shape") or OURS)
    if name not in SHAPES:
        raise refuse("webhook.shape", marked("it must be one of {known}."), known=list_any(SHAPES))
    url = check_url(require(settings, "webhook.url", "https://HOST/PATH"))
    secret = SECRET.find(settings, environ)
    host = urlsplit(url).hostname or ""
    # The address of a chat is itself the secret, and no chat checks a signature.
    if name == OURS and secret is None and not is_loopback(host):
        template = marked(
            "it is not set, and nothing is posted to {host} unsigned; '{command}' names where it is kept."
        )
        command = "ctrack config set webhook.secret_file FILE"
        raise refuse("webhook.secret_file", template, host=host, command=command)
    seconds = float(settings.get("webhook.timeout") or 30)
    return Webhook(url, secret, seconds, load_shape(name), str(settings.get("webhook.chat") or ""))


def check_url(url: str) -> str:
    """An address of the web that holds no name and password; raises Misconfigured."""
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("https", "http") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        is_web = False
    if not is_web or not url.isascii() or not url.isprintable() or " " in url:
        raise refuse("webhook.url", marked("it must begin with https:// or http:// and name a host."))
    if parts.username or parts.password:
        raise refuse(
            "webhook.url", marked("it must not hold a password; webhook.secret_file is the place for a secret.")
        )
    return url
