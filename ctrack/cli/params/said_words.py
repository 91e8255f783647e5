"""What is said behind the codes of `update` without an option: a status, how many per cent, and since when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ctrack.cli.params.dated_words import Read, take_last_date
from ctrack.domain.failures import Misused, marked
from ctrack.domain.filters.plain_words import MOST_WORDS, find_state
from ctrack.domain.vocabulary import SETTABLE_STATUSES, Status

PERCENT = re.compile(r"(\d{1,3})[%٪]")
PERCENT_WORDS = frozenset({"percent", "pct", "بالمئة", "بالمائة"})
# What people write between a code and what it becomes: "KWT-14 to done", "KWT-14 as done".
JOINING = frozenset(["to", "as", "is", "at", "=", "->", "إلى", "الى", "على", "à", "comme"])


class SaidOfMany(Misused):
    message = marked(
        '"{word}" may be what they are to become, or which of them are meant. Write --status {status}, or '
        "status:{status}; 'ctrack help filters' tells more."
    )


class NotUnderstood(Misused):
    message = marked(
        'What stands behind {code} was not understood: "{words}". Write it with options: ctrack update {code} '
        '--status {status} --on DATE --note "TEXT".'
    )


def refuse_unread(words: Sequence[str], is_code: Callable[[str], bool]) -> None:
    """Refuse words behind a code of which one is a status, where nothing was said to be recorded."""
    code, *others = words or ("",)
    for place in range(len(others) if is_code(code) else 0):
        status, _count = find_first_status(others[place:])
        if status is not None:
            raise NotUnderstood(code=code, words=" ".join(others), status=status.value)


def take_dated(
    words: Sequence[str], given: Mapping[str, Any], is_code: Callable[[str], bool], read: Read
) -> tuple[tuple[str, ...], dict[str, Any]]:
    """What `take_said` gives; a date that stands behind what is said is the day on which it was so."""
    before, date = take_last_date(words, read) if given.get("effective") is None else (words, None)
    if date is not None:
        left, said = take_said(before, given, is_code)
        is_said = said.get("status") is not None or said.get("progress") is not None
        if is_said and all(map(is_code, left)):
            return left, said | {"effective": date.text}
    return take_said(words, given, is_code)


def take_said(
    words: Sequence[str], given: Mapping[str, Any], is_code: Callable[[str], bool]
) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The words without what is said behind them, and the options with that, where no option says it.

    A status behind codes is what they become; behind a filter it could as well be part of that, and is refused.
    """
    kept, said = join_percent(words), dict(given)
    while len(kept) > 1:
        percent = PERCENT.fullmatch(kept[-1])
        status, count = find_last_status(kept)
        if percent is not None and said.get("progress") is None:
            said["progress"] = int(percent[1])
            kept.pop()
        elif status is not None and said.get("status") is None:
            before = kept[: -count - (kept[-count - 1].casefold() in JOINING)]
            if not before or not all(is_code(word) or PERCENT.fullmatch(word) for word in before):
                raise SaidOfMany(word=" ".join(kept[-count:]), status=status.value)
            said["status"] = status
            del kept[-count:]
        else:
            break
        if kept[-1].casefold() in JOINING and all(map(is_code, kept[:-1])):
            kept.pop()
    return tuple(kept), said


def join_percent(words: Sequence[str]) -> list[str]:
    """The words, a sign of per cent that stands apart behind a number, or a word for it, joined to it."""
    number, sign = words[-2:] if len(words) > 2 else ("", "")
    sign = "%" if sign.casefold() in PERCENT_WORDS else sign
    return [*words[:-2], number + sign] if number.isdecimal() and PERCENT.fullmatch(number + sign) else list(words)


def find_last_status(words: Sequence[str]) -> tuple[Status | None, int]:
    """The status that the last words are, at least one word standing before them, and how many they are."""
    return find_status(words[-count:] for count in range(min(MOST_WORDS, len(words) - 1), 0, -1))


def find_first_status(words: Sequence[str]) -> tuple[Status | None, int]:
    """The status that the first words are, and how many they are."""
    return find_status(words[:count] for count in range(min(MOST_WORDS, len(words)), 0, -1))


def find_status(several: Iterable[Sequence[str]]) -> tuple[Status | None, int]:
    """The first status that words are, and how many."""
    for words in several:
        field, _colon, key = (find_state(" ".join(words)) or "").partition(":")
        if field == "status" and key in SETTABLE_STATUSES:
            return Status(key), len(words)
    return None, 0
