"""Every figure of the published site is what plain SQL counts over a rich year, and its lists are whole or say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctrack.domain.records.publications import Publication
from ctrack.services.publications import find_moved, read_publication
from ctrack.views.site_home import MOST_ROWS, view_home
from tests.support.documents import rendered
from tests.support.markup import Element, read_markup
from tests.support.registers import HORIZON, TODAY, query, read
from tests.support.rich_year import codes, names, recount
from tests.support.runner import Runner

MINE = "p.code = 'KW'"
SINCE = "2026-08-23"
# What a standing update last told of each of Kuwait's undertakings that do not come round, by the end of a day.
STOOD = """
    SELECT c.code, n.status, n.progress FROM status_update n JOIN undertaking u ON u.id = n.undertaking_id
      JOIN commitment c ON c.id = u.commitment_id JOIN party p ON p.id = u.party_id
    WHERE p.code = 'KW' AND u.every IS NULL AND c.recurrence IS NULL AND n.effective_on <= ? AND c.withdrawn IS NULL
      AND (n.status IS NOT NULL OR n.progress IS NOT NULL) AND n.retracts_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM status_update r WHERE r.retracts_id = n.id)
    ORDER BY n.effective_on, n.id
"""


@pytest.fixture(scope="module")
def publication(year: Runner) -> Publication:
    """What is published of it."""
    changes, _entry = read(year, lambda connection: find_moved(connection, HORIZON, None))
    return read(year, lambda connection: read_publication(connection, HORIZON, changes))


@pytest.fixture(scope="module")
def home(publication: Publication) -> Element:
    """The first page."""
    pages = {("page", "report"): "report.html"}
    return read_markup(rendered("html", view_home("What we promised", publication, pages)))


def table(page: Element, heading: str) -> list[list[str]]:
    """The rows of the table below a heading."""
    section = next(each for each in page.all("section") if any(head.text == heading for head in each.all("h2")))
    rows = section.one("table").all("tr")[1:]
    return [[cell.text for cell in row.walk() if cell.name in ("th", "td")] for row in rows]


def expected(year: Runner, where: str) -> list[str]:
    """The cells of a group: how many, the rate, under way, overdue, due soon."""
    found = recount(year, where)
    rate, counts = found["rate"], found["counts"]
    share = 0 if not rate["implemented"] else min(max(round(rate["percent"]), 1), 99 + (rate["percent"] == 100))
    under_way = counts["in_progress"] + counts["partially_implemented"]
    figures = [str(count) if count else "·" for count in (under_way, found["overdue"], found["due_soon"])]
    return [str(found["total"]), f"{rate['implemented']}/{rate['counted']} {share}%", *figures]


def test_the_six_figures(year: Runner, home: Element) -> None:
    """All, the rate with its denominator, under way, overdue, due soon, and how many rows moved."""
    shown = {item.one("dt").text: item.one("dd").text for item in home.one("dl", class_="figures").all("div")}
    found = recount(year, MINE)
    assert list(shown) == [
        "Commitments", "Implementation rate", "Under way", "Overdue", "Due soon", "Moved since 23 August 2026",
    ]  # fmt: skip
    total, rate, *others = shown.values()
    assert total == str(found["total"])
    assert rate.startswith(f"1% ({found['rate']['implemented']} of {found['rate']['counted']})")
    counts = found["counts"]
    under_way = counts["in_progress"] + counts["partially_implemented"]
    assert others[:3] == [str(under_way), str(found["overdue"]), str(found["due_soon"])]
    assert others[3] == str(year.data("report", "changes", "--since", SINCE)["total"])


def test_what_presses(year: Runner, home: Element) -> None:
    """It is what is overdue or due soon by the date that counts, and where it is cut the whole number is said."""
    due = f"""u.due_last IS NOT NULL AND :open AND {MINE} AND
        (min(u.due_last, coalesce(u.target_last, u.due_last)) <= date('{TODAY}', '+30 days')) AND NOT :unseen"""
    wanted = codes(year, due)
    shown = [row[0] for row in table(home, "What presses")]
    assert len(wanted) > 2
    assert sorted(shown) == wanted if len(wanted) <= MOST_ROWS else set(shown) <= set(wanted)


def test_what_moved(year: Runner, publication: Publication) -> None:
    """Of what does not come round, each status and figure then and now is that of the last update that stands."""
    then, now = (dict.fromkeys(codes(year, MINE), ("not_reported", 0)) for _ in range(2))
    for stood, day in ((then, SINCE), (now, TODAY.isoformat())):
        for code, status, progress in query(year.database, STOOD, day):
            before = stood[code]
            stood[code] = (status or before[0], before[1] if progress is None else progress)
    wanted = {code: (then[code], now[code]) for code in now if then[code] != now[code]}
    lists = ("newly_met", "forwards", "backwards", "closed_otherwise", "reopened")
    found = {
        change.row.code: ((change.status_before, change.progress_before), (change.row.status, change.row.progress))
        for name in lists for change in getattr(publication.changes, name)
    }  # fmt: skip
    once = codes(year, f"{MINE} AND u.every IS NULL AND c.recurrence IS NULL")
    assert {code: sides for code, sides in found.items() if code in once} == wanted
    assert len(wanted) > 1


def test_themes_and_instruments(year: Runner, home: Element, publication: Publication) -> None:
    """Each row is what SQL counts of it, in the order of the register, with the sum of all below."""
    by_instrument = table(home, "By instrument")
    slugs = [group.key for group in publication.report.groups]
    assert sorted(slugs) == names(year, "i.slug", MINE)
    assert [row[1:] for row in by_instrument[:-1]] == [expected(year, f"{MINE} AND i.slug = '{key}'") for key in slugs]
    assert by_instrument[-1] == ["Total", *expected(year, MINE)]
    themes = [group.key for group in publication.themes]
    has_theme = "(' ' || trim(coalesce(c.themes, ''), ' ') || ' ')"
    for key, row in zip(themes, table(home, "By theme"), strict=True):
        where = f"{has_theme} LIKE '% {key} %'" if key != "none" else "trim(coalesce(c.themes, '')) = ''"
        assert row[1:] == expected(year, f"{MINE} AND {where}"), key


def test_what_others_owe(year: Runner, home: Element, publication: Publication) -> None:
    """Every other body stands apart with its own figures."""
    assert publication.report.others is not None
    keys = [group.key for group in publication.report.others.parties]
    assert sorted(keys) == names(year, "p.code", "p.code <> 'KW'")
    assert [row[1:] for row in table(home, "What others owe")] == [expected(year, f"p.code = '{key}'") for key in keys]


@pytest.mark.slow
def test_a_site_of_the_year(year: Runner, tmp_path: Path) -> None:
    """Each page of an instrument and of a theme lists what SQL finds, and what is withheld is what SQL counts."""
    data = year.data("publish", str(tmp_path / "site"))
    for slug in names(year, "i.slug", "1"):
        page = read_markup((tmp_path / "site" / "en" / "instruments" / f"{slug}.html").read_text("utf-8"))
        shown = {link.text for row in page.all("tbody") for link in row.all("a")} & set(codes(year, "1"))
        assert shown == set(codes(year, f"i.slug = '{slug}'"))
    withheld = dict(query(year.database, """
        SELECT c.code, count(*) FROM status_update n JOIN undertaking u ON u.id = n.undertaking_id
        JOIN commitment c ON c.id = u.commitment_id JOIN instrument i ON i.id = c.instrument_id
        WHERE n.level <> 'public' AND (n.note <> 'null' OR n.sources <> 'null')
          AND c.withdrawn IS NULL AND i.withdrawn IS NULL GROUP BY c.code"""))  # fmt: skip
    assert data["withheld"] == withheld
    assert withheld
