"""Words of closed vocabularies as options take them: in any case, with - or _, in English or in the language spoken."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import click
from click.shell_completion import CompletionItem

from ctrack.domain.failures import Misused, marked, offer
from ctrack.domain.frozen import dataclass
from ctrack.domain.messages import list_all
from ctrack.domain.vocabulary import SETTABLE_STATUSES, Status

Word = TypeVar("Word", bound=str)


class UnknownWord(Misused):
    message = marked("{option} cannot be {value}.{nearest} It takes: {known}. '{command} --help' tells more.")


class VocabularyType(click.ParamType[Any], Generic[Word]):
    """An option that takes a word of a vocabulary; `none` takes the value away where that is allowed."""

    def __init__(self, field: str, words: type[Word], *, allowed: tuple[Word, ...] = (), clears: bool = False) -> None:
        self.name = field
        self.words = words
        # Without `allowed` the words are the members of an enumeration.
        self.allowed: tuple[Word, ...] = allowed or tuple(words)  # type: ignore[arg-type]
        self.clears = clears

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What the help calls the value."""
        return self.name.upper()

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Word | str:
        """The word that was meant; raises UnknownWord with the nearest ones."""
        if value in self.allowed:
            return self.words(value)
        # What is not written as it is stored may still be meant, in another spelling or language.
        from ctrack.domain.filters.synonyms import find_meaning, folded, names_of
        from ctrack.domain.nearness import nearest

        key = find_meaning(self.name, value)
        if self.clears and key == "none":
            return ""
        if key in (self.allowed if self.words is str else list(self.words)):  # type: ignore[call-overload]
            return self.words(key)
        others = [name for name, word in names_of(self.name).items() if word in self.allowed]
        offers = offer(nearest(folded(value), [*self.allowed, *others]))
        option = param.opts[0] if param else self.name
        command = ctx.command_path if ctx is not None else "ctrack"
        known = list_all(map(self.name_beside, self.allowed))
        raise UnknownWord(option=option, value=value, nearest=offers, known=known, command=command)

    def name_beside(self, word: str) -> str:
        """A word as an answer lists it: beside it that of the language spoken."""
        from ctrack.domain.filters.beside_words import say_value

        other = say_value(word, str(self.name))
        return f"{word} ({other})" if other else word

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The words that begin so, else their other names that do, in either language."""
        typed = incomplete.lower().replace("-", "_")
        found = [word for word in self.allowed if word.startswith(typed)]
        if not found:
            from ctrack.domain.filters.synonyms import folded, names_of

            names = names_of(self.name).items()
            found = [name for name, key in names if key in self.allowed and folded(name).startswith(folded(typed))]  # type: ignore[misc]
        return [CompletionItem(word) for word in found]


@dataclass(frozen=True, slots=True)
class TypedStatus:
    """A status as it was typed: ours, or why it is none of ours; it may be a word of an instrument's own."""

    text: str
    status: Status | None = None
    refusal: UnknownWord | None = None


class StatusType(VocabularyType[Status]):
    """A status of the register, or a word of the own scale of an instrument, which only the register knows."""

    def __init__(self) -> None:
        super().__init__("status", Status, allowed=SETTABLE_STATUSES)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> TypedStatus:  # type: ignore[override]
        """What was typed, with what it is."""
        if isinstance(value, TypedStatus):
            return value
        try:
            return TypedStatus(value, Status(super().convert(value, param, ctx)))
        except UnknownWord as refusal:
            return TypedStatus(value, None, refusal)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The statuses that begin so, else words of the shipped scales that do."""
        found = super().shell_complete(ctx, param, incomplete)
        if found:
            return found
        from ctrack.domain.scales import read_scales

        keys = (word.key for scale in read_scales().values() for word in scale.words)
        return [CompletionItem(key) for key in dict.fromkeys(keys) if key.startswith(incomplete.lower())]
