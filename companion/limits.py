"""What the companion takes in: how long a text may be, and what is no text at all."""

from companion.errors import EmptyText, TextTooLong

LIMIT = 20_000
"""Characters of a draft or a turn; a longer one is refused, never cut."""


def check(text: str, *, empty: bool = False) -> None:
    """Refuse a text that is empty (unless `empty`) or over the limit. Raises EmptyText and TextTooLong."""
    if not empty and not any(character.isprintable() and not character.isspace() for character in text):
        raise EmptyText
    if len(text) > LIMIT:
        raise TextTooLong(length=len(text), limit=LIMIT)
