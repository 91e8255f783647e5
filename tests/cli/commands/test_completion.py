"""`ctrack completion`: the script of a shell. What it completes is tested in `tests/cli/test_completion.py`."""

from __future__ import annotations

import pytest

from tests.cli.promises import refused
from tests.support.runner import Runner


@pytest.mark.parametrize(
    ("shell", "words"),
    [
        ("bash", ["_CTRACK_COMPLETE=bash_complete", "complete -o nosort -F"]),
        ("zsh", ["#compdef ctrack", "_CTRACK_COMPLETE=zsh_complete"]),
        ("fish", ["complete --no-files --command ctrack", "_CTRACK_COMPLETE=fish_complete"]),
    ],
)
def test_scripts(ctrack: Runner, shell: str, words: list[str]) -> None:
    """The script asks the program, and needs no register to be made."""
    script = ctrack.ok("completion", shell, CTRACK_DB=str(ctrack.home / "nowhere.db")).out
    assert all(word in script for word in words)


def test_refusals(ctrack: Runner) -> None:
    """An unknown shell is refused with those that are known."""
    refused(ctrack("completion", "csh"), 2, "'SHELL'", "'bash', 'zsh', 'fish'")
    refused(ctrack("completion"), 2, "'SHELL'")
