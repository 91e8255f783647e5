"""What the register says of a text, corrected: its own for good, the catalogue's with what that says kept beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from ctrack.domain.catalogue import SOURCE_FACTS
from ctrack.domain.failures import Misused, NotFound, Refused, marked
from ctrack.domain.folding import fold
from ctrack.domain.frozen import dataclass
from ctrack.domain.messages import COMMA, SEMICOLON, Listed, list_all, list_any
from ctrack.domain.records.registers import Filing
from ctrack.domain.scales import OWN, PLAIN, read_scales
from ctrack.services.bound_parties import Bound, bind_again
from ctrack.services.instruments import CATALOGUE
from ctrack.services.named_things import COMMITMENT, INSTRUMENT, SECTION, Named, find_section_within
from ctrack.services.standings import stand_again
from ctrack.store.models import Commitment, Instrument, Section, Undertaking
from ctrack.store.tables import commitment, instrument
from ctrack.store.work import UnitOfWork

Text = Instrument | Section | Commitment
# The columns that can be corrected, by what they belong to; `dates` and whom it binds are columns that go together.
EDITABLE = {
    COMMITMENT: (
        "title", "summary", "paragraph", "section", "kind", "force", "addressee", "parties", "deadline",
        "themes", "verification", "sources",
    ),
    INSTRUMENT: ("title", "symbol", "url", "adopted_on", "scale"),
    SECTION: ("title",),
}  # fmt: skip
# What is kept of the catalogue's where one of these is corrected.
COLUMNS = {
    "section": ("section_id",),
    "addressee": ("addressee", "addressee_parties"),
    "parties": ("addressee", "addressee_parties"),
    "deadline": ("deadline", "deadline_first", "deadline_last", "deadline_words"),
}
LANGUAGE_MAPS = ("title", "summary", "paragraph")


class NoPartOfIt(Misused):
    message = marked("{parts} is no part of {thing}: of it {known} can be corrected.")


class NothingCorrected(Refused):
    message = marked("Nothing of {thing} is corrected here.")


class UnknownScale(NotFound):
    message = marked("There is no scale {name}: write {known}. 'ctrack help scales' tells the words of each.")


class TitleNeeded(Misused):
    message = marked("A title cannot be taken away: {thing} would have none left.")


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be so from now on, by EDITABLE; of a language map only the languages given, "" takes one away.

    `dates` are the columns of the deadline. `source` says where that is written, in a map of languages; `restores`
    takes the catalogue's words again.
    """

    values: Mapping[str, Any]
    dates: Mapping[str, Any] | None = None
    source: dict[str, str] | None = None
    restores: bool = False


def correct_text(unit: UnitOfWork, named: Named, wanted: Correction) -> Filing:
    """Correct an instrument, a section or a commitment; what it was, and what it is."""
    row = load(unit, named)
    before = describe(row)
    if wanted.restores:
        restore(unit, row, named)
    else:
        refuse_foreign(named, wanted)
        keep_catalogue(row, wanted)
        for part, value in wanted.values.items():
            write(unit, named, row, part, value)
        if wanted.dates is not None:
            for column, value in wanted.dates.items():
                setattr(row, column, value)
    if isinstance(row, Commitment):
        settle(unit, row, {*wanted.values} if not wanted.restores else {"addressee", "deadline"})
    unit.flush()
    return Filing(named.key, "", row.title, before, describe(row))


def load(unit: UnitOfWork, named: Named) -> Text:
    """The text as an entity."""
    session, key = unit.session, named.key
    if named.kind == COMMITMENT:
        return session.scalars(select(Commitment).where(Commitment.code == key)).one()
    whole, _slash, part = key.rpartition("/")
    if named.kind == INSTRUMENT:
        return session.scalars(select(Instrument).where(Instrument.slug == key)).one()
    return session.scalars(select(Section).join(Instrument).where(Instrument.slug == whole, Section.slug == part)).one()


def is_shipped(row: Text) -> bool:
    """Whether the catalogue is where it comes from."""
    return (row if isinstance(row, Instrument) else row.instrument).origin == CATALOGUE


def is_catalogues(connection: Connection, named: Named) -> bool:
    """Whether the catalogue is where a thing comes from."""
    statement = select(instrument.c.origin)
    if named.kind == COMMITMENT:
        statement = statement.join(commitment).where(commitment.c.code == named.key)
    else:
        slug = named.key if named.kind == INSTRUMENT else named.key.rpartition("/")[0]
        statement = statement.where(instrument.c.slug == slug)
    return connection.scalar(statement) == CATALOGUE


