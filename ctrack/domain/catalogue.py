"""What an instrument file says, before it is in any register. A text for people is a map of languages."""

from __future__ import annotations

from typing import Any

from ctrack.domain.deadlines import OR_BEFORE
from ctrack.domain.frozen import dataclass, field
from ctrack.domain.vocabulary import (
    Addressee,
    Basis,
    InstrumentKind,
    Kind,
    PartyKind,
    Position,
    Relation,
    Status,
    Verification,
)

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """Who read a document, when (EDTF), in which copy, and what was compared."""

    on: str
    by: str | None = None
    copy: str | None = None
    what: Words | None = None

    def as_map(self) -> dict[str, Any]:
        """The reading as it is stored, without what is not known."""
        return {key: value for key in ("on", "by", "copy", "what") if (value := getattr(self, key)) is not None}


@dataclass(frozen=True, slots=True)
class Source:
    """A citation, the address where the document can be read, and who read it there."""

    words: Words
    url: str | None = None
    read: Reading | None = None

    def as_map(self) -> dict[str, Any]:
        """The citation as it is stored: languages, url and reading side by side."""
        facts = {"url": self.url, "read": self.read.as_map() if self.read else None}
        return {**self.words, **{key: value for key, value in facts.items() if value}}


# What stands beside the languages of a source that is stored.
SOURCE_FACTS = ("url", "read")


@dataclass(frozen=True, slots=True)
class Observation:
    """What really happened, told by somebody else than the party; a status of None is a remark only.

    `on` is when it happened; without it, it was so on `seen_on`, the day on which somebody saw it, at the latest.
    """

    party: str
    status: Status | None
    on: str | None
    verification: Verification
    note: Words | None
    sources: tuple[Source, ...]
    seen_on: str | None = None

    @property
    def effective(self) -> str:
        """When it was so, in EDTF: a date, or the latest one possible; a remark is of the day on which it was made."""
        return self.on or (f"{OR_BEFORE}{self.seen_on}" if self.status else str(self.seen_on))


