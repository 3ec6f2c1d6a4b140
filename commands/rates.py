"""``rates``: raw and empirical-Bayes rates of a file of counts."""

from __future__ import annotations

from pathlib import Path

import click

from commands.paths import CSV, FILE
from commands.speech import say
from common.french import number


@click.command()
@click.option("--input", "source", type=FILE, required=True, help="Unités en lignes (CSV).")
@click.option("--events", required=True, help="Colonne du nombre d’événements.")
@click.option("--population", required=True, help="Colonne de la population exposée.")
@click.option("--gal", type=FILE, help="Voisinages (fichier GAL) : ajoute le lissage local.")
@click.option(
    "--id", "identifier", default="code", show_default=True, help="Colonne des identifiants."
)
@click.option("-o", "--output", type=CSV, required=True, help="Fichier CSV à écrire.")
def rates(
    *,
    source: Path,
    events: str,
    population: str,
    gal: Path | None,
    identifier: str,
    output: Path,
) -> None:
    """Stabiliser des taux de petits effectifs (méthode bayésienne empirique de Marshall, 1991).

    Le CSV a une ligne par unité : id, events, population, raw_rate (événements rapportés à la
    population), global_rate (ramené vers le taux d’ensemble), global_weight (part du taux propre)
    et, avec --gal, local_rate et local_weight (ramené vers le taux de l’unité et de ses voisines)
    et neighbours (voisines qui ont un taux). Une unité sans événement connu ou sans population n’a
    pas de taux.
    """
    from atlas.jobs.rates import run_rates  # noqa: PLC0415 - keeps `--help` immediate

    done = run_rates(source, events, population, output, identifier=identifier, gal=gal)
    say(f"{output.name} : {number(len(done.table))} unités.", *done.sentences)
