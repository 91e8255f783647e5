"""What runs `ctrack remind` every day, filled in from the settings with this program and this register, all whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.cli.config.configuration import configuration_path
from ctrack.cli.config.reminder_rules import read_hours, read_weekday
from ctrack.domain.masks import strip_secrets
from ctrack.domain.policy import LAST_HOUR
from ctrack.exchange.crontab import crontab_line
from ctrack.exchange.daily_run import Schedule
from ctrack.exchange.systemd import systemd_units
from ctrack.notify.names import CHANNELS, Traits, traits_of
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation

# What is set in a terminal, and is not there when cron or systemd start the program.
FLEETING = (
    "CTRACK_LANG",
    "CTRACK_REMIND_CHANNEL",
    "PGPASSWORD",
    "PGPASSFILE",
)


# So many hours a day reminders run where it is not said in which mails leave.
HOURS = 12


def schedule_texts(invocation: Invocation, kind: str, at: str | None, *, is_daily: bool = False) -> dict[str, str]:
    """What is to be put where, by file name, filled in for this program, this register and this configuration."""
    from ctrack.cli.config.system_users import system_user

    schedule = read_schedule(invocation, *find_hours(invocation, at, is_daily=is_daily))
    schedules = [schedule]
    if invocation.get("remind.summary"):
        schedules.append(schedule._replace(until=None, weekday=read_weekday(invocation)))
    if kind == "cron":
        return {"crontab": "".join(f"{crontab_line(each)}\n" for each in schedules)}
    settings = invocation.sending_settings()
    channel = str(settings["remind.channel"])
    traits = traits_of(channel) if channel else Traits()
    secret = traits.secret
    has_command = secret is not None and bool(settings[f"{secret.prefix}_command"])
    has_file = secret is not None and bool(settings[f"{secret.prefix}_file"])
    place = schedule.database or ""
    folders = [os.path.dirname(place)] if place and "://" not in place else []
    folders += [str(settings[key]) for key in traits.folders if settings[key]]
    units = partial(
        systemd_units,
        user=system_user(invocation.environ),
        writes=tuple(dict.fromkeys(folders)),
        credential=None if secret is None or has_command or has_file else secret.credential,
        starts_programs=traits.starts_programs or has_command,
    )
    return {name: text for each in schedules for name, text in units(each).items()}


def find_hours(invocation: Invocation, at: str | None, *, is_daily: bool) -> tuple[str, int | None]:
    """When the first run of a day is, and the hour of the last: those of `remind.hours`, else half a day."""
    hours = read_hours(invocation)
    first = at or (f"{hours[0]:02}:00" if hours else "06:00")
    if is_daily:
        return first, None
    hour = int(first.partition(":")[0]) if first.partition(":")[0].isascii() and first[:1].isdigit() else 0
    return first, hours[1] if hours else min(hour + HOURS, LAST_HOUR)


def read_schedule(invocation: Invocation, at: str, until: int | None = None) -> Schedule:
    """The schedule of this run: what is relative here is made whole, and no password is in it."""
    config = Path(os.path.abspath(configuration_path(invocation.environ)))
    found = invocation.find("db")
    database: str | None = whole_place(str(found.value))
    if database != strip_secrets(database or "") and found.origin == str(configuration_path(invocation.environ)):
        database = None
    return Schedule(
        find_program(sys.argv[0]),
        strip_secrets(database) if database is not None else None,
        config if config.is_file() else None,
        at,
        until,
    )


def find_program(started: str) -> tuple[str, ...]:
    """The words that start this program from anywhere: the path of `ctrack`, else Python and the package."""
    import shutil

    found = shutil.which(started)
    if found is not None and Path(found).stem == "ctrack":
        return (os.path.abspath(found),)
    return (os.path.abspath(sys.executable), "-m", "ctrack")


def whole_place(argument: str) -> str:
    """A register as every folder sees it: the whole path of a file, the address of a server as it is."""
    path = argument.removeprefix("sqlite:///")
    return argument if "://" in path else os.path.abspath(os.path.expanduser(path))


def schedule_advice(environ: Mapping[str, str], database: str) -> list[str]:
    """What is there now and will be missing when cron or systemd start the program, a sentence for each."""
    secrets = [secret.variable for secret in (traits_of(channel).secret for channel in CHANNELS) if secret]
    fleeting = [name for name in (*FLEETING, *secrets) if environ.get(name)]
    told = [_("{name} is set here only; cron and systemd do not see it.").format(name=name) for name in fleeting]
    if strip_secrets(database) != database:
        told.append(
            _("The password of the database is not printed. Put it into ~/.pgpass (mode 0600) of the user who runs "
              "this, or keep the address in the configuration file: 'ctrack config set db URL'.")
        )  # fmt: skip
    return told
