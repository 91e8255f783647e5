"""Who has which part in a register, what changed of that, and what a check of it found, as documents."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.messages import join_words
from ctrack.domain.records.grants import Gap, Grant, GrantChange, PartialVerdict, RoleSight
from ctrack.domain.vocabulary import Duty, Level
from ctrack.render.document import Block, Column, Document, Fact, Facts, Paragraph, Table, Tone
from ctrack.text.language import current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.inventory import view_sound
from ctrack.views.moves import change

DUTIES = {
    Duty.READER: marked("reader"),
    Duty.CONTRIBUTOR: marked("contributor"),
    Duty.FOCAL_POINT: marked("focal point"),
    Duty.COORDINATOR: marked("coordinator"),
    Duty.ADMINISTRATOR: marked("administrator"),
}
WRITES = {
    Duty.READER: marked("nothing"),
    Duty.CONTRIBUTOR: marked("status updates of what is with the agency"),
    Duty.FOCAL_POINT: marked("everything of the party but the texts: updates, assignments, agencies, people"),
    Duty.COORDINATOR: marked("everything"),
    Duty.ADMINISTRATOR: marked("everything, and who has access"),
}
GAPS = {
    "old": marked("The policies are those of another version of ctrack; 'ctrack access grant' lays these anew."),
    "open": marked("The rows of {name} are not told apart: row-level security is off, or does not bind the owner."),
    "widened": marked("A policy on {name} is none of ctrack's, and may let through more."),
    "public": marked("Everybody on the server has privileges on {name} (PUBLIC)."),
    "idle": marked("The trigger {name} is switched off or gone."),
    "gone": marked("The role {name} has a part and is no more on this server; whoever makes it anew gets the part."),
    "unbound": marked("The role {name} is a superuser or has BYPASSRLS: its part does not bind it."),
    "unlisted": marked("The role {name} has privileges on tables and no part in the register."),
}


def view_grants(grants: list[Grant]) -> Document:
    """Who has which part, a line each."""
    columns = (
        Column("role", _("Role"), tone=lambda value: Tone.STRONG),
        Column("duty", _("As"), show=lambda value: _(DUTIES[Duty(str(value))])),
        Column("party", _("Party"), show=lambda value: value or "–"),
        Column("agency", _("Agency"), show=lambda value: value or "–"),
        Column("level", _("Notes up to"), show=lambda value: words.say(words.LEVEL_WORDS, str(value))),
        Column("granted_by", _("Granted by")),
        Column("granted_at", _("Since"), show=words.say_short),
    )
    rows = [tuple(grant_data(each)[column.key] for column in columns) for each in grants]
    blocks: list[Block] = [Table("rows", columns, rows)]
    data = {"rows": [grant_data(each) for each in grants], "total": len(grants)}
    return Document(_("Access"), current_language(), tuple(blocks), data)


def grant_data(grant: Grant) -> dict[str, Any]:
    """A part as JSON holds it."""
    return {**asdict(grant), "duty": grant.duty.value, "level": grant.level.value}


def view_grant_changes(changes: list[GrantChange]) -> Document:
    """Parts that were given or taken away, before and after."""
    blocks: list[Block] = []
    for each in changes:
        one = each.after or each.before
        assert one is not None
        part = change(say_part(each.before), say_part(each.after))
        blocks.append(Facts((Fact("role", _("Role"), one.role, Tone.STRONG), Fact("access", _("Access"), part))))
    data = {
        "changes": [
            {
                "before": grant_data(each.before) if each.before else None,
                "after": grant_data(each.after) if each.after else None,
            }
            for each in changes
        ]
    }
    return Document(_("Access"), current_language(), tuple(blocks), data)


def say_part(grant: Grant | None) -> str:
    """A part in words: `reader of LY (notes: public)`."""
    if grant is None:
        return _("none")
    duty, level = _(DUTIES[grant.duty]), words.say(words.LEVEL_WORDS, grant.level.value)
    if grant.duty.sees_all:
        return duty
    if grant.duty is not Duty.READER:
        return _("{duty} of {whose}").format(duty=duty, whose=grant.agency or grant.party)
    whose = grant.party or _("every party")
    return _("{duty} of {whose} (notes: {level})").format(duty=duty, whose=whose, level=level)


def say_duties(sight: RoleSight) -> str:
    """All parts of a role, in a sentence."""
    if not sight.grants:
        return _("owner") if sight.is_full else _("none")
    return join_words((say_part(each) for each in sight.grants), _)


def say_people(sight: RoleSight) -> str:
    """Who gives access."""
    return join_words(sight.administrators, _)


def view_role(sight: RoleSight, gaps: list[Gap]) -> Document:
    """What a role has, and what is amiss."""
    sees = _("everything") if sight.is_full else say_sight(sight)
    written = dict.fromkeys(_(WRITES[each.duty]) for each in sight.grants) or (
        [_("everything")] if sight.is_full else [_("nothing")]
    )
    facts = (
        Fact("role", _("Role"), sight.role, Tone.STRONG),
        Fact("access", _("Access"), say_duties(sight)),
        Fact("sees", _("Sees"), sees),
        Fact("writes", _("Writes"), join_words(written, _)),
        Fact("administrators", _("Administrators"), say_people(sight)),
    )
    told = [Paragraph(_(GAPS[gap.kind]).format(name=gap.name), Tone.WARNING) for gap in gaps]
    if sight.is_full and not gaps:
        told = [Paragraph(_("The policies hold: nothing is amiss."), Tone.GOOD)]
    data = {
        "role": sight.role,
        "sees_all": sight.is_full,
        "grants": [grant_data(each) for each in sight.grants],
        "administrators": list(sight.administrators),
        "gaps": [asdict(gap) for gap in gaps],
    }
    return Document(_("Access"), current_language(), (Facts(facts), *told), data)


def say_sight(sight: RoleSight) -> str:
    """Which parties a role sees, and notes up to which level."""
    return join_words((say_seen(each) for each in sight.grants), _) or _("nothing")


def say_seen(grant: Grant) -> str:
    """The party that a part shows; for a contributor that of the agency."""
    if grant.duty is Duty.CONTRIBUTOR:
        return _("the party of {agency} (notes: {level}; of what is with it, all)").format(
            agency=grant.agency, level=words.say(words.LEVEL_WORDS, Level.RESTRICTED.value)
        )
    level = words.say(words.LEVEL_WORDS, grant.level.value)
    return _("{whose} (notes: {level})").format(whose=grant.party or _("every party"), level=level)


def view_part_verdict(verdict: PartialVerdict) -> Document:
    """What a role that sees a part could check, and how much of it was withheld."""
    whole = view_sound(verdict.entries, verdict.head)
    entries = translate_count("{count} entry", "{count} entries", verdict.withheld)
    text = _(
        "Only the part that you see could be checked: of {entries} the links of the chain, and not what they tell. A "
        "coordinator checks all of it."
    ).format(entries=entries)
    data = {
        **whole.data,
        "holds": True,
        "is_whole": False,
        "entries_withheld": verdict.withheld,
        "reports_withheld": verdict.papers_withheld,
    }
    return Document(_("Verification"), current_language(), (*whole.blocks, Paragraph(text, Tone.WARNING)), data)
