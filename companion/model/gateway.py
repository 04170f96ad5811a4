"""The one door to models: LiteLLM behind our deadlines, our cap and our errors, as a thin langchain-core chat model."""

import contextlib
import queue
import random
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import ConfigDict, Field

from companion.errors import ModelError, ModelGarbled, ModelTooLong
from companion.model import calling, failures
from companion.model.deadline import Deadline
from companion.model.doors import DOORS, parted
from companion.model.protocol import Prompt, Schema, State, Where
from companion.model.reasoning import Spoken
from companion.model.wire import Wire

CAP = 16 * 1024
"""Bytes of an answer, reasoning included; more is no answer to what was asked."""
TRIES = 3
_JITTER = 0.5
"""Seconds before a second try, at most; twice that before a third."""
_LOOK = 0.5
"""Seconds between two looks at a server that is loading."""
_ROLES = {"system": "system", "human": "user", "ai": "assistant"}
_Messages = Sequence[Mapping[str, str]]
_Pieces = Generator[str, None, None]


class _Came(NamedTuple):
    text: str
    """What was said, reasoning in its tags still there."""
    size: int
    """Bytes that came, reasoning included."""


_Told = queue.Queue[_Came | BaseException | None]


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
    """What a server that we started must be told; the others' keys are read by LiteLLM from the environment."""
    options: Mapping[str, Any] = {}
    """What else this server is told: the length of its context."""
    state: Callable[[], State] | None = None
    """Asks a server of this machine whether it can answer yet."""

    @property
    def where(self) -> Where:
        """Whether it runs on this machine."""
        return self.runs

    @property
    def _llm_type(self) -> str:
        return "companion-gateway"

    @property
    def _at(self) -> dict[str, object]:
        return {"name": self.name, "at": self.api_base or ""}

    def ask(self, prompt: Prompt, *, schema: Schema, most: int, deadline: Deadline) -> Iterator[str]:
        """Yield the answer as it comes; at most two more tries, and only where nothing came yet. Raises ModelError."""
        messages = [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]
        yield from self._asked(messages, schema=schema, most=most, deadline=deadline)

    def _asked(self, messages: _Messages, *, schema: Schema | None, most: int, deadline: Deadline) -> _Pieces:
        for number in range(1, TRIES + 1):
            came = False
            try:
                with contextlib.closing(self._once(messages, schema, most, deadline)) as pieces:
                    for piece in pieces:
                        came = True
                        yield piece
                return
            except ModelError as error:
                error.details = self._at | error.details
                if came or number == TRIES or not failures.worth_another_try(error):
                    raise
                after = error.details.get("after")
                deadline.answered()
                jitter = random.uniform(0.5, 1.0) * _JITTER * number  # noqa: S311  no secret
                deadline.pause(after if isinstance(after, float) else jitter)

    def _once(self, messages: _Messages, schema: Schema | None, most: int, deadline: Deadline) -> _Pieces:
        calling.library()  # takes seconds the first time, which are not the server's
        provider, _ = parted(self.model)
        self._awake(deadline)
        wire = Wire(only=self.api_base or DOORS[provider].base, sent=deadline.sent)
        told, spoken, size = _Told(), Spoken(), 0
        threading.Thread(
            target=self._read, args=(wire, messages, schema, most, told), name="companion-model", daemon=True
        ).start()
        try:
            while (came := self._next(told, deadline)) is not None:
                deadline.heard()
                size += came.size
                if size > CAP:
                    raise ModelGarbled(why="over 16 KB")
                if piece := spoken.feed(came.text):
                    yield piece
            if rest := spoken.rest():
                yield rest
        finally:
            wire.cut()

    def _awake(self, deadline: Deadline) -> None:
        """Begin the call's clock and wait for a server that is loading; one that loads when asked gets longer."""
        deadline.asked()
        state = self.state() if self.state else "ready"
        if state != "ready":
            deadline.loads()
        while self.state and state == "loading":
            deadline.pause(_LOOK)
            if (state := self.state()) == "ready":
                deadline.asked()

    def _next(self, told: _Told, deadline: Deadline) -> _Came | None:
        """Return what comes next, looking up now and then for who stops the turn."""
        while True:
            left = deadline.left()
            try:
                came = told.get(timeout=min(left, 0.1))
            except queue.Empty:
                continue
            if isinstance(came, ModelError):
                raise came
            if isinstance(came, BaseException):
                raise failures.said(came, name=self.name, at=self.api_base or "") from None
            return came

    def _read(self, wire: Wire, messages: _Messages, schema: Schema | None, most: int, told: _Told) -> None:
        """Read the stream in a thread of its own: LiteLLM has no deadline for a slow drip."""
        try:
            chunks = calling.stream(
                wire,
                messages,
                model=self.model,
                api_base=self.api_base,
                key=self.key,
                schema=schema,
                most=most,
                options=self.options,
            )
            for chunk in chunks:
                self._uncut(chunk, most)
                for choice in getattr(chunk, "choices", None) or ():
                    told.put(_came(getattr(choice, "delta", None)))
            told.put(None)
        except BaseException as exc:  # whatever it is, who waits must hear of it
            told.put(exc)

    def _uncut(self, chunk: Any, most: int) -> None:  # noqa: ANN401  LiteLLM's own
        """Refuse an answer to a prompt that the server cut to fit. Source: Ollama keeps the end and says nothing."""
        context = self.options.get("num_ctx")
        read = getattr(getattr(chunk, "usage", None), "prompt_tokens", None)
        if isinstance(context, int) and isinstance(read, int) and read >= context - most:
            raise ModelTooLong

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **given: Any,  # noqa: ANN401  langchain-core's
    ) -> Iterator[ChatGenerationChunk]:
        said = [{"role": _ROLES.get(each.type, "user"), "content": str(each.content)} for each in messages]
        deadline = given.get("deadline") or Deadline()
        asked = self._asked(said, schema=given.get("schema"), most=given.get("most", 400), deadline=deadline)
        with contextlib.closing(asked) as pieces:
            for piece in pieces:
                yield ChatGenerationChunk(message=AIMessageChunk(content=piece))

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **given: Any,  # noqa: ANN401  langchain-core's
    ) -> ChatResult:
        text = "".join(str(chunk.message.content) for chunk in self._stream(messages, stop, run_manager, **given))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])


def _came(delta: Any) -> _Came:  # noqa: ANN401  LiteLLM's own
    said, thought = (getattr(delta, name, None) for name in ("content", "reasoning_content"))
    text = said if isinstance(said, str) else ""
    return _Came(
        text, sum(len(each.encode("utf-8", "surrogatepass")) for each in (said, thought) if isinstance(each, str))
    )
