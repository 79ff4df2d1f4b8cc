"""Sizes in which a reader feels at home: no giant file, no giant function."""

import ast
import re
import statistics
import tomllib
from collections.abc import Iterator

from tests.house.repository import ROOT, files, modules, short

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
P95_FUNCTION = 35
NAMELESS = re.compile(r"_?(utils?|helpers?|commons?|bases?|misc)\b")


def lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first, *_ = function.body
    length = (function.end_lineno or 0) - function.lineno + 1
    if ast.get_docstring(function, clean=False) is None:
        return length
    return length - ((first.end_lineno or 0) - first.lineno + 1)


def functions() -> Iterator[tuple[str, int]]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{short(path)}:{node.lineno} {node.name}", lines(node)


def test_no_module_is_too_long():
    sizes = {short(path): len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert {name: size for name, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_no_function_is_too_long():
    assert {name: size for name, size in functions() if size > LONGEST_FUNCTION} == {}


def test_nearly_all_functions_are_short():
    sizes = [size for _, size in functions()]
    assert statistics.quantiles(sizes, n=20)[-1] <= P95_FUNCTION


def test_a_docstring_is_not_counted():
    module = ast.parse('def one():\n    """Say.\n\n    More.\n    """\n    return 1\n')
    assert lines(module.body[0]) == 2


def test_ruff_asks_for_docstrings_and_types_of_everything_public():
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    assert {"D1", "ANN"} <= set(lint["select"])
    assert not {rule for rule in lint["ignore"] if rule.startswith("ANN")}
    assert not [folder for folder in lint["per-file-ignores"] if folder.startswith("src")]


def test_every_file_is_named_by_its_idea():
    parts = {(part, short(path)) for path in files() for part in path.relative_to(ROOT).parts}
    assert not [path for part, path in parts if NAMELESS.match(part)]
