"""The page's scripts: one file each in `scripts`, run in a scope of its own where Gradio lets one run.

Invariant: a script handles data and text, never HTML of what an author or a model wrote.
"""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "scripts"


@cache
def script(*names: str) -> str:
    """Return the scripts called `names`, to run one after the other."""
    texts = (_FOLDER.joinpath(f"{name}.js").read_text(encoding="utf-8") for name in names)
    return "".join(f"(() => {{\n{text}}})();\n" for text in texts)
