"""The service of status words of an instrument's own: as they are said, and as statuses are told in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ctrack.domain.failures import Misused, marked
from ctrack.domain.frozen import replace
from ctrack.domain.messages import list_all
from ctrack.domain.records.undertakings import Said, WordCount
from ctrack.domain.scales import PLAIN, Scale, find_scale
from ctrack.domain.vocabulary import SETTABLE_STATUSES, Status
from ctrack.store.current_state import standing_status
from ctrack.store.queries import SOURCE, Scope
from ctrack.store.row_records import STATUSES
from ctrack.store.sql import Connection, func, instrument, select, undertaking

if TYPE_CHECKING:
    from ctrack.domain.records.requests import UpdateRequest
    from ctrack.store.models import Undertaking


class NoSuchWord(Misused):
    message = marked(
        "{value} is no status of {code}: the scale {scale} of its instrument has {known}, and the statuses of the "
        "register are {ours}. 'ctrack help scales' tells what each stands for."
    )


def settle_word(row: Undertaking, request: UpdateRequest) -> tuple[UpdateRequest, Said | None]:
    """The request as it is meant of an undertaking, whose instrument may have words of its own; and such a word.

    A word that stands for no status leaves the one that is there; one of the position sets that.
    """
    if request.typed_status is None:
        return request, None
    whole = row.commitment.instrument
    scale = find_scale(whole.scale, whole.own_scale)
    word = scale.find(request.typed_status) if scale else None
    if scale is None or word is None:
        if request.refusal is not None and scale is not None:
            raise NoSuchWord(
                value=request.typed_status,
                code=row.commitment.code,
                scale=scale.slug,
                known=list_all(each.key for each in scale.words),
                ours=list_all(SETTABLE_STATUSES),
            )
        if request.refusal is not None:
            raise request.refusal
        return request, None
    if word.position is not None:
        filed = {**request.filed, "position": word.position.value}
        return replace(request, status=None, refusal=None, filed=filed), Said(scale, word)
    # What has no counterpart is said of the status that is there.
    status = word.status or Status(row.status)
    return replace(request, status=status, refusal=None, own_status=word.key), Said(scale, word)


def read_scales_of(connection: Connection, slugs: Iterable[str] | None = None) -> dict[str, Scale]:
    """The scales of the instruments that have one, by the slug of the instrument; of all, or of some."""
    statement = select(instrument.c.slug, instrument.c.scale, instrument.c.own_scale).where(instrument.c.scale != PLAIN)
    if slugs is not None:
        statement = statement.where(instrument.c.slug.in_(set(slugs)))
    found = {slug: find_scale(name, own) for slug, name, own in connection.execute(statement)}
    return {slug: scale for slug, scale in found.items() if scale is not None}


def count_words(connection: Connection, scope: Scope) -> list[WordCount]:
    """How many undertakings of each instrument stand at which status, told by which word of its own."""
    status = standing_status(scope.horizon.today).label("status")
    statement = (
        select(instrument.c.slug, instrument.c.title, status, undertaking.c.own_status, func.count())
        .select_from(SOURCE)
        .where(scope.condition(), instrument.c.scale != PLAIN)
        .group_by(instrument.c.ordinal, instrument.c.slug, instrument.c.title, status, undertaking.c.own_status)
        .order_by(instrument.c.ordinal)
    )
    return [
        WordCount(slug, title, STATUSES[word], own, count)
        for slug, title, word, own, count in connection.execute(statement)
    ]
