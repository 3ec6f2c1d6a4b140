"""``table``: a table that a page shows and hands out, by its name."""

from __future__ import annotations

from pathlib import Path

import click

from commands.demonstration import demonstration_option
from commands.paths import OutputFile
from commands.speech import say
from commands.taken import WITH_SHAPES, crs_option, france_option
from commands.workspace import with_option
from common.files import write_bytes

#: Keys of :data:`commands.page_tables.TABLES`, which is imported once it is asked for.
NAMES = (
    *("answers", "catalogue", "comparison", "correspondences", "crossed", "differences"),
    *("divergences", "gaps", "goals", "groups", "modelled", "need", "pair", "practices"),
    *("programme", "programme-level", "scores", "series", "views", "waves"),
)


@click.command()
@click.argument("name", type=click.Choice(NAMES), metavar="TABLE")
@click.option("--place", help="Territoire ou périmètre, par exemple departement:09.")
@click.option("--beside", help="Territoires à côté de celui-là, séparés par des virgules.")
@click.option(
    "--references",
    help="Niveaux des repères, par exemple region,france ; aucun pour n’en avoir pas.",
)
@click.option("--level", help="Niveau des territoires.")
@click.option("--domain", help="Domaine.")
@click.option("--group", help="Groupe de répondants.")
@click.option("--survey", help="Enquête ; la meilleure de celles qui répondent par défaut.")
@click.option("--question", help="Question d’enquête (catalogue questions).")
@click.option("--indicator", help="Indicateur du catalogue.")
@click.option("--age", help="Tranche d’âge des répondants.")
@click.option("--position", help="Position des territoires gardés.")
@click.option("--within", help="Territoire englobant, par exemple region:53.")
@click.option("--recipe", help="Réglages de l’indice, en une ligne : ceux que dit un fichier.")
@click.option("--kind", help="Nature des partenariats.")
@click.option("--category", help="Catégorie des pratiques.")
@click.option("--family", help="Famille des pratiques.")
@click.option("--type", help="Type des pratiques.")
@click.option("--aim", help="Visée des pratiques.")
@click.option("--scale", help="Échelle des pratiques.")
@click.option("--words", help="Mots que les pratiques contiennent.")
@demonstration_option
@with_option
@click.option(
    "-o",
    "--output",
    type=OutputFile(".csv", *(one for one in WITH_SHAPES if one != ".csv")),
    required=True,
    help="Fichier à écrire : .csv ou .xlsx, et selon la table .geojson, .gpkg, .parquet ou .fgb.",
)
@crs_option
@france_option
def table(
    name: str,
    output: Path,
    workspace: str,
    crs: int,
    *,
    demonstration: bool,
    france: bool,
    **asked: str | None,
) -> None:
    """Écrire une table des pages : écarts, séries, scores sous d’autres réglages, pratiques.

    answers, comparison, crossed, differences, goals, programme, views et waves sont d’un territoire
    (--place) ; les autres, d’un niveau, d’une question ou d’un indicateur. Ce qui manque est dit.
    """
    from atlas.desk.file_formats import format_of  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.desk.own import opened_desk  # noqa: PLC0415
    from commands.page_tables import page_table  # noqa: PLC0415

    desk = opened_desk(workspace=workspace, demonstration=demonstration)
    given = {option: text for option, text in asked.items() if text}
    content = page_table(desk, name, given, format_of(output, france=france), crs)
    write_bytes(output, content)
    say(f"{output.name} : table « {name} ».")
