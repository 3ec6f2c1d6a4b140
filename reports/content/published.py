"""What the programme published for France from 2019 to 2022, and what this report shows here."""

from __future__ import annotations

import pandas as pd

from common.french import NARROW_SPACE, listed, number
from common.grammar import capitalised, counted, typographic
from indicators.base.domains import DIMENSION_KEYS, OVERALL
from indicators.base.reference_points import SHARE, ReferencePoint, reference_points
from indicators.partnerships import Kind
from indicators.views.volunteers import RESPONDENTS
from reports.content.words import DOMAIN_PHRASES
from reports.report import Block, Cell, Column, Paragraph, Table

_ALLIANCES, _LABELS = Kind.ALLIANCE.value, Kind.LABEL.value
#: The dimensions, the one that most citizens put first in 2019 first (figure ``dimensions``).
PUBLISHED_ORDER = ("economique", "societale", "sociale", "environnementale")
HEADING = "Ce qui diffère des chiffres publiés de 2019 à 2022"
#: Said before the figures: they are never spread over territories.
_WARNING = (
    "Ces chiffres valent pour la France et pour leur date. Ils ne sont pas répartis entre les "
    "territoires : ils disent des opinions et des pratiques déclarées, ce rapport mesure des "
    "situations et compte des partenariats recensés. La dernière colonne dit ce qui se compare."
)


def published_blocks(
    natures: pd.DataFrame, heard: set[str], order: list[str], where: str
) -> tuple[Block, ...]:
    """Set the published figures beside what this report shows, each with its mandatory mention.

    Parameters
    ----------
    natures : of a profile or of the country: numbers of records by nature.
    heard : groups that a real survey publishes here, whatever the question.
    order : the dimensions, from the most fragile here, those that have a rank; none for France.
    where : the place, with its article.
    """
    points = {point.key: point for point in reference_points()}
    told = (
        ("dimensions", *_dimensions(order, where)),
        ("jouer_collectif", *_heard(heard, where)),
        ("citoyens_alliances", *_records(natures, where)),
        ("entreprises_partenariats_societaux", *_companies(where)),
    )
    rows = tuple((points[key], here, differs) for key, here, differs in told if key in points)
    mentions = dict.fromkeys(mention for point, _, _ in rows for mention in point.mentions)
    caveats = " ".join(point.caveat for point, _, _ in rows if point.caveat)
    return (
        Paragraph(_WARNING),
        Table(
            f"Chiffres publiés par le programme pour la France, et {where} dans ce rapport",
            (
                Column("Publié (France)", width=2.6),
                Column("Dans ce rapport", width=2.2),
                Column("Ce qui diffère", width=2.4),
            ),
            tuple(
                (Cell(_figure(point)), Cell(capitalised(here)), Cell(capitalised(differs)))
                for point, here, differs in rows
            ),
            compact=True,
        ),
        Paragraph(typographic(" • ".join(mentions)), lead="Mentions obligatoires.", small=True),
        *((Paragraph(typographic(caveats), lead="À savoir.", small=True),) if caveats else ()),
    )


def _figure(point: ReferencePoint) -> str:
    values = " ; ".join(
        f"{one.label} {one.words or _value(one.value, one.unit)}" for one in point.values
    )
    return typographic(f"{point.statement} : {values}")


def _value(value: float, unit: str) -> str:
    return f"{number(value * 100)}{NARROW_SPACE}%" if unit == SHARE else number(value)


def _dimensions(order: list[str], where: str) -> tuple[str, str]:
    if not order:
        return (
            "les dimensions ne se classent pas entre elles pour la France : un score compare des "
            "territoires",
            "rien ne se compare : l’un est un ordre de priorité déclaré, l’autre une mesure",
        )
    named = listed([DOMAIN_PHRASES[key].removeprefix("la dimension ") for key in order])
    here = f"{where}, de la dimension où le rang est le plus fragile à la moins fragile : {named}"
    absent = len(DIMENSION_KEYS) - len(order)
    if absent:
        here += f" ({number(absent)} sans rang, faute de données)"
    published = [key for key in PUBLISHED_ORDER if key in order]
    moved = [DOMAIN_PHRASES[key] for key in order if order.index(key) != published.index(key)]
    if not moved:
        return here, "l’ordre est le même, quoiqu’il ne mesure pas la même chose"
    return here, (
        f"l’ordre n’est pas le même pour {listed(moved)} : l’un dit les priorités des citoyens de "
        "France en 2019, l’autre le rang mesuré parmi les régions"
    )


def _heard(heard: set[str], where: str) -> tuple[str, str]:
    names = [phrase for group, phrase in RESPONDENTS.items() if group in heard]
    asked = (
        f"des réponses sont publiées pour {listed(names)}, à d’autres questions"
        if names
        else "aucune réponse n’est publiée"
    )
    absent = [phrase for group, phrase in RESPONDENTS.items() if group not in heard]
    differs = "la question n’est posée par aucune enquête publiée à ce niveau"
    if absent:
        differs += f" ; rien n’est publié ici pour {listed(absent)}"
    return f"pour {where}, {asked}", differs


def _records(natures: pd.DataFrame, where: str) -> tuple[str, str]:
    total = natures.loc[[OVERALL]]
    alliances, labels = (int(total[name].sum()) for name in (_ALLIANCES, _LABELS))
    return (
        f"{counted(alliances, 'alliance', 'alliances')} et {counted(labels, 'label', 'labels')} "
        f"recensés pour {where}",
        "les citoyens jugent si les acteurs travaillent assez ensemble ; ici ce sont les listes "
        "publiques qui sont comptées, l’action locale non recensée manque",
    )


def _companies(where: str) -> tuple[str, str]:
    return (
        f"aucune source ouverte ne donne la part des entreprises partenaires pour {where}",
        "l’enquête interroge les entreprises de France ; les listes publiques nomment surtout des "
        "collectivités et des associations",
    )
