"""What can go wrong, as one tree. The words the author reads are in prompts/words, under the error's code.

CompanionError
├── InputError        bad input or usage: exit 2
│   ├── EmptyText         nothing to read
│   ├── TextTooLong       over the limit
│   ├── UnreadableFile    missing, a folder, not text
│   ├── UnknownFormat     an import that no reader recognises
│   ├── NotFound          no such session, question or post
│   ├── BadSetting        a name or value that settings do not take
│   ├── BadModel          a model's name that no door takes
│   └── NotYet            a part of the contract that is not here yet
├── StoreError        the store refused: exit 3
│   ├── StoreNewer        written by a newer version
│   ├── StoreBusy         another process is writing
│   ├── StoreFull         disk full or read-only
│   └── StoreDamaged      the database itself cannot be read
├── ModelError        a language model failed; the coach goes on without it, the code is a notice
│   ├── ModelUnreachable  nobody answers at its address
│   ├── ModelRefused      the key is missing or not taken
│   ├── ModelUnknown      the server does not have it
│   ├── ModelBusy         too many requests, or the server broke down
│   ├── ModelTimeout      too slow to begin, to go on or to end
│   ├── ModelGarbled      an answer that is not what was asked for
│   ├── ModelTooLong      the draft does not fit in its context
│   ├── ModelMissing      a file, or a part of the installation, is not there
│   └── ModelStopped      the author stopped it
├── EmbedderFailed    the engine that reads for meaning broke down: exit 3
└── PromptError       a file of prompts/ is wrong: a fault of ours, found by tests
"""

from typing import ClassVar


class CompanionError(Exception):
    """Root of the tree; `code` names its words, `details` fills them."""

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 2

    def __init__(self, **details: object) -> None:
        """Keep what the words need; never the author's text."""
        super().__init__(f"{self.code}: {details}" if details else self.code)
        self.details = details


class InputError(CompanionError):
    """Bad input or usage."""

    code = "input"


class EmptyText(InputError):
    """Nothing to read: nothing that shows on a page."""

    code = "empty-text"


class TextTooLong(InputError):
    """Over the limit. Details: `length`, `limit` (characters)."""

    code = "text-too-long"


class UnreadableFile(InputError):
    """A file that is missing, a folder, or not text. Details: `path`."""

    code = "unreadable-file"


class UnknownFormat(InputError):
    """An import that no reader recognises. Details: `path`."""

    code = "unknown-format"


class NotFound(InputError):
    """No such session, question or post. Details: `what` ("session", "question" or "post"), `id`."""

    code = "not-found"


class BadSetting(InputError):
    """A name or value that settings do not take. Details: `name`, `value`, `allowed`."""

    code = "bad-setting"


class BadModel(InputError):
    """A model's name that no door takes. Details: `name`."""

    code = "bad-model"


class NotYet(InputError):
    """A part of the contract that is not here yet. Details: `what`."""

    code = "not-yet"


class ModelError(CompanionError):
    """A language model failed. Details: `name` (as the author named it), `at` (its address) where that is known."""

    code = "model-failed"
    exit_code = 0


class ModelUnreachable(ModelError):
    """Nobody answers at its address."""

    code = "model-unreachable"


class ModelRefused(ModelError):
    """The key is missing or not taken. Details: `variable`, the environment variable it is read from."""

    code = "model-refused"


class ModelUnknown(ModelError):
    """The server does not have it."""

    code = "model-unknown"


class ModelBusy(ModelError):
    """Too many requests, or the server broke down. Details: `after`, seconds it asked to wait, or None."""

    code = "model-busy"


class ModelTimeout(ModelError):
    """Too slow. Details: `what`: "first", "idle" or "whole"; `seconds`."""

    code = "model-timeout"


class ModelGarbled(ModelError):
    """An answer that is not what was asked for. Details: `why`, never the text."""

    code = "model-garbled"


class ModelTooLong(ModelError):
    """The prompt does not fit in its context."""

    code = "model-too-long"


class ModelMissing(ModelError):
    """A file, or a part of the installation, is not there. Details: `what`."""

    code = "model-missing"


class ModelStopped(ModelError):
    """The author stopped it."""

    code = "model-stopped"


class EmbedderFailed(CompanionError):
    """The engine that reads for meaning broke down."""

    code = "embedder-failed"
    exit_code = 3


class StoreError(CompanionError):
    """The store refused."""

    code = "store"
    exit_code = 3


class StoreNewer(StoreError):
    """The database was written by a newer version; it was left untouched. Details: `path`."""

    code = "store-newer"


class StoreBusy(StoreError):
    """Another process is writing. Details: `path`."""

    code = "store-busy"


class StoreFull(StoreError):
    """The disk is full or read-only; nothing was half written. Details: `path`."""

    code = "store-full"


class StoreDamaged(StoreError):
    """The database itself cannot be read; it was left as it is. Details: `path`."""

    code = "store-damaged"


class PromptError(CompanionError):
    """A file of prompts/ is wrong. Details: `file`, `why`."""

    code = "prompt"
    exit_code = 3
