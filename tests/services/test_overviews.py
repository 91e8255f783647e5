"""The first view: its figures are those of the report on progress, which counts them by other statements."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection

from ctrack.domain.dueness import Horizon
from ctrack.domain.filters import parse_filter
from ctrack.domain.frozen import replace
from ctrack.domain.records.reports import Group
from ctrack.services.overviews import look_over
from ctrack.services.reports import report_progress
from tests.support.lives import live
from tests.support.registers import HORIZON, copy_register, read
from tests.support.runner import Runner

LATER = Horizon(date(2028, 1, 10), 30, 90)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lived(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A register with a life behind it, on each engine, that no test writes to."""
    folder: Path = tmp_path_factory.mktemp("lived")
    return live(copy_register(request, folder))


def without_changes(group: Group) -> Group:
    """A group without how many changed lately, which the first view does not tell."""
    return replace(group, changed=0)


@pytest.mark.parametrize("words", ["", "status:overdue", "party:UN", "party:UN,NFP instrument:kuwait-2024"])
@pytest.mark.parametrize("horizon", [HORIZON, LATER], ids=["soon", "later"])
@pytest.mark.parametrize("most", [None, 3])
def test_it_tells_what_the_report_tells(lived: Runner, words: str, horizon: Horizon, most: int | None) -> None:
    """Whatever is filtered for, groups, sums and lists are those of the report."""
    node = parse_filter(words.split(), lambda day: (date.fromisoformat(day),) * 2) if words else None

    def check(connection: Connection) -> None:
        seen = look_over(connection, node, horizon, most)
        told = report_progress(connection, node, horizon, has_others=False, most=most)
        assert [without_changes(group) for group in seen.groups] == [without_changes(group) for group in told.groups]
        assert without_changes(seen.whole) == without_changes(told.whole)
        assert (seen.whose, seen.today) == (told.whose, told.today)
        assert (list(seen.pressing), seen.pressing.total) == (list(told.pressing), told.pressing.total)
        assert (list(seen.missed), seen.missed.total) == (list(told.dates.missed), told.dates.missed.total)
        assert words == "status:overdue" or seen.whole.total

    read(lived, check)


def test_a_register_in_its_own_order(lived: Runner) -> None:
    """Instruments stand in the order of the register, whichever of them the index has first."""
    seen = read(lived, lambda connection: look_over(connection, None, HORIZON))
    told = read(lived, lambda connection: report_progress(connection, None, HORIZON, by="instrument", within="kind"))
    assert [group.key for group in seen.groups] == [group.key for group in told.groups]
    assert seen.whole.total == sum(group.total for group in seen.groups)
