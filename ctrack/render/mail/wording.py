"""The words of a reminder in the language of the one who reads it, whatever language the program itself speaks."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from ctrack.domain.dateformat import format_date, format_edtf
from ctrack.domain.dueness import SOON_DAYS
from ctrack.domain.failures import marked
from ctrack.domain.messages import COMMA, join_words
from ctrack.domain.phrases.refusals import NotEdtf
from ctrack.domain.records.reminders import Absence, Mail, Notice
from ctrack.domain.records.undertakings import Words
from ctrack.domain.statuswords import STATUS_MARKS, STATUS_WORDS
from ctrack.text.digit_shapes import say_figure, write_figures
from ctrack.text.direction import Direction
from ctrack.text.language import (
    choose_words,
    current_digits,
    current_language,
    is_right_to_left,
)
from ctrack.text.language import translate as _
from ctrack.text.language import translate_count as count_words
from ctrack.text.safe import make_safe

# So many missed dates are named at most: the newest.
MOST_MISSED = 4
# A mail of so many commitments shows them all; of more it shows the most pressing, and stays below 100 kB.
MOST_WHOLE, MOST_PRESSING = 30, 20
OVERDUE, SOON, LATER, UNSEEN = "overdue", "soon", "later", "unseen"
GROUP_TITLES = {
    OVERDUE: marked("Overdue"),
    SOON: marked("Due soon"),
    LATER: marked("Due later"),
    UNSEEN: marked("Not looked up"),
}
ABSENCE_WORDS = {
    Absence.SILENT: marked("{name} has not answered yet"),
    Absence.LEFT: marked("{name} is no longer active, so that this comes to you"),
    Absence.AWAY: marked("{name} is away, so that this comes to you"),
    Absence.UNREACHABLE: marked("{name} has no e-mail address, so that this comes to you"),
    Absence.REFUSED: marked("mail to {name} was refused, so that this comes to you"),
}
_TURNERS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def translate_count(singular: str, plural: str, count: int) -> str:
    """A counted sentence in the language spoken now, its figures in the digits chosen."""
    return write_figures(count_words(singular, plural, count))


def page_direction() -> Direction:
    """The way a page in the language spoken now runs."""
    return "rtl" if is_right_to_left() else "ltr"


def sort_notices(mail: Mail) -> list[Notice]:
    """The notices by their date, so that what is longest overdue comes first."""
    return sorted(mail.notices, key=lambda notice: (notice.due_last, notice.code))


def group_of(notice: Notice) -> str:
    """Overdue, due soon or due later."""
    if notice.has_passed:
        return OVERDUE if notice.is_late else UNSEEN
    return SOON if notice.days_left <= SOON_DAYS else LATER


def group_notices(mail: Mail) -> dict[str, list[Notice]]:
    """The notices by group, in the order in which they matter; no group is empty."""
    groups: dict[str, list[Notice]] = {}
    for notice in sort_notices(mail):
        groups.setdefault(group_of(notice), []).append(notice)
    return groups


def list_shown(mail: Mail) -> dict[str, list[Notice]]:
    """The notices by group as far as one mail holds them: the most pressing; a group may be left with its title."""
    groups, left, shown = group_notices(mail), count_shown(mail), {}
    for name in sorted(groups, key=[*GROUP_TITLES].index):
        shown[name] = groups[name][:left]
        left -= len(shown[name])
    return shown


def count_shown(mail: Mail) -> int:
    """How many notices a mail shows."""
    return len(mail.notices) if len(mail.notices) <= MOST_WHOLE else MOST_PRESSING


def say_hidden(mail: Mail) -> str:
    """How many notices more there are than one mail shows, and where they are; nothing where it shows them all."""
    hidden = len(mail.notices) - count_shown(mail)
    if hidden <= 0:
        return ""
    return translate_count(
        "And {count} more; 'ctrack due' lists them all.", "And {count} more; 'ctrack due' lists them all.", hidden
    )


def say_group(mail: Mail, name: str, notices: list[Notice]) -> str:
    """The title of a group, and how many it has; where they are of several parties, how many are whose."""
    counts = Counter(clean(notice.party) for notice in notices)
    listed = [(party, say_figure(count)) for party, count in sorted(counts.items())]
    parties = (_("{party}: {count}").format(party=party, count=count) for party, count in listed)
    return f"{_(GROUP_TITLES[name])} ({' · '.join(parties) if has_parties(mail) else say_figure(len(notices))})"


def list_absent(mail: Mail) -> list[str]:
    """The focal points who have not answered, each once."""
    return list(dict.fromkeys(notice.on_behalf_of or "" for notice in mail.notices if notice.is_escalated))


def is_all_on_behalf(mail: Mail) -> bool:
    """Whether everything in it was first another's to answer."""
    return all(notice.is_escalated for notice in mail.notices)


