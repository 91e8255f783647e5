"""Faults of a database server: each is told as what it means for the person who typed the command."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DataError, DBAPIError

from ctrack.domain import failures
from ctrack.store.server_faults import (
    AskedTooMuch,
    OnlyRead,
    RightMissing,
    StatementEnded,
    explain_server,
    is_lost,
)


class ServerError(Exception):
    """What a driver raises, with the state that the server gave (SQL:2023, 24.1)."""

    def __init__(self, state: str | None) -> None:
        super().__init__("said the server")
        self.sqlstate = state


@pytest.mark.parametrize(
    ("state", "failure"),
    [
        ("08006", failures.ServerUnreachable),
        ("28P01", failures.ServerUnreachable),
        ("57P01", failures.ServerUnreachable),
        ("3D000", failures.ServerUnreachable),
        (None, failures.ServerUnreachable),
        ("40001", failures.DatabaseLocked),
        ("40P01", failures.DatabaseLocked),
        ("23505", failures.DatabaseLocked),
        ("55P03", failures.DatabaseLocked),
        ("53100", failures.DiskFull),
        ("54001", AskedTooMuch),
        ("25006", OnlyRead),
        ("42501", RightMissing),
        ("57014", StatementEnded),
    ],
)
def test_each_state_of_a_server_has_its_failure(state: str | None, failure: type[failures.Failure]) -> None:
    """Away, busy, full, asked too much or not to be written: each has its own sentence and exit code."""
    assert type(explain_server(DBAPIError("SELECT 1", {}, ServerError(state)), "postgresql://here/db")) is failure


@pytest.mark.parametrize("state", ["42601", "42P01", "53200"])
def test_a_mistake_of_our_own_is_not_explained_away(state: str) -> None:
    """What no user can mend is no failure of theirs."""
    assert explain_server(DBAPIError("SELECT 1", {}, ServerError(state)), "postgresql://here/db") is None


def test_a_lost_connection_is_a_server_that_is_away() -> None:
    """Whatever state was given last, a connection that is gone is what people are told of."""
    error = DBAPIError("SELECT 1", {}, ServerError("42601"), connection_invalidated=True)
    assert isinstance(explain_server(error, "postgresql://here/db"), failures.ServerUnreachable)


def test_what_no_database_stores_is_named() -> None:
    """A driver that refuses a text by itself has met U+0000."""
    failure = explain_server(DataError("SELECT 1", {}, ServerError(None)), "postgresql://here/db")
    assert isinstance(failure, failures.TextNotStorable)
    assert "U+0000" in str(failure)


@pytest.mark.parametrize(
    ("words", "passes", "is_looked_for"),
    [
        ("connection failed: FATAL:  sorry, too many clients already", True, False),
        ("connection failed: FATAL:  the database system is starting up", True, False),
        ("connection failed: connection to server failed: Connection refused", False, False),
        ("connection failed: connection to server failed: Connection refused", True, True),
        ("connection failed: session is read-only", True, True),
        ('connection failed: FATAL:  role "amal" does not exist', False, True),
        ('connection failed: Connection refused: FATAL:  password authentication failed for user "a"', False, True),
    ],
)
def test_what_is_waited_for(words: str, passes: bool, is_looked_for: bool) -> None:
    """A server that is not ready is waited for, one that is away only where it is looked for, a refusal never."""
    error = ServerError(None)
    error.args = (words,)
    assert is_lost(DBAPIError("SELECT 1", {}, error), is_looked_for=is_looked_for) is passes


def test_words_in_another_language_are_passed_on() -> None:
    """A server that speaks another language is told of in its own words."""
    error = ServerError(None)
    error.args = ("connection failed: FATAL:  Rolle »amal« existiert nicht",)
    failure = explain_server(DBAPIError("SELECT 1", {}, error), "postgresql://here/db")
    assert isinstance(failure, failures.ServerUnreachable)
    assert "Rolle »amal« existiert nicht" in str(failure)
