"""Every library that users get is bound at both ends, and so is every one that developers do at the upper."""

from __future__ import annotations

from configparser import ConfigParser
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tools.lowest import SETTINGS, find_bound, main, read_requirements

REQUIREMENTS = list(read_requirements())


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=str)
def test_bounds_of_what_users_get(requirement: Requirement) -> None:
    """A lowest release that is tried in CI, and the next major release that nobody has tried yet."""
    low, high = (Version(find_bound(requirement, operator)) for operator in (">=", "<"))
    assert low <= Version(version(requirement.name)) < high


def test_what_developers_get_ends_somewhere() -> None:
    """A new major release of a tool comes when it is let in, and not on the morning of somebody's change."""
    settings = ConfigParser(interpolation=None)
    settings.read(SETTINGS, encoding="utf-8")
    lines = [line for line in settings["options.extras_require"]["dev"].split("\n") if line and "%" not in line]
    assert len(lines) > 10
    assert [line for line in lines if not any(bound.operator == "<" for bound in Requirement(line).specifier)] == []


def test_the_lowest_are_those_of_the_bounds(capsys: pytest.CaptureFixture[str]) -> None:
    """One constraint for each library, none with an extra, as pip takes them."""
    main()
    lines = capsys.readouterr().out.splitlines()
    assert "psycopg==3.2.1" in lines
    assert "click==8.4" in lines
    assert len(lines) == len(REQUIREMENTS)


def test_a_bound_that_is_missing(tmp_path: Path) -> None:
    """A library without one is named."""
    path = tmp_path / "setup.cfg"
    path.write_text(
        "[options]\ninstall_requires =\n    click<9\n[options.extras_require]\n"
        "pdf =\n    a>=1\npostgres =\n    b>=1\nsign =\n    c>=1\n"
    )
    with pytest.raises(SystemExit, match=r"click<9 needs one bound with >="):
        [find_bound(requirement, ">=") for requirement in read_requirements(path)]
