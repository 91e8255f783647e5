"""The schema: every table of the register, on SQLite and PostgreSQL alike.

Texts for people are maps of languages in JSON. Deadlines are kept as EDTF together with the first and last day
they span. On SQLite the tables are STRICT, so that a wrong type is refused and not stored.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import SchemaItem

from ctrack.domain.vocabulary import (
    Addressee,
    AnswerKind,
    AnswerState,
    Basis,
    InstrumentKind,
    Kind,
    Level,
    MailState,
    PartyKind,
    Position,
    Priority,
    Relation,
    Status,
    Verification,
    Voice,
)

# The revision that this version of the program reads and writes; `migrations/` brings a database to it.
SCHEMA_REVISION = "0016"

# An absent map is NULL, not the JSON word null.
Words = JSON(none_as_null=True)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def define(name: str, *items: SchemaItem) -> Table:
    """A table of the register, STRICT where the engine can.

    A numbered row never gets the number of one that is gone: undo brings rows back under their own.
    """
    numbered = any(isinstance(item, Column) and item.name == "id" for item in items)
    return Table(name, metadata, *items, sqlite_strict=True, sqlite_autoincrement=numbered)


def one_of(column: str, words: type) -> CheckConstraint:
    """The CHECK that a column holds one of the words of a closed vocabulary, or nothing where it may be empty."""
    listed = ", ".join(f"'{word.value}'" for word in words)  # type: ignore[attr-defined]
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def points_to(column: str, target: str, *, optional: bool = False) -> Column[int]:
    """A column that names a row of another table."""
    return Column(column, Integer, ForeignKey(target), nullable=optional)


def rare(column: str, *besides: str, there: str = "") -> Index:
    """An index over the few rows in which a column is filled, or which meet a condition of SQLite.

    It is so on PostgreSQL too, by its revision; to say it here would load all that SQLAlchemy knows of that engine.
    """
    return Index(None, column, *besides, sqlite_where=text(there or f"{column} IS NOT NULL"))


instrument = define(
    "instrument",
    Column("id", Integer, primary_key=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("ordinal", Integer, nullable=False),
    Column("symbol", Text),
    Column("kind", Text, nullable=False),
    Column("title", Words, nullable=False),
    Column("short", Words),
    Column("nature", Words),
    Column("adopted_on", Text),
    Column("adopted_by", Words),
    Column("adopted_at", Words),
    Column("adopted_note", Words),
    Column("url", Text),
    Column("languages", Words),
    Column("review", Words),
    Column("scale", Text, nullable=False, server_default="ctrack"),
    Column("notes", Words),
    Column("relations", Words),
    Column("history", Words),
    Column("origin", Text, nullable=False),
    # Whether the text binds as a whole; none where it is not known.
    Column("binding", Boolean),
    # What the catalogue says where this register corrects it, by column; and since when it is out of sight, and why.
    Column("corrections", Words),
    Column("withdrawn", Words),
    # The words of its own for statuses, where they are none of the shipped scales; and what an upgrade put others for.
    Column("own_scale", Words),
    Column("earlier", Words),
    one_of("kind", InstrumentKind),
    CheckConstraint("origin IN ('catalogue', 'own')", name="origin"),
)

section = define(
    "section",
    Column("id", Integer, primary_key=True),
    points_to("instrument_id", "instrument.id"),
    Column("slug", Text, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("title", Words, nullable=False),
    Column("corrections", Words),
    Column("earlier", Words),
    UniqueConstraint("instrument_id", "slug"),
)

commitment = define(
    "commitment",
    Column("id", Integer, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    points_to("instrument_id", "instrument.id"),
    points_to("section_id", "section.id"),
    Column("ordinal", Integer, nullable=False),
    Column("paragraph", Words),
    Column("paragraph_note", Words),
    Column("kind", Text, nullable=False),
    Column("addressee", Text, nullable=False),
    Column("addressee_parties", Words),
    Column("force", Text),
    Column("title", Words, nullable=False),
    Column("summary", Words),
    Column("note", Words),
    Column("deadline", Text),
    Column("deadline_first", Date),
    Column("deadline_last", Date),
    Column("deadline_words", Words),
    Column("recurrence", Text),
    Column("sources", Words, nullable=False),
    Column("verification", Text, nullable=False),
    # Whether it binds, whatever its verb.
    Column("binding", Boolean),
    # Whether it is an act of all of its addressees together, so that none of them owes it alone.
    Column("is_joint", Boolean),
    # The date to which its own body moved the deadline, and who says so; the deadline of the text stays beside it.
    Column("moved_deadline", Text),
    Column("moved_last", Date),
    Column("moved_sources", Words),
    Column("corrections", Words),
    Column("withdrawn", Words),
    # The keys of its themes with a blank on either side of each (`domain.themes`).
    Column("themes", Text),
    # What it said before an upgrade of its instrument put other words for it: when, which column, and what it was.
    Column("earlier", Words),
    one_of("kind", Kind),
    one_of("addressee", Addressee),
    one_of("verification", Verification),
    Index(None, "section_id"),
    Index(None, "instrument_id", "ordinal"),
)

link = define(
    "link",
    Column("id", Integer, primary_key=True),
    points_to("commitment_id", "commitment.id"),
    points_to("to_commitment_id", "commitment.id", optional=True),
    points_to("to_instrument_id", "instrument.id", optional=True),
    Column("relation", Text, nullable=False),
    # Why they are linked, and what that rests on; who confirmed it, and on which day.
    Column("reason", Words),
    Column("basis", Text),
    Column("confirmed_by", Text),
    Column("confirmed_on", Date),
    one_of("relation", Relation),
    one_of("basis", Basis),
    CheckConstraint("(to_commitment_id IS NULL) <> (to_instrument_id IS NULL)", name="one_target"),
    UniqueConstraint("commitment_id", "to_commitment_id", "to_instrument_id", "relation"),
    Index(None, "to_commitment_id"),
)

party = define(
    "party",
    Column("id", Integer, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("name", Words, nullable=False),
    # Whether all that addresses its kind binds it here; False where it is only named by a commitment.
    Column("is_tracked", Boolean, nullable=False),
    one_of("kind", PartyKind),
)

agency = define(
    "agency",
    Column("id", Integer, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    points_to("parent_id", "agency.id", optional=True),
    # Whose agency it is; none means the home party's.
    points_to("party_id", "party.id", optional=True),
    Column("withdrawn", Words),
)

person = define(
    "person",
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("email", Text),
    Column("language", Text),
    Column("time_zone", Text),
    points_to("agency_id", "agency.id", optional=True),
    Column("is_active", Boolean, nullable=False),
    Column("withdrawn", Words),
    # How they want to be reminded, and the days on which another is, both included; empty: as the office has it.
    Column("digest", Text),
    Column("hour", Integer),
    Column("away_from", Date),
    Column("away_until", Date),
    points_to("deputy_id", "person.id", optional=True),
    # Whether their answers to reminders are recorded at once; empty: somebody looks at them first.
    Column("answers", Text),
)

undertaking = define(
    "undertaking",
    Column("id", Integer, primary_key=True),
    points_to("commitment_id", "commitment.id"),
    points_to("party_id", "party.id"),
    # The first party that the text binds: it answers for a commitment that does not bind the home party.
    Column("is_lead", Boolean, nullable=False),
    Column("position", Text),
    Column("priority", Text),
    Column("tags", Text, nullable=False, server_default=""),
    Column("target", Text),
    Column("target_last", Date),
    # Where the party stands now: kept in step with the status updates, in the same transaction. Of what comes round it
    # is the standing of the occurrence in hand; `store.current_state` tells what the undertaking counts as.
    Column("status", Text, nullable=False),
    Column("progress", Integer, nullable=False),
    Column("status_on", Date),
    # When the status was last told of, which a later day of the same status moves too.
    Column("told_on", Date),
    Column("voice", Text),
    Column("updated_on", Date),
    Column("is_regressed", Boolean, nullable=False),
    # The last day that counts: of the occurrence in hand, else of the text as its body moved it, else of the target.
    Column("due_last", Date),
    # Who does it: the agency that leads, the focal point, and whom an unanswered reminder goes to in the end.
    points_to("lead_id", "agency.id", optional=True),
    points_to("person_id", "person.id", optional=True),
    points_to("overseer_id", "person.id", optional=True),
    # How it comes round again (`domain.recurrence`): the interval, what it counts from, the first date, the last day.
    Column("every", Text),
    Column("counts_from", Text),
    Column("anchor", Text),
    Column("until", Date),
    # The occurrence in hand, and its last day; none where it does not come round, or no more.
    Column("occurrence", Text),
    Column("occurrence_last", Date),
    # The day on which the occurrence before it was met.
    Column("met_on", Date),
    # How often the target was moved to a later day, and the date that it puts off now.
    Column("postponed", Integer),
    Column("postponed_from", Text),
    # The commitment is an act of all together.
    Column("is_joint", Boolean),
    # The commitment or its instrument was taken out of sight.
    Column("is_withdrawn", Boolean),
    # The status is known to hold since `status_on` at the latest, and no better.
    Column("is_on_or_before", Boolean),
    # No reminder goes out until after this day.
    Column("snoozed_until", Date),
    # The word of the instrument's own scale by which the status was told last.
    Column("own_status", Text),
    one_of("status", Status),
    one_of("position", Position),
    one_of("priority", Priority),
    CheckConstraint("progress BETWEEN 0 AND 100", name="progress"),
    UniqueConstraint("commitment_id", "party_id"),
    Index(None, "party_id", "due_last"),
    Index(None, "party_id", "status"),
    # All that is asked to count whose sides a list has.
    Index(None, "party_id", "is_lead", "commitment_id", "is_withdrawn"),
    Index(None, "due_last"),
    rare("lead_id"),
    rare("person_id"),
    rare("target_last"),
    rare("priority"),
    rare("counts_from", "party_id"),
    rare("tags", there="tags <> ''"),
)

# The dates on which an undertaking that comes round was due, or is due next: those that somebody has reported on, those
# that went by, and the one that is open. What comes after follows from the rule.
occurrence = define(
    "occurrence",
    Column("id", Integer, primary_key=True),
    points_to("undertaking_id", "undertaking.id"),
    Column("due", Text, nullable=False),
    Column("due_last", Date, nullable=False),
    # How far it has come: none where nobody has said anything of it; and the day on which it was met.
    Column("status", Text),
    Column("progress", Integer),
    Column("closed_on", Date),
    Column("is_met", Boolean, nullable=False),
    UniqueConstraint("undertaking_id", "due_last"),
    # Those that were not met, of which some are missed; and those that were met too late.
    rare("due_last", there="is_met IS 0"),
    rare("closed_on", there="is_met IS 1 AND closed_on > due_last"),
)

contribution = define(
    "contribution",
    Column("id", Integer, primary_key=True),
    points_to("undertaking_id", "undertaking.id"),
    points_to("agency_id", "agency.id"),
    UniqueConstraint("undertaking_id", "agency_id"),
    Index(None, "agency_id"),
)

journal = define(
    "journal",
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("command", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("journal.number"), unique=True),
    Column("changes", Words, nullable=False),
    Column("previous", Text, nullable=False, unique=True),
    Column("hash", Text, nullable=False, unique=True),
    # The revision of the schema in whose columns the changes are told; none of what was written before 0008.
    Column("layout", Text),
    Index(None, "command"),
)

status_update = define(
    "status_update",
    Column("id", Integer, primary_key=True),
    # Not held to be there: where the undertaking itself is undone, what was said of it stays.
    Column("undertaking_id", Integer, nullable=False),
    # Deferred: the entry is written last, when all its changes are known.
    Column(
        "journal_number",
        Integer,
        ForeignKey("journal.number", deferrable=True, initially="DEFERRED"),
        nullable=False,
    ),
    # Which occurrence it is said of; held no more to be there than the undertaking is.
    Column("occurrence_id", Integer),
    Column("status", Text),
    Column("progress", Integer),
    # In EDTF; "../2018" where it was so in 2018 at the latest.
    Column("effective", Text, nullable=False),
    Column("effective_on", Date, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("voice", Text, nullable=False),
    Column("note", Words),
    Column("note_folded", Text),
    Column("level", Text, nullable=False),
    Column("target", Text),
    Column("target_last", Date),
    Column("sources", Words),
    Column("verification", Text),
    # When somebody saw that it was so.
    Column("seen_on", Text),
    # The word of the instrument's own scale that was said.
    Column("own_status", Text),
    Column("retracts_id", Integer, ForeignKey("status_update.id")),
    # Of one that another register brought: where it stands among those of this one, whose place is their key.
    Column("place", Float),
    one_of("status", Status),
    one_of("voice", Voice),
    one_of("level", Level),
    one_of("verification", Verification),
    CheckConstraint("progress BETWEEN 0 AND 100", name="progress"),
    Index(None, "undertaking_id"),
    Index(None, "journal_number"),
    Index(None, "effective_on"),
    rare("retracts_id"),
)

# The entries of the journals of other registers that were merged into this one, each as it was written there.
foreign_entry = define(
    "foreign_entry",
    Column("hash", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("command", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("undoes", Integer),
    Column("changes", Words, nullable=False),
    Column("previous", Text, nullable=False),
    Column("layout", Text),
    Index(None, "previous"),
)

setting = define(
    "setting",
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# What goes to one person in one piece, and how far it has come. No key of it is held to be there: it tells what was
# sent, whatever becomes of the register.
mail = define(
    "mail",
    Column("id", Integer, primary_key=True),
    Column("message_id", Text, nullable=False, unique=True),
    Column("person_id", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("address", Text),
    Column("language", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Text),
    Column("claimed_by", Text),
    Column("claimed_at", Text),
    Column("channel", Text),
    Column("sent_at", Text),
    Column("error", Text),
    one_of("state", MailState),
    Index(None, "state"),
)

reminder = define(
    "reminder",
    Column("id", Integer, primary_key=True),
    Column("undertaking_id", Integer, nullable=False),
    Column("due_last", Date, nullable=False),
    Column("threshold", Integer, nullable=False),
    Column("person_id", Integer, nullable=False),
    Column("is_escalated", Boolean, nullable=False),
    points_to("mail_id", "mail.id"),
    # What an answer to it has to carry: drawn by lot, and known to nobody but its reader.
    Column("token", Text),
    UniqueConstraint("undertaking_id", "due_last", "threshold", "person_id"),
    Index(None, "mail_id"),
    Index(None, "token", unique=True),
)

# What people wrote back, each of one undertaking, by the Message-ID of their mail; their words as they wrote them.
answer = define(
    "answer",
    Column("id", Integer, primary_key=True),
    Column("message_id", Text, nullable=False),
    Column("undertaking_id", Integer, nullable=False),
    Column("person_id", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("received_at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text),
    Column("progress", Integer),
    # In EDTF: a target of their own, or until when they ask to be left alone.
    Column("day", Text),
    Column("line", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("state", Text, nullable=False),
    # The entry of the journal by which it was recorded.
    Column("entry", Integer),
    one_of("kind", AnswerKind),
    one_of("status", Status),
    one_of("state", AnswerState),
    CheckConstraint("progress BETWEEN 0 AND 100", name="progress"),
    UniqueConstraint("message_id", "undertaking_id"),
    Index(None, "undertaking_id"),
    Index(None, "state"),
)

# Every paper that was kept, each with the SHA-256 of itself and by it of all before it (`store.ledger`).
report = define(
    "report",
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("made_at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("name", Text, nullable=False),
    # Texts alone, in JSON and ISO 8601, so that every byte of a row is under its hash.
    Column("scope", Text, nullable=False),
    Column("filter", Text, nullable=False),
    Column("as_of", Text, nullable=False),
    Column("known_at", Text),
    Column("language", Text, nullable=False),
    Column("format", Text, nullable=False),
    # The entry that it stands on, and the hash of that.
    Column("entry", Integer, ForeignKey("journal.number"), nullable=False),
    Column("head", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("sha256", Text),
    Column("file", Text),
    Column("submitted_to", Text),
    Column("previous", Text, nullable=False, unique=True),
    Column("hash", Text, nullable=False, unique=True),
    Index(None, "fingerprint"),
    # Whoever writes an entry of the journal is asked for what points to it.
    Index(None, "entry"),
)

# What was sent to an agency to be filled in, under a mark drawn by lot, and the entry of the journal that it speaks of.
pack = define(
    "pack",
    Column("id", Integer, primary_key=True),
    Column("token", Text, nullable=False, unique=True),
    Column("made_at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("back_by", Date),
    Column("entry", Integer, nullable=False),
    # The SHA-256 of its rows, and the public key that it is signed with.
    Column("digest", Text, nullable=False),
    Column("signer", Text),
    Index(None, "agency"),
)

# What each of its rows said as it was sent, by field, for a three-way merge.
pack_row = define(
    "pack_row",
    Column("id", Integer, primary_key=True),
    points_to("pack_id", "pack.id"),
    Column("undertaking_id", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("sent", JSON, nullable=False),
    UniqueConstraint("pack_id", "undertaking_id"),
)

# What came back, in the words of whoever filled it in, what became of each field, and the entry that recorded it.
pack_return = define(
    "pack_return",
    Column("id", Integer, primary_key=True),
    points_to("pack_id", "pack.id"),
    Column("received_at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("entry", Integer),
    Column("said", JSON, nullable=False),
    Index(None, "pack_id"),
)

APPEND_ONLY = (status_update, journal, report, foreign_entry)
# The log of what was sent and what came back: no part of what the register states, and so in no journal entry and in no
# digest.
OUTBOX = (mail, reminder, answer, pack, pack_row, pack_return)
STATED = tuple(table for table in metadata.tables.values() if table not in (*OUTBOX, report, foreign_entry))
