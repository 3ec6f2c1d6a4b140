"""Where an estimated value comes from: the larger area that lent it, by name where it is known.

The catalogue says it in the caveats of each indicator; here it is said of one place.
"""

from __future__ import annotations

from atlas.desk.desk import Desk
from atlas.profile.model import Profile
from common.levels import Level

#: Indicators published by zone d'emploi alone.
BY_ZONE = frozenset({"chomage_localise"})
#: Indicators that a commune takes from its EPCI, where it has no figure of its own.
BY_EPCI = frozenset({"ips_colleges", "ips_ecoles", "suroccupation", "vacance_longue"})
#: Of these, those whose source cuts up the métropole du Grand Paris.
_BY_EPT = frozenset({"suroccupation", "vacance_longue"})
_GRAND_PARIS = "200054781"


def lender(desk: Desk, profile: Profile, indicator: str) -> str:
    """Say in French where the estimated value of an indicator comes from.

    Parameters
    ----------
    desk : the opened data.
    profile : the place.
    indicator : key of an indicator whose value there is estimated.

    Returns
    -------
    str
        After « valeur estimée : ».
    """
    commune = profile.place.level is Level.COMMUNE
    zones = str(profile.identity["zone_emploi"])
    if indicator in BY_ZONE:
        if commune:
            return f"celle de la zone d’emploi ({zones})" if zones else "celle de la zone d’emploi"
        return "moyenne des zones d’emploi de ses communes"
    if indicator in BY_EPCI:
        return _own_epci(desk, profile, indicator) if commune else "à partir des EPCI des communes"
    return "à partir d’une commune partagée depuis"


def _own_epci(desk: Desk, profile: Profile, indicator: str) -> str:
    epci = [parent for parent in profile.parents if parent.level is Level.EPCI]
    if epci and epci[0].code == _GRAND_PARIS and indicator in _BY_EPT:
        return "celle de l’établissement public territorial"
    return f"celle de l’EPCI ({desk.territory_row(epci[0])['name']})" if epci else "celle de l’EPCI"
