"""Profiles: reports that the user describes once, in TOML files of their own, and orders by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ctrack.cli.config.configuration import configuration_path
from ctrack.cli.config.emblems import read_emblem
from ctrack.cli.config.report_templates import TemplateElsewhere, format_of, read_folder, read_template
from ctrack.cli.config.toml_files import read_tables
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.note_levels import REDACTIONS
from ctrack.domain.failures import ConfigurationFault, Message, Misused, NotFound, marked, offer
from ctrack.domain.frozen import dataclass, field, replace
from ctrack.domain.messages import list_all, list_any
from ctrack.domain.nearness import nearest
from ctrack.render.document import Block, Document, Heading, Table
from ctrack.render.format_names import FORMATS, find_format
from ctrack.text.language import use_languages
from ctrack.views.imprints import put_imprint
from ctrack.views.report_names import HEAD_KEYS, PROFILE_KEYS, REPORTS
from ctrack.views.tidy import TIDY, pick

# What --head takes: the title, and what a paper says of itself beside it.
SAID_KEYS = ("title", "emblem", *HEAD_KEYS)
# As long as a line that every page repeats may be, and more than any title.
MOST_SIGNS = 500


class UnknownProfile(NotFound):
    message = marked("There is no profile {name} in {folder}.{nearest}")


class NoSuchColumns(Misused):
    message = marked("No table of this report has all these columns: {columns}.{nearest}")


class BadHead(Misused):
    message = marked("--head takes KEY=TEXT with one of {known} as KEY; {value} is not that.{nearest}")


class HeadTooLong(Misused):
    message = marked("{key} has {length} characters; what a paper says of itself has {most} at most.")


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
    redact: str | None = None
    # Where the image is.
    emblem: str | None = None
    # Where the document of one's own is that the report is set into, or the folder with the look of a PDF.
    template: str | None = None
    # What the paper says of itself beside its title, by HEAD_KEYS.
    head: Mapping[str, str] = field(default_factory=dict)

    def says(self, given: Iterable[str]) -> Profile:
        """The same with what options say of the paper, each KEY=TEXT; raises BadHead or HeadTooLong."""
        said = dict(map(read_head, given))
        title, emblem = (said.pop(key, getattr(self, key)) for key in ("title", "emblem"))
        return replace(self, title=title, emblem=emblem, head={**self.head, **said})

    def set_into(self, template: str | None, form: str) -> Profile:
        """The same set into the template of an option, else into its own, which other formats leave aside."""
        path = template or self.template
        if template and format_of(template) != form:
            raise TemplateElsewhere(path=template, own=format_of(template), format=form)
        return replace(self, template=path if path and format_of(path) == form else None)

    def words(self, given: tuple[str, ...]) -> tuple[str, ...]:
        """The words of the report: its name and filter before what was given."""
        named = (self.report,) if self.report else ()
        narrowed = (f"({self.filter})",) if self.filter else ()
        return (*named, *narrowed, *given)

    def dress(self, document: Document, today: date) -> Document:
        """The document under the profile's title with what it says of itself, its tables with the profile's columns."""
        self.check_columns(document)
        blocks = tuple(self.dress_block(block) for block in document.blocks)
        dressed = replace(document, title=self.title or document.title, blocks=blocks)
        if document.main == TIDY:
            return dressed
        spoken = self.speak(dressed, today)
        if self.template is None:
            return spoken
        path = Path(self.template).expanduser()
        if path.is_dir():
            return replace(spoken, style=read_folder(path))
        return replace(spoken, template=read_template(path))

    def speak(self, document: Document, today: date) -> Document:
        """The document with what the profile says of it, and the emblem; raises BadEmblem."""
        emblem = read_emblem(Path(self.emblem).expanduser()) if self.emblem else None
        return replace(put_imprint(document, self.head, today), emblem=emblem)

    @property
    def wanted(self) -> list[str]:
        """The keys of the columns to keep; all of them where there is none."""
        return (self.columns or "").replace(",", " ").split()

    def check_columns(self, document: Document) -> None:
        """Refuse columns that no table of the document has."""
        known = [{column.key for column in block.columns} for block in document.blocks if isinstance(block, Table)]
        if known and not any(set(self.wanted) <= keys for keys in known):
            every = sorted(set().union(*known))
            near = [name for word in self.wanted if word not in every for name in nearest(word, every)]
            raise NoSuchColumns(columns=list_all(self.wanted), nearest=offer(near or every))

    def dress_block(self, block: Block) -> Block:
        """A heading of the first level takes the title; a table that has all the columns keeps only these."""
        if isinstance(block, Heading) and block.level == 1 and self.title:
            return replace(block, text=self.title)
        wanted = self.wanted
        if isinstance(block, Table) and wanted:
            keys = [column.key for column in block.columns]
            if block.key == TIDY and set(wanted) <= set(keys):
                return pick(block, wanted)
            if set(wanted) <= set(keys):
                places = [keys.index(key) for key in wanted]
                rows = [[row[place] for place in places] for row in block.rows]
                return replace(block, columns=tuple(block.columns[place] for place in places), rows=rows)
        return block


def find_profile(invocation: Invocation, name: str | None) -> Profile:
    """The profile of that name; one that says nothing where none is named."""
    if name is None:
        return Profile()
    folder = profile_folder(invocation)
    values = read_profile(folder, name)
    head = {key: values.pop(key) for key in HEAD_KEYS if key in values}
    profile = Profile(**values, head=head)
    emblem, template = (place_of(folder, path) for path in (profile.emblem, profile.template))
    return replace(profile, emblem=emblem, template=template)


def use_profile(invocation: Invocation, name: str | None) -> Profile:
    """The same, whose language, format and level count where no option says otherwise."""
    profile = find_profile(invocation, name)
    output = invocation.options.get("output")
    if profile.format and "format" not in invocation.options and not (output and find_format(str(output))):
        invocation.options["format"] = profile.format
    if profile.redact:
        invocation.options.setdefault("redact", profile.redact)
    if profile.lang and "lang" not in invocation.options:
        from ctrack.cli.params.early_options import find_languages

        invocation.options["lang"] = profile.lang
        use_languages(find_languages(profile.lang))
    return profile


def place_of(folder: Path, path: str | None) -> str | None:
    """Where a file is that a profile names; a relative one stands beside the profile."""
    return str(folder / Path(path).expanduser()) if path else None


def read_profile(folder: Path, name: str) -> dict[str, Any]:
    """A profile's file; an unknown key is refused with the nearest ones."""
    path = folder / f"{name}.toml"
    if not path.is_file() or Path(name).name != name:
        known = sorted(file.stem for file in folder.glob("*.toml"))
        raise UnknownProfile(name=name, folder=folder, nearest=offer(nearest(name, known) or known))
    values = read_tables(path)
    for key, value in values.items():
        check_key(path, key, value)
    return values


