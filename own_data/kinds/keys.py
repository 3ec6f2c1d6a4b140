"""Keys of what an organisation declares, which no key of the product's catalogues begins like."""

from __future__ import annotations

from common.french import fold

#: Beginning of the key of everything own.
PREFIX = "propre"
_LONGEST = 60


def own_key(*words: str) -> str:
    """Make a key of some words.

    >>> own_key("Part des logements vacants (%)", "2024")
    'propre_part_des_logements_vacants_2024'
    """
    plain = "_".join(fold(word).replace("-", " ") for word in words)
    parts = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in plain).split()
    return "_".join([PREFIX, *parts])[:_LONGEST].rstrip("_")


def is_own(key: str) -> bool:
    """Tell whether a key is that of something own.

    >>> is_own("propre_part_des_logements_vacants_2024"), is_own("logements_vacants")
    (True, False)
    """
    return key == PREFIX or key.startswith((f"{PREFIX}_", f"{PREFIX}-"))
