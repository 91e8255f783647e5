"""Addresses of servers: several of them as libpq has them, and no password in what is shown."""

from __future__ import annotations

import pytest

from ctrack.domain.failures import DatabaseUnreadable
from ctrack.store.register_places import read_place
from ctrack.store.server_address import read_address


@pytest.mark.parametrize(
    ("argument", "hosts", "ports"),
    [
        ("postgresql://one,two/db", "one,two", "5432,5432"),
        ("postgresql://amal:x@one:5433,two/db?sslmode=require", "one,two", "5433,5432"),
        ("postgresql://[::1]:5433,10.0.0.2:5434/db", "::1,10.0.0.2", "5433,5434"),
    ],
)
def test_several_servers(argument: str, hosts: str, ports: str) -> None:
    """Several servers are read as libpq reads them, and the one that takes writing is meant."""
    url = read_address(argument)
    assert (url.query["host"], url.query["port"]) == (hosts, ports)
    assert (url.database, url.query["target_session_attrs"]) == ("db", "read-write")
    assert read_place(argument).has_several_hosts


def test_who_is_meant_may_be_said() -> None:
    """An address that says itself which server is meant is taken at its word; one server alone is left as it is."""
    assert read_address("postgresql://one,two/db?target_session_attrs=any").query["target_session_attrs"] == "any"
    assert read_address("postgresql:///db?host=one:1&host=two:2").query["target_session_attrs"] == "read-write"
    assert "target_session_attrs" not in read_address("postgresql://one/db").query


def test_what_is_no_address_is_refused() -> None:
    """A port that is none is no address, and no fault of the program."""
    with pytest.raises(DatabaseUnreadable, match="it is no address"):
        read_place("postgresql://one:x,two/db")


@pytest.mark.parametrize(
    ("argument", "shown"),
    [
        ("postgresql://amal:s3cret@one,two/db", "postgresql://amal:***@one,two/db"),
        ("postgresql://one/db?user=a&password=s3cret&sslpassword=s3cret",
         "postgresql://one/db?user=a&password=***&sslpassword=***"),
        ("postgresql://one/db", "postgresql://one/db"),
    ],
)  # fmt: skip
def test_no_password_is_shown(argument: str, shown: str) -> None:
    """A password is shown neither before the server nor among the options."""
    assert read_place(argument).shown == shown
