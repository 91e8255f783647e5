"""What `pip install` brings is the whole program: built from the sources alone, it works where there is no tree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from email.parser import HeaderParser
from pathlib import Path

import pytest

from tests.support.shipped import COMMITMENTS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
LEFT_BEHIND = shutil.ignore_patterns(".*", "*.egg-info", "build", "dist", "*.db", "*.mo", "__pycache__")


def run(*words: str | Path, cwd: Path, **environ: str) -> str:
    """Run a program that knows nothing of the tree, and must go well; what it prints."""
    clean = {"PATH": os.defpath, "HOME": str(cwd), "LANG": "C.UTF-8", **environ}
    for name in ("PIP_INDEX_URL", "PIP_CONFIG_FILE", "SSL_CERT_FILE", "HTTPS_PROXY", "https_proxy"):
        if name in os.environ:
            clean[name] = os.environ[name]
    outcome = subprocess.run(words, cwd=cwd, env=clean, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return outcome.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a source distribution, built from a copy of the sources."""
    folder = tmp_path_factory.mktemp("build")
    shutil.copytree(ROOT, folder / "source", ignore=LEFT_BEHIND)
    run(sys.executable, "-m", "build", "--outdir", folder / "dist", folder / "source", cwd=folder)
    (built,) = (folder / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment with the wheel in it, and with nothing for developers."""
    venv = tmp_path_factory.mktemp("installed") / "venv"
    run(sys.executable, "-m", "venv", venv, cwd=venv.parent)
    run(venv / "bin" / "pip", "install", "--quiet", wheel, cwd=venv.parent)
    return venv / "bin"


def list_sources(folder: str) -> set[str]:
    """The files of the tree under a folder, as paths from the root; not what is compiled from them."""
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix not in (".pyc", ".mo"))
    return {path.relative_to(ROOT).as_posix() for path in found}


def read_names(wheel: Path) -> set[str]:
    """The files of the wheel, but what describes it; those that go elsewhere than the modules as they are installed."""
    names = (name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name)
    return {re.sub(r"^ctrack-[^/]+\.data/data/", "", name) for name in names}


def test_wheel_holds_everything_and_nothing_else(wheel: Path) -> None:
    """No package and no file beside a module was forgotten in setup.cfg, and neither tests nor tools are installed.

    Catalogues of messages are there compiled, and not as their sources; man pages stand where `man` looks for them.
    """
    sources = list_sources("ctrack") | {f"ctrack/{name}" for name in list_sources("migrations")}
    pages = {f"share/man/{place}man1/ctrack.1" for place in ("", "ar/", "fr/")}
    expected = pages | {name.removesuffix(".po") + ".mo" if name.endswith(".po") else name for name in sources}
    assert {"ctrack/py.typed", "ctrack/catalogue/kuwait-2024.toml", "ctrack/migrations/env.py"} <= expected
    assert read_names(wheel) == expected


def test_wheel_describes_itself(wheel: Path) -> None:
    """Name, version, licence, page and extras are those that users are told of."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        headers = HeaderParser().parsestr(archive.read(name).decode())
        assert any(name.endswith("/LICENSE") for name in archive.namelist())
    assert headers["Name"] == "ctrack"
    assert headers["Requires-Python"] == ">=3.11"
    assert headers["Description-Content-Type"] == "text/markdown"
    assert set(headers.get_all("Provides-Extra", [])) >= {"pdf", "postgres", "sign", "all", "dev"}


def ctrack(installed: Path, folder: Path, words: Sequence[str]) -> str:
    """Run the installed program in a folder."""
    return run(installed / "ctrack", *words, cwd=folder)


def test_installed_program_makes_a_register_and_reports(installed: Path, tmp_path: Path) -> None:
    """From an empty folder to the report over the whole catalogue, in both languages."""
    assert f"{COMMITMENTS} commitments" in ctrack(installed, tmp_path, ["init"])
    assert "commitments" in ctrack(installed, tmp_path, ["report"])
    assert "الكويت" in ctrack(installed, tmp_path, ["--lang", "ar", "report"])
    assert [path.name for path in tmp_path.glob("*.db*")] == ["commitments.db"]


def test_installed_program_is_not_the_tree(installed: Path, tmp_path: Path) -> None:
    """The test itself: what runs is the wheel."""
    place = run(installed / "python", "-c", "import ctrack.migrations; print(ctrack.migrations.__file__)", cwd=tmp_path)
    assert Path(place.strip()).is_relative_to(installed.parent)


def test_installed_program_needs_no_driver_of_a_server(installed: Path, tmp_path: Path) -> None:
    """Without the extra, a server is refused with the name of the extra that is missing."""
    words = [str(installed / "ctrack"), "--db", "postgresql://localhost/none", "list"]
    outcome = subprocess.run(words, cwd=tmp_path, env={"HOME": str(tmp_path)}, capture_output=True, text=True)
    assert outcome.returncode == 5
    assert "ctrack[postgres]" in outcome.stderr
