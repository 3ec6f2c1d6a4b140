"""What an organisation can bring to a domain, by category of alliance and by what it has.

The list is our own, written by hand in ``contributions.toml``: what is commonly done, to begin a
conversation with; it says nothing of what works.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from common.errors import InvalidDataError
from common.form import Form
from common.labelled import Explained, Labelled
from common.toml_text import read_toml
from indicators.base.domains import DOMAIN_KEYS
from indicators.partnerships.vocabulary import Category

FILE = Path(__file__).parent.parent / "contributions.toml"


class Capacity(Labelled):
    """What an organisation has to bring."""

    SKILLS = "competences", "Des compétences"
    MONEY = "argent", "De l’argent"
    PEOPLE = "personnes", "Du temps de personnes"
    PURCHASES = "achats", "Des achats"


class OrganisationKind(Labelled):
    """Who asks."""

    COMPANY = "entreprise", "Une entreprise"
    ASSOCIATION = "association", "Une association"


class OrganisationSize(Labelled):
    """How many are employed, smallest first."""

    MICRO = "moins_10", "Moins de 10 salariés"
    SMALL = "10_49", "10 à 49 salariés"
    MEDIUM = "50_499", "50 à 499 salariés"
    LARGE = "500_plus", "500 salariés ou plus"

    def at_least(self, other: OrganisationSize) -> bool:
        """Whether it is that size or larger.

        >>> OrganisationSize.SMALL.at_least(OrganisationSize.MICRO)
        True
        """
        order = list(OrganisationSize)
        return order.index(self) >= order.index(other)


class CategoryMeaning(Explained):
    """What each category of alliance is, the most within reach first."""

    RESPONSIBLE = (
        Category.RESPONSIBLE.value,
        Category.RESPONSIBLE.label,
        "Changer ce que l’on fait déjà : recruter, acheter, produire autrement.",
    )
    COOPERATION = (
        Category.COOPERATION.value,
        Category.COOPERATION.label,
        "Bâtir une offre commune, où chacun gagne sa part.",
    )
    INNOVATION = (
        Category.INNOVATION.value,
        Category.INNOVATION.label,
        "Concevoir ou essayer ensemble une réponse qui n’existe pas encore.",
    )
    MECENAT = (
        Category.MECENAT.value,
        Category.MECENAT.label,
        "Soutenir ceux qui agissent déjà : argent, compétences, temps.",
    )


@dataclass(frozen=True)
class Contribution:
    """Something that an organisation can do.

    Attributes
    ----------
    domain, category, capacity : what for, in which category of alliance, with what.
    action : a French sentence.
    least : the smallest organisation for which it makes sense.
    """

    domain: str
    category: Category
    capacity: Capacity
    action: str
    least: OrganisationSize


@cache
def contributions(path: Path = FILE) -> tuple[Contribution, ...]:
    """Read the list.

    Raises
    ------
    InvalidDataError
        With all the faults: an unknown key, a domain of which nothing is said.
    """
    form = Form(read_toml(path))
    found = tuple(_contribution(entry) for entry in form.sections("contribution", "apport"))
    form.refuse_others()
    served = {one.domain for one in found}
    for key in DOMAIN_KEYS:
        form.check(key in served, f"domaine « {key} » : aucun apport")
    if form.faults:
        raise InvalidDataError(path.name, form.faults)
    return found


def _contribution(form: Form) -> Contribution:
    found = Contribution(
        domain=form.choice("domain", DOMAIN_KEYS),
        category=Category(form.choice("category", Category)),
        capacity=Capacity(form.choice("capacity", Capacity)),
        action=form.required("action", str),
        least=OrganisationSize(form.choice("least", OrganisationSize, OrganisationSize.MICRO)),
    )
    form.refuse_others()
    return found
