"""`ctrack access` where there are no roles: a file."""

from __future__ import annotations

import pytest

from tests.support.runner import Runner


@pytest.mark.parametrize(
    "words",
    [
        ("grant", "somebody", "--as", "reader"), ("revoke", "somebody"), ("list",), ("check",), ("check", "somebody"),
    ],
)  # fmt: skip
def test_a_file_has_modes_and_no_roles(ctrack: Runner, words: tuple[str, ...]) -> None:
    """On SQLite every command of access is refused with one sentence that claims no more than file modes."""
    outcome = ctrack("access", *words)
    assert (outcome.code, outcome.out) == (4, "")
    assert outcome.err == (
        f"ctrack: {ctrack.database} is a file: whoever may read the file reads all of it, and the modes of the file "
        "are all there is. Roles with parts of a register are for PostgreSQL.\n"
    )
