"""What can go wrong: one small class per failure, holding the facts and the sentence that tells them.

`message` is a template over the facts, in English, and is what gettext translates. A sentence says what
happened, where, and what to do next.
"""

from __future__ import annotations

from collections.abc import Callable

from ctrack.domain.exits import ExitCode
from ctrack.domain.messages import Message as Message
from ctrack.domain.messages import marked as marked
from ctrack.domain.messages import offer as offer

# What failures call the texts that they speak of.
SPOKEN_WORDS = (marked("note"), marked("text"))


class Failure(Exception):
    """A failure with a sentence for people and an exit code for scripts."""

    exit_code = ExitCode.FAILED
    message = ""
    # The facts that are words and no names, and are told in the reader's language.
    spoken: tuple[str, ...] = ()

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    def tell(self, translate: Callable[[str], str] = marked) -> str:
        """The sentence, in the language of `translate`; so is what the system says among its facts."""
        from ctrack.domain.system_words import speak

        facts = {name: speak(fact) for name, fact in self.facts.items()}
        words = {name: translate(fact) for name in self.spoken if isinstance(fact := facts.get(name), str)}
        return Message(self.message, {**facts, **words}).tell(translate)

    def __str__(self) -> str:
        return self.tell()


class NotFound(Failure):
    """Something was named that the register does not hold."""

    exit_code = ExitCode.NOT_FOUND


class Refused(Failure):
    """What was asked is against the rules or in conflict with what is there."""

    exit_code = ExitCode.REFUSED


class Misused(Failure):
    """The command line itself was not understood."""

    exit_code = ExitCode.USAGE


class UnknownCode(NotFound):
    message = marked("There is no commitment {code} in this register.{nearest} 'ctrack list' shows all.")


class AmbiguousCode(NotFound):
    message = marked("{code} fits more than one commitment: {matches}. Write more of the code.")


class UnknownInstrument(NotFound):
    message = marked(
        "There is no instrument {slug} in this register. It holds: {known}. 'ctrack instrument list' tells their names."
    )


class UnknownSection(NotFound):
    message = marked("There is no section {slug}. Nearest: {nearest}.")


class UnknownParty(NotFound):
    message = marked(
        "There is no party {code} in this register.{nearest} It holds: {known}. 'ctrack party add CODE' adds a State."
    )


class NoUndertaking(NotFound):
    message = marked("{party} has no undertaking under {code}: the text addresses {addressee}.")


class NotHomesToUpdate(NotFound):
    message = marked(
        "{code} does not bind {party}; it binds {others}. Give --party to record what one of these has done."
    )


class NothingMatches(NotFound):
    message = marked("No undertaking fits the filter: {filter}.")


class UnknownEntry(NotFound):
    message = marked("The journal has no entry {number}; it runs from 1 to {last}.")


class NotACountry(NotFound):
    message = marked(
        "{code} is not the ISO 3166 code of a State that the catalogue knows.{nearest} "
        "A body of another kind is added with 'ctrack party add {code} --name ...'."
    )


class BadProgress(Refused):
    message = marked("Progress is a whole number from 0 to 100; {value} is not.")


class UnsettableStatus(Refused):
    message = marked("The status not_reported cannot be set: it means that nobody has said anything yet.")


class ProgressContradicts(Refused):
    message = marked("Progress {progress} contradicts the status {status}; give one of them, or both in agreement.")


class NothingToRecord(Misused):
    message = marked(
        "There is nothing to record: give a status, a progress, a note, a target or another option; "
        "'ctrack update --help' lists them."
    )


class FutureDate(Refused):
    message = marked("{date} lies in the future (today is {today}); an update tells what has happened.")


class TextTooLong(Refused):
    spoken = ("what",)
    message = marked(
        "The {what} has {length} characters and the register takes {most}; shorten it, and keep the document beside it."
    )


class TextNotStorable(Refused):
    spoken = ("what",)
    message = marked("The {what} holds a character that cannot be stored ({character}); take it out and try again.")


class EmptyText(Refused):
    spoken = ("what",)
    message = marked("The {what} is empty; nothing was recorded.")


class AlreadyThere(Refused):
    message = marked("{what} is in this register already.")


class NothingToUndo(Refused):
    message = marked("There is nothing to undo: no command stands but that which made this register.")


