"""Mutants of escaping, coordinate parsing and linking: do the tests notice?

``python -m tests.trust.mutants [EVERY]`` changes one thing at a time in the modules of
:data:`SUBJECTS`, runs the tests that hold each, and prints what they did not notice. The modules
are changed in memory, in a child process per mutant; no file is touched.
"""

from __future__ import annotations

import ast
import copy
import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from tests.trust import tally

ROOT: Final = Path(__file__).parents[2]
#: Module -> the tests that hold it.
SUBJECTS: Final = {
    "geomap.spreadsheets": ("tests/test_spreadsheets.py",),
    "geomap.write.qgis_xml": ("tests/trust/test_escaping.py",),
    "geomap.gazetteer.coordinates": (
        "tests/gazetteer/test_coordinates.py",
        "tests/gazetteer/test_coordinates_exact.py",
    ),
    "geomap.link": ("tests/test_link_bounds.py", "tests/test_link.py"),
}
_COMPARISONS: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_OPERATORS: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
#: A mutant that runs or waits for ever is stopped, and so noticed: seconds of CPU, and of waiting.
_SECONDS: Final = 60
_WAITING: Final = 600


def mutate(node: ast.AST) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each change of one node: what it is called, and the fields with which it is made."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARISONS:
        yield "comparison", {"ops": [_COMPARISONS[type(node.ops[0])](), *node.ops[1:]]}
    elif isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        yield "operator", {"op": _OPERATORS[type(node.op)]()}
    elif isinstance(node, ast.BoolOp):
        yield "and/or", {"op": ast.Or() if isinstance(node.op, ast.And) else ast.And()}
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "sign", {"op": ast.UAdd()}
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "negation", {"operand": ast.UnaryOp(ast.Not(), node.operand)}
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield "constant", {"value": not node.value}
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        yield "constant", {"value": node.value + 1}
    elif isinstance(node, ast.Return) and not _is_none(node.value):
        yield "return", {"value": ast.Constant(None)}


def _is_none(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def without_annotations(tree: ast.Module) -> set[int]:
    """Nodes that no run evaluates: annotations, docstrings, what only the type checker reads."""
    idle: set[int] = set()
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = []
        if isinstance(node, ast.AnnAssign):
            parts.append(node.annotation)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            several = [one for one in (node.args.vararg, node.args.kwarg) if one]
            arguments = [*node.args.args, *node.args.kwonlyargs, *node.args.posonlyargs, *several]
            parts += [node.returns, *[argument.annotation for argument in arguments]]
        elif _is_docstring(node) or _is_for_types(node):
            parts.append(node)
        idle |= {id(inner) for part in parts if part is not None for inner in ast.walk(part)}
    return idle


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def mutants(source: str) -> Iterator[tuple[str, ast.Module]]:
    """Every mutant of a module: where and what was changed, and its tree."""
    tree = ast.parse(source)
    idle = without_annotations(tree)
    for node in ast.walk(tree):
        if id(node) in idle:
            continue
        for what, fields in mutate(node):
            before = {name: getattr(node, name) for name in fields}
            was = ast.unparse(node)
            for name, value in fields.items():
                setattr(node, name, value)
            changed = copy.deepcopy(tree)
            line = getattr(node, "lineno", 0)
            told = f"line {line}, {what}: {was} -> {ast.unparse(node)}"
            for name, value in before.items():
                setattr(node, name, value)
            yield told, ast.fix_missing_locations(changed)


def noticed(module: str, tree: ast.Module, tests: tuple[str, ...]) -> bool:
    """Whether the tests fail with the mutant in place of the module; in a child process."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
    import signal

    signal.setitimer(signal.ITIMER_PROF, _SECONDS)
    signal.alarm(_WAITING)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    loaded = importlib.import_module(module)
    try:
        exec(compile(tree, str(loaded.__file__), "exec"), loaded.__dict__)
        options = ["-x", "-q", "-p", "no:cacheprovider", "--basetemp", f"/tmp/mutant-{os.getpid()}"]
        os._exit(int(pytest.main([*options, *tests])))
    except BaseException:
        os._exit(1)


def main(every: int) -> None:
    """Print each mutant that lived, and the rate of those that did not, by module."""
    os.chdir(ROOT)
    for module, tests in SUBJECTS.items():
        source = Path(str(importlib.import_module(module).__file__)).read_text("utf-8")
        chosen = list(mutants(source))[::every]
        lived = [told for told, tree in chosen if not noticed(module, tree, tests)]
        killed = len(chosen) - len(lived)
        print(f"{module}: {killed} of {len(chosen)} mutants noticed", flush=True)
        for told in lived:
            print(f"  not noticed: {told}", flush=True)
        tally.add("mutants", len(chosen))
        tally.add("mutants noticed", killed)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
