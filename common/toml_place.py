"""Where a TOML text is wrong, in French."""

from __future__ import annotations

import re


def toml_place(error: Exception) -> str:
    """Say where the reader stopped, or nothing where it does not tell.

    Examples
    --------
    >>> toml_place(ValueError("Invalid value (at line 1, column 9)"))
    ', illisible à la ligne 1, colonne 9'
    >>> toml_place(ValueError("Expected '=' (at end of document)"))
    ', inachevé'
    """
    found = re.search(r"at line (\d+), column (\d+)", str(error))
    if found:
        return f", illisible à la ligne {found[1]}, colonne {found[2]}"
    return ", inachevé" if "end of document" in str(error) else ""
