"""What agencies and parties were called, and are called, as documents."""

from __future__ import annotations

from ctrack.domain.failures import marked
from ctrack.domain.frozen import replace
from ctrack.domain.languages import call_language
from ctrack.domain.records.registers import Filing
from ctrack.domain.records.undertakings import Words
from ctrack.render.document import Document
from ctrack.text.language import choose_words
from ctrack.text.language import translate as _
from ctrack.views.filings import view_filed

NAMES = {"name": marked("Name in English"), "name_ar": marked("Name in Arabic")}
AGENCY_PARTS = {"parent": marked("Part of"), "party": marked("Party")}


def view_agency_change(item: Filing, *, for_machines: bool = False) -> Document:
    """What was known of an agency, and what is."""
    return view_filed(_("Changed"), [item], label_names(item) | AGENCY_PARTS, for_machines=for_machines)


def view_party_change(item: Filing, shipped: Words | None, *, for_machines: bool = False) -> Document:
    """What a party was called, and is called; where that is not what the catalogue has, that too."""
    document = view_filed(_("Changed"), [item], label_names(item), for_machines=for_machines)
    return replace(document, notes=shipped_notes(item, shipped))


def label_names(item: Filing) -> dict[str, str]:
    """What the names are called: in English, in Arabic, and in each other language that one of them is in."""
    others = {part for side in (item.before, item.after) for part in side if part.startswith("name_")} - NAMES.keys()
    return NAMES | {part: f"{_('Name')} ({call_language(part.removeprefix('name_'))})" for part in sorted(others)}


def shipped_notes(item: Filing, shipped: Words | None) -> tuple[str, ...]:
    """That a party of the catalogue is called otherwise there, and how it is called so again."""
    text = _("The catalogue calls {code} {name}; {command} gives that name back.")
    options = {language: f"--name {language}=none" for language in shipped or {}}
    options |= {"en": "--name none", "ar": "--name-ar none"}
    given = [option for language, option in options.items() if was_renamed(item, shipped, language)]
    if not given or not shipped:
        return ()
    command = f"'ctrack party edit {item.code} {' '.join(given)}'"
    return (text.format(code=item.code, name=choose_words(shipped), command=command),)


def was_renamed(item: Filing, shipped: Words | None, language: str) -> bool:
    """Whether the party has another name in that language than the catalogue gives it."""
    # An earlier version's register lacks names that the catalogue has gained since, and renamed nothing.
    name = (shipped or {}).get(language)
    return bool(shipped) and item.title.get(language, name) != name
