"""The bill of materials (SBOM) of ctrack: CycloneDX 1.6 in JSON, the same for the same parts.

`python -m tools.sbom > sbom.json` describes what is installed here; `tools.bundle` describes a folder of wheels, whose
hashes it then holds.
"""

from __future__ import annotations

import json
import os
import sys
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from tools.parts import Part, read_installed

FORM, VERSION = "CycloneDX", "1.6"
# The serial number follows from what is described, below this name.
NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")


def main() -> None:
    """Print what is installed here."""
    sys.stdout.write(write_bill(read_installed()))


def write_bill(parts: Sequence[Part]) -> str:
    """The bill of parts, of which the first is what the others are for."""
    whole, *others = parts
    bill: dict[str, Any] = {
        "bomFormat": FORM,
        "specVersion": VERSION,
        "version": 1,
        "metadata": {**read_time(), "component": {**describe(whole), "type": "application"}},
        "components": [describe(part) for part in others],
        "dependencies": [{"ref": name_of(part), "dependsOn": list_needs(part, parts)} for part in parts],
    }
    serial = uuid.uuid5(NAMESPACE, json.dumps(bill, sort_keys=True))
    return json.dumps({**bill, "serialNumber": f"urn:uuid:{serial}"}, indent=2, ensure_ascii=False) + "\n"


def read_time() -> dict[str, str]:
    """The time of SOURCE_DATE_EPOCH; without it none, for two bills of the same parts are the same."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return {"timestamp": datetime.fromtimestamp(int(given), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")} if given else {}


def describe(part: Part) -> dict[str, Any]:
    """One part as CycloneDX has it."""
    found: dict[str, Any] = {
        "type": "library",
        "bom-ref": name_of(part),
        "name": part.name,
        "version": part.version,
        "purl": name_of(part),
    }
    if part.summary:
        found["description"] = part.summary
    if part.licence:
        is_one = " " not in part.licence
        found["licenses"] = [{"license": {"id": part.licence}} if is_one else {"expression": part.licence}]
    if part.sha256:
        found["hashes"] = [{"alg": "SHA-256", "content": part.sha256}]
    return found


def name_of(part: Part) -> str:
    """The package URL of a part, by which others name it."""
    return f"pkg:pypi/{part.name}@{part.version}"


def list_needs(part: Part, parts: Sequence[Part]) -> list[str]:
    """The names of the parts that a part needs."""
    return [name_of(other) for other in parts if other.name in part.needs]


if __name__ == "__main__":
    main()
