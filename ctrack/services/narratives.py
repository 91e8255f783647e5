"""A national report: what was done, told in the notes of the status updates, chapter by chapter, with its figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import Connection, select

from ctrack.domain.dueness import Horizon
from ctrack.domain.filters import Node
from ctrack.domain.readers import may_tell
from ctrack.domain.records.reports import Account, Passage
from ctrack.domain.records.undertakings import Row, Words
from ctrack.domain.themes import read_themes
from ctrack.domain.vocabulary import Status
from ctrack.services.groups import NONE
from ctrack.services.listings import make_scope
from ctrack.services.reports import report_progress
from ctrack.store.queries import SOURCE, read_bodies, read_home, read_rows, select_rows
from ctrack.store.retractions import stands
from ctrack.store.tables import agency, commitment, instrument, party, section, status_update, undertaking
from ctrack.store.word_order import turn_of_words

Said = dict[tuple[str, str], list[tuple[str, Words, str]]]
Done = dict[tuple[str, str, date], str]
Titles = Mapping[str, Mapping[str, Words]]
Chapters = Mapping[str, Mapping[str, list[Passage]]]

# As many of what presses as a first page has room for.
MOST_PRESSING = 8


def tell_country(
    connection: Connection,
    node: Node | None,
    horizon: Horizon,
    *,
    level: str | None = None,
    text: str = "",
    by: tuple[str, ...] = ("instrument",),
) -> Account:
    """The account of the home party, or of the parties that the filter names; without the notes above `level`.

    Its chapters are the groups `by` the first word: instrument, section, theme or agency; their parts those of the
    second, else the sections of an instrument, and of anything else the instruments.
    """
    groups = choose_groups(by)
    scope = make_scope(connection, node, horizon, only_home=True)
    rows = read_rows(connection, select_rows(scope), horizon)
    passages = make_passages(connection, rows, level)
    return Account(
        home=read_home(connection)[1],
        whose=read_bodies(connection, scope.node, dict.fromkeys(row.party for row in rows)),
        today=horizon.today,
        filter=text,
        level=level,
        by=groups,
        chapters=name_chapters(arrange(passages, groups), groups, read_titles(connection, groups)),
        figures=report_progress(
            connection, node, horizon, by=groups[0], text=text, level=level, most=MOST_PRESSING, has_others=False
        ),
    )


def choose_groups(by: tuple[str, ...]) -> tuple[str, str]:
    """What chapters and their parts are grouped by; sections alone are those of their instruments."""
    if len(by) > 1:
        return by[0], by[1]
    return ("instrument", "section") if by[0] in ("instrument", "section") else (by[0], "instrument")


def make_passages(connection: Connection, rows: Iterable[Row], level: str | None) -> list[Passage]:
    """The passage of each row, in their order."""
    said, done, passages = read_notes(connection), read_days_done(connection), []
    for row in rows:
        notes = said.get((row.code, row.party), [])
        kept = [note for note in notes if may_tell(note[2], level)]
        passages.append(Passage(row, kept, len(notes) - len(kept), find_day_done(row, done)))
    return passages


def read_notes(connection: Connection) -> Said:
    """Every note that stands, by commitment and party, oldest first: its date, its words and its level."""
    update = status_update.c
    statement = (
        select(commitment.c.code, party.c.code, update.effective, update.note, update.level)
        .select_from(SOURCE.join(status_update, update.undertaking_id == undertaking.c.id))
        .where(update.note.is_not(None), stands())
        .order_by(update.effective_on, turn_of_words())
    )
    said: Said = defaultdict(list)
    for code, whose, effective, note, level in connection.execute(statement):
        said[code, whose].append((effective, note, level))
    return said


def read_days_done(connection: Connection) -> Done:
    """The dates on which something was told to be implemented, as they were told, by the day that each is held for."""
    update = status_update.c
    statement = (
        select(commitment.c.code, party.c.code, update.effective_on, update.effective)
        .select_from(SOURCE.join(status_update, update.undertaking_id == undertaking.c.id))
        .where(update.status == Status.IMPLEMENTED.value, stands())
        .order_by(turn_of_words())
    )
    return {(code, whose, day): effective for code, whose, day, effective in connection.execute(statement)}


def find_day_done(row: Row, done: Done) -> str | None:
    """When it was implemented: a month where a month was told, and no day of it."""
    if row.status is not Status.IMPLEMENTED or row.status_on is None:
        return None
    return done.get((row.code, row.party, row.status_on), row.status_on.isoformat())


def arrange(passages: Iterable[Passage], groups: tuple[str, str]) -> Chapters:
    """Put passages into their chapters and parts, in the order of the register."""
    chapters: dict[str, dict[str, list[Passage]]] = defaultdict(lambda: defaultdict(list))
    for passage in passages:
        for outer in keys_of(passage.row, groups[0]):
            for inner in keys_of(passage.row, groups[1]):
                chapters[outer][inner].append(passage)
    return chapters


def keys_of(row: Row, by: str) -> tuple[str, ...]:
    """The groups that a row is in: one, or of themes each of its own."""
    match by:
        case "section":
            return (f"{row.instrument}/{row.section}",)
        case "agency":
            return (row.agency or NONE,)
        case "theme":
            return row.themes or (NONE,)
        case _:
            return (row.instrument,)


def name_chapters(
    chapters: Chapters, groups: tuple[str, str], titles: Titles
) -> list[tuple[str, Words, list[tuple[str, Words, list[Passage]]]]]:
    """The chapters and their parts with their titles, in order."""
    outer, inner = (titles[by] for by in groups)
    return [
        (key, outer.get(key, {}), [(name, inner.get(name, {}), parts[name]) for name in in_order(parts, groups[1])])
        for key, parts in ((key, chapters[key]) for key in in_order(chapters, groups[0]))
    ]


def in_order(keys: Iterable[str], by: str) -> list[str]:
    """Groups as people expect them: themes in their own order, agencies by code, what is in none last.

    Instruments and sections stand in the order of the register, in which they come.
    """
    themes = {key: f"{place:03}" for place, key in enumerate(read_themes())} if by == "theme" else {}
    is_sorted = by in ("theme", "agency")
    return sorted(keys, key=lambda key: (key == NONE, themes.get(key, key) if is_sorted else ""))


def read_titles(connection: Connection, groups: tuple[str, str]) -> Titles:
    """What groups are called, by what they are grouped by; a section names its instrument where no heading does."""
    instruments = {row.slug: row.title for row in connection.execute(select(instrument.c.slug, instrument.c.title))}
    statement = select(instrument.c.slug, section.c.slug, section.c.title).select_from(section.join(instrument))
    is_within = groups == ("instrument", "section")
    sections = {
        f"{slug}/{name}": title if is_within else join_titles(instruments[slug], title)
        for slug, name, title in connection.execute(statement)
    }
    agencies = {row.code: row.name for row in connection.execute(select(agency.c.code, agency.c.name))}
    return {"instrument": instruments, "section": sections, "agency": agencies, "theme": read_themes()}


def join_titles(first: Words, second: Words) -> Words:
    """Two titles as one, in the languages that both have; the second alone where they share none."""
    return {code: f"{first[code]} · {text}" for code, text in second.items() if code in first} or second
