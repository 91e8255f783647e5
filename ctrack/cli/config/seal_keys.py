"""The settings of seals: where the key lies that seals registers, and whose keys are trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ctrack.cli.config.configuration import configuration_path
from ctrack.domain.bounded_files import read_bounded
from ctrack.domain.failures import Failure, FileUnreadable, Misused, NotFound, Refused, marked
from ctrack.domain.private_files import is_open_to_others, make_private_file
from ctrack.domain.records.register_seals import take_mark
from ctrack.domain.shell_words import quote_argument

if TYPE_CHECKING:
    from ctrack.exchange.signatures import PrivateKey

FILE, TRUSTED = "seal.key_file", "seal.trusted"
# Beside the configuration file, where no setting names another place.
NAME = "seal.key"
MARK_DIGITS = 32
WRITTEN = re.compile(r"\b(?:[0-9A-Fa-f]{64}|[0-9A-Fa-f]{4}(?:-[0-9A-Fa-f]{4}){7})\b")
MOST_BYTES = 10_000


class NoKey(NotFound):
    message = marked("There is no key to seal with yet: {path} is missing. 'ctrack verify --new-key' makes it.")


class KeyThere(Refused):
    message = marked(
        "There is a key already, in {path}, and it was left alone: seals that it made are checked by it. Move the file "
        "away first."
    )


class KeyOpen(Refused):
    message = marked("Others may read the key in {path}; '{command}' keeps it to its owner.")


class KeyUnreadable(Refused):
    message = marked("{path} holds no key that can be used; it takes an Ed25519 key in PEM, without a password.")


class KeyUnwritable(Failure):
    spoken = ("detail",)
    message = marked("The key cannot be kept in {path}: {detail}.")


class BadKey(Misused):
    message = marked(
        "{text} is no public key: that is 64 hexadecimal digits, or the 32 of its fingerprint, such as those that "
        "'ctrack verify --show-key' prints, or a file that holds them."
    )


def key_path(environ: Mapping[str, str], named: str) -> Path:
    """Where the key lies."""
    return Path(named) if named else configuration_path(environ).parent / NAME


def make_private_key(path: Path) -> PrivateKey:
    """Make a key and keep it; raises KeyThere where there is one."""
    from ctrack.exchange.signatures import PrivateKey, make_key

    content = make_key()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_private_file(path, content, is_lasting=True)
    except FileExistsError as error:
        raise KeyThere(path=path) from error
    except OSError as error:
        raise KeyUnwritable(path=path, detail=error.strerror or error) from error
    return PrivateKey(content)


def read_private_key(path: Path) -> PrivateKey:
    """The key that seals; raises NoKey, KeyOpen or KeyUnreadable."""
    from ctrack.exchange.signatures import PrivateKey

    try:
        if is_open_to_others(path):
            raise KeyOpen(path=path, command=f"chmod 600 {quote_argument(str(path))}")
        return PrivateKey(read_bounded(path, MOST_BYTES))
    except FileNotFoundError as error:
        raise NoKey(path=path) from error
    except OSError as error:
        raise FileUnreadable(path=path, detail=error.strerror or error) from error
    except ValueError as error:
        raise KeyUnreadable(path=path) from error


def read_public(text: str) -> str:
    """A public key, or the fingerprint of one, as digits that can be compared; raises BadKey."""
    digits = take_digits(text)
    if digits is None and Path(text).is_file():
        digits = find_digits(read_bounded(Path(text)).decode("utf-8", "replace"))
    if digits is None:
        raise BadKey(text=text)
    return digits


def take_digits(text: str) -> str | None:
    """The digits of a key or a fingerprint in whatever groups, small; None of another text."""
    digits = re.sub(r"[\s:-]", "", text).lower()
    return digits if re.fullmatch(f"[0-9a-f]{{{MARK_DIGITS}}}(?:[0-9a-f]{{{MARK_DIGITS}}})?", digits) else None


def find_digits(text: str) -> str | None:
    """The first key or fingerprint in a text, whatever stands around it."""
    found = WRITTEN.search(text)
    return take_digits(found[0]) if found else None


def is_among(key: str, trusted: Iterable[Any]) -> bool:
    """Whether a public key is one of those that are trusted, by themselves or by their fingerprints."""
    known = {take_digits(str(item)) for item in trusted}
    return bool(known & {key, take_digits(take_mark(key))})
