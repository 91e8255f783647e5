"""`ctrack doctor`: what is wrong and what to do, and which way of sending Arabic the terminal shows right."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.config.configuration import write_setting
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import marked
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.text.bidimode import BidiMode

MODES: tuple[BidiMode, ...] = ("visual", "logical", "off")
# Joined letters, a lam-alef, a bracket to mirror, a number and a Latin name: all that a terminal can get wrong.
SAMPLE = "الالتزام (KWT-21) لا يزال متأخرا منذ 144 يوما"
SAMPLE_WIDTH = 48


@make_command(
    "doctor",
    examples=("ctrack doctor --no-input",),
    help=marked(
        "Look at everything that ctrack lives by: the terminal, the locale, the configuration, the channel of "
        "reminders, and the register with its file, its guards and its backups. What is wrong comes with what to do; "
        "an error ends with 7. On a terminal one line of Arabic is printed in each way of sending it; say which one "
        "reads right and the answer is kept in the configuration."
    ),
)
@pass_invocation
def command(invocation: Invocation, console: Console) -> int:
    """Look around."""
    from ctrack.cli.looks import look_at_everything
    from ctrack.domain.records.findings import Gravity
    from ctrack.views.findings import view_findings

    found = tuple(look_at_everything(invocation, console))
    console.show(view_findings(found))
    if console.out.isatty() and console.format in ("table", "plain"):
        print_samples(invocation.environ)
        if sys.stdin.isatty() and not invocation.options.get("no_input"):
            ask_mode(invocation, console)
    return int(ExitCode.INTEGRITY if any(each.gravity is Gravity.ERROR for each in found) else ExitCode.DONE)


def print_samples(environ: Mapping[str, str]) -> None:
    """One line of Arabic in each mode, numbered; the bars show whether it keeps to its cells."""
    from ctrack.text.bidimode import suit_mode
    from ctrack.text.cells import pad
    from ctrack.text.prose import dress_text

    click.echo()
    for number, mode in enumerate(MODES, 1):
        line = pad(dress_text(SAMPLE, suit_mode(mode, environ), SAMPLE_WIDTH), SAMPLE_WIDTH, "right")
        click.echo(f"{number}  |{line}|  {mode}")
    click.echo()


def ask_mode(invocation: Invocation, console: Console) -> None:
    """Ask which line reads right until there is an answer, and keep it; 0 keeps nothing."""
    question = _(
        "Which line reads right, from the right, with joined letters? 1, 2, 3, or 0 to leave things as they are"
    )
    answer = ""
    while not (answer.isdecimal() and int(answer) <= len(MODES)):
        click.echo(console.dress(question, console.out))
        answer = click.prompt(f"0-{len(MODES)}", default="0").strip()
    if int(answer):
        mode = MODES[int(answer) - 1]
        path = write_setting(invocation.environ, "bidi", mode)
        console.say(_("{key} = {value}, kept in {path}").format(key="bidi", value=mode, path=path))
