"""A message for Mattermost's incoming webhooks: {"text"} in Markdown, at most 16,383 characters.

https://developers.mattermost.com/integrate/webhooks/incoming/
"""

from __future__ import annotations

import re

from ctrack.domain.records.reminders import Mail
from ctrack.notify.postings import Place, Posting, say_mail, write_json

MOST = 16_000
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+!|<>~])")


def write(mail: Mail, place: Place) -> Posting:
    """The text of the mail, in which no sign means anything and nobody is called."""
    return Posting(place.url, write_json({"text": say_mail(mail, MOST, escape)}))


def escape(text: str) -> str:
    """The text with a backslash before what Markdown reads, and with an @ that calls nobody."""
    return _SIGNS.sub(r"\\\1", text).replace("@", "@\u200b")
