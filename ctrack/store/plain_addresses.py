"""Addresses of a server that are read without SQLAlchemy: those of one server, in which nothing is out of the ordinary.

Any other is left to `store/server_address`, and so is the sentence that refuses what is none.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, unquote

# What libpq is told: that we speak UTF-8 whatever a user's environment says, and after how long a server is taken for
# lost, in seconds, and of what it did not acknowledge in milliseconds.
TOLD = {
    "client_encoding": "utf8",
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60000,
}
PLAIN = re.compile(
    r"postgresql(?:\+psycopg)?://(?:(?P<user>[\w.~-]+)(?::(?P<password>[^:@/?#\s]*))?@)?(?P<host>[\w.-]*)"
    r"(?::(?P<port>[0-9]{1,5}))?/(?P<dbname>[\w.~-]+)(?:\?(?P<query>[^?#;,\s]*))?",
    re.ASCII,
)
# What libpq takes in an address for a server that is one; SQLAlchemy takes other words for itself.
WORDS = frozenset({
    "host", "port", "user", "password", "dbname", "passfile", "options", "application_name", "sslmode", "sslcert",
    "sslkey", "sslrootcert", "sslcrl", "gssencmode", "channel_binding", "target_session_attrs", *TOLD,
})  # fmt: skip


def read_plain(address: str) -> dict[str, Any] | None:
    """What the driver is given for an address, as SQLAlchemy gives it; None where that has to be asked."""
    found = PLAIN.fullmatch(address)
    if found is None:
        return None
    pairs = parse_qsl(found["query"] or "", keep_blank_values=True)
    words = dict(pairs)
    if (
        len(words) < len(pairs)
        or not all(words.values())
        or not words.keys() <= WORDS
        or "," in words.get("host", "") + words.get("port", "")
    ):
        return None
    given: dict[str, Any] = {"host": found["host"], "dbname": found["dbname"], "user": found["user"]}
    given["password"] = unquote(found["password"] or "")
    given["port"] = int(found["port"] or 0)
    return {name: value for name, value in given.items() if value} | words
