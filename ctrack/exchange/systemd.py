"""A service and its timer as systemd.service(5) and systemd.timer(5) have them: % begins a specifier, $ a variable."""

from __future__ import annotations

import re

from ctrack.exchange.daily_run import Schedule

SERVICE, TIMER = "ctrack-remind.service", "ctrack-remind.timer"
WEEKLY_SERVICE, WEEKLY_TIMER = "ctrack-summary.service", "ctrack-summary.timer"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WHAT = {False: "Reminders", True: "Summary"}
UNIT_FOLDER = "/etc/systemd/system"


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
    hours = f"{hour:02}" if schedule.last_hour is None else f"{hour:02}..{schedule.last_hour:02}"
    is_weekly = schedule.weekday is not None
    day = f"{DAYS[schedule.weekday]} " if schedule.weekday is not None else ""
    often = "week" if is_weekly else "day" if schedule.last_hour is None else "hour"
    service = [
        "[Unit]",
        f"Description={WHAT[is_weekly]} of ctrack",
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
        f"Description={WHAT[is_weekly]} of ctrack, every {often}",
        "",
        "[Timer]",
        f"OnCalendar={day}*-*-* {hours}:{minute:02}:00",
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    names = (WEEKLY_SERVICE, WEEKLY_TIMER) if is_weekly else (SERVICE, TIMER)
    return {name: "\n".join(lines) + "\n" for name, lines in zip(names, (service, timer), strict=True)}


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
