"""Numbers, sizes and times as each language writes them."""

from companion.records import Language
from companion.ui.wording import Wording

_PARTS: dict[Language, str] = {"fr": "\u202f", "en": ","}
_POINTS: dict[Language, str] = {"fr": ",", "en": "."}
_MEGA = 1024 * 1024


def numeral(number: int, language: Language) -> str:
    """Return a whole number, its thousands set apart."""
    return f"{number:,}".replace(",", _PARTS[language])


def size(count: int, wording: Wording) -> str:
    """Return bytes in megabytes, at least a tenth."""
    mega = f"{max(count / _MEGA, 0.1):.1f}".replace(".", _POINTS[wording.language])
    return wording.say("importing.size", number=mega)
