"""One run of the program: its options and settings, its clock and its register; it prints nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from ctrack.cli.config.configuration import Found, find_setting, read_configuration
from ctrack.cli.config.contexts import VARIABLE, Context, UnknownContext, find_context, lay_over
from ctrack.cli.config.present import read_now
from ctrack.cli.config.settings import GENERAL, channel_settings, split_instrument_key
from ctrack.cli.config.system_users import system_user

if TYPE_CHECKING:
    from pathlib import Path

    from ctrack.domain.dueness import Horizon
    from ctrack.domain.failures import Message
    from ctrack.store.journal import EntryHead
    from ctrack.store.moments import Moment
    from ctrack.store.register_places import Place
    from ctrack.store.units import UnitOfWork
    from ctrack.store.work import Register

Result = TypeVar("Result")
# Seconds that a writer waits for others where somebody looks on, and elsewhere.
WATCHED_WAIT, LONG_WAIT = 30.0, 300.0


@dataclass
class Invocation:
    """What every command shares; made before the command line is parsed."""

    arguments: list[str]
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    options: dict[str, Any] = field(default_factory=dict)
    command: str = ""
    has_recorded: bool = False
    was_dry_run: bool = False
    # What looks, after an interruption, whether a command that writes in a way of its own had done its work.
    look_back: Callable[[], str] | None = None
    register: Register | None = None
    was_read: bool = False
    # The command as the table of commands has it; "" before the command line is read.
    called: str = ""
    # What shows that work lasts, while it does.
    watch: Callable[[], AbstractContextManager[None]] = nullcontext
    # Whether somebody sits at a terminal.
    is_attended: Callable[[], bool] = lambda: False
    # The moment at which a paper that is checked was read.
    pinned: Moment | None = None
    # The file of a text that was written and is not recorded.
    # The file of a text that was written and is not recorded.
    kept: Path | None = None
    # What the configuration file holds that this version knows nothing of.
    overlooked: list[Message] = field(default_factory=list)

    @cached_property
    def context(self) -> Context | None:
        """The context in use.

        Reminders, which cron sends, know that of the environment alone: what somebody chose for a screen must not send
        them from another register. Where the one in use is gone, help and what manages contexts go on without it.
        """
        if self.called == "remind" and not self.environ.get(VARIABLE):
            return None
        try:
            return find_context(self.environ, self.written)
        except UnknownContext:
            if self.called not in ("", "context"):
                raise
            return None

    def call(self, name: str) -> None:
        """Note which command is called, of the table of commands; what the context has may be otherwise by that."""
        self.called = name
        for found in ("context", "file"):
            self.__dict__.pop(found, None)

    @cached_property
    def written(self) -> dict[str, Any]:
        """What the configuration file sets."""
        return read_configuration(self.environ, self.overlooked)

    @cached_property
    def file(self) -> dict[str, Any]:
        """What the configuration file sets, with the register and the language of the context in their place."""
        return lay_over(self.written, self.context)

    def find(self, key: str) -> Found:
        """A setting with its origin."""
        return find_setting(key, self.options.get(key), self.environ, self.file)

    def get(self, key: str) -> Any:
        """The value of a setting."""
        return self.find(key).value

    def sending_settings(self) -> dict[str, Any]:
        """What a run of reminders goes by: the general settings and those of the channel; lists are tuples."""
        channel = str(self.get("remind.channel"))
        keys = (*GENERAL, *(channel_settings(channel) if channel else ()))
        return {key: self.get(key) for key in keys}

    def instrument_settings(self) -> dict[str, dict[str, Any]]:
        """What single instruments have of their own, by slug: offsets, after, escalate_after, where they are set."""
        found: dict[str, dict[str, Any]] = {}
        for key, value in self.file.items():
            if parts := split_instrument_key(key):
                found.setdefault(parts[0], {})[parts[1]] = value
        return found

    @cached_property
    def moment(self) -> datetime:
        """The moment of this run, in UTC; CTRACK_NOW sets it for tests and for reproducible files."""
        return read_now(self.environ)

    @cached_property
    def today(self) -> date:
        """The day that everything is seen from: that of --as-of, else today."""
        return self.moment_wanted.as_of if self.moment_wanted is not None else self.calendar_day

    @cached_property
    def calendar_day(self) -> date:
        """Today: --today, else the day on the system's calendar."""
        from ctrack.cli.params.dates import read_today

        given = self.options.get("today")
        local = self.moment.astimezone().date()
        return read_today(given, local) if given else local

    @cached_property
    def horizon(self) -> Horizon:
        """Today, and how far soon and stale reach."""
        from ctrack.domain.dueness import Horizon

        return Horizon(self.today, int(self.get("due_soon_days")), int(self.get("stale_days")))

    @cached_property
    def user(self) -> str:
        """Who records: --user, CTRACK_USER, the configuration, else the system's name for this user."""
        name = str(self.get("user") or system_user(self.environ))
        # The environment may hold bytes that are no text; a name must not keep anyone from recording.
        return name.encode("utf-8", "replace").decode()

    @cached_property
    def database(self) -> str:
        """The register as the user names it."""
        return str(self.get("db"))

    @cached_property
    def place(self) -> Place:
        """The register's place; its password, where the address holds none, is looked for when it is opened."""
        from ctrack.store.register_places import read_place

        is_typed = self.options.get("db") is not None
        return read_place(self.database, is_typed=is_typed, find_password=self.find_password)

    def find_password(self) -> str | None:
        """The password of the database's server, where the address holds none; None leaves it to ~/.pgpass."""
        from ctrack.cli.config.server_passwords import find_password

        return find_password(self.get, self.environ)

    @property
    def database_key(self) -> str:
        """What tells the register apart from others of this user: its path, or its address without a password."""
        if "://" in self.database:
            from ctrack.domain.masks import strip_secrets

            return strip_secrets(self.database)
        return os.path.abspath(os.path.expanduser(self.database))

    def own_files(self) -> list[str]:
        """What the program lives by: the file of the register with its companions, the configuration and the key."""
        from ctrack.cli.config.configuration import configuration_path
        from ctrack.cli.config.seal_keys import FILE, key_path

        register = os.path.expanduser(self.database.removeprefix("sqlite:///"))
        names = [f"{register}{ending}" for ending in ("", "-wal", "-shm", "-journal")] if "://" not in register else []
        return [*names, str(configuration_path(self.environ)), str(key_path(self.environ, str(self.get(FILE))))]

    def open(self) -> Register:
        """The register, opened once for the whole run."""
        from ctrack.store.work import open_register

        if self.register is None:
            self.register = open_register(self.place, self.wait)
        return self.register

    @property
    def wait(self) -> float:
        """Seconds to wait for others who write: who looks on will not wait for long, and cron comes but once a day."""
        if (given := self.get("db.wait")) is not None:
            return float(given)
        return WATCHED_WAIT if self.is_attended() else LONG_WAIT

    def close(self) -> None:
        """Let go of the register: a server has not many connections to give."""
        if self.register is not None:
            self.register.close()
            self.register = None

    def read(
        self, work: Callable[[UnitOfWork], Result], *, rewinds: bool = False, shows_itself: bool = False
    ) -> Result:
        """Do something that only reads the register, as it is or as it stood on the day of --as-of.

        Work that looks at the past itself `rewinds`; what tells how far it is, or writes as it reads, `shows_itself`.
        """
        if not rewinds and not shows_itself and self.moment_read is None:
            return self.read_now(work)
        with (
            nullcontext() if shows_itself else self.watch(),
            self.open().read(rewinds=rewinds or self.moment_read is not None) as unit,
        ):
            if self.moment_read is not None:
                from ctrack.store.rewind import read_then

                return read_then(unit, self.moment_read, work, is_plain=not rewinds and not shows_itself)
            return work(unit)

    def read_now(self, work: Callable[[UnitOfWork], Result]) -> Result:
        """Do something that reads the register as it is; it may be done twice, and so tells nobody anything."""
        from ctrack.store import drivers, readings

        reading = drivers.read_quickly(self.place) if self.register is None else None
        if reading is not None:
            self.was_read = True
            with suppress(readings.Unusual), self.watch(), reading as unit:
                return work(unit)
        with self.watch(), self.open().read() as unit:
            return work(unit)

    def read_past(self, day: date, work: Callable[[UnitOfWork, Horizon], Result]) -> Result:
        """Do something that reads the register as it stood at the end of a day."""
        from dataclasses import replace

        from ctrack.store.moments import Moment
        from ctrack.store.rewind import read_then

        known, then = self.moment_read or Moment(day), replace(self.horizon, today=day)
        with self.watch(), self.open().read(rewinds=True) as unit:
            return read_then(unit, Moment(day, known.known_at, known.entry), lambda past: work(past, then))

    @cached_property
    def moment_wanted(self) -> Moment | None:
        """The past moment that --as-of and --known-at ask for."""
        from ctrack.cli.params.dates import read_moment

        return read_moment(self.options.get("as_of"), self.options.get("known_at"), self.calendar_day)

    @cached_property
    def moment_read(self) -> Moment | None:
        """The past moment that is read: that of the options, or of --today where that lies before the newest entry.

        None where the register is read as it is: what is asked as of today, or of a day to come, is the present.
        """
        if self.pinned is not None:
            return self.pinned
        if (wanted := self.moment_wanted) is not None:
            return wanted if wanted.is_known_then or wanted.as_of < self.moment.astimezone().date() else None
        if not self.options.get("today"):
            return None
        from ctrack.store.journal import read_last_time
        from ctrack.store.moments import Moment

        newest = self.read_now(lambda unit: read_last_time(unit.connection))
        if newest is None or datetime.fromisoformat(newest).astimezone().date() <= self.calendar_day:
            return None
        return Moment(self.calendar_day)

    def read_entry(self) -> tuple[int, str]:
        """The number and the hash of the last journal entry that was known at the moment that is read."""
        from ctrack.store.journal import read_last

        if (moment := self.moment_read) is None or not moment.is_known_then:
            return self.read_now(lambda unit: read_last(unit.connection))
        from ctrack.store.rewind import find_known

        with self.open().read() as unit:
            return read_last(unit.connection, find_known(unit.connection, moment)[1])

    def head(self, detail: str | None = None, undoes: int | None = None) -> EntryHead:
        """The head of this command's journal entry."""
        from ctrack.domain.shell_words import describe_arguments
        from ctrack.store.journal import EntryHead

        return EntryHead(self.user, self.command, detail or describe_arguments(self.arguments), self.moment, undoes)

    def write(self, work: Callable[[UnitOfWork], Result], head: EntryHead, *, dry_run: bool = False) -> Result:
        """Do something that changes the register; with `dry_run` it is rolled back, which the console tells."""
        with self.watch():
            result = self.open().write(head, work, dry_run=dry_run)
        self.has_recorded, self.was_dry_run = not dry_run, dry_run
        return result
