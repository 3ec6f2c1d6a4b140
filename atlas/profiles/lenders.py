"""Where an estimated value comes from: the larger area that lent it, by name, or other data.

The catalogue says which kind of area (``lent_by``); here it is said of one place.
"""

from __future__ import annotations

from atlas.desk.desk import Desk
from atlas.profiles.model import Profile
from common.levels import Level

_GRAND_PARIS = "200054781"
#: What is said of the lender: its kind, then its name where it is known.
OF_ZONE, OF_EPCI = "celle de la zone d’emploi", "celle de l’EPCI"
OF_EPT = "celle de l’établissement public territorial"
MEAN_OF_ZONES = "moyenne des zones d’emploi de ses communes"
FROM_EPCI, FROM_SHARED = "à partir des EPCI des communes", "à partir d’une commune partagée depuis"
DERIVED = "calculée pour ce territoire à partir d’autres données"
#: Means that stand for what is not published of a commune.
MEANS = {
    "departement": "moyenne des communes non publiées du département",
    "small_communes": "moyenne des communes dont le nombre est trop petit pour être publié",
}


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
    lent_by = desk.catalogue[indicator].lent_by
    if lent_by == "zone_emploi":
        if commune:
            return f"{OF_ZONE} ({zones})" if zones else OF_ZONE
        return MEAN_OF_ZONES
    if lent_by in MEANS:
        return MEANS[lent_by] if commune else f"en partie à partir de la {MEANS[lent_by]}"
    if lent_by:
        return _own_epci(desk, profile, lent_by) if commune else FROM_EPCI
    return DERIVED if desk.catalogue[indicator].derived else FROM_SHARED


def _own_epci(desk: Desk, profile: Profile, lent_by: str) -> str:
    epci = [parent for parent in profile.parents if parent.level is Level.EPCI]
    if epci and epci[0].code == _GRAND_PARIS and lent_by == "epci_or_ept":
        return OF_EPT
    return f"{OF_EPCI} ({desk.territory_row(epci[0])['name']})" if epci else OF_EPCI
