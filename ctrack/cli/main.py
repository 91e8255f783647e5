"""The program: parses, runs, and turns every failure into one sentence on stderr and an exit code."""

from __future__ import annotations

import atexit
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

import click

from ctrack import __version__
from ctrack.cli.base import Root
from ctrack.cli.console.failures import (
    hint_of,
    sentence_of,
    tell,
    tell_damage,
    tell_fault,
    tell_help,
    tell_unwritten,
)
from ctrack.cli.console.output import Console
from ctrack.cli.console.permissions import explain
from ctrack.cli.console.streams import silence
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.early_options import read_early_options
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, Refused, TextDamaged, marked
from ctrack.domain.spoken import read_through
from ctrack.text.language import current_language
from ctrack.text.language import translate as _

# What a shell sets when Tab is pressed; the scripts of `ctrack completion` name it.
COMPLETES = "_CTRACK_COMPLETE"
LONGEST_SHOWN = 60

# What is typed is read in the language that is spoken, whichever that is then.
read_through(_, current_language)


class ArgumentNotText(Refused):
    message = marked("{word} on the command line is not UTF-8 text. Set the terminal to UTF-8 and type it again.")


def show_version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Print the version and end."""
    if value and not context.resilient_parsing:
        click.echo(f"ctrack {__version__}")
        context.exit()


@click.group(
    "ctrack",
    cls=Root,
    invoke_without_command=True,
    help=marked(
        "Track what a State or an organization promised in international declarations and plans. "
        "Without a command: what needs you now."
    ),
)
@click.option("-V", "--version", is_flag=True, is_eager=True, expose_value=False, callback=show_version,
              help=marked("Show the version and end."))  # fmt: skip
@click.pass_context
def root(context: click.Context) -> None:
    """What needs the user now, unless a command is given."""
    console = context.find_object(Console)
    assert console is not None
    console.invocation.command = context.invoked_subcommand or "dashboard"
    if context.invoked_subcommand is None:
        from ctrack.cli.commands.dashboard import show_dashboard

        show_dashboard(console.invocation, console)


def main() -> NoReturn:
    """Run the command line of this process, which lives for one command."""
    try:
        listen()
        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        # Before anything was begun, or after all was told.
        code = int(ExitCode.INTERRUPTED)
    leave(code)


def listen() -> None:
    """From here on Ctrl-C raises KeyboardInterrupt, unless whoever started this process wants it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def leave(code: int) -> NoReturn:
    """End at once: whatever was opened is closed by now, and to take all modules apart costs what some commands do."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def run(arguments: list[str]) -> int:
    """Run a command line; the exit code. Nothing that can go wrong leaves here as a traceback."""
    open_missing_streams()
    invocation = Invocation(arguments)
    console = Console(invocation)
    code = run_inside(console, arguments)
    try:
        tell_overlooked(console)
        invocation.close()
        sys.stdout.flush()
    except KeyboardInterrupt:
        # All was done, and told, but for what the reader has not taken.
        silence(sys.stdout)
        code = int(ExitCode.INTERRUPTED)
    except OSError as error:
        silence(sys.stdout)
        if code == ExitCode.DONE and not isinstance(error, BrokenPipeError):
            code = tell_unwritten(console, error)
    return code


def tell_overlooked(console: Console) -> None:
    """Say which settings were passed over, unless a shell asks for words to complete."""
    invocation = console.invocation
    if COMPLETES not in invocation.environ:
        for each in dict.fromkeys(message.tell(_) for message in invocation.overlooked):
            console.warn(each)


def run_inside(console: Console, arguments: list[str]) -> int:
    """Run a command line and tell whatever goes wrong."""
    try:
        read_early_options(console.invocation, arguments)
        check_arguments(arguments)
        return call(console, arguments)
    except Failure as failure:
        if isinstance(failure, TextDamaged) and (code := tell_damage(console)) is not None:
            return code
        told, sentence = explain(console.invocation, failure)
        return tell(console, sentence, told.exit_code, type(told).__name__)
    except click.exceptions.NoArgsIsHelpError as error:
        return tell_help(console, error)
    except click.ClickException as error:
        return tell(console, sentence_of(error), ExitCode.USAGE, "Usage", hint_of(error))
    except (click.Abort, KeyboardInterrupt):
        from ctrack.cli.console.interruptions import tell_interruption

        return tell_interruption(console)
    except BrokenPipeError:
        # The reader has seen enough.
        silence(sys.stdout)
        return int(ExitCode.DONE)
    except OSError as error:
        return tell_unwritten(console, error)
    except Exception as error:
        return tell_damage(console) or tell_fault(console, error)


def call(console: Console, arguments: list[str]) -> int:
    """Parse and run by Click, without its own way of ending: it would take a closed pipe for a failure."""
    if COMPLETES in console.invocation.environ:
        return complete(console, arguments)
    try:
        with root.make_context("ctrack", list(arguments), obj=console) as context:
            result = root.invoke(context)
        console.tell_dry_run()
    except click.exceptions.Exit as ending:
        console.tell_dry_run()
        return ending.exit_code
    return result if isinstance(result, int) else int(ExitCode.DONE)


def complete(console: Console, arguments: list[str]) -> int:
    """Answer the shell; Click ends the program with that, which `leave` does faster."""
    try:
        root.main(arguments, prog_name="ctrack", complete_var=COMPLETES, obj=console)
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(ExitCode.DONE)


def open_missing_streams() -> None:
    """Where a stream was closed before the program began, one that leads nowhere stands in."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def check_arguments(arguments: list[str]) -> None:
    """Refuse bytes that are no UTF-8, which Python hands on as lone surrogates, before anything is done with them."""
    for word in arguments:
        if not is_text(word):
            raise ArgumentNotText(word=word[:LONGEST_SHOWN])


def is_text(word: str) -> bool:
    """Whether the word can be written as UTF-8."""
    try:
        word.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
