"""Patience: how long to wait after wrong passwords; the same name from elsewhere is not kept waiting."""

import time
from collections import OrderedDict
from collections.abc import Callable

FREE = 5
"""Wrong passwords before anybody waits."""
LONGEST = 60.0
"""Seconds of a wait."""
_FORGOTTEN = 900.0
"""Seconds without a try after which all is forgotten."""
_ROOM = 10_000
"""Names and addresses remembered; the oldest go first."""


class Patience:
    """Counts wrong passwords by name and address together: a stranger who guesses keeps only themselves waiting."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Remember nothing yet; `now` is a clock in seconds that never goes back."""
        self._now = now
        self._tries: OrderedDict[tuple[str, str], tuple[int, float]] = OrderedDict()

    def wait(self, name: str, address: str) -> float:
        """Return the seconds until that name may be tried again from that address; 0 for now."""
        count, last = self._tries.get((name, address), (0, 0.0))
        if count < FREE or self._now() - last > _FORGOTTEN:
            return 0.0
        return max(last + min(2.0 ** (count - FREE + 1), LONGEST) - self._now(), 0.0)

    def failed(self, name: str, address: str) -> None:
        """Count a wrong password."""
        count, last = self._tries.pop((name, address), (0, 0.0))
        fresh = self._now() - last > _FORGOTTEN
        self._tries[name, address] = (1 if fresh else count + 1, self._now())
        if len(self._tries) > _ROOM:
            self._tries.popitem(last=False)

    def passed(self, name: str, address: str) -> None:
        """Forget them: the password was right."""
        self._tries.pop((name, address), None)
