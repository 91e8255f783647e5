"""Addresses that are read without SQLAlchemy lead where it would have led, and whatever is not plain is left to it."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import make_url

from ctrack.store.plain_addresses import read_plain


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://host/name",
        "postgresql+psycopg://amal@db.example.org:5433/register",
        "postgresql://amal:s%40cret+x@10.0.0.2/register?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem",
        "postgresql://amal@/register?host=/var/run/postgresql",
        "postgresql:///register?host=%2Ftmp%2Fx+y&connect_timeout=3",
        "postgresql://host/name?user=amal&port=5434&password=a%26b",
        "postgresql://amal:@host/name",
    ],
)
def test_a_plain_address_is_read_as_sqlalchemy_reads_it(address: str) -> None:
    """The driver is given the same words for it, to the last escape."""
    url = make_url(address)
    assert read_plain(address) == url.get_dialect()().create_connect_args(url)[1]


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://one,two/name",
        "postgresql://host/name?host=one,two",
        "postgresql:///name?host=one&host=two",
        "postgresql://[::1]/name",
        "postgresql://amal:se@cret@host/name",
        "postgresql://amal:se:cret@host/name",
        "postgresql://host",
        "postgresql://host/",
        "postgresql://host:x/name",
        "postgresql://host/name?plugin=x",
        "postgresql://host/name?options=",
        "postgresql://host/name#x",
        "postgresql+asyncpg://host/name",
        "mysql://host/name",
        "sqlite:///x.db",
        "postgresql://host/na me",
        "postgresql://host/name\n",
        "postgresql://höst/name",
    ],
)
def test_any_other_address_is_left_to_sqlalchemy(address: str) -> None:
    """Several servers, what is ambiguous, words for SQLAlchemy and what is no address are not for the quick way."""
    assert read_plain(address) is None
