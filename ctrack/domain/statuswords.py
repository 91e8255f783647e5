"""What statuses are called, and their marks: shapes that fill up, so that no colour is needed to tell them apart."""

from __future__ import annotations

from ctrack.domain.failures import marked
from ctrack.domain.vocabulary import Status

STATUS_WORDS: dict[str, str] = {
    Status.NOT_REPORTED: marked("not reported"),
    Status.NOT_STARTED: marked("not started"),
    Status.IN_PROGRESS: marked("in progress"),
    Status.PARTIALLY_IMPLEMENTED: marked("partially implemented"),
    Status.IMPLEMENTED: marked("implemented"),
    Status.NOT_APPLICABLE: marked("not applicable"),
    Status.OVERTAKEN_BY_EVENTS: marked("overtaken by events"),
}
STATUS_MARKS: dict[str, str] = {
    Status.NOT_REPORTED: "·",
    Status.NOT_STARTED: "○",
    Status.IN_PROGRESS: "◔",
    Status.PARTIALLY_IMPLEMENTED: "◑",
    Status.IMPLEMENTED: "●",
    Status.NOT_APPLICABLE: "–",
    Status.OVERTAKEN_BY_EVENTS: "×",
}
