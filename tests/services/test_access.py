"""Access on PostgreSQL: each kind of role sees and writes its part, by the program as by SQL of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from tests.support.roles import ELSEWHERE, INTERNAL, SECRETS, Office, open_office

ANSWERED = """
INSERT INTO answer (message_id, undertaking_id, person_id, name, address, received_at, kind, status, progress, line,
text, state) SELECT '<' || u.id || '@x>', u.id, 1, 'Huda', 'huda@example.org', '2026-11-20T08:00:00+00:00', 'status',
'in_progress', 30, '30%', '30%', 'open' FROM undertaking u JOIN commitment c ON c.id = u.commitment_id
JOIN party p ON p.id = u.party_id WHERE c.code = :code AND p.code = :party
"""
LATER = {"CTRACK_NOW": "2026-11-25T09:00:00+00:00"}


@pytest.fixture(scope="module")
def office(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for tests that leave it as it is, or add what no other asks for."""
    with open_office(server, tmp_path_factory.mktemp("office")) as made:
        yield made


@pytest.mark.parametrize("kind", ["focal", "education", "reader"])
def test_a_role_of_a_party_sees_that_party_from_its_own_side(office: Office, kind: str) -> None:
    """Listings speak of the party of the role, and no other party is there."""
    data = office.runner(kind).data("list", "--all")
    parties = [row["code"] for row in office.runner(kind).data("party", "list")["rows"]]
    assert (data["home"], {row["party"] for row in data["rows"]}, parties) == ("LY", {"LY"}, ["LY"])


@pytest.mark.parametrize(
    ("kind", "code", "is_told"),
    [
        ("focal", "KWT-21", True), ("focal", "KWT-22", True), ("education", "KWT-21", True),
        ("education", "KWT-22", False), ("reader", "KWT-21", False), ("secretariat", "KWT-22", True),
    ],
)  # fmt: skip
def test_internal_notes_are_told_to_whom_they_should_be(office: Office, kind: str, code: str, is_told: bool) -> None:
    """An internal note is the focal point's, and a contributor's where it is with the agency; others are told of it."""
    out = office.runner(kind).ok("show", code, "--party", "LY").out
    note = INTERNAL if code == "KWT-21" else ELSEWHERE
    assert (f"{note} said no" in out, "[note withheld]" in out) == (is_told, not is_told)
    assert (note in office.runner(kind).ok("log").out) is is_told
    assert bool(office.runner(kind).data("list", f"note:{note}", "party:LY")["rows"]) is is_told


def test_an_observer_of_every_party_sees_no_internal_note(office: Office) -> None:
    """A reader without a party sees all of them, and notes up to its level."""
    observer = office.runner("observer")
    assert {row["party"] for row in observer.data("list", "party:LY,MA", "--all")["rows"]} == {"LY", "MA"}
    assert "Marrakesh said no" not in observer.ok("show", "KWT-21", "--party", "MA").out


def test_a_focal_point_does_all_that_is_of_the_party(office: Office) -> None:
    """Updates, assignments, people and agencies, undo and redo; the coordinator's check finds nothing amiss."""
    focal = office.runner("focal")
    for words in (
        ("update", "KWT-01", "--status", "in_progress", "--note", "Begun"),
        ("assign", "KWT-01", "--lead", "ly-interior", "--contributing", "ly-education"),
        ("undo",), ("redo",), ("done", "KWT-02"), ("retract", "KWT-02"), ("done", "PVE-DAY"), ("undo",),
        ("postpone", "KWT-22", "2027-03", "No budget"),
        ("person", "add", "Salem", "--agency", "ly-interior"), ("person", "edit", "Salem", "--language", "ar"),
        ("handover", "--from", "Huda", "--to", "Salem", "--dry-run"),
        ("agency", "add", "ly-customs", "--name", "Customs", "--party", "LY"), ("undo",),
        ("report", "--submit", "the Minister"),
    ):  # fmt: skip
        focal.ok(*words)
    assert focal.ok("report", "--as-of", "2026-11-21", **LATER).out
    assert focal("verify").code == 6
    assert office.runner("owner").ok("verify").code == 0


def test_a_contributor_updates_what_is_with_the_agency(office: Office) -> None:
    """What is with the agency goes through; what is not, and many at once with one that is not, is refused."""
    education = office.runner("education")
    assert education.ok("update", "KWT-21", "--progress", "40").code == 0
    before = office.read("SELECT count(*) FROM status_update")
    for words in (
        ("update", "KWT-22", "--progress", "40"),
        ("update", "instrument:kuwait-2024", "--progress", "40"),
        ("assign", "KWT-21", "--lead", "ly-interior"),
        ("note", "KWT-22", "not ours"),
    ):
        outcome = education(*words)
        assert outcome.code == 4, (words, outcome)
        assert f"{office.role('education')} is contributor of ly-education" in outcome.err
        assert f"Ask {office.role('boss')}, {office.role('owner')}." in outcome.err
    assert office.read("SELECT count(*) FROM status_update") == before