def has_parties(mail: Mail) -> bool:
    """Whether the notices are of others than the home party, so that each must say whose it is."""
    home = [mail.home_code] if mail.home_code else []
    return len({*home, *(notice.party for notice in mail.notices)}) > 1


def clean(text: str | None) -> str:
    """A text from the register as one line without controls of any kind, those of direction included."""
    return _TURNERS.sub("", make_safe(text or ""))


def say_words(words: Words) -> str:
    """A text of the register in the language spoken now, as one harmless line."""
    return say_line(choose_words(words))


def say_line(text: str) -> str:
    """A text as one harmless line, its figures in the digits chosen."""
    return write_figures(clean(text))


def say_due_label(notice: Notice) -> str:
    """What the date of a notice is called."""
    return _("Due") if notice.text_due is None else _("Own target")


def say_due(notice: Notice) -> str:
    """The due date at its own precision, the UN way."""
    try:
        return format_edtf(notice.due, current_language(), current_digits())
    except NotEdtf:
        return say_day(notice.due_last)


def say_day(day: date) -> str:
    """A day in full."""
    return format_date(day, current_language(), current_digits())


def say_left(notice: Notice) -> str:
    """How many days are left, or by how many it is late; of a target of one's own, by how many it has passed."""
    days = notice.days_left
    if notice.has_passed and notice.is_unseen:
        return _("not looked up")
    if days < 0 and notice.text_due is not None:
        return translate_count("{count} day past the target", "{count} days past the target", -days)
    return say_days(days)


def say_days(days: int) -> str:
    """How many days are left to a date, or by how many it is late."""
    if days < 0:
        return translate_count("{count} day late", "{count} days late", -days)
    return translate_count("{count} day left", "{count} days left", days) if days else _("due today")


def say_text_due(notice: Notice) -> str:
    """The date of the text, where the reminder goes by a target of one's own; else nothing."""
    if notice.text_due is None or notice.text_days_left is None:
        return ""
    return f"{format_edtf(notice.text_due, current_language(), current_digits())} ({say_days(notice.text_days_left)})"


def say_missed(notice: Notice) -> str:
    """The dates before this one that went by without being met."""
    dates = [format_edtf(due, current_language(), current_digits()) for due in notice.missed[-MOST_MISSED:]]
    more = len(notice.missed) - len(dates)
    if not more:
        return join_words(dates, _)
    return f"{join_words(dates, _, COMMA)} {translate_count('and {count} more', 'and {count} more', more)}"


def say_status(notice: Notice) -> str:
    """The mark, the word and the progress."""
    words = f"{STATUS_MARKS[notice.status]} {_(STATUS_WORDS[notice.status])}"
    if not notice.progress:
        return words
    return write_figures(_("{status}, {progress}%").format(status=words, progress=notice.progress))


def write_command(notice: Notice, has_others: bool) -> str:
    """What can be pasted to answer that it is done, in every language; with the party where the mail has others too."""
    party = f" --party {clean(notice.party)}" if has_others else ""
    return f"ctrack done {clean(notice.code)}{party}"


def write_mark(notice: Notice) -> str:
    """What an answer carries, so that it is known what it answers; nothing where answers are read by people alone."""
    return f"[{clean(notice.code)} {notice.mark}]" if notice.mark else ""


def is_answered_by_mail(mail: Mail) -> bool:
    """Whether a program reads the answers to a mail."""
    return any(notice.mark for notice in mail.notices)


def say_register(mail: Mail) -> str:
    """Whose register this is."""
    return _("Register of commitments: {home}").format(home=say_words(mail.home))


def say_opening(mail: Mail) -> str:
    """The sentence before the list."""
    count = len(mail.notices)
    absent = sum(notice.is_escalated for notice in mail.notices)
    if absent == count:
        return translate_count(
            "The focal point of this commitment has not answered, and the reminder now goes to you.",
            "The focal points of these {count} commitments have not answered, and the reminder now goes to you.",
            count,
        )
    care = translate_count(
        "This commitment is in your care. Please record where it stands.",
        "These {count} commitments are in your care. Please record where they stand.",
        count,
    )
    passed = translate_count(
        "{count} of them comes to you because its focal point has not answered.",
        "{count} of them come to you because their focal points have not answered.",
        absent,
    )
    return f"{care} {passed}" if absent else care


def say_absent(notice: Notice) -> str:
    """Who has not answered, or cannot be reached; nothing where the reminder goes to the focal point."""
    name = clean(notice.on_behalf_of)
    return _(ABSENCE_WORDS[notice.absence]).format(name=name) if name else ""
