"""`ctrack doctor`: what the program finds around it, and which way of sending Arabic the terminal shows right."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.config.configuration import configuration_path, write_setting
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.domain.failures import marked
from ctrack.domain.masks import mask_word
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
        "Look at the terminal, the locale and the register. On a terminal one line of Arabic is printed in each way of "
        "sending it; say which one reads right and the answer is kept in the configuration."
    ),
)
@pass_invocation
def command(invocation: Invocation, console: Console) -> None:
    """Look around."""
    from ctrack.views.doctor import view_findings

    console.show(view_findings(find_facts(invocation, console)))
    if console.out.isatty() and console.format in ("table", "plain"):
        print_samples()
        if sys.stdin.isatty() and not invocation.options.get("no_input"):
            ask_mode(invocation, console)


def find_facts(invocation: Invocation, console: Console) -> dict[str, str]:
    """What is found, by name."""
    import platform
    import sqlite3

    from ctrack import __version__
    from ctrack.text.language import current_language

    screen = console.read_screen(console.out)
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
        "encoding": str(console.out.encoding),
        "bidi": f"{screen.bidi} ({invocation.get('bidi')})",
        "configuration": str(configuration_path(environ)),
        "register": find_register(invocation),
        **find_wide(invocation),
        **find_channel(invocation),
        **find_unheard(invocation),
    }


def find_register(invocation: Invocation) -> str:
    """The register, or what is wrong with it."""
    from ctrack.domain.failures import Failure

    try:
        return invocation.read(lambda unit: f"{mask_word(invocation.database)} ({unit.last_entry[0]})")
    except Failure as failure:
        return failure.tell(_)


def find_wide(invocation: Invocation) -> dict[str, str]:
    """The commitments of one's own that bind every State of the register, as they did before version 0.2."""
    from ctrack.domain.failures import Failure
    from ctrack.services.additions import list_wide

    try:
        codes = invocation.read(lambda unit: list_wide(unit.connection))
    except Failure:
        return {}
    return {"wide": ", ".join(codes)} if codes else {}


def find_channel(invocation: Invocation) -> dict[str, str]:
    """The channel of the reminders looked at step by step, without sending anything; nothing where none is set."""
    settings = invocation.sending_settings()
    if not settings["remind.channel"]:
        return {}
    from ctrack.notify.probes import check_channel
    from ctrack.views.channel_check import say_steps

    return {"channel": say_steps(check_channel(settings, invocation.environ))}


def find_unheard(invocation: Invocation) -> dict[str, str]:
    """What nobody hears, where reminders are sent."""
    from ctrack.cli.console.reminder_runs import find_silence
    from ctrack.domain.failures import Failure

    try:
        silence = invocation.read(lambda unit: find_silence(invocation, unit))
    except Failure as failure:
        return {"reminders": failure.tell(_)}
    return {"reminders": silence} if silence else {}


def print_samples() -> None:
    """One line of Arabic in each mode, numbered; the bars show whether it keeps to its cells."""
    from ctrack.text.cells import pad
    from ctrack.text.prose import dress_text

    click.echo()
    for number, mode in enumerate(MODES, 1):
        line = pad(dress_text(SAMPLE, mode, SAMPLE_WIDTH), SAMPLE_WIDTH, "right")
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
