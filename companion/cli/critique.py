"""`companion critique`: questions about a draft."""

from typing import Annotated, Literal

import typer

from companion.cli import intake, json_line
from companion.cli.caller import Caller
from companion.cli.options import ApiBase, AsJson, File, Home
from companion.cli.sheet import Sheet


def critique(
    draft: File,
    *,
    intention: Annotated[str | None, typer.Option("--intention", metavar="TEXT")] = None,
    language: Annotated[Literal["fr", "en"] | None, typer.Option("--language")] = None,
    register: Annotated[Literal["tu", "vous"] | None, typer.Option("--register")] = None,
    model: Annotated[str | None, typer.Option("--model", metavar="M")] = None,
    api_base: ApiBase = None,
    phrasing: Annotated[Literal["auto", "curated", "own"], typer.Option("--phrasing")] = "auto",
    choosing: Annotated[Literal["auto", "planner", "model"], typer.Option("--choosing")] = "auto",
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Read a draft and print the questions as they come."""
    caller = Caller.at(home)
    text = intake.text(draft, caller)
    with caller.companion() as companion:
        replies = companion.critique_stream(
            text,
            intention=intake.words(intention) if intention else None,
            language=language,
            register=register,
            model=model,
            api_base=api_base,
            phrasing=phrasing,
            choosing=choosing,
        )
        if as_json:
            *_, reply = replies
            json_line.write(reply)
            return
        sheet = Sheet()
        for reply in replies:
            sheet.show(reply)
        sheet.close(reply)
