"""``clusters``: where the values of a file gather (global and local Moran)."""

from __future__ import annotations

import json
from pathlib import Path

import click

from commands.paths import CSV, FILE
from commands.speech import answer, say
from commands.streams import goes_out
from common.french import number


@click.command()
@click.option(
    "--input",
    "source",
    type=FILE,
    required=True,
    help="Unités : GeoJSON, GeoPackage, GeoParquet, ou CSV avec --gal.",
)
@click.option("--value", required=True, help="Colonne des valeurs.")
@click.option(
    "--gal",
    type=FILE,
    help="Voisinages (fichier GAL), par identifiant.",
)
@click.option("--queen", is_flag=True, help="Voisinages par contact des contours (par défaut).")
@click.option(
    "--id", "identifier", default="code", show_default=True, help="Colonne des identifiants."
)
@click.option(
    "-o",
    "--output",
    type=CSV,
    required=True,
    help="Fichier CSV à écrire.",
)
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), help="Graine du tirage au hasard.")
@click.option(
    "--permutations",
    type=click.IntRange(999, 9_999_999),
    default=999_999,
    show_default=True,
    help="Permutations conditionnelles par unité, jusqu’à dix fois plus pour les indécises.",
)
def clusters(
    *,
    source: Path,
    value: str,
    gal: Path | None,
    queen: bool,
    identifier: str,
    output: Path,
    seed: int | None,
    permutations: int,
) -> None:
    """Dire où les valeurs se regroupent plus que par hasard.

    Le CSV a une ligne par unité : id, value, lag (moyenne des voisins), Ii (Moran local), p_sim
    (p brut, bilatéral), p_error (erreur que le tirage laisse sur p), draws (permutations), p_fdr
    (p ajusté), significant, quadrant (HH, LL, HL, LH ; vide si non significatif), status et label.
    Une unité dont le sort dépend du tirage est indécise (undecided). L’indice global et les choix
    de calcul vont, en JSON, sur la sortie standard.
    """
    if gal is not None and queen:
        raise click.UsageError("--gal et --queen s’excluent : choisir l’un ou l’autre.")
    from atlas.jobs.clusters import run_clusters  # noqa: PLC0415
    from geo.spatial_statistics.chance import SEED  # noqa: PLC0415 - keeps `--help` immediate

    done = run_clusters(
        source,
        value,
        output,
        identifier=identifier,
        gal=gal,
        permutations=permutations,
        seed=SEED if seed is None else seed,
    )
    summary = json.dumps(done.summary, ensure_ascii=False, allow_nan=False)
    answer(summary, err=goes_out(click.get_current_context()))
    say(f"{output.name} : {number(len(done.table))} unités.", *done.sentences)
