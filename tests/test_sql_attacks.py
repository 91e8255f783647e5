"""Attacks upon another party's part of a register on PostgreSQL by SQL as the role itself."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from ctrack.store.journal import hash_entry
from ctrack.store.tables import APPEND_ONLY, metadata
from tests.support.attacks import ATTACKERS, HIDDEN, TABLES, Tally, commit, count_own, read_all, try_sql_as
from tests.support.roles import SECRETS, Office, open_office

WRITERS = ("focal", "education", "reader")
REFUSALS = ("ctrack: ", "permission denied", "row-level security", "already", "null")
NEXT = "(SELECT max(number) + 1 FROM public.journal)"
LABELS = (
    "SELECT u.id, c.code || ' ' || p.code FROM undertaking u JOIN commitment c ON c.id = commitment_id "
    "JOIN party p ON p.id = party_id"
)
TALLY = Tally()


@pytest.fixture(scope="module")
def office(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office; the table is printed when everything was tried."""
    with open_office(server, tmp_path_factory.mktemp("sql")) as made:
        yield made
    print(TALLY.tell())


LEAK = (
    "CREATE FUNCTION pg_temp.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS "
    "$$ BEGIN RAISE EXCEPTION 'leaked %', $1; END $$"
)
LOOKING = (
    "SELECT * FROM ctrack_access.access_grant", "SELECT * FROM ctrack_access.access_log",
    "SELECT * FROM ctrack_access.written", "SELECT ctrack_access.label_of(id) FROM generate_series(1, 999) id",
    "SELECT most_common_vals::text FROM pg_stats WHERE tablename IN ('person', 'status_update', 'agency')",
    "SELECT lo_import('/etc/passwd')", "SELECT pg_read_file('/etc/passwd')",
)  # fmt: skip


@pytest.mark.parametrize("kind", ATTACKERS)
def test_sql_of_a_role_reads_its_part(office: Office, kind: str) -> None:
    """SELECT, row locks, cursors, copies, leaky functions and switched-off security give no row that is not its own."""
    counts = count_own(office, kind)
    for name in TABLES:
        for place in (f"public.{name}", f"ctrack_access.{name}"):
            for statements in (
                (f"SELECT t::text FROM {place} t",), (f"SELECT t::text FROM {place} t FOR UPDATE",),
                ("SET row_security = off", f"SELECT t::text FROM {place} t"),
                (f"DECLARE c CURSOR FOR SELECT t::text FROM {place} t", "FETCH ALL FROM c"),
                (f"CREATE TEMP TABLE stolen AS SELECT * FROM {place}", "SELECT t::text FROM stolen t"),
                (f"SELECT t::text FROM {place} t, (SELECT 1) o WHERE t::text LIKE '%Marrakesh%'",),
                (LEAK, f"SELECT count(*) FROM {place} t WHERE pg_temp.leak(t::text)"),
            ):  # fmt: skip
                said, answer = try_sql_as(office, kind, *statements)
                leaked = [each for each in (*SECRETS, *HIDDEN[kind]) if each in f"{said}{answer or ''}"]
                too_many = isinstance(answer, list) and len(answer) > counts[name] and "leak" not in statements[-1]
                TALLY.note("SELECT by SQL", not leaked and not too_many, (kind, statements, leaked, said))
    for statement in LOOKING:
        said, answer = try_sql_as(office, kind, statement)
        TALLY.note("SELECT by SQL", not answer, (kind, statement, said, answer))
    assert TALLY.of(kind, "SELECT by SQL") == []


