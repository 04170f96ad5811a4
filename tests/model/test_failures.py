"""LiteLLM's exceptions in our words: none is missed, none is quoted, and a server cannot choose its name."""

import inspect
import json
from collections.abc import Iterator

import httpx
import openai
import pytest

from companion.errors import (
    ModelBusy,
    ModelError,
    ModelGarbled,
    ModelRefused,
    ModelTimeout,
    ModelTooLong,
    ModelUnknown,
    ModelUnreachable,
)
from companion.model import calling, failures

SECRET = "the author's own words"


def raised_by_litellm() -> Iterator[type[BaseException]]:
    """Yield the exceptions that LiteLLM defines, and those of the client that it stands on."""
    litellm = calling.library()
    for module in (litellm.exceptions, litellm, openai):
        for value in list(vars(module).values()):  # LiteLLM adds to itself when it is looked at
            if (
                inspect.isclass(value)
                and issubclass(value, Exception)
                and value.__module__.startswith(("litellm", "openai"))
            ):
                yield value


def test_every_exception_of_litellm_has_a_place_in_our_tree() -> None:
    """A new release that brings a new exception fails here, and not before an author."""
    missed = {
        kind.__name__
        for kind in raised_by_litellm()
        if not {each.__name__ for each in kind.__mro__} & set(failures.TABLE)
    }
    assert missed == set()
    own = {kind.__name__ for kind in raised_by_litellm() if kind.__module__ == "litellm.exceptions"}
    assert own - set(failures.TABLE) == set()


def test_nothing_in_the_table_is_of_the_past() -> None:
    """What LiteLLM no longer raises is no longer listed."""
    assert set(failures.TABLE) - {kind.__name__ for kind in raised_by_litellm()} == set()


def status_error(status: int, headers: dict[str, str] | None = None, body: str = SECRET) -> httpx.HTTPStatusError:
    request = httpx.Request("POST", "http://127.0.0.1/")
    return httpx.HTTPStatusError(
        body, request=request, response=httpx.Response(status, headers=headers, request=request)
    )


def chained(outer: BaseException, beneath: BaseException) -> BaseException:
    outer.__cause__ = beneath
    return outer


def litellm_s(name: str) -> BaseException:
    """Return an exception of LiteLLM's by name, whatever its constructor wants."""
    kind = getattr(calling.library().exceptions, name)
    made: BaseException = kind.__new__(kind)
    made.args = (SECRET,)
    return made


@pytest.mark.parametrize(
    ("status", "ours"),
    [
        (307, ModelUnreachable), (401, ModelRefused), (402, ModelRefused), (403, ModelRefused), (404, ModelUnknown),
        (413, ModelTooLong), (429, ModelBusy), (500, ModelBusy), (502, ModelBusy), (503, ModelBusy), (529, ModelBusy),
    ],
)  # fmt: skip
def test_the_status_that_came_decides_whatever_the_server_s_words_make_of_it(
    status: int, ours: type[ModelError]
) -> None:
    """LiteLLM reads the body to choose an exception; a server that writes 'maximum context length' fools nobody."""
    exc = chained(litellm_s("ContextWindowExceededError"), status_error(status))
    assert type(failures.said(exc, name="openai/x", at="a")) is ours


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("ContextWindowExceededError", ModelTooLong), ("BadRequestError", ModelGarbled), ("Timeout", ModelTimeout),
        ("AuthenticationError", ModelRefused), ("NotFoundError", ModelUnknown), ("RateLimitError", ModelBusy),
    ],
)  # fmt: skip
def test_where_there_is_no_status_or_it_is_400_litellm_s_name_decides(name: str, ours: type[ModelError]) -> None:
    """Behind 400 there are several faults, which only the body tells apart."""
    assert type(failures.said(litellm_s(name), name="openai/x", at="a")) is ours
    assert type(failures.said(chained(litellm_s(name), status_error(400)), name="openai/x", at="a")) is ours


@pytest.mark.parametrize(
    ("beneath", "ours"),
    [
        (httpx.ConnectError("no"), ModelUnreachable), (httpx.ConnectTimeout("no"), ModelUnreachable),
        (httpx.ReadTimeout("no"), ModelTimeout), (httpx.ReadError("no"), ModelGarbled),
        (httpx.RemoteProtocolError("no"), ModelGarbled), (json.JSONDecodeError("no", "", 0), ModelGarbled),
    ],
)  # fmt: skip
def test_what_lies_beneath_is_told_from_what_litellm_calls_it(beneath: Exception, ours: type[ModelError]) -> None:
    """LiteLLM files a refused connection under 'internal server error'."""
    assert type(failures.said(chained(litellm_s("InternalServerError"), beneath), name="openai/x", at="a")) is ours


def test_what_is_unknown_is_garbled_and_named_by_its_class() -> None:
    """A fault that nobody foresaw is a notice, not a crash."""
    error = failures.said(KeyError(SECRET), name="openai/x", at="a")
    assert type(error) is ModelGarbled
    assert error.details["why"] == "KeyError"


def test_a_chain_that_bites_its_tail_is_read_once() -> None:
    """Exceptions that name each other as cause do not hang us."""
    one, two = ValueError(), ValueError()
    one.__cause__, two.__cause__ = two, one
    assert type(failures.said(one, name="openai/x", at="a")) is ModelGarbled


@pytest.mark.parametrize(
    "exc", [status_error(400), status_error(500), chained(litellm_s("NotFoundError"), status_error(404))]
)
def test_neither_the_author_s_nor_the_server_s_words_are_in_an_error(exc: BaseException) -> None:
    """An error is shown and logged: it names the model, the address and the fault."""
    error = failures.said(exc, name="openai/x", at="http://127.0.0.1")
    assert SECRET not in f"{error!r}{error.details}"
    assert error.details["name"] == "openai/x"
    assert error.details["at"] == "http://127.0.0.1"


def test_a_refusal_names_the_variable_that_holds_the_key() -> None:
    """The author is told which setting to look at."""
    error = failures.said(status_error(401), name="mistral/small", at="")
    assert error.details["variable"] == "MISTRAL_API_KEY"


@pytest.mark.parametrize(
    ("said", "after", "again"),
    [
        ("0", 0.0, True), ("7", 7.0, True), ("10", 10.0, True), ("10.5", 10.5, False), ("3600", 3600.0, False),
        ("inf", float("inf"), False), ("-1", None, True), ("nan", None, True), ("soon", None, True), (None, None, True),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None, True),
    ],
)  # fmt: skip
def test_retry_after_is_honoured_up_to_ten_seconds(said: str | None, after: float | None, again: bool) -> None:
    """A server that wants to be left alone for long is left alone; what it says in another form is not guessed at."""
    headers = {} if said is None else {"Retry-After": said}
    error = failures.said(chained(litellm_s("RateLimitError"), status_error(429, headers)), name="openai/x", at="")
    assert isinstance(error, ModelBusy)
    assert error.details["after"] == after
    assert failures.worth_another_try(error) is again


@pytest.mark.parametrize(
    "error", [ModelRefused, ModelUnknown, ModelUnreachable, ModelTimeout, ModelGarbled, ModelTooLong]
)
def test_only_a_busy_server_is_asked_again(error: type[ModelError]) -> None:
    """What will not change by itself is said at once."""
    assert not failures.worth_another_try(error())
