"""A program that others start every day: its words and its time, apart from how cron or systemd write that.

Both are read by others before the shell or the program sees them, and `%` means something to each.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from ctrack.domain.failures import Misused, Refused, marked


class NotATime(Misused):
    message = marked("{value} is no time of the day; write it as 06:00.")


class NotSchedulable(Refused):
    message = marked("{path} holds a line break or a control character, which neither cron nor systemd can take.")


class Schedule(NamedTuple):
    """What is to run and when: `program` is the words that start it, `database` the value of --db.

    `config` is the configuration file, None where there is none; `at` is HH:MM in the time zone of the machine.
    With `until` it runs every hour from then on, up to that hour; with a `weekday`, from Monday = 0, it is the summary
    of the week, which runs on that day alone.
    """

    program: tuple[str, ...]
    database: str | None
    config: Path | None
    at: str
    until: int | None = None
    weekday: int | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The command line."""
        named = ("--db", self.database) if self.database is not None else ()
        return (*self.program, *named, "--no-input", "--quiet", "remind", *["summary"] * (self.weekday is not None))

    @property
    def time(self) -> tuple[int, int]:
        """Hour and minute; raises NotATime."""
        found = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", self.at)
        if found is None:
            raise NotATime(value=self.at)
        return int(found[1]), int(found[2])

    @property
    def last_hour(self) -> int | None:
        """The hour of the last run of a day; None where there is one run."""
        hour, _minute = self.time
        return self.until if self.until is not None and self.until > hour else None

    def check(self) -> None:
        """Refuse what would end a line before its end; raises NotSchedulable."""
        for word in (*self.words, str(self.config or "")):
            if re.search(r"[\x00-\x1f\x7f]", word):
                raise NotSchedulable(path=ascii(word))
