"""`companion lint`: the guard, on JSON lines."""

from companion.cli import intake, json_line
from companion.cli.caller import Caller
from companion.cli.options import File, Home


def lint(file: File, *, home: Home = None) -> None:
    """Judge each line as it comes, in order; lines that hold nothing are passed over."""
    from companion.guard import lint as judge

    caller = Caller.at(home)
    with intake.opened(file, caller) as lines:
        for line in lines:
            if line.strip():
                json_line.write(judge(line.decode("utf-8-sig", "replace")))
