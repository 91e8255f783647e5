"""From the options of `edit` to what is corrected, or to a deadline that a body moved; as typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ctrack.cli.params.dates import read_date
from ctrack.cli.params.language_texts import take_texts_away
from ctrack.cli.params.new_commitments import ReadDeadline, read_deadline, read_themes
from ctrack.cli.params.notes import detect_language
from ctrack.cli.params.status_updates import NONE
from ctrack.domain.catalogue import NAMING
from ctrack.domain.failures import Misused, marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.themes import pack_themes
from ctrack.services.named_things import COMMITMENT, INSTRUMENT, SECTION, Named, find_thing

if TYPE_CHECKING:
    from ctrack.domain.deadlines import Deadline
    from ctrack.services.text_edits import Correction
    from ctrack.store.work import UnitOfWork

KINDS = (COMMITMENT, INSTRUMENT, SECTION)
# The options of texts that say their language; a paragraph is in that of its letters.
TEXTS = ("title", "summary")
WORDS = {"section": "section", "kind": "kind", "verb": "force", "addressee": "addressee",
         "verification": "verification", "symbol": "symbol",
         "scale": "scale"}  # fmt: skip


class NothingToEdit(Misused):
    message = marked(
        "Say what to correct: --title, --summary, --section, --kind, --addressee, --text-deadline or another option of "
        "'ctrack edit --help'; or --deadline DATE with --source, or --deadline none."
    )


class SourceMissing(Misused):
    message = marked(
        "Say where it is written that the deadline was moved: --source TEXT. A date of your own is 'ctrack update "
        "CODE --target DATE', and one that was read wrong '--text-deadline DATE'."
    )


class TwoDeadlines(Misused):
    message = marked(
        "A deadline that was moved is an entry of its own: give --deadline and --source alone. The one that the text "
        "has is --text-deadline DATE."
    )


@dataclass(frozen=True, slots=True)
class Thing:
    """What is corrected, and whether it is the catalogue's."""

    named: Named
    is_shipped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The options of `edit`, as they were typed; None where one was not."""

    title: dict[str, str]
    summary: dict[str, str]
    paragraph: str | None
    section: str | None
    kind: str | None
    verb: str | None
    addressee: str | None
    parties: tuple[str, ...]
    themes: tuple[str, ...]
    text_deadline: str | None
    deadline: str | None
    source: str | None
    url: str | None
    verification: str | None
    symbol: str | None
    adopted_on: str | None
    scale: str | None
    restores: bool

    def find(self, unit: UnitOfWork, word: str) -> Thing:
        """What the word names; refused where nothing is to be corrected."""
        named = find_thing(unit.connection, word, *KINDS)
        from ctrack.services.text_edits import is_catalogues

        if not self.restores and not any(self.list_parts()) and self.deadline is None:
            raise NothingToEdit()
        return Thing(named, is_catalogues(unit.connection, named))

    def list_parts(self) -> Iterator[str]:
        """The options that were typed, but for a moved deadline and its source."""
        names = (*TEXTS, "paragraph", *WORDS, "parties", "themes", "text_deadline", "adopted_on")
        yield from (name for name in names if getattr(self, name) not in (None, (), {}))
        if self.deadline is None:
            yield from (name for name in ("source", "url") if getattr(self, name) is not None)


def is_none(text: str) -> bool:
    """Whether the word takes something away."""
    return text.strip().lower() == NONE


def read_move(given: Given, thing: Thing, today: date) -> tuple[Deadline | None, dict[str, str] | None] | None:
    """The date to which a deadline was moved and where that is written; None where it is about something else.

    Without a source it is, of a commitment of one's own, the deadline that the text has.
    """
    if given.deadline is None or given.restores:
        return None
    is_own = thing.named.kind == COMMITMENT and not thing.is_shipped
    if is_own and not given.source and not is_none(given.deadline):
        return None
    if any(given.list_parts()):
        raise TwoDeadlines()
    if is_none(given.deadline):
        return None, None
    if not given.source:
        raise SourceMissing()
    return read_date(given.deadline, today, "--deadline"), cite(given)


def cite(given: Given) -> dict[str, str] | None:
    """The source that was given."""
    if not given.source:
        return None
    return {detect_language(given.source): given.source, **({"url": given.url} if given.url else {})}


def read_correction(given: Given, thing: Thing, today: date, deadline: ReadDeadline | None) -> Correction:
    """What is to be corrected, with the deadline of the text; of one's own a source takes the place of those before."""
    from ctrack.services.text_edits import Correction

    values: dict[str, Any] = {}
    values |= {part: take_texts_away(getattr(given, part)) for part in TEXTS if getattr(given, part)}
    if given.paragraph is not None:
        values["paragraph"] = {detect_language(given.paragraph): given.paragraph}
    values |= {part: str(getattr(given, name)) for name, part in WORDS.items() if getattr(given, name) is not None}
    # Whom a text names goes with its addressee: another one names nobody else.
    if given.parties or (given.addressee and given.addressee not in NAMING):
        values["parties"] = tuple(code.upper() for code in given.parties)
    if given.themes:
        values["themes"] = pack_themes(() if is_none(given.themes[-1]) else read_themes(given.themes))
    if given.adopted_on is not None:
        values["adopted_on"] = read_date(given.adopted_on, today, "--adopted-on").edtf
    if given.url is not None and thing.named.kind == INSTRUMENT:
        values["url"] = None if is_none(given.url) else given.url
    source = cite(given)
    if source and thing.named.kind == COMMITMENT and not thing.is_shipped:
        values["sources"] = [source]
    return Correction(values, list_columns(deadline) if deadline else None, source, restores=given.restores)


def read_text_deadline(given: Given, today: date, find_adoption: Callable[[], date | None]) -> ReadDeadline | None:
    """The deadline that the text has, where it is to be corrected; it may count from the adoption of the text."""
    text = given.text_deadline if given.text_deadline is not None else given.deadline
    if text is None or given.restores:
        return None
    return read_deadline("" if is_none(text) else text, today, find_adoption)


def list_columns(read: ReadDeadline) -> dict[str, Any]:
    """The columns of a deadline."""
    found = read.found
    return {
        "deadline": found.edtf if found else None,
        "deadline_first": found.first if found else None,
        "deadline_last": found.last if found else None,
        "deadline_words": read.in_words,
    }
