"""The service that takes agencies and people from the rows of a foreign table: by its code each, and by their names.

A row is tried within a savepoint, so that one that is refused half-way leaves nothing behind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from sqlalchemy import select

from ctrack.domain.failures import Failure, Message, Refused, marked
from ctrack.domain.folding import fold
from ctrack.domain.messages import list_all
from ctrack.domain.records.imported_rows import (
    Conflict,
    ImportedRow,
    ImportPlan,
    ImportResult,
    Into,
    Outcome,
    RowResult,
)
from ctrack.domain.records.registers import Filing, PersonRecord
from ctrack.services.agencies import PersonChanges, add_agency, add_person, edit_person
from ctrack.services.agency_edits import AgencyChanges, edit_agency
from ctrack.services.namesakes import KnownNames, note_agency, note_person, read_agencies, read_people
from ctrack.store.models import Agency, Person
from ctrack.store.work import UnitOfWork

NAME = "name_"
# What becomes of an agency or a person: what was and is, None where it is new.
Take = Callable[[UnitOfWork, str, Mapping[str, str], KnownNames], Filing | None]


class AgencyNameMissing(Refused):
    message = marked("{code} is no agency of the register yet, and the row gives it no name.")


class SaysOtherwise(Refused):
    message = marked(
        "{code} is in the register and says otherwise in {parts}; --on-conflict update takes this row, skip leaves "
        "what is there."
    )


def import_directory(unit: UnitOfWork, rows: Iterable[ImportedRow], plan: ImportPlan) -> ImportResult:
    """Take the rows in; what became of each, in their order. The caller rolls back where one is refused."""
    found = list(rows)
    ordered = put_parents_first(found) if plan.into is Into.AGENCIES else found
    known = (read_agencies if plan.into is Into.AGENCIES else read_people)(unit.connection)
    results = sorted((take_row(unit, row, plan, known) for row in ordered), key=lambda result: result.place.row)
    return ImportResult(plan, results, dict(Counter(result.outcome for result in results)))


def put_parents_first(rows: Sequence[ImportedRow]) -> list[ImportedRow]:
    """The rows, each after the one of the agency that it is part of, where that is in the table as well."""
    by_code = {fold(row.code): row for row in rows if row.facts is not None}
    placed: dict[int, ImportedRow] = {}
    for row in rows:
        chain: dict[int, ImportedRow] = {}
        above: ImportedRow | None = row
        while above is not None and above.place.row not in placed and above.place.row not in chain:
            chain[above.place.row] = above
            above = by_code.get(fold((above.facts or {}).get("parent", "")))
        placed |= dict(reversed(chain.items()))
    return list(placed.values())


def take_row(unit: UnitOfWork, row: ImportedRow, plan: ImportPlan, known: KnownNames) -> RowResult:
    """Create or change what a row tells of."""
    if row.facts is None:
        return RowResult(row.place, row.code, Outcome.REFUSED, row.reason or Message(""))
    take = {Into.AGENCIES: take_agency, Into.PEOPLE: take_person}[plan.into]
    try:
        changed = attempt(unit, partial(take, unit, row.code, row.facts, known), row.code, plan.conflict)
        note_names(unit, row.code, plan, known)
    except SaysOtherwise as failure:
        if plan.conflict is Conflict.SKIP:
            told = marked("{code} says otherwise in {parts}, and was left as it is.")
            return RowResult(row.place, row.code, Outcome.UNCHANGED, Message(told, failure.facts))
        return RowResult(row.place, row.code, Outcome.REFUSED, Message(failure.message, failure.facts))
    except Failure as failure:
        return RowResult(row.place, row.code, Outcome.REFUSED, Message(failure.message, failure.facts))
    if changed is None:
        return RowResult(row.place, row.code, Outcome.CREATED)
    before = {name: text for name, text in changed.before.items() if changed.after.get(name, "") != text}
    before |= {name: "" for name, text in changed.after.items() if text and name not in changed.before}
    if not before:
        return RowResult(row.place, row.code, Outcome.UNCHANGED)
    after = {name: changed.after.get(name, "") for name in before}
    return RowResult(row.place, row.code, Outcome.UPDATED, None, before, after)


def attempt(unit: UnitOfWork, take: Callable[[], Filing | None], code: str, conflict: Conflict) -> Filing | None:
    """Do what a row asks, all of it or nothing; refused where it differs from what is there and that is to stay."""
    unit.flush()
    noted = unit.changes.mark()
    step = unit.session.begin_nested()
    try:
        filing = take()
        if filing is not None and filing.before != filing.after and conflict is not Conflict.UPDATE:
            parts = [name for name in filing.after if filing.after[name] != filing.before.get(name, "")]
            raise SaysOtherwise(code=code, parts=list_all(parts))
        unit.session.flush()
    except BaseException:
        step.rollback()
        unit.changes.cut(noted)
        raise
    step.commit()
    return filing


def note_names(unit: UnitOfWork, code: str, plan: ImportPlan, known: KnownNames) -> None:
    """Take in what the agency or the person of a row is called from now on."""
    if plan.into is Into.AGENCIES:
        item = unit.session.scalars(select(Agency).where(Agency.code == fold(code))).one()
        note_agency(known, item.id, item.code, item.party_id, item.name)
    else:
        note_person(known, *unit.session.execute(select(Person.id, Person.name).where(Person.name == code)).one())


def take_agency(unit: UnitOfWork, code: str, facts: Mapping[str, str], known: KnownNames) -> Filing | None:
    """Add an agency, or change the one of that code."""
    word = fold(code)
    names = {key.removeprefix(NAME): text for key, text in facts.items() if key.startswith(NAME)}
    if unit.session.scalars(select(Agency.code).where(Agency.code == word)).first():
        return edit_agency(unit, word, AgencyChanges(names, facts.get("parent"), facts.get("party")), known)
    if not names:
        raise AgencyNameMissing(code=code)
    add_agency(unit, code, names, facts.get("parent"), facts.get("party"), known)
    return None


def take_person(unit: UnitOfWork, name: str, facts: Mapping[str, str], known: KnownNames) -> Filing | None:
    """Add a person, or change the one of that name."""
    email, language, zone, agency = (facts.get(key) for key in ("email", "language", "time_zone", "agency"))
    if unit.session.scalars(select(Person.name).where(Person.name == name)).first():
        return edit_person(unit, name, PersonChanges(email, language, zone, agency))
    add_person(unit, PersonRecord(name, email, language, zone, agency), known)
    return None
