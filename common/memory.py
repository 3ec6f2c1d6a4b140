"""Memory that a long-lived process no longer uses, given back to the system.

The C library keeps what is freed in the middle of its heaps: after one recipe over all the communes
a server holds 230 MB of nothing. ``malloc_trim`` gives it back, in a few milliseconds.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable

#: Seconds between two times.
PAUSE = 2.0
_last = 0.0


def give_back(pause: float = PAUSE) -> bool:
    """Give back what is freed, unless it was done a moment ago.

    Parameters
    ----------
    pause : seconds that must have passed since the last time.

    Returns
    -------
    bool
        Whether it was done now; never where the C library cannot (musl, macOS, Windows).
    """
    global _last  # noqa: PLW0603 - of the process, as its memory
    trim = _of_c("malloc_trim")
    now = time.monotonic()
    if trim is None or now - _last < pause:
        return False
    _last = now
    trim(0)
    return True


def _of_c(name: str) -> Callable[..., int] | None:
    """Find a function of the C library; musl, macOS and Windows do not have these."""
    try:
        found: Callable[..., int] = getattr(ctypes.CDLL(None), name)
    except (OSError, TypeError, AttributeError):
        return None
    return found
