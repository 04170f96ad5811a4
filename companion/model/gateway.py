"""The one door to models: LiteLLM behind our deadlines, our cap and our errors, as a thin langchain-core chat model."""

import logging
import queue
import random
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import companion.offline  # noqa: F401  before litellm reads its switches
from companion.errors import ModelError, ModelGarbled, ModelTooLong
from companion.model import failures
from companion.model.deadline import Deadline
from companion.model.protocol import Prompt, Schema, Where
from companion.model.wire import Wire
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import ConfigDict, Field

CAP = 16 * 1024
"""Bytes of an answer, reasoning included; more is no answer to what was asked."""
TRIES = 3
_JITTER = 0.5
"""Seconds before a second try, at most; twice that before a third."""
_SDK = frozenset({"openai", "lm_studio"})
"""LiteLLM's providers that take OpenAI's client; the others take an HTTP one."""


class Gateway(BaseChatModel):
    """One model of LiteLLM's, by its name there."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    name: str
    """As the author names it."""
    model: str
    """As LiteLLM names it."""
    runs: Where
    """Whether it runs on this machine."""
    api_base: str | None = None
    """Address of its server, None for the provider's own."""
    key: str | None = Field(default=None, repr=False)
    """What its server must be told, for one that we started; the others' keys are read by LiteLLM from the environment."""
    options: Mapping[str, Any] = {}
    """What else this server is told: the length of its context."""
    loads: Callable[[], bool] | None = None
    """Asks a server of this machine whether it is loading."""

    @property
    def where(self) -> Where:
        """Whether it runs on this machine."""
        return self.runs

    @property
    def _llm_type(self) -> str:
        return "companion-gateway"

    def ask(self, prompt: Prompt, *, schema: Schema, most: int, deadline: Deadline) -> Iterator[str]:
        """Yield the answer as it comes; at most two more tries, and only where nothing came yet. Raises ModelError."""
        messages = [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]
        yield from self._asked(messages, schema=schema, most=most, deadline=deadline)

    def _asked(
        self, messages: Sequence[Mapping[str, str]], *, schema: Schema | None, most: int, deadline: Deadline
    ) -> Iterator[str]:
        for number in range(1, TRIES + 1):
            came = False
            try:
                for piece in self._once(messages, schema, most, deadline):
                    came = True
                    yield piece
                return
            except ModelError as error:
                if came or number == TRIES or not failures.worth_another_try(error):
                    raise
                after = error.details.get("after")
                jitter = random.uniform(0.5, 1.0) * _JITTER * number  # noqa: S311  no secret
                deadline.pause(after if isinstance(after, float) else jitter)

    def _once(
        self, messages: Sequence[Mapping[str, str]], schema: Schema | None, most: int, deadline: Deadline
    ) -> Iterator[str]:
        _litellm()  # takes seconds the first time, which are not the server's
        wire = Wire()
        told: queue.Queue[str | BaseException | None] = queue.Queue()
        reader = threading.Thread(
            target=self._read, args=(wire, list(messages), schema, most, told), name="companion-model", daemon=True
        )
        deadline.asked()
        if self.loads is not None and self.loads():
            deadline.loads()
        size = 0
        reader.start()
        try:
            while True:
                piece = self._next(told, deadline)
                if piece is None:
                    return
                if isinstance(piece, ModelError):
                    raise piece
                if isinstance(piece, BaseException):
                    raise failures.said(piece, name=self.name, at=self.api_base or "") from None
                deadline.heard()
                size += len(piece.encode("utf-8", "surrogatepass"))
                if size > CAP:
                    raise ModelGarbled(name=self.name, at=self.api_base or "", why="over 16 KB")
                yield piece
        finally:
            wire.cut()

    def _next(self, told: "queue.Queue[str | BaseException | None]", deadline: Deadline) -> str | BaseException | None:
        """Return what comes next, looking up now and then for who stops the turn."""
        while True:
            left = deadline.left()
            try:
                return told.get(timeout=min(left, 0.1))
            except queue.Empty:
                continue

    def _read(
        self,
        wire: Wire,
        messages: list[Mapping[str, str]],
        schema: Schema | None,
        most: int,
        told: "queue.Queue[str | BaseException | None]",
    ) -> None:
        """Read the stream in a thread of its own: LiteLLM has no deadline for a slow drip."""
        try:
            for chunk in self._completion(wire, messages, schema, most):
                self._uncut(chunk, most)
                for choice in getattr(chunk, "choices", None) or ():
                    piece = getattr(getattr(choice, "delta", None), "content", None)
                    told.put(piece if isinstance(piece, str) else "")
            told.put(None)
        except BaseException as exc:  # noqa: BLE001  whatever it is, who waits must hear of it
            told.put(exc)

    def _uncut(self, chunk: Any, most: int) -> None:  # noqa: ANN401  LiteLLM's own
        """Refuse an answer to a prompt that the server cut to fit. Source: Ollama keeps the end and says nothing."""
        context = self.options.get("num_ctx")
        read = getattr(getattr(chunk, "usage", None), "prompt_tokens", None)
        if isinstance(context, int) and isinstance(read, int) and read >= context - most:
            raise ModelTooLong(name=self.name, at=self.api_base or "")

    def _completion(
        self, wire: Wire, messages: list[Mapping[str, str]], schema: Schema | None, most: int
    ) -> Iterator[Any]:
        litellm = _litellm()
        from litellm.llms.custom_httpx.http_handler import HTTPHandler

        _, provider, key, base = litellm.get_llm_provider(self.model, api_base=self.api_base, api_key=self.key)
        client: Any = HTTPHandler(client=wire.client)
        if provider in _SDK:
            import openai

            client = openai.OpenAI(
                api_key=key or "none", base_url=base or self.api_base, http_client=wire.client, max_retries=0
            )
        wanted = {"type": "json_schema", "json_schema": {"name": "answer", "schema": dict(schema), "strict": True}}
        stream = litellm.completion(
            model=self.model,
            messages=messages,
            api_base=self.api_base,
            api_key=self.key,
            client=client,
            stream=True,
            stream_options={"include_usage": True},
            max_tokens=most,
            num_retries=0,
            drop_params=True,
            **({"response_format": wanted} if schema else {}),
            **self.options,
        )
        yield from stream

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **given: Any,
    ) -> Iterator[ChatGenerationChunk]:
        said = [{"role": _ROLES.get(each.type, "user"), "content": str(each.content)} for each in messages]
        pieces = self._asked(
            said,
            schema=given.get("schema"),
            most=given.get("most", 400),
            deadline=given.get("deadline") or Deadline(),
        )
        for piece in pieces:
            yield ChatGenerationChunk(message=AIMessageChunk(content=piece))

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **given: Any,
    ) -> ChatResult:
        text = "".join(str(chunk.message.content) for chunk in self._stream(messages, stop, run_manager, **given))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])


@cache
def _litellm() -> Any:  # noqa: ANN401  the module
    """Import LiteLLM, quiet: what it prints and logs may hold what a server said."""
    import litellm

    litellm.suppress_debug_info = True
    litellm.disable_streaming_logging = True
    litellm.REPEATED_STREAMING_CHUNK_LIMIT = CAP  # a loop ends at our cap
    for name in ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return litellm


_ROLES = {"system": "system", "human": "user", "ai": "assistant"}
