"""What is wrong in an address, in the words of the screens: who follows a link writes no keys."""

from __future__ import annotations

from atlas.layers.measures import MEASURES
from common.errors import FragiscopeError, UnknownNameError, clipped
from common.labelled import Labelled
from common.levels import LEVELS
from common.limits import EXPECTED_LENGTH
from indicators.base.domains import SCORE_KEYS, domain_label
from indicators.base.groups import GROUPS

#: Said of a place, which is found by its name and not by a code.
_PLACE, _BY_NAME = "le territoire", "Cherchez-le par son nom ou son code."
#: Words of the names that addresses hold.
_LABELS: dict[str, str] = (
    {level.value: level.label for level in LEVELS}
    | {key: domain_label(key) for key in SCORE_KEYS}
    | GROUPS
    | {key: measure.label for key, measure in MEASURES.items()}
)


def refusal(error: FragiscopeError) -> str:
    """Say why a value of an address was refused.

    Examples
    --------
    >>> print(refusal(UnknownNameError("le niveau", "xx", ["epci", "departement"])))
    Inconnu : le niveau « xx ». Attendu : EPCI, département.
    >>> print(refusal(UnknownNameError("le territoire", "epci:000", "epci:200069193")))
    Inconnu : le territoire « epci:000 ». Cherchez-le par son nom ou son code.
    """
    if not isinstance(error, UnknownNameError):
        return str(error)
    start = f"Inconnu : {error.what} « {clipped(error.given)} »."
    near = error.nearest or ""
    if error.what == _PLACE:
        named = near.partition(":")[2]  # the code and the name
        return f"{start} {_BY_NAME}" + (f" Le plus proche : {named}." if named else "")
    if not error.names:
        return str(error)
    expected = clipped(", ".join(map(_label, error.names)), EXPECTED_LENGTH)
    return f"{start} Attendu : {expected}." + (f" Le plus proche : {_label(near)}." if near else "")


def _label(name: str) -> str:
    return name.label if isinstance(name, Labelled) else _LABELS.get(name, name)
