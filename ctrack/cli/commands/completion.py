"""`ctrack completion`: the completion script of a shell."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.domain.failures import marked

# Bash takes a colon for the end of a word, and a filter such as status:overdue is one. The words are put together
# again before they are completed, and of each offer only what follows the last colon is handed to bash.
BASH_WORDS = """
_ctrack_words() {
    local line=${COMP_LINE:0:COMP_POINT} cut= index
    local -a words=()
    for ((index = 0; index <= COMP_CWORD; index++)); do
        if ((index == 0)) || [[ $line == [[:space:]]* ]]; then
            line=${line#"${line%%[![:space:]]*}"}
            words+=("${COMP_WORDS[index]}")
        else
            words[-1]+=${COMP_WORDS[index]}
        fi
        line=${line#"${COMP_WORDS[index]}"}
    done
    cut=${words[-1]%"${COMP_WORDS[COMP_CWORD]#:}"}
    local -a COMP_WORDS=("${words[@]}")
    local COMP_CWORD=$((${#words[@]} - 1))
    _ctrack_completion "$1"
    COMPREPLY=("${COMPREPLY[@]#"$cut"}")
    # After a colon comes the value, with no blank before it.
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *: ]]; then
        compopt -o nospace
    fi
}

complete -o nosort -F _ctrack_words ctrack
"""


@make_command(
    "completion",
    examples=('eval "$(ctrack completion bash)"',),
    help=marked("Print the completion script of your shell: commands, codes, statuses and filter words."),
)
@click.argument("shell", metavar="SHELL", type=click.Choice(("bash", "zsh", "fish")))
@pass_invocation
def command(invocation: Invocation, console: Console, shell: str) -> None:
    """Print a completion script."""
    from click.shell_completion import get_completion_class

    from ctrack.cli.main import COMPLETES, root

    found = get_completion_class(shell)
    assert found is not None
    script = found(root, {}, "ctrack", COMPLETES).source()
    click.echo(script + BASH_WORDS if shell == "bash" else script)
