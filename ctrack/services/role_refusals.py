"""What the server refused a role, in the words of the register: who it is, what it may do, and whom to ask."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from ctrack.domain.failures import Failure, Message, Refused, marked
from ctrack.domain.records.grants import RoleSight
from ctrack.store.access import role_grants
from ctrack.store.work import Register


class NotPermitted(Refused):
    message = marked(
        "The role {role} is {duties} in this register and may not do this{what}; nothing was recorded. Ask {people}."
    )


class NoPart(Refused):
    message = marked("The role {role} has no part in this register. Ask {people}: 'ctrack access grant' gives one.")


def describe_role(register: Register) -> RoleSight | None:
    """What the role that is connected has, asked anew after something was refused; None where nobody can say."""
    try:
        with register.engine.connect() as connection:
            return role_grants.read_sight(connection)
    except (DBAPIError, Failure):
        return None


def read_refusal(failure: Failure) -> str | None:
    """What the server refused for want of rights, "" where it named nothing; None where it was something else."""
    cause = failure.__cause__
    if not isinstance(cause, DBAPIError) or getattr(cause.orig, "sqlstate", None) != "42501":
        return None
    said = str(cause.orig).partition("\n")[0]
    return said.removeprefix("ctrack: ").strip() if said.startswith("ctrack: ") else ""


def refuse_for(sight: RoleSight, what: str, duties: str, people: str) -> Refused:
    """The failure that tells a refusal of the server in the words of the register."""
    if not sight.grants and not sight.is_full:
        return NoPart(role=sight.role, people=people)
    named = Message(marked(" to {what}"), {"what": what}) if what else ""
    return NotPermitted(role=sight.role, duties=duties, what=named, people=people)
