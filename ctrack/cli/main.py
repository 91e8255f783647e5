"""The program: parses, runs, and turns every failure into one sentence on stderr and an exit code."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NoReturn

import click

from ctrack import __version__
from ctrack.cli.base import FORMATS, Root
from ctrack.cli.invocation import Invocation
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, marked
from ctrack.text.language import language_of, translate, use_language
from ctrack.text.language import translate as _


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
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=show_version,
              help=marked("Show the version and end."))  # fmt: skip
@click.pass_context
def root(context: click.Context) -> None:
    """What needs the user now, unless a command is given."""
    invocation = context.find_object(Invocation)
    assert invocation is not None
    invocation.command = context.invoked_subcommand or "dashboard"
    if context.invoked_subcommand is None:
        from ctrack.cli.dashboard import show_dashboard

        show_dashboard(invocation)


def main() -> NoReturn:
    """The entry point `ctrack`."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run a command line; the exit code. Nothing that can go wrong leaves here as a traceback."""
    invocation = Invocation(arguments)
    try:
        code = run_inside(invocation, arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough. Python would complain once more as it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = int(ExitCode.DONE)
    return code


def run_inside(invocation: Invocation, arguments: list[str]) -> int:
    """Run a command line and tell whatever goes wrong."""
    try:
        read_early_options(invocation, arguments)
        result = root.main(arguments, prog_name="ctrack", standalone_mode=False, obj=invocation)
    except Failure as failure:
        return tell(invocation, failure.tell(translate), failure.exit_code, type(failure).__name__)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return int(ExitCode.USAGE)
    except click.ClickException as error:
        return tell(invocation, error.format_message(), ExitCode.USAGE, "Usage", hint_of(error))
    except (click.Abort, KeyboardInterrupt):
        return tell(invocation, _("Interrupted; nothing was recorded."), ExitCode.INTERRUPTED, "Interrupted")
    except BrokenPipeError:
        raise
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        return tell(invocation, f"{error.strerror or error}{place}", ExitCode.FAILED, "OSError")
    return result if isinstance(result, int) else int(ExitCode.DONE)


def read_early_options(invocation: Invocation, arguments: list[str]) -> None:
    """Find the language and the format before the command line is parsed: its errors need them already."""
    for name in ("lang", "format"):
        value = find_option(arguments, f"--{name}")
        if value and (name != "format" or value in FORMATS):
            invocation.options[name] = value
    use_language(language_of(invocation.environ))
    language = invocation.get("lang")
    if language:
        use_language(str(language).lower()[:2])


def find_option(arguments: list[str], name: str) -> str | None:
    """The last value given to an option, wherever it stands."""
    found = None
    for place, word in enumerate(arguments):
        if word == "--":
            break
        if word == name and place + 1 < len(arguments):
            found = arguments[place + 1]
        elif word.startswith(f"{name}="):
            found = word.partition("=")[2]
    return found


def hint_of(error: click.ClickException) -> str:
    """Where to read on after a mistake on the command line."""
    context = getattr(error, "ctx", None)
    return _("Try '{command} --help'.").format(command=context.command_path if context else "ctrack")


def tell(invocation: Invocation, sentence: str, code: ExitCode, kind: str, hint: str = "") -> int:
    """Say what went wrong: one sentence on stderr, or an envelope of JSON on stdout."""
    from ctrack.cli.output import tell_failure

    with suppress(BrokenPipeError):
        tell_failure(invocation, sentence, code, kind, hint)
    return int(code)
