"""The dialects of OpenAI's servers and of Ollama, as the doubles speak them: what is asked for, and an answer."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

_TOKEN = 6
"""Characters of a piece, about those of a token."""


def schema(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the schema that a request's answer must have, in either dialect."""
    wanted = body.get("response_format", {}).get("json_schema", {}).get("schema") or body.get("format")
    return wanted if isinstance(wanted, Mapping) else {"type": "object", "properties": {"text": {"type": "string"}}}


def filled(wanted: Mapping[str, Any], words: Callable[[], str], at: int = 0) -> Any:  # noqa: ANN401  JSON
    """Build a value that a schema allows, its texts from `words`; of several allowed, the one that `at` names."""
    if "enum" in wanted:
        allowed = wanted["enum"]
        return allowed[at % len(allowed)]
    match wanted.get("type"):
        case "object":
            return {name: filled(of, words, at) for name, of in wanted.get("properties", {}).items()}
        case "array":
            many = wanted.get("maxItems", wanted.get("minItems", 3))
            return [filled(wanted.get("items", {}), words, number) for number in range(many)]
        case "integer" | "number":
            return wanted.get("minimum", 1) + at
        case "boolean":
            return True
        case _:
            return words()


def cut(text: str) -> Iterator[str]:
    """Yield `text` in pieces of the size of a token."""
    for start in range(0, len(text), _TOKEN):
        yield text[start : start + _TOKEN]


def openai(piece: str, *, thought: str = "") -> str:
    """Return one event of a stream, what the model thinks in a field of its own."""
    return _event({"content": piece} | ({"reasoning_content": thought} if thought else {}))


def openai_end(read: int) -> str:
    """Return how a stream ends after a prompt of `read` tokens."""
    return _event({}, finish_reason="stop", prompt_tokens=read) + "data: [DONE]\n\n"


def _event(delta: Mapping[str, str], *, finish_reason: str | None = None, prompt_tokens: int | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
    held = {"id": "h", "object": "chat.completion.chunk", "created": 1, "model": "hostile", "choices": [choice]}
    if prompt_tokens is not None:
        held["usage"] = {"prompt_tokens": prompt_tokens, "completion_tokens": 5, "total_tokens": prompt_tokens + 5}
    return f"data: {json.dumps(held)}\n\n"


def ollama(piece: str, *, thought: str = "") -> str:
    """Return one line of a stream, what the model thinks in a field of its own."""
    message = {"role": "assistant", "content": piece} | ({"thinking": thought} if thought else {})
    return json.dumps({"model": "hostile", "message": message, "done": False}) + "\n"


def ollama_end(read: int) -> str:
    """Return how a stream ends after a prompt of `read` tokens."""
    message = {"role": "assistant", "content": ""}
    counts = {"done_reason": "stop", "prompt_eval_count": read, "eval_count": 5}
    return json.dumps({"model": "hostile", "message": message, "done": True} | counts) + "\n"
