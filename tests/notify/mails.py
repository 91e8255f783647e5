"""Notices and mails to try the channels with."""

from __future__ import annotations

import email
import email.policy
from datetime import date, datetime, timedelta, timezone
from email.message import EmailMessage
from typing import Any

from ctrack.domain.records.reminders import Mail, Notice
from ctrack.domain.vocabulary import Status

MORNING = datetime(2026, 11, 21, 6, 0, tzinfo=timezone(timedelta(hours=3)))


def make_notice(**facts: Any) -> Notice:
    """A notice of something due in a week, with these facts instead."""
    plain: dict[str, Any] = {
        "code": "KWT-21",
        "party": "KW",
        "instrument": {"en": "Kuwait Declaration", "ar": "إعلان الكويت"},
        "title": {"en": "Establish an expert group", "ar": "إنشاء فريق خبراء"},
        "status": Status.IN_PROGRESS,
        "progress": 40,
        "due": "2026-11-28",
        "due_last": date(2026, 11, 28),
        "days_left": 7,
        "threshold": 7,
        "uid": "kwt-21-kw-20261128@ctrack",
    }
    return Notice(**plain | facts)


def make_overdue(**facts: Any) -> Notice:
    """A notice of something three days late."""
    late = {
        "code": "KWT-22",
        "due": "2026-11-18",
        "due_last": date(2026, 11, 18),
        "days_left": -3,
        "uid": "late@ctrack",
    }
    return make_notice(**late | facts)


def make_mail(*notices: Notice, **facts: Any) -> Mail:
    """A mail of these notices, or of one, with these facts instead."""
    plain: dict[str, Any] = {
        "message_id": "<17.20261128.7@ctrack.mofa.example>",
        "to_name": "Amira Al-Sabah",
        "to_address": "amira@mofa.example",
        "language": "en",
        "sender": "ctrack <focal@mofa.example>",
        "written_at": MORNING,
        "home": {"en": "Kuwait", "ar": "الكويت"},
        "notices": notices or (make_notice(),),
        "unsubscribe": "mailto:focal@mofa.example?subject=stop",
    }
    return Mail(**plain | facts)


def read_mail(raw: bytes) -> EmailMessage:
    """A mail as the standard library's parser, which did not write it, understands it."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def read_body(raw: bytes, kind: str) -> str:
    """The body of a mail of this kind: plain or html."""
    part = read_mail(raw).get_body((kind,))
    assert part is not None
    return str(part.get_content())
