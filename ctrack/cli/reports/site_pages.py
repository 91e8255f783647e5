"""The pages of the published site, from what the register holds; no note above the level `public` is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from ctrack.domain.failures import marked
from ctrack.domain.records.publications import Publication
from ctrack.domain.records.registers import InstrumentRecord
from ctrack.domain.records.undertakings import Dossier, Listing, Row
from ctrack.domain.vocabulary import Level
from ctrack.render.document import Document
from ctrack.render.html.site import Page, Site, make_path
from ctrack.text.language import choose_words, full_languages, translate_into, use_language
from ctrack.views.changes import view_changes
from ctrack.views.commitment import view_commitment
from ctrack.views.inventory import view_instrument
from ctrack.views.listings import view_listing
from ctrack.views.report import view_report
from ctrack.views.site_home import view_home, view_theme

if TYPE_CHECKING:
    from ctrack.domain.dueness import Horizon
    from ctrack.store.work import UnitOfWork

TITLE = marked("Commitments and progress")
REPORT, REPORT_PATH = marked("Progress report"), "report.html"
CHANGES, CHANGES_PATH = marked("What changed"), "changes.html"
# The group of what has no theme, which has no page.
NO_THEME = "none"

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass
class Latest(Generic[Key, Value]):
    """What was read last, so that a page in several languages is read once; nothing else is kept of it."""

    read: Callable[[Key], Value]
    held: dict[Key, Value] = field(default_factory=dict)

    def __call__(self, key: Key) -> Value:
        """What belongs to the key."""
        if key not in self.held:
            self.held = {key: self.read(key)}
        return self.held[key]


class Source:
    """Where pages are made from: what is known of the whole, and the register for what is read page by page.

    The unit of work is to be open until the last page is written. `withheld` says of which commitments notes were
    withheld, and how many, as far as pages were made.
    """

    def __init__(self, unit: UnitOfWork, horizon: Horizon, publication: Publication) -> None:
        from ctrack.services.publications import list_by, read_public

        self.publication = publication
        self.withheld: dict[str, int] = {}
        self.read = partial(read_public, unit.connection, horizon=horizon)
        self.find_dossier = Latest(self.open_dossier)
        self.find_theme: Latest[str, Listing] = Latest(partial(list_by, unit.connection, "theme", horizon=horizon))

    def open_dossier(self, code: str) -> Dossier:
        """One commitment as everybody may read it; what is withheld of it is remembered."""
        dossier = self.read(code)
        if dossier.withheld:
            self.withheld[code] = dossier.withheld
        return dossier


def make_site(source: Source, title: str | None, dress: Callable[[Document], Document]) -> Site:
    """The first page, the report, what moved, and a page for each instrument, theme and commitment.

    `dress` gives the first page what the site says of itself.
    """
    publication, languages = source.publication, full_languages()
    titles = {language: title or translate_into(language, TITLE) for language in languages}
    names = name_pages(publication)
    home = spoken(lambda: dress(view_home(choose_words(titles), publication, names)))
    report = spoken(partial(view_report, publication.report, publication.trend))
    changes = spoken(partial(view_changes, publication.changes))
    pages = [
        Page(REPORT_PATH, say_in(languages, REPORT), report, is_listed=False),
        Page(CHANGES_PATH, say_in(languages, CHANGES), changes, is_listed=False),
        *instrument_pages(publication),
        *theme_pages(source),
        *commitment_pages(source),
    ]
    return Site(titles, pages, home, languages, places=(REPORT_PATH, CHANGES_PATH))


def name_pages(publication: Publication) -> dict[tuple[str, str], str]:
    """Where the page of an instrument and of a theme is, and of a list that the first page only begins."""
    named = {("page", "report"): REPORT_PATH, ("page", "changes"): CHANGES_PATH}
    named |= {("instrument", record.slug): make_path("instruments", record.slug) for record in publication.instruments}
    themes = (group.key for group in publication.themes if group.key != NO_THEME)
    return named | {("theme", key): make_path("themes", key) for key in themes}


def instrument_pages(publication: Publication) -> Iterator[Page]:
    """An instrument with its commitments; the first page lists those that none of its figures speaks of."""
    told = {group.key for group in publication.report.groups}
    for record in publication.instruments:
        make = partial(show_instrument, record, publication.listings[record.slug])
        path, is_listed = make_path("instruments", record.slug), record.slug not in told
        yield Page(path, record.title, spoken(make), code=record.slug, is_listed=is_listed)


def show_instrument(record: InstrumentRecord, listing: Listing) -> Document:
    """What an instrument is, and its commitments."""
    head, rows = view_instrument(record), view_listing(listing)
    return replace(head, blocks=(*head.blocks, *rows.blocks))


def theme_pages(source: Source) -> Iterator[Page]:
    """A theme with its commitments."""
    for group in source.publication.themes:
        if group.key != NO_THEME:
            path, make = make_path("themes", group.key), partial(show_theme, source, group.key, group.title)
            yield Page(path, group.title, spoken(make), is_listed=False)


def show_theme(source: Source, key: str, title: Mapping[str, str]) -> Document:
    """The commitments of a theme."""
    return view_theme(choose_words(title), source.find_theme(key))


def commitment_pages(source: Source) -> Iterator[Page]:
    """A commitment with all that everybody may know of it; its page is found by its summary as well."""
    for slug, listing in source.publication.listings.items():
        parent = make_path("instruments", slug)
        for row in listing.rows:
            summary = source.publication.summaries.get(row.code, {})
            make = spoken(partial(show_commitment, source, row.code))
            yield Page(make_path("commitments", row.code), name_row(row), make, parent, row.code, summary, False)


def name_row(row: Row) -> dict[str, str]:
    """The title of a commitment's page, in each of its languages."""
    return {language: f"{row.code} {title}" for language, title in row.title.items()}


def show_commitment(source: Source, code: str) -> Document:
    """One commitment whole, without anybody's account."""
    return view_commitment(source.find_dossier(code), is_paper=True)


def say_in(languages: tuple[str, ...], message: str) -> dict[str, str]:
    """The program's own words in every language."""
    return {language: translate_into(language, message) for language in languages}


def spoken(make: Callable[[], Document]) -> Callable[[str], Document]:
    """A maker of a document for everybody that speaks the language it is asked for."""

    def speak(language: str) -> Document:
        use_language(language)
        return replace(make(), level=Level.PUBLIC.value)

    return speak
