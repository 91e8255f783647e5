"""The service that takes rows of a foreign table into the register: each is created, updated, unchanged or refused.

A row is matched by its reference, or by its title where the table has no references, so that a second run changes
nothing. Where one is refused nothing is written, unless the rest is asked for.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import islice
from typing import Any

from sqlalchemy import func, select

from ctrack.domain.catalogue import CommitmentEntry
from ctrack.domain.failures import Message, marked
from ctrack.domain.folding import fold
from ctrack.domain.messages import list_all
from ctrack.domain.records.imported_rows import Conflict, ImportedRow, ImportPlan, ImportResult, Outcome, RowResult
from ctrack.domain.searched_texts import fold_title
from ctrack.domain.themes import pack_themes
from ctrack.domain.vocabulary import Addressee, PartyKind
from ctrack.services.additions import find_or_make_instrument, find_or_make_section
from ctrack.services.arrivals import Parties, add_row, add_side
from ctrack.services.commitment_columns import describe_commitment
from ctrack.services.instruments import CATALOGUE
from ctrack.services.parties import ensure_party
from ctrack.services.text_edits import keep_catalogue, settle
from ctrack.store.models import Commitment, Instrument, Party, Section
from ctrack.store.queries import read_home
from ctrack.store.work import UnitOfWork

CHUNK = 400
# What of a commitment a table can change; its sections and dates go with what belongs to them.
WORDS = ("title", "summary", "paragraph", "note")


@dataclass(slots=True)
class Intake:
    """The instrument that is being filled, and what was seen of the file so far."""

    unit: UnitOfWork
    plan: ImportPlan
    whole: Instrument
    home: Party
    parties: Parties
    last: int
    sections: dict[str, Section]
    # By code, or by title where there is none: the row where it stood first, and the digest of what it said.
    seen: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    results: list[RowResult] = field(default_factory=list)
    # The codes of this instrument by their folded titles, once a row has no reference.
    titles: dict[str, str] | None = None


def import_commitments(unit: UnitOfWork, rows: Iterable[ImportedRow], plan: ImportPlan) -> ImportResult:
    """Take the rows in; what became of each. The caller rolls back where one is refused and the rest is not wanted."""
    intake = begin_intake(unit, plan)
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        take_chunk(intake, chunk)
        unit.flush()
    results = intake.results
    return ImportResult(plan, results, dict(Counter(result.outcome for result in results)))


def begin_intake(unit: UnitOfWork, plan: ImportPlan) -> Intake:
    """The instrument, made where it is missing, with its sections by their folded names."""
    session = unit.session
    whole = find_or_make_instrument(unit, plan.instrument)
    last = session.scalar(select(func.max(Commitment.ordinal)).where(Commitment.instrument == whole)) or 0
    parts = session.scalars(select(Section).where(Section.instrument == whole))
    named = {fold(name): part for part in parts for name in (part.slug, *part.title.values())}
    home = ensure_party(session, read_home(unit.connection)[1])
    states = session.scalars(select(Party).where(Party.kind == PartyKind.STATE.value, Party.is_tracked))
    return Intake(unit, plan, whole, home, Parties(unit, states), last, named)


def take_chunk(intake: Intake, chunk: Sequence[ImportedRow]) -> None:
    """Take a few rows in, the commitments that they are matched with read at once."""
    known = dict(find_known(intake, [row.entry for row in chunk if row.entry is not None]))
    for row in chunk:
        if row.entry is None:
            result = refuse(row, "", row.reason or Message(""))
        else:
            result = take_row(intake, row, row.entry, known)
        intake.results.append(result)
        if row.joined:
            goes_on = Message(marked("it goes on with row {first}."), {"first": row.place.row})
            intake.results += [RowResult(place, result.code, result.outcome, goes_on) for place in row.joined]


def find_known(intake: Intake, entries: Sequence[CommitmentEntry]) -> Iterator[tuple[str, Commitment]]:
    """The commitments that these rows may mean, by code, and those of this instrument by title as well."""
    session, prefix = intake.unit.session, intake.plan.instrument.upper()
    codes = [code for item in entries if item.code for code in (item.code, f"{prefix}-{item.code}")]
    wanted = Commitment.code.in_(codes)
    if intake.unit.connection.dialect.name == "sqlite":
        # One text of all codes: to spell each in the statement takes longer than to look for them.
        wanted = Commitment.code.in_(select(func.json_each(json.dumps(codes)).table_valued("value").c.value))
    yield from ((row.code, row) for row in session.scalars(select(Commitment).where(wanted)))
    titles = [key_of(item) for item in entries if not item.code]
    if titles:
        named = find_titles(intake)
        found = {named[title]: title for title in titles if title in named}
        within = select(Commitment).where(Commitment.code.in_(found))
        yield from ((found[row.code], row) for row in session.scalars(within))


def find_titles(intake: Intake) -> dict[str, str]:
    """The codes of the instrument by their folded titles, read once."""
    if intake.titles is None:
        within = select(Commitment.code, Commitment.title).where(Commitment.instrument == intake.whole)
        rows = intake.unit.session.execute(within.order_by(Commitment.id))
        intake.titles = {fold_title(title): code for code, title in rows}
    return intake.titles


def key_of(entry: CommitmentEntry) -> str:
    """By what a row is matched: its code, or its titles where it has none."""
    return entry.code or fold_title(entry.title)


def refuse(row: ImportedRow, code: str, reason: Message) -> RowResult:
    """A row that is refused."""
    return RowResult(row.place, code, Outcome.REFUSED, reason)


def take_row(intake: Intake, row: ImportedRow, entry: CommitmentEntry, known: dict[str, Commitment]) -> RowResult:
    """Create or change what a row means."""
    entry = name_anew(intake, entry, known)
    key, said = key_of(entry), blake2b(fold_title(entry.title).encode(), digest_size=16).digest()
    if key in intake.seen:
        first, title = intake.seen[key]
        if title != said:
            reason = marked("row {first} has the same reference {code} with another text.")
            return refuse(row, entry.code, Message(reason, {"first": first, "code": entry.code}))
        return RowResult(row.place, entry.code, Outcome.UNCHANGED,
                         Message(marked("it repeats row {first}."), {"first": first}))  # fmt: skip
    intake.seen[key] = row.place.row, said
    there = known.get(key)
    if there is None:
        return create(intake, row, entry)
    return change(intake, row, entry, there)


def name_anew(intake: Intake, entry: CommitmentEntry, known: dict[str, Commitment]) -> CommitmentEntry:
    """The entry, its code after the name of the instrument where another instrument has one like it."""
    other = known.get(entry.code)
    if not entry.code or other is None or other.instrument is intake.whole:
        return entry
    return replace(entry, code=f"{intake.plan.instrument.upper()}-{entry.code}")


def create(intake: Intake, row: ImportedRow, entry: CommitmentEntry) -> RowResult:
    """Add a commitment that binds the home party."""
    intake.last += 1
    code = entry.code or f"{intake.plan.instrument.upper()}-{intake.last:03d}"
    part = find_section(intake, entry.section or "general")
    if not entry.code:
        entry = replace(entry, code=code)
    home = intake.home.code
    arrival = add_row(intake.unit, entry, intake.last, intake.whole, part, home)
    is_withdrawn = intake.whole.withdrawn is not None
    for place, party in enumerate(intake.parties.list_bound(entry, home)):
        add_side(intake.unit, arrival, party, is_lead=place == 0, is_withdrawn=is_withdrawn)
    if intake.titles is not None:
        intake.titles[fold_title(entry.title)] = code
    return RowResult(row.place, code, Outcome.CREATED)


def find_section(intake: Intake, title: str) -> Section:
    """The section that is called so, made where there is none."""
    key = fold(title)
    if key not in intake.sections:
        slug = make_slug(title, len(intake.sections) + 1)
        while slug in intake.sections:
            slug = f"{slug}-{len(intake.sections) + 1}"
        part = find_or_make_section(intake.unit, intake.whole, slug)
        if title != "general":
            part.title = {"ar" if re.search("[\u0600-\u06ff]", title) else "en": title}
        intake.sections |= {key: part, slug: part}
    return intake.sections[key]


def make_slug(title: str, number: int) -> str:
    """A short name for a section: its words in small Latin letters, or its number where it has none of these."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z0-9]+", plain)[:6]
    return "-".join(words) if any(word.isalpha() for word in words) else f"part-{number}"


