"""How a paragraph begins: with the verb of an organ, a participle of the preamble, "We" and a verb, or none of them."""

from __future__ import annotations

from enum import Enum, auto

from ctrack.domain.frozen import dataclass
from ctrack.domain.official_texts.phrases_of_words import plain_words
from ctrack.domain.official_texts.tongue import Tongue

# An opening is a matter of a paragraph's first words.
_HEAD = 40
_LONGEST_ASIDE = 30


class Opening(Enum):
    """The kinds of beginnings."""

    NONE = auto()
    VERB = auto()
    PREAMBULAR = auto()
    DECLARING = auto()
    BODY = auto()


@dataclass(frozen=True, slots=True)
class Begin:
    """A beginning: its kind, the verb as it is written, its force, and how many words of the text it takes."""

    kind: Opening
    verb: str = ""
    force: str = ""
    length: int = 0


_NOTHING = Begin(Opening.NONE)


def read_opening(text: str, tongue: Tongue) -> Begin:
    """How a paragraph begins."""
    written = text.split(None, _HEAD)[:_HEAD]
    words = plain_words(" ".join(written))
    if not words:
        return _NOTHING
    if tongue.body_of(text):
        return Begin(Opening.BODY, length=len(written))
    start = skip_adverbs(words, 0, tongue)
    return (
        read_verb(written, words, start, tongue)
        or read_declaring(written, words, start, tongue)
        or read_participle(written, words, start, tongue)
        or _NOTHING
    )


def skip_adverbs(words: list[str], start: int, tongue: Tongue) -> int:
    """The first word that changes the meaning."""
    while (found := tongue.adverbs.match(words, start)) is not None:
        start += found[0]
    return start


def read_verb(written: list[str], words: list[str], start: int, tongue: Tongue) -> Begin | None:
    """A verb of an organ, with what stands around it and within it: "Strongly urges also", "Expresses further its"."""
    for first in dict.fromkeys((start, 0)):
        kept = [first, *skip_all_adverbs(words, first + 1, tongue)]
        direct = tongue.verbs.match(words, first)
        within = tongue.verbs.match([words[place] for place in kept if place < len(words)])
        found = max(filter(None, (direct, within)), default=None)
        if found is not None:
            end = first + found[0] if found == direct else kept[found[0] - 1] + 1
            return Begin(
                Opening.VERB, " ".join(written[:end]).strip(" ,،:"), found[1], skip_adverbs(words, end, tongue)
            )
    return None


def skip_all_adverbs(words: list[str], start: int, tongue: Tongue) -> list[int]:
    """The places of the next few words that are no adverbs."""
    places: list[int] = []
    while start < len(words) and len(places) < tongue.verbs.longest:
        found = tongue.adverbs.match(words, start)
        if found is None:
            places.append(start)
        start += found[0] if found else 1
    return places


def read_declaring(written: list[str], words: list[str], start: int, tongue: Tongue) -> Begin | None:
    """ "We" and a verb, perhaps with the names of those who speak between the two."""
    found = tongue.declaring.match(words, start)
    here = start + found[0] if found else start
    is_alone = found is not None
    if (is_alone and written[here - 1].endswith((",", "،"))) or (is_alone and words[here : here + 1] == ["the"]):
        here = end_of_aside(written, here)
    here = skip_adverbs(words, here, tongue)
    verb = tongue.plain_verbs.match(words, here)
    if verb is None:
        return Begin(Opening.DECLARING, length=here) if is_alone else None
    if not is_alone and tongue.script.match("a"):
        return None
    end = here + verb[0]
    return Begin(
        Opening.DECLARING, " ".join(written[start:end]).strip(" ,،:"), verb[1], skip_adverbs(words, end, tongue)
    )


def end_of_aside(written: list[str], start: int) -> int:
    """Where the names of those who speak end: behind the last comma of the first words."""
    commas = [
        place for place, word in enumerate(written[:_LONGEST_ASIDE]) if word.endswith((",", "،")) and place >= start
    ]
    return commas[-1] + 1 if commas else start


def read_participle(written: list[str], words: list[str], start: int, tongue: Tongue) -> Begin | None:
    """A beginning of the preamble: one of the language's own, or a participle in -ing."""
    found = tongue.preambular.match(words, start) or tongue.preambular.match(words, 0)
    if found is not None:
        return Begin(Opening.PREAMBULAR, " ".join(written[: start + found[0]]), "", start + found[0])
    word = words[start] if start < len(words) else ""
    if word.endswith("ing") and len(word) > 5 and word not in tongue.not_preambular and written[0][:1].isupper():
        return Begin(Opening.PREAMBULAR, " ".join(written[: start + 1]).strip(","), "", start + 1)
    return None
