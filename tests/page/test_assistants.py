"""The endpoint for assistants: what a real client gets, and who gets nothing."""

from collections.abc import Mapping

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from companion import settings
from companion.errors import BadSetting
from companion.ui import assistants, serve
from companion.users import Users
from tests.page.apart import apart
from tests.page.shared import Shared, serving

pytestmark = pytest.mark.slow

DRAFT = "Je veux remercier ma mère, parce que c'est elle qui m'a appris à coudre."
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
}
ACCEPTS = {"accept": "application/json, text/event-stream"}


def test_a_real_client_asks_and_judges(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Two tools and no more; a critique is the contract's Reply, a fault is named, an empty draft is said plainly."""

    async def talk(address: str, headers: Mapping[str, str]) -> None:
        async with (
            httpx2.AsyncClient(headers=headers, timeout=60) as http,
            Client(streamable_http_client(f"{address}mcp", http_client=http)) as client,
        ):
            tools = (await client.list_tools()).tools
            assert {tool.name for tool in tools} == {"critique", "lint"}
            reply = (await client.call_tool("critique", {"draft": DRAFT})).structured_content
            assert reply is not None
            assert reply["complete"]
            assert reply["questions"][0]["why"]
            asked = {"draft": DRAFT, "question": "Tu devrais raccourcir ?"}
            judged = (await client.call_tool("lint", asked)).structured_content
            assert judged is not None
            assert judged["ok"] is False
            empty = await client.call_tool("critique", {"draft": " "})
            assert empty.is_error
            assert "Il n'y a encore rien à lire" in str(empty.content)

    home = tmp_path_factory.mktemp("mcp") / "home"
    with serving(home, "Ana", mcp=True) as shared:
        apart(talk(shared.address, {"authorization": f"Bearer {Users(home).new_token('Ana')}"}))
        nobody_else(shared)
    with serving(tmp_path_factory.mktemp("mcp") / "home", mcp=True) as alone:
        apart(talk(alone.address, {}))


def nobody_else(shared: Shared) -> None:
    """Check that a stranger, a browser, another site and another name get nothing."""
    token = {"authorization": f"Bearer {Users(shared.home).new_token('Ana')}"}
    ana = shared.user("Ana")
    plain = shared.user().client
    plain.headers.pop("origin")

    def status(**headers: str) -> int:
        return plain.post(
            "mcp", json=INITIALIZE, headers=ACCEPTS | {k.replace("_", "-"): v for k, v in headers.items()}
        ).status_code

    assert status(**token) == 200
    assert status() == 401
    assert status(authorization="Bearer wrong") == 401
    assert status(**token, origin="https://evil.example") == 403
    assert status(**token, sec_fetch_site="cross-site") == 403
    assert status(**token, host="evil.example") == 421
    assert ana.client.post("mcp", json=INITIALIZE, headers=ACCEPTS).status_code == 401


def test_it_is_off_unless_asked_for(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Without --mcp there is nothing at its address."""
    with serving(tmp_path_factory.mktemp("off") / "home") as alone:
        plain = alone.user().client
        plain.headers.pop("origin")
        assert plain.post("mcp", json=INITIALIZE, headers=ACCEPTS).status_code in {404, 405}


def test_without_its_library_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Before anything is opened."""
    home = tmp_path_factory.mktemp("without") / "home"
    monkeypatch.setattr(assistants, "installed", lambda: False)
    with pytest.raises(BadSetting):
        serve(settings.load(home), port=0, mcp=True)
    assert not home.exists()
