"""The next revision of the schema, begun from what the tables of the code have and those of a database have not.

`python -m tools.revision "What it changes"` makes a database by the revisions that there are, compares it with
`ctrack/store/tables.py` (Alembic's `revision --autogenerate`), and writes the file in `migrations/versions/` that has
the next number. That is a beginning: read it, move the data, and raise SCHEMA_REVISION.
"""

from __future__ import annotations

import sys
from pathlib import Path

from alembic import command
from alembic.script import Script, ScriptDirectory
from sqlalchemy import create_engine

from ctrack.store.layouts import make_config, upgrade_schema


def write_revision(message: str, folder: Path | None = None) -> Path:
    """Write the next revision into a folder of migrations, that of the package unless named; where it was put."""
    with create_engine("sqlite://").connect() as connection, connection.begin():
        upgrade_schema(connection, "head")
        config = make_config(connection)
        if folder is not None:
            config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.set_main_option("file_template", "v%%(rev)s_%%(slug)s")
        last = ScriptDirectory.from_config(config).get_current_head()
        script = command.revision(config, message, autogenerate=True, rev_id=f"{int(last or 0) + 1:04}")
    assert isinstance(script, Script)
    return Path(script.path)


def main(words: list[str]) -> int:
    """Write the revision, whose file Alembic names; 2 where nobody says what it changes."""
    if not words:
        print('python -m tools.revision "What it changes"', file=sys.stderr)
        return 2
    write_revision(" ".join(words))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
