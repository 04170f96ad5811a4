"""A loop of its own, in a thread of its own: the browser of other tests leaves one running in theirs."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


def apart(work: Coroutine[Any, Any, Result]) -> Result:
    """Return what `work` comes to."""
    with ThreadPoolExecutor(1) as one:
        return one.submit(asyncio.run, work).result()
