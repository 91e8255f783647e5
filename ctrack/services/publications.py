"""The services of publishing: the figures of the first page, and for each page what anybody may read.

A dossier is read when its page is written, and no sooner, so that memory does not grow with the register.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, select

from ctrack.domain.dueness import Horizon
from ctrack.domain.filters import Term
from ctrack.domain.records.publications import Publication
from ctrack.domain.records.reports import Changes
from ctrack.domain.records.undertakings import Dossier, Listing, Words
from ctrack.domain.vocabulary import Level
from ctrack.services.changes import Before, list_changes
from ctrack.services.instruments import list_instruments, show_instrument
from ctrack.services.listings import list_undertakings, show_commitment
from ctrack.services.redaction import redact_dossier
from ctrack.services.reports import CHANGE_DAYS, report_progress
from ctrack.services.trends import follow_trend
from ctrack.store.journal import read_last
from ctrack.store.moments import Moment
from ctrack.store.tables import commitment


def find_moved(connection: Connection, horizon: Horizon, known: Moment | None) -> tuple[Changes, tuple[int, str]]:
    """What moved in the period of a report, and the entry that this stands on; the connection shows the past then."""
    entry = read_last(connection)
    before = Before(horizon.today - timedelta(days=CHANGE_DAYS), known=known)
    return list_changes(connection, None, horizon, before), entry


def read_publication(connection: Connection, horizon: Horizon, changes: Changes) -> Publication:
    """The figures of the whole for everybody, and the commitments of each instrument."""
    report = report_progress(connection, None, horizon, level=Level.PUBLIC.value)
    by_theme = report_progress(
        connection, None, horizon, by="theme", has_others=False, level=Level.PUBLIC.value, most=1
    )
    slugs = [record.slug for record in list_instruments(connection)]
    return Publication(
        report=report,
        trend=follow_trend(connection, None, horizon, report),
        themes=by_theme.groups,
        changes=changes,
        instruments=[show_instrument(connection, slug) for slug in slugs],
        listings={slug: list_by(connection, "instrument", slug, horizon) for slug in slugs},
        summaries=read_summaries(connection),
        entry=read_last(connection),
    )


def list_by(connection: Connection, field: str, key: str, horizon: Horizon) -> Listing:
    """The commitments of one instrument, or of one theme."""
    return list_undertakings(connection, Term(field, "is", (key,)), horizon)


def read_summaries(connection: Connection) -> dict[str, Words]:
    """What the commitments ask, each in its own words."""
    wanted = select(commitment.c.code, commitment.c.summary).where(commitment.c.summary.is_not(None))
    return {row.code: row.summary for row in connection.execute(wanted)}


def read_public(connection: Connection, code: str, horizon: Horizon) -> Dossier:
    """One commitment as everybody may read it: without the notes that are not public, which are counted."""
    return redact_dossier(show_commitment(connection, code, horizon), Level.PUBLIC.value)
