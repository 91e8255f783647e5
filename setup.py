"""Compiles the catalogues (ctrack.po) as a step of every build, so that each kind of installation has them (ctrack.mo).

Everything else stands in setup.cfg.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from setuptools import Command, setup
from setuptools.command.build import build

SOURCES = tuple(sorted(Path("ctrack/text/locale").glob("*/LC_MESSAGES/*.po")))


class BuildCatalogues(Command):
    """Compile each catalogue: into the build, or beside its source for an editable installation."""

    user_options: ClassVar[list[tuple[str, str, str]]] = [("build-lib=", "d", "the directory to build into")]
    editable_mode = False

    def initialize_options(self) -> None:
        """Nothing is set yet."""
        self.build_lib: str | None = None

    def finalize_options(self) -> None:
        """Build into where the modules are built."""
        self.set_undefined_options("build_py", ("build_lib", "build_lib"))

    def run(self) -> None:
        """Compile every catalogue."""
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        for source in SOURCES:
            target = source.with_suffix(".mo") if self.editable_mode else Path(self.find_output(source))
            target.parent.mkdir(parents=True, exist_ok=True)
            with source.open("rb") as stream:
                catalogue = read_po(stream, locale=source.parts[-3])
            with target.open("wb") as stream:
                write_mo(stream, catalogue)

    def find_output(self, source: Path) -> str:
        """Where a wheel has what is compiled of a catalogue."""
        return str(Path(self.build_lib or "") / source.with_suffix(".mo"))

    def get_source_files(self) -> list[str]:
        """What a source distribution must hold."""
        return [str(source) for source in SOURCES]

    def get_outputs(self) -> list[str]:
        """What this step adds to a wheel."""
        return [self.find_output(source) for source in SOURCES]

    def get_output_mapping(self) -> dict[str, str]:
        """What stands in for a file of the wheel where the installation is editable."""
        return {self.find_output(source): str(source.with_suffix(".mo")) for source in SOURCES}


build.sub_commands.append(("build_catalogues", None))
setup(cmdclass={"build_catalogues": BuildCatalogues})
