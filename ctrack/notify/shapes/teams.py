"""A message for a workflow of Microsoft Teams: an Adaptive Card, at most 28 kB.

https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
"""

from __future__ import annotations

from ctrack.domain.records.reminders import Mail
from ctrack.notify.postings import Place, Posting, say_mail, write_json
from ctrack.text.language import is_right_to_left, speaking

# JSON in ASCII takes six bytes for an Arabic letter.
MOST = 4_000
CARD = "application/vnd.microsoft.card.adaptive"
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"


def write(mail: Mail, place: Place) -> Posting:
    """The text of the mail in a card that runs as its language does."""
    lines = say_mail(mail, MOST).split("\n\n")
    with speaking(mail.language):
        is_rtl = is_right_to_left()
    blocks = [{"type": "TextBlock", "text": escape(line), "wrap": True} for line in lines]
    card = {"$schema": SCHEMA, "type": "AdaptiveCard", "version": "1.5", "rtl": is_rtl, "body": blocks}
    attachment = {"contentType": CARD, "contentUrl": None, "content": card}
    return Posting(place.url, write_json({"type": "message", "attachments": [attachment]}))


def escape(text: str) -> str:
    """The text without what a card reads as Markdown: a link, emphasis or a list."""
    for sign in "\\`*_[]":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\n\n")
