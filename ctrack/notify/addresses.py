"""E-mail addresses as they go to a server: the domain in its ASCII form (IDNA), the local part as it was written.

What RFC 5322 allows beyond the everyday (quoted local parts, comments, addresses of numbers) is refused: nobody's
mailbox needs it, and it is where addresses carry what they should not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\-\u00a1-\U0010ffff]{1,64}")
_DOMAIN = re.compile(
    r"(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*"
)
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name, which may be empty, and an address that a server takes."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.address.rpartition("@")[2]


@lru_cache(maxsize=4096)
def read_address(text: str) -> str | None:
    """The address as servers take it; None where it is none."""
    local, at, domain = text.strip().rpartition("@")
    name = _ascii_domain(domain)
    is_local = _LOCAL.fullmatch(local) is not None and local.isprintable() and ".." not in f".{local}."
    return f"{local}@{name}" if at and is_local and name else None


def _ascii_domain(domain: str) -> str | None:
    try:
        name = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    return name if _DOMAIN.fullmatch(name) else None


@lru_cache(maxsize=64)
def read_mailbox(text: str) -> Mailbox | None:
    """`Name <address>`, or an address alone; None where it is neither."""
    named = _NAMED.fullmatch(text.strip())
    address = read_address(named["address"] if named else text)
    return Mailbox(named["name"].strip().strip('"') if named else "", address) if address else None
