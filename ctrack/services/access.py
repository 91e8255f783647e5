"""The service of access: who is given which part of a register on PostgreSQL, and what a role may do there.

What a role sees and writes is held by the server (`store.access`), whatever program it comes by. Nothing here decides
it: this only writes down who has which part, and says in words what the server refused.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from ctrack.domain.failures import Misused, NotFound, Refused, marked, offer
from ctrack.domain.frozen import replace
from ctrack.domain.nearness import nearest
from ctrack.domain.records.grants import Gap, Grant, GrantChange, RoleSight
from ctrack.domain.vocabulary import Duty, Level
from ctrack.services.lookups import check_party, find_agency
from ctrack.store.access import arrangement, role_grants
from ctrack.store.work import Register

# Up to which level notes are told, unless it is said otherwise.
LEVELS = {Duty.READER: Level.PUBLIC}


class AccessNeedsServer(Refused):
    message = marked(
        "{path} is a file: whoever may read the file reads all of it, and the modes of the file are all there is. "
        "Roles with parts of a register are for PostgreSQL."
    )


class AccessNotArranged(Refused):
    message = marked(
        "Nobody's access is told apart in this register yet. The first 'ctrack access grant ROLE' by its owner {owner} "
        "does that."
    )


class UnknownRole(NotFound):
    message = marked(
        "There is no role {role} on this server.{nearest} Whoever runs the server makes it first: CREATE ROLE {quoted} "
        "LOGIN."
    )


class UnboundRole(Refused):
    message = marked(
        "The role {role} is a superuser or has BYPASSRLS: the server keeps nothing from it. Give access to an ordinary "
        "role."
    )


class OwnerKeepsAll(Refused):
    message = marked(
        "The role {role} owns the tables of this register or acts for who does, and may do everything. Give people "
        "roles of their own."
    )


class NotArranger(Refused):
    message = marked("The policies of this register are to be laid, which only its owner {owner} may do.")


class DutyMissing(Misused):
    message = marked("Say what the role is to be: --as reader, contributor, focal_point, coordinator or administrator.")


class DutyNeedsParty(Misused):
    message = marked("A focal point is that of a party: give --party CODE.")


class DutyNeedsAgency(Misused):
    message = marked("A contributor is that of an agency: give --agency CODE.")


class DutyIsOfAll(Misused):
    message = marked("{option} does not go with --as {duty}.")


class NoSuchGrant(NotFound):
    message = marked("The role {role} has no such part in this register; 'ctrack access list' shows who has which.")


def check_server(register: Register) -> None:
    """Refuse a file: it has modes and no roles."""
    if register.place.path is not None:
        raise AccessNeedsServer(path=register.place.shown)


def make_request(
    connection: Connection, role: str, duty: Duty | None, party: str | None, agency: str | None, level: Level | None
) -> Grant:
    """A part as it is asked for, its party and its agency as the register spells them; raises Misused or NotFound."""
    duty = duty or (Duty.CONTRIBUTOR if agency else None)
    if duty is None:
        raise DutyMissing()
    if duty is Duty.FOCAL_POINT and not party:
        raise DutyNeedsParty()
    if duty is Duty.CONTRIBUTOR and not agency:
        raise DutyNeedsAgency()
    unfit = {
        "--agency": agency and duty is not Duty.CONTRIBUTOR,
        "--party": party and duty not in (Duty.READER, Duty.FOCAL_POINT),
        "--level": level and duty is not Duty.READER,
    }
    for option, is_unfit in unfit.items():
        if is_unfit:
            raise DutyIsOfAll(option=option, duty=duty.value)
    return Grant(
        role,
        duty,
        check_party(connection, party) if party else "",
        find_agency(connection, agency) if agency else "",
        level or LEVELS.get(duty, Level.INTERNAL),
    )


def grant_access(connection: Connection, wanted: Grant) -> GrantChange:
    """Give a role a part, or change up to which level it is told; lays the policies where they are not there yet."""
    check_role(connection, wanted.role)
    arrange(connection)
    before = next((each for each in role_grants.read_grants(connection, wanted.role) if is_same(each, wanted)), None)
    if before is not None and before.level is wanted.level:
        return GrantChange(before, before)
    if before is not None:
        role_grants.drop_grant(connection, before)
    role_grants.add_grant(connection, wanted)
    return GrantChange(before, wanted)


def arrange(connection: Connection) -> None:
    """Lay the policies of this version where they are not there; raises NotArranger for who may not."""
    if arrangement.is_there(connection) and arrangement.is_current(connection):
        return
    if not role_grants.may_arrange(connection):
        raise NotArranger(owner=arrangement.find_home_and_owner(connection)[1])
    arrangement.lay(connection)


def check_role(connection: Connection, name: str) -> None:
    """Refuse a role that is not there, or that the server keeps nothing from."""
    role = role_grants.find_role(connection, name)
    if role is None:
        close = offer(nearest(name, role_grants.list_roles(connection)))
        raise UnknownRole(role=name, nearest=close, quoted='"' + name.replace('"', '""') + '"')
    if role.is_unbound:
        raise UnboundRole(role=name)
    if role.is_owner:
        raise OwnerKeepsAll(role=name)


def is_same(one: Grant, other: Grant) -> bool:
    """Whether both are the same part, told up to whichever level."""
    return role_grants.key_of(one) == role_grants.key_of(other)


def revoke_access(
    connection: Connection, role: str, duty: Duty | None = None, party: str | None = None, agency: str | None = None
) -> list[GrantChange]:
    """Take away all parts of a role, or those of a duty, a party or an agency; raises NoSuchGrant."""
    check_arranged(connection)
    code = check_party(connection, party) if party else None
    body = find_agency(connection, agency) if agency else None
    found = [
        each
        for each in role_grants.read_grants(connection, role)
        if duty in (None, each.duty) and code in (None, each.party) and body in (None, each.agency)
    ]
    if not found:
        raise NoSuchGrant(role=role)
    if arrangement.find_home_and_owner(connection)[1].strip('"') == role:
        raise OwnerKeepsAll(role=role)
    arrange(connection)
    for each in found:
        role_grants.drop_grant(connection, each)
    return [GrantChange(each, None) for each in found]


def list_access(connection: Connection, party: str | None = None) -> list[Grant]:
    """Who has which part; with a party, who sees that."""
    check_arranged(connection)
    code = check_party(connection, party) if party else None
    agencies = {key for key, whose in read_bodies(connection) if whose == code}
    return [
        each
        for each in role_grants.read_grants(connection)
        if code is None or each.party == code or (not each.party and not each.agency) or each.agency in agencies
    ]


def read_bodies(connection: Connection) -> list[tuple[str, str]]:
    """The code of each agency with that of its party; the home party's where none is named."""
    statement = text(
        "SELECT a.code, p.code FROM agency a JOIN party p ON p.id = coalesce(a.party_id, ctrack_access.real_home())"
    )
    return [(row[0], row[1]) for row in connection.execute(statement)]


def check_arranged(connection: Connection) -> None:
    """Refuse where nobody's access was ever told apart."""
    if not arrangement.is_there(connection):
        raise AccessNotArranged(owner=arrangement.find_home_and_owner(connection)[1])


def check_access(connection: Connection, role: str | None = None) -> tuple[RoleSight, list[Gap]]:
    """What a role has, the one that is connected or another, and what is amiss with the arrangement."""
    check_arranged(connection)
    own = role_grants.read_sight(connection)
    assert own is not None
    gaps = role_grants.find_gaps(connection) if own.is_full else []
    if role is None or role == own.role:
        return own, gaps
    known = role_grants.find_role(connection, role)
    if known is None:
        check_role(connection, role)
    grants = tuple(role_grants.read_grants(connection, role))
    is_full = known is not None and (known.is_owner or any(each.duty.sees_all for each in grants))
    return replace(own, role=role, grants=grants, is_full=is_full), gaps
