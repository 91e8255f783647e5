"""A line of a crontab, as crontab(5) has it: a bare % ends the line."""

from __future__ import annotations

from ctrack.exchange.daily_run import Schedule


def crontab_line(schedule: Schedule) -> str:
    """One line of a user's crontab(5), which runs by /bin/sh whatever folder it stands in."""
    schedule.check()
    hour, minute = schedule.time
    given = f"CTRACK_CONFIG={quote_for_cron(str(schedule.config))} " if schedule.config else ""
    hours = f"{hour}-{schedule.last_hour}" if schedule.last_hour is not None else str(hour)
    # In a crontab the week begins with Sunday = 0.
    day = "*" if schedule.weekday is None else (schedule.weekday + 1) % 7
    return f"{minute} {hours} * * {day}  {given}{' '.join(map(quote_for_cron, schedule.words))}"


def quote_for_cron(word: str) -> str:
    """A word for the shell of a crontab, where a bare % would end the line: crontab(5).

    `\\%` stands outside the quotes of the shell, so that it is right also for a cron that leaves the backslash.
    """
    import shlex

    return "\\%".join(shlex.quote(part) if part else "" for part in word.split("%")) or "''"
