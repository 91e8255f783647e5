"""A filter as a condition of SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ctrack.domain.dueness import Horizon
from ctrack.domain.fields.field import Field, Form
from ctrack.domain.fields.registry import FIELDS
from ctrack.domain.filters import And, Node, Not, Or, Tag, Term, Words
from ctrack.domain.filters.filter_fields import ABSENT, PRESENT
from ctrack.domain.folding import fold
from ctrack.domain.frozen import dataclass
from ctrack.domain.readers import TOLD
from ctrack.domain.spellings import list_written
from ctrack.domain.vocabulary import DueState
from ctrack.store.current_state import (
    due_states,
    is_open,
    is_postponed,
    standing_progress,
    standing_status,
)
from ctrack.store.field_columns import find_column
from ctrack.store.retractions import stands
from ctrack.store.search_index import holds_in_title, holds_text
from ctrack.store.sql import (
    ColumnElement,
    agency,
    and_,
    commitment,
    contribution,
    exists,
    false,
    func,
    not_,
    occurrence,
    or_,
    person,
    select,
    status_update,
    true,
    undertaking,
)

Condition = ColumnElement[bool]

U = undertaking.c
C = commitment.c


def was_met_late() -> Condition:
    """Some occurrence was met after its day."""
    item = occurrence.c
    return exists(
        select(item.id)
        .where(item.undertaking_id == U.id, item.is_met.is_(True), item.closed_on > item.due_last)
        .correlate(undertaking)
    )


def derived_statuses(horizon: Horizon) -> dict[str, Condition]:
    """The states that nobody reports and everybody filters by."""
    states = due_states(horizon)
    return {
        "overdue": states[DueState.OVERDUE],
        "due_soon": states[DueState.DUE_SOON],
        "missed": states[DueState.MISSED],
        "postponed": is_postponed(),
        "not_looked_up": states[DueState.NOT_LOOKED_UP],
        "met_late": or_(states[DueState.MET_LATE], was_met_late()),
        "regressed": U.is_regressed.is_(True),
        "stale": and_(is_open(), U.updated_on.is_not(None), U.updated_on < horizon.stale),
        "open": is_open(),
    }


def contains(column: ColumnElement[str], text: str) -> Condition:
    """The condition that a folded column holds the folded text."""
    return column.contains(fold(text), autoescape=True)


def any_of(conditions: Iterable[Condition]) -> Condition:
    """The condition that one of several holds; none does where there are none."""
    given = tuple(conditions)
    # Within another condition SQLAlchemy writes 0 = 1 for one that is made of nothing, and no index is looked into.
    return or_(*given) if given else false()


@dataclass(frozen=True, slots=True)
class Compiler:
    """Turns the nodes of a filter into conditions, as of a day."""

    horizon: Horizon

    def compile(self, node: Node) -> Condition:
        """The condition that a node stands for."""
        match node:
            case And(parts):
                return and_(true(), *map(self.compile, parts))
            case Or(parts):
                return any_of(map(self.compile, parts))
            case Not(part):
                # What is not known is not so: a filter never loses a row to a NULL.
                return not_(func.coalesce(self.compile(part), false()))
            case Tag(name, wanted):
                tagged = U.tags.contains(f" {fold(name)} ", autoescape=True)
                return tagged if wanted else not_(tagged)
            case Words(text):
                return any_of(map(holds_text, list_written(text)))
            case Term():
                return self.compile_term(node)

    def compile_term(self, term: Term) -> Condition:
        """The condition of one field."""
        read = READERS.get(term.field)
        if read is not None:
            return read(self, term)
        field = BY_FILTER[term.field]
        return BY_FORM[field.form](find_column(field), term)

    def status(self, term: Term) -> Condition:
        """A status as it was reported, or one that is derived."""
        derived = derived_statuses(self.horizon)
        status = standing_status(self.horizon.today)
        return any_of(derived.get(value, status == value) for value in term.values)

    def due(self, term: Term) -> Condition:
        """A due state, or a date to compare the due date with."""
        states = due_states(self.horizon)
        named = {**states, PRESENT: U.due_last.is_not(None), ABSENT: U.due_last.is_(None)}
        return or_(any_of(named[value] for value in term.values), in_spans(U.due_last, term))

    def progress(self, term: Term) -> Condition:
        """Progress in per cent, as the undertaking counts."""
        return is_percent(standing_progress(self.horizon.today), term)

    def name(self, term: Term) -> Condition:
        """The condition that a column holds exactly this name, which was looked up in the register before."""
        return is_word(find_column(BY_FILTER[term.field]), term)

    def code(self, term: Term) -> Condition:
        """The condition of `code:`: the code is the word or ends in it."""
        other = commitment.alias("ending").c
        found = any_of(other.code.endswith(value.upper(), autoescape=True) for value in term.values)
        # An index has the codes alone: to look for an ending in the commitments themselves is to read all their texts.
        return C.id.in_(select(other.id).correlate(None).where(found))

    def title(self, term: Term) -> Condition:
        """The condition of `title:`: the title holds the words, in any language."""
        spelled = (text for value in term.values for text in list_written(value))
        return any_of(and_(holds_text(text), holds_in_title(text)) for text in spelled)

    def note(self, term: Term) -> Condition:
        """The condition of `note:`: a status update that stands has a note with the words that may be told."""

        def noted(value: str) -> Condition:
            # The statement around it may read status updates itself, and these are others.
            said = select(status_update.c.undertaking_id).correlate(None)
            told = said.where(stands(), status_update.c.level.in_(TOLD[term.reader]))
            if value in (ABSENT, PRESENT):
                found = U.id.in_(told.where(status_update.c.note.is_not(None)))
                return found if value == PRESENT else not_(found)
            return U.id.in_(told.where(contains(status_update.c.note_folded, value)))

        return any_of(map(noted, term.values))

    def theme(self, term: Term) -> Condition:
        """The condition of `theme:`: it is one of the themes of the commitment."""
        named = presence(C.themes)
        return any_of(
            named[value] if value in named else C.themes.contains(f" {value} ", autoescape=True)
            for value in term.values
        )

    def agency(self, term: Term) -> Condition:
        """The condition of `agency:`: the agency or a part of it leads or contributes."""
        named = {PRESENT: U.lead_id.is_not(None), ABSENT: U.lead_id.is_(None)}
        codes = [value for value in term.values if value not in named]
        words = any_of(named[value] for value in term.values if value in named)
        return or_(words, has_agency(codes)) if codes else words

    def person(self, term: Term) -> Condition:
        """The condition of `person:`: that person is the focal point."""
        named = {PRESENT: U.person_id.is_not(None), ABSENT: U.person_id.is_(None)}
        people = select(person.c.id).where(person.c.name.in_(term.values))
        return or_(any_of(named[value] for value in term.values if value in named), U.person_id.in_(people))


def has_agency(codes: Sequence[str]) -> Condition:
    """The condition that one of these agencies, or a part of one, leads or contributes."""
    family = select(agency.c.id).where(agency.c.code.in_(codes)).cte("family", recursive=True)
    child = agency.alias("child")
    family = family.union(select(child.c.id).where(child.c.parent_id == family.c.id))
    helped = select(contribution.c.undertaking_id).where(contribution.c.agency_id.in_(select(family.c.id)))
    return or_(U.lead_id.in_(select(family.c.id)), U.id.in_(helped))


def is_word(column: ColumnElement[Any], term: Term) -> Condition:
    """The column holds one of the words as it is stored, or nothing, or anything."""
    named = presence(column)
    return any_of(named.get(value, column == value) for value in term.values)


def is_text(column: ColumnElement[Any], term: Term) -> Condition:
    """The column holds one of the texts, in any case; or nothing, or anything."""
    named = presence(column)
    return any_of(
        named[value] if value in named else func.lower(column).contains(value.lower(), autoescape=True)
        for value in term.values
    )


def is_day(column: ColumnElement[Any], term: Term) -> Condition:
    """The day of the column lies in one of the spans, before or after it; or there is none, or any."""
    named = presence(column)
    return or_(any_of(named[value] for value in term.values), in_spans(column, term))


def is_percent(column: ColumnElement[Any], term: Term) -> Condition:
    """The number of the column is one of the numbers, or over or under it; or there is none, or any."""
    named = presence(column)
    compare: dict[str, Callable[[int], Condition]] = {
        "is": lambda value: column == value,
        "over": lambda value: column > value,
        "under": lambda value: column < value,
    }
    return any_of(named[value] if value in named else compare[term.relation](int(value)) for value in term.values)


def presence(column: ColumnElement[Any]) -> dict[str, Condition]:
    """The words that ask whether the column holds anything."""
    return {PRESENT: column.is_not(None), ABSENT: column.is_(None)}


def in_spans(column: ColumnElement[object], term: Term) -> Condition:
    """The date of the column lies in one of the spans, or before or after it."""
    compare: dict[str, Callable[[object, object], Condition]] = {
        "is": lambda first, last: column.between(first, last),
        "before": lambda first, last: column < first,
        "after": lambda first, last: column > last,
    }
    return any_of(compare[term.relation](first, last) for first, last in term.dates)


# How a column is compared, by what its field holds; names were resolved to what is stored.
def is_flag(column: ColumnElement[Any], term: Term) -> Condition:
    """The column says yes, or no; or says nothing, or anything."""
    named = {**presence(column), "yes": column.is_(True), "no": column.is_(False)}
    return any_of(named[value] for value in term.values)


BY_FORM: dict[Form, Callable[[ColumnElement[Any], Term], Condition]] = {
    Form.WORD: is_word,
    Form.TEXT: is_text,
    Form.DAY: is_day,
    Form.PERCENT: is_percent,
    Form.FLAG: is_flag,
}
BY_FILTER: dict[str, Field] = {field.filter_name: field for field in FIELDS if field.filter is not None}
# What needs more than its own column.
READERS: dict[str, Callable[[Compiler, Term], Condition]] = {
    "status": Compiler.status,
    "due": Compiler.due,
    "progress": Compiler.progress,
    "code": Compiler.code,
    "instrument": Compiler.name,
    "section": Compiler.name,
    "party": Compiler.name,
    "title": Compiler.title,
    "note": Compiler.note,
    "theme": Compiler.theme,
    "agency": Compiler.agency,
    "person": Compiler.person,
}
