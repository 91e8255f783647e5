"""Verification goes through the rows of a register and holds few of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from ctrack.services import verification
from tests.support.registers import read
from tests.support.runner import Runner

MOST = 50


def test_rows_that_nobody_changed_are_not_held(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of thousands of rows that the first entry brought, only those that were changed since are held."""
    held = most = made = 0

    class Counted(dict[str, Any]):
        def __del__(self) -> None:
            nonlocal held
            held -= 1

    def drop_absent(values: Mapping[str, Any]) -> Counted:
        nonlocal held, most, made
        held, made = held + 1, made + 1
        most = max(most, held)
        return Counted(found(values))

    ctrack.ok("update", "KWT-21", "--status", "in_progress")
    found = verification.drop_absent
    monkeypatch.setattr(verification, "drop_absent", drop_absent)
    assert read(ctrack, verification.verify_register).holds
    assert made > 20 * MOST > 20 * most
