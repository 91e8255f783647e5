"""What hides passwords, in this one place: in addresses, also malformed ones, and in texts that hold such.

An address is read as SQLAlchemy reads it: what stands between the first colon and the last @ is the password, whatever
it holds. Where that is not clear, more is hidden and never less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MASK = "***"
# Also with one slash, or none, as a path leaves of it that somebody took for one.
# No scheme is as long as a word may be that is looked through for one; of a longer one the end is enough.
_NAME = "[A-Za-z0-9+.-]{0,40}"
SCHEME = rf"(?:[A-Za-z]{_NAME}://|postgres{_NAME}:/?)"
ADDRESS = re.compile(rf"({SCHEME})(\S+)")
# One within quotation marks, where blanks are part of it.
QUOTED = re.compile(rf"(['\"])({SCHEME})([^'\"]*)\1")
WHOLE = re.compile(rf"(\S*?{SCHEME})(.*)", re.DOTALL)
# Where the parameters of an address begin: a question mark alone may be part of a password, and so may an @ be behind
# it. Names that libpq knows are what a password will not hold.
QUERY = re.compile(
    r"\?(?=(?:user|pass|host|port|db|ssl|gss|krb|require|channel|connect|client|options|app|fallback|keep|tcp|target|"
    r"load|service|plugin|async)\w*=)",
    re.IGNORECASE,
)
HOSTS = re.compile(r"(?:(?:\[[^\]]*\]|[^:\[\]@,]*)(?::\d+)?(?:,|$))+")
USERINFO = re.compile(r"([^:/@]*):(.*)@(.*)", re.DOTALL)
SECRET = re.compile(
    r".*(?:passw(?:or)?d|passphrase|pwd|secret|token|api[-_]?key|signature|credential).*|pass|key|sig|auth|code",
    re.IGNORECASE,
)
# The same in the words by which libpq and others take a connection: password='...'.
WORDS = re.compile(r"\b(\w*(?:password|passwd|pwd)\s*=\s*)('(?:[^'\\]|\\.)*'|\"[^\"]*\"|[^\s&;,'\"]+)", re.IGNORECASE)
AROUND = "\"'»)].,;:"


class Parts(NamedTuple):
    """An address in parts; `password` is None where it holds none, and `hosts` is all that stands between."""

    scheme: str
    user: str
    password: str | None
    hosts: str
    query: str

    def write(self, password: str | None) -> str:
        """The address with another password, or with none."""
        secret = "" if password is None else f":{password}"
        user = f"{self.user}{secret}@" if self.user or secret else ""
        return f"{self.scheme}{user}{self.hosts}{self.query}"


def mask_text(text: str) -> str:
    """A text in which no address, and no word of a connection, shows a password."""
    masked = text
    if ":" in text:
        masked = QUOTED.sub(lambda found: f"{found[1]}{mask_found(found[2], found[3])}{found[1]}", masked)
        masked = ADDRESS.sub(lambda found: mask_found(found[1], found[2]), masked)
    return WORDS.sub(rf"\1{MASK}", masked) if "=" in masked else masked


def mask_word(word: str) -> str:
    """A word of a command line, or a setting: where it holds an address all that follows belongs to that."""
    found = WHOLE.fullmatch(word)
    return mask_text(word) if found is None else mask_found(found[1], found[2])


def mask_link(address: str) -> str:
    """An address whose path is a secret by itself, as that of a webhook is: the host alone is shown."""
    found = re.fullmatch(rf"({SCHEME})([^/?#]*)(.*)", mask_word(address), re.DOTALL)
    return address if found is None else f"{found[1]}{found[2]}{f'/{MASK}' if found[3].strip('/') else found[3]}"


def mask_found(scheme: str, rest: str) -> str:
    """What follows a scheme, without its secrets."""
    tail = rest[len(rest.rstrip(AROUND)) :]
    parts = split_address(scheme, rest.removesuffix(tail) if tail else rest)
    masked = parts._replace(query=mask_query(parts.query))
    if parts.password is not None:
        return masked.write(MASK) + tail
    # A name alone before the host is, for the web, as good as a password.
    is_web = scheme.lower().endswith(("https://", "http://"))
    return (masked._replace(user=MASK) if is_web and parts.user else masked).write(None) + tail


def split_address(scheme: str, rest: str) -> Parts:
    """The parts of an address; where there is no @, what cannot be a port is taken for a password."""
    at = QUERY.search(rest)
    head, query = (rest[: at.start()], rest[at.start() :]) if at else (rest, "")
    user, password, hosts = split_user(head)
    if password is not None and not hosts.startswith("@"):
        return Parts(scheme, user, rest.partition(":")[2], "", "")
    hosts, mark, more = hosts.removeprefix("@").partition("?")
    return Parts(scheme, user, password, hosts, f"{mark}{more}{query}")


def split_user(head: str) -> tuple[str, str | None, str]:
    """The user, the password, and with its @ what follows; without an @ behind a password that has no end."""
    found = USERINFO.fullmatch(head)
    if found is not None:
        return found[1], found[2], f"@{found[3]}"
    user, is_named, hosts = head.partition("@")
    if is_named and "/" not in user:
        return user, None, hosts
    if HOSTS.fullmatch(re.split("[/?#]", head, maxsplit=1)[0]):
        return "", None, head
    user, _colon, password = head.partition(":")
    return user, password, ""


def mask_query(query: str) -> str:
    """The parameters of an address, those with a telling name without their values."""
    pieces = re.split("([?&;#])", query)
    is_secret = False
    for place, piece in enumerate(pieces):
        name, equals, _value = piece.partition("=")
        if equals:
            is_secret = is_telling(name)
            pieces[place] = f"{name}={MASK}" if is_secret else piece
        elif is_secret and piece not in ("", "?", "&", ";", "#"):
            pieces[place] = MASK
    return "".join(pieces)


def is_telling(name: str) -> bool:
    """Whether a parameter is called like one that is a secret."""
    from urllib.parse import unquote

    return SECRET.fullmatch(unquote(name)) is not None


def holds_secret(word: str) -> bool:
    """Whether a word, a setting or an address holds what must not be shown."""
    return mask_word(word) != word


def strip_secrets(address: str) -> str:
    """An address without its secrets and the parameters that are some, so that it still leads to the same place."""
    found = WHOLE.fullmatch(address)
    if found is None:
        return address
    parts = split_address(found[1], found[2])
    kept = [piece for piece in re.split("[?&]", parts.query) if piece and not is_telling(piece.partition("=")[0])]
    return parts._replace(query=f"?{'&'.join(kept)}" if kept else "").write(None)


def list_secrets(word: str) -> Iterator[str]:
    """The secrets of an address, as they are written in it and as they are meant."""
    from urllib.parse import unquote

    found = WHOLE.fullmatch(word)
    if found is None:
        return
    parts = split_address(found[1], found[2])
    values = [
        piece.partition("=")[2] for piece in re.split("[?&;]", parts.query) if is_telling(piece.partition("=")[0])
    ]
    for value in (parts.password, *values):
        if value:
            yield value
            yield unquote(value)


def mend_address(address: str) -> str:
    """An address whose password holds an @ that should have been written %40, as it was meant."""
    found = WHOLE.fullmatch(address)
    if found is None:
        return address
    parts = split_address(found[1], found[2])
    return (
        address if not parts.password or "@" not in parts.password else parts.write(parts.password.replace("@", "%40"))
    )
