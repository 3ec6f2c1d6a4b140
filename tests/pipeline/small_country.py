"""A country of nine communes, as the official files of a year tell it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely import Polygon, box, segmentize

from pipeline.passage import EVENTS_FILE, PASSAGE_FILE
from pipeline.territories import SOURCE_GEOMETRY

#: Degrees of a side of a square.
SIDE = 0.1
DEPARTEMENTS = {"01": "Ain", "69": "Rhône"}
REGION = "84"
_EVENT = ("MOD", "DATE_EFF", "TYPECOM_AV", "COM_AV", "TYPECOM_AP", "COM_AP")


@dataclass(frozen=True)
class Commune:
    """A commune of a year.

    Attributes
    ----------
    name, people, shape : what it is.
    parts : communes déléguées, by their code.
    """

    name: str
    people: int
    shape: Polygon
    parts: Mapping[str, str] = field(default_factory=dict)


def square(column: int, row: int, width: float = 1.0) -> Polygon:
    """A square of the grid, or its left part; sides have a point in their middle to be cut at."""
    west, south = 4.0 + column * SIDE, 46.0 + row * SIDE
    return segmentize(box(west, south, west + width * SIDE, south + SIDE), SIDE / 2 * 1.001)


def siren(code: str) -> str:
    """SIREN of a commune."""
    return f"21{code.replace('A', '0').replace('B', '0')}00"


def write_country(
    folder: Path,
    communes: Mapping[str, Commune],
    epci: Mapping[str, list[str]],
    passage: Mapping[str, str],
    events: list[tuple[str, str, str, str]],
    *,
    crte: Mapping[str, list[str]],
) -> Path:
    """Write the files of a year that the build makes the territories from.

    Parameters
    ----------
    communes : by their code.
    epci : communes of each, by its SIREN.
    passage : code of the year by old code, the others apart.
    events : type, date, code before, code after, of communes.
    crte : SIREN of the groupings of each.
    """
    listed: list[dict[str, Any]] = []
    for code, one in communes.items():
        departement = code[:2]
        whole = {"code": code, "nom": one.name, "zone": "metro", "region": REGION}
        whole |= {"type": "commune-actuelle", "departement": departement, "siren": siren(code)}
        listed.append(whole | {"population": one.people, "codesPostaux": [f"{departement}000"]})
        listed += [
            {"code": part, "nom": name, "type": "commune-deleguee", "chefLieu": code}
            for part, name in one.parts.items()
        ]
    areas = [
        {"code": code, "nom": name, "zone": "metro", "region": REGION}
        for code, name in DEPARTEMENTS.items()
    ]
    groups = [
        {"code": code, "nom": f"Communauté {code[-1]}", "membres": [{"code": one} for one in held]}
        for code, held in epci.items()
    ]
    texts = {
        "communes": listed,
        "departements": areas,
        "regions": [{"code": REGION, "nom": "Auvergne-Rhône-Alpes", "zone": "metro"}],
        "epci": groups,
        "ept": [],
    }
    for name in ("codes", "crte", "zonages", "boundaries", "indicators"):
        (folder / name).mkdir(parents=True)
    for name, content in texts.items():
        (folder / "codes" / f"{name}.json").write_text(json.dumps(content), "utf-8")
    pairs = {**{code: code for code in communes}, **passage}
    pd.DataFrame({"DEPCOM_HIST": pairs.keys(), "DEPCOM": pairs.values()}).to_csv(
        folder / PASSAGE_FILE, index=False
    )
    rows = [(mod, date, "COM", before, "COM", after) for mod, date, before, after in events]
    pd.DataFrame(rows, columns=_EVENT).to_csv(folder / EVENTS_FILE, index=False)
    pd.DataFrame(
        [(f"crte-84-01-{key}", f"CRTE {key}", one) for key, held in crte.items() for one in held],
        columns=["id_crte", "lib_crte", "siren_groupement"],
    ).to_csv(folder / "crte" / "crte_groupements_anct_2022.csv", index=False)
    pd.DataFrame({"insee_com": list(communes), "niveau_densite": "Rural"}).to_csv(
        folder / "zonages" / "grille_densite.csv", index=False
    )
    gpd.GeoDataFrame(
        {"code": list(communes)}, geometry=[one.shape for one in communes.values()], crs=4326
    ).to_parquet(folder / SOURCE_GEOMETRY)
    return folder
