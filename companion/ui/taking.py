"""Taking everything, or one session, along: a zip that is made when asked for, fetched once, and left nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from companion.errors import CompanionError
from companion.session import Companion
from companion.ui.cards import shown, told, trouble
from companion.ui.numerals import size
from companion.ui.parcel import Parcels
from companion.ui.wording import Wording

FETCH = "() => { document.querySelector('[data-fetch]')?.click(); }"
"""The browser is handed the parcel as soon as it waits."""


@dataclass(frozen=True, slots=True)
class Taking:
    """What the buttons that take something along do."""

    companion: Companion
    """Whose it is."""
    wording: Wording
    """The page's words."""
    parcels: Parcels
    """Where it waits."""

    def pack(self, session: str | None = None) -> Iterator[str]:
        """Make the parcel, and say where it is."""
        yield self._said(told(self.wording.say("taking.packing")))
        name = f"companion-{session or date.today().isoformat()}.zip"
        try:
            file = self.parcels.place(name)
            self.companion.pack(file, session)
        except CompanionError as error:
            yield self._said(trouble(self.wording.explain(error)))
            return
        link = self.wording.say("taking.fetch", file=name, size=size(file.stat().st_size, self.wording))
        href = shown(self.parcels.offer(file))
        yield self._said(
            told(self.wording.say("taking.ready")) + f'<p><a href="{href}" download data-fetch>{shown(link)}</a></p>'
        )

    def _said(self, inside: str) -> str:
        return f'<div class="taking" role="status" lang="{self.wording.language}">{inside}</div>'
