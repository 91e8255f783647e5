"""What each operative paragraph asks: its verb and force, whether it binds, whom, when, and under what title."""

from __future__ import annotations

from collections.abc import Iterator

from ctrack.domain.frozen import dataclass
from ctrack.domain.official_texts.addressees import (
    find_carried,
    find_first,
    find_helpers,
    find_object,
    is_itself,
    split_object,
)
from ctrack.domain.official_texts.fronts import Front
from ctrack.domain.official_texts.openings import Opening, skip_adverbs
from ctrack.domain.official_texts.passages import Passage, Role
from ctrack.domain.official_texts.phrases_of_words import Phrases, plain, plain_words
from ctrack.domain.official_texts.times import Timing, read_timing
from ctrack.domain.official_texts.titles import propose_title
from ctrack.domain.official_texts.tongue import Tongue
from ctrack.domain.vocabulary import Addressee, Kind

_WORDS = 200
_AND = frozenset({"and", "et"})
_HEAD = 700
_WEAK = frozenset({"", "recalls", "recognizes", "welcomes", "supports", "reaffirms", "affirms"})
_STRESSING = frozenset({"stresses", "emphasizes", "underscores", "highlights"})
_ASKS_AFTER = (
    frozenset({"", "recalls", "recognizes", "welcomes", "reaffirms", "affirms", "intends", "supports"}) | _STRESSING
)
# What those who declare something say of themselves.
_OWN = frozenset({"commits", "recommits", "resolves", "intends", "decides", "supports", "welcomes"}) | _STRESSING
_CARRYING = frozenset({"recognizes", "reaffirms", "affirms", "recalls", "calls_for", "", "welcomes"}) | _STRESSING


@dataclass(frozen=True, slots=True)
class Demand:
    """What a passage asks. `verb` is as it is written, and may be that of its lead; `asks_later` stands behind it.

    Where a guess rests on little, its word is among `doubts`.
    """

    place: int
    passage: Passage
    verb: str
    force: str
    addressee: Addressee
    timing: Timing
    kind: Kind
    title: str
    is_binding: bool = False
    is_lead: bool = False
    asks_nothing: bool = False
    asks_later: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """The verb of a passage, its force, and the text behind it; `is_own` where no lead lends it."""

    verb: str
    force: str
    rest: str
    is_own: bool = True


