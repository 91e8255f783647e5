"""How a sentence is put together of what it tells, in whatever language: values of templates, facts and lists.

A list is joined as the language joins it: "a, b" in English, the Arabic comma and the waw in Arabic. It is never
joined before it is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ctrack.domain.frozen import dataclass, field


def marked(message: str) -> str:
    """Mark a message for translation where it stands, translating nothing yet."""
    return message


# What joins the words of a list, and what joins the last one to those before: all of them, or any one of them.
COMMA = marked(", ")
SEMICOLON = marked("; ")
ALL = marked("{names}, {last}")
ANY = marked("{choices}, {last}")
# The classes of what a conjunction is written onto without a blank (UAX #9): letters of its own script, and figures.
_ONE_WORD_WITH = frozenset({"R", "AL", "EN", "AN"})


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence that is part of another: a template and its facts."""

    template: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def tell(self, translate: Callable[[str], str] = marked) -> str:
        """The sentence, in the language of `translate`."""
        facts = {name: tell_fact(fact, translate) for name, fact in self.facts.items()}
        return translate(self.template).format(**facts)


@dataclass(frozen=True, slots=True)
class Listed:
    """Words that a sentence lists, not joined yet."""

    words: tuple[str, ...]
    joint: str = ALL

    def tell(self, translate: Callable[[str], str] = marked) -> str:
        """The list, in the language of `translate`."""
        return join_words(self.words, translate, self.joint)

    def __str__(self) -> str:
        return self.tell()


def list_all(words: Iterable[str]) -> Listed:
    """Words of which a sentence means every one."""
    return Listed(tuple(words))


def list_any(words: Iterable[str]) -> Listed:
    """Words of which a sentence means one or another."""
    return Listed(tuple(words), ANY)


def join_words(words: Iterable[object], translate: Callable[[str], str], joint: str = ALL) -> str:
    """Words as the language of `translate` lists them."""
    *names, last = [str(word) for word in words] or [""]
    if not names:
        return last
    if joint in (COMMA, SEMICOLON):
        return translate(joint).join([*names, last])
    comma = translate(COMMA)
    template = translate(joint)
    from unicodedata import bidirectional

    is_attached = template.partition("{last}")[0][-1:].isalpha()
    if is_attached and bidirectional(last[:1] or " ") not in _ONE_WORD_WITH:
        last = f" {last}"
    return template.format(names=comma.join(names), choices=comma.join(names), last=last)


def offer(names: Iterable[str]) -> Message | str:
    """What may have been meant, as a sentence within another; nothing where nothing is near."""
    listed = list_any(names)
    return Message(marked(" Did you mean {names}?"), {"names": listed}) if listed.words else ""


def tell_fact(fact: object, translate: Callable[[str], str]) -> object:
    """A fact as the sentence holds it."""
    return fact.tell(translate) if isinstance(fact, Message | Listed) else fact
