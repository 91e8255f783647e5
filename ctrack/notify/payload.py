"""A mail as JSON, for programs that carry it on: the words in its reader's language, and the facts behind them.

    {"ctrack": 1, "message_id", "to": {"name", "address", "language"}, "sender", "home": {LANGUAGE: TEXT}, "written_at",
     "subject", "text", "html", "notices": [{"code", "party", "instrument": {LANGUAGE: TEXT}, "title": {LANGUAGE: TEXT},
     "status", "progress", "due", "due_last", "days_left", "text_due", "text_days_left",
     "missed", "threshold", "uid", "on_behalf_of",
     "absence"}]}

Only ASCII is written, so that no control character reaches a program that does not read JSON as it should.
"""

from __future__ import annotations

import json
from typing import Any

from ctrack.domain.records.reminders import Mail, Notice
from ctrack.notify.message import write_message_id
from ctrack.render.mail.contents import compose

VERSION = 1


def write_payload(mail: Mail) -> bytes:
    """The mail as one object of JSON on one line."""
    contents = compose(mail)
    value = {
        "ctrack": VERSION,
        "message_id": write_message_id(mail),
        "to": {"name": mail.to_name, "address": mail.to_address, "language": mail.language},
        "sender": mail.sender,
        "home": mail.home,
        "written_at": mail.written_at.isoformat(timespec="seconds"),
        "subject": contents.subject,
        "text": contents.text,
        "html": contents.page,
        "notices": [describe(notice) for notice in mail.notices],
    }
    return json.dumps(value).encode("ascii") + b"\n"


def describe(notice: Notice) -> dict[str, Any]:
    """The facts of one notice."""
    return {
        "code": notice.code,
        "party": notice.party,
        "instrument": notice.instrument,
        "title": notice.title,
        "status": str(notice.status),
        "progress": notice.progress,
        "due": notice.due,
        "due_last": notice.due_last.isoformat(),
        "text_due": notice.text_due,
        "text_days_left": notice.text_days_left,
        "missed": list(notice.missed),
        "days_left": notice.days_left,
        "threshold": notice.threshold,
        "uid": notice.uid,
        "on_behalf_of": notice.on_behalf_of,
        "absence": notice.absence if notice.on_behalf_of else None,
    }
