"""What a run of the program says: data to stdout or into the file of --output, words to stderr.

In JSON both are in one envelope, which is written last.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO, TextIO

import click

from ctrack.cli.console.streams import encodable, tame
from ctrack.domain.failures import Failure, Misused, marked
from ctrack.render.format_names import find_format
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation
    from ctrack.render.document import Document
    from ctrack.render.screen import Screen


# What --redact is told to withhold nothing.
EVERYTHING = "none"
# Commands that ask as they show: nothing may stand between the two.
DIALOGUES = ("review", "doctor")
# The commands that write files of a kind of their own, and look at their endings themselves.
WITH_ENDING_OF_ITS_OWN = ("calendar", "export", "instrument draft")


class OutputWanted(Misused):
    message = marked("The format {format} is not for a terminal: give --output FILE, or send it on through a pipe.")


class Console:
    """Where the commands of one invocation show documents and say words; it reads the settings and changes none."""

    def __init__(self, invocation: Invocation) -> None:
        self.invocation = invocation
        self.messages: list[str] = []
        self.has_told_dry_run = False
        # Whether a part of what is written piece by piece is out already.
        self.has_written = False
        invocation.watch = self.watch
        invocation.is_attended = lambda: sys.stderr.isatty() or sys.stdin.isatty()

    def watch(self) -> AbstractContextManager[None]:
        """What shows on a terminal that work lasts, while it does."""
        if not self.is_watched:
            return nullcontext()
        from ctrack.cli.console.activity import show_activity

        return show_activity(self.lay)

    @property
    def is_watched(self) -> bool:
        """Whether somebody looks at a terminal and wants words on it."""
        return not self.is_quiet and sys.stderr.isatty()

    @property
    def out(self) -> TextIO:
        """Where data goes."""
        return sys.stdout

    @property
    def target(self) -> str | None:
        """The file of --output."""
        path = self.invocation.options.get("output")
        return None if path is None else str(path)

    @property
    def forces(self) -> bool:
        """Whether a file may be replaced."""
        return bool(self.invocation.options.get("force"))

    @cached_property
    def format(self) -> str:
        """The output format: as asked for, else as the file's name says, a table on a terminal, plain elsewhere."""
        if self.target and not self.invocation.options.get("format"):
            return find_format(self.target) or "plain"
        return self.invocation.get("format") or ("table" if self.out.isatty() or self.wants_drawing else "plain")

    @property
    def wants_drawing(self) -> bool:
        """Whether an option asks for colour, an order of columns or of letters, which plain columns do not have."""
        options = self.invocation.options
        return options.get("color") == "always" or options.get("layout") in ("rtl", "ltr") or self.orders_letters

    @property
    def orders_letters(self) -> bool:
        """Whether an option asks for Arabic as a certain kind of terminal needs it, wherever the output goes."""
        return self.invocation.options.get("bidi") in ("visual", "logical")

    def dresses(self, stream: TextIO) -> bool:
        """Whether what goes to the stream is laid out for a terminal."""
        return stream.isatty() or self.orders_letters

    @property
    def is_for_machines(self) -> bool:
        """Whether the format is one of rows, which programs read: it gets every column."""
        from ctrack.render.formats import load_format

        return load_format(self.format).IS_OF_ROWS

    @property
    def is_cut(self) -> bool:
        """Whether long lists are cut: on a terminal, unless all of them, or a file, was asked for."""
        is_asked = self.target is not None or self.invocation.options.get("all")
        return self.format == "table" and self.out.isatty() and not is_asked

    def most(self, rows: int) -> int | None:
        """How many rows of a long list are shown; None for all of them."""
        return rows if self.is_cut else None

    @property
    def leaves_house(self) -> bool:
        """Whether the output goes to a file or to the printer, or is a paper."""
        from ctrack.render.format_names import import_format

        is_sent = self.target is not None or bool(self.invocation.options.get("print"))
        return is_sent or bool(getattr(import_format(self.format), "IS_PAPER", False))

    @property
    def reader(self) -> str | None:
        """The level up to which notes may be told: that of --redact, else as words leave the house; None for all."""
        asked = self.invocation.options.get("redact")
        if asked:
            return None if asked == EVERYTHING else str(asked)
        if not self.leaves_house:
            return None
        from ctrack.domain.vocabulary import Level

        return Level.RESTRICTED.value

    def classify(self, document: Document) -> Document:
        """The document with its classification, where it leaves the house: the level of what it may tell."""
        if document.level or not self.leaves_house:
            return document
        from ctrack.domain.frozen import replace
        from ctrack.domain.vocabulary import Level

        return replace(document, level=self.reader or Level.INTERNAL.value)

    @property
    def wants_json(self) -> bool:
        """Whether a program reads the output; asked also when the settings themselves are what is wrong."""
        try:
            return self.format == "json"
        except Failure:
            return bool(self.invocation.options.get("format") == "json")

    @property
    def is_quiet(self) -> bool:
        """Whether words beside the data are to be left out."""
        return bool(self.invocation.options.get("quiet"))

    def read_screen(self, stream: TextIO) -> Screen:
        """What a stream can show."""
        from ctrack.cli.console.capabilities import read_screen

        return read_screen(self.invocation, stream, draws_table=self.format == "table")

    def dress(self, text: str, stream: TextIO) -> str:
        """Prose or help made fit for the stream: Arabic shaped and ordered where a terminal needs it."""
        from ctrack.text.direction import is_left_to_right

        if not self.dresses(stream) or all(map(is_left_to_right, text.split("\n"))):
            return text
        from ctrack.text.prose import dress_text

        try:
            screen = self.read_screen(stream)
        except Failure:
            # The settings themselves are what is wrong, and the sentence that says so must come through.
            return text
        return dress_text(text, screen.bidi, screen.width or 80)

    def lay(self, text: str, stream: TextIO) -> str:
        """Words made fit for the stream: on a terminal they break between words, and Arabic is in order."""
        if not self.dresses(stream):
            return text
        from ctrack.cli.console.capabilities import find_width
        from ctrack.text.direction import is_left_to_right
        from ctrack.text.wrapping import wrap_text

        width = find_width(self.invocation.environ, stream.isatty(), draws_table=True) or 80
        lines = (wrap_text(line, width) if is_left_to_right(line) else line for line in text.split("\n"))
        return self.dress("\n".join(lines), stream)

    def say(self, text: str) -> None:
        """Words beside the data: to stderr, or among the messages of JSON."""
        if self.format == "json":
            self.messages.append(text)
        elif not self.is_quiet:
            click.echo(self.lay(tame(text), encodable(sys.stderr)), err=True)

    def ask(self, text: str) -> None:
        """Words of a dialogue, which belong on the screen among the data that they speak of."""
        click.echo(self.lay(tame(text), encodable(self.out)), file=self.out)

    def say_late(self, text: str) -> None:
        """Words that come when the data is out: to stderr also beside JSON, whose envelope is closed by then."""
        if self.format != "json":
            self.say(text)
        elif not self.is_quiet:
            click.echo(tame(text), err=True)

    def tell_dry_run(self) -> None:
        """Say once, after all else, that what was shown was not recorded."""
        if self.invocation.was_dry_run and not self.has_told_dry_run:
            self.has_told_dry_run = True
            self.say(_("Dry run: nothing was recorded."))

    def warn(self, sentence: str, hint: str = "") -> None:
        """A sentence of trouble on stderr, however quiet the run, and where to read on."""
        from ctrack.domain.masks import mask_text
        from ctrack.text.safe import make_safe

        encodable(sys.stderr)
        sentence = make_safe(mask_text(sentence), multiline=True).strip()
        lines = [_("ctrack: {sentence}").format(sentence=sentence), *([hint] if hint else [])]
        click.echo(self.lay("\n".join(lines), sys.stderr), err=True)

    def show(self, document: Document) -> None:
        """Print a document in the format asked for; its notes are words."""
        from ctrack.cli.console.envelope import enclose
        from ctrack.domain.frozen import replace

        notes, document = document.notes, replace(self.classify(document), notes=())
        if self.format == "json":
            self.messages += notes
            self.tell_dry_run()
            document = replace(document, data=enclose(self.invocation.command, document.data, self.messages))
        encodable(self.out)
        self.write(document)
        if self.format != "json":
            for note in notes:
                self.say(note)

    def write(self, document: Document) -> None:
        """Write a document into the file of --output, else to stdout."""
        from ctrack.render.formats import load_format, prepare

        form, screen = load_format(self.format), self.read_screen(self.out)
        if self.target is None and not form.IS_BINARY:
            if self.is_paged:
                from ctrack.cli.console.pager import show_paged

                show_paged(lambda out: form.write(document, out, screen), self.out, self.invocation.environ)
            else:
                form.write(document, self.out, screen)
            self.out.flush()
            return
        self.refuse_terminal()
        self.write_file(prepare(form, document, screen))

    @property
    def is_paged(self) -> bool:
        """Whether what is longer than the terminal is shown in the pager."""
        is_refused = self.invocation.options.get("no_pager") or self.invocation.command in DIALOGUES
        return self.out.isatty() and not is_refused

    def refuse_terminal(self) -> None:
        """Refuse to write bytes to a terminal, before they are made; raises OutputWanted."""
        if self.target is None and self.out.isatty():
            raise OutputWanted(format=self.format)

    def check_target(self) -> None:
        """Refuse a file of --output that cannot be written, before anything else is done."""
        if self.target is not None:
            from ctrack.cli.console.files import check_ending, check_output

            check_output(self.target, forces=self.forces, kept=self.invocation.own_files())
            if not self.invocation.options.get("format") and self.invocation.command not in WITH_ENDING_OF_ITS_OWN:
                check_ending(self.target)

    def write_bytes(self, content: bytes) -> None:
        """Write a file as it is where --output says, else to stdout."""
        self.write_file(lambda stream: stream.write(content))

    def write_file(self, write: Callable[[BinaryIO], object]) -> None:
        """Let a file be written where --output says, else to stdout, and say so."""
        self.write_stream(write)
        if self.target is not None:
            self.say(_("Written: {path}").format(path=self.target))

    def write_stream(self, write: Callable[[BinaryIO], object]) -> None:
        """Let a file be written piece by piece where --output says, else to stdout."""
        from ctrack.cli.console.files import write_out

        self.has_written = self.target is None
        write_out(self.target, write, forces=self.forces)
