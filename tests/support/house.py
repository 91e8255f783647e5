"""How the house is built: which module imports which, where that goes round, and which modules share a name."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import ctrack

HOUSE = Path(ctrack.__file__).parent


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, at its top or within a function."""
    for node in find_imports(path.read_text("utf-8")):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        else:
            assert node.level == 0, f"{path}: imports are written in full"
            module = node.module or ""
            # `from ctrack.views import words` imports a module, `from ctrack.views.words import say` names one.
            is_room = module.startswith("ctrack.") and (HOUSE.parent / Path(*module.split("."))).is_dir()
            yield from ((f"{module}.{alias.name}" for alias in node.names) if is_room else (module,))


@cache
def find_imports(source: str) -> list[ast.Import | ast.ImportFrom]:
    """The statements of a source that import; the same source is asked about by many tests."""
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import | ast.ImportFrom)]


def name_modules(house: Path) -> dict[str, Path]:
    """The files of the house by the names of their modules; a package goes by its own."""
    parts = {path: path.relative_to(house.parent).with_suffix("").parts for path in sorted(house.rglob("*.py"))}
    return {".".join(names[:-1] if names[-1] == "__init__" else names): path for path, names in parts.items()}


def draw_imports(house: Path) -> dict[str, set[str]]:
    """What each module imports of the house: as it is loaded, within a function, or for its types only."""
    modules, graph = name_modules(house), {}
    for name, path in modules.items():
        targets = set(imports(path))
        # What is imported out of a module, such as a function, counts as an import of that module.
        while unknown := {target for target in targets if target not in modules and "." in target}:
            targets = (targets - unknown) | {target.rpartition(".")[0] for target in unknown}
        graph[name] = targets & modules.keys() - {name}
    return graph


def find_reachable(graph: Mapping[str, set[str]], start: str) -> set[str]:
    """Whatever a module imports, itself or by others."""
    found: set[str] = set()
    rest = list(graph[start])
    while rest:
        name = rest.pop()
        if name not in found:
            found.add(name)
            rest += graph[name]
    return found


def find_circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Strongly connected modules, each set as the shortest way round from its first one."""
    reached = {name: find_reachable(graph, name) for name in graph}
    circles: list[list[str]] = []
    seen: set[str] = set()
    for name in sorted(graph):
        if name in reached[name] and name not in seen:
            seen |= {other for other in reached[name] if name in reached[other]}
            circles.append(walk_round(graph, name))
    return circles


def walk_round(graph: Mapping[str, set[str]], start: str) -> list[str]:
    """The shortest chain of imports from a module back to it."""
    chains, seen = [[start]], {start}
    for chain in chains:
        for name in sorted(graph[chain[-1]]):
            if name == start:
                return [*chain, start]
            if name not in seen:
                seen.add(name)
                chains.append([*chain, name])
    raise AssertionError(f"{start} stands in no circle")


def list_twins(house: Path) -> dict[str, dict[str, Path]]:
    """Modules, and packages that hold some, of equal name in different folders: name -> room -> file."""
    found: dict[str, dict[str, Path]] = defaultdict(dict)
    for path in sorted(house.rglob("*.py")):
        is_package = path.stem == "__init__"
        if not is_package:
            found[path.stem][str(path.relative_to(house).with_suffix(""))] = path
        elif path.parent != house and len(list(path.parent.rglob("*.py"))) > 1:
            found[path.parent.name][str(path.parent.relative_to(house))] = path
    return {name: rooms for name, rooms in found.items() if len(rooms) > 1}
