"""The gateway against a server that misbehaves, in both dialects: what is kept, which error, how soon."""

import gc
import json
import logging
import threading
import time
import warnings

import pytest
from langchain_core.messages import HumanMessage, SystemMessage

from companion.errors import (
    BadModel,
    ModelBusy,
    ModelError,
    ModelGarbled,
    ModelRefused,
    ModelStopped,
    ModelTimeout,
    ModelTooLong,
    ModelUnknown,
    ModelUnreachable,
)
from companion.model import calling, dialects
from companion.model.gateway import CAP, TRIES, Gateway
from companion.model.hostile import MANNERS, REWRITE, Hostile, Manner
from companion.model.protocol import Model

from .asking import DIALECTS, PROMPT, SCHEMA, Dialect, asked, gateway, is_idle, loading_then_ready, short
from .loopback import Raw, answer, drip, nobody, off

WANTED: dict[Manner, tuple[type[ModelError] | None, int, bool]] = {
    "rewrite": (None, 3, True),
    "smuggle": (None, 3, True),
    "polite": (None, 3, True),
    "hang": (ModelTimeout, 0, False),
    "stall": (ModelTimeout, 1, False),
    "drip": (ModelTimeout, 0, False),
    "endless": (ModelGarbled, 3, True),
    "flood": (ModelGarbled, 0, False),
    "cut": (None, 1, False),
    "empty": (None, 0, False),
    "html": (None, 0, False),
    "bad-json": (None, 0, False),
    "prose": (None, 0, False),
    "reasoning": (None, 3, True),
    "only-reasoning": (None, 0, False),
    "thinking": (ModelGarbled, 0, False),
    "language": (None, 3, True),
    "busy": (ModelBusy, 0, False),
    "busy-once": (None, 3, True),
    "broken": (ModelBusy, 0, False),
    "refused": (ModelRefused, 0, False),
    "unknown": (ModelUnknown, 0, False),
    "loading": (ModelBusy, 0, False),
    "elsewhere": (ModelUnreachable, 0, False),
}
"""Manner -> the error, the questions that closed before it, whether the answer was whole."""


