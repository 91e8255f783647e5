"""The rows that say which role has which part, and what the server says of roles and of what guards the tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, text

from ctrack.domain.frozen import dataclass
from ctrack.domain.records.grants import Gap, Grant, RoleSight
from ctrack.domain.vocabulary import Duty, Level
from ctrack.store.access.arrangement import find_home_and_owner, is_current, is_there
from ctrack.store.access.withheld import SCHEMA
from ctrack.store.tables import metadata

_COLUMNS = "role_name, duty, party, agency, level, granted_by, to_char(granted_at, 'YYYY-MM-DD') AS granted_at"
_KEY = "role_name = :role AND duty = :duty AND party = :party AND agency = :agency"


@dataclass(frozen=True, slots=True)
class ServerRole:
    """A role as the server knows it: whether row-level security holds it back, and whether it owns the tables."""

    name: str
    is_unbound: bool
    is_owner: bool


def read_grants(connection: Connection, role: str | None = None) -> list[Grant]:
    """All parts, or those of one role, in the order of roles."""
    where = "" if role is None else "WHERE role_name = :role "
    statement = text(f"SELECT {_COLUMNS} FROM {SCHEMA}.access_grant {where}ORDER BY role_name, duty, party, agency")
    return [make_grant(row) for row in connection.execute(statement, {} if role is None else {"role": role})]


def make_grant(row: Row[Any]) -> Grant:
    """A row as a record."""
    return Grant(
        row.role_name, Duty(row.duty), row.party, row.agency, Level(row.level), row.granted_by, row.granted_at
    )  # fmt: skip


def add_grant(connection: Connection, grant: Grant) -> None:
    """Give a role a part; the server gives it the privileges that follow."""
    statement = (
        f"INSERT INTO {SCHEMA}.access_grant (role_name, duty, party, agency, level) "
        "VALUES (:role, :duty, :party, :agency, :level)"
    )
    connection.execute(text(statement), {**key_of(grant), "level": grant.level.value})


def drop_grant(connection: Connection, grant: Grant) -> None:
    """Take a part away, with the privileges that followed from it."""
    connection.execute(text(f"DELETE FROM {SCHEMA}.access_grant WHERE {_KEY}"), key_of(grant))


def key_of(grant: Grant) -> dict[str, str]:
    """What tells one part from another."""
    return {"role": grant.role, "duty": grant.duty.value, "party": grant.party, "agency": grant.agency}


def read_sight(connection: Connection) -> RoleSight | None:
    """What the role that is connected has; None where access was never arranged."""
    if not is_there(connection):
        return None
    role, is_full, known = connection.execute(
        text(f"SELECT session_user::text, {SCHEMA}.is_full(), {SCHEMA}.administrators()::text[]")
    ).one()
    grants = connection.execute(text(f"SELECT {_COLUMNS} FROM {SCHEMA}.mine()"))
    return RoleSight(role, is_full, tuple(map(make_grant, grants)), tuple(known or ()))


def find_role(connection: Connection, name: str) -> ServerRole | None:
    """A role of the server."""
    _home, owner = find_home_and_owner(connection)
    statement = text(
        "SELECT rolname, rolsuper OR rolbypassrls AS is_unbound, pg_has_role(oid, to_regrole(:owner), 'USAGE') AS owns "
        "FROM pg_roles WHERE rolname = :name"
    )
    row = connection.execute(statement, {"name": name, "owner": owner}).one_or_none()
    return ServerRole(row.rolname, row.is_unbound, row.owns) if row is not None else None


def list_roles(connection: Connection) -> list[str]:
    """The roles of the server that may log in."""
    statement = text("SELECT rolname FROM pg_roles WHERE rolcanlogin ORDER BY rolname")
    return list(connection.scalars(statement))


def may_arrange(connection: Connection) -> bool:
    """Whether the role that is connected may lay policies: it owns the tables, or may act for who does."""
    _home, owner = find_home_and_owner(connection)
    return bool(connection.scalar(text("SELECT pg_has_role(to_regrole(:owner), 'MEMBER')"), {"owner": owner}))


def find_gaps(connection: Connection) -> list[Gap]:
    """Whatever is amiss with the arrangement: first whether it is of this version, then tables, triggers, roles."""
    gaps = [] if is_current(connection) else [Gap("old", "")]
    return [*gaps, *find_open_tables(connection), *find_idle_triggers(connection), *find_wrong_roles(connection)]


def find_open_tables(connection: Connection) -> Iterator[Gap]:
    """Tables whose rows are not told apart, and those that everybody may use."""
    home, _owner = find_home_and_owner(connection)
    for table in metadata.sorted_tables:
        place = f"{home}.{table.name}"
        row = connection.execute(
            text(
                "SELECT relrowsecurity AND relforcerowsecurity AS holds, "
                "EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid AND NOT starts_with(polname, 'ctrack_')) "
                "AS is_widened, "
                "EXISTS (SELECT FROM aclexplode(relacl) WHERE grantee = 0) AS is_public "
                "FROM pg_class c WHERE oid = to_regclass(:place)"
            ),
            {"place": place},
        ).one()
        if not row.holds:
            yield Gap("open", table.name)
        if row.is_widened:
            yield Gap("widened", table.name)
        if row.is_public:
            yield Gap("public", table.name)


def find_idle_triggers(connection: Connection) -> Iterator[Gap]:
    """Triggers of the register and of access that were switched off, and guards that are gone."""
    home, _owner = find_home_and_owner(connection)
    idle = text(
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid "
        "WHERE NOT tgisinternal AND tgenabled <> 'O' AND c.relnamespace = to_regnamespace(:home) ORDER BY 1, 2"
    )
    for table, name in connection.execute(idle, {"home": home}):
        yield Gap("idle", f"{table}.{name}")
    guards = text("SELECT count(*) FROM pg_trigger WHERE tgname = 'ctrack_guard' AND tgrelid = to_regclass(:place)")
    for name in ("undertaking", "occurrence", "contribution", "agency", "person", "status_update", "journal", "report"):
        if not connection.scalar(guards, {"place": f"{home}.{name}"}):
            yield Gap("idle", f"{name}.ctrack_guard")


def find_wrong_roles(connection: Connection) -> Iterator[Gap]:
    """Roles with a part that the server does not hold to it, or does not know; roles with privileges and no part."""
    grants = {grant.role for grant in read_grants(connection)}
    home, owner = find_home_and_owner(connection)
    for name in sorted(grants):
        role = find_role(connection, name)
        if role is None:
            yield Gap("gone", name)
        elif role.is_unbound and not role.is_owner:
            yield Gap("unbound", name)
    statement = text(
        "SELECT DISTINCT r.rolname FROM pg_class c, aclexplode(c.relacl) a JOIN pg_roles r ON r.oid = a.grantee "
        "WHERE c.relnamespace IN (to_regnamespace(:home), to_regnamespace(:own)) AND c.relkind IN ('r', 'v') "
        "AND c.relname = ANY(:names) AND quote_ident(r.rolname) <> :owner ORDER BY 1"
    )
    names = [table.name for table in metadata.sorted_tables]
    for name in connection.scalars(statement, {"home": home, "own": SCHEMA, "owner": owner, "names": names}):
        if name not in grants:
            yield Gap("unlisted", name)
