"""The words and marks for what the register stores as keys; each colour has a mark and a word beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ctrack.domain.dateformat import format_date, format_edtf
from ctrack.domain.deadlines import OR_BEFORE, Deadline
from ctrack.domain.failures import marked
from ctrack.domain.fields.vocabularies import (
    ADDRESSEES,
    BASES,
    DUE_STATES,
    FORCES,
    KINDS,
    LEVELS,
    PARTY_KINDS,
    PRIORITIES,
    RELATIONS,
    VERIFICATIONS,
    VOICES,
)
from ctrack.domain.messages import COMMA, join_words
from ctrack.domain.progress import Rate
from ctrack.domain.statuswords import STATUS_MARKS as STATUS_MARKS
from ctrack.domain.statuswords import STATUS_WORDS as STATUS_WORDS
from ctrack.domain.vocabulary import DueState, Status
from ctrack.render.document import Tone
from ctrack.text.labels import say_share
from ctrack.text.language import current_digits, current_language, is_right_to_left, translate_count
from ctrack.text.language import translate as _

SHORT_STATUS_WORDS: dict[str, str] = {
    **STATUS_WORDS,
    Status.PARTIALLY_IMPLEMENTED: marked("in part"),
    Status.NOT_APPLICABLE: marked("not appl."),
    Status.OVERTAKEN_BY_EVENTS: marked("overtaken"),
}
STATUS_TONES: dict[str, Tone] = {
    Status.NOT_REPORTED: Tone.FAINT,
    Status.NOT_STARTED: Tone.WARNING,
    Status.IN_PROGRESS: Tone.BUSY,
    Status.PARTIALLY_IMPLEMENTED: Tone.BUSY,
    Status.IMPLEMENTED: Tone.GOOD,
    Status.NOT_APPLICABLE: Tone.FAINT,
    Status.OVERTAKEN_BY_EVENTS: Tone.FAINT,
}
DUE_WORDS = DUE_STATES.shown
DUE_TONES: dict[str, Tone] = {
    DueState.OVERDUE: Tone.ALARM,
    DueState.DUE_SOON: Tone.WARNING,
    DueState.MET_LATE: Tone.WARNING,
    DueState.MET: Tone.GOOD,
}
KIND_WORDS = KINDS.shown
BINDING_WORDS: dict[str, str] = {"True": marked("binding"), "False": marked("not binding")}
WHOLE_BINDING_WORDS: dict[str, str] = {
    "True": marked("its decisions bind, and those that it restates"),
    "False": BINDING_WORDS["False"],
}
ADDRESSEE_WORDS = ADDRESSEES.shown
VERIFICATION_WORDS = VERIFICATIONS.shown
VERIFICATION_TONES: dict[str, Tone] = {
    "verified": Tone.GOOD,
    "secondary": Tone.WARNING,
    "unchecked": Tone.ALARM,
}
FORCE_WORDS = FORCES.shown
PRIORITY_WORDS = PRIORITIES.shown
VOICE_WORDS = VOICES.shown
LEVEL_WORDS = LEVELS.shown
RELATION_WORDS = RELATIONS.shown
BASIS_WORDS = BASES.shown
INVERSE_RELATION_WORDS: dict[str, str] = {
    "equal": marked("asks the same as"),
    "subset": marked("includes"),
    "superset": marked("is part of"),
    "intersects": marked("overlaps with"),
    "reaffirms": marked("is reaffirmed by"),
    "implements": marked("is carried out by"),
    "succeeds": marked("is replaced by"),
}
INSTRUMENT_WORDS: dict[str, str] = {
    "declaration": marked("declaration"),
    "plan_of_action": marked("plan of action"),
    "strategy": marked("strategy"),
    "resolution": marked("resolution"),
    "conference": marked("conference"),
    "other": marked("other"),
}
PARTY_WORDS = PARTY_KINDS.shown
WEEKDAY_WORDS = (
    marked("Monday"),
    marked("Tuesday"),
    marked("Wednesday"),
    marked("Thursday"),
    marked("Friday"),
    marked("Saturday"),
    marked("Sunday"),
)
# Who spoke where no person did: what the world saw of a commitment came with the catalogue.
AUTHOR_WORDS: dict[str, str] = {"catalogue": marked("catalogue")}
NO_RATE = "–"


def say(words: Mapping[str, str], key: Any) -> str:
    """The word for a key in the reader's language; the key itself where there is none, nothing for None."""
    return "" if key is None else _(words.get(str(key), str(key)))


