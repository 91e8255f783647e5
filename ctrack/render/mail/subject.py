"""The subject of a reminder: what it is about in one short line, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterable

from ctrack.domain.messages import ALL, COMMA, join_words
from ctrack.domain.records.reminders import Mail, Notice
from ctrack.render.mail.wording import (
    LATER,
    OVERDUE,
    SOON,
    clean,
    group_notices,
    has_parties,
    is_all_on_behalf,
    list_absent,
    say_left,
    say_words,
    translate_count,
)
from ctrack.text.language import translate as _
from ctrack.text.lines import make_line, shorten

_TITLE = 70
_LONGEST = 150


def write_subject(mail: Mail) -> str:
    """The subject in the language spoken now, as one line."""
    said = _say_one(mail.notices[0]) if len(mail.notices) == 1 else _say_all(mail)
    if is_all_on_behalf(mail):
        absent = list_absent(mail)
        names = join_words(map(clean, absent[:2]), _, COMMA if len(absent) > 2 else ALL)
        names += "…" if len(absent) > 2 else ""
        said = _("No answer from {names}: {rest}").format(names=shorten(names, 40), rest=said)
    return make_line(_("[ctrack] {said}").format(said=shorten(make_line(said), _LONGEST)))


def _say_one(notice: Notice) -> str:
    title = shorten(say_words(notice.title), _TITLE)
    return _("{code}, {left}: {title}").format(code=clean(notice.code), left=say_left(notice), title=title)


def _say_all(mail: Mail) -> str:
    groups = {name: len(notices) for name, notices in group_notices(mail).items()}
    if has_parties(mail):
        everything = translate_count("{count} undertaking", "{count} undertakings", len(mail.notices))
    else:
        everything = translate_count("{count} commitment", "{count} commitments", len(mail.notices))
    return _("{all}: {parts}").format(all=everything, parts=join_words(_count_groups(groups), _))


def _count_groups(groups: dict[str, int]) -> Iterable[str]:
    if count := groups.get(OVERDUE):
        yield translate_count("{count} overdue", "{count} overdue", count)
    if count := groups.get(SOON):
        yield translate_count("{count} due soon", "{count} due soon", count)
    if count := groups.get(LATER):
        yield translate_count("{count} due later", "{count} due later", count)
