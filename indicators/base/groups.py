"""The respondent groups of the study programme."""

from __future__ import annotations

from common.errors import UnknownNameError

#: Key of a group -> its French label, in the order in which screens show them.
GROUPS: dict[str, str] = {
    "citoyens": "Citoyens",
    "elus": "Élus locaux",
    "entreprises": "Entreprises",
    "associations": "Associations",
    "fondations": "Fondations",
    "academiques": "Acteurs académiques",
}

GROUP_KEYS: tuple[str, ...] = tuple(GROUPS)


def group_label(key: str) -> str:
    """Give the French label of a group.

    Raises
    ------
    UnknownNameError
        If there is no such group.

    Examples
    --------
    >>> group_label("elus")
    'Élus locaux'
    """
    if key not in GROUPS:
        raise UnknownNameError("le groupe de répondants", key, GROUP_KEYS)
    return GROUPS[key]
