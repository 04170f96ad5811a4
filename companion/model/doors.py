"""Doors: the providers of LiteLLM's that are asked through our wire, and where each listens.

Of the others some follow redirects, some ask a second machine first, and `replicate` takes no address at all. A test
asks through each door and sees that nothing else is connected to.
"""

from dataclasses import dataclass
from typing import Literal

from companion.errors import BadModel

Client = Literal["openai", "http"]
"""What LiteLLM must be handed for its requests to go over our wire: OpenAI's client, or an HTTP one."""


@dataclass(frozen=True, slots=True)
class Door:
    """One provider."""

    client: Client
    """What it is handed."""
    base: str | None = None
    """Where it listens unless told otherwise: a server's address on this machine, a provider's host."""


DOORS: dict[str, Door] = {
    "ollama_chat": Door("http", "http://127.0.0.1:11434"),
    "lm_studio": Door("openai", "http://127.0.0.1:1234/v1"),
    "llamafile": Door("openai", "http://127.0.0.1:8080/v1"),
    "hosted_vllm": Door("http", "http://127.0.0.1:8000/v1"),
    "litellm_proxy": Door("openai"),
    "openai": Door("openai", "https://api.openai.com"),
    "anthropic": Door("http", "https://api.anthropic.com"),
    "mistral": Door("http", "https://api.mistral.ai"),
    "gemini": Door("http", "https://generativelanguage.googleapis.com"),
    "groq": Door("http", "https://api.groq.com"),
    "deepseek": Door("http", "https://api.deepseek.com"),
    "openrouter": Door("http", "https://openrouter.ai"),
    "xai": Door("http", "https://api.x.ai"),
    "together_ai": Door("http", "https://api.together.ai"),
    "fireworks_ai": Door("http", "https://api.fireworks.ai"),
    "ovhcloud": Door("http", "https://oai.endpoints.kepler.ai.cloud.ovh.net"),
    "scaleway": Door("openai", "https://api.scaleway.ai"),
    "perplexity": Door("openai", "https://api.perplexity.ai"),
    "cerebras": Door("openai", "https://api.cerebras.ai"),
}
"""LiteLLM's name of a provider -> its door."""


def parted(name: str) -> tuple[str, str]:
    """Part a model's name as LiteLLM has it into its provider and the rest. Raises BadModel."""
    provider, _, model = name.partition("/")
    provider = "ollama_chat" if provider == "ollama" else provider  # the same server, in the dialect that is a chat
    if provider not in DOORS or not model.strip() or not name.isprintable():
        raise BadModel(name=name[:60])
    return provider, model


def variable(name: str) -> str:
    """Return the environment variable that LiteLLM reads the key of model `name` from."""
    return f"{name.partition('/')[0].upper()}_API_KEY"
