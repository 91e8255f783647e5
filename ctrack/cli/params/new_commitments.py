"""From the options of `add` to a commitment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ctrack.cli.params.dates import BadDate
from ctrack.cli.params.notes import detect_language
from ctrack.domain.catalogue import CommitmentEntry, Source
from ctrack.domain.datewords import parse_date_words
from ctrack.domain.deadlines import Deadline, DeadlineError
from ctrack.domain.failures import Message, Misused, Refused, marked
from ctrack.domain.phrases import refusals as phrases
from ctrack.domain.vocabulary import Addressee, Kind, Verification
from ctrack.exchange.instrument_file import CODE, SLUG

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
)


class TitleMissing(Misused):
    message = marked("A commitment needs a title: give --title, --title-ar or both.")


class BadCode(Refused):
    message = marked("{code} cannot be a code: it is letters, figures and hyphens, such as NAT-1.")


class BadSlug(Refused):
    message = marked("{slug} cannot be a short name: it is small letters, figures and hyphens, such as national-plan.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """The options of `add`, as they were given."""

    code: str
    title: str | None
    title_ar: str | None
    summary: str | None
    summary_ar: str | None
    instrument: str
    section: str
    kind: Kind
    addressee: Addressee
    parties: tuple[str, ...]
    deadline: str | None
    source: str | None
    verification: Verification


def make_entry(given: Adding, today: date) -> CommitmentEntry:
    """The commitment; a deadline that names no date is kept in words."""
    if not (given.title or given.title_ar):
        raise TitleMissing()
    code = given.code.strip().upper()
    if not re.fullmatch(CODE, code):
        raise BadCode(code=given.code)
    for slug in (given.instrument, given.section):
        if not re.fullmatch(SLUG, slug):
            raise BadSlug(slug=slug)
    found, in_words = read_deadline(given.deadline, today)
    return CommitmentEntry(
        code=code,
        section=given.section,
        kind=given.kind,
        addressee=Addressee.NAMED if given.parties else given.addressee,
        addressee_parties=tuple(code.upper() for code in given.parties),
        title=in_languages(given.title, given.title_ar) or {},
        summary=in_languages(given.summary, given.summary_ar),
        deadline=found.edtf if found else None,
        deadline_words=in_words,
        sources=(Source({detect_language(given.source): given.source}),) if given.source else (),
        verification=given.verification,
    )


def in_languages(english: str | None, arabic: str | None) -> dict[str, str] | None:
    """A text in the languages in which it was given."""
    return {code: text for code, text in (("en", english), ("ar", arabic)) if text} or None


def read_deadline(text: str | None, today: date) -> tuple[Deadline | None, dict[str, str] | None]:
    """The deadline as a date, and as it was written where that says more than the date."""
    if not text:
        return None, None
    try:
        found = parse_date_words(text, today)
    except WRONG as error:
        raise BadDate(option="--deadline", reason=Message(error.message, error.facts)) from error
    except DeadlineError:
        return None, {detect_language(text): text}
    return found, None if found.edtf == text else {detect_language(text): text}
