"""When what a paragraph asks is due, and how often: only what the grammar of deadlines reads is a date."""

from __future__ import annotations

from datetime import date

from ctrack.domain.deadlines import DeadlineError, parse_deadline
from ctrack.domain.frozen import dataclass
from ctrack.domain.official_texts.phrases_of_words import plain_words
from ctrack.domain.official_texts.tongue import Tongue
from ctrack.domain.phrases.cursor import Start
from ctrack.domain.phrases.lexicon import Lexicon, lexicon
from ctrack.domain.phrases.refusals import CountedFromNothing
from ctrack.domain.recurrence import parse_interval

# A date is no longer than this, in words; and stands within so many words of a paragraph.
_LONGEST = 12
_WORDS = 600
_EDGES = " ,;.:،؛()"


@dataclass(frozen=True, slots=True)
class Timing:
    """A deadline in EDTF, the words that name it or that name none that can be read, and an ISO 8601 duration."""

    deadline: str | None = None
    words: str | None = None
    recurrence: str | None = None


def read_timing(text: str, tongue: Tongue, adopted: date | None) -> Timing:
    """What a paragraph says of when."""
    written = text.split(None, _WORDS)[:_WORDS]
    words = plain_words(" ".join(written))
    recurrence = find_recurrence(words, tongue)
    deadline, said = find_deadline(written, words, tongue, adopted)
    if deadline is None and said is None:
        session = tongue.sessions.search(" ".join(written))
        said = session[0] if session else None
    return Timing(deadline, said, recurrence)


def find_recurrence(words: list[str], tongue: Tongue) -> str | None:
    """How often something is asked for, as an ISO 8601 duration."""
    for _start, _length, said in tongue.recurrences.find(words):
        try:
            return parse_interval(said).iso
        except DeadlineError:
            continue
    return None


def find_deadline(
    written: list[str], words: list[str], tongue: Tongue, adopted: date | None
) -> tuple[str | None, str | None]:
    """The first date that the words behind "by", "before" or "within" name, and those words.

    A length of time counts from the adoption where the text does not say from when.
    """
    for start, length, _found in tongue.leads.find(words):
        for end in range(end_of_dates(words, start + length), start + length, -1):
            phrase = " ".join(written[start:end]).strip(_EDGES)
            try:
                return parse_deadline(phrase, date.min, Start(adopted)).edtf, phrase
            except CountedFromNothing:
                # What an organ asks for within months it asks for from the day on which it says so.
                return (parse_deadline(phrase, adopted).edtf if adopted else None), phrase
            except DeadlineError:
                continue
    return None, None


def end_of_dates(words: list[str], start: int) -> int:
    """The place behind the words that dates are made of, where a figure or a number is among them; else `start`.

    The grammar of dates is dear, and most of what follows "by" is none.
    """
    known = lexicon()
    end = start
    has_number = False
    while end < min(len(words), start + _LONGEST):
        word = words[end]
        is_figure = word[:1].isdecimal()
        if not is_figure and not is_of_dates(word, known):
            break
        has_number = has_number or is_figure or "cardinal" in known.phrases.get((word,), {})
        end += 1
    return end if has_number else start


def is_of_dates(word: str, known: Lexicon) -> bool:
    """Whether a word is one of the grammar, with or without what is written in one piece with it."""
    parts = word.replace("-", "").split("/")
    return all(part in known.words or part.lstrip("وبل") in known.words for part in parts)