TOUCHES = (
    ("UPDATE by SQL", "UPDATE public.{name} SET {last} = {last}"),
    ("UPDATE by SQL", "UPDATE public.{name} SET {key} = {key} WHERE true"),
    ("UPDATE by SQL", "UPDATE ctrack_access.{name} SET {last} = NULL"),
    ("DELETE by SQL", "DELETE FROM public.{name}"),
    ("DELETE by SQL", "DELETE FROM ctrack_access.{name}"),
    ("DELETE by SQL", "TRUNCATE public.{name} CASCADE"),
    ("guards by SQL", "ALTER TABLE public.{name} DISABLE TRIGGER ALL"),
    ("guards by SQL", "ALTER TABLE public.{name} DISABLE ROW LEVEL SECURITY"),
    ("guards by SQL", "DROP POLICY ctrack_all ON public.{name}"),
    ("guards by SQL", "CREATE POLICY mine ON public.{name} USING (true)"),
    ("guards by SQL", "ALTER TABLE public.{name} OWNER TO CURRENT_USER"),
    ("guards by SQL", "CREATE RULE mine AS ON SELECT TO public.{name} DO INSTEAD SELECT 1"),
    ("guards by SQL", "DROP TABLE public.{name} CASCADE"),
    ("guards by SQL", "CREATE TRIGGER mine AFTER INSERT ON public.{name} EXECUTE FUNCTION refuse_change()"),
)
OVERRIDES = (
    "SET ROLE owner_OFFICE", "SET ROLE secretariat_OFFICE", "SET SESSION AUTHORIZATION owner_OFFICE",
    "SET session_replication_role = replica", "GRANT owner_OFFICE TO KIND_OFFICE", "ALTER ROLE KIND_OFFICE BYPASSRLS",
    "ALTER ROLE KIND_OFFICE SUPERUSER", "ALTER ROLE owner_OFFICE PASSWORD 'mine'",
    "SELECT ctrack_access.settle('KIND_OFFICE')", "SELECT ctrack_access.refuse('party', '{}')",
    "INSERT INTO ctrack_access.access_grant VALUES ('KIND_OFFICE', 'administrator', '', '', 'internal')",
    "UPDATE ctrack_access.access_grant SET party = 'MA'", "DELETE FROM ctrack_access.access_grant",
    "DELETE FROM ctrack_access.access_log", "UPDATE ctrack_access.written SET role_name = 'x'",
    "DROP SCHEMA ctrack_access CASCADE", "CREATE TABLE ctrack_access.mine (a int)",
    "CREATE OR REPLACE FUNCTION ctrack_access.is_full() RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "ALTER FUNCTION ctrack_access.is_full() OWNER TO CURRENT_USER",
    "UPDATE public.alembic_version SET version_num = '9'", "CREATE TABLE public.mine (a int)",
    "CREATE EXTENSION dblink",
)  # fmt: skip


@pytest.mark.parametrize("kind", ATTACKERS)
def test_sql_of_a_role_writes_its_part(office: Office, kind: str) -> None:
    """UPDATE, DELETE, TRUNCATE and whatever takes guards away touch no row that is not its own to write."""
    before, counts = read_all(office), count_own(office, kind)
    for name in TABLES:
        columns, (key,) = metadata.tables[name].c, metadata.tables[name].primary_key.columns
        is_written = kind == "focal" or (kind == "education" and name in ("undertaking", "occurrence"))
        most = counts[name] if is_written and name not in {table.name for table in APPEND_ONLY} else 0
        for attack, template in TOUCHES:
            statement = template.format(name=name, key=key.name, last=list(columns)[-1].name)
            said, answer = try_sql_as(office, kind, statement)
            held = said != "done" or (attack != "guards by SQL" and isinstance(answer, int) and answer <= most)
            TALLY.note(attack, held, (kind, statement, said, answer))
    for template in OVERRIDES:
        statement = template.replace("OFFICE", office.name).replace("KIND", kind)
        said, _answer = try_sql_as(office, kind, statement)
        TALLY.note("guards by SQL", said != "done", (kind, statement))
    TALLY.note("guards by SQL", read_all(office) == before, f"{kind}: the register is another one")
    assert TALLY.of(kind, "UPDATE by SQL", "DELETE by SQL", "guards by SQL") == []


def forge(office: Office, changes: str, **other: object) -> str:
    """The statement by which an entry is forged that follows upon the newest, with the hash that it should have."""
    ((number, previous),) = office.read("SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1")
    entry = {
        "number": number + 1, "recorded_at": "2026-11-21T09:00:00.000000Z", "author": "x", "command": "update",
        "detail": "x", "undoes": None, "changes": json.loads(changes), "previous": previous,
        **({"layout": None} if "layout" in metadata.tables["journal"].c else {}), **other,
    }  # fmt: skip
    values = {**entry, "changes": changes, "hash": hash_entry(entry)} | other
    shown = ", ".join("NULL" if value is None else f"'{value}'" for value in values.values())
    return f"INSERT INTO public.journal ({', '.join(values)}) VALUES ({shown})"


def tell_change(table: str, key: object, label: str, after: str = '{"status": "y"}') -> str:
    """The changes of an entry that tells of one row."""
    return f'[{{"table": "{table}", "id": {key}, "label": "{label}", "before": {{"status": "x"}}, "after": {after}}}]'


