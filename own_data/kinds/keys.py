"""Keys of what an organisation declares, which no key of the product's catalogues begins like."""

from __future__ import annotations

import hashlib
import re

from common.french import fold

#: Beginning of the key of everything own.
PREFIX = "propre"
_LONGEST, _TOLD = 60, 8
#: Signs that tell two titles apart, and that no key has.
_TELLING = re.compile("[<>+=≤≥±]")


def own_key(*words: str) -> str:
    """Make a key of some words; where it cannot hold all of them, a hash tells them apart.

    >>> own_key("Part des logements vacants (%)", "2024")
    'propre_part_des_logements_vacants_2024'
    >>> own_key("Вода") == own_key("Хлеб"), own_key("Moins < 5") == own_key("Moins > 5")
    (False, False)
    """
    plain = "_".join(fold(word).replace("-", " ") for word in words)
    parts = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in plain).split()
    key = "_".join([PREFIX, *parts])
    raw = "_".join(words)
    if len(key) <= _LONGEST and plain.isascii() and parts and not _TELLING.search(raw):
        return key
    told = hashlib.sha256(raw.encode()).hexdigest()[:_TOLD]
    return f"{key[: _LONGEST - _TOLD - 1].rstrip('_')}_{told}"


def is_own(key: str) -> bool:
    """Tell whether a key is that of something own.

    >>> is_own("propre_part_des_logements_vacants_2024"), is_own("logements_vacants")
    (True, False)
    """
    return key == PREFIX or key.startswith((f"{PREFIX}_", f"{PREFIX}-"))
