"""Small files that stand for those of the reader in the commands that documents print."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import rasterio
from affine import Affine
from click.testing import CliRunner
from shapely import box

from atlas.jobs.survey_kit import kit_text
from common.paths import DATA, ROOT
from fragiscope import cli
from pipeline.declared import official_files
from tests.atlas.jobs.test_survey_kit import filled
from tools.portable import write as write_country

#: The official files stand beside the project on machines that rebuild the data.
SOURCES = ROOT.parent / "shared" / "data"


def regions(folder: Path) -> None:
    """Answers of two waves and three régions, located in the communes of one département."""
    random = np.random.default_rng(2)
    territories = pd.read_parquet(DATA / "boundaries" / "territories.parquet")
    near = territories["level"].eq("commune") & territories["departement"].eq("09")
    size = 400
    table = pd.DataFrame(
        {
            "region": random.choice(["11", "24", "76"], size),
            "commune": random.choice(territories.loc[near, "code"], size),
            "stype": random.choice(["a", "b"], size),
            "profil": random.choice(["citoyens", "elus"], size),
            "emploi": random.integers(0, 11, size),
        }
    )
    about = 'title = "t"\nproducer = "p"\nkind = "probability"\nmention = "Sondage"\n'
    columns = '[columns]\ngroup = "profil"\n[territories]\n{level} = "{level}"\n[measures.emploi]\n'
    for name, year, level in (
        ("answers", 2026, "region"), ("old", 2020, "region"), ("located", 2026, "commune")
    ):  # fmt: skip
        kept = table.drop(columns=({"region", "commune"} - {level}))
        kept.to_csv(folder / f"{name}.csv", index=False)
        design = "design" if name == "answers" else name
        text = f"{about}year = {year}\n{columns.format(level=level)}"
        (folder / f"{design}.toml").write_text(text, "utf-8")


def readme(folder: Path) -> None:
    regions(folder)
    random = np.random.default_rng(6)
    with rasterio.open(
        folder / "population.tif", "w", driver="GTiff", height=250, width=250, count=1,
        dtype="float32", crs="EPSG:2154", transform=Affine(5_000, 0, 50_000, 0, -5_000, 7_200_000),
    ) as raster:  # fmt: skip
        raster.write(np.ones((250, 250), "float32"), 1)
    areas = pd.DataFrame(random.normal(size=(40, 3)), columns=["A", "B", "noise"])
    areas["yi"] = 50 + 3 * areas["A"] - 2 * areas["B"] + 2 * areas["noise"]
    areas["SD"] = 1.5
    areas.rename_axis("area").to_csv(folder / "areas.csv")
    cells = [(x, y) for x in range(8) for y in range(8)]
    gpd.GeoDataFrame(
        {"code": [f"0{x}{y}" for x, y in cells], "value": [float(x) for x, _ in cells]},
        geometry=[box(x, y, x + 1, y + 1) for x, y in cells],
        crs=4326,
    ).to_file(folder / "layer.geojson", driver="GeoJSON")
    units(folder, cells)
    (folder / "data.csv").write_text("uCode,uName,a,b\nx,Ex,1,30\ny,Why,2,20\n", "utf-8")
    (folder / "meta.csv").write_text(
        "iCode,Type,Level,Parent,Direction,Weight\n"
        "a,Indicator,1,top,1,1\nb,Indicator,1,top,-1,1\ntop,Aggregate,2,,1,1\n",
        "utf-8",
    )
    shutil.copytree(ROOT / "recipes", folder / "recipes")
    done = CliRunner().invoke(
        cli, ["layer", "--level", "region", "-o", str(folder / "carte.geojson")]
    )
    assert done.exit_code == 0, done.stderr


def units(folder: Path, cells: list[tuple[int, int]]) -> None:
    """Values and counts of units without shapes, and a GAL file of those that touch."""
    codes = [f"0{x}{y}" for x, y in cells]
    counts = pd.DataFrame({"code": codes, "rate": [float(x) for x, _ in cells]})
    counts.to_csv(folder / "values.csv", index=False)
    counts.assign(births=1_000, cases=[5 + x for x, _ in cells]).to_csv(
        folder / "counts.csv", index=False
    )
    lines = [f"0 {len(codes)} values code"]
    for x, y in cells:
        near = [(x + dx, y + dy) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))]
        touching = [f"0{a}{b}" for a, b in near if (a, b) in cells]
        lines += [f"0{x}{y} {len(touching)}", " ".join(touching)]
    (folder / "neighbours.gal").write_text("\n".join(lines) + "\n", "utf-8")


def kit(folder: Path) -> None:
    """The template of the kit, filled, with the design that goes with it."""
    filled().to_csv(folder / "reponses.csv", sep=";", index=False)
    (folder / "design.toml").write_text(kit_text("design.toml"), "utf-8")


def index_example(folder: Path) -> None:
    shutil.copytree(ROOT / "docs" / "index-example", folder, dirs_exist_ok=True)


def portable(folder: Path) -> None:
    """The files of the country, with the scores that its map shows."""
    write_country(folder)
    files = ("--data", "units.csv", "--meta", "meta.csv", "--recipe", "recipe.toml")
    done = CliRunner().invoke(cli, ["index", *files, "-o", "scores.csv"])
    assert done.exit_code == 0, done.stderr


def own_data(folder: Path) -> None:
    """The examples, and a workspace that holds one of them."""
    for path in (ROOT / "docs" / "mes-donnees").glob("exemple-*.csv"):
        shutil.copy(path, folder)
    held = ["exemple-partenariats.csv", "--kind", "partnerships", "--into", "atelier.gpkg"]
    done = CliRunner().invoke(cli, ["load", *held])
    assert done.exit_code == 0, done.stderr


def official_files_beside(folder: Path) -> None:
    """A folder of one's own whose files are the official ones."""
    if not SOURCES.is_dir():
        pytest.skip("the official source files are not beside the project on this machine")
    for name, one in official_files().files.items():
        if not one.optional:
            copy = folder / "officiels" / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.symlink_to(SOURCES / name)


#: What stands for the reader's own files, by document.
INPUTS: dict[str, Callable[[Path], None]] = {
    "README.md": readme,
    "docs/survey-design.md": regions,
    "docs/index-files.md": index_example,
    "docs/portable/README.md": portable,
    "docs/data-update.md": official_files_beside,
    "docs/kit-enquete/mode-d-emploi.md": kit,
    **{
        f"docs/mes-donnees/{name}.md": own_data
        for name in (
            "README",
            "enquete",
            "resultats",
            "partenariats",
            "pratiques",
            "indicateurs",
            "perimetre",
        )
    },
}
