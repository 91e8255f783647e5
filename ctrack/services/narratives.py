"""A draft national report: instrument by instrument what was done, told in the notes of the status updates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, select

from ctrack.domain.dueness import Horizon
from ctrack.domain.filters import Node
from ctrack.domain.readers import may_tell
from ctrack.domain.records.reports import Account, Passage
from ctrack.domain.records.undertakings import Row, Words
from ctrack.services.listings import make_scope
from ctrack.store.queries import SOURCE, read_bodies, read_home, read_rows, select_rows
from ctrack.store.retractions import stands
from ctrack.store.tables import commitment, instrument, party, section, status_update, undertaking

Said = dict[tuple[str, str], list[tuple[str, Words, str]]]


def tell_country(
    connection: Connection, node: Node | None, horizon: Horizon, *, level: str | None = None, text: str = ""
) -> Account:
    """The account of the home party, or of the parties that the filter names; without the notes above `level`."""
    scope = make_scope(connection, node, horizon, only_home=True)
    home = read_home(connection)[1]
    rows = read_rows(connection, select_rows(scope), horizon)
    whose = read_bodies(connection, scope.node, dict.fromkeys(row.party for row in rows))
    said = read_notes(connection)
    titles = {row[0]: row[1] for row in connection.execute(select(instrument.c.slug, instrument.c.title))}
    sections = {
        (slug, name): title
        for slug, name, title in connection.execute(
            select(instrument.c.slug, section.c.slug, section.c.title).select_from(section.join(instrument))
        )
    }
    chapters = [
        (slug, titles[slug], [(name, sections[slug, name], passages) for name, passages in parts.items()])
        for slug, parts in arrange(rows, said, level).items()
    ]
    return Account(home, whose, horizon.today, text, level, chapters)


def read_notes(connection: Connection) -> Said:
    """Every note that stands, by commitment and party, oldest first: its date, its words and its level."""
    update = status_update.c
    statement = (
        select(commitment.c.code, party.c.code, update.effective, update.note, update.level)
        .select_from(SOURCE.join(status_update, update.undertaking_id == undertaking.c.id))
        .where(update.note.is_not(None), stands())
        .order_by(update.effective_on, update.id)
    )
    said: Said = defaultdict(list)
    for code, whose, effective, note, level in connection.execute(statement):
        said[code, whose].append((effective, note, level))
    return said


def arrange(rows: Iterable[Row], said: Said, level: str | None) -> dict[str, dict[str, list[Passage]]]:
    """Put passages under their instruments and sections, in the order of the register."""
    chapters: dict[str, dict[str, list[Passage]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        notes = said.get((row.code, row.party), [])
        kept = [note for note in notes if may_tell(note[2], level)]
        chapters[row.instrument][row.section].append(Passage(row, kept, len(notes) - len(kept)))
    return chapters
