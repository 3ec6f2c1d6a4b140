"""Write the files of ``docs/portable/``, a country that is not: ``python -m tools.portable``.

Everything is drawn at random with a fixed seed; each file says so. The country lies on the equator
at sea, so that nobody takes it for another one.
"""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import rasterio
from affine import Affine
from shapely import box

from common.paths import ROOT

FOLDER = ROOT / "docs" / "portable"
#: In every file.
MADE_UP = "Données inventées : ce pays n’existe pas."
CRS = "EPSG:32631"
_WIDE, _HIGH, _SIDE = 8, 6, 12_000
_ANSWERS = 1_500
#: Answers below which a municipality has no estimate of its own.
_LEAST = 30
#: Municipalities in the sea, at the corners.
_SEA = {(0, 0), (7, 0), (0, 5), (7, 5)}


def units(random: np.random.Generator) -> gpd.GeoDataFrame:
    """Draw 44 municipalities in six districts and two provinces, with five indicators."""
    rows: list[dict[str, object]] = []
    shapes = []
    for x in range(_WIDE):
        for y in range(_HIGH):
            if (x, y) in _SEA:
                continue
            district = 1 + x // 3 + 3 * (y // 3)
            far = np.hypot(x - 1.5, y - 2.5) / 6
            rows.append(
                {
                    "code": f"{len(rows) + 1:03}",
                    "name": f"Commune {chr(65 + x)}{y + 1}",
                    "district": f"D{district}",
                    "province": "P1" if y // 3 else "P2",
                    "population": int(2_000 + 30_000 * max(0, 1 - far) * random.uniform(0.5, 1)),
                    "unemployment": round(6 + 12 * far + random.normal(0, 1), 1),
                    "poverty": round(9 + 10 * far + random.normal(0, 1.5), 1),
                    "isolation": round(15 + 8 * far + random.normal(0, 2), 1),
                    "doctors": round(max(0.2, 3 - 2 * far + random.normal(0, 0.4)), 1),
                    "voters": round(70 - 15 * far + random.normal(0, 3), 1),
                }
            )
            west, south = 450_000 + x * _SIDE, 20_000 + y * _SIDE
            shapes.append(box(west, south, west + _SIDE, south + _SIDE))
    return gpd.GeoDataFrame(rows, geometry=shapes, crs=CRS)


def answers(random: np.random.Generator, places: gpd.GeoDataFrame) -> pd.DataFrame:
    """Draw people who say from 0 to 10 whether one lives well where they are."""
    people = places["population"] / places["population"].sum()
    drawn = places.loc[random.choice(places.index, _ANSWERS, p=people)].reset_index(drop=True)
    # What no indicator explains: how each place is lived in.
    own = pd.Series(random.normal(0, 0.8, len(places)), index=places["code"])
    felt = 8.5 - drawn["unemployment"] / 4 + random.normal(0, 2, _ANSWERS)
    felt += drawn["code"].map(own)
    table = drawn[["code", "district", "province"]].rename(columns={"code": "municipality"})
    answered: pd.DataFrame = table.assign(
        living_well=felt.round().clip(0, 10).astype(int), mention=MADE_UP
    )
    return answered


def points(random: np.random.Generator, places: gpd.GeoDataFrame) -> pd.DataFrame:
    """Draw 60 local partnerships near where people are."""
    people = places["population"] / places["population"].sum()
    chosen = places.loc[random.choice(places.index, 60, p=people)].geometry.bounds
    metres = gpd.points_from_xy(
        chosen["minx"] + random.uniform(0, _SIDE, 60), chosen["miny"] + random.uniform(0, _SIDE, 60)
    )
    degrees = gpd.GeoSeries(metres, crs=CRS).to_crs(4326)
    titles = [f"Partenariat {rank + 1}" for rank in range(60)]
    columns = {"title": titles, "lon": degrees.x.round(5), "lat": degrees.y.round(5)}
    return pd.DataFrame({**columns, "mention": MADE_UP})


