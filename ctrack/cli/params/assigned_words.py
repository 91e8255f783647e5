"""A name typed behind codes, where `assign` wants an option: answered with the line that says whose name it is."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import takewhile
from typing import TYPE_CHECKING

from ctrack.cli.params.filters import quote_value
from ctrack.cli.params.status_updates import looks_like_code
from ctrack.domain.failures import Misused, NotFound, marked
from ctrack.domain.folding import fold

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation
    from ctrack.store.work import UnitOfWork

# What people write between the codes and the name.
TO = frozenset(map(fold, ["to", "for", "with", "إلى", "ل", "à", "au"]))
OPTIONS = {"agency": "--lead", "person": "--person"}


class AssignedByOption(Misused):
    message = marked("{name} may be whom to assign it to, or a part of the filter. Write 'ctrack assign {line}'.")


def refuse_name(invocation: Invocation, words: Sequence[str]) -> None:
    """Refuse a name of the register behind codes, with the line that assigns them to it."""
    codes = list(takewhile(looks_like_code, words))
    rest = list(words[len(codes) :])
    if len(rest) > 1 and fold(rest[0]) in TO:
        rest.pop(0)
    if not codes or not rest:
        return
    from ctrack.services.filter_names import check_name

    name = " ".join(rest)

    def find(unit: UnitOfWork) -> tuple[str, str] | None:
        for field, option in OPTIONS.items():
            with suppress(NotFound):
                return option, check_name(unit.connection, field, name)
        return None

    found = invocation.read(find)
    if found is not None:
        raise AssignedByOption(name=name, line=" ".join((*codes, found[0], quote_value(found[1]))))
