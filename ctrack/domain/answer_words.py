"""What the first line of an answer to a reminder says: done, 40%, by a date, wait until one, not mine, or seen.

A line is read whole or not at all: what stands behind the answer is parted from it by a mark, and is no part of it.
English, Arabic and French hold whatever the language of the reader is.
"""

from __future__ import annotations

import re
from datetime import date

from ctrack.domain.datewords import parse_date_words
from ctrack.domain.deadlines import DeadlineError
from ctrack.domain.folding import fold
from ctrack.domain.frozen import dataclass
from ctrack.domain.vocabulary import AnswerKind, Status

# The longest line that can be an answer: a longer one is prose, for a person to read.
MOST_CHARACTERS = 200
_PHRASES: dict[AnswerKind | Status, str] = {
    Status.IMPLEMENTED: "done; it is done; implemented; completed; finished; complete; نفذ; تم; تم التنفيذ; أنجز; "
    "تم الإنجاز; منجز; منفذ; fait; c'est fait; mis en œuvre; réalisé; achevé; terminé; exécuté",
    Status.IN_PROGRESS: "in progress; started; begun; ongoing; under way; قيد التنفيذ; بدأ; بدأ التنفيذ; جار; جاري; "
    "جاري التنفيذ; جار التنفيذ; en cours; commencé; en cours de réalisation",
    Status.NOT_STARTED: "not started; not begun; لم يبدأ; لم يبدأ بعد; non commencé; pas commencé; pas encore commencé",
    Status.PARTIALLY_IMPLEMENTED: "done in part; partly done; partially implemented; نفذ جزئيا; منفذ جزئيا; "
    "fait en partie; partiellement fait; partiellement mis en œuvre",
    AnswerKind.NOT_MINE: "not mine; not ours; not me; ليس لي; ليس لنا; لا يخصني; لا يخصنا; ليس من اختصاصي; "
    "ليس من اختصاصنا; pas de mon ressort; pas de notre ressort; pas pour moi; pas pour nous",
    AnswerKind.SEEN: "seen; noted; received; read; شوهد; اطلعت; اطلعت عليه; اطلعنا عليه; تم الاطلاع; علم; استلمت; "
    "تم الاستلام; vu; lu; noté; reçu; bien reçu; pris note",
}
_KNOWN = {fold(phrase.strip()): kind for kind, words in _PHRASES.items() for phrase in words.split(";")}
_HUNDREDTHS = "|".join(map(fold, ("%", "٪", "per ?cent", "في المائة", "في المئة", "بالمائة", "بالمئة", "pour cent")))
_PERCENT = re.compile(rf"(\d{{1,3}}) ?(?:{_HUNDREDTHS})|[%٪] ?(\d{{1,3}})")
_DATED = {
    AnswerKind.WAIT: "wait until; wait till; not before; انتظر حتى; انتظروا حتى; الانتظار حتى; ليس قبل; "
    "attendre jusqu'au; attendre jusqu'en; attendre jusqu'à; pas avant le; pas avant",
    AnswerKind.TARGET: "by the end of; before the end of; by; until; بحلول نهاية; بحلول; حتى نهاية; حتى; قبل نهاية; "
    "d'ici à la fin de; d'ici la fin de; d'ici à fin; d'ici fin; d'ici au; d'ici à; d'ici le; avant la fin de; "
    "d'ici; avant fin; au plus tard le; jusqu'au; jusqu'en; jusqu'à",
}
_LEADS = [(kind, fold(lead)) for kind, listed in _DATED.items() for lead in listed.split(";")]
# What parts an answer from the words behind it; a full stop within a date does not.
_MARK = re.compile(r"\s*(?:[,;:،؛!]|\.(?=\s|$)|\s[-–—]\s)\s*")
_ENDS = " .!,;:،؛"
_TURNERS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered; `day` is of a target or a wait, in EDTF; `is_whole` is False where words stand behind."""

    kind: AnswerKind
    status: Status | None = None
    progress: int | None = None
    day: str | None = None
    is_whole: bool = True


UNCLEAR = Answer(AnswerKind.UNCLEAR)


def read_answer(line: str, today: date) -> Answer:
    """What a line answers; UNCLEAR where it is no answer that is known."""
    text = _TURNERS.sub("", line).strip(_ENDS)
    if not text or len(text) > MOST_CHARACTERS:
        return UNCLEAR
    whole = read_phrase(text, today)
    if whole is not None:
        return whole
    first, *rest = _MARK.split(text, maxsplit=1)
    found = read_phrase(first, today) if rest else None
    if found is None:
        return UNCLEAR
    return Answer(found.kind, found.status, found.progress, found.day, is_whole=False)


def read_phrase(text: str, today: date) -> Answer | None:
    """What a phrase answers that holds nothing else; None where it is none that is known."""
    word = " ".join(fold(text.replace("’", "'")).split())
    known = _KNOWN.get(word)
    if isinstance(known, Status):
        return Answer(AnswerKind.STATUS, status=known)
    if known is not None:
        return Answer(known)
    percent = _PERCENT.fullmatch(word)
    if percent is not None:
        progress = int(percent[1] or percent[2])
        return Answer(AnswerKind.STATUS, progress=progress) if progress <= 100 else None
    return read_dated(word, today)


def read_dated(word: str, today: date) -> Answer | None:
    """What stands behind "by" or "wait until", where that is a date to come; None of all else."""
    kind, lead = next(((kind, lead) for kind, lead in _LEADS if word.startswith(f"{lead} ")), (None, ""))
    if kind is None:
        return None
    try:
        found = parse_date_words(with_year(word.removeprefix(lead).strip(), today), today)
    except DeadlineError:
        return None
    return Answer(kind, day=found.edtf) if found.last >= today else None


def with_year(text: str, today: date) -> str:
    """A date that names no year with the year in which it comes next: whoever answers a reminder speaks of no other."""
    if re.search(r"\d{4}", text):
        return text
    for year in (today.year, today.year + 1):
        try:
            if parse_date_words(f"{text} {year}", today).last >= today:
                return f"{text} {year}"
        except DeadlineError:
            break
    return text
