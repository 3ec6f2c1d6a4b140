"""Build ``territories/commune_facts.parquet``: what tells who a commune is, beside its name."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.levels import Level
from geo.commune_facts import COMMUNE_FACTS, FACTS_FILE
from geo.territories import read_territories
from pipeline.indicators.census_2018 import GEOGRAPHY, read_census_2018
from pipeline.parquet import write_table
from pipeline.passage import Passage, read_passage
from pipeline.sources import source_file

ZONES_FILE = "zonages/communes_zonages_cog2025.csv"
#: COG year of its codes.
ZONES_GEOGRAPHY = 2025
_POPULATION = "P18_POP"


def build_commune_facts(sources: Path, data: Path) -> Path:
    """Write the zone d'emploi of each commune and its population at an earlier census.

    Parameters
    ----------
    sources : folder of the official files.
    data : folder of the product's tables, which already holds the territories.

    Returns
    -------
    Path
        The file written; its columns are those of :func:`geo.commune_facts.read_commune_facts`.

    Raises
    ------
    MissingDataError
        If a source or the territories are absent.
    """
    territories = read_territories(data)
    communes = territories[territories["level"] == Level.COMMUNE.value].set_index("code")
    population = communes["population"].astype("float64").sort_index()
    passage = read_passage(sources)
    earlier = population_2018(sources, passage, population).reindex(population.index)
    table = pd.DataFrame({"code": population.index})
    table["zone_emploi"] = table["code"].map(employment_zones(sources, passage))
    table["population_2018"] = earlier["people"].astype("Int64").to_numpy()
    table["estimated"] = earlier["estimated"].eq(True).to_numpy()
    return write_table(
        table[[*COMMUNE_FACTS.index, *COMMUNE_FACTS.names]].astype({"zone_emploi": "str"}),
        data / FACTS_FILE,
    )


def employment_zones(sources: Path, passage: Passage) -> pd.Series[str]:
    """Name the zone d'emploi 2020 of each current commune.

    A commune made since of communes of several zones is in that of the one whose code it kept, one
    made again since in that of the commune that held it.
    """
    table = pd.read_csv(
        source_file(sources, ZONES_FILE), dtype="str", usecols=["DEPCOM", "LIB_ZE2020"]
    )
    table["current"] = passage.convert(table["DEPCOM"])["code"]
    table["kept"] = table["current"] == table["DEPCOM"]
    table = table.dropna(subset=["current"]).sort_values(
        ["current", "kept", "DEPCOM"], ascending=[True, False, True]
    )
    zones = table.drop_duplicates("current").set_index("current")["LIB_ZE2020"].str.strip()
    made_again = {
        piece: zones[before]
        for before, pieces in passage.splits(ZONES_GEOGRAPHY).items()
        for piece in pieces
        if piece not in zones and before in zones
    }
    return pd.concat([zones, pd.Series(made_again, dtype="str")])


def population_2018(sources: Path, passage: Passage, population: pd.Series[float]) -> pd.DataFrame:
    """Municipal population of the census of 2018, by current commune.

    Communes merged since are added up; those that are partly unknown (Mayotte) have none. A
    commune cut in several since is shared out by their present population.

    Parameters
    ----------
    population : present inhabitants of the current communes.

    Returns
    -------
    DataFrame
        Indexed by current code: people, estimated (whether it was shared out).
    """
    census = read_census_2018(sources, [_POPULATION]).rename(columns={_POPULATION: "people"})
    cut = passage.splits(GEOGRAPHY)
    whole = census[~census["code"].isin(cut)].assign(estimated=False)
    whole["code"] = passage.convert(whole["code"])["code"]
    parts = pd.DataFrame(
        [(before, code) for before, codes in cut.items() for code in codes],
        columns=["before", "code"],
    )
    people = parts["code"].map(population)
    share = people / people.groupby(parts["before"]).transform("sum")
    there = parts["before"].map(census.set_index("code")["people"])
    shared = parts.assign(people=there * share, estimated=True)
    rows = pd.concat([whole, shared[["code", "people", "estimated"]]]).dropna(subset=["code"])
    grouped = rows.groupby("code")
    known = grouped["people"].apply(lambda part: part.notna().all())
    total = grouped["people"].sum().where(known).round()
    return pd.DataFrame({"people": total, "estimated": grouped["estimated"].any()})
