"""Language models: the one package that speaks to them."""

from companion.model.answer import Answer
from companion.model.deadline import Deadline
from companion.model.protocol import Model, Prompt, Schema, Where

__all__ = ["Answer", "Deadline", "Model", "Prompt", "Schema", "Where"]
