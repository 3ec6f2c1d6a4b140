"""The traits of structure by which territories are said to be alike, whatever their fragilities.

The catalogue says which indicators they are made of (``structure``). None of them enters a score,
nor ranks territories as the score of a domain does: see
``docs/decisions/0008-similar-territories.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.perimeter_values import perimeter_values
from atlas.desk.place import Place, as_territory
from atlas.desk.place_values import latest_years
from common.french import NARROW_SPACE, number, percent
from common.levels import FRANCE_CODE, Level
from geo.perimeter import Perimeter
from indicators.base.catalogue import SHARE, structure_keys
from indicators.scores.similarity import Transform

#: Insee's seven classes of density, from the densest to the sparsest.
DENSITY_CLASSES = (
    "Grands centres urbains",
    "Centres urbains intermédiaires",
    "Ceintures urbaines",
    "Petites villes",
    "Bourgs ruraux",
    "Rural à habitat dispersé",
    "Rural à habitat très dispersé",
)
_NO_DECIMALS_FROM = 1000


@dataclass(frozen=True)
class Trait:
    """One trait of structure.

    Attributes
    ----------
    key : column of :func:`structures`.
    label : French, without article.
    unit : ``share``, a French unit, or empty.
    transform : before it is scaled.
    whole : whether it is written without decimals.
    """

    key: str
    label: str
    unit: str
    transform: Transform
    whole: bool = False

    def side_by_side(self, mine: float, theirs: float) -> str:
        """Write the trait of two territories, what is compared first.

        >>> from common.french import NARROW_SPACE
        >>> TRAITS[0].side_by_side(1234.0, 987.0).replace(NARROW_SPACE, " ")
        'population (1 234 et 987 habitants)'
        >>> TRAITS[2].side_by_side(5.0, 5.0)
        'degré de ruralité (bourgs ruraux)'
        """
        first, second = self._written(mine), self._written(theirs)
        both = first if first == second else f"{first} et {second}"
        unit = f" {self.unit}" if self.unit not in ("", SHARE) else ""
        return f"{self.label} ({both}{unit})"

    def against(self, mine: float, usual: float, median: str) -> str:
        """Write the trait of a territory against that of the median one, as a sentence.

        Parameters
        ----------
        median : French name of the median territory, after « contre … dans ».

        >>> TRAITS[3].against(27.0, 23.0, "l’EPCI médian").split(" : ")
        ['Nombre de communes', '27, contre 23 dans l’EPCI médian.']
        >>> TRAITS[2].against(1.44, 5.2, "l’EPCI médian").split(" : ", 1)[1]
        '1,4 sur 7, contre 5,2 sur 7 dans l’EPCI médian (1 : grands centres urbains).'
        """
        scale = f" (1 : {DENSITY_CLASSES[0].lower()})" if self.key == "ruralite" else ""
        unit = f" {self.unit}" if self.unit not in ("", SHARE) else ""
        first, second = self._written(mine), self._written(usual)
        label = self.label[0].upper() + self.label[1:]
        return f"{label} : {first}{unit}, contre {second} dans {median}{scale}."

    def _written(self, value: float) -> str:
        if self.unit == SHARE:
            return percent(value)
        if self.key == "ruralite":
            return _density_class(value)
        return number(value, 0 if self.whole or value >= _NO_DECIMALS_FROM else 1)


def _density_class(mean_rank: float) -> str:
    """Name a class of density, or place a mixed territory on the scale of the classes."""
    shown = round(mean_rank, 1)
    if shown.is_integer():
        return DENSITY_CLASSES[int(shown) - 1].lower()
    return f"{number(shown, 1)} sur {len(DENSITY_CLASSES)}"


TRAITS = (
    Trait("population", "population", "habitants", Transform.LOG, whole=True),
    Trait("densite", "densité", "habitants par km²", Transform.LOG),
    Trait("ruralite", "degré de ruralité", "", Transform.PLAIN),
    Trait("communes", "nombre de communes", "", Transform.LOG, whole=True),
    Trait(
        "evolution",
        "évolution de la population",
        "habitants en 2022 pour 100 en 2016",
        Transform.PLAIN,
    ),
    Trait(
        "residences_secondaires",
        "part des résidences secondaires et logements occasionnels",
        SHARE,
        Transform.ROOT,
    ),
    Trait(
        "employeurs",
        "établissements employeurs",
        f"pour 1{NARROW_SPACE}000 habitants",
        Transform.ROOT,
    ),
    Trait(
        "couvert_arbore",
        "part du territoire sous couvert arboré",
        SHARE,
        Transform.ROOT,
    ),
)
TRANSFORMS = {trait.key: trait.transform for trait in TRAITS}


def traits_of_level(level: Level) -> tuple[Trait, ...]:
    """List the traits of a level: the number of communes tells nothing of a commune."""
    return tuple(trait for trait in TRAITS if level is not Level.COMMUNE or trait.key != "communes")


def structures(desk: Desk, level: Level) -> pd.DataFrame:
    """Traits of all the territories of a level, worked out once.

    Returns
    -------
    DataFrame
        Indexed by code, one column for each trait: population (inhabitants), densite (per km²),
        ruralite (mean rank of :data:`DENSITY_CLASSES`, weighted by population: 1 to 7), communes
        (number; not for communes), evolution (of the population, 2022 for 100 in 2016),
        residences_secondaires (share of dwellings that are neither main homes nor vacant, 2021),
        employeurs (for 1,000 inhabitants, 2018), couvert_arbore (share of the area, 2018);
        NaN where unknown.
    """
    return desk.shared(("structures", level), lambda: _structures(desk.national, level))


def _structures(desk: Desk, level: Level) -> pd.DataFrame:
    values = desk.values(level, list(structure_keys(desk.catalogue).values()), None)
    rows = values[values["year"] == values["indicator"].map(latest_years(desk, level))]
    return _traits(desk, level, desk.territories_of(level), communes_of_level(desk, level), rows)


def communes_of_level(desk: Desk, level: Level) -> pd.DataFrame:
    """List which communes (column commune) make the territories of a level (column code)."""
    communes = desk.territories_of(Level.COMMUNE).index
    if level is Level.COMMUNE:
        return pd.DataFrame({"code": communes, "commune": communes})
    if level is Level.FRANCE:
        return pd.DataFrame({"code": FRANCE_CODE, "commune": communes})
    held = desk.memberships
    return held.loc[held["level"] == level.value, ["code", "commune"]]


def structure_of(desk: Desk, place: Place) -> pd.Series:
    """Traits of one place; see :func:`structures`."""
    known = as_territory(place)
    if isinstance(known, Perimeter):
        return own_structure(desk, known, perimeter_values(desk, known))
    return cast("pd.Series", structures(desk, known.level).loc[known.code])


def own_structure(desk: Desk, place: Place, values: pd.DataFrame) -> pd.Series:
    """Traits of one place, without those of the others of its level.

    Parameters
    ----------
    desk : the opened data.
    place : what is described.
    values : its own (:func:`atlas.desk.place_values.place_values`).
    """
    code, communes = _own_code(place), desk.communes(place)
    read = list(structure_keys(desk.catalogue).values())
    rows = values[values["indicator"].isin(read)]
    if isinstance(place, Perimeter):
        held = desk.territories_of(Level.COMMUNE).loc[communes]
        whole = pd.DataFrame(
            {
                "population": [held["population"].sum(min_count=1)],
                "area_km2": [held["area_km2"].sum()],
            },
            index=[code],
        )
        rows = rows.sort_values("year", kind="stable").dropna(subset=["value"])
        rows = rows.drop_duplicates("indicator", keep="last")
    else:
        whole = desk.territories_of(place.level).loc[[code]]
        rows = rows[rows["year"] == rows["indicator"].map(latest_years(desk, place.level))]
    pairs = pd.DataFrame({"code": code, "commune": communes})
    table = _traits(desk, place.level, whole, pairs, rows.assign(code=code))
    return cast("pd.Series", table.loc[code])


def _own_code(place: Place) -> str:
    return str(place) if isinstance(place, Perimeter) else place.code


def _traits(
    desk: Desk, level: Level, territories: pd.DataFrame, pairs: pd.DataFrame, rows: pd.DataFrame
) -> pd.DataFrame:
    """Work out the traits.

    Parameters
    ----------
    level : gives the traits.
    territories : indexed by code: population, area_km2.
    pairs : which communes (column commune) make each territory (column code).
    rows : indicator, code, value, numerator, denominator; one row per indicator and code at most.
    """
    cells = {str(key): part for key, part in rows.groupby("indicator", observed=True)}
    keys = structure_keys(desk.catalogue)
    people = territories["population"].astype("float64")
    table: pd.DataFrame = pd.DataFrame(
        {
            "population": people.where(people > 0),
            "densite": (people / territories["area_km2"]).where(people > 0),
            "ruralite": _rurality(desk, pairs).reindex(territories.index),
            "communes": pairs.groupby("code")["commune"].size().reindex(territories.index),
            "evolution": _cell(cells, territories.index, "value", keys["evolution"]),
            "residences_secondaires": _second_homes(
                cells, territories.index, keys["dwellings"], keys["households"]
            ),
            "employeurs": _cell(cells, territories.index, "value", keys["employers"]),
            "couvert_arbore": _cell(cells, territories.index, "value", keys["trees"]),
        },
        index=territories.index,
    )
    return table[[trait.key for trait in traits_of_level(level)]].astype("float64")


def _cell(cells: dict[str, pd.DataFrame], codes: pd.Index, part: str, key: str) -> pd.Series:
    """Take a column of an indicator by code; one that nobody has is unknown everywhere."""
    if key not in cells:
        return pd.Series(np.nan, index=codes)
    rows = cells[key]
    return pd.Series(rows[part].to_numpy(), index=rows["code"].astype("str")).reindex(codes)


def _second_homes(
    cells: dict[str, pd.DataFrame], codes: pd.Index, vacancy: str, households: str
) -> pd.Series:
    """Share of dwellings that are neither main homes nor vacant, all counted in one census.

    Parameters
    ----------
    cells : rows by indicator.
    codes : of the territories, in the order wanted.
    vacancy : indicator of the vacant dwellings over all of them.
    households : indicator whose denominator counts the households, one a main home.
    """
    dwellings = _cell(cells, codes, "denominator", vacancy)
    vacant = _cell(cells, codes, "numerator", vacancy)
    main = _cell(cells, codes, "denominator", households)
    share = (dwellings - vacant - main) / dwellings.where(dwellings > 0)
    return share.clip(lower=0.0)  # numbers of the census are rounded


def _rurality(desk: Desk, pairs: pd.DataFrame) -> pd.Series:
    """Mean rank of the classes of density of the communes, weighted by their inhabitants."""
    ranked = desk.shared("ranks of density", lambda: _ranks_of_density(desk))
    cells = ranked.reindex(pairs["commune"]).fillna(0.0)
    sums = cells.groupby(pairs["code"].to_numpy()).sum()
    return sums["weighted"] / sums["weight"].where(sums["weight"] > 0)


def _ranks_of_density(desk: Desk) -> pd.DataFrame:
    """Inhabitants of the communes whose density is known (weight), times its rank (weighted)."""
    communes = desk.territories_of(Level.COMMUNE)
    ranks = communes["density"].map({name: i for i, name in enumerate(DENSITY_CLASSES, start=1)})
    weight = communes["population"].astype("float64").fillna(0.0).where(ranks.notna(), 0.0)
    return pd.DataFrame({"weight": weight, "weighted": ranks.fillna(0.0) * weight})
