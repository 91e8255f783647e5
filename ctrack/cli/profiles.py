"""Profiles: reports that the user describes once, in TOML files of their own, and orders by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ctrack.cli.configuration import configuration_path
from ctrack.cli.invocation import Invocation
from ctrack.domain.failures import ConfigurationFault, Message, NotFound, marked, offer
from ctrack.domain.nearness import nearest
from ctrack.text.language import use_language

KEYS = {"report": str, "filter": str, "by": str, "lang": str, "format": str, "title": str}


class UnknownProfile(NotFound):
    message = marked("There is no profile {name} in {folder}.{nearest}")


def profile_folder(invocation: Invocation) -> Path:
    """Where profiles are: profiles/NAME.toml beside the configuration."""
    return configuration_path(invocation.environ).parent / "profiles"


def apply_profile(
    invocation: Invocation, name: str, words: tuple[str, ...], by: str | None
) -> tuple[tuple[str, ...], str | None]:
    """The words and the grouping of a report, with what the profile says for whatever was not given."""
    profile = read_profile(profile_folder(invocation), name)
    for key in ("lang", "format"):
        if key in profile and key not in invocation.options:
            invocation.options[key] = profile[key]
    if "lang" in profile:
        use_language(str(invocation.options["lang"]))
    before = (profile["report"],) if "report" in profile else ()
    narrowed = (f"({profile['filter']})",) if profile.get("filter") else ()
    return (*before, *narrowed, *words), by or profile.get("by")


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
