"""How the series of a profile are said: from which value to which, beside the country."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.wording import briefly, quantity
from atlas.profiles.lenders import lender
from atlas.profiles.model import Profile
from common.french import NO_BREAK_SPACE, number
from indicators.base.fragile_direction import FragileDirection
from indicators.base.status import Status

_LEAST_TOLD = 0.001


def trend_line(desk: Desk, profile: Profile, row: pd.Series) -> str:
    """Say what an indicator was, what it is, and what it then was in the country.

    Parameters
    ----------
    row : of :data:`atlas.profiles.trends.PROFILE_TRENDS`.

    Returns
    -------
    str
        French, without a full stop; where the last value was lent, by whom.
    """
    unit = str(row["unit"])
    first, last = briefly(row["first_value"], unit), quantity(row["last_value"], unit)
    beside = []
    if row["status"] == Status.ESTIMATED.value:
        beside.append(f"valeur estimée : {lender(desk, profile, str(row['indicator']))}")
    if pd.notna(row["france"]):
        beside.append(f"France : {briefly(row['france'], unit)}")
    told = f"{row['label']} : {first} en {row['first']}, {last} en {row['last']}"
    return f"{told} ({' ; '.join(beside)})" if beside else told


def direction_words(key: str) -> str:
    """Say a direction with a sign of its own, for who does not see colours.

    >>> direction_words("worsens").replace(NO_BREAK_SPACE, " ")
    '▲ se dégrade'
    """
    direction = FragileDirection(key)
    return f"{direction.sign}{NO_BREAK_SPACE}{direction.label}"


def p_words(probability: float) -> str:
    """Write the probability that a test gives.

    >>> p_words(0.01234), p_words(0.0), p_words(float("nan"))
    ('0,012', 'moins de 0,001', '–')
    """
    if probability < _LEAST_TOLD:
        return f"moins de {number(_LEAST_TOLD, 3)}"
    return number(probability, 3)