def change(intake: Intake, row: ImportedRow, entry: CommitmentEntry, there: Commitment) -> RowResult:
    """Bring a commitment in step with a row, as far as that is wanted where the two differ."""
    wanted = {name: value for name, value in find_wanted(intake, entry, there).items()
              if value != getattr(there, name)}  # fmt: skip
    if not wanted:
        return RowResult(row.place, there.code, Outcome.UNCHANGED)
    facts = {"code": there.code, "parts": list_all(sorted({name.partition("_")[0] for name in wanted}))}
    if intake.plan.conflict is Conflict.STOP:
        told = marked(
            "{code} is in the register and says otherwise in {parts}; --on-conflict update takes this row, skip leaves "
            "what is there."
        )
        return refuse(row, there.code, Message(told, facts))
    if intake.plan.conflict is Conflict.SKIP:
        told = marked("{code} says otherwise in {parts}, and was left as it is.")
        return RowResult(row.place, there.code, Outcome.UNCHANGED, Message(told, facts))
    return update(intake, row, there, wanted)


def update(intake: Intake, row: ImportedRow, there: Commitment, wanted: dict[str, Any]) -> RowResult:
    """Change these columns of a commitment; of the catalogue's, what it says is kept beside them."""
    assert intake.plan.conflict is Conflict.UPDATE
    before = {name: tell(getattr(there, name)) for name in wanted if not name.startswith("deadline_")}
    if there.instrument.origin == CATALOGUE:
        keep_wanted(there, wanted, intake.plan.file)
    for name, value in wanted.items():
        setattr(there, name, value)
    if "title" in wanted:
        intake.titles = None
    settle(intake.unit, there, {"deadline"} if "deadline" in wanted else set())
    after = {name: tell(wanted[name]) for name in before}
    return RowResult(row.place, there.code, Outcome.UPDATED, None, before, after)


