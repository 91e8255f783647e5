"""What a server is prepared for, and by whose names."""

from __future__ import annotations

from ctrack.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class ServerSetup:
    """The database, the role that owns it, the role of all who work with it, and who logs in as a member of that."""

    database: str
    owner: str
    application: str
    logins: tuple[str, ...] = ()
