"""The seal of a paper: all that it was ordered with, so that it can be made again and checked against its file.

A seal is a map in JSON. It stands in the ledger, and in the metadata of every file that can hold some.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from ctrack import __version__
from ctrack.cli.invocation import Invocation
from ctrack.domain.failures import NotFound, marked
from ctrack.domain.frozen import dataclass

if TYPE_CHECKING:
    from ctrack.store.moments import Moment

FORM = 1
# The settings that change what a report says or how it says it.
SETTINGS = ("due_soon_days", "stale_days", "digits")


class BadSeal(NotFound):
    message = marked("{path} does not say how this report was ordered, or says it in a form that ctrack does not know.")


@dataclass(frozen=True, slots=True)
class Seal:
    """How a paper was ordered: the words after `ctrack report`, the day, the moment that was read, and the language.

    `reads` is the day as of which the register was read, where that was not the present of `today`.
    """

    arguments: tuple[str, ...]
    today: str
    entry: int
    language: str
    settings: Mapping[str, Any]
    reads: str | None = None
    known_at: str | None = None
    program: str = __version__
    title: str | None = None
    columns: str | None = None
    is_pair: bool = False
    # The languages of a paper in two; earlier papers do not say them.
    pair: str | None = None
    # What the paper says of itself beside its title.
    head: Mapping[str, str] | None = None
    # Whether an emblem takes its part of the first page.
    has_emblem: bool = False
    # The SHA-256 of the files of the look of a PDF: with another its lines break elsewhere.
    style: str | None = None

    def write(self, **more: Any) -> str:
        """The seal in JSON and ASCII, without what is empty; `more` is said beside."""
        found = {"ctrack": FORM, **{name: getattr(self, name) for name in self.__slots__}, **more}
        kept = {name: value for name, value in found.items() if value not in (None, False)}
        return json.dumps(kept, sort_keys=True, separators=(",", ":"))

    @property
    def languages(self) -> tuple[str, ...]:
        """The two languages of a paper in two."""
        return tuple(self.pair.split(",")) if self.pair else ("en", "ar")

    @property
    def moment(self) -> Moment:
        """The moment that the paper was read at: the register as it was known at its entry."""
        from ctrack.store.moments import Moment

        return Moment(date.fromisoformat(self.reads) if self.reads else date.max, self.known_at, self.entry)


def read_seal(values: Mapping[str, Any] | None, path: str) -> Seal:
    """A seal as it was written; raises BadSeal for what is none."""
    try:
        if values is None or values.get("ctrack") != FORM:
            raise BadSeal(path=path)
        known = {name: values[name] for name in Seal.__slots__ if name in values}
        date.fromisoformat(known["today"])
        if known.get("reads"):
            date.fromisoformat(known["reads"])
        return Seal(**{**known, "arguments": tuple(map(str, known["arguments"])), "entry": int(known["entry"])})
    except (KeyError, TypeError, ValueError) as error:
        raise BadSeal(path=path) from error


def make_seal(invocation: Invocation, arguments: tuple[str, ...], entry: int, **more: Any) -> Seal:
    """The seal of a paper that is made now."""
    from ctrack.text.language import spoken_languages

    moment = invocation.moment_read
    is_live = moment is None or moment.as_of == date.max
    return Seal(
        arguments=arguments,
        today=invocation.today.isoformat(),
        reads=None if moment is None or is_live else moment.as_of.isoformat(),
        known_at=moment.known_at if moment is not None else None,
        entry=entry,
        language=spoken_languages(),
        settings={name: invocation.get(name) for name in SETTINGS},
        **more,
    )


@contextmanager
def under(invocation: Invocation, seal: Seal, form: str) -> Iterator[Invocation]:
    """An invocation that reads the register as it was when the paper was made, and speaks the paper's language."""
    from ctrack.text.language import speaking, use_digits

    options = {"db": invocation.database, "lang": seal.language, "format": form, "today": seal.today, **seal.settings}
    inner = Invocation(["report", *seal.arguments], invocation.environ, options, command="report")
    inner.register, inner.pinned = invocation.open(), seal.moment
    digits = str(invocation.get("digits"))
    try:
        use_digits(str(seal.settings.get("digits", digits)))
        with speaking(seal.language):
            yield inner
    finally:
        use_digits(digits)