@pytest.fixture(autouse=True, scope="module")
def _library() -> None:
    """Import LiteLLM before any clock starts."""
    calling.library()


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let little time pass between two tries."""
    monkeypatch.setattr("companion.model.gateway._JITTER", 0.05)


@pytest.fixture(params=DIALECTS)
def dialect(request: pytest.FixtureRequest) -> Dialect:
    chosen: Dialect = request.param
    return chosen


def test_every_manner_is_expected_of() -> None:
    """A manner that is added to the double is added here."""
    assert set(WANTED) == set(MANNERS)


@pytest.mark.parametrize("manner", MANNERS)
def test_each_manner_costs_what_it_must_and_no_more(manner: Manner, dialect: Dialect) -> None:
    """However a server misbehaves, what closed is kept, the error is the right one, in time, and the line is free."""
    error, count, whole = WANTED[manner]
    with Hostile(manner, seconds=30 if manner == "loading" else 0.3) as double:
        outcome = asked(gateway(double, dialect), short(first=2, whole=4))
        assert type(outcome.error) is (error or type(None))
        assert len(outcome.answer.entries) == count
        assert outcome.answer.complete is whole
        assert outcome.seconds < 8
        assert is_idle(double)
        assert {each.path for each in double.heard} == {"/v1/chat/completions" if dialect == "openai" else "/api/chat"}


@pytest.mark.parametrize(("manner", "what"), [("hang", "first"), ("stall", "idle"), ("drip", "whole")])
def test_each_silence_has_its_own_deadline(manner: Manner, what: str, dialect: Dialect) -> None:
    """The notice says whether the server did not begin, fell silent, or did not come to an end."""
    with Hostile(manner, seconds=0.2) as double:
        outcome = asked(gateway(double, dialect), short(first=2.0, idle=1.0, whole=2.5))
        assert outcome.error is not None
        assert outcome.error.details["what"] == what
        assert outcome.seconds < 8


def test_a_turn_s_calls_share_one_clock(dialect: Dialect) -> None:
    """The second call of a turn gets what the first left of it."""
    with Hostile("drip", seconds=0.05) as double:
        deadline = short(whole=1)
        model = gateway(double, dialect)
        asked(model, deadline)
        second = asked(model, deadline)
        assert isinstance(second.error, ModelTimeout)
        assert second.error.details["what"] == "whole"
        assert second.seconds < 4


@pytest.mark.parametrize("manner", ["reasoning", "only-reasoning", "thinking"])
def test_reasoning_comes_through_neither_as_text_nor_as_an_entry(manner: Manner, dialect: Dialect) -> None:
    """What a model thinks may quote the draft rewritten: it is not handed on, in its tags or in a field of its own."""
    with Hostile(manner, leak="LEAKED WORDS") as double:
        outcome = asked(gateway(double, dialect))
        assert "LEAKED" not in "".join(outcome.pieces) + str(outcome.answer.entries)
        assert "think" not in "".join(outcome.pieces)


@pytest.mark.parametrize("manner", ["endless", "flood", "thinking"])
def test_an_answer_ends_at_sixteen_kilobytes_reasoning_included(manner: Manner, dialect: Dialect) -> None:
    """More than that is no answer to what was asked, and the error says so."""
    with Hostile(manner) as double:
        outcome = asked(gateway(double, dialect), short(whole=20))
        assert outcome.error is not None
        assert outcome.error.details["why"] == "over 16 KB"
        assert len("".join(outcome.pieces).encode()) <= CAP == 16 * 1024


@pytest.mark.parametrize("manner", ["busy", "broken"])
def test_a_busy_server_is_asked_three_times_in_all(manner: Manner, dialect: Dialect) -> None:
    """At most two retries, whichever way it is busy, and no library adds its own."""
    with Hostile(manner) as double:
        asked(gateway(double, dialect))
        assert len(double.heard) == TRIES == 3


@pytest.mark.parametrize(
    "manner", ["refused", "unknown", "hang", "html", "cut", "empty", "stall", "flood", "elsewhere"]
)
def test_what_another_try_would_not_mend_is_asked_once(manner: Manner, dialect: Dialect) -> None:
    """A key that is not taken, a model that is not there, an answer that began: no second request."""
    with Hostile(manner) as double:
        asked(gateway(double, dialect))
        assert len(double.heard) == 1


def test_after_something_came_there_is_no_second_try() -> None:
    """A server that breaks down in the middle is not asked for the same questions again."""
    chunk = dialects.openai("{").encode()
    broken = b'data: {"error": {"message": "overloaded", "code": 503, "type": "server_error"}}\n\n'
    with Raw(answer("200 OK", chunk + broken, "Content-Type: text/event-stream")) as server:
        outcome = asked(Gateway(name="openai/x", model="openai/x", runs="local", api_base=server.url))
        assert isinstance(outcome.error, ModelError)
        assert outcome.pieces == ["{"]
        assert len(server.heard) == 1


def test_a_server_s_wish_to_wait_is_granted(dialect: Dialect) -> None:
    """Retry-After is waited out, even where it is longer than a server has to begin."""
    with Hostile("busy-once", after="0.8") as double:
        outcome = asked(gateway(double, dialect), short(first=0.5))
        assert outcome.error is None
        assert outcome.answer.complete
        assert outcome.seconds >= 0.8


def test_a_server_that_wants_to_be_left_alone_for_long_is(dialect: Dialect) -> None:
    """Nobody waits a minute for a question that the planner has ready."""
    with Hostile("busy", after="60") as double:
        outcome = asked(gateway(double, dialect))
        assert outcome.error is not None
        assert outcome.error.details["after"] == 60
        assert len(double.heard) == 1
        assert outcome.seconds < 8


def test_a_server_that_is_loading_is_waited_for_and_then_asked_once() -> None:
    """While it says that it is loading it gets longer, costs no try, and then has its own time to begin."""
    with Hostile("polite") as double:
        state = loading_then_ready("loading", "loading", "ready")
        outcome = asked(gateway(double, state=state), short(first=0.5, loading=5))
        assert outcome.error is None
        assert outcome.answer.complete
        assert outcome.seconds >= 0.9
        assert len(double.heard) == 1


def test_a_server_that_loads_for_ever_is_given_up() -> None:
    """Two minutes, not more; nothing is sent to it meanwhile."""
    with Hostile("polite") as double:
        outcome = asked(gateway(double, state=lambda: "loading"), short(loading=0.8))
        assert isinstance(outcome.error, ModelTimeout)
        assert outcome.error.details["what"] == "first"
        assert double.heard == []


def test_a_server_that_loads_once_it_is_asked_is_asked_and_waited_for() -> None:
    """Ollama loads a model when the first question comes: its silence is long, but not for ever."""
    with Hostile("hang") as double:
        outcome = asked(gateway(double, "ollama_chat", state=lambda: "asleep"), short(first=0.2, loading=1.0))
        assert isinstance(outcome.error, ModelTimeout)
        assert 0.9 < outcome.seconds < 8
        assert len(double.heard) == 1


def test_loading_is_left_at_once_when_the_author_stops() -> None:
    """Stop works while nothing has been asked yet."""
    with Hostile("polite") as double:
        deadline = short()
        threading.Timer(0.2, deadline.stop).start()
        outcome = asked(gateway(double, state=lambda: "loading"), deadline)
        assert isinstance(outcome.error, ModelStopped)
        assert outcome.seconds < 6


@pytest.mark.parametrize("manner", ["stall", "drip", "hang"])
def test_the_server_is_idle_within_a_second_of_a_stop(manner: Manner, dialect: Dialect) -> None:
    """When the author stops the turn, from another thread, the machine stops computing."""
    with Hostile(manner) as double:
        deadline = short(first=30, idle=30, whole=30)
        threading.Timer(0.4, deadline.stop).start()
        outcome = asked(gateway(double, dialect), deadline)
        assert isinstance(outcome.error, ModelStopped)
        assert outcome.seconds < 6
        assert is_idle(double)


@pytest.mark.parametrize("manner", ["endless", "drip", "stall"])
def test_the_server_is_idle_within_a_second_of_a_close(manner: Manner, dialect: Dialect) -> None:
    """Who has enough closes the generator, and that is all there is to it."""
    with Hostile(manner) as double:
        pieces = gateway(double, dialect).ask(PROMPT, schema=SCHEMA, most=300, deadline=short())
        next(iter(pieces))
        pieces.close()  # type: ignore[attr-defined]
        assert is_idle(double)


def test_the_server_is_idle_after_a_close_through_langchain(dialect: Dialect) -> None:
    """The same holds where the model is a part of a chain."""
    with Hostile("endless") as double:
        chunks = gateway(double, dialect).stream("Hello", schema=SCHEMA, most=300, deadline=short(whole=30))
        next(chunks)
        chunks.close()  # type: ignore[attr-defined]
        assert is_idle(double)


def test_it_is_a_chat_model_of_langchain(dialect: Dialect) -> None:
    """Other tools of that world can use it: roles go through, text comes back."""
    with Hostile("polite") as double:
        reply = gateway(double, dialect).invoke([SystemMessage("Ask."), HumanMessage("I left.")], schema=SCHEMA)
        assert "questions" in str(reply.content)
        messages = double.heard[0].body["messages"]
        assert [(each["role"], each["content"]) for each in messages] == [("system", "Ask."), ("user", "I left.")]


def test_it_keeps_the_protocol() -> None:
    """The coach needs a name, where it runs, and `ask`."""
    model: Model = Gateway(name="openai/x", model="openai/x", runs="remote")
    assert (model.name, model.where) == ("openai/x", "remote")


def test_the_question_is_what_was_asked_for(dialect: Dialect) -> None:
    """The contract, the schema and the length go to the server in its own dialect, and the context it is to keep."""
    with Hostile("polite") as double:
        asked(gateway(double, dialect, options={"num_ctx": 4096} if dialect == "ollama_chat" else {}), most=123)
        body = double.heard[0].body
    assert body["stream"] is True
    assert [each["content"] for each in body["messages"]] == [PROMPT.system, PROMPT.user]
    if dialect == "openai":
        assert body["response_format"]["json_schema"]["schema"] == SCHEMA
        assert body["max_tokens"] == 123
    else:
        assert body["format"] == SCHEMA
        assert body["options"] == {"num_predict": 123, "num_ctx": 4096}


@pytest.mark.parametrize(("read", "cut"), [(3795, False), (3796, True), (4096, True)])
def test_a_prompt_that_ollama_cut_is_refused(read: int, cut: bool) -> None:
    """Ollama keeps the end of a prompt that does not fit and says nothing: an answer to half a draft is no answer."""
    with Hostile("polite", read=read) as double:
        outcome = asked(gateway(double, "ollama_chat", options={"num_ctx": 4096}), most=300)
        assert isinstance(outcome.error, ModelTooLong) is cut


def test_a_prompt_that_a_server_says_is_too_long_is_too_long() -> None:
    """llama.cpp and vLLM say it, in words that LiteLLM knows."""
    said = {"code": 400, "message": "request exceeds the available context size", "type": "exceed_context_size_error"}
    body = json.dumps({"error": said}).encode()
    with Raw(answer("400 Bad Request", body, "Content-Type: application/json")) as server:
        outcome = asked(Gateway(name="openai/x", model="openai/x", runs="local", api_base=server.url))
        assert isinstance(outcome.error, ModelTooLong)


def test_no_redirect_is_followed(dialect: Dialect) -> None:
    """A draft goes to the address that the author named and to no other, whatever the server there says."""
    with Raw(answer("200 OK", b"{}")) as other, Hostile("elsewhere", leads=other.url) as double:
        outcome = asked(gateway(double, dialect))
        assert isinstance(outcome.error, ModelUnreachable)
        assert other.heard == []


def test_the_environment_s_proxies_and_addresses_are_ignored(dialect: Dialect, monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable that somebody once set sends a draft somewhere else."""
    with Raw(answer("200 OK", b"{}")) as other, Hostile("polite") as double:
        monkeypatch.setenv("NO_PROXY", "")
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "OLLAMA_API_BASE"):
            monkeypatch.setenv(name, other.url)
        outcome = asked(gateway(double, dialect))
        assert outcome.answer.complete
        assert other.heard == []


