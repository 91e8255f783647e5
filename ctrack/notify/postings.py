"""What is posted to an address of the web, whatever the shape: where to, as what, and what the shapes share."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from ctrack.domain.frozen import dataclass, field
from ctrack.domain.modules import list_modules
from ctrack.notify.secrets import Secret

if TYPE_CHECKING:
    from ctrack.domain.records.reminders import Mail

SHAPES = list_modules(os.path.join(os.path.dirname(__file__), "shapes"))
OURS = "ctrack"


@dataclass(frozen=True, slots=True)
class Place:
    """Where mails are posted: the address, the secret that goes with it, and the chat if the address has several."""

    url: str
    secret: Secret | None = None
    chat: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """One request: its address may hold a token, so that it shows itself nowhere."""

    url: str = field(repr=False)
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


class Shape(Protocol):
    """What the module of a shape offers beside `IS_OURS`."""

    def write(self, mail: Mail, place: Place) -> Posting: ...


def load_shape(name: str) -> Shape:
    """The shape of this name, one of SHAPES."""
    return cast(Shape, import_module(f"ctrack.notify.shapes.{name}"))


def is_ours(shape: Shape) -> bool:
    """Whether the receiver checks a signature and tells a copy by its key."""
    return bool(getattr(shape, "IS_OURS", False))


def write_json(value: Any) -> bytes:
    """A value as JSON in ASCII, so that no control character reaches a program that does not read it as it should."""
    return json.dumps(value).encode("ascii")


def say_mail(mail: Mail, most: int, escape: Callable[[str], str] = str, *, size: Callable[[str], int] = len) -> str:
    """What a chat shows of a mail: whom it is for, its subject and its text, as much as `most` of `size` holds."""
    from ctrack.render.mail.contents import compose
    from ctrack.text.lines import make_line

    contents = compose(mail)
    whole = escape("\n\n".join(filter(None, (make_line(mail.to_name), contents.subject, contents.text.strip()))))
    if size(whole) <= most:
        return whole
    kept = [""]
    for line in whole.split("\n"):
        if size("\n".join([*kept, line])) > most - 2:
            break
        kept.append(line)
    return "\n".join(kept[1:]) + "\n…"


def utf16_units(text: str) -> int:
    """How long a text is where units of UTF-16 are counted."""
    return len(text.encode("utf-16-le")) // 2


def utf8_bytes(text: str) -> int:
    """How long a text is where bytes are counted."""
    return len(text.encode("utf-8"))
