"""The house holds: imports point one way, and only the named modules touch click and folium."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "geomap"

#: A module may import from its own group and from the groups before it.
ORDER = (
    ("_version",),
    ("errors",),
    ("model",),
    ("garbage", "geodesy", "spreadsheets", "staging", "untrusted"),
    ("frames",),
    ("areas",),
    ("gazetteer",),
    ("read",),
    ("locate",),
    ("proposals",),
    ("link",),
    ("layers",),
    ("write", "viewer"),
    ("pipeline", "convert", "resolve_table"),
    ("engine", "serve"),
    ("cli",),
)
RANK = {name: rank for rank, group in enumerate(ORDER) for name in group}


def modules() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "node_modules" not in path.parts and path.parent != PACKAGE / "viewer":
            yield path


def imported(path: Path) -> Iterator[tuple[str, bool]]:
    """Every imported dotted name, with whether only the type checker sees it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) in typing_only
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "geomap":
                for alias in node.names:
                    yield f"geomap.{alias.name}", id(node) in typing_only
            else:
                yield node.module, id(node) in typing_only


def part(dotted: str) -> str:
    return dotted.split(".")[1] if dotted.count(".") else ""


@pytest.mark.parametrize("path", list(modules()), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    here = path.relative_to(PACKAGE).with_suffix("").parts[0]
    if here in ("__init__", "__main__"):
        return
    for name, typing_only in imported(path):
        if name.startswith("geomap.") and part(name) in RANK and not typing_only:
            # lazily, for Incidents.empty, validate and explore
            upward = here == "model" and part(name) in ("frames", "write")
            assert upward or RANK[part(name)] <= RANK[here], f"{path.name} imports {name}"


@pytest.mark.parametrize("path", list(modules()), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_every_module_has_a_rank(path: Path) -> None:
    here = path.relative_to(PACKAGE).with_suffix("").parts[0]
    assert here in RANK or here in ("__init__", "__main__")


@pytest.mark.parametrize(
    ("library", "allowed"), [("click", "cli/"), ("folium", "write/html.py"), ("branca", "write/")]
)
def test_only_the_named_modules_import(library: str, allowed: str) -> None:
    users = {
        str(path.relative_to(PACKAGE))
        for path in modules()
        if any(name.split(".")[0] == library for name, _ in imported(path))
    }
    assert {user for user in users if not user.startswith(allowed)} == set()


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import geomap", {"pandas", "geopandas", "folium", "click", "shapely"}),
        ("import geomap.cli", {"pandas", "geopandas", "folium", "yaml", "numpy", "tornado"}),
        ("from geomap.gazetteer import Gazetteer", {"pandas", "geopandas", "folium", "geopy"}),
        ("import geomap.cli.serve", {"tornado", "pandas"}),
        ("import geomap.cli.resolve", {"pandas", "geopandas", "folium", "geopy"}),
    ],
)
def test_light_imports_stay_light(statement: str, absent: set[str]) -> None:
    code = f"import sys; {statement}; print(sorted({absent!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
