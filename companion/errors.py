"""What can go wrong, as one tree. The words the author reads are in prompts/words, under the error's code.

CompanionError
├── InputError        bad input or usage: exit 2
│   ├── EmptyText         nothing to read
│   ├── TextTooLong       over the limit
│   ├── UnreadableFile    missing, a folder, not text
│   ├── UnknownFormat     an import that no reader recognises
│   ├── ArchiveRefused    an archive that is not safe to read; nothing of it was kept
│   │   ├── ArchiveTooMany    too many entries
│   │   ├── ArchiveTooLarge   too many bytes in all
│   │   ├── MemberTooLarge    too many bytes in one file
│   │   ├── ArchiveBomb       far more comes out than went in
│   │   ├── ArchiveNames      a name that leads out of it
│   │   ├── ArchiveLinks      links, pipes or devices
│   │   ├── ArchiveTwice      two files of one name
│   │   ├── ArchiveLocked     a password
│   │   ├── ArchiveNested     an archive in it
│   │   └── ArchiveDamaged    cut short, or not what it says it is
│   ├── DamagedExport     a file of an export that is not what its format asks
│   ├── TooDeep           one that holds too many levels
│   ├── ExportEntities    one that declares abbreviations of its own, which can swell without end
│   ├── ExportRefused     a folder that an export cannot go into
│   ├── NotFound          no such session, question, post or platform
│   ├── BadSetting        a name or value that settings do not take
│   ├── BadModel          a model's name that no door takes
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


class ArchiveRefused(InputError):
    """An archive that is not safe to read. Details: `path`."""

    code = "archive-refused"


class ArchiveTooMany(ArchiveRefused):
    """Too many entries. Details: `path`, `limit`."""

    code = "archive-too-many"


class ArchiveTooLarge(ArchiveRefused):
    """Over 500 MB in all. Details: `path`."""

    code = "archive-too-large"


class MemberTooLarge(ArchiveRefused):
    """A file over 50 MB. Details: `path`."""

    code = "member-too-large"


class ArchiveBomb(ArchiveRefused):
    """Far more comes out than went in. Details: `path`, `limit` (bytes out of one)."""

    code = "archive-bomb"


class ArchiveNames(ArchiveRefused):
    """A name that leads out of it: `..`, absolute, or with a drive. Details: `path`."""

    code = "archive-names"


class ArchiveLinks(ArchiveRefused):
    """Links, pipes or devices. Details: `path`."""

    code = "archive-links"


class ArchiveTwice(ArchiveRefused):
    """Two files of one name. Details: `path`."""

    code = "archive-twice"


class ArchiveLocked(ArchiveRefused):
    """It asks for a password. Details: `path`."""

    code = "archive-locked"


class ArchiveNested(ArchiveRefused):
    """It holds an archive. Details: `path`."""

    code = "archive-nested"


class ArchiveDamaged(ArchiveRefused):
    """Cut short, or not what it says it is. Details: `path`."""

    code = "archive-damaged"


class DamagedExport(InputError):
    """A file of an export that is not what its format asks: cut short, not JSON, not UTF-8. Details: `path`."""

    code = "damaged-export"


class TooDeep(InputError):
    """A file of an export that holds too many levels. Details: `path`, `limit`."""

    code = "too-deep"


class ExportEntities(InputError):
    """An XML file that declares entities: they can swell without end, or read other files. Details: `path`."""

    code = "export-entities"


class ExportRefused(InputError):
    """A folder that an export cannot go into: not empty, or inside the home. Details: `path`."""

    code = "export-refused"


class NotFound(InputError):
    """No such session, question, post or platform. Details: `what` (one of these words), `id`."""

    code = "not-found"


class BadSetting(InputError):
    """A name or value that settings do not take. Details: `name`, `value`, `allowed`."""

    code = "bad-setting"


class BadModel(InputError):
    """A model's name that no door takes. Details: `name`."""

    code = "bad-model"


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
    """Too slow. Details: `what`: "first", "idle", "whole" or "share"; `seconds`."""

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
