"""Records of answers to reminders: what somebody wrote, what it proposes, and what became of it."""

from __future__ import annotations

from enum import StrEnum

from ctrack.domain.frozen import dataclass
from ctrack.domain.records.undertakings import Words
from ctrack.domain.vocabulary import AnswerKind, AnswerState, Status

# A mail that is larger is no answer to a reminder: it is not taken apart.
MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Reply:
    """A mail that came in; `address` is None where nobody, or more than one, signs for it.

    `verdicts` are the results of DMARC by who states them, the newest first; `lines` are the sender's own. `marks` are
    those of its subject, else of its text with what is quoted, and `thread` those of the mails that it goes back to.
    """

    message_id: str
    address: str | None
    is_automatic: bool
    verdicts: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]
    thread: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """An answer of somebody to a reminder of one undertaking; `line` and `text` are as they were written."""

    id: int
    code: str
    party: str
    title: Words
    name: str
    address: str
    received_at: str
    kind: AnswerKind
    status: Status | None
    progress: int | None
    day: str | None
    line: str
    text: str
    state: AnswerState
    message_id: str


class Refusal(StrEnum):
    """Why a mail is no answer of somebody who was reminded."""

    UNMARKED = "unmarked"
    ADDRESS = "address"
    INACTIVE = "inactive"
    DMARC = "dmarc"


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one mail: the answers that it holds, or why it holds none; a program's mail is passed over."""

    answers: tuple[int, ...] = ()
    recorded: tuple[int, ...] = ()
    refusal: Refusal | None = None
    address: str | None = None
