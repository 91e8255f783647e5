"""The configuration file: where it is, what it says, and the value of a setting.

A value comes from an option, else from the environment, else from the configuration file, else it is the default.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ctrack.cli.config.settings import (
    INSTRUMENTS,
    every_setting,
    is_quoted,
    refuse_secret,
    setting_of,
    split_instrument_key,
)
from ctrack.domain.failures import ConfigurationFault, Message, UnknownSetting, marked
from ctrack.domain.masks import holds_secret
from ctrack.domain.messages import list_all
from ctrack.domain.private_files import is_open_to_others
from ctrack.domain.setting_kinds import LISTS, MOST, NUMBER, PATH, SWITCH, Setting
from ctrack.domain.shell_words import quote_argument

if TYPE_CHECKING:
    from pathlib import Path


class Found(NamedTuple):
    """The value of a setting and where it was found."""

    setting: Setting
    value: Any
    origin: str


def configuration_name(environ: Mapping[str, str]) -> str:
    """The name of the configuration file: CTRACK_CONFIG, else ctrack/config.toml under XDG_CONFIG_HOME."""
    base = environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    return environ.get("CTRACK_CONFIG") or os.path.join(base, "ctrack", "config.toml")


def configuration_path(environ: Mapping[str, str]) -> Path:
    """The configuration file as a path."""
    from pathlib import Path

    return Path(configuration_name(environ))


def read_configuration(environ: Mapping[str, str], overlooked: list[Message] | None = None) -> dict[str, Any]:
    """What the configuration file sets, by dotted key; {} where there is none. Refuses values that it does not know.

    A key that it does not know may be of a later version: it is passed over, and told of in `overlooked`.
    """
    if not os.path.isfile(configuration_name(environ)):
        return {}
    from ctrack.cli.config.checks import tell_foreign
    from ctrack.cli.config.toml_files import read_tables

    path = configuration_path(environ)
    found = {}
    for key, value in flatten(path, read_tables(path)):
        foreign = tell_foreign(path, key)
        if foreign is None:
            found[key] = settle_value(path, key, value)
        elif overlooked is not None:
            overlooked.append(foreign)
    refuse_open(path, found)
    return found


def refuse_open(path: Path, values: Mapping[str, Any]) -> None:
    """Refuse a file that others may read where an address in it holds a password; raises ConfigurationFault."""
    secret = next((key for key, value in values.items() if isinstance(value, str) and holds_secret(value)), None)
    if secret is not None and is_open_to_others(path):
        template = marked("{key} holds a password, and others may read the file; '{command}' keeps it to its owner.")
        command = f"chmod 600 {quote_argument(str(path))}"
        raise ConfigurationFault(path=path, reason=Message(template, {"key": secret, "command": command}))


def flatten(path: Path, table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of nested tables with its dotted key; refuses a table where a value is wanted."""
    from ctrack.cli.config.checks import is_group, refuse

    for name, value in table.items():
        key = f"{above}.{name}" if above else name
        if "." in name and (setting_of(key) or is_group(key)) and not is_quoted(key):
            raise refuse(path, marked("write {key} without quotation marks."), key=key)
        if not isinstance(value, dict):
            yield key, value
        elif setting_of(key):
            raise refuse(path, marked("{key} takes a value, and here it is a table."), key=key)
        elif is_group(key):
            yield from flatten(path, value, key)
        else:
            # A table of a later version.
            yield key, value


def settle_value(path: Path, key: str, value: Any) -> Any:
    """A value of the file as the program uses it: checked, a list as a tuple, a path whole."""
    from ctrack.cli.config.checks import check_setting

    check_setting(path, key, value)
    setting = setting_of(key)
    if isinstance(value, list):
        return tuple(value)
    if setting is not None and setting.kind == PATH and value and "://" not in value:
        return os.path.join(os.path.abspath(path.parent), os.path.expanduser(value))
    return value


def write_setting(environ: Mapping[str, str], key: str, text: str) -> Path:
    """Set a key in the configuration file, which is made where there is none; every other line stays as it is.

    Raises UnknownSetting, or ConfigurationFault where the value or the file is wrong.
    """
    from ctrack.cli.config.checks import check_alias, check_sender, check_setting, refuse, refuse_unknown, write_value
    from ctrack.cli.config.toml_edits import replace_file, set_in_text

    setting = setting_of(key)
    path = configuration_path(environ)
    if setting is None:
        is_secret = refuse_secret(key) is not None
        raise refuse_unknown(path, key) if is_secret else UnknownSetting(key=key, known=list_all(every_setting()))
    value = read_value(setting, text)
    check_setting(path, key, value)
    check_alias(path, key, value)
    check_sender(path, key, value)
    read_configuration(environ)
    old = path.read_bytes().decode("utf-8") if path.is_file() else ""
    new = set_in_text(old, tuple(key_parts(key)), value)
    if new is None:
        written = f'"{key}"' if is_quoted(key) else key
        sentence = marked("{key} cannot be set in this file without changing other lines; write {line} there yourself.")
        raise refuse(path, sentence, key=key, line=f"{written} = {write_value(value)}")
    replace_file(path, new, is_private=isinstance(value, str) and holds_secret(value))
    return path


def remove_setting(environ: Mapping[str, str], parts: tuple[str, ...]) -> None:
    """Take a table away from the configuration file; every other line stays as it is."""
    from ctrack.cli.config.toml_edits import remove_from_text, replace_file

    path = configuration_path(environ)
    replace_file(path, remove_from_text(path.read_bytes().decode("utf-8"), parts))


def key_parts(key: str) -> Iterator[str]:
    """The names that a key is made of, from the outermost table to its own."""
    if is_quoted(key):
        yield key
        return
    parts = split_instrument_key(key)
    yield from (*INSTRUMENTS.split("."), *parts) if parts else key.split(".")


def read_value(setting: Setting, text: str) -> object:
    """The value that a text on the command line stands for; a path is seen from the folder where the user stands."""
    if setting.kind in LISTS:
        items = text.strip().strip("[]").replace(",", " ").split()
        return tuple(read_number(item.strip("\"'")) for item in items)
    if setting.kind == SWITCH:
        return {"true": True, "false": False}.get(text.lower(), text)
    if setting.kind == PATH and text and "://" not in text:
        return os.path.abspath(os.path.expanduser(text))
    return read_number(text) if setting.kind == NUMBER else text


def read_number(text: str) -> int | str:
    """The whole number that a text stands for; a text that stands for none as it is."""
    return int(text) if text.isdecimal() and len(text) < len(str(MOST)) + 2 else text


def find_setting(key: str, option: Any, environ: Mapping[str, str], file: Mapping[str, Any]) -> Found:
    """The value of a setting, by the order of precedence; of one instrument, else the general one."""
    setting = setting_of(key)
    if setting is None:
        raise UnknownSetting(key=key, known=list_all(every_setting()))
    if option is not None:
        return Found(setting, option, f"--{key}")
    if setting.variable and environ.get(setting.variable):
        value: Any = environ[setting.variable]
        value = read_number(value) if setting.kind == NUMBER else value
        if (setting.words and value not in setting.words) or setting.kind == NUMBER:
            from pathlib import Path

            from ctrack.cli.config.checks import check_setting

            check_setting(Path(setting.variable), key, value)
        return Found(setting, value, setting.variable)
    if key in file:
        return Found(setting, file[key], str(configuration_path(environ)))
    parts = split_instrument_key(key)
    if parts:
        return find_setting(f"remind.{parts[1]}", None, environ, file)._replace(setting=setting)
    return Found(setting, setting.default, marked("default"))
