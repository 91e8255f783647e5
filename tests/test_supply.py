"""What ctrack is made of is told, checked and enough: licences, the bill of materials, an offline install."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from configparser import ConfigParser
from dataclasses import replace
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.bundle import build_wheel, make_bundle
from tools.licences import DOCS, PAGES, UnknownLicence, write_licences
from tools.parts import Part, read_installed
from tools.sbom import write_bill

SETTINGS = DOCS.parent / "setup.cfg"


@pytest.fixture(scope="module")
def parts() -> list[Part]:
    """What is installed here."""
    return read_installed()


def test_every_requirement_is_a_part(parts: list[Part]) -> None:
    """What setup.cfg requires, with every extra, is among the parts, and so is all that these require."""
    settings = ConfigParser(interpolation=None)
    settings.read(SETTINGS, encoding="utf-8")
    extras = settings["options.extras_require"]
    lines = "\n".join((settings["options"]["install_requires"], extras["pdf"], extras["postgres"], extras["sign"]))
    named = {canonicalize_name(Requirement(line).name) for line in lines.splitlines() if line.strip()}
    found = {part.name for part in parts}
    assert len(named) > 12
    assert named <= found
    assert {need for part in parts for need in part.needs} <= found
    assert parts[0].name == "ctrack"


@pytest.mark.parametrize("language", PAGES)
def test_licences_are_those_of_what_is_installed(language: str, parts: list[Part]) -> None:
    """The page lists every distribution with the licence that it tells of itself."""
    page = (DOCS / PAGES[language]).read_text("utf-8")
    assert page == write_licences(parts, language), "python -m tools.licences writes it anew"


@pytest.mark.parametrize("licence", ["", "GPL-3.0-only", "SSPL-1.0"])
def test_a_licence_that_nobody_looked_at(licence: str, parts: list[Part]) -> None:
    """A library without a licence, or with one that is not known here, is refused by its name."""
    with pytest.raises(UnknownLicence, match=parts[1].name):
        write_licences([replace(parts[1], licence=licence)], "en")


@pytest.mark.slow
def test_the_bill_is_cyclonedx(parts: list[Part]) -> None:
    """The bill of materials passes the schema of CycloneDX 1.6, strictly, and is the same twice."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    bill = write_bill(parts)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill) is None
    assert write_bill(parts) == bill
    assert write_bill(parts[:-1]) != bill


def test_the_bill_tells_each_part(parts: list[Part], tmp_path: Path) -> None:
    """Each part has its version, licence and what it needs; of a file also the hash."""
    file = tmp_path / "x.whl"
    file.write_bytes(b"wheel")
    bill = json.loads(write_bill([parts[0], *(replace(part, file=file) for part in parts[1:])]))
    assert bill["metadata"]["component"]["name"] == "ctrack"
    assert [each["name"] for each in bill["components"]] == [part.name for part in parts[1:]]
    assert {each["hashes"][0]["content"][:8] for each in bill["components"]} == {
        hashlib.sha256(b"wheel").hexdigest()[:8]
    }
    assert all(each["licenses"] and each["version"] for each in bill["components"])
    needed = {link["ref"]: link["dependsOn"] for link in bill["dependencies"]}
    assert any(ref.startswith("pkg:pypi/click@") for ref in needed[bill["metadata"]["component"]["bom-ref"]])


def cut_off() -> list[str]:
    """What runs a program where there is no network, as far as this machine lets us."""
    for words in (["unshare", "--net"], ["unshare", "--net", "--map-root-user"]):
        if shutil.which("unshare") and subprocess.run([*words, "true"], capture_output=True).returncode == 0:
            return words
    return []


def install(bundle: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Install a bundle into a place, without a network and with nothing of pip's settings."""
    environ = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "PIP_INDEX_URL": "http://127.0.0.1:1"}
    words = [*cut_off(), "sh", str(bundle / "install.sh"), str(home / "there")]
    return subprocess.run(words, cwd=home, env=environ, capture_output=True, text=True)


@pytest.mark.slow
def test_a_bundle_installs_without_a_network(tmp_path: Path) -> None:
    """A bundle is enough for a new environment with no network: a register, a PDF and a seal; a changed one is not."""
    bundle, home = tmp_path / "bundle", tmp_path / "home"
    home.mkdir()
    made = make_bundle(bundle)
    assert build_wheel(home).read_bytes() == next((bundle / "wheels").glob("ctrack-*.whl")).read_bytes()
    listed = (bundle / "requirements.txt").read_text("utf-8").splitlines()
    assert [line.partition("==")[0] for line in listed] == [part.name for part in made]
    assert len(list((bundle / "wheels").glob("*.whl"))) == len(made)
    assert json.loads((bundle / "sbom.json").read_text("utf-8"))["components"][0]["hashes"]
    ended = install(bundle, home)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    ctrack = str(home / "there" / "bin" / "ctrack")
    environ = {"PATH": os.defpath, "HOME": str(home), "LANG": "C.UTF-8", "CTRACK_DB": str(home / "x.db")}
    for words in (["init"], ["verify", "--new-key"], ["verify", "--seal"], ["report", "-o", str(home / "r.pdf")]):
        run = subprocess.run([*cut_off(), ctrack, *words], cwd=home, env=environ, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
    wheel = next((bundle / "wheels").glob("click-*.whl"))
    wheel.write_bytes(wheel.read_bytes() + b"\0")
    shutil.rmtree(home / "there")
    assert install(bundle, home).returncode != 0
    assert not (home / "there").exists()
    # Not even where whoever changed it took the sums anew: pip knows the hashes as well.
    (bundle / "SHA256SUMS").write_text("", encoding="utf-8")
    (bundle / "install.sh").write_text((bundle / "install.sh").read_text("utf-8").replace("sha256sum --check", "true"))
    refused = install(bundle, home)
    assert refused.returncode != 0
    assert "DO NOT MATCH THE HASHES" in refused.stdout + refused.stderr
