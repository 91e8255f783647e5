"""A site that is written from one moment of the register, page by page."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.cli.console.activity import show_progress
from ctrack.cli.reports.site_pages import Source, make_site
from ctrack.render.html.site import write_site
from ctrack.services.publications import find_moved, read_publication
from ctrack.text.language import current_language, use_language

if TYPE_CHECKING:
    from ctrack.cli.config.profiles import Profile
    from ctrack.cli.console.output import Console
    from ctrack.domain.records.reports import Changes
    from ctrack.store.work import UnitOfWork

Entry = tuple[int, str]
Written = tuple[int, dict[str, int]]


def publish(console: Console, folder: Path, profile: Profile) -> Written:
    """Write the site; returns how many pages it has, and of which commitments how many notes are withheld.

    What moved is read before the rest, for that looks into the past; where somebody recorded something in between it
    is read again, so that all pages tell of one moment.
    """
    # The program leaves its garbage to the system, which many pages would be too much of.
    gc.enable()
    invocation = console.invocation
    known, horizon = invocation.moment_read, invocation.horizon
    written = None
    while written is None:
        changes, entry = invocation.read(lambda unit: find_moved(unit.connection, horizon, known), rewinds=True)
        written = invocation.read(Writing(console, folder, profile, changes, entry), shows_itself=True)
    return written


class Writing:
    """All that is to be written, once the register is open for it."""

    def __init__(self, console: Console, folder: Path, profile: Profile, changes: Changes, entry: Entry) -> None:
        self.console, self.folder, self.profile = console, folder, profile
        self.changes, self.entry = changes, entry

    def __call__(self, unit: UnitOfWork) -> Written | None:
        """Write it; None where the register is at another entry by now."""
        invocation, language = self.console.invocation, current_language()
        publication = read_publication(unit.connection, invocation.horizon, self.changes)
        if publication.entry != self.entry:
            return None
        source = Source(unit, invocation.horizon, publication)
        site = make_site(source, self.profile.title, lambda page: self.profile.speak(page, invocation.today))
        with show_progress(site.page_count, is_watched=self.console.is_watched) as tell:
            try:
                count = write_site(site, self.folder, force=self.console.forces, tell=tell)
            finally:
                use_language(language)
        return count, source.withheld
