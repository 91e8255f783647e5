"""`python -m tools.house`: what it counts, and that it says where a promise is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extensions.scratch import PROMISED
from tests.support.house import draw_imports, find_circles, list_twins
from tools import house


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A house of few files, with a circle through an import at the top, one within a function and one for types."""
    root = tmp_path / "ctrack"
    files = {
        "__init__": "",
        "store/__init__": "",
        "store/a": "from ctrack.store.b import f\n",
        "store/b": "def f():\n    '''One\n    two.'''\n    from ctrack.store import c\n    return c\n",
        "store/c": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import ctrack.store.a\n",
        "cli/__init__": "",
        "cli/a": "def g():\n    return 1\n",
    }
    for name, text in files.items():
        path = root / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def test_a_circle_is_seen(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A way round counts however the modules are imported, and is printed as the shortest."""
    monkeypatch.setattr("tests.support.house.HOUSE", small)
    circle = ["ctrack.store.a", "ctrack.store.b", "ctrack.store.c", "ctrack.store.a"]
    assert find_circles(draw_imports(small)) == [circle]
    first, second = house.measure_circles(small)
    assert (first.found, first.holds, second.found) == ("1", False, " -> ".join(circle))


def test_sizes(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are counted in lines, functions without their docstrings, and equal names are listed."""
    assert list_twins(small) == {"a": {"cli/a": small / "cli/a.py", "store/a": small / "store/a.py"}}
    monkeypatch.setattr(house, "LONGEST_FILE", 4)
    found = {figure.name: figure for figure in house.measure_files(small)}
    assert (found["loose files in cli/"].found, found["loose files in cli/"].holds) == ("1", True)
    assert (found["longest other file"].found, found["longest other file"].holds) == ("5 (store/b.py)", False)
    assert sorted(house.list_lengths(small / "store" / "b.py")) == [3]


def test_the_house_keeps_its_sizes() -> None:
    """The command line has few loose files, and no file is longer than one can read at once."""
    assert [figure for figure in house.measure_files(house.HOUSE) if not figure.holds] == []


@pytest.mark.slow
def test_a_kind_that_takes_more_is_a_broken_promise(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each kind is made and counted; one that takes other files than was promised is named, and so is the exit code."""
    monkeypatch.setattr(house, "KINDS", ("language",))
    monkeypatch.setattr(house, "measure_circles", lambda root: ())
    assert house.main() == 0
    monkeypatch.setitem(PROMISED, "language", PROMISED["language"]._replace(edited=1))
    assert house.main() == 1
    *_, line = capsys.readouterr().out.splitlines()
    assert " ".join(line.split()) == "a new language 1 added, 0 edited (1 added, 1 edited) BROKEN"


def test_a_kind_without_a_test_is_a_broken_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind that no test makes is not taken for granted."""
    monkeypatch.setattr(house, "KINDS", ("planet",))
    ((name, found, _promised, holds),) = house.measure_extensions()
    assert (name, found, holds) == ("a new planet", "not measured", False)
