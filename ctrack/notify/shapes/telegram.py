"""A message for a bot of Telegram: sendMessage of plain text, at most 4,096 units of UTF-16.

The token of the bot is the webhook's secret, webhook.chat the chat; https://core.telegram.org/bots/api#sendmessage
"""

from __future__ import annotations

from ctrack.domain.failures import marked
from ctrack.domain.records.reminders import Mail
from ctrack.notify.channel import refuse
from ctrack.notify.postings import Place, Posting, say_mail, utf16_units, write_json

MOST = 4_096
URL = "https://api.telegram.org"


def write(mail: Mail, place: Place) -> Posting:
    """The text of the mail, as it is: without a mode of parsing no sign means anything."""
    if place.secret is None or not place.chat:
        key = "webhook.chat" if place.secret is not None else "webhook.secret_file"
        raise refuse(key, marked("it is not set, and Telegram needs the token of a bot and a chat."))
    body = {
        "chat_id": place.chat,
        "text": say_mail(mail, MOST, size=utf16_units),
        "link_preview_options": {"is_disabled": True},
    }
    return Posting(f"{place.url.rstrip('/') or URL}/bot{place.secret.value}/sendMessage", write_json(body))
