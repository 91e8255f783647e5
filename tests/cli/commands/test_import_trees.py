"""`ctrack import` of catalogs in OSCAL, libraries of CISO Assistant, and other records in YAML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner

INTO = ("--instrument", "plan")
# In the form of NIST's catalogs: groups, controls with parameters and parts, enhancements, one that was withdrawn.
CATALOG: dict[str, Any] = {
    "catalog": {
        "uuid": "74c8ba1e-5cd4-4ad1-bbfd-d888e2f6c724",
        "metadata": {"title": "Border catalog", "version": "5.1", "oscal-version": "1.1.2"},
        "groups": [
            {
                "id": "ac",
                "class": "family",
                "title": "Access Control",
                "params": [{"id": "all_prm", "values": ["every year"]}],
                "controls": [
                    {
                        "id": "ac-1",
                        "class": "SP800-53",
                        "title": "Policy and Procedures",
                        "params": [
                            {"id": "ac-1_prm_1", "label": "personnel"},
                            {"id": "ac-1_prm_2", "select": {"choice": ["{{ insert: param, all_prm }}", "never"]}},
                        ],
                        "props": [{"name": "label", "value": "AC-1"}, {"name": "sort-id", "value": "ac-01"}],
                        "links": [{"href": "#ac-2", "rel": "related"}, {"href": "#pm-9", "rel": "related"}],
                        "parts": [
                            {
                                "id": "ac-1_smt",
                                "name": "statement",
                                "parts": [
                                    {
                                        "name": "item",
                                        "props": [{"name": "label", "value": "a."}],
                                        "prose": "Develop it for {{ insert: param, ac-1_prm_1 }}:",
                                        "parts": [
                                            {
                                                "name": "item",
                                                "props": [{"name": "label", "value": "1."}],
                                                "prose": "Review it {{ insert: param, ac-1_prm_2 }}.",
                                            }
                                        ],
                                    }
                                ],
                            },
                            {"id": "ac-1_gdn", "name": "guidance", "prose": "It says who does what."},
                        ],
                        "controls": [{"id": "ac-1.1", "title": "Automated", "parts": []}],
                    },
                    {"id": "ac-3.1", "title": "Restricted", "props": [{"name": "status", "value": "withdrawn"}]},
                ],
                "groups": [{"id": "sub", "title": "Within", "controls": [{"id": "ac-9", "title": "Last"}]}],
            }
        ],
    }
}
LIBRARY = """\
urn: urn:intuitem:risk:library:plan
locale: en
ref_id: PLAN
name: Plan
objects:
  framework:
    ref_id: PLAN
    requirement_nodes:
    - {urn: "urn:x:gv", assessable: false, depth: 1, ref_id: GV, name: GOVERN}
    - urn: urn:x:gv.1
      assessable: true
      depth: 2
      parent_urn: urn:x:gv
      ref_id: 1.10
      name: Policy
      description: Adopt a policy.
      annotation: It may be short.
      implementation_groups: [core, extra]
      translations:
        fr: {name: Politique, description: Adopter une politique.}
    - {urn: "urn:x:gv.2", assessable: true, depth: 2, parent_urn: "urn:x:gv", description: Tell it to all}
