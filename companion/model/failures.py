"""What LiteLLM raises, in our words: one table from its exceptions to our error tree."""

import json
from collections.abc import Iterator, Mapping

import httpx

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
from companion.model.doors import variable

TABLE: dict[str, type[ModelError]] = {
    "APIConnectionError": ModelUnreachable,
    "APIError": ModelBusy,
    "APIResponseValidationError": ModelGarbled,
    "AuthenticationError": ModelRefused,
    "BadGatewayError": ModelBusy,
    "BadRequestError": ModelGarbled,
    "BlockedPiiEntityError": ModelGarbled,
    "BudgetExceededError": ModelRefused,
    "ContentPolicyViolationError": ModelGarbled,
    "ContextWindowExceededError": ModelTooLong,
    "GuardrailRaisedException": ModelGarbled,
    "ImageFetchError": ModelGarbled,
    "InternalServerError": ModelBusy,
    "InvalidRequestError": ModelGarbled,
    "InvalidWebhookSignatureError": ModelGarbled,
    "JSONSchemaValidationError": ModelGarbled,
    "LiteLLMUnknownProvider": ModelUnknown,
    "MidStreamFallbackError": ModelBusy,
    "MockException": ModelBusy,
    "ModelNotMappedError": ModelUnknown,
    "ModifyResponseException": ModelGarbled,
    "NotFoundError": ModelUnknown,
    "OpenAIError": ModelRefused,  # what its client raises where there is no key at all
    "PaymentRequiredError": ModelRefused,
    "PermissionDeniedError": ModelRefused,
    "RateLimitError": ModelBusy,
    "RejectedRequestError": ModelGarbled,
    "RouterRateLimitError": ModelBusy,
    "RouterRateLimitErrorBasic": ModelBusy,
    "SensitiveDataRouteException": ModelGarbled,
    "ServiceUnavailableError": ModelBusy,
    "Timeout": ModelTimeout,
    "ToolLoopMaxRoundsExceeded": ModelGarbled,
    "UnprocessableEntityError": ModelGarbled,
    "UnsupportedParamsError": ModelGarbled,
    "VectorStoreSearchError": ModelGarbled,
}
"""LiteLLM's exception, by name -> ours. A test walks its classes, so that none is missed."""

_REASONS: tuple[tuple[type[BaseException], type[ModelError]], ...] = (
    (httpx.ConnectError, ModelUnreachable),
    (httpx.ConnectTimeout, ModelUnreachable),
    (httpx.TimeoutException, ModelTimeout),
    (httpx.TransportError, ModelGarbled),
    (json.JSONDecodeError, ModelGarbled),
)
"""What lies beneath, which LiteLLM often files under another name."""
_LATER = 10.0
"""Seconds that a server may ask to wait; one that asks for more is busy."""
_STATUS = {
    401: ModelRefused,
    402: ModelRefused,
    403: ModelRefused,
    404: ModelUnknown,
    413: ModelTooLong,
    429: ModelBusy,
}


def said(exc: BaseException, *, name: str, at: str) -> ModelError:
    """Return our error for what LiteLLM raised; it never holds the text of a server or of the author."""
    kind = _kind(exc)
    details: dict[str, object] = {"name": name, "at": at}
    if kind is ModelBusy:
        details |= {"after": _after(exc), "why": type(exc).__name__}
    elif kind is ModelRefused:
        details["variable"] = variable(name)
    elif kind is ModelTimeout:
        details |= {"what": "first", "seconds": 0}
    elif kind is ModelGarbled:
        details["why"] = type(exc).__name__
    return kind(**details)


def _kind(exc: BaseException) -> type[ModelError]:
    """Tell by the status that came, by what lies beneath, then by LiteLLM's name, which a server's words can sway."""
    chain = list(_chain(exc))
    for beneath in chain:
        if isinstance(beneath, httpx.HTTPStatusError) and (ours := _by_status(beneath.response.status_code)):
            return ours
    for beneath in chain:
        for raised, ours in _REASONS:
            if isinstance(beneath, raised):
                return ours
    return next((TABLE[each.__name__] for each in type(exc).__mro__ if each.__name__ in TABLE), ModelGarbled)


def _by_status(status: int) -> type[ModelError] | None:
    """Return our error for a status; None for 400, behind which there are several."""
    if status in _STATUS:
        return _STATUS[status]
    if 300 <= status < 400:  # it leads elsewhere, where nobody asked to go
        return ModelUnreachable
    return ModelBusy if status >= 500 else None


def _chain(exc: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while exc is not None and id(exc) not in seen:
        seen.add(id(exc))
        yield exc
        exc = exc.__cause__ or exc.__context__


def _after(exc: BaseException) -> float | None:
    """Return the seconds of Retry-After, None where it names none or a date."""
    for each in _chain(exc):
        headers = getattr(getattr(each, "response", None), "headers", None)
        if isinstance(headers, Mapping) and "retry-after" in headers:
            try:
                seconds = float(headers["retry-after"])
            except ValueError:
                return None
            return seconds if seconds >= 0 else None
    return None


def worth_another_try(error: ModelError) -> bool:
    """Whether to ask again: a busy server, unless it wants to be left alone for long."""
    after = error.details.get("after")
    return isinstance(error, ModelBusy) and (not isinstance(after, float) or after <= _LATER)
