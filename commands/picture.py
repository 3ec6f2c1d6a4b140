"""``picture``: what the map shows, as a picture for slides, notes and print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from commands.demonstration import demonstration_option
from commands.numbers import NUMBER
from commands.paths import OutputFile
from commands.question import question_options
from commands.speech import say
from commands.workspace import with_option
from common.files import write_bytes

if TYPE_CHECKING:
    from atlas.desk.desk import Desk
    from atlas.layers.query import LayerQuery
    from geo.picture_formats import Format

#: Options that the small maps leave without effect: they are drawn in one way, for all of them.
_OF_ONE_MAP = {"classes", "count", "scope", "limits", "highlight", "width", "shape", "compact"}
_IDLE = {
    "domaines": {*_OF_ONE_MAP, "domain", "measure", "group", "indicator", "year"},
    "annees": {*_OF_ONE_MAP, "year"},
}


@click.command()
@question_options
@demonstration_option
@with_option
@click.option(
    "--classes",
    default="quantiles",
    show_default=True,
    help="quantiles, fisher_jenks, equal, std, head_tail, ou breaks avec --limits.",
)
@click.option("--count", type=int, default=5, show_default=True, help="Nombre de classes.")
@click.option(
    "--scope",
    default="pays",
    show_default=True,
    help="Valeurs qui donnent les limites : pays, affiche (avec --within) ou annees.",
)
@click.option("--limits", default="", help="Limites des classes, par exemple « 12,5 ; 20 ; 30 ».")
@click.option("--highlight", help="Territoire à mettre en évidence, par exemple commune:09122.")
@click.option(
    "--width", type=NUMBER, default=200, show_default=True, help="Largeur en millimètres."
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["libre", "16:9"]),
    default="libre",
    show_default=True,
    help="16:9 pour une diapositive ; sinon, la hauteur suit le contenu.",
)
@click.option("--compact", is_flag=True, help="Carte et légende seules, sans titre ni sources.")
@click.option(
    "--multiples",
    type=click.Choice(["domaines", "annees"]),
    help="De petites cartes aux mêmes classes : les 16 domaines, ou les années de --indicator.",
)
@click.option(
    "-o",
    "--output",
    type=OutputFile(".png", ".svg", ".pdf"),
    required=True,
    help="Image à écrire : .png, .svg ou .pdf.",
)
def picture(
    *,
    output: Path,
    classes: str,
    limits: str,
    count: int,
    scope: str,
    highlight: str | None,
    width: float,
    shape: str,
    compact: bool,
    multiples: str | None,
    within: str | None,
    workspace: str,
    demonstration: bool,
    **question: Any,
) -> None:
    """Dessiner la carte : titre, légende, échelles, outre-mer, sources et mentions."""
    from atlas.desk.own import opened_desk  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.layers.layer import layer as make_layer  # noqa: PLC0415
    from atlas.layers.query import parse_query  # noqa: PLC0415
    from atlas.maps.cartography import classed  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.maps.class_choice import idle_limits, parse_choice  # noqa: PLC0415
    from atlas.maps.picture import picture as draw  # noqa: PLC0415
    from atlas.maps.picture_words import describe  # noqa: PLC0415
    from geo.picture_formats import parse_format  # noqa: PLC0415

    if multiples:
        _refuse_idle(multiples)
    slide = shape == "16:9"
    if slide and compact:
        raise click.UsageError("--compact ne va pas avec --format 16:9.")
    if limits and classes != "breaks":
        raise click.UsageError("--limits ne va qu’avec --classes breaks.")
    fmt = parse_format(output.suffix.removeprefix("."))
    desk = opened_desk(workspace=workspace, demonstration=demonstration)
    container = desk.resolve(within) if within is not None else None
    asked = parse_query(within=container, **question)
    if multiples:
        _small_maps(desk, asked, multiples, fmt, output)
        return
    pointed = desk.resolve(highlight) if highlight is not None else None
    layer = make_layer(desk, asked)
    choice = parse_choice(layer, classes, limits, count, scope)
    seen = classed(desk, layer, choice)
    write_bytes(
        output,
        draw(
            desk,
            layer,
            fmt,
            seen=seen,
            choice=choice,
            highlight=pointed,
            width_mm=width,
            compact=compact,
            slide=slide,
        ),
    )
    said = f"{describe(layer, seen)} {idle_limits(layer, choice)}".strip()
    say(f"{output.name} : {said}")


def _refuse_idle(multiples: str) -> None:
    """Refuse the options that small maps leave without effect."""
    idle = _IDLE[multiples]
    context = click.get_current_context()
    for option in context.command.params:
        source = context.get_parameter_source(str(option.name))
        if option.name in idle and source is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"{option.opts[-1]} ne va pas avec --multiples {multiples}.")


def _small_maps(desk: Desk, query: LayerQuery, multiples: str, fmt: Format, output: Path) -> None:
    from atlas.maps.multiples_picture import (  # noqa: PLC0415 - keeps `--help` immediate
        describe_multiples,
        multiples_picture,
    )
    from atlas.maps.small_multiples import by_domain, by_year  # noqa: PLC0415

    seen = (by_year if multiples == "annees" else by_domain)(desk, query)
    write_bytes(output, multiples_picture(seen, fmt))
    say(f"{output.name} : {describe_multiples(seen)}")
