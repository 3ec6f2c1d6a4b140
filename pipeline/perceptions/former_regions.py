"""The 22 + 5 régions of before 2016, which European sources still use as NUTS 2.

Today's régions are exact unions of them, and they are exact unions of départements: an estimate
for a former région goes up to today's one with the inhabitants of its départements as weights.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from common.errors import InvalidDataError


@dataclass(frozen=True)
class FormerRegion:
    """A région of before 2016.

    Attributes
    ----------
    name : its name.
    nuts2021, nuts2010 : its NUTS 2 codes (versions 2021 and 2010; the OECD uses the latter).
    departements : codes of its départements.
    """

    name: str
    nuts2021: str
    nuts2010: str
    departements: tuple[str, ...]


FORMER_REGIONS = tuple(
    FormerRegion(name, nuts2021, nuts2010, tuple(departements.split()))
    for name, nuts2021, nuts2010, departements in (
        ("Île-de-France", "FR10", "FR10", "75 77 78 91 92 93 94 95"),
        ("Centre", "FRB0", "FR24", "18 28 36 37 41 45"),
        ("Bourgogne", "FRC1", "FR26", "21 58 71 89"),
        ("Franche-Comté", "FRC2", "FR43", "25 39 70 90"),
        ("Basse-Normandie", "FRD1", "FR25", "14 50 61"),
        ("Haute-Normandie", "FRD2", "FR23", "27 76"),
        ("Nord-Pas-de-Calais", "FRE1", "FR30", "59 62"),
        ("Picardie", "FRE2", "FR22", "02 60 80"),
        ("Alsace", "FRF1", "FR42", "67 68"),
        ("Champagne-Ardenne", "FRF2", "FR21", "08 10 51 52"),
        ("Lorraine", "FRF3", "FR41", "54 55 57 88"),
        ("Pays de la Loire", "FRG0", "FR51", "44 49 53 72 85"),
        ("Bretagne", "FRH0", "FR52", "22 29 35 56"),
        ("Aquitaine", "FRI1", "FR61", "24 33 40 47 64"),
        ("Limousin", "FRI2", "FR63", "19 23 87"),
        ("Poitou-Charentes", "FRI3", "FR53", "16 17 79 86"),
        ("Languedoc-Roussillon", "FRJ1", "FR81", "11 30 34 48 66"),
        ("Midi-Pyrénées", "FRJ2", "FR62", "09 12 31 32 46 65 81 82"),
        ("Auvergne", "FRK1", "FR72", "03 15 43 63"),
        ("Rhône-Alpes", "FRK2", "FR71", "01 07 26 38 42 69 73 74"),
        ("Provence-Alpes-Côte d'Azur", "FRL0", "FR82", "04 05 06 13 83 84"),
        ("Corse", "FRM0", "FR83", "2A 2B"),
        ("Guadeloupe", "FRY1", "FR91", "971"),
        ("Martinique", "FRY2", "FR92", "972"),
        ("Guyane", "FRY3", "FR93", "973"),
        ("La Réunion", "FRY4", "FR94", "974"),
        ("Mayotte", "FRY5", "FR95", "976"),
    )
)


def former_region_populations(territories: pd.DataFrame) -> pd.DataFrame:
    """Give the inhabitants of each former région and the région that holds it today.

    Parameters
    ----------
    territories : columns level, code, region, population.

    Returns
    -------
    DataFrame
        Columns nuts2021, nuts2010, region (today's code), population.

    Raises
    ------
    InvalidDataError
        If the départements are not those expected, lack a population, or if those of one former
        région are no longer in one région.
    """
    departements = territories[territories["level"] == "departement"].set_index("code")
    expected = {code for former in FORMER_REGIONS for code in former.departements}
    faults = [
        f"département {code} inattendu ou absent"
        for code in sorted(expected.symmetric_difference(departements.index))
    ]
    if faults:
        raise InvalidDataError("territories.parquet", faults)
    rows = []
    for former in FORMER_REGIONS:
        parts = departements.loc[list(former.departements)]
        if len(set(parts["region"])) != 1 or parts["population"].isna().any():
            faults.append(f"{former.name} : une seule région et des populations connues attendues")
            continue
        rows.append(
            {
                "nuts2021": former.nuts2021,
                "nuts2010": former.nuts2010,
                "region": parts["region"].iloc[0],
                "population": int(parts["population"].sum()),
            }
        )
    if faults:
        raise InvalidDataError("territories.parquet", faults)
    return pd.DataFrame(rows)
