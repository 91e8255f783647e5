"""The settings of the program; this table is also their documentation.

A dotted key is written in the configuration file under a heading: `remind.channel` is `channel` below `[remind]`.
A path that the file gives is relative to the folder of the file, and `~` is the home folder.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ctrack.domain.failures import marked
from ctrack.notify.names import CHANNELS
from ctrack.render.format_names import FORMATS

# What a setting takes. A list is a tuple wherever it is handed on.
TEXT, NUMBER, SWITCH, PATH, OFFSETS, DAYS = "text", "number", "switch", "path", "offsets", "days"
MOST, MOST_DAYS = 99999, 3650
DAY_WORDS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "weekend", "holidays")


class Setting(NamedTuple):
    """A setting: its key, the environment variable that overrides it, its default and what it means.

    `words` are all that it may be; without them `kind` says what it takes, of numbers from 0 to `most`.
    """

    key: str
    variable: str | None
    default: Any
    help: str
    words: tuple[str, ...] | None = None
    kind: str = TEXT
    most: int = MOST


_TABLE = (
    Setting("db", "CTRACK_DB", "commitments.db", marked("the register: a file, or the address of a PostgreSQL server")),
    Setting("lang", "CTRACK_LANG", None, marked("the language: en or ar; without it, that of the locale")),
    Setting("user", "CTRACK_USER", None, marked("who records; without it, the name of the system's user")),
    Setting("format", "CTRACK_FORMAT", None,
            marked("the output format; without it, table on a terminal and plain elsewhere"), FORMATS),
    Setting("color", None, "auto", marked("colour: auto, always or never; NO_COLOR and FORCE_COLOR are obeyed"),
            ("auto", "always", "never")),
    Setting("due_soon_days", None, 30, marked("how many days ahead count as due soon"), kind=NUMBER),
    Setting("stale_days", None, 180, marked("after how many silent days an open undertaking is stale"), kind=NUMBER),
    Setting("digits", "CTRACK_DIGITS", "western", marked("digits of dates in Arabic: western or arab"),
            ("western", "arab")),
    Setting("layout", "CTRACK_LAYOUT", "auto", marked("order of columns: auto, rtl or ltr"), ("auto", "rtl", "ltr")),
    Setting("bidi", "CTRACK_BIDI", "auto", marked("how Arabic is sent to the terminal: auto, visual, logical or off"),
            ("auto", "visual", "logical", "off")),
    Setting("remind.channel", "CTRACK_REMIND_CHANNEL", "",
            marked("how reminders leave: smtp, sendmail, eml, letter, command or webhook; nothing: they do not"),
            (*CHANNELS, "")),
    Setting("remind.from", None, "", marked("the sender of reminders: an address, or a name and <address>")),
    Setting("remind.offsets", None, (90, 30, 7, 1, 0),
            marked("how many days before a date to remind; 5wd is five working days"), kind=OFFSETS, most=MOST_DAYS),
    Setting("remind.after", None, 7, marked("remind every so many days once the date is past; 0: never"), kind=NUMBER,
            most=MOST_DAYS),
    Setting("remind.quiet", None, (), marked("days without mail: mon to sun, weekend, holidays"), kind=DAYS),
    Setting("remind.escalate_after", None, 3,
            marked("after how many unanswered reminders the overseer is told; 0: never"), kind=NUMBER, most=MOST_DAYS),
    Setting("remind.digest", None, True, marked("one mail for each person (true), or one for each commitment (false)"),
            kind=SWITCH),
    Setting("remind.fallback", None, "", marked("the person who is reminded of what has no focal point")),
    Setting("remind.unsubscribe", None, "", marked("where mail can be refused: a mailto: or https: address")),
    Setting("calendar.weekend", None, "fri-sat", marked("the weekend: fri-sat or sat-sun"), ("fri-sat", "sat-sun")),
    Setting("calendar.holidays", None, "", marked("the file of public holidays"), kind=PATH),
    Setting("plan.request", None, 15, marked("working days that agencies have to answer a request"), kind=NUMBER),
    Setting("plan.draft", None, 10, marked("working days to draft"), kind=NUMBER),
    Setting("plan.clearance", None, 5, marked("working days to clear a draft"), kind=NUMBER),
    Setting("plan.translation", None, 5, marked("working days to translate"), kind=NUMBER),
    Setting("plan.signature", None, 3, marked("working days to sign"), kind=NUMBER),
    Setting("plan.transmission", None, 1, marked("working days to transmit"), kind=NUMBER),
    Setting("smtp.host", None, "", marked("the mail server")),
    Setting("smtp.port", None, 0, marked("its port; 0: 587, with tls 465, with none 25"), kind=NUMBER, most=65535),
    Setting("smtp.security", None, "starttls", marked("how the connection is protected: starttls, tls or none"),
            ("starttls", "tls", "none")),
    Setting("smtp.user", None, "", marked("the user of the mail server; nothing: no login")),
    Setting("smtp.password_command", None, "", marked("a command that prints the password of the mail server")),
    Setting("smtp.password_file", None, "", marked("a file of mode 0600 with the password of the mail server"),
            kind=PATH),
    Setting("smtp.timeout", None, 30, marked("seconds to wait for the mail server"), kind=NUMBER),
    Setting("smtp.ca_file", None, "", marked("certificates to trust instead of those of the system"), kind=PATH),
    Setting("sendmail.path", None, "/usr/sbin/sendmail", marked("the sendmail program")),
    Setting("sendmail.timeout", None, 60, marked("seconds to wait for sendmail"), kind=NUMBER),
    Setting("eml.folder", None, "", marked("where mails are put as .eml files"), kind=PATH),
    Setting("letter.folder", None, "", marked("where letters are put"), kind=PATH),
    Setting("command.run", None, "", marked("the command that gets each mail as JSON on its standard input")),
    Setting("command.timeout", None, 60, marked("seconds to wait for the command"), kind=NUMBER),
    Setting("webhook.url", None, "", marked("the address that gets each mail as JSON")),
    Setting("webhook.secret_command", None, "", marked("a command that prints the key of the webhook's signature")),
    Setting("webhook.secret_file", None, "", marked("a file of mode 0600 with the key of the webhook's signature"),
            kind=PATH),
    Setting("webhook.timeout", None, 30, marked("seconds to wait for the webhook"), kind=NUMBER),
)  # fmt: skip
SETTINGS: dict[str, Setting] = {setting.key: setting for setting in _TABLE}

# What one instrument may have of its own, below [remind.instruments.SLUG].
INSTRUMENTS = "remind.instruments"
OF_INSTRUMENTS = ("offsets", "after", "escalate_after")

# What is no setting, because a configuration file is read by more than one and copied without thought.
SECRETS: dict[str, str] = {
    "smtp.password": marked(
        "{key} does not belong in this file. A password is given by smtp.password_command, in a file of mode 0600 that "
        "smtp.password_file names, or in the environment as CTRACK_SMTP_PASSWORD."
    ),
    "webhook.secret": marked(
        "{key} does not belong in this file. A secret is given by webhook.secret_command, in a file of mode 0600 that "
        "webhook.secret_file names, or in the environment as CTRACK_WEBHOOK_SECRET."
    ),
}


def split_instrument_key(key: str) -> tuple[str, str] | None:
    """The slug and the name in a key such as remind.instruments.kuwait-2024.after; None of other keys."""
    if not key.startswith(f"{INSTRUMENTS}."):
        return None
    slug, dot, name = key.removeprefix(f"{INSTRUMENTS}.").rpartition(".")
    is_slug = bool(slug) and slug.strip("-") == slug and slug.replace("-", "").isalnum() and slug == slug.lower()
    return (slug, name) if dot and slug.isascii() and is_slug and name in OF_INSTRUMENTS else None


def setting_of(key: str) -> Setting | None:
    """The setting of that key, also one of a single instrument; None where there is none."""
    parts = split_instrument_key(key)
    return SETTINGS[f"remind.{parts[1]}"]._replace(key=key, variable=None) if parts else SETTINGS.get(key)
