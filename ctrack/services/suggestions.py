"""The service that suggests links: commitments of the register that ask alike and are not linked yet."""

from __future__ import annotations

from sqlalchemy import Connection, and_, select

from ctrack.domain.failures import NotFound, Refused, marked
from ctrack.domain.likeness import Asked, Library, Proposal
from ctrack.domain.records.link_records import Suggestion
from ctrack.domain.themes import unpack_themes
from ctrack.domain.vocabulary import Relation
from ctrack.services.equal_links import join_pairs
from ctrack.services.known_codes import find_code
from ctrack.services.sight import in_sight
from ctrack.store.tables import commitment, instrument, link

# Every two of them are compared.
MOST_COMPARED = 3000


class TooManyToCompare(Refused):
    message = marked(
        "This register holds {count} commitments: too many to compare each with each. Name one: ctrack suggest CODE."
    )


class NotSuggested(NotFound):
    message = marked(
        "{to} is not among what is suggested for {code}. 'ctrack link {code} RELATION {to}' links the two all the same."
    )


def find_suggestion(connection: Connection, word: str, other: str) -> Proposal:
    """The suggestion that a person accepts; refused where the two are linked, or are not alike."""
    code, to = find_code(connection, word), find_code(connection, other)
    found = (each.proposal for each in suggest_links(connection, code) if each.proposal.to == to)
    proposal = next(found, None)
    if proposal is None:
        raise NotSuggested(code=code, to=to)
    return proposal


def suggest_links(connection: Connection, word: str | None) -> list[Suggestion]:
    """Links that may be missing, the likest first: of one commitment, or of all in sight."""
    code = find_code(connection, word) if word is not None else None
    asked, titles = read_asked(connection, code)
    if code is None and len(asked) > MOST_COMPARED:
        raise TooManyToCompare(count=len(asked))
    linked, library = read_linked(connection), Library(asked)
    found = library.propose_all() if code is None else library.propose(code)
    rounds = name_rounds(connection)
    new = [
        each
        for each in found
        if frozenset((each.code, each.to)) not in linked
        and (each.code not in rounds or rounds[each.code] != rounds.get(each.to))
    ]
    return [make_suggestion(each, titles) for each in new]


def read_asked(connection: Connection, code: str | None) -> tuple[list[Asked], dict[str, dict[str, str]]]:
    """What the commitments in sight ask, the one of that code among them; and their titles."""
    columns = commitment.c
    statement = (
        select(
            columns.code, columns.title, columns.summary, columns.themes, columns.addressee, columns.kind,
            columns.force, instrument.c.symbol,
        )
        .select_from(commitment.join(instrument))
        .where(and_(in_sight(commitment), in_sight(instrument)) | (columns.code == code))
        .order_by(instrument.c.ordinal, columns.ordinal)
    )  # fmt: skip
    rows = connection.execute(statement).all()
    asked = [
        Asked(row.code, row.title, row.summary or {}, frozenset(unpack_themes(row.themes)), row.addressee, row.kind,
              row.force, row.symbol)
        for row in rows
    ]  # fmt: skip
    return asked, {row.code: row.title for row in rows}


def read_linked(connection: Connection) -> set[frozenset[str]]:
    """The pairs of commitments that are linked, however."""
    other = commitment.alias("other")
    tied = link.join(commitment, link.c.commitment_id == commitment.c.id)
    pairs = select(commitment.c.code, other.c.code).select_from(tied.join(other, link.c.to_commitment_id == other.c.id))
    return {frozenset(pair) for pair in connection.execute(pairs)}


def name_rounds(connection: Connection) -> dict[str, int]:
    """Of what takes the place of another, round after round, which row of rounds each code belongs to."""
    other = commitment.alias("other")
    tied = link.join(commitment, link.c.commitment_id == commitment.c.id)
    pairs = (
        select(commitment.c.code, other.c.code)
        .select_from(tied.join(other, link.c.to_commitment_id == other.c.id))
        .where(link.c.relation == Relation.SUCCEEDS.value)
    )
    groups = join_pairs((first, second) for first, second in connection.execute(pairs))
    return {code: place for place, group in enumerate(groups) for code in group}


def make_suggestion(found: Proposal, titles: dict[str, dict[str, str]]) -> Suggestion:
    """A proposal with the titles of the two."""
    return Suggestion(found, titles[found.code], titles[found.to])