@dataclass(frozen=True, slots=True)
class Moved:
    """The date, in EDTF, to which a body moved a deadline of its own, and where that is said."""

    deadline: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """How a commitment relates to another one, or to an instrument as a whole (its slug), and why.

    `line` is where its file says so.
    """

    to: str
    relation: Relation
    reason: Words | None = None
    basis: Basis | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class CommitmentEntry:
    """One commitment of an instrument file; `deadline` is EDTF, `deadline_words` what cannot be dated.

    Without an addressee it binds the home party. What is `joint` is an act of all of its addressees together.
    """

    code: str
    section: str
    kind: Kind
    addressee: Addressee | None
    title: Words
    verification: Verification
    sources: tuple[Source, ...]
    addressee_parties: tuple[str, ...] = ()
    force: str | None = None
    paragraph: Words | None = None
    paragraph_note: Words | None = None
    summary: Words | None = None
    note: Words | None = None
    deadline: str | None = None
    deadline_words: Words | None = None
    recurrence: str | None = None
    moved: Moved | None = None
    binding: bool | None = None
    is_joint: bool = False
    themes: tuple[str, ...] = ()
    links: tuple[LinkEntry, ...] = ()
    observed: tuple[Observation, ...] = ()
    positions: dict[str, Position] = field(default_factory=dict)

    def find_addressees(self, home: str) -> tuple[Addressee, tuple[str, ...]]:
        """Whom it binds, and which parties it names."""
        return (Addressee.NAMED, (home,)) if self.addressee is None else (self.addressee, self.addressee_parties)

    @property
    def succeeds(self) -> tuple[str, ...]:
        """The codes for which this one stands now: of what was split, or replaced by a later text."""
        return tuple(link.to for link in self.links if link.relation is Relation.SUCCEEDS)


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A part of an instrument."""

    slug: str
    title: Words


@dataclass(frozen=True, slots=True)
class InstrumentEntry:
    """A whole instrument file."""

    slug: str
    kind: InstrumentKind
    title: Words
    sections: tuple[SectionEntry, ...]
    commitments: tuple[CommitmentEntry, ...]
    short: Words | None = None
    symbol: str | None = None
    nature: Words | None = None
    adopted_on: str | None = None
    adopted_by: Words | None = None
    adopted_at: Words | None = None
    adopted_note: Words | None = None
    url: str | None = None
    languages: tuple[str, ...] = ()
    review: dict[str, object] | None = None
    scale: str = "ctrack"
    own_scale: dict[str, Any] | None = None
    binding: bool | None = None
    notes: tuple[Words, ...] = ()
    relations: tuple[dict[str, object], ...] = field(default=())
    history: tuple[dict[str, object], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """A body that can be bound."""

    code: str
    kind: PartyKind
    name: Words


# What a new register holds where nothing else is asked for; whatever else ships can be added later.
FIRST_INSTRUMENTS = (
    "sc-1373", "gcts-2006", "pve-plan", "sc-2396", "hlc-2018", "ctweek-2020", "dushanbe-2022", "kuwait-2024",
)  # fmt: skip

# Bodies that the catalogue addresses besides States. NFP is the home party of a register made without --party.
UN = PartyEntry(
    "UN",
    PartyKind.UN_SYSTEM,
    {
        "en": "United Nations system",
        "ar": "منظومة الأمم المتحدة",
        "fr": "Système des Nations Unies",
        "es": "Sistema de las Naciones Unidas",
        "ru": "Система Организации Объединенных Наций",
        "zh": "联合国系统",
    },
)
UNGA = PartyEntry(
    "UNGA",
    PartyKind.GENERAL_ASSEMBLY,
    {
        "en": "General Assembly",
        "ar": "الجمعية العامة",
        "fr": "Assemblée générale",
        "es": "Asamblea General",
        "ru": "Генеральная Ассамблея",
        "zh": "大会",
    },
)
REGIONAL = PartyEntry(
    "REG",
    PartyKind.REGIONAL_ORGANIZATION,
    {
        "en": "Regional and subregional organizations",
        "ar": "المنظمات الإقليمية ودون الإقليمية",
        "fr": "Organisations régionales et sous-régionales",
        "es": "Organizaciones regionales y subregionales",
        "ru": "Региональные и субрегиональные организации",
        "zh": "区域和次区域组织",
    },
)
NEUTRAL_HOME = PartyEntry(
    "NFP",
    PartyKind.STATE,
    {
        "en": "National focal point",
        "ar": "جهة التنسيق الوطنية",
        "fr": "Coordonnateur national",
        "es": "Coordinador nacional",
        "ru": "Национальный координатор",
        "zh": "国家协调中心",
    },
)

# Whom an addressee binds, besides the States of the register; the first one named leads.
BOUND_BODIES: dict[Addressee, tuple[PartyEntry, ...]] = {
    Addressee.MEMBER_STATES: (),
    Addressee.UN_SYSTEM: (UN,),
    Addressee.BOTH: (UN,),
    Addressee.GENERAL_ASSEMBLY: (UNGA,),
    Addressee.REGIONAL_ORGANIZATIONS: (REGIONAL,),
    # Which States took part a register knows of itself; whoever is named took part as well.
    Addressee.PARTICIPANTS: (),
    Addressee.NAMED: (),
}
STATE_ADDRESSEES = (Addressee.MEMBER_STATES, Addressee.BOTH, Addressee.PARTICIPANTS)
NAMING = (Addressee.NAMED, Addressee.PARTICIPANTS)


def binds(addressee: Addressee, named: tuple[str, ...], party: str, kind: PartyKind) -> bool:
    """Whether a commitment so addressed binds the party."""
    if addressee in NAMING and party in named:
        return True
    if kind is PartyKind.STATE:
        return addressee in STATE_ADDRESSEES
    return any(body.kind is kind for body in BOUND_BODIES[addressee])


# The verbs that bind by themselves, in a text that can bind at all.
BINDING_FORCES = ("decides", "demands", "must")


def find_binding(own: bool | None, whole: bool | None, force: str | None) -> bool | None:
    """Whether a commitment binds in law: as its row says, whatever the verb; else as its instrument lets it.

    None of a political text binds. Of one that can, what has a verb binds where that is one of decision, and what has
    none, as the articles of a treaty, does.
    """
    if own is not None or not whole:
        return own if own is not None else whole
    return force is None or force in BINDING_FORCES