class Reading:
    """The demands of a text, one passage after the other."""

    def __init__(self, passages: list[Passage], tongue: Tongue, front: Front) -> None:
        self.passages, self.tongue, self.front = passages, tongue, front
        self.leads = {item.parent for item in passages if item.parent is not None}
        self.sayings: dict[int, Saying] = {}
        self.addressees: dict[int, Addressee | None] = {}

    def read(self) -> Iterator[Demand]:
        """What each operative passage asks."""
        for place, passage in enumerate(self.passages):
            if passage.role in (Role.OPERATIVE, Role.LEAD):
                demand = self.read_one(place, passage)
                if passage.role is Role.OPERATIVE:
                    yield demand

    def read_one(self, place: int, passage: Passage) -> Demand:
        """What one passage asks."""
        saying = self.sayings[place] = self.say(passage)
        may_ask_later = saying.force in _ASKS_AFTER and not self.restates(passage, saying) and "call" not in saying.verb
        later = self.find_later(saying) if may_ask_later else None
        force = later[1] if later else saying.force
        found = self.find_addressee(passage, saying, later)
        self.addressees[place] = found
        addressee = found or self.default_addressee(passage, saying)
        self.addressees[place] = addressee if found else None
        doubts = () if found else ("addressee",)
        if not force:
            doubts = (*doubts, "force")
        return Demand(
            place=place,
            passage=passage,
            verb=saying.verb,
            force=force,
            addressee=addressee,
            timing=read_timing(passage.text, self.tongue, self.front.adopted),
            kind=self.find_kind(passage, force),
            title=propose_title(self.deed(saying, later), self.tongue),
            is_binding=self.binds(passage, saying),
            is_lead=place in self.leads and passage.opens_list,
            asks_nothing=not force
            or is_itself(passage.text, self.tongue)
            or (force in _WEAK and later is None and saying.is_own and not self.modal(passage.text)),
            asks_later=later[0] if later else "",
            doubts=doubts,
        )

    # The verb.

    def say(self, passage: Passage) -> Saying:
        """The verb of a passage: its own, that of its lead, or a modal within it."""
        begin, text = passage.begin, passage.text
        rest = " ".join(text.split()[begin.length :])
        lead = self.lead_of(passage)
        if lead is not None and begin.kind is not Opening.VERB:
            return self.say_item(passage, lead)
        if begin.kind in (Opening.VERB, Opening.DECLARING) and begin.verb:
            force = (
                self.modal(text)
                if begin.kind is Opening.DECLARING and not begin.force and not begin.verb
                else begin.force
            )
            if force in ("reaffirms", "affirms") and self.modal(rest[:200]) == "states_should_consider":
                force = "states_should_consider"
            saying = Saying(begin.verb, force or "", rest)
            return self.say_lead(saying) if passage.opens_list and begin.kind is Opening.DECLARING else saying
        found = self.find_modal(text)
        return Saying(found[0], found[1], text) if found else Saying("", "", text)

    def lead_of(self, passage: Passage) -> Saying | None:
        """The verb that a passage takes from its lead."""
        return self.sayings.get(passage.parent) if passage.parent is not None else None

    def say_item(self, passage: Passage, lead: Saying) -> Saying:
        """The verb of an item: one by which the lead's own speaker speaks to others, else that of its lead."""
        text = passage.text
        kept = Saying(lead.verb, lead.force, text, is_own=False)
        if passage.parent is not None and self.addressees.get(passage.parent):
            return kept
        written = text.split(None, 12)[:12]
        words = plain_words(" ".join(written))
        start = skip_adverbs(words, 1 if words[:1] == ["to"] else 0, self.tongue)
        found = self.tongue.plain_verbs.match(words, start)
        if found is None or self.tongue.kept.match(words, start) is not None or not found[1]:
            return kept
        end = start + found[0]
        return Saying(" ".join(written[start:end]), found[1], " ".join(text.split()[end:]))

    def say_lead(self, saying: Saying) -> Saying:
        """The last verb of a lead, for which its list stands: "We recognize ..., and resolve to:"."""
        words = plain_words(saying.rest)
        strong = [item for item in self.tongue.plain_verbs.find(words) if item[2] and item[2] not in _ASKS_AFTER]
        strong = [item for item in strong if {"and", "we"} & set(words[max(0, item[0] - 2) : item[0]])]
        if not strong:
            return saying
        start, length, force = strong[-1]
        written = saying.rest.split()
        return Saying(" ".join(written[start : start + length]), force, " ".join(written[start + length :]))

    def find_modal(self, text: str) -> tuple[str, str] | None:
        """The first modal of a text, and its force."""
        return first_of(self.tongue.modals, text)

    def modal(self, text: str) -> str:
        """The force of the first modal of a text."""
        found = self.find_modal(text)
        return found[1] if found else ""

    def find_later(self, saying: Saying) -> tuple[str, str, str] | None:
        """A verb that asks behind one that does not: the verb, its force, and the text behind it."""
        written = saying.rest.split(None, _WORDS)[:_WORDS]
        words = plain_words(" ".join(written))
        adverbs = {phrase[-1] for phrase in self.tongue.adverbs.values}
        if saying.force in _STRESSING and find_carried(" ".join(written[:8]), self.tongue):
            return None
        for start, length, force in self.tongue.asking.find(words):
            if not start or (force in _STRESSING and saying.force):
                continue
            before = words[start - 1]
            if (
                written[start - 1].endswith((",", ";"))
                or before in _AND
                or before in adverbs
                or self.tongue.code == "ar"
            ):
                return " ".join(written[start : start + length]), force, " ".join(saying.rest.split()[start + length :])
        return None

    # The addressee.

    def find_addressee(self, passage: Passage, saying: Saying, later: tuple[str, str, str] | None) -> Addressee | None:
        """Whom a passage addresses; None where it says nothing of that."""
        if later is not None and (found := find_object(later[2], self.tongue)):
            return found
        if not saying.is_own and passage.parent is not None and self.addressees.get(passage.parent):
            return self.addressees[passage.parent]
        if self.front.declares(passage) and not saying.is_own:
            return find_helpers(saying.rest, self.tongue)
        if passage.begin.kind is Opening.DECLARING and saying.force in _OWN:
            return None
        if saying.force in _CARRYING and (found := find_carried(saying.rest, self.tongue)):
            return found
        if not self.is_own_act(saying) and (found := find_object(saying.rest, self.tongue)):
            return found
        own = self.is_act_of_organ(passage, saying) or passage.begin.kind is Opening.DECLARING
        return None if own else find_first(saying.rest, self.tongue)

    def is_own_act(self, saying: Saying) -> bool:
        """Whether an organ decides what it does itself: "Decides to", "Expresses its intention"."""
        first = plain(saying.rest[:40]).partition(" ")[0].strip(",")
        if saying.force == "intends":
            return True
        if saying.force != "decides" or self.has_duty(saying.rest):
            return False
        # The Arabic "that" stands before what an organ does itself as before what others do.
        is_open = first == "ان" and find_first(saying.rest, self.tongue) is None
        return is_open or first in ("to", "de", "d'") or saying.rest[-1:] in ("", ":")

    def is_act_of_organ(self, passage: Passage, saying: Saying) -> bool:
        """Whether a passage, or the lead of its list, tells what an organ does itself."""
        if saying.is_own or passage.parent is None:
            return self.is_own_act(saying)
        return saying.force == "decides" and not self.addressees.get(passage.parent)

    def default_addressee(self, passage: Passage, saying: Saying) -> Addressee:
        """Whom a passage addresses that names nobody: who speaks, or the States."""
        if self.front.declares(passage) or passage.begin.kind is Opening.DECLARING:
            return self.front.speakers
        if self.is_act_of_organ(passage, saying):
            return Addressee.GENERAL_ASSEMBLY if self.front.body == "general_assembly" else Addressee.UN_SYSTEM
        return Addressee.MEMBER_STATES

    # The rest.

    def binds(self, passage: Passage, saying: Saying) -> bool:
        """Whether a passage binds: a decision of the Security Council under Chapter VII, or one that it recalls."""
        if self.front.body != "security_council":
            return False
        if saying.force != "decides":
            return self.restates(passage, saying)
        lead = self.passages[passage.parent].text if passage.parent is not None else ""
        has_duty = self.has_duty(passage.text) or self.has_duty(lead)
        is_own = self.is_own_act(saying) and not has_duty
        return self.front.is_chapter_vii and not is_own and not is_itself(passage.text, self.tongue)

    def restates(self, passage: Passage, saying: Saying) -> bool:
        """Whether a passage recalls what States are bound to already: "Recalls its decision that all States shall"."""
        if self.front.body != "security_council" or saying.force in ("decides", "requests"):
            return False
        words = plain(passage.text[:_HEAD])
        head = words.split(" and urges ")[0]
        says_so = any(sign in head for sign in self.tongue.restated) or saying.force in ("recalls", "reaffirms")
        return says_so and self.has_duty(head)

    def has_duty(self, text: str) -> bool:
        """Whether a text says that States shall do something."""
        head = f" {' '.join(plain_words(text[:_HEAD]))} "
        return any(f" {duty} " in head for duty in self.tongue.duties)

    def find_kind(self, passage: Passage, force: str) -> Kind:
        """What kind of thing is asked for, by the words of the passage."""
        words = plain_words(" ".join(passage.text.split()[: _WORDS // 3]))
        kinds = {value for _start, _length, value in self.tongue.kinds.find(words)}
        order = ("reporting", "review", "event", "norm", "capacity", "deliverable")
        if force in ("recalls", "reaffirms", "recognizes", "welcomes", "supports", ""):
            return Kind.NORM
        return Kind(next((kind for kind in order if kind in kinds), "action"))

    def deed(self, saying: Saying, later: tuple[str, str, str] | None) -> str:
        """The text of what is asked, behind the words that name the addressee."""
        rest = later[2] if later else saying.rest
        if not saying.is_own:
            return rest
        behind = split_object(rest, self.tongue)[1]
        return behind if len(behind.split()) > 2 else rest


def first_of(phrases: Phrases[str], text: str) -> tuple[str, str] | None:
    """The first of some phrases in a text, and its value."""
    written = text.split(None, _WORDS)[:_WORDS]
    for start, length, value in phrases.find(plain_words(" ".join(written))):
        return " ".join(written[start : start + length]), value
    return None


def read_demands(passages: list[Passage], tongue: Tongue, front: Front) -> list[Demand]:
    """What the operative passages of a text ask."""
    return list(Reading(passages, tongue, front).read())
