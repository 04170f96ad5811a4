"""Options that several commands take. Their help is in prompts/words, under `cli.option-NAME`."""

from pathlib import Path
from typing import Annotated

import typer

from companion.errors import BadSetting
from companion.settings import FOLDERS


def _folder(named: str | Path) -> Path:
    """Return the home that is named; an empty name would be the current folder. Raises BadSetting."""
    if not str(named).strip():
        raise BadSetting(name="--home", value=str(named), allowed=FOLDERS)
    return Path(named)


Home = Annotated[Path | None, typer.Option("--home", metavar="DIR", parser=_folder)]
AsJson = Annotated[bool, typer.Option("--json")]
Yes = Annotated[bool, typer.Option("--yes")]
ApiBase = Annotated[str | None, typer.Option("--api-base", metavar="URL")]
File = Annotated[str, typer.Argument(metavar="FILE|-")]
