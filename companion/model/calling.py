"""One call of LiteLLM, over a wire of ours."""

import contextlib
import logging
import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import httpx

import companion.offline  # noqa: F401  before litellm reads its switches
from companion.model.doors import DOORS, parted
from companion.model.protocol import Schema
from companion.model.wire import Wire

_QUIET = ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy", "openai", "httpx", "httpcore")
"""Loggers that would write what is said to a model, or what it says: OpenAI's client logs whole requests."""
_NEVER = 1_000_000
"""Times that a server may repeat itself before LiteLLM ends the call: our cap does."""


def stream(
    wire: Wire,
    messages: Sequence[Mapping[str, str]],
    *,
    model: str,
    api_base: str | None,
    key: str | None,
    schema: Schema | None,
    most: int,
    options: Mapping[str, Any],
) -> Iterator[Any]:
    """Yield LiteLLM's chunks. Raises whatever LiteLLM does."""
    litellm = library()
    wanted = {"type": "json_schema", "json_schema": {"name": "answer", "schema": dict(schema or {}), "strict": True}}
    yield from litellm.completion(
        model=model,
        messages=list(messages),
        api_base=api_base,
        api_key=key,
        client=_client(wire, model, api_base, key),
        stream=True,
        stream_options={"include_usage": True},
        max_tokens=most,
        num_retries=0,
        max_retries=0,
        drop_params=True,
        **({"response_format": wanted} if schema else {}),
        **options,
    )


def _client(wire: Wire, model: str, api_base: str | None, key: str | None) -> Any:  # noqa: ANN401  LiteLLM's own
    """Return what LiteLLM must be handed for its requests to go over `wire`."""
    provider, _ = parted(model)
    if DOORS[provider].client == "http":
        from litellm.llms.custom_httpx.http_handler import HTTPHandler

        return HTTPHandler(client=wire.client)
    import openai

    _, _, known, base = library().get_llm_provider(model, api_base=api_base, api_key=key)
    key = key or known or os.environ.get("OPENAI_API_KEY") or "none"
    return openai.OpenAI(api_key=key, base_url=base or api_base, http_client=wire.client, max_retries=0)


@cache
def library() -> Any:  # noqa: ANN401  the module
    """Import LiteLLM, quiet, since what it logs may hold what a server said; and bound to our wires."""
    import litellm
    from litellm.llms.custom_httpx import http_handler

    held: Any = litellm
    held.suppress_debug_info = True
    held.disable_streaming_logging = True
    held.REPEATED_STREAMING_CHUNK_LIMIT = _NEVER
    own: Any = http_handler.HTTPHandler
    own.create_client = _nobody
    held.module_level_client = own()
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    _warm(held)
    return held


def _warm(litellm: Any) -> None:  # noqa: ANN401
    """Have it say something by itself: it builds its classes at the first call, with warnings nobody can act on."""
    with warnings.catch_warnings(), contextlib.suppress(Exception):
        warnings.simplefilter("ignore")
        list(litellm.completion(model="openai/none", api_key="none", messages=[], mock_response="none", stream=True))


class _Nobody(httpx.BaseTransport):
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("not over our wire", request=request)


def _nobody(_: object) -> httpx.Client:
    """Make the client that LiteLLM makes itself where it passes ours over: one that reaches nobody."""
    return httpx.Client(transport=_Nobody(), trust_env=False)
