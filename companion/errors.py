"""What can go wrong, as one tree. The words the author reads are in prompts/words, under the error's code.

CompanionError
├── InputError        bad input or usage: exit 2
│   ├── EmptyText         nothing to read
│   ├── TextTooLong       over the limit
│   ├── UnreadableFile    missing, a folder, not text
│   ├── UnknownFormat     an import that no reader recognises
│   ├── NotFound          no such session, question or post
│   ├── BadSetting        a name or value that settings do not take
│   └── NotYet            a part of the contract that is not here yet
├── StoreError        the store refused: exit 3
│   ├── StoreNewer        written by a newer version
│   ├── StoreBusy         another process is writing
│   ├── StoreFull         disk full or read-only
│   └── StoreDamaged      the database itself cannot be read
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


class NotYet(InputError):
    """A part of the contract that is not here yet. Details: `what`."""

    code = "not-yet"


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
