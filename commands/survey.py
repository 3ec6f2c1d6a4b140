"""``survey``: design-based estimates of individual answers."""

from __future__ import annotations

from pathlib import Path

import click

from commands.outputs import refuse_overwriting
from commands.paths import CSV, FILE
from commands.speech import say
from common.french import number


@click.command()
@click.option("--answers", type=FILE, required=True, help="Réponses individuelles (CSV, Parquet).")
@click.option("--design", type=FILE, required=True, help="Plan (TOML, docs/survey-design.md).")
@click.option(
    "--by",
    multiple=True,
    required=True,
    help="Niveau où sont situés les répondants : commune, epci, crte, departement, region, "
    "france, ou column:NOM pour une colonne quelconque. Peut être répété.",
)
@click.option(
    "--out-level",
    "out_levels",
    multiple=True,
    help="Niveau plus large auquel agréger les réponses. Peut être répété.",
)
@click.option("-o", "--output", type=CSV, required=True, help="Estimations à écrire (CSV).")
@click.option("--differences", type=CSV, help="Écarts entre groupes et vagues à écrire (CSV).")
@click.option("--before-answers", type=FILE, help="Réponses d’une vague antérieure.")
@click.option("--before-design", type=FILE, help="Plan de cette vague antérieure.")
@click.option(
    "--allow-outside",
    "outside",
    is_flag=True,
    help="Accepter qu’un plan nomme des fichiers hors de son dossier.",
)
def survey(
    by: tuple[str, ...],
    out_levels: tuple[str, ...],
    output: Path,
    differences: Path | None,
    *,
    outside: bool,
    **files: Path | None,
) -> None:
    """Estimer une enquête : moyennes et parts pondérées, erreur du plan, règle de publication."""
    from atlas.desk.desk import Desk  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.jobs.survey import (  # noqa: PLC0415
        SurveyFiles,
        differences_rows,
        estimates_rows,
        run_survey,
    )
    from common.csv_files import write_csv  # noqa: PLC0415

    earlier = _files(files["before_answers"], files["before_design"])
    if earlier and not differences:
        raise click.UsageError("Une vague antérieure se compare : donnez aussi --differences.")
    now = _files(files["answers"], files["design"])
    assert now is not None  # noqa: S101 - both options are required
    run = run_survey(
        Desk(), SurveyFiles(*now, outside), by, out_levels,
        compare=differences is not None,
        earlier=SurveyFiles(*earlier, outside) if earlier else None,
    )  # fmt: skip
    written = [("--output", output), *([("--differences", differences)] if differences else [])]
    refuse_overwriting(written, [("calibration.margins", path) for path in run.margins])
    write_csv(output, estimates_rows(run))
    compared = differences_rows(run)
    if differences and compared is not None:
        write_csv(differences, compared)
    shown = int(run.estimates["value"].notna().sum())
    say(
        f"{output.name} : {number(len(run.estimates))} estimations, {number(shown)} publiées.",
        *run.remarks,
        *run.about.mentions,
        run.about.mark,
    )


def _files(answers: Path | None, design: Path | None) -> tuple[Path, Path] | None:
    """Give two files that go together, None if none is given."""
    if answers and design:
        return answers, design
    if answers or design:
        raise click.UsageError("Les réponses et leur plan vont ensemble.")
    return None
