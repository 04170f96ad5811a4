"""The desk: what is typed on the page comes here as it is typed, and what lies here goes back to a page that opens.

Invariant: it comes by a way of its own, which a page whose server was restarted still finds, and a page that is closed
still takes; nothing of it stays in the browser.
"""

import asyncio
import json

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from companion.errors import CompanionError
from companion.records import Desk
from companion.session import Companion
from companion.ui.cards import shown
from companion.ui.wording import Wording

PATH = "/desk"
"""Where the page lays what is typed."""
_LARGEST = 4_000_000
"""Bytes: the longest draft that is kept, each of its characters written as an escape, and room for answers."""
_ANSWERS = 8


class Lying:
    """What lies on one author's desk."""

    def __init__(self, companion: Companion) -> None:
        """Take what is laid for `companion`."""
        self._companion = companion

    async def serve(self, request: Request) -> Response:
        """Keep what the page holds, unfinished, or give back what lies there; what is no desk is refused."""
        if request.method == "GET":
            desk = await asyncio.to_thread(lambda: self._companion.desk)
            told = json.dumps({"draft": desk.draft, "suspicion": desk.suspicion})  # in ASCII: half characters too
            return Response(told, media_type="application/json")
        try:
            desk = _read(await _whole(request))
            await asyncio.to_thread(self._companion.lay, desk)
        except (ValueError, TypeError, KeyError, RecursionError, ClientDisconnect):
            return Response(status_code=400)
        except CompanionError:
            return Response(status_code=503)
        return Response(status_code=204)


async def _whole(request: Request) -> bytes:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            raise ValueError(len(body))
    return body


def _read(body: bytes) -> Desk:
    held = json.loads(body)
    draft, suspicion, session = held["draft"], held["suspicion"], held["session"]
    typed = tuple((int(number), text) for number, text in held["typed"][:_ANSWERS])
    if not all(isinstance(text, str) for text in (draft, suspicion, session, *(text for _, text in typed))):
        raise TypeError
    return Desk(draft, suspicion, session, typed)


def told(wording: Wording) -> str:
    """Return what the page's script has to say: an example, and Gradio's one label that is in English alone."""
    example, more = (shown(json.dumps(wording.say(name))) for name in ("draft.example-text", "draft.more-tabs"))
    return f'<div hidden data-example="{example}" data-more="{more}"></div>'
