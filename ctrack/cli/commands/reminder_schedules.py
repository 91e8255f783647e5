"""What runs `ctrack remind` every day: a line for cron, or a service and a timer for systemd; every path is whole.

Both are read by others before the shell or the program sees them, and `%` means something to each.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ctrack.domain.failures import Misused, Refused, marked
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation

KINDS = ("cron", "systemd")
SERVICE, TIMER = "ctrack-remind.service", "ctrack-remind.timer"
UNIT_FOLDER = "/etc/systemd/system"
# What is set in a terminal, and is not there when cron or systemd start the program.
FLEETING = (
    "CTRACK_LANG",
    "CTRACK_REMIND_CHANNEL",
    "PGPASSWORD",
    "PGPASSFILE",
)


class NotATime(Misused):
    message = marked("{value} is no time of the day; write it as 06:00.")


class NotSchedulable(Refused):
    message = marked("{path} holds a line break or a control character, which neither cron nor systemd can take.")


class Schedule(NamedTuple):
    """What is to run and when: `program` is the words that start it, `database` the value of --db.

    `config` is the configuration file, None where there is none; `at` is HH:MM in the time zone of the machine.
    """

    program: tuple[str, ...]
    database: str | None
    config: Path | None
    at: str

    @property
    def words(self) -> tuple[str, ...]:
        """The command line."""
        named = ("--db", self.database) if self.database is not None else ()
        return (*self.program, *named, "--no-input", "--quiet", "remind")

    @property
    def time(self) -> tuple[int, int]:
        """Hour and minute; raises NotATime."""
        found = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", self.at)
        if found is None:
            raise NotATime(value=self.at)
        return int(found[1]), int(found[2])

    def check(self) -> None:
        """Refuse what would end a line before its end; raises NotSchedulable."""
        for word in (*self.words, str(self.config or "")):
            if re.search(r"[\x00-\x1f\x7f]", word):
                raise NotSchedulable(path=ascii(word))


def crontab_line(schedule: Schedule) -> str:
    """One line of a user's crontab(5), which runs by /bin/sh whatever folder it stands in."""
    schedule.check()
    hour, minute = schedule.time
    given = f"CTRACK_CONFIG={quote_for_cron(str(schedule.config))} " if schedule.config else ""
    return f"{minute} {hour} * * *  {given}{' '.join(map(quote_for_cron, schedule.words))}"


def quote_for_cron(word: str) -> str:
    """A word for the shell of a crontab, where a bare % would end the line: crontab(5).

    `\\%` stands outside the quotes of the shell, so that it is right also for a cron that leaves the backslash.
    """
    import shlex

    return "\\%".join(shlex.quote(part) if part else "" for part in word.split("%")) or "''"


