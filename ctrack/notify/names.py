"""The channels: their names, those of the modules in `channels`, and what each offers; imported when asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from ctrack.domain.modules import list_modules

if TYPE_CHECKING:
    from ctrack.domain.setting_kinds import Setting
    from ctrack.notify.channel import Channel
    from ctrack.notify.secrets import Hiding

CHANNELS = list_modules(os.path.join(os.path.dirname(__file__), "channels"))


class Kind(Protocol):
    """What a channel's module offers beside what `traits_of` reads: `SECRET`, `FOLDERS` and the like."""

    @property
    def SETTINGS(self) -> tuple[Setting, ...]: ...

    def make(self, settings: Mapping[str, Any], environ: Mapping[str, str]) -> Channel: ...


class Traits(NamedTuple):
    """What may be told of a channel beforehand, for a schedule that locks away what a run does not need.

    `secret` is where it finds a password, and `folders` are the settings that name where it writes. One that starts
    programs of others lets them write where mail waits, and run as the group of the mail system; one that needs an
    address reaches nobody without.
    """

    secret: Hiding | None = None
    folders: tuple[str, ...] = ()
    starts_programs: bool = False
    needs_address: bool = False


def import_channel(name: str) -> Kind:
    """The module of a channel."""
    return cast(Kind, import_module(f"ctrack.notify.channels.{name}"))


def traits_of(name: str) -> Traits:
    """What a channel's module says of it, as far as it says it."""
    kind = import_channel(name)
    return Traits(
        getattr(kind, "SECRET", None),
        getattr(kind, "FOLDERS", ()),
        bool(getattr(kind, "STARTS_PROGRAMS", False)),
        bool(getattr(kind, "NEEDS_ADDRESS", False)),
    )


def load_channel(name: str, settings: Mapping[str, Any], environ: Mapping[str, str]) -> Channel:
    """The channel of this name, made of the settings by their dotted keys; raises Misconfigured."""
    if name not in CHANNELS:
        from ctrack.domain.messages import Message, list_any, marked
        from ctrack.notify.channel import Misconfigured

        known = Message(marked("it must be one of {known}."), {"known": list_any(CHANNELS)})
        raise Misconfigured(key="remind.channel", reason=known)
    return import_channel(name).make(settings, environ)
