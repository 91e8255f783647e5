"""Where a register is: a file of SQLite or a server of PostgreSQL, as the user names it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from ctrack.domain import failures
from ctrack.domain.failures import Message, marked
from ctrack.domain.frozen import dataclass, replace
from ctrack.domain.masks import holds_secret, list_secrets, mask_word, mend_address
from ctrack.domain.shell_words import name_register
from ctrack.store.plain_addresses import read_plain


def no_password() -> None:
    """Of nobody is a password known."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the register is: `argument` as the user wrote it, and either a path or the address of a server.

    `is_typed` where it was named on the command line. `find_password` is asked where the address holds no password.
    """

    argument: str
    path: Path | None
    url: str
    is_typed: bool = True
    find_password: Callable[[], str | None] = no_password

    @property
    def shown(self) -> str:
        """The place for a sentence, without a password."""
        return mask_word(str(self.path) if self.path else self.argument)

    @property
    def database(self) -> str:
        """The database of a server that is named; "" where none is."""
        from sqlalchemy.engine import make_url

        return "" if self.path else make_url(self.url).database or ""

    def on_database(self, name: str) -> Place:
        """Another database of the same server."""
        from sqlalchemy.engine import make_url

        return replace(self, url=make_url(self.url).set(database=name).render_as_string(hide_password=False))

    @property
    def has_several_hosts(self) -> bool:
        """Whether one of several servers is to be found, of which another may take over."""
        if self.path is not None or read_plain(self.url) is not None:
            return False
        from sqlalchemy.engine import make_url

        from ctrack.store.server_address import has_several_hosts

        return has_several_hosts(make_url(self.url))

    @property
    def named(self) -> str:
        """The words of a command line that name it again, and that a shell can be given as they are.

        A password is not printed: an address that holds one, and is not typed, is where it was, and needs no words.
        """
        if self.path is not None:
            # A shell leaves a tilde alone within quotation marks.
            word = str(self.path) if self.argument.startswith("~") else self.argument
        elif holds_secret(self.argument) and not self.is_typed:
            return "ctrack"
        else:
            word = self.argument
        return f"ctrack --db {name_register(word)}"

    def find_arguments(self) -> dict[str, str]:
        """What the driver is given beside the address: the password, where that holds none and one is found."""
        password = None if any(list_secrets(self.url)) else self.find_password()
        return {"password": password} if password else {}


def read_place(argument: str, *, is_typed: bool = True, find_password: Callable[[], str | None] = no_password) -> Place:
    """The place that `--db` names: a path, or a URL such as postgresql://host/name or sqlite:///path."""
    if "://" not in argument:
        path = Path(os.path.expanduser(argument)).absolute()
        return Place(argument, path, f"sqlite:///{path}")
    return read_url(argument, is_typed=is_typed, find_password=find_password)


def read_url(argument: str, *, is_typed: bool, find_password: Callable[[], str | None]) -> Place:
    """The place of an address."""
    address = mend_address(argument)
    if read_plain(address) is not None:
        return Place(argument, None, address, is_typed, find_password)
    from sqlalchemy.exc import ArgumentError

    from ctrack.store.server_address import read_address

    try:
        url = read_address(address)
    except (ArgumentError, ValueError):
        # The error of SQLAlchemy repeats the address.
        failure = failures.DatabaseUnreadable(path=mask_word(argument), detail=Message(marked("it is no address")))
        raise failure from None
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "commitments.db").absolute()
        return Place(argument, path, f"sqlite:///{path}")
    place = Place(argument, None, url.render_as_string(hide_password=False), is_typed, find_password)
    if url.get_backend_name() != "postgresql":
        known = Message(marked("it must be a file or an address that begins with postgresql://"))
        raise failures.DatabaseUnreadable(path=place.shown, detail=known)
    return place