def refuse_foreign(named: Named, wanted: Correction) -> None:
    """Refuse what such a thing has not."""
    known = EDITABLE[named.kind]
    parts = [*wanted.values, *(["deadline"] if wanted.dates is not None else [])]
    wrong = [part for part in parts if part not in known]
    if wrong:
        raise NoPartOfIt(parts=list_options(wrong), thing=named.key, known=list_options(known))


def list_options(parts: Iterable[str]) -> Listed:
    """The options that correct these parts."""
    options = {"force": "--verb", "sources": "--source", "deadline": "--text-deadline", "parties": "--party",
               "themes": "--theme"}  # fmt: skip
    return list_all(options.get(part, f"--{part.replace('_', '-')}") for part in parts)


def keep_catalogue(row: Text, wanted: Correction) -> None:
    """Keep what the catalogue says of all that is corrected, the first time that it is, and who says otherwise."""
    if not is_shipped(row):
        return
    kept = dict(row.corrections or {})
    for part in (*wanted.values, *(["deadline"] if wanted.dates is not None else [])):
        for column in COLUMNS.get(part, (part,)):
            first = kept.get(column, {"was": plain(getattr(row, column))})
            kept[column] = {"was": first["was"], **({"source": wanted.source} if wanted.source else {})}
    row.corrections = kept


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def restore(unit: UnitOfWork, row: Text, named: Named) -> None:
    """Put the catalogue's words back in the place of all that was corrected."""
    if not row.corrections:
        raise NothingCorrected(thing=named.key)
    from ctrack.services.reversals import read_values

    for column, value in read_values(type(row), {name: kept["was"] for name, kept in row.corrections.items()}).items():
        setattr(row, column, value)
    row.corrections = None
    if isinstance(row, Commitment):
        unit.flush()
        unit.session.expire(row, ["section"])


def write(unit: UnitOfWork, named: Named, row: Text, part: str, value: Any) -> None:
    """Write one part."""
    if part in LANGUAGE_MAPS:
        texts = {**(getattr(row, part) or {}), **value}
        left = {language: text for language, text in texts.items() if text}
        if part == "title" and not left:
            raise TitleNeeded(thing=named.key)
        setattr(row, part, left or None)
    elif part == "section":
        assert isinstance(row, Commitment)
        row.section = find_section(unit, row.instrument, value)
    elif part == "scale":
        assert isinstance(row, Instrument)
        row.scale = find_scale_name(row, value)
    elif part == "parties":
        row.addressee_parties = list(value) or None  # type: ignore[union-attr]
    else:
        setattr(row, part, value)


def find_scale_name(row: Instrument, word: str) -> str:
    """The name of a shipped scale, of the instrument's own, or of the statuses of the register."""
    known = [PLAIN, *read_scales(), *([OWN] if row.own_scale else [])]
    name = PLAIN if fold(word) == "none" else fold(word)
    if name not in known:
        raise UnknownScale(name=word, known=list_any(known))
    return name


def find_section(unit: UnitOfWork, whole: Instrument, word: str) -> Section:
    """The section of an instrument that a word means; in one of one's own a new one is made."""
    if whole.origin != CATALOGUE:
        from ctrack.services.additions import find_or_make_section

        return find_or_make_section(unit, whole, word)
    slug = find_section_within(unit.connection, f"{whole.slug}/{word}").rpartition("/")[2]
    return unit.session.scalars(select(Section).where(Section.instrument == whole, Section.slug == slug)).one()


def settle(unit: UnitOfWork, row: Commitment, parts: set[str]) -> None:
    """Bring in step what follows from a commitment: whom it binds, and what is due."""
    if parts & {"addressee", "parties"}:
        bind_again(unit, row, Bound(row.addressee, tuple(row.addressee_parties or ())))
    sides = list(unit.session.scalars(select(Undertaking).where(Undertaking.commitment == row)))
    stand_again(unit, sides)


def describe(row: Text) -> dict[str, str]:
    """What can be corrected, each as one text."""
    found = {"title": say(row.title)}
    if isinstance(row, Instrument):
        return found | {name: say(getattr(row, name)) for name in ("symbol", "url", "adopted_on", "scale")}
    if isinstance(row, Section):
        return found
    plain_parts = ("summary", "paragraph", "kind", "force", "addressee", "deadline", "themes", "verification")
    return {
        **found,
        **{name: say(getattr(row, name)) for name in plain_parts},
        "section": row.section.slug,
        "parties": COMMA.join(row.addressee_parties or ()),
        "sources": SEMICOLON.join(map(say_source, row.sources)),
    }


def say_source(source: dict[str, str]) -> str:
    """A source in its languages, without its address."""
    return say({key: text for key, text in source.items() if key not in SOURCE_FACTS})


def say(value: Any) -> str:
    """A value, or a text in all its languages side by side."""
    return " / ".join(str(text) for text in value.values()) if isinstance(value, dict) else str(value or "")
