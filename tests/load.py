"""Fifty people press the button within ten seconds: what each waits for, on this machine. Nothing is asserted.

    python -m tests.load [--people N] [--seconds S] [--alone]

Each is signed in and has a page and a home of their own, no model is used, and each draft has 120 words and is like no
other. With `--alone` they are one author's browsers instead, who wait for one another. Traffic stays on this machine.
"""

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import numpy as np

from companion import passwords
from tests.bench import machine, say, spoken, written
from tests.page.shared import Shared, Visitor, serving

_QUESTION = 'class=\\"question\\"'
"""What stands before a question, in the JSON of what the page sends."""
_LONGEST = 120.0
"""Seconds after which somebody has waited in vain."""


@dataclass(frozen=True, slots=True)
class Waited:
    """What one of them waited for, in seconds."""

    first: float | None
    """From the button to the first question; None where there was none."""
    whole: float | None
    """To the end of the reply; None where it did not end well."""


def main() -> None:
    """Serve, let everybody in, have them all press, and print the figures."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--people", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=10.0)
    asked.add_argument("--alone", action="store_true")
    given = asked.parse_args()
    passwords._COST = 2  # whoever signs in is not what is measured
    names = [] if given.alone else [f"Person {number}" for number in range(given.people)]
    say(f"{machine()}\n")
    with tempfile.TemporaryDirectory(prefix="companion-load-") as folder, serving(Path(folder), *names) as shared:
        start = time.perf_counter()
        visitors = [shared.user(name) for name in names] or [shared.user() for _ in range(given.people)]
        for number, visitor in enumerate(visitors):
            opened(visitor, f"load{number}")
        say(f"{given.people} pages opened one after another in {time.perf_counter() - start:.1f} s")
        memory, before = resident(shared), processor(shared)
        waited = asyncio.run(everybody(shared, visitors, given.seconds))
        each = 1e3 * (processor(shared) - before) / given.people
        say(f"memory of the server: {memory} MB with every page open, {resident(shared)} MB at the end")
        say(f"processor time of the server: {each:.0f} ms a person\n")
    told(waited, given.people, given.seconds)


def opened(visitor: Visitor, session: str) -> None:
    """Open the page as a browser does, and let it fill its parts."""
    visitor.get("gradio_api/startup-events")
    for each in visitor.config["dependencies"]:
        if each["backend_fn"] and any(event == "load" for _, event in each["targets"]):
            visitor.press(each["id"], [None] * len(each["inputs"]), session=session)


async def everybody(shared: Shared, visitors: list[Visitor], seconds: float) -> list[Waited]:
    """Have each press once, at a moment of their own within `seconds`."""
    chance = random.Random(7)
    moments = [chance.uniform(0, seconds) for _ in visitors]
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(base_url=shared.address, limits=limits, timeout=_LONGEST) as client:
        pressing = [
            pressed(client, visitor, moment, written("fr" if number % 2 else "en", 120), f"load{number}")
            for number, (visitor, moment) in enumerate(zip(visitors, moments, strict=True))
        ]
        return await asyncio.gather(*pressing)


async def pressed(client: httpx.AsyncClient, visitor: Visitor, moment: float, draft: str, session: str) -> Waited:
    """Press at that moment, and read until it is done."""
    button = asking(visitor.config)
    data = [draft if part.get("elem_id") == "draft" else part.get("value") for part in button["parts"]]
    body = {"fn_index": button["id"], "data": data, "session_hash": session, "trigger_id": None, "event_data": None}
    cookie = "; ".join(f"{name}={value}" for name, value in visitor.client.cookies.items())
    headers = {"origin": str(visitor.client.headers["origin"]), "cookie": cookie}
    await asyncio.sleep(moment)
    start, first = time.perf_counter(), None
    try:
        (await client.post("gradio_api/queue/join", json=body, headers=headers)).raise_for_status()
        heard = client.stream("GET", "gradio_api/queue/data", params={"session_hash": session}, headers=headers)
        async with asyncio.timeout(_LONGEST), heard as stream:
            async for line in stream.aiter_lines():
                if first is None and _QUESTION in line:
                    first = time.perf_counter() - start
                if '"msg":"process_completed"' in line:
                    return Waited(first, time.perf_counter() - start if '"success":true' in line else None)
    except (httpx.HTTPError, TimeoutError) as error:
        sys.stderr.write(f"{type(error).__name__}\n")
    return Waited(first, None)


def asking(config: dict[str, Any]) -> dict[str, Any]:
    """Return the button that asks, with the parts it reads."""
    parts = {each["id"]: each["props"] for each in config["components"]}
    for each in config["dependencies"]:
        pressed_ = [parts[part]["elem_id"] for part, event in each["targets"] if part in parts and event == "click"]
        if each["backend_fn"] and "ask" in pressed_:
            return {"id": each["id"], "parts": [parts[part] for part in each["inputs"]]}
    raise SystemExit("The page has no button that asks.")


def resident(shared: Shared) -> int:
    """Return the megabytes that the server holds in memory."""
    status = Path(f"/proc/{shared.process.pid}/status").read_text("utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) // 1024


def processor(shared: Shared) -> float:
    """Return the seconds of processor that the server has used."""
    fields = Path(f"/proc/{shared.process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def told(waited: list[Waited], people: int, seconds: float) -> None:
    """Print what they waited for."""
    failures = sum(each.first is None or each.whole is None for each in waited)
    say(f"{people} people within {seconds:.0f} s, drafts of 120 words, no model: {failures} failures\n")
    say("| what | median | 95% | longest | aim |\n|---|---:|---:|---:|---|")
    for name, aim, samples in (
        ("to the first question", "2 s (95%)", [each.first for each in waited if each.first is not None]),
        ("to the end of the reply", "", [each.whole for each in waited if each.whole is not None]),
    ):
        if samples:
            half, high, most = (1e3 * float(np.percentile(samples, each)) for each in (50, 95, 100))
            say(f"| {name} | {spoken(half)} | {spoken(high)} | {spoken(most)} | {aim} |")


if __name__ == "__main__":
    main()
