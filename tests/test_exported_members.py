"""Each package's __init__ is a list of names, and `__all__` is that list."""

import ast
import importlib
import pkgutil
from pathlib import Path

import pytest

import companion

PACKAGES = ["companion"] + [
    module.name for module in pkgutil.walk_packages(companion.__path__, "companion.") if module.ispkg and ".migrations" not in module.name
]


@pytest.mark.parametrize("name", PACKAGES)
def test_all_is_what_is_imported_and_defined(name: str) -> None:
    """Nothing is exported that is not there, and nothing is brought in that is not exported."""
    package = importlib.import_module(name)
    tree = ast.parse(Path(str(package.__file__)).read_text(encoding="utf-8"))
    there: set[str] = set()
    for node in tree.body:
        match node:
            case ast.ImportFrom() | ast.Import():
                there |= {alias.asname or alias.name for alias in node.names}
            case ast.FunctionDef() | ast.ClassDef():
                there.add(node.name)
            case ast.Assign(targets=[ast.Name(id=target)]) if target != "__all__":
                there.add(target)
    there = {each for each in there if not each.startswith("_") or each == "__version__"} - {"annotations"}
    exported = getattr(package, "__all__", [])
    assert set(exported) == there
    assert list(exported) == sorted(exported)
    assert all(hasattr(package, each) for each in exported)
    assert package.__doc__
