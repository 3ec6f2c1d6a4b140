"""``catalogue``: what the other commands may be asked about, searched."""

from __future__ import annotations

from pathlib import Path

import click

from commands.paths import OutputFile
from commands.speech import answer, say
from commands.taken import france_option, write_taken
from common.french import number, plural

LISTED = ("indicators", "questions", "territories")


@click.command()
@click.argument("listed", type=click.Choice(LISTED), metavar=f"[{'|'.join(LISTED)}]")
@click.argument("words", nargs=-1, metavar="[MOTS]...")
@click.option("--json", "as_json", is_flag=True, help="Liste en JSON, avec toutes les colonnes.")
@click.option(
    "-o",
    "--output",
    type=OutputFile(".csv", ".xlsx"),
    help="Fichier à écrire, avec toutes les colonnes : .csv ou .xlsx.",
)
@france_option
def catalogue(
    listed: str, words: tuple[str, ...], output: Path | None, *, as_json: bool, france: bool
) -> None:
    """Chercher un indicateur, une question d’enquête, un territoire.

    Chaque ligne commence par ce que les autres commandes attendent : la clé d’un indicateur
    (--indicator) ou d’une question, un territoire (niveau:code).
    """
    from atlas.desk.desk import Desk  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.jobs.catalogue import (  # noqa: PLC0415
        MOST_TERRITORIES,
        Listed,
        catalogue_rows,
        taken_list,
    )

    text = " ".join(words)
    if listed == Listed.TERRITORIES and not text:
        raise click.UsageError("dites quel territoire chercher : un nom, un code, un code postal.")
    desk = Desk()
    if output is not None:
        taken = taken_list(desk, Listed(listed), text)
        rows = taken.rows
        write_taken(taken, output, france=france)
    else:
        rows = catalogue_rows(desk, Listed(listed), text)
        if as_json:
            answer(rows.to_json(orient="records", force_ascii=False, indent=2))
        else:
            for named, told, *more in rows.itertuples(index=False, name=None):
                answer(f"{named}  {told} – {more[0]}" if more[0] else f"{named}  {told}")
    cut = listed == Listed.TERRITORIES and len(rows) == MOST_TERRITORIES
    best = ", les meilleurs seulement" if cut else ""
    say(f"{number(len(rows))} {plural(len(rows), 'résultat')}{best}.")
