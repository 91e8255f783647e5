"""A message for a topic of ntfy: {"topic", "title", "message"}, at most 4,096 bytes, posted to the root of the server.

The address is that of the topic, such as https://ntfy.sh/mytopic; the secret, if there is one, is an access token.
https://docs.ntfy.sh/publish/#publish-as-json
"""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from ctrack.domain.failures import marked
from ctrack.domain.records.reminders import Mail
from ctrack.notify.channel import refuse
from ctrack.notify.postings import Place, Posting, say_mail, utf8_bytes, write_json
from ctrack.render.mail.contents import compose

MOST = 4_000


def write(mail: Mail, place: Place) -> Posting:
    """The text of the mail under its subject."""
    parts = urlsplit(place.url)
    folder, _slash, topic = parts.path.strip("/").rpartition("/")
    if not topic:
        raise refuse("webhook.url", marked("it must name a topic, such as https://ntfy.sh/mytopic."))
    root = urlunsplit((parts.scheme, parts.netloc, f"/{folder}", "", ""))
    body = {"topic": topic, "title": compose(mail).subject, "message": say_mail(mail, MOST, size=utf8_bytes)}
    headers = {"Authorization": f"Bearer {place.secret.value}"} if place.secret is not None else {}
    return Posting(root, write_json(body), headers)
