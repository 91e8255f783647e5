"""What others recorded on undertakings between a look at the register and what is recorded upon that look."""

from __future__ import annotations

from collections.abc import Collection

from ctrack.domain.failures import Refused, marked
from ctrack.store.sql import Connection, journal, select


class ChangedMeanwhile(Refused):
    message = marked(
        "{label} was changed while you were writing: {who} recorded '{what}' (entry {number}). Yours was not recorded; "
        "look at it with 'ctrack show {code}'."
    )

    @property
    def number(self) -> int:
        """The entry that changed it last."""
        return int(str(self.facts["number"]))


def refuse_changed(connection: Connection, since: int, labels: Collection[str]) -> None:
    """Refuse where an entry after `since` changed one of the undertakings; raises ChangedMeanwhile for the newest."""
    newer = select(journal).where(journal.c.number > since).order_by(journal.c.number.desc())
    for entry in connection.execute(newer):
        for change in entry.changes:
            if change.get("label") in labels:
                raise ChangedMeanwhile(
                    label=change["label"],
                    code=change["label"].split()[0],
                    who=entry.author,
                    what=entry.detail,
                    number=entry.number,
                )
