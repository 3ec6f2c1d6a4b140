"""Which load somebody means: by its key, the start of its key, or its title."""

from __future__ import annotations

from collections.abc import Sequence

from common.errors import NotAvailableError, UnknownNameError
from own_data.workspace.interface import Load

#: Least length of the start of a key.
_SHORTEST = 4


def designated(loads: Sequence[Load], asked: str) -> Load:
    """Find the load that a text names.

    Parameters
    ----------
    loads : of a workspace.
    asked : a key, the first characters of one (4 at least), or a title that one load alone bears.

    Raises
    ------
    UnknownNameError
        If none is called so.
    NotAvailableError
        If several are.
    """
    found = [one for one in loads if asked in (one.key, one.title)]
    if not found and len(asked) >= _SHORTEST:
        found = [one for one in loads if one.key.startswith(asked)]
    if not found:
        raise UnknownNameError("le chargement", asked, [one.title for one in loads])
    if len(found) > 1:
        keys = ", ".join(one.key for one in found)
        raise NotAvailableError(f"Plusieurs chargements s’appellent « {asked} » ; clés : {keys}.")
    return found[0]
