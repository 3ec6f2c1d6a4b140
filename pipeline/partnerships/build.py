"""The step of the build that makes ``data/partnerships/``: readers in, two tables out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from common.errors import InvalidDataError
from common.levels import Level
from indicators.base.domains import DOMAIN_KEYS
from indicators.partnerships import (
    RECORD_COLUMNS,
    RECORDS_FILE,
    SCHEME_COLUMNS,
    SCHEMES_FILE,
    SEPARATOR,
    Scale,
)
from indicators.partnerships.schema import check_records, check_schemes
from pipeline.declared import official_files
from pipeline.parquet import write_table
from pipeline.partnerships import anct, carpooling, contracts, funding, services, urban_policy
from pipeline.partnerships.source_places import SourcePlaces

CROSSWALK = Path(__file__).with_name("crosswalk.csv")
READERS: tuple[Callable[[Path, SourcePlaces], pd.DataFrame], ...] = (
    anct.read_schemes_2024,
    anct.read_industry,
    anct.read_foresight,
    anct.read_engagement,
    services.read_france_services,
    services.read_aidants_connect,
    services.read_digital_advisers,
    funding.read_grants,
    funding.read_green_fund,
    funding.read_energy_awards,
    urban_policy.read_posts,
    urban_policy.read_city_contracts,
    contracts.read_contracts,
    contracts.read_food_projects,
    carpooling.read_campaigns,
)
_SCALE_OF_LEVEL = {
    Level.COMMUNE: Scale.COMMUNAL,
    Level.EPCI: Scale.INTERCOMMUNAL,
    Level.CRTE: Scale.INTERCOMMUNAL,
    Level.DEPARTEMENT: Scale.DEPARTEMENTAL,
    Level.REGION: Scale.REGIONAL,
    Level.FRANCE: Scale.NATIONAL,
}
#: Schemes whose records bear the name of a place: the label of the scheme goes before it.
_TITLED_BY_PLACE = frozenset(
    {
        "acv", "ami", "ami_centre_bourg", "amm", "cde", "citeduc", "contrat_developpement",
        "covoiturage",
        "contrat_ruralite", "contrat_ville", "cpier", "cte", "pao", "pvd", "tec_atelier",
        "tec_conseil", "tec_parcours", "tec_projet", "ti", "va",
    }
)  # fmt: skip
#: A point farther than this from the middle of its commune, and than three times the radius of
#: a disc as large as the commune, is not the point of a place in this commune.
_STRAY_KM = 30.0
_STRAY_RADII = 3.0
_KM_PER_DEGREE = 111.2
_FROM_SCHEME = ["scheme", "kind", "category", "family", "domains", "source"]


def build_partnerships(sources: Path, data: Path) -> pd.DataFrame:
    """Write the records and the schemes under ``data/partnerships``.

    Parameters
    ----------
    sources : folder of the official files.
    data : folder of the product's tables; the territories must be there.

    Returns
    -------
    DataFrame
        The schemes, with the number of records of each and of those left unplaced.

    Raises
    ------
    MissingDataError
        If a source file or the territories are absent.
    InvalidDataError
        If the records or the crosswalk break their contract.
    """
    places = SourcePlaces(sources, data)
    crosswalk = read_crosswalk()
    read = pd.concat([reader(sources, places) for reader in READERS], ignore_index=True)
    records = finish(without_stray_points(read, places.territories), crosswalk)
    schemes = counted(crosswalk, records)
    check_records(records, schemes)
    check_schemes(schemes)
    write_table(records, data / RECORDS_FILE)
    write_table(schemes, data / SCHEMES_FILE)
    return schemes


def read_crosswalk() -> pd.DataFrame:
    """Read the crosswalk: text, null where a choice or a note is not stated.

    Who makes the list of a scheme, under which licence and of when, is what is declared of its file
    (:mod:`pipeline.declared`).

    Raises
    ------
    InvalidDataError
        If no file is declared for the source of a scheme.
    """
    raw = pd.read_csv(CROSSWALK, dtype="str", keep_default_na=False)
    blank = raw.columns.difference(["domains", "profiles"])
    raw[blank] = raw[blank].mask(raw[blank] == "")
    files = official_files().credited()
    if unknown := sorted(set(raw["source"]) - set(files)):
        raise InvalidDataError(CROSSWALK.name, [f"source sans fichier : {key}" for key in unknown])
    credits = {
        "producer": {key: one.producer for key, one in files.items()},
        "licence": {key: one.licence for key, one in files.items()},
        "vintage": {key: one.told_vintage for key, one in files.items()},
    }
    return raw.assign(**{name: raw["source"].map(said) for name, said in credits.items()})


def finish(read: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Give to the records what their scheme says, an identifier and a scale.

    Raises
    ------
    InvalidDataError
        If a reader uses a scheme that the crosswalk does not have.
    """
    unknown = sorted(set(read["scheme"]) - set(crosswalk["scheme"]))
    if unknown:
        raise InvalidDataError(
            "crosswalk.csv", [f"dispositif sans ligne : {key}" for key in unknown]
        )
    said = crosswalk[[*_FROM_SCHEME, "profiles", "scale", "label"]]
    records = read.merge(said, on="scheme", how="left", suffixes=("", "_scheme"))
    prefix = records["scheme"] + "-"
    pairs = zip(records["id"], prefix, strict=True)
    records["record"] = [key if key.startswith(start) else start + key for key, start in pairs]
    by_place = records["scheme"].isin(_TITLED_BY_PLACE)
    full = records["title"].mask(by_place, records["label"] + " – " + records["title"])
    records["title"] = full.fillna(records["label"])
    records["profiles"] = records["profiles"].fillna(records["profiles_scheme"])
    stated = zip(records["domains_scheme"], records["domains"].fillna(""), strict=True)
    records["domains"] = [_united(*pair) for pair in stated]
    placed = records["territories"].fillna("").str.extract(r"([a-z]+):[^|]*$", expand=False)
    by_level = placed.map({str(level): str(scale) for level, scale in _SCALE_OF_LEVEL.items()})
    records["scale"] = records["scale"].fillna(records["scale_scheme"]).fillna(by_level)
    return records[RECORD_COLUMNS].sort_values("record", ignore_index=True)


