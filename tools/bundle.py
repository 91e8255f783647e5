"""A folder from which ctrack is installed without a network: wheels, their hashes, the bill of materials, a script.

`python -m tools.bundle FOLDER` makes it, for this Python and this kind of machine; `--python 3.12` and `--platform
manylinux_2_28_x86_64` make it for another. What it holds follows from setup.cfg, with every extra.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.licences import PAGES, write_licences
from tools.parts import Part, read_wheels
from tools.sbom import write_bill

SOURCES = Path(__file__).resolve().parent.parent
# What dates a wheel that is built here, so that the same sources give the same hash.
EPOCH = "315532800"
NEEDED = ("ctrack", "migrations", "docs", "setup.cfg", "setup.py", "pyproject.toml", "README.md", "LICENSE")
LEFT = shutil.ignore_patterns("*.mo", "__pycache__")
SCRIPT = """#!/bin/sh
# Installs ctrack from this folder and from nothing else: sh install.sh [WHERE]. No network is asked.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
where=${1:-"$HOME/.local/share/ctrack/venv"}
cd "$here"
sha256sum --check --quiet SHA256SUMS
"${PYTHON:-python3}" -m venv "$where"
"$where/bin/python" -m pip --isolated install --quiet --disable-pip-version-check --no-index --find-links wheels \\
    --require-hashes --requirement requirements.txt
"$where/bin/ctrack" --version
echo "$where/bin/ctrack"
"""


def main() -> None:
    """Make the bundle that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tools.bundle", description="A bundle for an offline install.")
    parser.add_argument("folder", type=Path, help="where it is made; a folder that is empty or not there yet")
    parser.add_argument("--python", help="the version of Python that it is for, such as 3.12")
    parser.add_argument("--platform", action="append", default=[], help="the kind of machine, as pip calls it")
    asked = parser.parse_args()
    if asked.folder.exists() and any(asked.folder.iterdir()):
        parser.error(f"{asked.folder} is not empty")
    for part in make_bundle(asked.folder, asked.python, asked.platform):
        print(f"{part.name} {part.version}")


def make_bundle(folder: Path, python: str | None = None, platforms: Sequence[str] = ()) -> list[Part]:
    """Make a bundle in a folder; what it holds."""
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    own = build_wheel(wheels)
    target = ["--python-version", python] if python else []
    target += [word for platform in platforms for word in ("--platform", platform)]
    run_pip("download", "--only-binary", ":all:", "--dest", str(wheels), *target, f"{own}[all]")
    parts = read_wheels(wheels, environment=describe_python(python))
    write(
        folder / "requirements.txt",
        "".join(f"{part.name}=={part.version} --hash=sha256:{part.sha256}\n" for part in parts),
    )
    write(folder / "sbom.json", write_bill(parts))
    for language, name in PAGES.items():
        write(folder / name, write_licences(parts, language))
    write(folder / "install.sh", SCRIPT)
    (folder / "install.sh").chmod(0o755)
    for ending in ("md", "ar.md", "fr.md"):
        shutil.copyfile(SOURCES / "docs" / f"offline.{ending}", folder / f"README.{ending}")
    write(folder / "SHA256SUMS", sum_files(folder))
    return parts


def build_wheel(wheels: Path) -> Path:
    """Build ctrack's own wheel, from a copy of its sources: a folder of an earlier build would be taken in."""
    with TemporaryDirectory() as copy:
        for name in NEEDED:
            source = SOURCES / name
            target = Path(copy, name)
            shutil.copytree(source, target, ignore=LEFT) if source.is_dir() else shutil.copyfile(source, target)
        run_pip("wheel", "--no-deps", "--wheel-dir", str(wheels), copy, SOURCE_DATE_EPOCH=EPOCH)
    (own,) = wheels.glob("ctrack-*.whl")
    return own


def describe_python(python: str | None) -> dict[str, str]:
    """What markers of requirements look at, for a Python that is not this one."""
    return {"python_version": python, "python_full_version": f"{python}.0"} if python else {}


def run_pip(*words: str, **environ: str) -> None:
    """Run pip; it ends the program where it fails, having said why."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *words, "--quiet"]
    ended = subprocess.run(command, env={**os.environ, **environ}, stdout=subprocess.DEVNULL)
    if ended.returncode:
        raise SystemExit(ended.returncode)


def write(path: Path, text: str) -> None:
    """Write a file of text."""
    path.write_text(text, encoding="utf-8")


def sum_files(folder: Path) -> str:
    """The hashes of all files, as sha256sum checks them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    hashes = ((hashlib.sha256(path.read_bytes()).hexdigest(), path.relative_to(folder)) for path in files)
    return "".join(f"{digest}  {name}\n" for digest, name in hashes)


if __name__ == "__main__":
    main()
