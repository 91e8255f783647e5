"""Profiles: reports that the user describes once, in TOML files of their own, and orders by name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ctrack.cli.configuration import configuration_path
from ctrack.cli.invocation import Invocation
from ctrack.domain.failures import ConfigurationFault, Message, NotFound, marked, offer
from ctrack.domain.nearness import nearest
from ctrack.render.document import Block, Document, Heading, Table
from ctrack.text.language import use_language

KEYS = ("report", "filter", "by", "lang", "format", "title", "columns")


class UnknownProfile(NotFound):
    message = marked("There is no profile {name} in {folder}.{nearest}")


def profile_folder(invocation: Invocation) -> Path:
    """Where profiles are: profiles/NAME.toml beside the configuration."""
    return configuration_path(invocation.environ).parent / "profiles"


@dataclass(frozen=True, slots=True)
class Profile:
    """A report that a user described: every part may be missing."""

    report: str | None = None
    filter: str | None = None
    by: str | None = None
    lang: str | None = None
    format: str | None = None
    title: str | None = None
    columns: str | None = None

    def words(self, given: tuple[str, ...]) -> tuple[str, ...]:
        """The words of the report: its name and filter before what was given."""
        named = (self.report,) if self.report else ()
        narrowed = (f"({self.filter})",) if self.filter else ()
        return (*named, *narrowed, *given)

    def dress(self, document: Document) -> Document:
        """The document under the profile's title, its tables with the profile's columns only."""
        blocks = tuple(self.dress_block(block) for block in document.blocks)
        return replace(document, title=self.title or document.title, blocks=blocks)

    def dress_block(self, block: Block) -> Block:
        """A heading of the first level takes the title; a table that has all the columns keeps only these."""
        if isinstance(block, Heading) and block.level == 1 and self.title:
            return replace(block, text=self.title)
        wanted = (self.columns or "").replace(",", " ").split()
        if isinstance(block, Table) and wanted:
            keys = [column.key for column in block.columns]
            if set(wanted) <= set(keys):
                places = [keys.index(key) for key in wanted]
                rows = [[row[place] for place in places] for row in block.rows]
                return replace(block, columns=tuple(block.columns[place] for place in places), rows=rows)
        return block


def use_profile(invocation: Invocation, name: str | None) -> Profile:
    """The profile of that name; its language and format count where no option says otherwise."""
    if name is None:
        return Profile()
    profile = Profile(**read_profile(profile_folder(invocation), name))
    for key in ("lang", "format"):
        if getattr(profile, key) and key not in invocation.options:
            invocation.options[key] = getattr(profile, key)
    if profile.lang:
        use_language(str(invocation.options["lang"]))
    return profile


def read_profile(folder: Path, name: str) -> dict[str, Any]:
    """A profile's file; an unknown key is refused with the nearest ones."""
    path = folder / f"{name}.toml"
    if not path.is_file() or Path(name).name != name:
        known = sorted(file.stem for file in folder.glob("*.toml"))
        raise UnknownProfile(name=name, folder=folder, nearest=offer(nearest(name, known) or known))
    import tomllib

    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationFault(path=path, reason=error) from error
    for key, value in values.items():
        check_key(path, key, value)
    return values


def check_key(path: Path, key: str, value: object) -> None:
    """Refuse a key that a profile does not have, and a value that is no text."""
    facts: dict[str, object] = {"key": key, "nearest": ", ".join(nearest(key, KEYS) or KEYS)}
    if key not in KEYS:
        reason = Message(marked("there is no key {key} in a profile; nearest: {nearest}"), facts)
        raise ConfigurationFault(path=path, reason=reason)
    if not isinstance(value, str):
        raise ConfigurationFault(path=path, reason=Message(marked("{key} must be a text"), facts))
