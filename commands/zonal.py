"""``zonal``: any GeoTIFF as a value for each territory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.paths import CSV, FILE
from commands.speech import say


@click.command()
@click.option(
    "--raster",
    type=FILE,
    required=True,
    help="GeoTIFF : population, air, occupation du sol…",
)
@click.option("--level", help="commune, epci, crte, departement ou region.")
@click.option(
    "--zones", type=FILE, help="Ou contours de territoires : GeoJSON, GeoPackage, GeoParquet."
)
@click.option(
    "--id", "identifier", default="code", show_default=True, help="Colonne de leurs codes."
)
@click.option("--stat", required=True, help="mean, sum, share:CLASSE, min, max, median ou count.")
@click.option("--band", type=int, default=1, show_default=True, help="Numéro de la bande.")
@click.option("--within", help="Territoire englobant, par exemple departement:09.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processus de cette machine.",
)
@click.option("--scheduler", default="", help="Ordonnanceur Dask, par exemple tcp://hôte:8786.")
@click.option(
    "-o",
    "--output",
    type=CSV,
    required=True,
    help="Fichier CSV à écrire.",
)
def zonal(
    *,
    raster: Path,
    level: str | None,
    zones: Path | None,
    identifier: str,
    stat: str,
    band: int,
    within: str | None,
    workers: int,
    scheduler: str,
    output: Path,
) -> None:
    """Résumer un raster par territoire (les cellules coupées comptent pour leur part).

    Le CSV a une ligne par territoire : code, name, value, numerator et denominator (leurs sommes
    donnent la valeur d’un territoire plus large), covered (part de la surface qui a une valeur)
    et status (observed, partial ou missing), puis titre, sources, mention et version des données.
    """
    if (level is None) == (zones is None):
        raise click.UsageError("donnez soit --level, soit --zones.")
    if zones is not None and within is not None:
        raise click.UsageError("--within va avec --level.")
    from atlas.desk.desk import Desk  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.jobs.zonal import run_zonal, run_zonal_of_file  # noqa: PLC0415
    from common.levels import parse_level  # noqa: PLC0415

    options: dict[str, Any] = {"band": band, "workers": workers, "scheduler": scheduler}
    if zones is not None:
        done = run_zonal_of_file(zones, identifier, raster, stat, output, **options)
    else:
        desk = Desk()
        inside = desk.resolve(within) if within is not None else None
        asked = parse_level(level or "")
        done = run_zonal(desk, raster, asked, stat, output, within=inside, **options)
    say(output.name, *done.sentences)