@pytest.mark.parametrize("kind", WRITERS)
def test_history_cannot_be_forged(office: Office, kind: str) -> None:
    """A role cannot rewrite what was said, nor add to the journal or the ledger but what it may tell, at its place."""
    before = read_all(office)
    keys = {label: key for key, label in office.read(LABELS)}
    ma, ly, other = (keys[label] for label in ("KWT-21 MA", "KWT-21 LY", "KWT-22 LY"))
    ((ma_entry,),) = office.read("SELECT max(number) FROM journal WHERE changes::text LIKE '%KWT-21 MA%'")
    ((ma_update,),) = office.read(f"SELECT min(id) FROM status_update WHERE undertaking_id = {ma}")
    lawful = tell_change("undertaking", ly, "KWT-21 LY")
    statements = [
        *(
            forge(office, changes)
            for changes in (
                tell_change("undertaking", ma, "KWT-21 MA"), tell_change("undertaking", ma, "KWT-21 LY"),
                tell_change("undertaking", ly, "KWT-21 MA"), tell_change("undertaking", ly, "KWT-21 LY", "null"),
                tell_change("commitment", 1, "GCTS-OP3A"), tell_change("setting", '"home_party"', "home_party"),
                tell_change("party", 1, "MA"), tell_change("status_update", ma_update, "KWT-21 MA"),
                tell_change("agency", 3, "ma-interior"), '[{"table": "journal", "rows": 1}]', "[7]",
            )
        ),
        *(
            forge(office, lawful, **{key: value})
            for key, value in (
                ("number", 3), ("number", 999999), ("previous", "0" * 64), ("hash", "0" * 64), ("undoes", ma_entry),
                ("undoes", 1),
            )
        ),
        say(ma), say(ly, number="3"), say(ly, number="999999"), say(ly, retracts=str(ma_update)), say(999999),
        say(ly, number="3").replace("public.", "ctrack_access."), say(ma).replace("public.", "ctrack_access."),
        "INSERT INTO public.report SELECT * FROM public.report", "INSERT INTO ctrack_access.report (number) VALUES (7)",
        "INSERT INTO public.journal SELECT * FROM public.journal ON CONFLICT (number) DO UPDATE SET author = 'x'",
    ]  # fmt: skip
    if kind == "education":
        statements += [forge(office, tell_change("undertaking", other, "KWT-22 LY")), say(other)]
    for statement in statements:
        outcome = commit(office, kind, statement)
        held = any(
            word in outcome for word in ("ctrack: ", "permission denied", "row-level security", "already", "null")
        )
        TALLY.note("history forged by SQL", held, (kind, statement, outcome))
    # What is lawful goes through, so that it is not for their form that the others were refused.
    said, _answer = try_sql_as(office, kind, forge(office, lawful))
    assert (said == "done") == (kind != "reader")
    TALLY.note("history forged by SQL", read_all(office) == before, f"{kind}: the register is another one")
    assert TALLY.of(kind, "history forged by SQL") == []
    assert office.runner("owner").ok("verify").code == 0


def say(undertaking: int, *, number: str = NEXT, retracts: str = "NULL") -> str:
    """The statement by which a status update is forged."""
    return (
        "INSERT INTO public.status_update (undertaking_id, journal_number, effective, effective_on, recorded_at, "
        f"author, voice, level, retracts_id) SELECT {undertaking}, {number}, '2026', '2026-01-01', 'x', 'x', 'agency', "
        f"'public', {retracts}"
    )


def test_the_coordinator_cannot_rewrite_history(office: Office) -> None:
    """Who may do everything may not change what was said: neither a coordinator nor an administrator."""
    before = read_all(office)
    for kind in ("secretariat", "boss"):
        for table in APPEND_ONLY:
            for statement in (
                f"UPDATE {table.name} SET author = 'x'", f"DELETE FROM {table.name}", f"TRUNCATE {table.name} CASCADE",
                f"ALTER TABLE {table.name} DISABLE TRIGGER ALL", f"DROP TABLE {table.name} CASCADE",
                f"DROP TRIGGER {table.name}_refuse_change ON {table.name}",
                f"ALTER TABLE {table.name} NO FORCE ROW LEVEL SECURITY",
            ):  # fmt: skip
                outcome = commit(office, kind, statement)
                TALLY.note("history changed by a coordinator", outcome != "done", (kind, statement, outcome))
    TALLY.note("history changed by a coordinator", read_all(office) == before, "the register is another one")
    assert TALLY.lost["history changed by a coordinator"] == []