def test_where_no_address_is_given_a_variable_does_not_choose_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an author was told goes to OpenAI does not go where OPENAI_BASE_URL says."""
    with Raw(answer("200 OK", b"{}")) as other:
        monkeypatch.setenv("OPENAI_BASE_URL", other.url)
        outcome = asked(Gateway(name="openai/x", model="openai/x", runs="remote", key="k"))
        assert isinstance(outcome.error, ModelUnreachable)
        assert other.heard == []


def test_a_model_whose_name_litellm_takes_for_another_provider_s_goes_nowhere() -> None:
    """LiteLLM would send anything called 'replicate' to replicate.com, whatever the address: it must use our wire."""
    with Hostile("polite") as double:
        base = double.url.removesuffix("/v1")
        outcome = asked(Gateway(name="x", model="ollama_chat/replicate-7b", runs="local", api_base=base))
        assert isinstance(outcome.error, ModelError)
        assert double.heard == []


def test_nobody_there_is_said_at_once(dialect: Dialect) -> None:
    """A server that is down costs no waiting."""
    outcome = asked(Gateway(name="x", model=f"{dialect}/m", runs="local", api_base=nobody()))
    assert isinstance(outcome.error, ModelUnreachable)
    assert outcome.seconds < 8


def test_a_machine_that_is_off_is_said_within_two_seconds_or_so(dialect: Dialect) -> None:
    """Whatever patience LiteLLM asks for, a connection is not waited for longer than two seconds."""
    with off() as base:
        outcome = asked(Gateway(name="x", model=f"{dialect}/m", runs="local", api_base=base), short(first=8))
        assert isinstance(outcome.error, ModelUnreachable)
        assert outcome.seconds < 8


@pytest.mark.parametrize("status", ["429 Slow", "500 Broken", "502 Bad Gateway", "503 Unavailable"])
def test_a_web_page_that_says_busy_is_busy(status: str, dialect: Dialect) -> None:
    """What stands before a server answers in HTML; the status counts."""
    with Raw(answer(status, b"<html>maximum context length</html>", "Content-Type: text/html")) as server:
        outcome = asked(Gateway(name="x", model=f"{dialect}/m", runs="local", api_base=server.url), short(whole=20))
        assert isinstance(outcome.error, ModelBusy)
        assert len(server.heard) == 3


@pytest.mark.parametrize("status", ["200 OK", "500 Broken"])
def test_a_line_without_end_ends_with_the_clock(status: str, dialect: Dialect) -> None:
    """A body that never ends, or a line in it, keeps neither the turn nor the memory."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\ndata: ".encode()
    with Raw(drip(head, b"x" * 10_000, 0.01)) as server:
        outcome = asked(Gateway(name="x", model=f"{dialect}/m", runs="local", api_base=server.url), short(first=1))
        assert isinstance(outcome.error, ModelError)
        assert outcome.seconds < 8


