"""The settings of the program; this table is also their documentation.

A value comes from an option, else from the environment, else from the configuration file, else it is the default.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ctrack.domain.failures import ConfigurationFault, Message, UnknownSetting, marked, offer
from ctrack.render.names import FORMATS

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: its key, the environment variable that overrides it, its default and what it means."""

    key: str
    variable: str | None
    default: Any
    help: str
    words: tuple[str, ...] | None = None


_TABLE = (
    Setting("db", "CTRACK_DB", "commitments.db", marked("the register: a file, or the address of a PostgreSQL server")),
    Setting("lang", "CTRACK_LANG", None, marked("the language: en or ar; without it, that of the locale")),
    Setting("user", "CTRACK_USER", None, marked("who records; without it, the name of the system's user")),
    Setting(
        "format",
        "CTRACK_FORMAT",
        None,
        marked("the output format; without it, table on a terminal and plain elsewhere"),
        tuple(FORMATS),
    ),
    Setting(
        "color",
        None,
        "auto",
        marked("colour: auto, always or never; NO_COLOR and FORCE_COLOR are obeyed"),
        ("auto", "always", "never"),
    ),
    Setting("due_soon_days", None, 30, marked("how many days ahead count as due soon")),
    Setting("stale_days", None, 180, marked("after how many silent days an open undertaking is stale")),
    Setting(
        "digits", "CTRACK_DIGITS", "western", marked("digits of dates in Arabic: western or arab"), ("western", "arab")
    ),
    Setting("layout", "CTRACK_LAYOUT", "auto", marked("order of columns: auto, rtl or ltr"), ("auto", "rtl", "ltr")),
    Setting(
        "bidi",
        "CTRACK_BIDI",
        "auto",
        marked("how Arabic is sent to the terminal: auto, visual, logical or off"),
        ("auto", "visual", "logical", "off"),
    ),
)
SETTINGS: dict[str, Setting] = {setting.key: setting for setting in _TABLE}


@dataclass(frozen=True, slots=True)
class Found:
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


def read_configuration(environ: Mapping[str, str]) -> dict[str, Any]:
    """What the configuration file sets; {} where there is none. Refuses what it does not know."""
    if not os.path.isfile(configuration_name(environ)):
        return {}
    import tomllib

    path = configuration_path(environ)
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise ConfigurationFault(path=path, reason=Message(marked("it is not UTF-8 text."))) from error
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationFault(path=path, reason=f"{getattr(error, 'strerror', None) or error}.") from error
    for key, value in values.items():
        check_setting(path, key, value)
    return values


def check_setting(path: Path, key: str, value: object) -> None:
    """Refuse a key that is no setting, and a value that it cannot have."""
    if key not in SETTINGS:
        from ctrack.domain.nearness import nearest

        facts = {"key": key, "nearest": offer(nearest(key, SETTINGS)), "known": ", ".join(SETTINGS)}
        reason = Message(marked("there is no setting {key}.{nearest} Settings: {known}."), facts)
        raise ConfigurationFault(path=path, reason=reason)
    setting = SETTINGS[key]
    kind = int if isinstance(setting.default, int) else str
    wrong_kind = not isinstance(value, kind) or isinstance(value, bool) or (kind is int and int(str(value)) < 0)
    if wrong_kind or (setting.words and value not in setting.words):
        known = ", ".join(setting.words) if setting.words else {int: "0, 1, 2 ...", str: '"..."'}[kind]
        reason = Message(
            marked("{key} must be one of {known}; {value} is not."), {"key": key, "known": known, "value": value}
        )
        raise ConfigurationFault(path=path, reason=reason)


def read_value(setting: Setting, text: str) -> object:
    """The value that a text stands for."""
    return int(text) if isinstance(setting.default, int) and text.isdecimal() else text


def write_setting(environ: Mapping[str, str], key: str, text: str) -> Path:
    """Set a key in the configuration file, which is made where there is none; every other line stays as it is.

    The file is replaced as a whole, so that nothing reads half of it.
    """
    import json
    import re

    if key not in SETTINGS:
        raise UnknownSetting(key=key, known=", ".join(SETTINGS))
    path = configuration_path(environ)
    value = read_value(SETTINGS[key], text)
    check_setting(path, key, value)
    read_configuration(environ)
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    kept = [line for line in lines if not re.match(rf"\s*{key}\s*=", line)]
    written = str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_text("\n".join([*kept, f"{key} = {written}"]) + "\n", "utf-8")
    os.replace(draft, path)
    return path


def find_setting(key: str, option: Any, environ: Mapping[str, str], file: Mapping[str, Any]) -> Found:
    """The value of a setting, by the order of precedence."""
    if key not in SETTINGS:
        raise UnknownSetting(key=key, known=", ".join(SETTINGS))
    setting = SETTINGS[key]
    if option is not None:
        return Found(setting, option, f"--{key}")
    if setting.variable and environ.get(setting.variable):
        value = environ[setting.variable]
        if setting.words and value not in setting.words:
            from pathlib import Path

            check_setting(Path(setting.variable), key, value)
        return Found(setting, value, setting.variable)
    if key in file:
        return Found(setting, file[key], str(configuration_path(environ)))
    return Found(setting, setting.default, marked("default"))
