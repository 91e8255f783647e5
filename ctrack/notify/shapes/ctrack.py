"""The mail as ctrack tells it to programs (`payload`), signed by the one who posts it."""

from __future__ import annotations

from ctrack.domain.records.reminders import Mail
from ctrack.notify.payload import write_payload
from ctrack.notify.postings import Place, Posting

IS_OURS = True


def write(mail: Mail, place: Place) -> Posting:
    """The whole mail as JSON."""
    return Posting(place.url, write_payload(mail))