def test_a_model_that_repeats_itself_is_ended_by_us(dialect: Dialect) -> None:
    """LiteLLM has a limit of its own for a loop, and an exception for it; ours is the cap."""
    piece = (dialects.openai if dialect == "openai" else dialects.ollama)("again ")
    kind = "text/event-stream" if dialect == "openai" else "application/x-ndjson"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nConnection: close\r\n\r\n".encode()
    with Raw(drip(head, piece.encode(), 0)) as server:
        outcome = asked(Gateway(name="x", model=f"{dialect}/m", runs="local", api_base=server.url), short(whole=60))
        assert isinstance(outcome.error, ModelGarbled)
        assert outcome.error.details["why"] == "over 16 KB"


def test_the_key_we_made_goes_out_and_shows_nowhere() -> None:
    """A server of ours is told its key; no repr and no error tells it."""
    with Hostile("refused") as double:
        model = gateway(double, key="s3cret-key")
        outcome = asked(model)
        assert double.heard[0].headers["authorization"] == "Bearer s3cret-key"
        assert "s3cret" not in f"{model!r}{outcome.error!r}{outcome.error.details if outcome.error else ''}"


def test_the_environment_s_key_is_the_provider_s(monkeypatch: pytest.MonkeyPatch) -> None:
    """The author's key is read where LiteLLM reads it, and a server without one needs none."""
    with Hostile("polite") as double:
        monkeypatch.setenv("OPENAI_API_KEY", "mine")
        asked(gateway(double))
        monkeypatch.delenv("OPENAI_API_KEY")
        assert asked(gateway(double)).answer.complete
        assert double.heard[0].headers["authorization"] == "Bearer mine"
        assert "mine" not in double.heard[1].headers["authorization"]


