"""What is said of undertakings, as one request from where the options are read to where it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from ctrack.domain.deadlines import Deadline
from ctrack.domain.failures import Failure
from ctrack.domain.frozen import dataclass, field
from ctrack.domain.records.undertakings import Words
from ctrack.domain.vocabulary import Level, Status, Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateRequest:
    """What to record; None leaves a thing as it is, and "" takes a target away.

    `effective` is when it happened, today where it is None. `filed` holds the fields of the registry that are set as
    they are typed, by their keys, and None for one that is taken away. `whose` is the code of a party, and `occurrence`
    a due date that is spoken of. `seen_on` is when somebody saw that it was so, in EDTF.
    """

    status: Status | None = None
    progress: int | None = None
    effective: Deadline | None = None
    voice: Voice = Voice.COORDINATOR
    level: Level = Level.RESTRICTED
    note: Words | None = None
    target: Deadline | Literal[""] | None = None
    filed: Mapping[str, Any] = field(default_factory=dict)
    add_tags: tuple[str, ...] = ()
    drop_tags: tuple[str, ...] = ()
    whose: str | None = None
    occurrence: Deadline | None = None
    sources: list[dict[str, Any]] = field(default_factory=list)
    verification: str | None = None
    seen_on: str | None = None
    # A status as it was typed, where it may be a word of the instrument's own scale, and why it is none of ours; then
    # the word that it is.
    typed_status: str | None = None
    refusal: Failure | None = None
    own_status: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said at all."""
        return not (self.says_something or self.filed or self.add_tags or self.drop_tags)

    @property
    def says_something(self) -> bool:
        """Whether it makes a status update, and not only a change of how the undertaking is filed."""
        return any(item is not None for item in (self.status, self.refusal, self.progress, self.note, self.target))

    @property
    def speaks_of_progress(self) -> bool:
        """Whether it says how far things are."""
        return self.status is not None or self.refusal is not None or self.progress is not None

    def dated(self, today: date) -> Deadline:
        """When what is said happened, at the precision that was given."""
        return self.effective or Deadline.from_day(today)

    def effective_on(self, today: date) -> date:
        """The last day of when it happened, today at the latest: nothing is known yet of the rest of "this year"."""
        return min(self.dated(today).last, today)
