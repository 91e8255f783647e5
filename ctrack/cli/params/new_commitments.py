"""From the options of `add` to a commitment."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from ctrack.cli.params.dates import BadDate, find_home_hemisphere
from ctrack.cli.params.notes import detect_language
from ctrack.domain.catalogue import CommitmentEntry, Source
from ctrack.domain.datewords import parse_date_words
from ctrack.domain.deadlines import Deadline, DeadlineError
from ctrack.domain.failures import Failure, Message, Misused, Refused, marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.phrases import refusals as phrases
from ctrack.domain.phrases.cursor import Start
from ctrack.domain.phrases.refusals import CountedFromAdoption
from ctrack.domain.vocabulary import Addressee, Kind, Verification
from ctrack.exchange.instrument_file import CODE, SLUG
from ctrack.services.lookups import find_theme

# Figures that are no date, or two: a slip of the pen, and no deadline that was written in words.
WRONG = (
    phrases.AmbiguousNumbers,
    phrases.TwoDigitYear,
    phrases.NoSuchDate,
    phrases.NoSuchMonth,
    phrases.NoSuchPart,
    phrases.YearOutOfRange,
    phrases.MonthsDisagree,
    phrases.WeekdayDisagrees,
    phrases.CountsDisagree,
    phrases.HijriDisagrees,
)


class TitleMissing(Misused):
    message = marked("A commitment needs a title: give --title TEXT, or --title LANG=TEXT for each language.")


class KeptInWords(Failure):
    message = marked("{reason} It was kept as it is written, in words: no reminder will follow from it.")


class CountsFromAdoption(Failure):
    message = marked("The deadline counts from the adoption on {adopted}: {deadline}.")


class BadCode(Refused):
    message = marked(
        "{code} cannot be a code: it is letters and figures, with hyphens or dots between them and a figure or a "
        "hyphen somewhere, such as NAT-1, H01 or 140.7; nothing that looks like a date."
    )


class BadSlug(Refused):
    message = marked("{slug} cannot be a short name: it is small letters, figures and hyphens, such as national-plan.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """The options of `add`, as they were given."""

    code: str
    title: dict[str, str]
    summary: dict[str, str]
    instrument: str
    section: str
    kind: Kind
    addressee: Addressee | None
    parties: tuple[str, ...]
    themes: tuple[str, ...]
    deadline: str | None
    source: str | None
    verification: Verification


@dataclass(frozen=True, slots=True)
class ReadDeadline:
    """A deadline as a date, as it was written where that says more, and what its writer ought to know."""

    found: Deadline | None = None
    in_words: dict[str, str] | None = None
    remark: Failure | None = None


def make_entry(given: Adding, deadline: ReadDeadline) -> CommitmentEntry:
    """The commitment."""
    if not given.title:
        raise TitleMissing()
    code = given.code.strip().upper()
    if not re.fullmatch(CODE, code):
        raise BadCode(code=given.code)
    for slug in (given.instrument, given.section):
        if not re.fullmatch(SLUG, slug):
            raise BadSlug(slug=slug)
    return CommitmentEntry(
        code=code,
        section=given.section,
        kind=given.kind,
        addressee=given.addressee or Addressee.NAMED if given.parties else given.addressee,
        addressee_parties=tuple(code.upper() for code in given.parties),
        title=given.title,
        summary=given.summary or None,
        deadline=deadline.found.edtf if deadline.found else None,
        deadline_words=deadline.in_words,
        sources=(Source({detect_language(given.source): given.source}),) if given.source else (),
        verification=given.verification,
        themes=read_themes(given.themes),
    )


def read_themes(words: tuple[str, ...]) -> tuple[str, ...]:
    """The themes that the words name, each once."""
    return tuple(dict.fromkeys(map(find_theme, words)))


def read_deadline(text: str | None, today: date, find_adoption: Callable[[], date | None]) -> ReadDeadline:
    """What a text says of when something is due; one that names no date is kept in words, with a remark.

    A length of time counts from what the text says and never from the day of typing: `find_adoption` is asked where
    that is the adoption of the text.
    """
    if not text:
        return ReadDeadline()
    in_words = {detect_language(text): text}
    try:
        found = parse_date_words(text, today, Start(), find_hemisphere=find_home_hemisphere)
        return ReadDeadline(found, None if found.edtf == text else in_words)
    except WRONG as error:
        raise BadDate(option="--deadline", reason=Message(error.message, error.facts)) from error
    except CountedFromAdoption as error:
        adopted = find_adoption()
        if adopted is None:
            return ReadDeadline(None, in_words, keep_in_words(error))
        found = parse_date_words(text, today, Start(adopted))
        return ReadDeadline(found, in_words, CountsFromAdoption(deadline=found.edtf, adopted=adopted))
    except DeadlineError as error:
        return ReadDeadline(None, in_words, keep_in_words(error))


def keep_in_words(error: DeadlineError) -> KeptInWords:
    """What is to be said of a deadline that names no date."""
    return KeptInWords(reason=Message(error.message, error.facts))
