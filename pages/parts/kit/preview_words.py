"""What a pasted link says of itself: the words of each page, and those of a place that it shows.

Nothing that a reader types is repeated: a place is told by its name in the data, a perimeter, a
wrong value or none by the words of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from atlas.desk.desk import Desk
from common.errors import FragiscopeError, UnknownNameError
from common.french import number, spaced
from common.grammar import typographic
from common.levels import Level, Territory
from common.limits import SEARCH_LENGTH

#: What Fragiscope is: in a title, in what it answers, in a sentence.
PRODUCT = "Fragiscope – les fragilités des territoires, mesurées et ressenties"
PROMISE = "Où la France est fragile, où elle le dit, qui agit déjà"
DESCRIPTION = (
    "Les fragilités que mesurent les statistiques, celles que disent les gens, les partenariats "
    "déjà là\u00a0: seize domaines, de la commune à la région, avec leurs sources."
)
#: What each page shows, by its address.
DESCRIPTIONS = {
    "accueil": DESCRIPTION,
    "territoire": "Le profil d’un territoire : ce qui y est fragile, ce que disent ses habitants, "
    "qui agit, comparé à la France et aux territoires qui lui ressemblent.",
    "carte": "La carte des fragilités mesurées et ressenties, par commune, EPCI, CRTE, "
    "département ou région.",
    "ecarts": "Où les fragilités que montrent les chiffres et celles que disent les gens ne sont "
    "pas les mêmes.",
    "partenariats": "Les partenariats et les alliances recensés en France, sur la carte et dans "
    "les listes, à côté des besoins.",
    "pratiques": "Des partenariats étudiés de près : ce qui a été fait, avec qui, où.",
    "note": "La note d’un territoire, prête à remettre ou à modifier\u00a0: faits, écarts, "
    "partenariats, questions à poser.",
    "diagnostic": "Le diagnostic d’un territoire, pas à pas, à côté des données.",
    "autodiagnostic": "Ce qu’une organisation peut apporter au territoire où elle est.",
    "comparer": "Un territoire à côté d’autres qui lui ressemblent.",
    "indice": "Choisir ses propres poids et voir ce qu’ils changent au classement.",
    "exposition": "Dix portraits de territoires contrastés, et les dix-huit régions côte à côte.",
    "mes_donnees": "Montrer ses propres données à côté des données publiques.",
    "donnees": "Les indicateurs, leurs sources, leur méthode, à emporter.",
    "a_propos": "Qui est derrière Fragiscope, comment le citer, accessibilité, mentions légales.",
}
#: Parameters that name the place that a page shows, the first that is there.
_PLACES = ("territoire", "dans")


@dataclass(frozen=True)
class Preview:
    """What a pasted link says.

    Attributes
    ----------
    title, description : French texts.
    place : that the page shows, None where it shows none, or one without a picture.
    query : what follows the address of the page for it to show this place.
    """

    title: str
    description: str
    place: Territory | None = None
    query: dict[str, str] = field(default_factory=dict)


def preview_of(desk: Desk, page: str, heading: str, query: Mapping[str, str]) -> Preview:
    """Give the words of an address.

    Parameters
    ----------
    desk : the public data.
    page : its address, "" for the first one.
    heading : title of the page.
    query : what follows it.
    """
    named = next((name for name in _PLACES if query.get(name)), "")
    try:
        place = resolved(desk, query[named]) if named else None
    except FragiscopeError:
        place = None
    if place is None or place.level is Level.FRANCE:
        title = f"{heading} – Fragiscope" if page else PRODUCT
        return Preview(title, DESCRIPTIONS.get(page, DESCRIPTION))
    name = typographic(str(desk.territory_row(place)["name"]))
    where = _where(desk, place)
    return Preview(
        spaced(f"{name}{f' ({where})' if where else ''} – {heading} – Fragiscope"),
        spaced(f"{_who(desk, place, name)} : {_SHOWN}"),
        place,
        {named: str(place)},
    )


_SHOWN = (
    "ce qui est fragile, ce que disent les habitants, qui agit déjà, comparé à la France et aux "
    "territoires semblables."
)


def _where(desk: Desk, place: Territory) -> str:
    """Name the département of a place, or its région: what tells homonyms apart."""
    row = desk.territory_row(place)
    for level in (Level.DEPARTEMENT, Level.REGION):
        code = row[level.value]
        if level is not place.level and isinstance(code, str) and code:
            name = str(desk.territory_row(Territory(level, code))["name"])
            return "" if name == row["name"] else typographic(name)
    return ""


def _who(desk: Desk, place: Territory, name: str) -> str:
    """Say what a place is and how many live there."""
    people = desk.territory_row(place)["population"]
    told = f", {number(people)} habitants" if pd.notna(people) else ""
    return f"{name}, {place.level.label}{told}"


def picture_name(place: Territory) -> str:
    """Name the picture of a place in an address.

    >>> picture_name(Territory.parse("crte:crte-32-02-2"))
    'crte-crte-32-02-2.png'
    """
    return f"{place.level.value}-{place.code}.png"


def pictured_place(desk: Desk, name: str) -> Territory:
    """Read the place of such a name.

    Raises
    ------
    UnknownNameError
        If it is of none that has a picture.
    """
    level, _, code = name.removesuffix(".png").partition("-")
    place = resolved(desk, f"{level}:{code}")
    if place.level is Level.FRANCE or name != picture_name(place):
        raise UnknownNameError("l’image", name, "celle d’un territoire, par exemple region-53.png")
    return place


def resolved(desk: Desk, text: str) -> Territory:
    """Read a territory as :meth:`Desk.resolve` does, without a look at what is too long for one.

    Raises
    ------
    UnknownNameError
        If there is no such territory.
    """
    if len(text) > SEARCH_LENGTH:
        raise UnknownNameError("le territoire", text, "niveau:code")
    return desk.resolve(text)
