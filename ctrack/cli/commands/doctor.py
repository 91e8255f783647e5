"""`ctrack doctor`: what the program finds around it, and which way of sending Arabic the terminal shows right."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.configuration import configuration_path, write_setting
from ctrack.cli.invocation import Invocation, pass_invocation
from ctrack.domain.failures import marked
from ctrack.text.language import translate as _

MODES = ("visual", "logical", "off")
# Joined letters, a lam-alef, a bracket to mirror, a number and a Latin name: all that a terminal can get wrong.
SAMPLE = "الالتزام (KWT-21) لا يزال متأخرا منذ 144 يوما"


@make_command(
    "doctor",
    examples=("ctrack doctor --no-input",),
    help=marked(
        "Look at the terminal, the locale and the register. On a terminal one line of Arabic is printed in each way of "
        "sending it; say which one reads right and the answer is kept in the configuration."
    ),
)
@pass_invocation
def command(invocation: Invocation) -> None:
    """Look around."""
    from ctrack.views.doctor import view_findings

    invocation.show(view_findings(find_facts(invocation)))
    if invocation.out.isatty() and invocation.format != "json":
        print_samples(invocation)
        if not invocation.options.get("no_input"):
            ask_mode(invocation)


def find_facts(invocation: Invocation) -> dict[str, str]:
    """What is found, by name."""
    import platform
    import sqlite3

    from ctrack import __version__
    from ctrack.cli.output import read_screen
    from ctrack.text.language import current_language

    screen = read_screen(invocation, invocation.out)
    environ = invocation.environ
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "C")
    return {
        "version": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "terminal": environ.get("TERM", "-"),
        "width": str(screen.width or "-"),
        "locale": locale,
        "language": current_language(),
        "encoding": str(invocation.out.encoding),
        "bidi": f"{screen.bidi} ({invocation.get('bidi')})",
        "configuration": str(configuration_path(environ)),
        "register": find_register(invocation),
    }


def find_register(invocation: Invocation) -> str:
    """The register, or what is wrong with it."""
    from ctrack.domain.failures import Failure

    try:
        return invocation.read(lambda unit: f"{invocation.database} ({unit.last_entry[0]})")
    except Failure as failure:
        return failure.tell(_)


def print_samples(invocation: Invocation) -> None:
    """One line of Arabic in each mode, numbered."""
    from ctrack.text.dressing import dress_text

    width = 60
    for number, mode in enumerate(MODES, 1):
        line = dress_text(SAMPLE, mode, width)  # type: ignore[arg-type]
        click.echo(f"{number}  |{line}|  {mode}")


def ask_mode(invocation: Invocation) -> None:
    """Ask which line reads right, and keep the answer."""
    question = _(
        "Which line reads right, from the right, with joined letters? 1, 2, 3, or 0 to leave things as they are"
    )
    click.echo(invocation.dress(question, invocation.out))
    answer = click.prompt("0-3", type=click.IntRange(0, len(MODES)), default=0)
    if answer:
        path = write_setting(invocation.environ, "bidi", MODES[answer - 1])
        invocation.say(_("{key} = {value}, kept in {path}").format(key="bidi", value=MODES[answer - 1], path=path))