def _united(*texts: str) -> str:
    """Unite texts of keys separated by a bar, in the order of the domains.

    >>> _united("education", "sante|education"), _united("", "")
    ('education|sante', '')
    """
    keys = {key for text in texts for key in text.split(SEPARATOR)}
    return SEPARATOR.join(key for key in DOMAIN_KEYS if key in keys)


def without_stray_points(read: pd.DataFrame, territories: pd.DataFrame) -> pd.DataFrame:
    """Blank the points that are not in the commune of their record, or that have no commune.

    Parameters
    ----------
    read : columns territories, lon, lat among others.
    territories : table of territories (level, code, lon, lat, area_km2).
    """
    communes = territories[territories["level"] == Level.COMMUNE].set_index("code")
    code = read["territories"].str.extract(r"^commune:(\w+)$", expand=False)
    middle = communes[["lon", "lat", "area_km2"]].reindex(code).set_index(read.index)
    north = (read["lat"] - middle["lat"]) * _KM_PER_DEGREE
    east = (read["lon"] - middle["lon"]) * _KM_PER_DEGREE * np.cos(np.radians(middle["lat"]))
    allowed = np.maximum(_STRAY_KM, _STRAY_RADII * np.sqrt(middle["area_km2"] / np.pi))
    inside = np.hypot(north, east) <= allowed
    return read.assign(lon=read["lon"].where(inside), lat=read["lat"].where(inside))


def counted(crosswalk: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """Add to the crosswalk the number of records of each scheme, and of those unplaced."""
    unplaced = records[records["territories"].isna()]
    frame = crosswalk.assign(
        records=_tally(records, crosswalk), unplaced=_tally(unplaced, crosswalk)
    )
    return frame[SCHEME_COLUMNS].sort_values("scheme", ignore_index=True)


def _tally(records: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.Series[int]:
    return crosswalk["scheme"].map(records["scheme"].value_counts()).fillna(0).astype("int64")
