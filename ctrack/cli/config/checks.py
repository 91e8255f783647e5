"""What the configuration file may say: every refusal names the file, the key, and what was perhaps meant."""

from __future__ import annotations

import re
from pathlib import Path

from ctrack.cli.config.aliases import HEADING, refuse_alias
from ctrack.cli.config.contexts import is_context_group
from ctrack.cli.config.settings import (
    DAY_WORDS,
    GENERAL,
    INSTRUMENTS,
    OF_INSTRUMENTS,
    every_setting,
    is_quoted,
    refuse_secret,
    setting_of,
    split_instrument_key,
)
from ctrack.domain.failures import ConfigurationFault, Message, marked, offer
from ctrack.domain.messages import Listed, list_all, list_any
from ctrack.domain.nearness import nearest
from ctrack.domain.setting_kinds import DAYS, KEYS, LISTS, NUMBER, OFFSETS, SWITCH, Setting
from ctrack.notify.names import CHANNELS

# A public key, or the fingerprint of one, in groups or without.
PUBLIC_KEY = re.compile(r"(?:[0-9A-Fa-f]{4}-?){8}(?:(?:[0-9A-Fa-f]{4}-?){8})?(?<!-)")
# Settings that are a mailbox, with a name or without.
SENDERS = ("remind.from", "remind.reply_to")


def is_group(key: str) -> bool:
    """Whether there are settings below a table of that name."""
    slug = key.removeprefix(f"{INSTRUMENTS}.")
    is_instrument = slug != key and split_instrument_key(f"{key}.{OF_INSTRUMENTS[0]}") is not None
    is_heading = key in (HEADING, INSTRUMENTS, *CHANNELS) or is_context_group(key)
    return is_heading or is_instrument or any(name.startswith(f"{key}.") and not is_quoted(name) for name in GENERAL)


def check_setting(path: Path, key: str, value: object) -> None:
    """Refuse a key that is no setting, and a value that it cannot have; raises ConfigurationFault."""
    setting = setting_of(key)
    if setting is None:
        raise refuse_unknown(path, key)
    wrong = find_wrong(setting, list(value) if isinstance(value, tuple) else value)
    if wrong is not None:
        sentence = marked("{key} must be one of {known}; {value} is not.")
        raise refuse(path, sentence, key=key, known=describe_kind(setting), value=wrong)


def check_alias(path: Path, key: str, value: object) -> None:
    """Refuse an alias that hides a command or stands for none, as it is set.

    In a file such a one does nothing: a version with more commands must not stop at what an earlier one allowed.
    """
    reason = refuse_alias(key, str(value)) if key.startswith(f"{HEADING}.") else None
    if reason is not None:
        raise ConfigurationFault(path=path, reason=reason)


def check_sender(path: Path, key: str, value: object) -> None:
    """Refuse a sender that is no address, as it is set; in a file it stops what needs it, and nothing else."""
    if key not in SENDERS or not value:
        return
    from ctrack.exchange.mail_addresses import read_mailbox

    if read_mailbox(str(value)) is None:
        sentence = marked("{key}: {value} is no e-mail address. Write ADDRESS, or 'NAME <ADDRESS>'.")
        raise refuse(path, sentence, key=key, value=name_value(value))


def find_wrong(setting: Setting, value: object) -> str | None:
    """The part of a value that the setting cannot have, as a sentence names it; None where all is well."""
    if setting.kind not in LISTS:
        return None if is_single(setting, value) else name_value(value)
    if not isinstance(value, list):
        return name_value(value)
    return next((name_value(item) for item in value if not is_item(setting, item)), None)


def is_single(setting: Setting, value: object) -> bool:
    """Whether a setting that is no list can have this value."""
    if setting.kind == SWITCH:
        return isinstance(value, bool)
    if setting.kind == NUMBER:
        return is_number(value, setting.most)
    return isinstance(value, str) and (value in setting.words if setting.words else is_line(value))


