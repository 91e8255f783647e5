"""The words of one language by which its official texts are read: a file of `tongues/` each."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ctrack.domain.official_texts.phrases_of_words import Phrases, listed, plain, plain_words
from ctrack.domain.vocabulary import FORCES

# So much of a text tells its language.
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Tongue:
    """The rules of a language; what the lists mean stands in `tongues/en.toml`."""

    code: str
    letters: str
    signs: frozenset[str]
    script: re.Pattern[str]
    verbs: Phrases[str]
    plain_verbs: Phrases[str]
    asking: Phrases[str]
    modals: Phrases[str]
    kept: Phrases[bool]
    adverbs: Phrases[bool]
    preambular: Phrases[bool]
    not_preambular: frozenset[str]
    declaring: Phrases[bool]
    bodies: tuple[tuple[str, str], ...]
    actors: Phrases[str]
    not_actors: Phrases[str]
    carriers: Phrases[bool]
    kinds: Phrases[str]
    themes: Phrases[str]
    recurrences: Phrases[str]
    leads: Phrases[bool]
    left_out: Phrases[bool]
    small: frozenset[str]
    numbered: re.Pattern[str]
    dividing: frozenset[str]
    ordinals: Phrases[int]
    annexes: re.Pattern[str]
    preambles: frozenset[str]
    compounds: frozenset[str]
    footnotes: tuple[str, ...]
    furniture: frozenset[str]
    closings: re.Pattern[str]
    adopted: tuple[str, ...]
    sessions: re.Pattern[str]
    ends: tuple[str, ...]
    chapter_vii: tuple[str, ...]
    restated: tuple[str, ...]
    duties: tuple[str, ...]
    itself: tuple[str, ...]
    starts: tuple[str, ...]
    speakers: frozenset[str]
    deeds: Phrases[bool]
    sayings: Phrases[str]
    clauses: Phrases[str]

    def body_of(self, text: str) -> str | None:
        """The organ whose name alone a paragraph holds, such as "The Security Council,"."""
        bare = plain(text).strip(" ,،:")
        return next((body for name, body in self.bodies if bare == name), None)


def known_tongues() -> list[str]:
    """The languages whose words are here."""
    folder = files("ctrack.domain.official_texts") / "tongues"
    return sorted(item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml"))


def find_tongue(text: str) -> Tongue:
    """The language of a text, by its most frequent words, and where it has none of them by its letters."""
    words = Counter(plain_words(text[:_SAMPLE]))

    def agree(tongue: Tongue) -> tuple[int, int]:
        return sum(words[sign] for sign in tongue.signs), len(tongue.script.findall(text[:_SAMPLE]))

    return max(map(load_tongue, known_tongues()), key=agree)


@cache
def load_tongue(code: str) -> Tongue:
    """The words of one language."""
    path = files("ctrack.domain.official_texts") / "tongues" / f"{code}.toml"
    data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    phrases, times, titles = data["phrases"], data["times"], data["titles"]
    accounts: dict[str, Any] = data.get("accounts", {})
    plains = {key: tuple(map(plain, phrases[key])) for key in ("chapter_vii", "restated", "duties", "itself")}
    bodies = [(plain(name), body) for body, names in data["bodies"].items() for name in names if body != "declaring"]
    return Tongue(
        code=code,
        letters=data["letters"],
        signs=frozenset(map(plain, data["signs"])),
        script=re.compile(data["script"]),
        verbs=by_force(data["verbs"]),
        plain_verbs=by_force(data["plain_verbs"]),
        asking=by_force(data["asking"]),
        modals=by_force(data["modals"]),
        kept=listed(data["kept"]["verbs"]),
        adverbs=listed(phrases["adverbs"]),
        preambular=listed(phrases["preambular"]),
        not_preambular=frozenset(map(plain, phrases["not_preambular"])),
        declaring=listed(data["bodies"]["declaring"]),
        bodies=tuple(bodies),
        actors=by_value(data["actors"]),
        not_actors=Phrases((phrase, "") for phrase in data["actors"]["not_actors"]),
        carriers=listed(phrases["carriers"]),
        kinds=by_value(data["kinds"]),
        themes=by_value(data["themes"]),
        recurrences=read_recurrences(times),
        leads=listed(times["leads"]),
        left_out=listed(titles["left_out"]),
        small=frozenset(map(plain, titles["small"])),
        numbered=re.compile(rf"(?:{'|'.join(map(re.escape, data['numbered']))})$", re.IGNORECASE),
        dividing=frozenset(map(plain, data["dividing"])),
        ordinals=Phrases((word, place) for place, word in enumerate(data["ordinals"], 1)),
        annexes=re.compile(rf"(?:{'|'.join(map(re.escape, data['annexes']))})(?:\s+\S{{1,6}})?$", re.IGNORECASE),
        preambles=frozenset(map(plain, data["preambles"])),
        compounds=frozenset(data["compounds"]),
        footnotes=tuple(data["footnotes"]),
        furniture=frozenset(map(plain, data["furniture"])),
        closings=re.compile(rf"(?:(?:{'|'.join(data['closings'])})\s*)+"),
        adopted=tuple(map(plain, data["adopted"])),
        sessions=re.compile(times["sessions"], re.IGNORECASE),
        ends=tuple(phrases["ends"]),
        starts=tuple(titles["starts"]),
        speakers=frozenset(map(plain, accounts.get("speakers", ()))),
        deeds=listed(accounts.get("deeds", ())),
        sayings=by_force(accounts.get("verbs", {})),
        clauses=by_force(accounts.get("clauses", {})),
        **plains,
    )


def by_value(table: dict[str, list[str]]) -> Phrases[str]:
    """Lists of phrases, each with the name of its list."""
    return Phrases((phrase, name) for name, phrases in table.items() if name != "not_actors" for phrase in phrases)


def by_force(table: dict[str, str]) -> Phrases[str]:
    """Verbs, each with the first of its forces that instrument files take."""
    known = {"", *FORCES}
    return Phrases(
        (verb, next((one for one in forces.split("|") if one in known), "")) for verb, forces in table.items()
    )


def read_recurrences(times: dict[str, Any]) -> Phrases[str]:
    """What is said of how often, and the words that say the same in the way that intervals are read."""
    means = {plain(item["words"]): item["means"] for item in times.get("plain", ())}
    return Phrases((phrase, means.get(plain(phrase), phrase)) for phrase in times["recurrences"])
