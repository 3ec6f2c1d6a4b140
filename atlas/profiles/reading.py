"""How a profile is read: what stands out and why, and what views and measures say together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.wording import briefly, quantity
from atlas.profiles.lenders import lender
from atlas.profiles.model import Profile
from atlas.profiles.ranks import Ranked, is_partly_ranked
from common.french import NARROW_SPACE, number, ordinal, plural, signed
from geo.perimeter import Perimeter
from indicators.base.domains import DOMAIN_KEYS, OVERALL, domain
from indicators.base.status import Status
from indicators.scores.standing import Standing
from indicators.views.positions import GapStatus

FRAGILE, SOLID, UNDECIDED = "fragile", "solide", "indécis"
#: Readings of a gap that say something, in the order in which they are told.
TOLD = (
    GapStatus.SILENT_FRAGILITY,
    GapStatus.LISTENING_TOPIC,
    GapStatus.ALIGNED_FRAGILE,
    GapStatus.ALIGNED_SOLID,
)


@dataclass(frozen=True)
class DomainsOfStatus:
    """What the data say of the gaps of a group, and the domains where they say it.

    Attributes
    ----------
    status : what the data allow to say.
    domains : short French names.
    places : French names of the territories where it was measured.
    """

    status: GapStatus
    domains: tuple[str, ...]
    places: tuple[str, ...]


def positions(profile: Ranked, keys: Sequence[str] = DOMAIN_KEYS) -> pd.DataFrame:
    """Place each domain between the least (0) and the most fragile (100) territory of the level.

    Parameters
    ----------
    profile : what is described.
    keys : of domains or dimensions.

    Returns
    -------
    DataFrame
        Indexed by domain, those that have a rank: position (share of the ranked territories that
        are less fragile, 0-100), low, high (NaN without a rank interval), side (``fragile`` and
        ``solide`` where the profile says so, else ``indécis``), ranked.
    """
    rows = profile.domains.loc[list(keys)]
    rows = rows[rows["rank"].notna()]
    places = {
        name: position_of(rows[rank], rows["ranked"])
        for name, rank in (("position", "rank"), ("low", "rank_high"), ("high", "rank_low"))
    }
    side = pd.Series(UNDECIDED, index=rows.index, dtype="str")
    side[rows.index.isin(profile.weaknesses.index)] = FRAGILE
    side[rows.index.isin(profile.strengths.index)] = SOLID
    return pd.DataFrame({**places, "side": side, "ranked": rows["ranked"]})


def position_of(rank: pd.Series, ranked: pd.Series) -> pd.Series:
    """Turn ranks (1 the most fragile) into positions, from 0 (the least) to 100 (the most).

    >>> position_of(pd.Series([1, 3]), pd.Series([3, 3])).tolist()
    [100.0, 0.0]
    """
    count = ranked.astype("float64")
    return 100 * (count - rank.astype("float64")) / (count - 1).clip(lower=1.0)


def standing_words(row: pd.Series, peers: str, territories: int | None = None) -> str:
    """Say where the rank interval of a score stands: the one reading of every screen and note.

    Parameters
    ----------
    row : of ``Profile.domains``.
    peers : plural of the territories ranked.
    territories : how many there are, where no rank beside says among how many it is; told where
        many have none.

    Examples
    --------
    >>> standing_words(pd.Series({"standing": "fragile", "ranked": 30}), "communes", 50)
    'dans le tiers le plus fragile des 30 communes qui ont la donnée'
    >>> standing_words(pd.Series({"standing": "fragile"}), "communes")
    'dans le tiers le plus fragile des communes'
    >>> standing_words(pd.Series({"standing": "open"}), "communes")
    'position que le calcul ne tranche pas'
    """
    found = Standing(row["standing"])
    if not found.among:
        return found.label
    if territories is not None and is_partly_ranked(row["ranked"], territories):
        return f"{found.label} des {number(row['ranked'])} {peers} qui ont la donnée"
    return f"{found.label} des {peers}"


def standing(row: pd.Series, peers: str, territories: int | None = None) -> str:
    """Say between which ranks a domain stands.

    Parameters
    ----------
    row : of ``Profile.domains``, with its interval.
    peers : plural of the territories ranked.
    territories : how many there are; told where many have no rank (:func:`is_partly_ranked`).

    Examples
    --------
    >>> row = pd.Series({"rank_low": 1, "rank_high": 4, "ranked": 18})
    >>> standing(row, "régions")
    'entre le 1ᵉʳ et le 4ᵉ rang sur 18 régions'
    >>> standing(row, "régions", 27)
    'entre le 1ᵉʳ et le 4ᵉ rang parmi les 18 régions classables (sur 27)'
    """
    low, high = int(row["rank_low"]), int(row["rank_high"])
    ranked = float(row["ranked"])
    among = f"rang sur {number(ranked)} {peers}"
    if territories is not None and is_partly_ranked(ranked, territories):
        among = f"rang parmi les {number(ranked)} {peers} classables (sur {number(territories)})"
    if low == high:
        return f"au {ordinal(low)} {among} dans presque tous les calculs"
    return f"entre le {ordinal(low)} et le {ordinal(high)} {among}"


def telling_indicator(desk: Desk, profile: Profile, key: str, *, fragile: bool) -> str:
    """Say the indicator of a domain that is furthest from the country, on the side told.

    Returns
    -------
    str
        French: label, value, year and the country's value; empty where none is on that side.
        Where the value was lent by a larger area, this area is named.
    """
    rows = profile.indicators
    rows = rows[(rows["domain"] == key) & rows["in_index"]].dropna(subset=["value", "france"])
    direction = rows["key"].map(lambda name: desk.catalogue[name].direction).astype("float64")
    scale = rows["france"].abs().replace(0.0, np.nan)
    side = direction * (rows["value"] - rows["france"]) / scale * (1 if fragile else -1)
    side = side[side > 0]
    if side.empty:
        return ""
    row = rows.loc[side.index].iloc[int(side.argmax())]
    status = Status(row["status"])
    nature = f", {status.label}" if status is Status.CENSORED else ""
    if status is Status.ESTIMATED:
        nature = f", valeur estimée : {lender(desk, profile, str(row['key']))}"
    here, there = quantity(row["value"], row["unit"]), briefly(row["france"], row["unit"])
    return f"{row['label']} : {here} en {row['year']}{nature} ({there} en France)"


def domains_by_status(views: pd.DataFrame) -> list[DomainsOfStatus]:
    """Gather the domains of one group by what their gap says, what says something first.

    Parameters
    ----------
    views : those of one group.
    """
    rows = views[views["domain"] != OVERALL]
    found = []
    for status in (*TOLD, GapStatus.NOT_DISTINGUISHABLE, GapStatus.NOT_PUBLISHABLE):
        held = rows[rows["gap_status"] == status.value]
        if len(held):
            names = tuple(domain(str(key)).short for key in held["domain"])
            found.append(
                DomainsOfStatus(status, names, tuple(dict.fromkeys(held["measured_name"])))
            )
    return found


def population_line(identity: pd.Series) -> str:
    """Say how many live here, and how that changed.

    >>> row = pd.Series({"population": float("nan"), "population_change": float("nan")})
    >>> population_line(row)
    'population inconnue'
    """
    people = identity["population"]
    if pd.isna(people):
        return "population inconnue"
    text = f"{number(people)} {plural(people, 'habitant')} en {identity['population_year']:.0f}"
    change = identity["population_change"]
    if pd.notna(change):
        since = f"{identity['population_before_year']:.0f}"
        text += f", {signed(100 * change, 1)}{NARROW_SPACE}% par an depuis {since}"
    return text


def comparison_line(profile: Profile) -> str:
    """Say with what a place is compared, and what that means for a perimeter."""
    place = profile.place
    level = place.level
    if not isinstance(place, Perimeter):
        return f"Comparé aux {level.plural} de toute la France."
    if place.twin is not None:
        return (
            f"Ce périmètre a exactement les communes d’un territoire qui existe ({place.twin}) : "
            "ses chiffres sont les siens."
        )
    return (
        f"Les indicateurs du périmètre additionnent ceux de ses communes ; il est ensuite classé "
        f"comme un territoire de plus parmi les {level.plural} de toute la France, avec les "
        "mêmes réglages. Aucun score n’est une moyenne de scores."
    )