def test_an_error_names_the_model_and_its_address(dialect: Dialect) -> None:
    """The notice can say which setting to look at, also for a time-out and a cap, which no server sent."""
    for manner in ("hang", "flood", "unknown"):
        with Hostile(manner) as double:
            model = gateway(double, dialect)
            error = asked(model).error
            assert error is not None
            assert error.details["name"] == f"{dialect}/hostile"
            assert error.details["at"] == model.api_base


def test_a_provider_without_a_door_is_a_bad_name() -> None:
    """Nothing is handed to LiteLLM that would not go over our wire."""
    with pytest.raises(BadModel):
        asked(Gateway(name="bedrock/x", model="bedrock/x", runs="remote"))


@pytest.mark.parametrize(
    "manner", ["rewrite", "prose", "html", "busy", "broken", "refused", "unknown", "only-reasoning"]
)
def test_nothing_that_was_said_is_printed_or_logged(
    manner: Manner, dialect: Dialect, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the draft nor what a server says of it reaches a terminal, a log or an error."""
    with caplog.at_level(logging.DEBUG), Hostile(manner) as double:
        outcome = asked(gateway(double, dialect))
        time.sleep(0.1)  # LiteLLM logs in threads of its own
    shown = capfd.readouterr()
    words = (
        shown.out + shown.err + "".join(r.getMessage() for r in caplog.records if r.name.lower().startswith("litellm"))
    )
    assert REWRITE not in words + repr(outcome.error)
    assert PROMPT.user not in words + repr(outcome.error)


def test_nothing_is_left_open_behind_a_call(dialect: Dialect) -> None:
    """A hundred questions a day leave no thread and no socket."""
    before = {thread for thread in threading.enumerate() if thread.name == "companion-model"}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ResourceWarning)
        for manner in ("polite", "stall", "busy"):
            with Hostile(manner) as double:
                asked(gateway(double, dialect), short(idle=0.2))
        gc.collect()
    until = time.monotonic() + 2
    while {t for t in threading.enumerate() if t.name == "companion-model"} - before and time.monotonic() < until:
        time.sleep(0.01)
    assert not {t for t in threading.enumerate() if t.name == "companion-model"} - before
    assert [each for each in caught if "socket" in str(each.message)] == []
