"""`ctrack completion`: the completion script of a shell."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.invocation import Invocation, pass_invocation
from ctrack.domain.failures import marked


@make_command(
    "completion",
    examples=('eval "$(ctrack completion bash)"',),
    help=marked("Print the completion script of your shell: commands, codes, statuses and filter words."),
)
@click.argument("shell", metavar="SHELL", type=click.Choice(("bash", "zsh", "fish")))
@pass_invocation
def command(invocation: Invocation, shell: str) -> None:
    """Print a completion script."""
    from click.shell_completion import get_completion_class

    from ctrack.cli.main import root

    found = get_completion_class(shell)
    assert found is not None
    script = found(root, {}, "ctrack", "_CTRACK_COMPLETE").source()
    if shell == "bash":
        # Bash takes a colon for the end of a word; a filter such as status:overdue is one.
        script += "\nCOMP_WORDBREAKS=${COMP_WORDBREAKS//:}\n"
    click.echo(script)
