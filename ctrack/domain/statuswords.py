"""What statuses are called, and their marks: shapes that fill up, so that no colour is needed to tell them apart."""

from __future__ import annotations

from ctrack.domain.fields.vocabularies import STATUSES
from ctrack.domain.vocabulary import Status

STATUS_WORDS = STATUSES.shown
STATUS_MARKS: dict[str, str] = {
    Status.NOT_REPORTED: "·",
    Status.NOT_STARTED: "○",
    Status.IN_PROGRESS: "◔",
    Status.PARTIALLY_IMPLEMENTED: "◑",
    Status.IMPLEMENTED: "●",
    Status.NOT_APPLICABLE: "–",
    Status.OVERTAKEN_BY_EVENTS: "×",
}
