"""What is still to be done as an OSCAL plan of action and milestones: an item for each commitment that is open.

The date that counts is the deadline of a risk, which stays when a target of one's own is later; that is a milestone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from ctrack.domain.records.oscal_texts import OscalHead
from ctrack.domain.records.undertakings import Row
from ctrack.exchange.oscal_parts import (
    Oscal,
    make_head,
    make_props,
    name_moment,
    name_token,
    name_uuid,
    one_line,
    write_json,
)


def write(head: OscalHead, rows: Iterable[Row], out: BinaryIO) -> None:
    """Write the plan of those of these undertakings that are open, of which there is one."""
    found = [row for row in rows if row.is_open]
    risks = [make_risk(head, row) for row in found if row.due_last or row.target_last]
    document: Oscal = {
        "uuid": name_uuid(head.register, "poam", head.entry, head.today.isoformat()),
        "metadata": make_head(head),
        "system-id": {"identifier-type": "https://ietf.org/rfc/rfc4122", "id": name_uuid(head.register)},
    }
    if risks:
        document["risks"] = risks
    document["poam-items"] = [make_item(head, row) for row in found]
    write_json("plan-of-action-and-milestones", document, out)


def make_item(head: OscalHead, row: Row) -> Oscal:
    """A commitment that is open."""
    facts = {
        "control-id": name_token(row.code), "party": row.party, "status": row.status.value, "progress": row.progress,
        "due": row.due, "due-state": row.due_state.value, "target": row.target, "agency": row.agency,
        "focal-point": row.person, "priority": row.filed.get("priority"), "tag": row.tags,
    }  # fmt: skip
    item: Oscal = {
        "uuid": name_uuid(head.register, "item", row.code, row.party),
        "title": one_line(f"{row.code} {head.choose(row.title)}"),
        "description": head.choose(row.title),
        "props": make_props(facts),
    }
    if row.due_last or row.target_last:
        item["related-risks"] = [{"risk-uuid": name_uuid(head.register, "risk", row.code, row.party)}]
    return item


def make_risk(head: OscalHead, row: Row) -> Oscal:
    """That a commitment is not met by its date; a target of one's own is what is done about it."""
    name = name_uuid(head.register, "risk", row.code, row.party)
    risk: Oscal = {
        "uuid": name,
        "title": one_line(row.code),
        "description": head.choose(row.title),
        "statement": "The commitment is not met by its date.",
        "status": "open",
    }
    if row.due_last:
        risk["deadline"] = name_moment(row.due_last, at_end=True)
    if row.target_last:
        milestone = {
            "uuid": name_uuid(name, "milestone"),
            "type": "milestone",
            "title": one_line(row.target or ""),
            "timing": {"on-date": {"date": name_moment(row.target_last, at_end=True)}},
        }
        plan = {"uuid": name_uuid(name, "plan"), "lifecycle": "planned", "title": "Target",
                "description": "A target of the party's own.", "tasks": [milestone]}  # fmt: skip
        risk["remediations"] = [plan]
    return risk
