"""Recording what is said of undertakings: one commitment by its code, or all that fit a filter."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from ctrack.domain import failures
from ctrack.domain.deadlines import edtf_bounds
from ctrack.domain.dueness import Horizon
from ctrack.domain.folding import fold
from ctrack.domain.records.undertakings import Move, Words
from ctrack.domain.vocabulary import Level, Position, Priority, Status, Voice
from ctrack.services.lookups import check_party, find_code
from ctrack.services.standings import Saying, apply_update, stand, stand_again
from ctrack.store.journal import EntryHead
from ctrack.store.queries import SOURCE, read_home
from ctrack.store.tables import commitment, journal, party, status_update, undertaking

if TYPE_CHECKING:
    from ctrack.domain.filters import Node
    from ctrack.domain.periods import Period
    from ctrack.store.models import Undertaking
    from ctrack.store.work import UnitOfWork

MOST_NOTE = 100_000
RECENT_SECONDS = 600
# The statuses that hold for one progress alone, with their names in a sentence.
DECISIVE = {
    Status.IMPLEMENTED: (100, failures.marked("implemented")),
    Status.NOT_STARTED: (0, failures.marked("not started")),
}


class OccurrenceNeedsStatus(failures.Misused):
    message = failures.marked("--occurrence names what was implemented: give --status implemented with it.")


@dataclass(frozen=True, slots=True)
class UpdateRequest:
    """What to record; None leaves a thing as it is, "" takes a target, position or priority away."""

    status: Status | None = None
    progress: int | None = None
    effective: str | None = None
    voice: Voice = Voice.COORDINATOR
    level: Level = Level.RESTRICTED
    note: Words | None = None
    target: str | None = None
    position: Position | str | None = None
    priority: Priority | str | None = None
    add_tags: tuple[str, ...] = ()
    drop_tags: tuple[str, ...] = ()
    whose: str | None = None
    occurrence: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said at all."""
        return (
            not self.says_something
            and self.position is None
            and self.priority is None
            and not (self.add_tags or self.drop_tags)
        )

    @property
    def says_something(self) -> bool:
        """Whether it makes a status update, and not only a change of how the undertaking is filed."""
        return any(item is not None for item in (self.status, self.progress, self.note, self.target))


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be updated: one commitment by its code, or all that fit a filter."""

    code: str | None = None
    node: Node | None = None
    text: str = ""
    tags: tuple[str, ...] = field(default=())


def check_request(request: UpdateRequest, today: date) -> None:
    """Refuse what cannot be recorded, before anything is opened."""
    if request.is_empty:
        raise failures.NothingToRecord()
    if request.status is Status.NOT_REPORTED:
        raise failures.UnsettableStatus()
    check_progress(request)
    if request.effective is not None and edtf_bounds(request.effective)[0] > today:
        raise failures.FutureDate(date=request.effective, today=today)
    for text in (request.note or {}).values():
        check_note(text)


def check_progress(request: UpdateRequest) -> None:
    """Refuse a progress out of range, or one that contradicts the status it comes with."""
    progress, status = request.progress, request.status
    if progress is None:
        return
    if not 0 <= progress <= 100:
        raise failures.BadProgress(value=progress)
    if status in DECISIVE and progress != DECISIVE[status][0]:
        raise failures.ProgressContradicts(progress=progress, status=failures.Message(DECISIVE[status][1]))


def check_note(text: str) -> None:
    """Refuse a note that is empty, too long, or holds what no database stores."""
    if not text.strip():
        raise failures.EmptyText(what="note")
    if len(text) > MOST_NOTE:
        raise failures.TextTooLong(what="note", length=len(text), most=MOST_NOTE)
    if "\0" in text:
        raise failures.TextNotStorable(what="note", character="U+0000")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise failures.TextNotStorable(what="note", character=f"U+{ord(text[error.start]):04X}") from error


def record_updates(
    unit: UnitOfWork, target: Target, request: UpdateRequest, head: EntryHead, horizon: Horizon
) -> list[Move]:
    """Record the request on every undertaking that the target means; where each stood and stands.

    Raises NotFound where the target means nothing, and Refused for bad data; nothing is recorded then.
    """
    check_request(request, horizon.today)
    found = find_undertakings(unit, target, horizon, request.whose)
    return [record_one(unit, row, request, head, horizon) for row in found]


def find_undertakings(
    unit: UnitOfWork, target: Target, horizon: Horizon, whose: str | None = None
) -> list[Undertaking]:
    """The undertakings to update: of the party named, else of the home party, else of the one that answers."""
    from sqlalchemy.orm import joinedload

    from ctrack.store.models import Undertaking

    keys = find_by_code(unit, target.code, whose) if target.code else find_by_filter(unit, target, horizon, whose)
    # With what they belong to at once: a look-up of each would send the changes so far to the database each time.
    whole = joinedload(Undertaking.commitment), joinedload(Undertaking.party)
    statement = select(Undertaking).where(Undertaking.id.in_(keys)).options(*whole)
    rows = {row.id: row for row in unit.session.scalars(statement)}
    return [rows[key] for key in keys]


def find_by_code(unit: UnitOfWork, word: str, whose: str | None) -> list[int]:
    """The one undertaking under a code."""
    code = find_code(unit.connection, word)
    wanted = check_party(unit.connection, whose) if whose else read_home(unit.connection)[1]
    sides = {
        row.code: row.id
        for row in unit.connection.execute(
            select(party.c.code, undertaking.c.id).select_from(SOURCE).where(commitment.c.code == code)
        )
    }
    if wanted not in sides:
        addressee = unit.connection.scalar(select(commitment.c.addressee).where(commitment.c.code == code))
        raise failures.NotHomesToUpdate(code=code, party=wanted, others=", ".join(sides) or addressee)
    return [sides[wanted]]


def find_by_filter(unit: UnitOfWork, target: Target, horizon: Horizon, whose: str | None) -> list[int]:
    """The undertakings that fit the filter, of one party only."""
    from ctrack.services.listings import make_scope

    scope = make_scope(unit.connection, target.node, horizon, only_home=whose is None)
    statement = select(undertaking.c.id).select_from(SOURCE).where(scope.condition())
    if whose:
        whose = check_party(unit.connection, whose)
        statement = select(undertaking.c.id).select_from(SOURCE).where(party.c.code == whose, scope.wanted())
    keys = list(unit.connection.scalars(statement.order_by(undertaking.c.id)))
    if not keys:
        raise failures.NothingMatches(filter=target.text)
    return keys


def record_one(unit: UnitOfWork, row: Undertaking, request: UpdateRequest, head: EntryHead, horizon: Horizon) -> Move:
    """Record the request on one undertaking."""
    before = stand(row, horizon)
    elsewhere, still_due = tell_recent(unit, row, head), None
    file_undertaking(row, request)
    if request.says_something:
        saying = Saying(
            author=head.author,
            recorded_at=head.recorded_at,
            number=unit.number,
            effective=request.effective or horizon.today.isoformat(),
            today=horizon.today,
            status=request.status,
            progress=request.progress,
            voice=request.voice,
            level=request.level,
            note=request.note,
            target=request.target,
        )
        met = find_met_by(unit, row, saying, request)
        ends_open = met is not None and row.occurrence_last is not None and met.last >= row.occurrence_last
        if ends_open and row.target is not None and saying.target is None:
            # A target was given for the occurrence that ends here.
            saying = replace(saying, target="")
        update = apply_update(row, saying)
        unit.session.add(update)
        if met is not None:
            from ctrack.services.recurrence.fulfilment import close_occurrence

            close_occurrence(unit, row, met, update.effective_on, head)
        if row.updated_on is not None and update.effective_on < row.updated_on:
            stand_again(unit, row)
        if ends_open and saying.target == "" and row.target is not None and row.updated_on is not None:
            # The target was set on a later day than that on which its date was met.
            later = replace(saying, effective=row.updated_on.isoformat(), status=None, progress=None, note=None)
            unit.session.add(apply_update(row, later))
        if met is None and saying.status is Status.IMPLEMENTED:
            still_due = row.occurrence
    return Move(
        row.commitment.code,
        row.party.code,
        row.commitment.title,
        before,
        stand(row, horizon),
        request.note,
        request.level.value if request.note else None,
        elsewhere,
        still_due,
    )


def find_met_by(unit: UnitOfWork, row: Undertaking, saying: Saying, request: UpdateRequest) -> Period | None:
    """The occurrence that an update meets, where the undertaking comes round and is said to be implemented."""
    if row.occurrence is None and request.occurrence is None:
        return None
    if saying.status is not Status.IMPLEMENTED:
        if request.occurrence is not None:
            raise OccurrenceNeedsStatus()
        return None
    from ctrack.services.recurrence.fulfilment import find_met

    day = min(edtf_bounds(saying.effective)[1], saying.today)
    return find_met(unit, row, day, request.occurrence)


def file_undertaking(row: Undertaking, request: UpdateRequest) -> None:
    """Change how the undertaking is filed: position, priority, tags."""
    if request.position is not None:
        row.position = str(request.position) or None
    if request.priority is not None:
        row.priority = str(request.priority) or None
    if request.add_tags or request.drop_tags:
        dropped = set(map(spell_tag, request.drop_tags))
        tags = dict.fromkeys([*row.tags.split(), *map(spell_tag, request.add_tags)])
        kept = [tag for tag in tags if tag and tag not in dropped]
        row.tags = f" {' '.join(kept)} " if kept else ""


def spell_tag(tag: str) -> str:
    """A tag as it is stored: folded, and one word."""
    return fold(tag).replace(" ", "-")


def tell_recent(unit: UnitOfWork, row: Undertaking, head: EntryHead) -> str | None:
    """Who else wrote on this undertaking within the last minutes, so that nobody overwrites unawares."""
    last = unit.connection.execute(
        select(journal.c.author, journal.c.recorded_at, journal.c.number)
        .select_from(status_update.join(journal, status_update.c.journal_number == journal.c.number))
        .where(status_update.c.undertaking_id == row.id)
        .order_by(status_update.c.id.desc())
        .limit(1)
    ).one_or_none()
    if last is None or last.author == head.author or not is_recent(last.recorded_at, head):
        return None
    return f"{last.author} ({last.number})"


def is_recent(recorded_at: str, head: EntryHead) -> bool:
    """Whether a moment lies only minutes before this command."""
    from datetime import datetime

    return 0 <= (head.moment - datetime.fromisoformat(recorded_at)).total_seconds() < RECENT_SECONDS
