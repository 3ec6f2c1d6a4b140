"""``partnerships``: the list that the page shows, with its conditions, in any format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.paths import OutputFile
from commands.speech import say
from commands.taken import WITH_SHAPES, crs_option, france_option, write_taken
from commands.workspace import with_option
from common.french import number, plural


@click.command()
@click.option("--domain", help="Domaine (tous par défaut).")
@click.option("--category", help="Catégorie de l’alliance.")
@click.option("--kind", help="alliance, label, projet ou subvention (tout sauf les subventions).")
@click.option("--scale", help="Échelle du partenariat, par exemple local.")
@click.option("--scheme", help="Dispositif.")
@click.option("--year", type=int, help="Année où le partenariat est en cours.")
@click.option(
    "--period",
    default="en_cours",
    show_default=True,
    help="en_cours, terminees ou toutes.",
)
@click.option("--within", help="Territoire, par exemple departement:09, ou périmètre.")
@click.option("--around", is_flag=True, help="Aussi ceux des territoires plus larges.")
@with_option
@click.option(
    "-o",
    "--output",
    type=OutputFile(*WITH_SHAPES),
    required=True,
    help="Fichier à écrire : .geojson, .gpkg, .parquet, .fgb, .csv ou .xlsx.",
)
@crs_option
@france_option
def partnerships(
    output: Path,
    within: str | None,
    workspace: str,
    crs: int,
    *,
    around: bool,
    france: bool,
    **conditions: Any,
) -> None:
    """Écrire la liste des partenariats recensés, dans le format du nom du fichier."""
    from atlas.desk.own import opened_desk  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.desk.perimeters import parse_place  # noqa: PLC0415
    from atlas.partnerships.export import taken_records  # noqa: PLC0415
    from atlas.partnerships.records import RecordsQuery, choose_records  # noqa: PLC0415

    if around and within is None:
        raise click.UsageError("--around dit ce qui entoure un territoire : il va avec --within.")
    desk = opened_desk(workspace=workspace)
    query = RecordsQuery(
        **conditions,
        within=None if within is None else parse_place(desk, within),
        around=around,
    )
    records = choose_records(desk, query)
    write_taken(taken_records(records), output, crs, france=france)
    count, unplaced = len(records.frame), records.unlocated
    told = f", dont {number(unplaced)} sans lieu précis" if unplaced else ""
    say(
        f"{output.name} : {number(count)} {plural(count, 'partenariat')}{told}.",
        records.about.note,
        *records.about.mentions,
    )