def say_status(status: Any) -> str:
    """A status with its mark."""
    return f"{STATUS_MARKS[status]} {say(STATUS_WORDS, status)}" if status is not None else ""


def say_status_short(status: Any) -> str:
    """The same for a narrow column."""
    return f"{STATUS_MARKS[status]} {say(SHORT_STATUS_WORDS, status)}" if status is not None else ""


def say_tone(tones: dict[str, Tone], key: Any) -> Tone:
    """The tone of a key."""
    return tones.get(str(key), Tone.PLAIN)


def say_edtf(value: str | None) -> str:
    """A date in full, at its own precision, the UN way."""
    return format_edtf(value, current_language(), current_digits()) if value else ""


def say_short(value: str | None) -> str:
    """A date for a column: figures in English, the UN way in Arabic and where EDTF has codes of its own.

    The latest possible stands after a sign.
    """
    plain = (value or "").removeprefix(OR_BEFORE)
    is_coded = len(plain) == len("2026-35") and plain[5:].isdecimal() and int(plain[5:]) > 12
    return say_edtf(value) if is_coded or is_right_to_left() else (value or "").replace(OR_BEFORE, "≤ ")


def say_recurrence(duration: str | None) -> str:
    """How often something comes back: an ISO 8601 duration of one unit in words, another as it is."""
    found = re.fullmatch(r"P(\d+)([YMWD])", duration or "")
    if found is None:
        return duration or ""
    count = int(found[1])
    match found[2]:
        case "Y":
            return translate_count("every year", "every {count} years", count)
        case "M":
            return translate_count("every month", "every {count} months", count)
        case "W":
            return translate_count("every week", "every {count} weeks", count)
        case _:
            return translate_count("every day", "every {count} days", count)


def say_day(value: date | None) -> str:
    """A day in full."""
    return format_date(value, current_language(), current_digits()) if value else ""


def say_names(text: str) -> str:
    """Names that a record holds side by side, as the language lists them."""
    return join_words(text.split(COMMA), _)


def say_resolved(found: Deadline) -> str:
    """What a date word was taken for: the day with its weekday, or the period."""
    if found.first == found.last:
        return f"{found.edtf} ({_(WEEKDAY_WORDS[found.first.weekday()])})"
    short, written = say_short(found.edtf), say_edtf(found.edtf)
    return written if short == written else f"{short} ({written})"


def say_days_left(days: int | None) -> str:
    """How many days are left, or by how many something is late."""
    if days is None:
        return ""
    if days < 0:
        return "! " + translate_count("{count} day late", "{count} days late", -days)
    if days == 0:
        return _("today")
    return translate_count("{count} day left", "{count} days left", days)


def say_left_short(days: int | None) -> str:
    """The same for a narrow column."""
    if days is None:
        return ""
    if days < 0:
        return translate_count("! -{count} d", "! -{count} d", -days)
    return translate_count("{count} d", "{count} d", days)


def left_tone(days: int | None) -> Tone:
    """The tone of the days left."""
    if days is None:
        return Tone.PLAIN
    return Tone.ALARM if days < 0 else Tone.WARNING if days <= 30 else Tone.PLAIN


def say_rate(rate: Rate) -> str:
    """A rate, never without its denominator."""
    if rate.percent is None:
        return NO_RATE
    return f"{rate.implemented}/{rate.counted} {say_share(rate.percent)}"
