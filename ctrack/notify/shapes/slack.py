"""A message for Slack's incoming webhooks: {"text"}, at most 40,000 characters, with three signs escaped.

https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
"""

from __future__ import annotations

from ctrack.domain.records.reminders import Mail
from ctrack.notify.postings import Place, Posting, say_mail, write_json

MOST = 39_000


def write(mail: Mail, place: Place) -> Posting:
    """The text of the mail; a bracket begins a link or calls everybody, and so none stays."""
    return Posting(place.url, write_json({"text": say_mail(mail, MOST, escape), "mrkdwn": False}))


def escape(text: str) -> str:
    """The text with the signs that Slack reads."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