def is_number(value: object, most: int) -> bool:
    """Whether it is a whole number from 0 to `most`; True is a number of Python's only."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def is_line(text: str) -> bool:
    """Whether it is one line, without characters that steer."""
    return not any(character < " " or character == "\x7f" for character in text)


def is_item(setting: Setting, item: object) -> bool:
    """Whether a list may hold this: a word for a day, a number of days or of working days as in 5wd, a public key."""
    if setting.kind == KEYS:
        return isinstance(item, str) and PUBLIC_KEY.fullmatch(item) is not None
    if setting.kind == DAYS or not isinstance(item, str):
        return item in DAY_WORDS if setting.kind == DAYS else is_number(item, setting.most)
    count = item.removesuffix("wd")
    return count != item and count.isascii() and count.isdecimal() and is_number(int(count[:9]), setting.most)


def describe_kind(setting: Setting) -> Listed | str:
    """What a setting can be, as a sentence lists it."""
    keys = '["3F2A-90C1-...", ...]'
    kinds = {KEYS: keys, NUMBER: f"0, 1, 2 ... {setting.most}", SWITCH: "true, false", OFFSETS: '[90, 30, 7, "5wd"]'}
    words = [word or '""' for word in (DAY_WORDS if setting.kind == DAYS else setting.words or ())]
    return list_any(words) if words else kinds.get(setting.kind, '"..."')


def refuse(path: Path, sentence: str, **facts: object) -> ConfigurationFault:
    """What is wrong in the file, as a failure to raise."""
    return ConfigurationFault(path=path, reason=Message(sentence, facts))


def tell_foreign(path: Path, key: str) -> Message | None:
    """That a key is no setting and is passed over; None of one that is, and of one that is misplaced."""
    if setting_of(key) is not None or find_misplaced(path, key) is not None:
        return None
    facts = {"path": path, "key": key, "nearest": offer(find_near(key))}
    return Message(marked("In {path}: there is no setting {key}, which is passed over.{nearest}"), facts)


def find_misplaced(path: Path, key: str) -> ConfigurationFault | None:
    """A key that is a heading, stands below a wrong one, or is a password; None of any other."""
    table, _dot, name = key.rpartition(".")
    secret = refuse_secret(key)
    if secret is not None:
        return ConfigurationFault(path=path, reason=secret)
    if is_group(key) and name not in OF_INSTRUMENTS:
        return refuse(path, marked("{key} is a heading: write [{key}], and its settings below."), key=key)
    if table and name in every_setting():
        sentence = marked("{name} stands below [{table}]; it belongs at the top of the file, above the first heading.")
        return refuse(path, sentence, name=name, table=table)
    return None


def refuse_unknown(path: Path, key: str) -> ConfigurationFault:
    """A key that is no setting: what it may have meant, or where else it belongs."""
    misplaced = find_misplaced(path, key)
    if misplaced is not None:
        return misplaced
    settings = every_setting()
    # All of them would fill the screen; the flat ones and the headings are enough to go on.
    listed = [word for word in settings if "." not in word or is_quoted(word)]
    listed += [f"[{word}]" for word in sorted(list_groups())]
    sentence = marked("there is no setting {key}.{nearest} Settings: {known}.")
    return refuse(path, sentence, key=key, nearest=offer(find_near(key)), known=list_all(listed))


def find_near(key: str) -> list[str]:
    """The settings, and the headings, that a key may have meant: those of the same name first."""
    table, _dot, name = key.rpartition(".")
    of_instrument = table.startswith(f"{INSTRUMENTS}.")
    known = [f"{table}.{word}" for word in OF_INSTRUMENTS] if of_instrument else list(every_setting())
    namesakes = [word for word in known if word.rpartition(".")[2] == name]
    groups = (f"[{word}]" for word in nearest(key, list_groups()))
    return list(dict.fromkeys([*namesakes, *nearest(key, known), *groups]))[:3]


def list_groups() -> set[str]:
    """The headings of the file."""
    return {word.rpartition(".")[0] for word in every_setting() if not is_quoted(word)} - {""}


def name_value(value: object) -> str:
    """A value as a sentence names it: a word as it is, anything else as TOML writes it."""
    return value if isinstance(value, str) and value.strip() and is_line(value) else write_value(value)


def write_value(value: object) -> str:
    """A value as TOML writes it."""
    import json

    if isinstance(value, list | tuple):
        return f"[{', '.join(map(write_value, value))}]"
    if isinstance(value, str | bool | int | float):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value)
