"""The closed vocabularies of the register: the words that users type are the values that are stored."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How far a party has come with a commitment; `not_reported` is where all begin and cannot be set."""

    NOT_REPORTED = "not_reported"
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    PARTIALLY_IMPLEMENTED = "partially_implemented"
    IMPLEMENTED = "implemented"
    NOT_APPLICABLE = "not_applicable"
    OVERTAKEN_BY_EVENTS = "overtaken_by_events"


SETTABLE_STATUSES = tuple(status for status in Status if status is not Status.NOT_REPORTED)
CLOSED_STATUSES = (Status.IMPLEMENTED, Status.NOT_APPLICABLE, Status.OVERTAKEN_BY_EVENTS)
NOT_COUNTED_STATUSES = (Status.NOT_APPLICABLE, Status.OVERTAKEN_BY_EVENTS)
UNDER_WAY_STATUSES = (Status.IN_PROGRESS, Status.PARTIALLY_IMPLEMENTED)

# How far along each status is; a later update with a smaller figure has moved backwards.
STATUS_RANK = {
    Status.NOT_REPORTED: 0,
    Status.NOT_STARTED: 0,
    Status.IN_PROGRESS: 1,
    Status.PARTIALLY_IMPLEMENTED: 2,
    Status.IMPLEMENTED: 3,
}


class DueState(StrEnum):
    """Where an undertaking, or one date of it, stands against its due date; derived from today, never stored.

    `missed` is of a date that has gone by, of what comes round; `not_looked_up` of another party than the home party,
    where a date has gone by and nobody has observed anything.
    """

    OVERDUE = "overdue"
    MISSED = "missed"
    NOT_LOOKED_UP = "not_looked_up"
    DUE_SOON = "due_soon"
    LATER = "later"
    MET = "met"
    MET_LATE = "met_late"
    CLOSED = "closed"
    NONE = "none"


class Kind(StrEnum):
    """What a commitment asks for."""

    ACTION = "action"
    EVENT = "event"
    DELIVERABLE = "deliverable"
    REVIEW = "review"
    NORM = "norm"
    REPORTING = "reporting"
    CAPACITY = "capacity"


class Addressee(StrEnum):
    """Whom the text of a commitment addresses."""

    MEMBER_STATES = "member_states"
    UN_SYSTEM = "un_system"
    BOTH = "both"
    GENERAL_ASSEMBLY = "general_assembly"
    REGIONAL_ORGANIZATIONS = "regional_organizations"
    PARTICIPANTS = "participants"
    NAMED = "named"


class Verification(StrEnum):
    """How sure we are of what the text says: read in it, told of it, or neither yet."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    UNCHECKED = "unchecked"


class Voice(StrEnum):
    """Who speaks in a status update."""

    AGENCY = "agency"
    COORDINATOR = "coordinator"
    EXTERNAL = "external"


class Level(StrEnum):
    """Who may read a note: everybody, those to whom the State gives the report, or the State itself."""

    PUBLIC = "public"
    RESTRICTED = "restricted"
    INTERNAL = "internal"


class Duty(StrEnum):
    """What a role of a database server is to a register."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    FOCAL_POINT = "focal_point"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"

    @property
    def sees_all(self) -> bool:
        """Whether all parties are open to it."""
        return self in (Duty.COORDINATOR, Duty.ADMINISTRATOR)


class Position(StrEnum):
    """The stance that a party took towards a commitment."""

    SUPPORTED = "supported"
    SUPPORTED_IN_PART = "supported_in_part"
    NOTED = "noted"
    NOT_APPLICABLE = "not_applicable"


class Priority(StrEnum):
    """How pressing a party holds a commitment to be."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class PartyKind(StrEnum):
    """What sort of body is bound."""

    STATE = "state"
    UN_SYSTEM = "un_system"
    GENERAL_ASSEMBLY = "general_assembly"
    REGIONAL_ORGANIZATION = "regional_organization"
    OTHER = "other"


class Relation(StrEnum):
    """How one commitment relates to another, read from the first to the second."""

    EQUAL = "equal"
    SUBSET = "subset"
    SUPERSET = "superset"
    INTERSECTS = "intersects"
    REAFFIRMS = "reaffirms"
    IMPLEMENTS = "implements"
    SUCCEEDS = "succeeds"


class Basis(StrEnum):
    """What a link rests on: both texts were read, one is known from the press, or nobody has looked yet."""

    READ = "read"
    PRESS = "press"
    UNCHECKED = "unchecked"


class MailState(StrEnum):
    """How far a mail of the outbox has come: waiting, in somebody's hands, gone, refused for good, or overtaken."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class DigestWish(StrEnum):
    """In how many mails somebody wants to be reminded: one a day, one a week, or one for each commitment."""

    DAILY = "daily"
    WEEKLY = "weekly"
    SINGLE = "single"


class AnswerKind(StrEnum):
    """What an answer to a reminder is: of the status, a date of one's own, a pause, a refusal, or that it was read."""

    STATUS = "status"
    TARGET = "target"
    WAIT = "wait"
    NOT_MINE = "not_mine"
    SEEN = "seen"
    UNCLEAR = "unclear"


class AnswerState(StrEnum):
    """How far an answer has come; nothing waits for a person where it was seen alone."""

    OPEN = "open"
    RECORDED = "recorded"
    DISMISSED = "dismissed"
    SEEN = "seen"


class AnswersWish(StrEnum):
    """What becomes of somebody's answers without a word of who keeps the register."""

    RECORD = "record"


class InstrumentKind(StrEnum):
    """What sort of document an instrument is."""

    DECLARATION = "declaration"
    PLAN_OF_ACTION = "plan_of_action"
    STRATEGY = "strategy"
    RESOLUTION = "resolution"
    CONFERENCE = "conference"
    OTHER = "other"


# The verb by which the text binds, strongest first; the words are those of UN resolutions.
FORCES = (
    "decides", "demands", "must", "commits", "resolves", "recommits", "reaffirms", "directs", "requests", "urges",
    "calls_upon", "calls_for", "should", "recommends", "should_consider", "states_should_consider", "may_wish",
    "encourages", "invites", "stresses", "emphasizes", "underscores", "highlights", "affirms", "recognizes", "recalls",
    "supports", "welcomes", "intends",
)  # fmt: skip
