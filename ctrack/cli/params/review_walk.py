"""The walk of a review: what each key does, and what is recorded when a commitment is left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from ctrack.cli.console.drafts import begin_draft, drop_draft
from ctrack.cli.console.keys import ACTIONS, Key, read_key, read_line
from ctrack.cli.console.output import Console
from ctrack.cli.console.review_rounds import Round
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.dates import read_date
from ctrack.cli.params.notes import NoteSource, detect_language, read_note
from ctrack.cli.params.percent import ProgressType
from ctrack.domain.failures import Failure
from ctrack.domain.frozen import replace
from ctrack.domain.messages import COMMA, join_words
from ctrack.domain.records.answer_records import AnswerRecord
from ctrack.domain.records.requests import UpdateRequest
from ctrack.domain.records.undertakings import Row
from ctrack.domain.statuswords import STATUS_WORDS
from ctrack.domain.vocabulary import SETTABLE_STATUSES, Status
from ctrack.services.reviews import Step, record_step
from ctrack.store.journal import EntryHead
from ctrack.text.language import translate
from ctrack.text.language import translate as _
from ctrack.views.answer_lists import say_proposal

STATUS_KEYS = tuple(
    Key(status.value, str(number), str(number), STATUS_WORDS[status])
    for number, status in enumerate(SETTABLE_STATUSES, 1)
)
# The tag of what an agency is to be asked about.
ASKED = "asked"
NOTHING = Step(UpdateRequest())


class Walk:
    """One sitting: the commitments, the one that is looked at, and what is to be recorded of it."""

    def __init__(self, invocation: Invocation, console: Console, rows: Sequence[Row], kept: Round) -> None:
        self.invocation, self.console, self.rows, self.kept = invocation, console, rows, kept
        self.step = NOTHING
        self.place = 0
        # Files of notes from the editor, which stay until the step is recorded.
        self.drafts: list[Path] = []
        # What people answered of the commitment that is looked at, and nobody has taken or laid aside.
        self.answers: Sequence[AnswerRecord] = ()

    def go(self) -> None:
        """Walk until the end or until somebody stops; a note that was not recorded is kept in a file."""
        self.tell_resumed()
        try:
            while self.place < len(self.rows):
                if self.rows[self.place].code in self.kept.done:
                    self.place += 1
                elif not self.look():
                    self.console.ask(_("Stopped; 'ctrack review' goes on from here."))
                    return
        except (KeyboardInterrupt, EOFError):
            self.keep_note()
            raise KeyboardInterrupt from None
        except BaseException:
            self.keep_note()
            raise
        self.kept.end()
        self.console.ask(_("That was all."))

    def tell_resumed(self) -> None:
        """Say how many were looked at in an earlier sitting."""
        count = sum(row.code in self.kept.done for row in self.rows)
        if count == len(self.rows):
            self.kept.end()
        elif count:
            self.console.ask(_("Looked at before: {count}. --restart begins anew.").format(count=count))

    def look(self) -> bool:
        """Show one commitment and do what is asked until it is left; False where somebody stops."""
        self.show()
        takes = {
            "status": self.take_status, "note": self.take_note, "postpone": self.take_postpone,
            "snooze": self.take_snooze, "ask": self.take_ask, "answer": self.take_answer,
        }  # fmt: skip
        while True:
            action = read_key(self.console, ACTIONS)
            if action in ("next", "back", "stop"):
                if not self.record():
                    continue
                self.leave(action)
                return action != "stop"
            try:
                self.step = takes[action]()
            except Failure as failure:
                self.console.warn(failure.tell(translate))

    def show(self) -> None:
        """The commitment as it stands now, with the number of those to be looked at."""
        from ctrack.services.listings import show_commitment
        from ctrack.store.answers import list_answers
        from ctrack.views.review import view_card

        row, horizon = self.rows[self.place], self.invocation.horizon
        dossier, self.answers = self.invocation.read(
            lambda unit: (
                show_commitment(unit.connection, row.code, horizon, row.party),
                [each for each in list_answers(unit.connection) if (each.code, each.party) == (row.code, row.party)],
            )
        )
        self.console.show(view_card(dossier, self.place + 1, len(self.rows), self.answers))

    def leave(self, action: str) -> None:
        """Go on to the next commitment or back to the one before; where somebody stops, this one comes again."""
        code = self.rows[self.place].code
        if action == "next":
            self.kept.finish(code)
            self.place += 1
        elif action == "back":
            self.place = max(0, self.place - 1)
            self.kept.reopen(self.rows[self.place].code)

    def record(self) -> bool:
        """Record what was chosen, as one entry; False where that is refused, and the note stays to be tried again."""
        from ctrack.services.updates import check_request
        from ctrack.views.moves import view_moves

        step, row, horizon = self.step, self.rows[self.place], self.invocation.horizon
        if step.is_empty:
            return True
        head = self.make_head(row)
        try:
            if not step.request.is_empty:
                check_request(step.request, horizon.today)
            moves = self.invocation.write(lambda unit: record_step(unit, row, step, head, horizon), head)
        except Failure as failure:
            self.console.warn(failure.tell(translate))
            self.step = Step(UpdateRequest(note=step.request.note))
            return False
        self.step = NOTHING
        self.drop_drafts()
        if moves:
            self.console.show(view_moves(moves))
        self.console.ask(_("Recorded; 'ctrack undo' takes it back."))
        return True

    def make_head(self, row: Row) -> EntryHead:
        """The head of the entry of this step, at the moment at which it is recorded and not that of the first one."""
        moment = self.invocation.moment if self.invocation.environ.get("CTRACK_NOW") else datetime.now(UTC)
        return replace(self.invocation.head(f"review {row.code}"), moment=moment)

    def keep_note(self) -> None:
        """Keep a note that was written and is not recorded."""
        if self.step.request.note:
            text = next(iter(self.step.request.note.values()))
            self.invocation.kept = begin_draft(self.invocation.environ, self.invocation.moment, text)
            self.drop_drafts()

    def drop_drafts(self) -> None:
        """Take away the files of notes that are recorded, or kept in another one."""
        for draft in self.drafts:
            drop_draft(draft)
        self.drafts.clear()

    def take_status(self) -> Step:
        """A status, and how far along where that is open."""
        status = Status(read_key(self.console, STATUS_KEYS))
        self.console.ask(f"{_('Status')}: {_(STATUS_WORDS[status])}")
        progress = None
        if status in (Status.IN_PROGRESS, Status.PARTIALLY_IMPLEMENTED):
            typed = read_line(self.console, _("Per cent, 0 to 100; Enter leaves it as it is."))
            progress = ProgressType().convert(typed, None, None) if typed else None
        return self.changed(status=status, progress=progress)

    def take_note(self) -> Step:
        """A note of one line, or from the editor, after what was noted of the commitment in this step."""
        text = read_line(self.console, _("The note, in one line; Enter alone opens your editor."))
        return self.noted(text or self.read_edited())

    def read_edited(self) -> str:
        """A note from the editor."""
        note = read_note(self.invocation, NoteSource(edits=True))
        self.drafts += [note.draft] if note.draft else []
        return next(iter((note.words or {}).values()), "")

    def take_postpone(self) -> Step:
        """A target of one's own, and why."""
        typed = read_line(self.console, _("Postponed to which date? Such as 2027-06-30, +3m or eoy."))
        if not typed:
            return self.step
        target = read_date(typed, self.invocation.today, "--target")
        self.step = self.changed(target=target)
        return self.noted(read_line(self.console, _("Why? Enter leaves it out.")))

    def take_snooze(self) -> Step:
        """A day until which reminders are quiet."""
        typed = read_line(self.console, _("No reminders until after which day? Such as +2w or 2027-01-31."))
        if not typed:
            return self.step
        return replace(self.step, snoozed_until=read_date(typed, self.invocation.today, "--until").last)

    def take_answer(self) -> Step:
        """What somebody answered by mail: the newest of it."""
        if not self.answers:
            self.console.ask(_("Nobody answered of this commitment."))
            return self.step
        newest = self.answers[-1]
        self.console.ask(f"{_('Answer')}: {say_proposal(newest)}")
        return replace(self.step, answers=(newest.id,))

    def take_ask(self) -> Step:
        """A mark that the agency is to be asked, which +asked finds, with a note that says so; no mail is sent."""
        row = self.rows[self.place]
        who = join_words(filter(None, (row.agency, row.person)), _, COMMA)
        self.step = self.changed(add_tags=(ASKED,))
        told = _("{who}: to be asked for a report.").format(who=who) if who else _("To be asked for a report.")
        self.console.ask(told)
        return self.noted(told)

    def changed(self, **parts: object) -> Step:
        """The step with these parts of its request."""
        return replace(self.step, request=replace(self.step.request, **parts))  # type: ignore[arg-type]

    def noted(self, text: str) -> Step:
        """The step with one paragraph more of its note."""
        if not text.strip():
            return self.step
        whole = "\n\n".join([*(self.step.request.note or {}).values(), text])
        return self.changed(note={detect_language(whole): whole})
