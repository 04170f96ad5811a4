"""Each package's __init__ is a list of names, and `__all__` is that list."""

import ast
import importlib
import pkgutil
from pathlib import Path

import pytest

import companion

PACKAGES = ["companion"] + [
    module.name
    for module in pkgutil.walk_packages(companion.__path__, "companion.")
    if module.ispkg and ".migrations" not in module.name
]


@pytest.mark.parametrize("name", PACKAGES)
def test_all_is_what_is_imported_and_defined(name: str) -> None:
    """Nothing is exported that is not there, and nothing is brought in that is not exported."""
    package = importlib.import_module(name)
    tree = ast.parse(Path(str(package.__file__)).read_text(encoding="utf-8"))
    there: set[str] = {"__version__"} if name == "companion" else set()
    for node in tree.body:
        match node:
            case ast.ImportFrom(module=str(module)) if module.startswith(f"{name}."):
                there |= {alias.asname or alias.name for alias in node.names}
            case ast.FunctionDef() | ast.ClassDef() if not node.name.startswith("_"):
                there.add(node.name)
    exported = getattr(package, "__all__", [])
    assert set(exported) == there
    assert len(set(exported)) == len(exported)
    assert all(hasattr(package, each) for each in exported)
    assert package.__doc__
