"""Whom a paragraph addresses: the bodies in its object, or else the first one that it names."""

from __future__ import annotations

from ctrack.domain.official_texts.phrases_of_words import plain, plain_words
from ctrack.domain.official_texts.tongue import Tongue
from ctrack.domain.vocabulary import Addressee

# The addressee stands near the beginning of a paragraph.
_WORDS = 160
_STATES, _UN = Addressee.MEMBER_STATES.value, Addressee.UN_SYSTEM.value
_REGIONAL, _ASSEMBLY = Addressee.REGIONAL_ORGANIZATIONS.value, Addressee.GENERAL_ASSEMBLY.value


def find_object(text: str, tongue: Tongue) -> Addressee | None:
    """The addressee in the object of the verb that a text begins behind: up to what it is to do."""
    return merge(find_actors(plain_words(split_object(text, tongue)[0]), tongue))


def split_object(text: str, tongue: Tongue) -> tuple[str, str]:
    """The object of the verb, up to the first word of what is asked; and the text from there on."""
    words = text.split()
    # "Urges that Member States consider": what follows "that" is the subject of what is asked.
    start = 1 if words and f" {plain(words[0])} " in tongue.ends[-1:] else 0
    head = f" {' '.join(words[start : start + _WORDS])} "
    places = [place for end in tongue.ends if (place := head.lower().find(end)) >= 0]
    cut = min(places, default=len(head))
    return head[:cut], head[cut:].strip()


def find_first(text: str, tongue: Tongue) -> Addressee | None:
    """The first body that a text names."""
    actors = find_actors(plain_words(" ".join(text.split()[:_WORDS])), tongue)
    return Addressee(actors[0]) if actors else None


def find_carried(text: str, tongue: Tongue) -> Addressee | None:
    """The body behind words such as "the need for" or "the responsibility of"."""
    words = plain_words(" ".join(text.split()[:_WORDS]))
    for place, length, _found in tongue.carriers.find(words):
        near = find_actors(words[place + length : place + length + 4], tongue)
        if near:
            return Addressee(near[0])
    return None


def find_actors(words: list[str], tongue: Tongue) -> list[str]:
    """The kinds of the bodies that words name, in order, without those that only give their name to something."""
    bare = list(words)
    for start, length, _value in tongue.not_actors.find(words):
        bare[start : start + length] = [""] * length
    return [value for _start, _length, value in tongue.actors.find(bare)]


def find_helpers(text: str, tongue: Tongue) -> Addressee | None:
    """Whether the United Nations is to do with the States what they resolve to do: it stands among the first words."""
    words = plain_words(" ".join(text.split()[:9]))
    named = {value for _start, _length, value in tongue.actors.find(words)}
    return Addressee.BOTH if _UN in named else None


def merge(actors: list[str]) -> Addressee | None:
    """One addressee of several bodies."""
    named = set(actors)
    if not named:
        return None
    if _STATES in named:
        return Addressee.BOTH if named & {_UN, _REGIONAL} else Addressee.MEMBER_STATES
    if _UN in named:
        return Addressee.UN_SYSTEM
    return Addressee.REGIONAL_ORGANIZATIONS if _REGIONAL in named else Addressee.GENERAL_ASSEMBLY


def is_itself(text: str, tongue: Tongue) -> bool:
    """Whether an organ only speaks of what it does itself, such as to remain seized of the matter."""
    head = plain(text[:300])
    return any(sign in head for sign in tongue.itself)
