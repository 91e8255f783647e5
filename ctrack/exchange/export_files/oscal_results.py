"""Where commitments stand as OSCAL assessment results: a finding for each that somebody reported on.

Nothing is found where nobody looked: what was not reported has no finding, and is not among the controls reviewed. What
does not apply, or was overtaken by events, is an observation and neither satisfied nor unsatisfied.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from ctrack.domain.records.oscal_texts import OscalHead
from ctrack.domain.records.undertakings import Row
from ctrack.domain.vocabulary import NOT_COUNTED_STATUSES, Status
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

# How OSCAL tells that something is on its way.
STATES = {
    Status.NOT_STARTED: "planned",
    Status.IN_PROGRESS: "partial",
    Status.PARTIALLY_IMPLEMENTED: "partial",
    Status.IMPLEMENTED: "implemented",
}


def write(head: OscalHead, rows: Iterable[Row], out: BinaryIO) -> None:
    """Write the results of these undertakings, at least one of which was reported on."""
    told = [row for row in rows if row.status is not Status.NOT_REPORTED]
    counted = [row for row in told if row.status not in NOT_COUNTED_STATUSES]
    plan = name_uuid(head.register, "plan")
    controls = [{"control-id": name} for name in dict.fromkeys(name_token(row.code) for row in told)]
    result: Oscal = {
        "uuid": name_uuid(head.register, "result", head.entry, head.today.isoformat()),
        "title": one_line(head.title),
        "description": "Where each commitment stands by what was reported of it.",
        "start": name_moment(head.today),
        "reviewed-controls": {"control-selections": [{"include-controls": controls}]},
        "observations": [make_observation(head, row) for row in told],
    }
    if counted:
        result["findings"] = [make_finding(head, row) for row in counted]
    resource = {"uuid": plan, "title": "Reporting", "description": "Commitments are reported on, by no written plan."}
    document = {
        "uuid": name_uuid(head.register, "results", head.entry, head.today.isoformat()),
        "metadata": make_head(head),
        "import-ap": {"href": f"#{plan}"},
        "results": [result],
        "back-matter": {"resources": [resource]},
    }
    write_json("assessment-results", document, out)


def make_observation(head: OscalHead, row: Row) -> Oscal:
    """What was reported of an undertaking."""
    facts = {"party": row.party, "status": row.status.value, "own-status": row.own_status, "progress": row.progress,
             "voice": row.voice, "agency": row.agency, "due": row.due, "due-state": row.due_state.value}  # fmt: skip
    return {
        "uuid": name_uuid(head.register, "observation", row.code, row.party),
        "title": one_line(f"{row.code} {row.party}"),
        "description": head.choose(row.title),
        "props": make_props(facts),
        "methods": ["EXAMINE"],
        "collected": name_moment(row.status_on or row.updated_on or head.today),
    }


def make_finding(head: OscalHead, row: Row) -> Oscal:
    """Whether a commitment is met."""
    is_met = row.status is Status.IMPLEMENTED
    return {
        "uuid": name_uuid(head.register, "finding", row.code, row.party),
        "title": one_line(f"{row.code} {row.party}"),
        "description": head.choose(row.title),
        "target": {
            "type": "statement-id",
            "target-id": f"{name_token(row.code)}_smt",
            "status": {"state": "satisfied" if is_met else "not-satisfied", "remarks": row.status.value},
            "implementation-status": {"state": STATES[row.status]},
        },
        "related-observations": [{"observation-uuid": name_uuid(head.register, "observation", row.code, row.party)}],
    }
