"""The settings of the program; this table and those of the channels are also their documentation.

A dotted key is written in the configuration file under a heading: `remind.channel` is `channel` below `[remind]`. Where
the heading would be a setting itself, as in `"db.wait"`, the key is written whole and in quotation marks. A path that
the file gives is relative to the folder of the file, and `~` is the home folder. Of a channel's settings the table is
in its own module, which is imported when one of them is asked for.
"""

from __future__ import annotations

from ctrack.cli.config.aliases import alias_setting
from ctrack.cli.config.contexts import context_setting
from ctrack.domain.failures import Message, marked
from ctrack.domain.setting_kinds import DAYS, KEYS, NUMBER, OFFSETS, PATH, SWITCH, Setting
from ctrack.notify.names import CHANNELS
from ctrack.render.format_names import FORMATS

MOST_DAYS = 3650
DAY_WORDS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "weekend", "holidays")

_TABLE = (
    Setting("db", "CTRACK_DB", "commitments.db", marked("the register: a file, or the address of a PostgreSQL server")),
    Setting("db.wait", "CTRACK_DB_WAIT", None,
            marked("seconds to wait for others who write; without it 30 on a terminal, 300 elsewhere"), kind=NUMBER),
    Setting("db.password_command", None, "", marked("a command that prints the password of the database server")),
    Setting("db.password_file", None, "", marked("a file of mode 0600 with the password of the database server"),
            kind=PATH),
    Setting("lang", "CTRACK_LANG", None, marked("the language, such as en or ar; without it, that of the locale")),
    Setting("context", "CTRACK_CONTEXT", "", marked("the context in use, of those of 'ctrack context list'; or none")),
    Setting("user", "CTRACK_USER", None, marked("who records; without it, the name of the system's user")),
    Setting("format", "CTRACK_FORMAT", None,
            marked("the output format; without it, table on a terminal and plain elsewhere"), FORMATS),
    Setting("color", None, "auto", marked("colour: auto, always or never; NO_COLOR and FORCE_COLOR are obeyed"),
            ("auto", "always", "never")),
    Setting("due_soon_days", None, 30, marked("how many days ahead count as due soon"), kind=NUMBER),
    Setting("stale_days", None, 180, marked("after how many silent days an open undertaking is stale"), kind=NUMBER),
    Setting("digits", "CTRACK_DIGITS", "western", marked("digits of all figures in Arabic: western or arab"),
            ("western", "arab")),
    Setting("layout", "CTRACK_LAYOUT", "auto", marked("order of columns: auto, rtl or ltr"), ("auto", "rtl", "ltr")),
    Setting("bidi", "CTRACK_BIDI", "auto", marked("how Arabic is sent to the terminal: auto, visual, logical or off"),
            ("auto", "visual", "logical", "off")),
    Setting("remind.channel", "CTRACK_REMIND_CHANNEL", "",
            marked("how reminders leave, such as smtp, eml or letter; nothing: they do not"),
            (*CHANNELS, "")),
    Setting("remind.from", None, "", marked("the sender of reminders: an address, or a name and <address>")),
    Setting("remind.reply_to", None, "", marked("whom answers to reminders go to; nothing: the sender")),
    Setting("remind.offsets", None, (90, 30, 7, 1, 0),
            marked("how many days before a date to remind; 5wd is five working days"), kind=OFFSETS, most=MOST_DAYS),
    Setting("remind.after", None, 7, marked("remind every so many days once the date is past; 0: never"), kind=NUMBER,
            most=MOST_DAYS),
    Setting("remind.weekday", None, "",
            marked("the weekday on which what is overdue is told of, together; nothing: the first after the weekend"),
            (*DAY_WORDS[:7], "")),
    Setting("remind.hours", None, "",
            marked("the hours of the recipient's day in which mails leave, such as 7-17; nothing: any")),
    Setting("remind.quiet", None, (), marked("days without mail: mon to sun, weekend, holidays"), kind=DAYS),
    Setting("remind.escalate_after", None, 3,
            marked("after how many unanswered reminders the overseer is told; 0: never"), kind=NUMBER, most=MOST_DAYS),
    Setting("remind.digest", None, True, marked("one mail for each person (true), or one for each commitment (false)"),
            kind=SWITCH),
    Setting("remind.fallback", None, "", marked("the person who is reminded of what has no focal point")),
    Setting("remind.summary", None, "", marked("the person who is told of the week by 'ctrack remind summary'")),
    Setting("remind.unsubscribe", None, "", marked("where mail can be refused: a mailto: or https: address")),
    Setting("remind.one_click", None, False,
            marked("whether the https: address of remind.unsubscribe takes a click of the mail program (RFC 8058)"),
            kind=SWITCH),
    Setting("answers.from", None, "",
            marked("where answers to reminders come in: a Maildir, imaps://USER@HOST/FOLDER, or - for standard input")),
    Setting("answers.server", None, "",
            marked("the mail server whose result of DMARC an answer must carry; nothing: none may be bad")),
    Setting("answers.password_command", None, "", marked("a command that prints the password of the IMAP folder")),
    Setting("answers.password_file", None, "", marked("a file of mode 0600 with the password of the IMAP folder"),
            kind=PATH),
    Setting("answers.ca_file", None, "", marked("the certificates by which the IMAP server is known"), kind=PATH),
    Setting("calendar.weekend", None, "fri-sat", marked("the weekend: fri-sat or sat-sun"), ("fri-sat", "sat-sun")),
    Setting("calendar.holidays", None, "", marked("the file of public holidays"), kind=PATH),
    Setting("plan.request", None, 15, marked("working days that agencies have to answer a request"), kind=NUMBER),
    Setting("plan.draft", None, 10, marked("working days to draft"), kind=NUMBER),
    Setting("plan.clearance", None, 5, marked("working days to clear a draft"), kind=NUMBER),
    Setting("plan.translation", None, 5, marked("working days to translate"), kind=NUMBER),
    Setting("plan.signature", None, 3, marked("working days to sign"), kind=NUMBER),
    Setting("plan.transmission", None, 1, marked("working days to transmit"), kind=NUMBER),
    Setting("seal.key_file", None, "", marked("the key that seals; without it, one beside the settings"), kind=PATH),
    Setting("seal.trusted", None, (), marked("whose seals are trusted beside one's own: public keys or fingerprints"),
            kind=KEYS),
)  # fmt: skip
GENERAL: dict[str, Setting] = {setting.key: setting for setting in _TABLE}


