"""What small maps are asked: their title, the command that draws them, the name of their file."""

from __future__ import annotations

from dataclasses import replace

from atlas.desk.about import About
from atlas.desk.desk import Desk
from atlas.desk.remade import command_words
from atlas.desk.written import named_file
from atlas.layers.layer import asked_options, where_words
from atlas.layers.query import LayerQuery
from common.labelled import Labelled


class Repeated(Labelled):
    """What changes from one small map to the next."""

    DOMAINS = "domaines", "Les 16 domaines"
    YEARS = "annees", "Les années"


def multiples_title(desk: Desk, query: LayerQuery, repeated: Repeated) -> str:
    """Name what the small maps of a question show, and where."""
    where = where_words(desk, query)
    if repeated is Repeated.YEARS:
        return f"{desk.catalogue[str(query.indicator)].label}, année par année{where}"
    return f"Fragilité mesurée dans les 16 domaines{where}"


def multiples_command(query: LayerQuery, repeated: Repeated) -> str:
    """Write the words of the command that draws the small maps of a question, without its output.

    >>> from common.levels import Level
    >>> multiples_command(LayerQuery(level=Level.REGION), Repeated.DOMAINS)
    'picture --level region --multiples domaines'
    """
    asked = asked_options(replace(query, year=None))
    if repeated is Repeated.DOMAINS:
        asked = {name: asked[name] for name in ("level", "within")}
    return command_words("picture", **asked, multiples=repeated.value)


def multiples_file_name(query: LayerQuery, repeated: Repeated, about: About, ending: str) -> str:
    """Name the file of the small maps of a question.

    Parameters
    ----------
    about : what the file says of itself.
    ending : of the name, without a dot.
    """
    parts = [query.level.value]
    if query.within:
        parts += [query.within.level.value, query.within.code]
    if repeated is Repeated.YEARS:
        parts.append(str(query.indicator))
    return named_file([*parts, repeated.value], about, ending)
