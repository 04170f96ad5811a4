"""Options that several commands take. Their help is in prompts/words, under `cli.option-NAME`."""

from pathlib import Path
from typing import Annotated

import typer

Home = Annotated[Path | None, typer.Option("--home", metavar="DIR")]
AsJson = Annotated[bool, typer.Option("--json")]
ApiBase = Annotated[str | None, typer.Option("--api-base", metavar="URL")]
File = Annotated[str, typer.Argument(metavar="FILE|-")]