def population(path: Path, places: gpd.GeoDataFrame) -> None:
    """Spread the inhabitants of each municipality evenly over cells of 2 km."""
    step, side = 2_000, _SIDE // 2_000
    grid = np.zeros((_HIGH * side, _WIDE * side), dtype="float32")
    for shape, people in zip(places.geometry, places["population"], strict=True):
        column, row = int(shape.bounds[0] - 450_000) // step, int(shape.bounds[1] - 20_000) // step
        grid[row : row + side, column : column + side] = people / side**2
    with rasterio.open(
        path, "w", driver="GTiff", width=grid.shape[1], height=grid.shape[0], count=1,
        dtype="float32", crs=CRS, nodata=-1, compress="deflate",
        transform=Affine(step, 0, 450_000, 0, -step, 20_000 + _HIGH * _SIDE),
    ) as raster:  # fmt: skip
        raster.write(grid[::-1], 1)
        raster.update_tags(MENTION=MADE_UP)


META = f"""iCode,Type,Level,Parent,Direction,Weight,mention
unemployment,Indicator,1,economy,1,1,{MADE_UP}
poverty,Indicator,1,economy,1,1,{MADE_UP}
isolation,Indicator,1,society,1,1,{MADE_UP}
doctors,Indicator,1,society,-1,1,{MADE_UP}
voters,Indicator,1,society,-1,1,{MADE_UP}
economy,Aggregate,2,fragility,1,1,{MADE_UP}
society,Aggregate,2,fragility,1,1,{MADE_UP}
fragility,Aggregate,3,,1,1,{MADE_UP}
"""
RECIPE = f"""# {MADE_UP}
name = "Pays inventé"
[normalisation]
method = "minmax"
scale = [0, 100]
"""
DESIGN = f"""title = "Bien vivre ici ({MADE_UP})"
producer = "Institut inventé"
kind = "probability"
year = 2026
mention = "{MADE_UP}"

[variables.living_well]
kind = "number"
unit = "0 à 10"
"""


def write(folder: Path) -> None:
    """Write every file, the same bytes each time."""
    random = np.random.default_rng(17)
    places = units(random)
    asked = answers(random, places)
    indicators = places.drop(columns="geometry").rename(columns={"code": "uCode", "name": "uName"})
    indicators.assign(mention=MADE_UP).to_csv(folder / "units.csv", index=False)
    asked.to_csv(folder / "answers.csv", index=False)
    points(random, places).to_csv(folder / "partnerships.csv", index=False)
    population(folder / "population.tif", places)
    for name, text in {"meta.csv": META, "recipe.toml": RECIPE, "design.toml": DESIGN}.items():
        (folder / name).write_text(text, "utf-8")
    degrees = places.to_crs(4326)
    degrees.geometry = degrees.geometry.set_precision(1e-6)
    collection = json.loads(degrees.assign(mention=MADE_UP).to_json(drop_id=True))
    (folder / "municipalities.geojson").write_text(
        json.dumps({"description": MADE_UP, **collection}, ensure_ascii=False) + "\n", "utf-8"
    )
    areas(asked, places).to_csv(folder / "areas.csv", index=False)


def areas(asked: pd.DataFrame, places: gpd.GeoDataFrame) -> pd.DataFrame:
    """Put the survey's estimate of each municipality, where 30 answered, beside its indicators."""
    answered = asked.groupby("municipality")["living_well"]
    found = pd.DataFrame({"n": answered.size(), "direct": answered.mean()})
    found["error"] = answered.std() / np.sqrt(found["n"])
    found.loc[found["n"] < _LEAST, ["direct", "error"]] = np.nan
    known = places.set_index("code")[["unemployment", "isolation"]]
    table: pd.DataFrame = known.join(found.round(4)).assign(mention=MADE_UP)
    table["n"] = table["n"].fillna(0).astype(int)
    return table.rename_axis("code").reset_index()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    write(FOLDER)