class NotUndoable(Refused):
    message = marked("Entry {number} ({command}) cannot be undone: {reason}.{instead}")


class CatalogueFault(Refused):
    message = marked("{file}, line {line}: {reason}")


class BrokenJournal(Failure):
    exit_code = ExitCode.INTEGRITY
    message = marked(
        "The journal of {path} does not hold together: entry {number} is not what was written. Restore a backup."
    )


class RegisterTampered(Failure):
    exit_code = ExitCode.INTEGRITY
    message = marked(
        "The register {path} does not hold what it said: {what} of entry {number} differs{code}. Restore a backup."
    )


class FingerprintUnknown(Failure):
    exit_code = ExitCode.INTEGRITY
    message = marked(
        "The register {path} does not hold what the paper {fingerprint} says: its entry {number} is another one, or "
        "missing. The journal from entry 1 on is whole in itself, so this is another register or an older copy."
    )


class DatabaseFailure(Failure):
    """The database cannot be worked with as it is."""

    exit_code = ExitCode.DATABASE


class DatabaseMissing(DatabaseFailure):
    message = marked("There is no database at {path}. {command} makes one.")


class DatabaseForeign(DatabaseFailure):
    message = marked("{path} is not a ctrack database. Name another with --db, or make one with 'ctrack init'.")


class DatabaseDamaged(DatabaseFailure):
    spoken = ("detail",)
    message = marked("The database {path} is damaged ({detail}). Restore a backup; nothing was written.")


class TextDamaged(DatabaseDamaged):
    """Bytes that are no text, as who reads them sees it: which row holds them is known to whoever searches for it."""


class DatabaseUnreadable(DatabaseFailure):
    spoken = ("detail",)
    message = marked("The database {path} cannot be opened: {detail}.")


class DatabaseUnwritable(DatabaseFailure):
    spoken = ("detail",)
    message = marked("The database {path} can be read but not written: {detail}. Nothing was recorded.")


class DatabaseLocked(DatabaseFailure):
    message = marked(
        "The database {path} is in use by another program, and after {seconds} s of waiting nothing was recorded. Try "
        "again, or let ctrack wait for longer: 'ctrack config set db.wait 600'."
    )


class OutcomeUnknown(DatabaseFailure):
    message = marked(
        "The connection to {path} was lost just as this was being recorded, and in {seconds} s no server came back "
        "that could tell. Before you do it again, let 'ctrack log' tell whether it is there."
    )


class DatabaseGone(DatabaseFailure):
    message = marked(
        "The database {path} was removed or replaced while it was in use: what was recorded went into the file that "
        "stood there before, and is not in this one. Bring that file back, or record it again."
    )


class DatabaseTooOld(DatabaseFailure):
    message = marked("The database {path} has an older layout ({found}). 'ctrack db upgrade' brings it up to date.")


class DatabaseTooNew(DatabaseFailure):
    message = marked("The database {path} was made by a newer ctrack ({found}). Install that version to use it.")


class DatabaseExists(Refused):
    message = marked("{path} exists already and was left alone. Choose another place with --db, or move it away.")


class ServerUnreachable(DatabaseFailure):
    message = marked(
        "The database server at {path} does not answer: {detail}. See whether it runs, and whether host and port are "
        "right: 'pg_isready -h HOST -p PORT'."
    )


class DriverMissing(DatabaseFailure):
    message = marked("This database needs a driver that is not installed. 'pip install \"ctrack[{extra}]\"' brings it.")


class DiskFull(Failure):
    message = marked("The disk that holds {path} is full; nothing was recorded. Make room and try again.")


class FileUnreadable(Failure):
    spoken = ("detail",)
    message = marked("{path} cannot be read: {detail}.")


class FileNotText(Refused):
    message = marked("{path} is not UTF-8 text (byte {position}); convert it and try again.")


class ConfigurationFault(Failure):
    spoken = ("reason",)
    exit_code = ExitCode.USAGE
    message = marked("{path}: {reason}")


class UnknownSetting(NotFound):
    message = marked("There is no setting {key}. Settings: {known}.")


class EditorFailed(Failure):
    message = marked("The editor {editor} ended with an error; nothing was recorded. Use --note or --note-file.")