def is_quoted(key: str) -> bool:
    """Whether the key is written in quotation marks, for it begins with another that has a value of its own."""
    return key in GENERAL and key.rpartition(".")[0] in GENERAL


# What one instrument may have of its own, below [remind.instruments.SLUG].
INSTRUMENTS = "remind.instruments"
OF_INSTRUMENTS = ("offsets", "after", "escalate_after")


def split_instrument_key(key: str) -> tuple[str, str] | None:
    """The slug and the name in a key such as remind.instruments.kuwait-2024.after; None of other keys."""
    if not key.startswith(f"{INSTRUMENTS}."):
        return None
    slug, dot, name = key.removeprefix(f"{INSTRUMENTS}.").rpartition(".")
    is_slug = bool(slug) and slug.strip("-") == slug and slug.replace("-", "").isalnum() and slug == slug.lower()
    return (slug, name) if dot and slug.isascii() and is_slug and name in OF_INSTRUMENTS else None


def setting_of(key: str) -> Setting | None:
    """The setting of that key, also one of a single instrument, an alias or a context; None of others."""
    parts = split_instrument_key(key)
    if parts:
        return GENERAL[f"remind.{parts[1]}"]._replace(key=key, variable=None)
    channel = key.partition(".")[0]
    if channel in CHANNELS:
        return channel_settings(channel).get(key)
    return GENERAL.get(key) or alias_setting(key) or context_setting(key)


def channel_settings(channel: str) -> dict[str, Setting]:
    """The settings of a channel's own."""
    from ctrack.notify.names import import_channel

    return {setting.key: setting for setting in import_channel(channel).SETTINGS}


def every_setting() -> dict[str, Setting]:
    """All settings by their keys, those of every channel among them."""
    found = dict(GENERAL)
    for channel in CHANNELS:
        found.update(channel_settings(channel))
    return found


def refuse_secret(key: str) -> Message | None:
    """Why a password is no setting: a configuration file is read by many and copied without thought. None of others."""
    variable = find_variable(key)
    if variable is None:
        return None
    template = marked(
        "{key} does not belong in this file. It is given by {key}_command, in a file of mode 0600 that {key}_file "
        "names, or in the environment as {variable}."
    )
    return Message(template, {"key": key, "variable": variable})


def find_variable(key: str) -> str | None:
    """The variable of the environment that holds a password, by what would be its key; None where that is none."""
    from ctrack.cli.config.server_passwords import PREFIX, VARIABLE

    if key == PREFIX:
        return VARIABLE
    channel = key.partition(".")[0]
    if channel not in CHANNELS:
        return None
    from ctrack.notify.names import traits_of

    secret = traits_of(channel).secret
    return secret.variable if secret is not None and secret.prefix == key else None
