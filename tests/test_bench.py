"""The bench judges rightly: what takes too long, or too much, is told, and its picture is one."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.areas.server import list_budgets
from bench.budgets import Budget, judge
from bench.chart import draw
from bench.journals import IMPORTED
from bench.places import Place
from bench.registers import make_register
from bench.results import list_peers, write_page
from bench.stopwatch import Figures, Sample, Trial, always, run_trials
from bench.weights import PARTIES, PARTS, share, weigh
from tests.support.postgres import NoServer
from tests.support.runner import Runner


def figures(*seconds: float, peak: float = 50) -> Figures:
    """What runs of so many seconds took, which waited twice as long as they worked."""
    return Figures(tuple(Sample(2 * taken, taken, peak) for taken in seconds))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("budget", "holds"),
    [
        ({"most": 2.0}, True),
        ({"most": 1.9}, False),
        ({"most": 1.9, "seconds": 0.1}, True),
        ({"megabytes": 60}, True),
        ({"megabytes": 49}, False),
        ({}, True),
    ],
)
def test_a_budget_is_kept_or_broken(budget: dict[str, float], holds: bool) -> None:
    """The median counts, against the yardstick of the same run; what has no budget can break none."""
    taken = {"RS: import": figures(0.3, 0.1, 0.2), "list": figures(0.4, 0.1, 9)}
    verdict = judge(Budget(Trial("list", always("x")), "RS", **budget), taken, "cpu")  # type: ignore[arg-type]
    assert verdict.ratio == pytest.approx(2)
    assert verdict.holds is holds
    page = write_page({"starts": [verdict]}, {"1,000": {**dict.fromkeys(PARTS, 0.0), "texts": 4400.0}}, "cpu", 3)
    assert ("does not hold" in page) is not holds
    assert "| 1,000 | 4.40 | 4.40 | 0.00 |" in page


def test_every_program_stands_beside_ours() -> None:
    """A program that has a verb is compared with ctrack in it, and its bar is drawn to scale."""
    taken = {"RS: import": figures(0.2), "list | ctrack": figures(0.4), "list | task": figures(0.1)}
    taken |= {f"{verb} | ctrack": figures(0.3) for verb in ("show", "edit", "first")}
    verdicts = [judge(Budget(Trial(name, always("x"))), taken, "cpu") for name in taken if "|" in name]
    assert "| 10,000 listed, piped | 400 ms (1.00) | 100 ms (0.25) |" in list(list_peers(verdicts, "cpu"))
    picture = ElementTree.fromstring(draw({"listed": {"ctrack": 0.4, "task": 0.1}}, "Times"))
    widths = [int(bar.get("width", "")) for bar in picture.iter("{http://www.w3.org/2000/svg}rect")]
    assert widths[1] == pytest.approx(4 * widths[0], abs=2)


def test_a_driver_alone_is_a_yardstick_of_one_command() -> None:
    """What a command takes of its own yardstick is told by the first word of that."""
    taken = {"P of list: psycopg": figures(0.1), "list": figures(0.3)}
    verdict = judge(Budget(Trial("list", always("x")), "P of list", 2), taken, "cpu")
    assert "| list | 300 | 600 | 3.00 P | 0 % | 50 | 2 P | does not hold |" in write_page(
        {"server": [verdict]}, {}, "cpu", 3
    )


def test_a_machine_without_postgresql_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a server to start, its area is left out, and the rest is measured."""

    def find_none() -> None:
        raise NoServer("PostgreSQL is not installed")

    monkeypatch.setattr("bench.areas.server.start_server", find_none)
    assert list_budgets(Place(tmp_path, tmp_path), (1000,)) == []
    assert "left out, for PostgreSQL is not installed" in capsys.readouterr().err


def test_a_command_is_run_and_measured() -> None:
    """Each round runs every command; one that fails ends the measurement, with what it said."""
    taken = run_trials(
        [Trial("yes", always("true")), Trial("seldom", always("true"), rarely=9)], 3, {"PATH": "/bin:/usr/bin"}
    )
    assert [len(taken[name].samples) for name in ("yes", "seldom")] == [3, 1]
    assert taken["yes"].middle("peak") > 0
    with pytest.raises(SystemExit, match="no such"):
        run_trials([Trial("no", always("ls", "/no such"))], 1, {"PATH": "/bin:/usr/bin"})


@pytest.mark.slow
def test_a_register_to_measure_is_one_that_holds(tmp_path: Path) -> None:
    """What the bench fills past the program has a journal that tells of all of it, and is undone like any other."""
    path = tmp_path / "bench.db"
    make_register(2 * IMPORTED, path)
    runner = Runner(str(path), tmp_path)
    entries = runner.data("verify")["entries"]
    assert entries == runner.data("log", "--all")["total"] > 2
    runner.ok("undo", "--no-input")
    runner.ok("verify")


@pytest.mark.slow
def test_what_many_parties_share_is_weighed_once(tmp_path: Path) -> None:
    """Bound by many, a commitment has as many sides with as much said of each, and the texts of one."""
    path = tmp_path / "bench.db"
    make_register(IMPORTED, path)
    runner = Runner(str(path), tmp_path)
    before, alone = runner.data("list", "instrument:bench-1", "party:any")["total"], weigh(path)
    share(path)
    assert runner.data("list", "instrument:bench-1", "party:any")["total"] == before * PARTIES
    together = weigh(path)
    assert together["texts"] < alone["texts"] / 2
    assert sum(together.values()) < sum(alone.values()) / 2
