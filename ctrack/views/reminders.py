"""Reminders as documents: what would go to whom, what went, and what became of every mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ctrack.domain.failures import marked
from ctrack.domain.policy import offset_of
from ctrack.domain.records.reminders import Mail, Notice
from ctrack.domain.records.undertakings import Body
from ctrack.domain.vocabulary import MailState
from ctrack.render.document import Align, Block, Column, Document, Fact, Facts, Heading, Paragraph, Table, Tone
from ctrack.text.language import choose_words, current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import code_column
from ctrack.views.cuts import say_cut
from ctrack.views.whose import whose_data

if TYPE_CHECKING:
    from ctrack.domain.policy import Threshold

# So many codes one sentence names.
MOST_CODES = 20
STATE_WORDS: dict[str, str] = {
    MailState.QUEUED: marked("waiting"),
    MailState.SENDING: marked("in hand"),
    MailState.SENT: marked("sent"),
    MailState.FAILED: marked("failed"),
    MailState.DROPPED: marked("out of date"),
}
STATE_TONES: dict[str, Tone] = {
    MailState.QUEUED: Tone.WARNING,
    MailState.SENDING: Tone.WARNING,
    MailState.SENT: Tone.GOOD,
    MailState.FAILED: Tone.ALARM,
    MailState.DROPPED: Tone.FAINT,
}


class Letter(NamedTuple):
    """A mail with its subject and text, in the language of whom it goes to."""

    mail: Mail
    subject: str
    text: str


def view_planned(letters: Sequence[Letter], channel: str) -> Document:
    """What would go to whom, word for word."""
    blocks: list[Block] = []
    for letter in letters:
        mail = letter.mail
        blocks.append(Heading(letter.subject))
        blocks.append(Facts((
            Fact("to", _("To"), say_recipient(mail)),
            Fact("channel", _("Channel"), channel or _("no channel is set")),
            Fact("message_id", "Message-ID", mail.message_id),
        )))  # fmt: skip
        blocks.append(notices_table(mail.notices))
        blocks.append(Paragraph(letter.text.strip(), Tone.FAINT))
    data = {
        "rows": [{**mail_data(letter.mail), "subject": letter.subject, "text": letter.text} for letter in letters],
        "total": len(letters),
    }
    note = translate_count("{count} mail would be sent.", "{count} mails would be sent.", len(letters))
    return Document(_("Reminders"), current_language(), tuple(blocks), data, notes=(note,))


def view_sent(mails: Sequence[Mail]) -> Document:
    """What went to whom."""
    columns = (
        Column("to", _("To")),
        Column("language", _("Language")),
        Column("reminders", _("Reminders"), align=Align.END),
        Column("codes", _("Commitments"), wraps=True),
    )
    rows = [
        (say_recipient(mail), mail.language, len(mail.notices), " ".join(notice.code for notice in mail.notices))
        for mail in mails
    ]
    blocks: tuple[Block, ...] = (Table("rows", columns, rows),) if rows else ()
    data = {"rows": [mail_data(mail) for mail in mails], "total": len(mails)}
    note = translate_count("{count} mail was sent.", "{count} mails were sent.", len(mails))
    return Document(_("Reminders sent"), current_language(), blocks, data, notes=(note,))


def say_recipient(mail: Mail) -> str:
    """Name and address."""
    return f"{mail.to_name} <{mail.to_address}>" if mail.to_address else mail.to_name


def notices_table(notices: Sequence[Notice]) -> Table:
    """What a mail tells of."""
    columns = (
        code_column(),
        Column("party", _("Party")),
        Column("due", _("Due"), show=words.say_short),
        Column("reminder", _("Reminder"), show=say_reminder),
        Column("for", _("Instead of")),
        Column("title", _("Commitment"), show=choose_words, wraps=True),
    )
    return Table("notices", columns, [
        (notice.code, notice.party, notice.due, (notice.threshold, notice.days_left), notice.on_behalf_of or "",
         notice.title)
        for notice in notices
    ])  # fmt: skip


def say_reminder(reminder: tuple[Threshold, int]) -> str:
    """A place in the policy in words; after the date, how many days after it this is, as the mail says it too."""
    threshold, days_left = reminder
    return say_threshold(min(days_left, 0) if threshold < 0 else threshold)


def say_threshold(threshold: Threshold) -> str:
    """A place in the policy in words."""
    offset = offset_of(threshold)
    if offset.in_working_days:
        return translate_count("{count} working day before", "{count} working days before", offset.days)
    if offset.days == 0:
        return _("on the day")
    if offset.days < 0:
        return translate_count("{count} day after", "{count} days after", -offset.days)
    return translate_count("{count} day before", "{count} days before", offset.days)


def mail_data(mail: Mail) -> dict[str, Any]:
    """A mail as JSON holds it."""
    return {
        "message_id": mail.message_id,
        "to": {"name": mail.to_name, "address": mail.to_address, "language": mail.language},
        "notices": [
            {
                "code": notice.code,
                "party": notice.party,
                "title": choose_words(notice.title),
                "due": notice.due,
                "due_on": notice.due_last.isoformat(),
                "days_left": notice.days_left,
                "threshold": notice.threshold,
                "instead_of": notice.on_behalf_of,
                "because": notice.absence if notice.on_behalf_of else None,
            }
            for notice in mail.notices
        ],
    }


def say_trouble(name: str, address: str | None, error: str, *, is_final: bool) -> str:
    """One sentence of a mail that did not go out, and what comes next."""
    who = f"{name} <{address}>" if address else name
    if is_final:
        template = _("No reminder to {who}: {reason} Mend it, then 'ctrack remind retry' tries again.")
    else:
        template = _("No reminder to {who} yet: {reason} A later run tries again.")
    return template.format(who=who, reason=error)


def say_unheard(codes: Sequence[str], fallback: str | None) -> str:
    """One sentence of what nobody hears, and what is to be done."""
    named = " ".join(codes[:MOST_CODES])
    if len(codes) > MOST_CODES:
        more = len(codes) - MOST_CODES
        named = f"{named} {translate_count('and {count} more', 'and {count} more', more)}"
    if fallback:
        template = _(
            "Nobody hears of {codes}: whoever answers for it cannot be reached, nor can {name}, whom remind.fallback "
            "names. 'ctrack assign CODE --person NAME' gives it to somebody."
        )
    else:
        template = _(
            "Nobody hears of {codes}: there is no focal point, agency or overseer who can be reached. 'ctrack assign "
            "CODE --person NAME' gives it to somebody; remind.fallback names who is told of all the rest."
        )
    return template.format(codes=named, name=fallback)


def view_log(rows: Sequence[dict[str, Any]], total: int, *, is_narrowed: bool = False) -> Document:
    """Mails of the outbox in their order: all, or those of one state; says so where there are more, `total` in all."""
    columns = (
        Column("at", _("When"), show=say_moment),
        Column("to", _("To")),
        Column("state", _("Delivery"), show=lambda value: words.say(STATE_WORDS, value),
               tone=lambda value: words.say_tone(STATE_TONES, value)),
        Column("attempts", _("Attempts"), align=Align.END),
        Column("codes", _("Commitments"), wraps=True),
        Column("error", _("Reason"), wraps=True),
    )  # fmt: skip
    cells = [
        (row["sent_at"] or row["made_at"], say_whom(row), row["state"], row["attempts"],
         " ".join(str(item["code"]) for item in row["reminders"]), row["error"] or "")
        for row in rows
    ]  # fmt: skip
    nothing = _("No mail has come so far and no further.") if is_narrowed else _("No reminder was made yet.")
    blocks: tuple[Block, ...] = (Table("rows", columns, cells),) if cells else ()
    data = {"rows": [log_data(row) for row in rows], "total": total}
    notes = tuple(filter(None, [say_cut(len(cells), total)])) if cells else (nothing,)
    return Document(_("Reminders"), current_language(), blocks, data, notes=notes, main="rows")


def say_whom(row: Mapping[str, Any]) -> str:
    """Whom a mail of the log is to; the note that nobody hears is to nobody."""
    return str(row["name"]) if row["person_id"] else _("nobody")


def say_moment(value: str) -> str:
    """A moment of the log to the minute, in UTC as it is kept."""
    return f"{value[:10]} {value[11:16]}"


def log_data(row: dict[str, Any]) -> dict[str, Any]:
    """A mail of the outbox as JSON holds it."""
    told = ("id", "message_id", "name", "address", "language", "state", "attempts", "channel", "made_at", "sent_at",
            "next_at", "error")  # fmt: skip
    reminders = [
        {**item, "due_on": item["due_on"].isoformat() if isinstance(item["due_on"], date) else item["due_on"]}
        for item in row["reminders"]
    ]
    return {**{name: row[name] for name in told}, "reminders": reminders}


def view_check(whose: Sequence[Body], late: int) -> Document:
    """How many undertakings are overdue, and whose, for programs; people read it on stderr."""
    return Document(_("Reminders"), current_language(), (), {"whose": whose_data(whose), "overdue": late})