def check_key(path: Path, key: str, value: object) -> None:
    """Refuse a key that a profile does not have, and a value that is no text."""
    facts: dict[str, object] = {"key": key, "nearest": list_any(nearest(key, PROFILE_KEYS) or PROFILE_KEYS)}
    if key not in PROFILE_KEYS:
        reason = Message(marked("there is no key {key} in a profile; nearest: {nearest}."), facts)
        raise ConfigurationFault(path=path, reason=reason)
    if not isinstance(value, str):
        raise ConfigurationFault(path=path, reason=Message(marked("{key} must be a text."), facts))
    if key in SAID_KEYS:
        check_length(key, value)
    choices = {"report": REPORTS, "format": FORMATS, "redact": REDACTIONS}.get(key, ())
    if choices and value not in choices:
        known = {**facts, "value": value, "nearest": list_any(nearest(value, choices) or choices)}
        reason = Message(marked("{key} cannot be {value}; nearest: {nearest}."), known)
        raise ConfigurationFault(path=path, reason=reason)


def read_head(text: str) -> tuple[str, str]:
    """What a paper says of itself, as it is typed: KEY=TEXT; an empty text says nothing, whatever a profile says."""
    key, sign, value = text.partition("=")
    key = key.strip().casefold()
    if not sign or key not in SAID_KEYS:
        raise BadHead(known=list_any(SAID_KEYS), value=text, nearest=offer(nearest(key, SAID_KEYS)))
    check_length(key, value)
    return key, value.strip()


def check_length(key: str, value: str) -> None:
    """Refuse what no line holds."""
    if len(value) > MOST_SIGNS:
        raise HeadTooLong(key=key, length=len(value), most=MOST_SIGNS)


def read_said(head: object) -> dict[str, str]:
    """What a paper said of itself, as its seal has it; of a seal that somebody changed, whatever is a text."""
    found = head if isinstance(head, Mapping) else {}
    return {key: str(found[key]) for key in HEAD_KEYS if isinstance(found.get(key), str)}
