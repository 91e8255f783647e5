"""One run of the program: its options and settings, its clock, its streams and its register."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from ctrack.cli.config.configuration import Found, find_setting, read_configuration
from ctrack.render.format_names import FORMATS, ROW_FORMATS
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.domain.dueness import Horizon
    from ctrack.render.document import Document
    from ctrack.store.journal import EntryHead
    from ctrack.store.past import Moment
    from ctrack.store.work import Register, UnitOfWork

Result = TypeVar("Result")


@dataclass
class Invocation:
    """What every command shares; made before the command line is parsed."""

    arguments: list[str]
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    options: dict[str, Any] = field(default_factory=dict)
    messages: list[str] = field(default_factory=list)
    command: str = ""
    has_recorded: bool = False
    register: Register | None = None

    @cached_property
    def file(self) -> dict[str, Any]:
        """What the configuration file sets."""
        return read_configuration(self.environ)

    def find(self, key: str) -> Found:
        """A setting with its origin."""
        return find_setting(key, self.options.get(key), self.environ, self.file)

    def get(self, key: str) -> Any:
        """The value of a setting."""
        return self.find(key).value

    @property
    def out(self) -> TextIO:
        """Where data goes."""
        return sys.stdout

    @cached_property
    def format(self) -> str:
        """The output format: as asked for, else as the file's name says, a table on a terminal, plain elsewhere."""
        if self.options.get("output") and not self.options.get("format"):
            return format_of(str(self.options["output"])) or "plain"
        return self.get("format") or ("table" if self.out.isatty() else "plain")

    @property
    def forces(self) -> bool:
        """Whether a file may be replaced."""
        return bool(self.options.get("force"))

    @property
    def is_cut(self) -> bool:
        """Whether long lists are cut: on a terminal, unless all of them, or a file, was asked for."""
        is_asked = self.options.get("all") or self.options.get("output")
        return self.format == "table" and self.out.isatty() and not is_asked

    def most(self, rows: int) -> int | None:
        """How many rows of a long list are shown; None for all of them."""
        return rows if self.is_cut else None

    @property
    def is_for_machines(self) -> bool:
        """Whether the format is one that programs read: it gets every column."""
        return self.format in ROW_FORMATS

    @property
    def is_quiet(self) -> bool:
        """Whether words beside the data are to be left out."""
        return bool(self.options.get("quiet"))

    @cached_property
    def moment(self) -> datetime:
        """The moment of this run, in UTC; CTRACK_NOW sets it for tests and for reproducible files."""
        given = self.environ.get("CTRACK_NOW")
        return datetime.fromisoformat(given) if given else datetime.now(UTC)

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

    @property
    def database_key(self) -> str:
        """The register as the state of this user remembers it: a whole path, an address without password."""
        if "://" in self.database:
            return re.sub(r"(?<=://)([^/?#@:]*):[^/?#]*@", r"\1@", self.database)
        return os.path.abspath(os.path.expanduser(self.database))

    def open(self) -> Register:
        """The register, opened once for the whole run."""
        from ctrack.store.work import open_register

        if self.register is None:
            self.register = open_register(self.database)
        return self.register

    def close(self) -> None:
        """Let go of the register: a server has not many connections to give."""
        if self.register is not None:
            self.register.engine.dispose()
            self.register = None

    def read(self, work: Callable[[UnitOfWork], Result]) -> Result:
        """Do something that only reads the register, as it is or as it stood on the day of --as-of."""
        with self.open().read() as unit:
            if self.moment_wanted is not None:
                from ctrack.store.past import turn_back

                turn_back(unit.connection, self.moment_wanted)
            return work(unit)

    def read_past(self, day: date, work: Callable[[UnitOfWork, Horizon], Result]) -> Result:
        """Do something that reads the register as it stood at the end of a day."""
        from dataclasses import replace

        from ctrack.store.past import Moment, turn_back

        with self.open().read() as unit:
            known = self.moment_wanted.known_at if self.moment_wanted is not None else None
            turn_back(unit.connection, Moment(day, known))
            return work(unit, replace(self.horizon, today=day))

    @cached_property
    def moment_wanted(self) -> Moment | None:
        """The past moment that --as-of and --known-at ask for."""
        from ctrack.cli.params.dates import read_moment

        return read_moment(self.options.get("as_of"), self.options.get("known_at"), self.calendar_day)

    def head(self, detail: str | None = None, undoes: int | None = None) -> EntryHead:
        """The head of this command's journal entry."""
        from ctrack.store.journal import EntryHead

        return EntryHead(self.user, self.command, detail or describe_arguments(self.arguments), self.moment, undoes)

    def write(self, work: Callable[[UnitOfWork], Result], head: EntryHead, *, dry_run: bool = False) -> Result:
        """Do something that changes the register; with `dry_run` it is rolled back and said so."""
        result = self.open().write(head, work, dry_run=dry_run)
        self.has_recorded = not dry_run
        if dry_run:
            self.say(_("Dry run: nothing was recorded."))
        return result

    def say(self, text: str) -> None:
        """Words beside the data: to stderr, or among the messages of JSON."""
        if self.format == "json":
            self.messages.append(text)
        elif not self.is_quiet:
            from ctrack.cli.console.output import encodable
            from ctrack.text.safe import make_safe

            click.echo(self.dress(make_safe(text, multiline=True), encodable(sys.stderr)), err=True)

    def dress(self, text: str, stream: TextIO) -> str:
        """A text made fit for the stream it goes to: Arabic shaped and ordered where a terminal needs it."""
        from ctrack.cli.console.output import dress_lines

        return dress_lines(self, text, stream)

    def show(self, document: Document) -> None:
        """Print a document in the format asked for."""
        from ctrack.cli.console.output import show_document

        show_document(self, document)


def format_of(path: str) -> str | None:
    """The format that the ending of a file name means."""
    ending = path.rpartition(".")[2].lower()
    meant = {"txt": "plain", "htm": "html", "markdown": "md"}.get(ending, ending)
    return meant if meant in FORMATS else None


def system_user(environ: Mapping[str, str]) -> str:
    """The name of the user who runs the program, also where cron sets no environment."""
    for name in ("LOGNAME", "USER"):
        if environ.get(name):
            return environ[name]
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return "unknown"


def describe_arguments(arguments: list[str]) -> str:
    """The command line as the journal keeps it: short, in one line, and without the password of a server."""
    import shlex

    line = " ".join(word if word.isalpha() else shlex.quote(word) for word in arguments)
    line = hide_password(line.replace("\0", "").encode("utf-8", "replace").decode())
    return line if len(line) <= 400 else line[:399] + "…"


def hide_password(text: str) -> str:
    """A text in which addresses such as postgresql://user:password@host show no password."""
    return re.sub(r"(://[^:/@\s]*):[^/\s]*@|([?&]password=)[^&\s]*", hide_match, text)


def hide_match(found: re.Match[str]) -> str:
    """What stands in the place of a password and its surroundings."""
    return f"{found[1]}:***@" if found[1] else f"{found[2]}***"


def pass_invocation(function: Callable[..., Result]) -> Callable[..., Result]:
    """Hand the invocation to a command, and note there which command it is: `instrument add`."""

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Result:
        context = click.get_current_context()
        invocation = context.find_object(Invocation)
        assert invocation is not None
        invocation.command = context.command_path.partition(" ")[2]
        if invocation.options.get("output") is not None:
            from ctrack.cli.console.files import check_output

            check_output(str(invocation.options["output"]), forces=invocation.forces)
        return function(invocation, *args, **kwargs)

    return call
