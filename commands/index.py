"""``index``: any composite index, stage by stage."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.paths import CSV, FILE, FOLDER
from commands.speech import say
from common.french import number


@click.command()
@click.option(
    "--data",
    type=FILE,
    required=True,
    help="Unités en lignes : code, nom, indicateurs, dénominateurs (CSV, colonnes iData de COINr).",
)
@click.option(
    "--meta",
    type=FILE,
    required=True,
    help="Hiérarchie, sens et poids des indicateurs (CSV, colonnes iMeta de COINr).",
)
@click.option(
    "--recipe",
    type=FILE,
    required=True,
    help="Choix de calcul (TOML, voir recipes/).",
)
@click.option(
    "--parents",
    type=FILE,
    help="Territoires plus larges, pour l’imputation parent_level (CSV).",
)
@click.option(
    "-o",
    "--output",
    type=CSV,
    required=True,
    help="Scores et rangs à écrire (CSV).",
)
@click.option(
    "--stages",
    type=FOLDER,
    help="Dossier où écrire chaque table intermédiaire, créé s’il manque.",
)
@click.option(
    "--robustness",
    type=CSV,
    help="Rangs possibles à écrire (CSV) quand on tire au sort options et poids.",
)
@click.option("--draws", type=click.IntRange(1, 100_000), help="Tirages (1000 par défaut).")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), help="Graine du tirage au hasard.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processus de cette machine (1).")
@click.option("--scheduler", help="Ordonnanceur Dask, par exemple tcp://hôte:8786.")
def index(
    *,
    output: Path,
    stages: Path | None,
    parents: Path | None,
    robustness: Path | None,
    draws: int | None,
    seed: int | None,
    workers: int | None,
    scheduler: str | None,
    **files: Path,
) -> None:
    """Calculer un indice composite : scores et rangs à tous les niveaux.

    Avec --robustness, le CSV des rangs possibles a une ligne par unité et, pour chaque sommet de la
    hiérarchie, son rang puis les quantiles à 5 %, 50 % et 95 % de ses rangs sur tous les tirages
    (_rank, _rank_low, _rank_median, _rank_high).
    """
    drawn = {"draws": draws, "seed": seed, "workers": workers, "scheduler": scheduler}
    chosen: dict[str, Any] = {name: value for name, value in drawn.items() if value is not None}
    if chosen and robustness is None:
        options = ", ".join(f"--{name}" for name in chosen)
        raise click.UsageError(f"{options} : attendu avec --robustness, le fichier à écrire.")
    from atlas.jobs.index import run_index  # noqa: PLC0415 - keeps `--help` immediate

    data, meta, recipe = files["data"], files["meta"], files["recipe"]
    done = run_index(data, meta, recipe, output, stages, parents_csv=parents)
    units, scores = done.index.scores.shape
    mark = done.index.recipe.fingerprint
    say(
        f"{output.name} : {number(units)} unités, {number(scores)} scores, réglages {mark}.",
        *done.remarks,
    )
    if done.unused:
        say(f"Colonnes sans emploi : {', '.join(done.unused)}.")
    if robustness is not None:
        from atlas.jobs.index_ranks import describe, run_ranks  # noqa: PLC0415

        say(*describe(run_ranks(done, data, robustness, **chosen)))
