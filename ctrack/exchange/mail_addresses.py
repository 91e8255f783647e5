"""E-mail addresses as they go to a server: the domain in its ASCII form (IDNA), the local part as it was written.

This is what an address is everywhere: of a person, of the sender, of whoever replies. Beyond ASCII a local part goes by
RFC 6531 (`email-validator`), a domain by IDNA 2008; both libraries are loaded for such an address alone. What RFC 5322
allows beyond the everyday (quoted local parts, comments, addresses of numbers) is refused: nobody's mailbox needs it,
and it is where addresses carry what they should not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ctrack.domain.frozen import dataclass

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\-]{1,64}")
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
    name, mailbox = _read_domain(domain), _read_local(local)
    return f"{mailbox}@{name}" if at and mailbox and name else None


def _read_local(local: str) -> str | None:
    if local.isascii():
        return local if _LOCAL.fullmatch(local) and ".." not in f".{local}." else None
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(f"{local}@example.org", check_deliverability=False).local_part
    except EmailNotValidError:
        return None


def _read_domain(domain: str) -> str | None:
    name = domain
    if not domain.isascii():
        import idna

        try:
            name = idna.encode(domain, uts46=True).decode("ascii")
        except UnicodeError:
            return None
    return name if _DOMAIN.fullmatch(name) else None


@lru_cache(maxsize=64)
def read_mailbox(text: str) -> Mailbox | None:
    """`Name <address>`, or an address alone; None where it is neither."""
    named = _NAMED.fullmatch(text.strip())
    address = read_address(named["address"] if named else text)
    return Mailbox(named["name"].strip().strip('"') if named else "", address) if address else None
