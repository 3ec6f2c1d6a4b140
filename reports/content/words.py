"""How a place, its peers and the domains are named in the sentences of a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from atlas.desk.wording import quantity
from atlas.profiles import Profile
from common.french import NO_BREAK_SPACE, number, ordinal
from common.grammar import FEMININE_LEVELS, designation, typographic, with_article
from common.levels import Level, Territory
from geo.perimeter import Perimeter
from indicators.base.domains import OVERALL, short_label
from indicators.scores.standing import Standing

#: Noun phrase of each domain, for sentences.
DOMAIN_PHRASES = {
    "emploi": "l’emploi",
    "developpement_economique": "le développement économique",
    "pauvrete": "la pauvreté",
    "niveau_de_vie": "le niveau de vie",
    "mal_logement": "le mal-logement",
    "isolement": "l’isolement",
    "diversite_handicap": "la diversité et le handicap",
    "vieillissement": "le vieillissement",
    "education": "l’éducation",
    "sante": "la santé",
    "securite": "la sécurité",
    "mobilite": "la mobilité",
    "numerique": "l’accès au numérique",
    "culture_loisirs": "la culture et les loisirs",
    "environnement": "l’environnement",
    "transition_energetique": "la transition énergétique",
    **{
        "economique": "la dimension économique",
        "sociale": "la dimension sociale",
        "societale": "la dimension sociétale",
        "environnementale": "la dimension environnementale",
    },
    OVERALL: "l’ensemble des domaines",
}


@dataclass(frozen=True)
class Words:
    """Names of a place and of those that it is compared with.

    Attributes
    ----------
    the : noun phrase with its article (``le CRTE du Laonnois``).
    short : the same without the name (``le CRTE``), to speak of it again.
    peers : plural of the territories that it is compared with (``CRTE``).
    """

    the: str
    short: str
    peers: str


def words_of(profile: Profile) -> Words:
    """Name the place of a profile."""
    place = profile.place
    level = place.level
    if isinstance(place, Perimeter):
        the, short = designation(None, "", profile.name), "le périmètre"
    else:
        the = designation(level, place.code, profile.name)
        short = with_article(level)
    return Words(the, short, level.plural)


def agreed(level: Level, participle: str) -> str:
    """Write the plural of a level and a participle that agrees with it.

    >>> agreed(Level.REGION, "comparé"), agreed(Level.CRTE, "classé")
    ('régions comparées', 'CRTE classés')
    """
    return f"{level.plural} {participle}{'es' if level in FEMININE_LEVELS else 's'}"


def named(reference: str, name: str) -> str:
    """Name another territory, given as ``level:code``, with its article."""
    territory = Territory.parse(reference)
    return designation(territory.level, territory.code, name)


def located(row: pd.Series) -> str:
    """Write the name of a similar territory with its département, which tells homonyms apart.

    >>> located(pd.Series({"name": "Nozay", "departement": "44"}))
    'Nozay (44)'
    """
    name = str(row["name"])
    return f"{name} ({row['departement']})" if row["departement"] else name


def domain_name(key: str) -> str:
    """Short French name of a domain, a dimension or the whole, for tables and leads."""
    return typographic(short_label(key))


#: How the ends of the ranking are drawn.
_SIDES: dict[str, Literal["weak", "strong"]] = {
    Standing.FRAGILE.value: "weak",
    Standing.SOLID.value: "strong",
}


def outer_side(row: pd.Series) -> Literal["weak", "strong", "plain"]:
    """Say at which end of the ranking a whole rank interval is: the most fragile third, the least.

    Parameters
    ----------
    row : of ``Profile.domains``: standing.
    """
    return _SIDES.get(row["standing"], "plain")


def rank_range(row: pd.Series) -> str:
    """Write the rank of a row of ``Profile.domains`` in a table, among those that have one.

    >>> row = pd.Series({"rank": 930, "rank_low": 927, "rank_high": 986, "ranked": 999})
    >>> rank_range(row).replace(NO_BREAK_SPACE, " ")
    '927ᵉ à 986ᵉ sur 999'
    """
    if pd.isna(row["rank"]):
        return "–"
    low, high = row["rank_low"], row["rank_high"]
    if pd.isna(low) or pd.isna(high):
        low = high = row["rank"]
    ranks = ordinal(int(low)) if low == high else f"{ordinal(int(low))} à {ordinal(int(high))}"
    return f"{ranks} sur {number(row['ranked'])}".replace(" ", NO_BREAK_SPACE)


def bare(value: float, unit: str) -> str:
    """Write a value without the unit that stands beside it in words.

    >>> bare(12.34, "pour 1 000 habitants")
    '12,3'
    """
    return quantity(value, unit).removesuffix(f" {unit}")


def labelled(label: str, unit: str, year: int | str) -> str:
    """Name an indicator, its year and the unit that its label does not say."""
    said = bare(1.0, unit) == quantity(1.0, unit) or unit in label
    return typographic(f"{label} ({year}{'' if said else f', {unit}'})")
