"""Memory that a long-lived process no longer uses, given back to the system.

The C library keeps what is freed in the middle of its heaps: after one recipe over all the communes
a server holds 230 MB of nothing. ``malloc_trim`` gives it back, in a few milliseconds. It also has
heaps by thread, and puts larger and larger blocks there once one was freed: a server, which runs
each visit in a thread of its own, stands about 100 MB lower with few heaps and large blocks apart.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable

#: Seconds between two times: one takes 3 to 8 ms of a server that holds 800 MB.
PAUSE = 0.2
#: Heaps of the process; size from which a block is apart, and goes back as soon as it is freed.
HEAPS, APART = 2, 1 << 20
#: Names of the two in ``malloc.h``.
_M_ARENA_MAX, _M_MMAP_THRESHOLD = -8, -3
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


def keep_few_heaps() -> bool:
    """Have the C library keep few heaps and put large blocks apart; before threads are started.

    Returns
    -------
    bool
        Whether it was done; never where the C library cannot, as for :func:`give_back`.
    """
    setting = _of_c("mallopt") if _of_c("malloc_trim") else None
    if setting is None:
        return False
    return bool(setting(_M_ARENA_MAX, HEAPS) and setting(_M_MMAP_THRESHOLD, APART))


def _of_c(name: str) -> Callable[..., int] | None:
    """Find a function of the C library; musl, macOS and Windows do not have these."""
    try:
        found: Callable[..., int] = getattr(ctypes.CDLL(None), name)
    except (OSError, TypeError, AttributeError):
        return None
    return found
