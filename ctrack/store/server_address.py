"""The address of a server of PostgreSQL as people write it, and as SQLAlchemy reads it.

libpq and its documentation name several servers as postgresql://one,two:5433/name; SQLAlchemy wants them in the query.
Where several are named, the one that takes writing is meant, unless the address says otherwise.
"""

from __future__ import annotations

import re

from sqlalchemy.engine import URL, make_url

_SEVERAL = re.compile(
    r"^(?P<scheme>[^:/]+)://(?:(?P<user>[^/?#]*)@)?(?P<hosts>[^/?#@]*,[^/?#@]*)(?P<rest>[/?#].*|)$", re.S
)
TARGET = "target_session_attrs"


def read_address(argument: str) -> URL:
    """The address; raises ValueError or SQLAlchemy's ArgumentError where it is none."""
    found = _SEVERAL.match(argument)
    if found is None:
        url = make_url(argument)
    else:
        user = f"{found['user']}@" if found["user"] else ""
        hosts, ports = zip(*(split_port(host) for host in found["hosts"].split(",")), strict=True)
        url = make_url(f"{found['scheme']}://{user}{found['rest']}")
        url = url.update_query_dict({"host": ",".join(hosts), "port": ",".join(ports)})
    if has_several_hosts(url) and TARGET not in url.query:
        url = url.update_query_dict({TARGET: "read-write"})
    return url


def split_port(host: str) -> tuple[str, str]:
    """A server's name and its port, which is 5432 unless it is said; an address of IPv6 stands in brackets."""
    found = re.fullmatch(r"(\[[^]]*\]|[^:]*)(?::(\d+))?", host)
    if found is None:
        raise ValueError(host)
    return found[1].strip("[]"), found[2] or "5432"


def has_several_hosts(url: URL) -> bool:
    """Whether the address names more servers than one."""
    hosts = url.query.get("host", "")
    return not isinstance(hosts, str) or "," in hosts
