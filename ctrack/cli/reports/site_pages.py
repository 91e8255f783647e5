"""The pages of the published site, from what the register holds; no note above the level `public` is in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ctrack.domain.failures import marked
from ctrack.domain.records.registers import InstrumentRecord
from ctrack.domain.records.reports import Report
from ctrack.domain.records.undertakings import Dossier, Listing
from ctrack.domain.vocabulary import Level
from ctrack.render.document import Document
from ctrack.render.html.site import Page, Site, make_path
from ctrack.text.language import full_languages, translate_into, use_language

if TYPE_CHECKING:
    from ctrack.domain.dueness import Horizon
    from ctrack.store.work import UnitOfWork

TITLE = marked("Commitments and progress")


@dataclass(frozen=True, slots=True)
class Material:
    """All that the site is made of."""

    report: Report
    instruments: list[InstrumentRecord]
    listings: dict[str, Listing]
    dossiers: list[Dossier]


def read_material(unit: UnitOfWork, horizon: Horizon) -> Material:
    """Read it in one transaction, so that all pages tell of one moment."""
    from ctrack.domain.filters import Term
    from ctrack.services.instruments import list_instruments, show_instrument
    from ctrack.services.listings import list_undertakings, show_commitment
    from ctrack.services.redaction import redact_dossier
    from ctrack.services.reports import report_progress

    connection = unit.connection
    slugs = [record.slug for record in list_instruments(connection)]
    listings = {slug: list_undertakings(connection, Term("instrument", "is", (slug,)), horizon) for slug in slugs}
    codes = [row.code for listing in listings.values() for row in listing.rows]
    return Material(
        report=report_progress(connection, None, horizon, level=Level.PUBLIC.value),
        instruments=[show_instrument(connection, slug) for slug in slugs],
        listings=listings,
        dossiers=[redact_dossier(show_commitment(connection, code, horizon), Level.PUBLIC.value) for code in codes],
    )


def make_site(material: Material) -> Site:
    """A page for the whole, one for each instrument and one for each commitment, in every language."""
    from ctrack.views.commitment import view_commitment
    from ctrack.views.inventory import view_instrument
    from ctrack.views.listings import view_listing
    from ctrack.views.report import view_report

    pages = []
    for record in material.instruments:
        listing = material.listings[record.slug]

        def whole(record: InstrumentRecord = record, listing: Listing = listing) -> Document:
            head, rows = view_instrument(record), view_listing(listing)
            return publish(replace(head, blocks=(*head.blocks, *rows.blocks)))

        path = make_path("instruments", record.slug)
        pages.append(Page(path, record.title, spoken(whole), code=record.slug))
    for dossier in material.dossiers:

        def one(dossier: Dossier = dossier) -> Document:
            return publish(view_commitment(dossier, is_paper=True))

        code = dossier.row.code
        titles = {language: f"{code} {title}" for language, title in dossier.row.title.items()}
        parent = make_path("instruments", dossier.row.instrument)
        pages.append(
            Page(make_path("commitments", code), titles, spoken(one), parent, code, dossier.summary or {}, False)
        )
    languages = full_languages()
    titles = {language: translate_into(language, TITLE) for language in languages}
    return Site(titles, pages, spoken(lambda: publish(view_report(material.report))), languages)


def publish(document: Document) -> Document:
    """The document as one for everybody."""
    return replace(document, level=Level.PUBLIC.value)


def spoken(make: Callable[[], Document]) -> Callable[[str], Document]:
    """A maker of a document that speaks the language it is asked for."""

    def speak(language: str) -> Document:
        use_language(language)
        return make()

    return speak
