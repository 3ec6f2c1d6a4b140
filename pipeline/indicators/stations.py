"""Who lives far from a train: inhabitants beyond 3 km of a station, households without a car there.

The shares come from the grid of 200 m of the INSEE and the stations of the BPE 2024, crossed by
the author of the table: they are estimates. It looks for the stations of the EPCI only; a commune
that it puts at zero while its own centre stands within 1,500 m of a station of the SNCF is left
missing. The overseas départements have no passenger railway: everyone there lives far from one.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.levels import Level
from geo.nearest import nearest
from indicators.base.status import Status
from pipeline.indicators.contract import observations
from pipeline.indicators.denominators import OVERSEAS, population
from pipeline.indicators.distances import CENTRES_FILE, town_centres
from pipeline.indicators.weights import city_means
from pipeline.passage import CITY_OF, read_passage
from pipeline.sources import source_file

STATIONS_FILE = "indicators/mob_gares_sncf_2026.csv"
NEAR_FILE = "indicators/mob_habitants_proches_gare_ecole_communes_2024.csv"
#: Within reach of a bicycle; the table also gives 1,500 m.
NEAR_M = 3_000
_CONTRADICTED_M = 1_500
_YEAR = 2024


def far_from_station(sources: Path) -> pd.Series[float]:
    """Share of the inhabitants beyond 3 km of a station, index: current commune."""
    path = source_file(sources, NEAR_FILE)
    table = pd.read_csv(path, dtype={"code_insee": "str"}).dropna(subset=["pct_habitants_gare_3km"])
    people = table["population_carreaux"]
    counts = pd.DataFrame({"near": table["pct_habitants_gare_3km"] / 100 * people, "all": people})
    counts = counts.groupby(table["code_insee"].map(read_passage(sources).table)).sum()
    centres = town_centres(sources)
    near = (counts["near"] / counts["all"]).reindex(centres.index)
    close = _metres_to_station(sources, centres) <= _CONTRADICTED_M
    near = near.mask((near == 0) & close)
    near.update(_cities(sources))
    return 1 - near.mask(near.index.str.startswith(OVERSEAS), 0.0)


def read_far_from_station(sources: Path) -> pd.DataFrame:
    """Inhabitants beyond 3 km of a station among all."""
    people = population(sources)
    far = far_from_station(sources).reindex(people.index)
    return observations(
        Level.COMMUNE,
        people.index.to_series(),
        _YEAR,
        numerator=far * people,
        denominator=people.where(far.notna()),
        status=Status.ESTIMATED,
    )


def read_carless_far(sources: Path, households: pd.DataFrame) -> pd.DataFrame:
    """Households without a car and beyond 3 km of a station, among all.

    Inside a commune the two are taken as independent, which overstates it a little: those without
    a car live nearer to stations.

    Parameters
    ----------
    households : commune rows of the contract: numerator without a car, denominator all.
    """
    current = households["code"].map(read_passage(sources).table)
    far = current.map(far_from_station(sources))
    return households.assign(
        value=float("nan"),
        numerator=households["numerator"] * far,
        status=Status.ESTIMATED.value,
    ).dropna(subset=["numerator"], ignore_index=True)


def _metres_to_station(sources: Path, points: pd.DataFrame) -> pd.Series[float]:
    """Straight distance from each point (lon, lat) to the nearest station of the SNCF."""
    path = source_file(sources, STATIONS_FILE)
    stations = pd.read_csv(path, usecols=["lon", "lat"]).dropna()
    return nearest(points, stations)["distance_m"]


def _cities(sources: Path) -> pd.Series[float]:
    """Share near a station in Paris, Lyon and Marseille, that the table lacks.

    An arrondissement counts as near when its centre is: its inhabitants over those of the city.
    """
    path = source_file(sources, CENTRES_FILE)
    centres = pd.read_csv(path, dtype={"code": "str"}).set_index("code")[["lon", "lat"]]
    near = _metres_to_station(sources, centres.loc[list(CITY_OF)]) <= NEAR_M
    return city_means(sources, near.astype("float64"))