def test_answers_are_for_whoever_may_record_them(office: Office) -> None:
    """A focal point sees and settles those of the party, a contributor its own; nobody sees marks or addresses."""
    with office.engine("owner") as engine, engine.begin() as connection:
        for code, party in (("KWT-21", "LY"), ("KWT-22", "LY"), ("KWT-21", "MA")):
            connection.execute(text(ANSWERED), {"code": code, "party": party})
    for kind, codes in (("focal", ["KWT-21", "KWT-22"]), ("education", ["KWT-21"]), ("reader", []), ("observer", [])):
        runner = office.runner(kind)
        runner.ok()
        shown = runner.data("remind", "answers", "--waiting")["rows"]
        assert sorted(row["code"] for row in shown) == codes, kind
    number = next(row["id"] for row in office.runner("education").data("remind", "answers", "--waiting")["rows"])
    assert "in progress 30%" in office.runner("education").ok("remind", "accept", str(number)).out
    assert [row["code"] for row in office.runner("focal").data("remind", "answers", "--waiting")["rows"]] == ["KWT-22"]
    for statement in ("SELECT token FROM reminder", "SELECT address FROM mail", "UPDATE answer SET text = ''"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            office.read(statement, "focal")


def test_undo_takes_back_nothing_that_is_not_ones_own(office: Office) -> None:
    """An entry that tells of another party is refused as a whole, by the program and by the server."""
    (number,) = office.read("SELECT max(number) FROM journal WHERE changes::text LIKE '%KWT-21 MA%'")[0]
    outcome = office.runner("focal")("undo", str(number))
    assert (outcome.code, "tells of more than the role" in outcome.err) == (4, True)


def test_the_chain_can_be_checked_by_who_sees_a_part(office: Office) -> None:
    """`verify` of a role that sees a part says how much it could not check, and ends with 6; `db check` with 0."""
    outcome = office.runner("reader")("verify", "--format", "json")
    assert (outcome.code, outcome.data["holds"], outcome.data["is_whole"]) == (6, True, False)
    assert 0 < outcome.data["entries_withheld"] < outcome.data["entries"]
    office.runner("reader").ok("db", "check")


def test_a_seal_is_of_the_whole_and_holds_a_part(office: Office) -> None:
    """Whoever sees a part seals nothing, and holds the chains that all see against the seal of whoever sees all."""
    key = office.runner("owner").data("verify", "--new-key")["fingerprint"]
    seal = office.runner("owner").ok("verify", "--seal").out
    office.runner("owner").ok("verify", "--against", "-", stdin=seal)
    reader = office.runner("reader")
    assert "sees only a part" in reader("verify", "--seal").err
    outcome = reader("verify", "--against", "-", "--key", key, "--format", "json", stdin=seal)
    assert (outcome.code, outcome.data["holds"], outcome.data["is_whole"]) == (6, True, False)
    assert outcome.data["seals"][0]["fingerprint"] == key
    entry = str(outcome.data["seals"][0]["entry"])
    forged = seal.replace(f"Entry: {entry}", f"Entry: {int(entry) - 1}")
    assert reader("verify", "--against", "-", "--key", key, stdin=forged).code == 7


def test_a_paper_is_checked_by_who_sees_what_its_maker_saw(office: Office) -> None:
    """The maker finds its paper whole; to who sees all it is known as that role's, and no forgery is suspected."""
    path = str(office.home / "paper.html")
    office.runner("reader").ok("report", "--output", path)
    outcome = office.runner("reader")("verify", path)
    assert (outcome.code, "Made again from the register as it was then, it says the same" in outcome.out) == (6, True)
    outcome = office.runner("owner")("verify", path)
    assert (outcome.code, f"which the role {office.role('reader')} made of the part" in outcome.err) == (6, True)


def test_no_copy_is_made_of_a_part(office: Office) -> None:
    """A backup or a move would hold a part and pass for the whole, so that it is refused."""
    for words in (("db", "backup", str(office.home / "b.db.gz")), ("db", "move", str(office.home / "m.db"))):
        outcome = office.runner("focal")(*words)
        assert (outcome.code, "sees only a part" in outcome.err) == (4, True), outcome


def test_who_gives_access(office: Office) -> None:
    """An administrator grants and revokes; a coordinator and a focal point are refused; the owner cannot be revoked."""
    guest, boss = office.role("guest"), office.runner("boss")
    assert office.runner("guest")("list").code == 4
    for kind in ("secretariat", "focal"):
        assert office.runner(kind)("access", "grant", guest, "--as", "coordinator").code == 4
    boss.ok("access", "grant", guest, "--as", "reader", "--party", "LY", "--dry-run")
    assert office.runner("guest")("list").code == 4
    boss.ok("access", "grant", guest, "--as", "reader", "--party", "LY")
    assert office.runner("guest").ok("list").code == 0
    data = boss.data("access", "grant", guest, "--as", "reader", "--party", "LY", "--level", "internal")
    change = data["changes"][0]
    assert (change["before"]["level"], change["after"]["level"]) == ("public", "internal")
    assert boss.data("access", "list", "--party", "LY")["total"] == 8
    boss.ok("access", "revoke", guest)
    assert office.runner("guest")("list").code == 4
    assert boss("access", "revoke", guest).code == 3
    assert boss("access", "revoke", office.role("owner")).code == 4
    assert boss("access", "grant", "nobody_at_all", "--as", "coordinator").code == 3
    deeds = office.read("SELECT deed, done_by FROM ctrack_access.access_log ORDER BY done_at DESC LIMIT 1")
    assert deeds == [("revoke", office.role("boss"))]


def test_check_finds_what_lets_through(server: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """`access check` ends with 7 and names tables that are open, triggers that are off, and roles that are not held."""
    with open_office(server, tmp_path_factory.mktemp("gaps")) as own:
        owner = own.runner("owner")
        assert owner.data("access", "check")["gaps"] == []
        with own.engine("owner") as engine, engine.begin() as connection:
            for statement in (
                "ALTER TABLE occurrence DISABLE ROW LEVEL SECURITY",
                "ALTER TABLE journal DISABLE TRIGGER journal_refuse_change",
                "DROP TRIGGER ctrack_guard ON agency",
                "CREATE POLICY wide ON person USING (true)",
                "GRANT SELECT ON party TO PUBLIC",
                f"GRANT SELECT ON link TO {own.role('guest')}",
                "COMMENT ON SCHEMA ctrack_access IS 'another'",
            ):
                connection.exec_driver_sql(statement)
        outcome = owner("access", "check", "--format", "json")
        gaps = {(gap["kind"], gap["name"]) for gap in outcome.data["gaps"]}
        assert gaps == {
            ("old", ""), ("open", "occurrence"), ("widened", "person"), ("public", "party"),
            ("idle", "journal.journal_refuse_change"), ("idle", "agency.ctrack_guard"),
            ("unlisted", own.role("guest")),
        }  # fmt: skip
        assert outcome.code == 7
        # Granting anew lays the policies anew; what somebody else made stays, and is named.
        owner.ok("access", "grant", own.role("reader"), "--as", "reader", "--party", "LY")
        kinds = {gap["kind"] for gap in owner("access", "check", "--format", "json").data["gaps"]}
        assert kinds == {"widened", "public", "idle", "unlisted"}


def list_without_themes(office: Office) -> list[dict[str, object]]:
    """What a reader lists, but for the themes, which a revision takes away and the service of upgrades brings back."""
    rows = office.runner("reader").data("list", "--all")["rows"]
    return [{key: value for key, value in row.items() if key != "themes"} for row in rows]


def test_an_upgrade_brings_the_policies_along(server: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A register that is taken down a revision and up again has its policies, and its roles their parts."""
    from ctrack.store.layouts import downgrade_schema, upgrade_schema

    with open_office(server, tmp_path_factory.mktemp("upgrade")) as own:
        before = list_without_themes(own)
        with own.engine("owner") as engine, engine.begin() as connection:
            downgrade_schema(connection, "0006")
            upgrade_schema(connection)
        assert list_without_themes(own) == before
        assert own.runner("owner").data("access", "check")["gaps"] == []


def test_names_of_others_are_nowhere_in_what_a_role_reads(office: Office) -> None:
    """Whatever a reader of one party asks for, no name of the other party's stands in the answer."""
    for words in (("log",), ("list", "--all"), ("search", "Marrakesh"), ("agency", "list"), ("person", "list"),
                  ("instrument", "list"), ("report", "history"), ("access", "check")):  # fmt: skip
        out = office.runner("reader").ok(*words, "--format", "json").out.replace('"Marrakesh"', "")
        assert [name for name in SECRETS if name in out and name not in words] == [], words
