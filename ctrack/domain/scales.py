"""The rules of status words of an instrument's own, and of what is lost between them and the statuses of the register.

A scale is data: a file of `ctrack/catalogue/scales`, or a table of an instrument file. Each word says which status it
stands for, or which position; each status which word it is told by; and either way what that loses.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from ctrack.domain.folding import fold
from ctrack.domain.frozen import dataclass
from ctrack.domain.vocabulary import Position, Status

Words = dict[str, str]
PLAIN = "ctrack"
OWN = "own"


@dataclass(frozen=True, slots=True)
class ScaleWord:
    """One word of a scale; with neither a status nor a position it is recorded, and the status stays."""

    key: str
    name: Words
    short: str | None = None
    status: Status | None = None
    position: Position | None = None
    loss: Words | None = None

    def answers_to(self, folded: str) -> bool:
        """Whether a folded text is one of its names."""
        names = (self.key, self.key.replace("-", "_"), self.short or "", *self.name.values())
        return folded in (spell(name) for name in names if name)


@dataclass(frozen=True, slots=True)
class Rendering:
    """The word by which a status is told, none where the scale has none for it, and what is lost."""

    status: Status
    word: str | None
    loss: Words | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """The words of an instrument, in their order, and the way back from each status."""

    slug: str
    title: Words
    source: Words
    words: tuple[ScaleWord, ...]
    back: tuple[Rendering, ...]
    note: Words | None = None

    def find(self, text: str) -> ScaleWord | None:
        """The word that a text means: its key, its letters or its name in any language."""
        folded = spell(text)
        return next((word for word in self.words if word.answers_to(folded)), None)

    def word(self, key: str | None) -> ScaleWord | None:
        """The word of a key."""
        return next((word for word in self.words if word.key == key), None)

    def render(self, status: Status) -> Rendering:
        """How a status is told in these words."""
        return next((item for item in self.back if item.status is status), Rendering(status, None))


def spell(text: str) -> str:
    """A text as words of a scale are compared: folded, with blanks for hyphens and underscores."""
    return fold(text.replace("_", " ").replace("-", " "))


def make_scale(values: Mapping[str, Any]) -> Scale:
    """A scale from what a file or a register holds of it."""
    return Scale(
        slug=values.get("slug", OWN),
        title=values["title"],
        source=values.get("source") or {},
        note=values.get("note"),
        words=tuple(make_word(item) for item in values["word"]),
        back=tuple(
            Rendering(Status(item["status"]), item.get("word"), item.get("loss")) for item in values.get("back", ())
        ),
    )


def make_word(values: Mapping[str, Any]) -> ScaleWord:
    """One [[word]]."""
    status, position = values.get("status"), values.get("position")
    return ScaleWord(
        key=values["key"],
        name=values["name"],
        short=values.get("short"),
        status=Status(status) if status else None,
        position=Position(position) if position else None,
        loss=values.get("loss"),
    )


@cache
def read_scales() -> dict[str, Scale]:
    """The shipped scales by their names."""
    import tomllib
    from importlib.resources import files

    found = (file for file in (files("ctrack.catalogue") / "scales").iterdir() if file.name.endswith(".toml"))
    scales = [make_scale(tomllib.loads(file.read_text("utf-8"))) for file in sorted(found, key=lambda each: each.name)]
    return {scale.slug: scale for scale in scales}


def find_scale(slug: str, own: Mapping[str, Any] | None) -> Scale | None:
    """The scale of an instrument; none where the statuses of the register are its words."""
    if slug == PLAIN:
        return None
    return make_scale(own) if own and slug == OWN else read_scales().get(slug)