def keep_wanted(there: Commitment, wanted: dict[str, Any], file: str) -> None:
    """Keep what the catalogue says of what a row corrects, with the file as the source."""
    from ctrack.services.text_edits import Correction

    values = {name: value for name, value in wanted.items() if not name.startswith("deadline") and name != "note"}
    dates = {name: value for name, value in wanted.items() if name.startswith("deadline")}
    keep_catalogue(there, Correction(values, dates or None, {"en": file}))


def find_wanted(intake: Intake, entry: CommitmentEntry, there: Commitment) -> dict[str, Any]:
    """What the columns of a commitment are to be by a row; an empty cell leaves a thing as it is."""
    found: dict[str, Any] = {}
    for name in WORDS:
        held = getattr(there, name) or {}
        known = {" ".join(text.split()) for text in held.values()}
        # A text that stands there in another language was only taken for one of this.
        said = {language: text for language, text in (getattr(entry, name) or {}).items()
                if " ".join(text.split()) not in known}  # fmt: skip
        if said:
            found[name] = {**held, **said}
    if entry.themes:
        found["themes"] = pack_themes(entry.themes)
    if entry.sources:
        found["sources"] = [source.as_map() for source in entry.sources]
    if entry.deadline_words or (entry.deadline and entry.deadline != there.deadline):
        said = describe_commitment(replace(entry, addressee=Addressee.NAMED), 0, None)
        found |= {name: said[name] for name in ("deadline", "deadline_first", "deadline_last", "deadline_words")}
    if entry.section and intake.sections.get(fold(entry.section)) is not there.section:
        found["section"] = find_section(intake, entry.section)
    return found


def tell(value: Any) -> str:
    """A value as it is shown before and after."""
    if isinstance(value, Section):
        return value.slug
    if isinstance(value, dict):
        return " / ".join(map(str, value.values()))
    return str(value or "")