def systemd_units(
    schedule: Schedule,
    *,
    user: str,
    writes: tuple[str, ...] = (),
    credential: str | None = None,
    starts_programs: bool = False,
) -> dict[str, str]:
    """The text of a service and of its timer by their names: systemd.service(5), systemd.timer(5), systemd.exec(5).

    `writes` are the folders that the run writes to, `credential` the name of a secret that systemd may hand over.
    """
    schedule.check()
    hour, minute = schedule.time
    service = [
        "[Unit]",
        "Description=Reminders of ctrack",
        "Wants=network-online.target",
        "After=network-online.target",
        "",
        "[Service]",
        "Type=oneshot",
        f"User={user}",
        *([f"Environment={quote_for_systemd(f'CTRACK_CONFIG={schedule.config}')}"] if schedule.config else []),
        *(credential_lines(credential) if credential else []),
        f"ExecStart={write_command(schedule.words)}",
        "TimeoutStartSec=1h",
        *(["ProtectSystem=full", "PrivateDevices=yes"] if starts_programs else hardening_lines(schedule, writes)),
    ]
    timer = [
        "[Unit]",
        "Description=Reminders of ctrack, every day",
        "",
        "[Timer]",
        f"OnCalendar=*-*-* {hour:02}:{minute:02}:00",
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    return {SERVICE: "\n".join(service) + "\n", TIMER: "\n".join(timer) + "\n"}


def credential_lines(name: str) -> list[str]:
    """How systemd hands over a secret; the line is a comment until the file is there."""
    place = f"/etc/ctrack/{name.removeprefix('ctrack-')}"
    return [
        f"# Put the secret into {place} (owner root, mode 0600), then take away the sign before the next line.",
        f"#LoadCredential={name}:{place}",
    ]


def hardening_lines(schedule: Schedule, writes: tuple[str, ...]) -> list[str]:
    """What a run that starts no other program may not do; a folder that is missing is left to the program to tell."""
    paths = (*writes, *schedule.program, str(schedule.config or ""))
    is_temporary = any(path.startswith(("/tmp/", "/var/tmp/")) for path in paths)
    return [
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "ProtectHome=read-only",
        *(f"ReadWritePaths={quote_for_systemd(f'-{path}')}" for path in writes),
        "ReadWritePaths=/tmp /var/tmp" if is_temporary else "PrivateTmp=yes",
        "PrivateDevices=yes",
        "ProtectKernelTunables=yes",
        "ProtectControlGroups=yes",
        "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6",
    ]


def write_command(words: tuple[str, ...]) -> str:
    """A command line of ExecStart, where `$` names a variable in all words but the first.

    The first one, a path, may hold neither a quotation mark nor a backslash: then env(1) starts it.
    """
    first, *others = words if not re.search(r"[\"'\\]", words[0]) else ("/usr/bin/env", *words)
    return " ".join((quote_for_systemd(first), *(quote_for_systemd(word).replace("$", "$$") for word in others)))


def quote_for_systemd(word: str) -> str:
    """A word of a unit file, where % begins a specifier: systemd.syntax(7)."""
    if re.fullmatch(r"[A-Za-z0-9_@+=:,./-]+", word):
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def schedule_texts(invocation: Invocation, kind: str, at: str) -> dict[str, str]:
    """What is to be put where, by file name, filled in for this program, this register and this configuration."""
    from ctrack.cli.config.configuration import sending_settings
    from ctrack.cli.invocation import system_user
    from ctrack.notify.names import Traits, traits_of

    schedule = read_schedule(invocation, at)
    if kind == "cron":
        return {"crontab": crontab_line(schedule) + "\n"}
    settings = sending_settings(invocation)
    channel = str(settings["remind.channel"])
    traits = traits_of(channel) if channel else Traits()
    secret = traits.secret
    has_command = secret is not None and bool(settings[f"{secret.prefix}_command"])
    has_file = secret is not None and bool(settings[f"{secret.prefix}_file"])
    place = schedule.database or ""
    folders = [os.path.dirname(place)] if place and "://" not in place else []
    folders += [str(settings[key]) for key in traits.folders if settings[key]]
    return systemd_units(
        schedule,
        user=system_user(invocation.environ),
        writes=tuple(dict.fromkeys(folders)),
        credential=None if secret is None or has_command or has_file else secret.credential,
        starts_programs=traits.starts_programs or has_command,
    )


def read_schedule(invocation: Invocation, at: str) -> Schedule:
    """The schedule of this run: what is relative here is made whole, and no password is in it."""
    from ctrack.cli.config.configuration import configuration_path

    config = Path(os.path.abspath(configuration_path(invocation.environ)))
    found = invocation.find("db")
    database: str | None = whole_place(str(found.value))
    if database != without_password(database or "") and found.origin == str(configuration_path(invocation.environ)):
        database = None
    return Schedule(
        find_program(sys.argv[0]),
        without_password(database) if database is not None else None,
        config if config.is_file() else None,
        at,
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


def without_password(address: str) -> str:
    """The address of a server without its password."""
    if "://" not in address:
        return address
    bare = re.sub(r"(?<=://)([^/?#@:]*):[^/?#]*@", r"\1@", address)
    return re.sub(r"[?&]$", "", re.sub(r"(?<=[?&])password=[^&#]*&?", "", bare))


def schedule_advice(environ: Mapping[str, str], database: str) -> list[str]:
    """What is there now and will be missing when cron or systemd start the program, a sentence for each."""
    from ctrack.notify.names import CHANNELS, traits_of

    secrets = [secret.variable for secret in (traits_of(channel).secret for channel in CHANNELS) if secret]
    fleeting = [name for name in (*FLEETING, *secrets) if environ.get(name)]
    told = [_("{name} is set here only; cron and systemd do not see it.").format(name=name) for name in fleeting]
    if without_password(database) != database:
        told.append(
            _("The password of the database is not printed. Put it into ~/.pgpass (mode 0600) of the user who runs "
              "this, or keep the address in the configuration file: 'ctrack config set db URL'.")
        )  # fmt: skip
    return told


def show_schedule(invocation: Invocation, kind: str, at: str) -> None:
    """Print what runs `ctrack remind` every day, as it is to be installed; advice goes to stderr."""
    import click

    from ctrack.cli.console.output import encodable
    from ctrack.render.document import Document
    from ctrack.text.language import current_language

    texts = schedule_texts(invocation, kind, at)
    for sentence in schedule_advice(invocation.environ, str(invocation.get("db"))):
        invocation.say(sentence)
    if invocation.format == "json":
        data = {"kind": kind, "files": texts}
        invocation.show(Document(_("Schedule"), current_language(), (), data))
        return
    encodable(invocation.out)
    if kind == "cron":
        click.echo(texts["crontab"], nl=False)
        return
    click.echo("\n".join(f"# {UNIT_FOLDER}/{name}\n{text}" for name, text in texts.items()), nl=False)
