"""Files in TOML beside the settings, and the settings themselves, as they are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ctrack.domain.bounded_files import read_bounded
from ctrack.domain.failures import ConfigurationFault, Message, marked
from ctrack.domain.system_words import speak_reason


def read_tables(path: Path) -> dict[str, Any]:
    """The tables of a file; raises ConfigurationFault with the line and the reason."""
    from ctrack.domain.toml_texts import TomlFault, parse_toml

    try:
        return parse_toml(read_bounded(path).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ConfigurationFault(path=path, reason=Message(marked("it is not UTF-8 text."))) from error
    except TomlFault as error:
        raise ConfigurationFault(path=path, reason=error.within()) from error
    except OSError as error:
        raise ConfigurationFault(path=path, reason=speak_reason(error)) from error