"""


def write(folder: Path, content: str, name: str) -> str:
    """A file with that content."""
    path = folder / name
    path.write_text(content, "utf-8")
    return str(path)


@pytest.mark.parametrize("name", ["catalog.json", "catalog.yaml"])
def test_a_catalog(ctrack: Runner, tmp_path: Path, name: str) -> None:
    """Each control and enhancement comes in with its section, statement and parts; what was withdrawn is left out."""
    text = json.dumps(CATALOG, indent=1) if name.endswith("json") else yaml.safe_dump(CATALOG)
    path = write(tmp_path, text, name)
    done = ctrack.data("import", path, *INTO)
    assert [(row["code"], row["outcome"]) for row in done["rows"]] == [
        ("AC-1", "created"), ("AC-1.1", "created"), ("AC-9", "created"),
    ]  # fmt: skip
    assert done["left_out"] == [{"row": 3, "text": "AC-3.1 Restricted (withdrawn)"}]
    shown = ctrack.data("show", "AC-1")
    assert shown["titles"] == {"en": "Policy and Procedures"}
    assert shown["summary"] == {"en": "a. Develop it for [personnel]:\n1. Review it [every year; never]."}
    assert shown["note"] == {"en": "guidance: It says who does what.\nrelated: AC-2, PM-9"}
    assert ctrack.data("show", "AC-9")["section"] == "access-control-within"
    assert ctrack.data("import", path, *INTO)["counts"]["unchanged"] == 3


def test_a_library(ctrack: Runner, tmp_path: Path) -> None:
    """Each requirement that can be assessed comes in, in its languages, below its heading; numbers stay as written."""
    path = write(tmp_path, LIBRARY, "library.yaml")
    rows = ctrack.data("import", path, *INTO)["rows"]
    assert [row["code"] for row in rows] == ["PLAN-1.10", "GV.2"]
    shown = ctrack.data("show", "PLAN-1.10")
    assert shown["titles"] == {"en": "Policy", "fr": "Politique"}
    assert shown["summary"] == {"en": "Adopt a policy.", "fr": "Adopter une politique."}
    assert shown["note"] == {"en": "annotation: It may be short.\nimplementation_groups: core, extra"}
    assert shown["section"] == "gv-govern"
    assert ctrack.data("show", "GV.2")["titles"] == {"en": "Tell it to all"}
    assert ctrack.data("import", path, *INTO)["counts"]["unchanged"] == 2


def test_refused_records_in_yaml(ctrack: Runner, tmp_path: Path) -> None:
    """Records in YAML are read like those in JSON; one that is refused comes back in YAML with its reason."""
    path = write(tmp_path, "- {ref: 1.10, title: Fine}\n- {ref: 1.2, title: Bad, deadline: 30/02/2027}\n", "plan.yml")
    assert ctrack("import", path, *INTO, "--partial").code == 6
    assert ctrack.data("show", "PLAN-1.10")["titles"] == {"en": "Fine"}
    (kept,) = yaml.safe_load((tmp_path / "plan-refused.yml").read_text("utf-8"))
    assert "30" in kept.pop("Reason")
    assert kept == {"ref": "1.2", "title": "Bad", "deadline": "30/02/2027"}


BAD: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("a.yaml", "- !!python/object/apply:os.system [echo]\n", ("a.yaml, row 1", "python/object")),
    ("a.yaml", "- !own {ref: 1}\n", ("a.yaml, row 1", "!own")),
    ("a.yaml", "a: &a [x, x]\nb: &b [*a, *a]\n", ("a.yaml, row 2", "*a")),
    ("a.yaml", "&a [*a]\n", ("a.yaml, row 1", "*a")),
    ("a.yaml", "[" * 100_000, ("a.yaml",)),
    ("a.yaml", "\n".join(" " * depth + "a:" for depth in range(60)), ("a.yaml", "50")),
    ("a.yaml", "a: 1\na: 2\n", ("a.yaml, row 2", "a")),
    ("a.yaml", "a: 1\n---\nb: 2\n", ("a.yaml, row 3", "document")),
    ("a.yaml", "? [a]\n: b\n", ("a.yaml, row 1", "name of a value")),
    ("a.yaml", "a: [1,\nb: }", ("a.yaml, row 2", "YAML")),
    ("a.yaml", "a: b\0\n", ("a.yaml, row 1", "YAML")),
    ("a.yaml", "hello\n", ("a.yaml", "no list")),
    ("a.yaml", "objects: {}\n", ("a.yaml", "no control")),
    ("a.yaml", "#" * 8_000_001, ("a.yaml", "8 MB")),
    ("a.json", '{"catalog": {"groups": ' + "[" * 100_000, ("a.json", "50")),
    ("a.json", '{"catalog": {"groups": [', ("a.json", "ends within")),
    ("a.json", '{"catalog": {"groups": 7, "controls": [null, 7]}}', ("a.json", "no control")),
)  # fmt: skip


def test_bad_trees(ctrack: Runner, tmp_path: Path) -> None:
    """Tags, aliases, what is nested too deep, broken or too large is refused in one sentence, and nothing is done."""
    with nothing_recorded(ctrack):
        for name, content, words in BAD:
            refused(ctrack("import", write(tmp_path, content, name), *INTO), 4, *words)
