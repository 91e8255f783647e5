"""Words behind a group that are none of its commands."""

from __future__ import annotations

import re
import shlex

import pytest

from ctrack.cli.params.group_words import LINES
from tests.cli.promises import refused
from tests.support.runner import Runner


@pytest.mark.parametrize("group", LINES)
def test_a_name_is_answered_with_a_line(ctrack: Runner, group: str) -> None:
    """The line is one of the program's, with the name in it."""
    outcome = ctrack(group, "moi")
    refused(outcome, 2, f"There is no command moi of 'ctrack {group}'.")
    found = re.search(r"Did you mean 'ctrack ([^']+)'", outcome.err)
    assert found is not None
    assert ctrack(*shlex.split(found[1]), "--help").code == 0


def test_others_are_answered_with_what_there_is(ctrack: Runner) -> None:
    """A group where no name is awaited lists its commands; what is nearly one of them is answered with that."""
    refused(ctrack("access", "bob"), 2, "It has grant, revoke, list, check.")
    refused(ctrack("pack", "mak"), 2, "'make'")
