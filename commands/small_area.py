"""``small-area``: modelled estimates of areas (Fay-Herriot)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.numbers import NUMBER
from commands.paths import CSV, FILE, JSON
from commands.speech import say
from common.french import number


@click.command("small-area")
@click.option("--input", "areas", type=FILE, required=True, help="Aires en lignes (CSV).")
@click.option("--direct", required=True, help="Colonne des estimations directes ; vide = aucune.")
@click.option("--se", default="", help="Colonne de leur erreur type.")
@click.option("--variance", default="", help="Ou colonne de leur variance d’échantillonnage.")
@click.option("--area", default="", help="Colonne du nom des aires (la première par défaut).")
@click.option("--covariates", default="", help="Colonnes de nombres, séparées par des virgules.")
@click.option("--factor", "factors", multiple=True, help="Colonne de catégories. Répétable.")
@click.option("--no-intercept", is_flag=True, help="Sans constante.")
@click.option("--smooth", is_flag=True, help="Lisser les variances selon --n.")
@click.option("--n", "answers", default="", help="Colonne du nombre de réponses.")
@click.option(
    "--benchmark",
    type=click.Choice(["ratio", "difference"]),
    help="Caler la moyenne pondérée des estimations sur celle des estimations directes.",
)
@click.option("--weights", default="", help="Colonne des poids du calage (égaux par défaut).")
@click.option("--target", type=NUMBER, help="Moyenne pondérée à atteindre, sur toutes les aires.")
@click.option(
    "--accept-regression",
    is_flag=True,
    help="Estimer même si les estimations directes ne comptent presque plus.",
)
@click.option("--domain", help="Domaine de la perception : refuse ses propres indicateurs.")
@click.option("-o", "--output", type=CSV, required=True, help="Estimations à écrire (CSV).")
@click.option("--model", "model_file", type=JSON, help="Coefficients et variances (JSON).")
def small_area(output: Path, model_file: Path | None, **question: Any) -> None:
    """Estimer des territoires par un modèle (« estimation modélisée »), avec son erreur."""
    from atlas.desk.carried import carried, carry, sentences  # noqa: PLC0415
    from atlas.jobs.small_area import describe, model_json, run_small_area  # noqa: PLC0415
    from common.csv_files import write_csv  # noqa: PLC0415 - keeps `--help` immediate
    from common.files import write_text  # noqa: PLC0415

    covariates = [name.strip() for name in question.pop("covariates").split(",")]
    remarks: list[str] = []
    areas: Path = question.pop("areas")
    result = run_small_area(
        areas,
        remarks=remarks,
        covariates=tuple(name for name in covariates if name),
        intercept=not question.pop("no_intercept"),
        **question,
    )
    told = carried(areas)
    write_csv(output, carry(result.frame, told))
    if model_file:
        write_text(model_file, model_json(result))
    synthetic = int(result.frame["synthetic"].sum())
    say(
        f"{output.name} : {number(len(result.frame))} estimations modélisées, dont "
        f"{number(synthetic)} sans estimation directe.",
        *remarks,
        *describe(result),
        *sentences(told),
    )
