"""One [[commitment]] of an instrument file."""

from __future__ import annotations

import re

from ctrack.domain import catalogue
from ctrack.domain.failures import CatalogueFault, Message, marked
from ctrack.domain.messages import list_any
from ctrack.domain.nearness import nearest
from ctrack.domain.themes import know_theme, read_themes
from ctrack.domain.vocabulary import FORCES, Addressee, Basis, Kind, Position, Relation, Status, Verification
from ctrack.exchange.instrument_values import CODE, DURATION, SLUG, Citations, read_deadline, read_past, read_sources
from ctrack.exchange.toml_reader import TomlTable

# The code of a party.
PARTY = "[A-Z0-9-]+"


def read_commitment(table: TomlTable, cited: Citations) -> catalogue.CommitmentEntry:
    """One [[commitment]]."""
    table.allow(
        "code", "section", "paragraph", "paragraph_note", "kind", "addressee", "addressee_parties", "force",
        "deadline", "deadline_words", "recurrence", "title", "summary", "note", "sources", "verification", "links",
        "observed", "moved", "binding", "joint", "themes", "position",
    )  # fmt: skip
    force = table.text("force")
    if force is not None and force not in FORCES:
        table.report(
            "force",
            marked("{key} must be one of {known}; {value} is not"),
            key="force",
            known=list_any(FORCES),
            value=force,
        )
    addressee, named = read_addressee(table)
    code, links = table.needed_text("code", CODE), table.each("links", read_link)
    refuse_itself(table, code, links)
    return catalogue.CommitmentEntry(
        code=code,
        section=table.needed_text("section", SLUG),
        paragraph=table.words("paragraph"),
        paragraph_note=table.words("paragraph_note"),
        kind=table.needed_choice("kind", Kind),
        addressee=addressee,
        addressee_parties=named,
        force=force,
        deadline=read_deadline(table, "deadline"),
        deadline_words=table.words("deadline_words"),
        recurrence=table.text("recurrence", DURATION),
        title=table.needed_words("title"),
        summary=table.words("summary"),
        note=table.words("note"),
        sources=read_sources(table, cited),
        verification=table.needed_choice("verification", Verification),
        moved=read_moved(table, cited),
        binding=table.flag("binding"),
        is_joint=table.flag("joint") or False,
        themes=read_themes_of(table),
        positions=read_positions(table),
        links=links,
        observed=table.each("observed", lambda item: read_observation(item, cited)),
    )


def read_themes_of(table: TomlTable) -> tuple[str, ...]:
    """The themes of a commitment, by their keys; each may be named in any language."""
    found: dict[str, None] = {}
    for word in table.texts("themes"):
        key = know_theme(word)
        if key is None:
            known = list_any(nearest(word, read_themes()) or read_themes())
            table.report("themes", marked("there is no theme {value}; there is {known}"), value=word, known=known)
        else:
            found[key] = None
    return tuple(found)


def read_addressee(table: TomlTable) -> tuple[Addressee | None, tuple[str, ...]]:
    """Whom a commitment binds, and the parties that it names; without an addressee it binds the home party."""
    addressee, named = table.choice("addressee", Addressee), table.texts("addressee_parties")
    if (named and addressee not in catalogue.NAMING) or (addressee is Addressee.NAMED and not named):
        table.report(
            "addressee_parties", marked("addressee_parties goes with the addressee named or participants, and only so")
        )
    if table.values.get("joint") and addressee is not Addressee.PARTICIPANTS:
        table.report("joint", marked("joint goes with the addressee participants, and only with it"))
    return addressee, named


def read_moved(table: TomlTable, cited: Citations) -> catalogue.Moved | None:
    """[commitment.moved]: the date to which the body itself moved the deadline, and where that is said."""
    if "moved" not in table.values:
        return None
    here = table.inner("moved")
    here.allow("deadline", "sources")
    moved = catalogue.Moved(read_deadline(here, "deadline") or here.missing("deadline"), read_sources(here, cited))
    if not moved.sources:
        here.missing("sources")
    return moved


def read_positions(table: TomlTable) -> dict[str, Position]:
    """The stance of each party, by its code: position = { KW = "supported" }."""
    here, found = table.inner("position"), {}
    for party in here.values:
        if re.fullmatch(PARTY, party) is None:
            here.report(party, marked("{key} must look like {pattern}; {value} does not"), key="position",
                        pattern=PARTY, value=party)  # fmt: skip
        stance = here.choice(party, Position)
        if stance is not None:
            found[party] = stance
    return found


def read_link(table: TomlTable) -> catalogue.LinkEntry:
    """One of the links of a commitment."""
    table.allow("to", "relation", "reason", "basis")
    return catalogue.LinkEntry(
        to=table.needed_text("to", f"{CODE}|{SLUG}"),
        relation=table.needed_choice("relation", Relation),
        reason=table.words("reason"),
        basis=table.choice("basis", Basis),
        line=table.lines.find((*table.place, "to")),
    )


def refuse_itself(table: TomlTable, code: str, links: tuple[catalogue.LinkEntry, ...]) -> None:
    """Refuse a link of a commitment to itself."""
    for link in links:
        if link.to == code:
            with table.forgiving():
                reason = Message(marked("{code} cannot be linked to itself"), {"code": code})
                raise CatalogueFault(file=table.file, line=link.line, reason=reason)


def read_observation(table: TomlTable, cited: Citations) -> catalogue.Observation:
    """One [[commitment.observed]]."""
    table.allow("party", "status", "on", "seen_on", "verification", "note", "sources")
    status = table.choice("status", Status)
    if status is Status.NOT_REPORTED:
        table.report("status", marked("the status not_reported cannot be set"))
    on, seen_on = read_past(table, "on"), read_deadline(table, "seen_on")
    if on is None and seen_on is None:
        table.missing("on")
    return catalogue.Observation(
        party=table.needed_text("party", PARTY),
        status=status,
        on=on,
        seen_on=seen_on,
        verification=table.needed_choice("verification", Verification),
        note=table.words("note"),
        sources=read_sources(table, cited),
    )
