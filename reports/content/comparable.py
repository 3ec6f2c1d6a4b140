"""The territories whose structure is most like that of a place."""

from __future__ import annotations

import pandas as pd

from atlas.alike.similar import similar
from atlas.desk.desk import Desk
from atlas.profiles import Profile
from common.errors import NotAvailableError

#: Comparable territories told.
COUNT = 3


def comparable(desk: Desk, profile: Profile) -> tuple[pd.DataFrame, str]:
    """Find the comparable territories, or say in French why there are none."""
    try:
        return similar(desk, profile.place, COUNT), ""
    except NotAvailableError as error:
        return pd.DataFrame(columns=["place", "name", "departement", "why"]), str(error)
