"""The Agenda 2030 beside the 16 domains: which goals (ODD) each domain speaks of, and why.

The crosswalk is our own and written by hand, in ``agenda_2030.toml``. Goal 17 is that of the
partnerships: no domain is linked to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from common.errors import InvalidDataError
from common.form import Form
from common.toml_text import read_toml
from indicators.base.domains import DOMAIN_KEYS

FILE = Path(__file__).parent.parent / "agenda_2030.toml"
GOALS = tuple(range(1, 18))
#: The goal of the partnerships.
PARTNERSHIPS_GOAL = 17


@dataclass(frozen=True)
class Goal:
    """One of the 17 goals.

    Attributes
    ----------
    number, title : as the United Nations number it and France names it.
    absent : why no domain speaks of it, a French sentence; "" where one does.
    """

    number: int
    title: str
    absent: str

    @property
    def label(self) -> str:
        """Name of the goal with its number.

        >>> agenda_2030().goals[0].label
        'ODD 1 – Pas de pauvreté'
        """
        return f"ODD {self.number} – {self.title}"


@dataclass(frozen=True)
class GoalLink:
    """A domain that speaks of a goal.

    Attributes
    ----------
    domain : key of the domain.
    goal : number of the goal.
    targets : targets of the goal that speak of the same thing.
    reason : why, a French sentence.
    """

    domain: str
    goal: int
    targets: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Agenda:
    """The goals in their order, and the links, by domain in the order of the domains."""

    goals: tuple[Goal, ...]
    links: tuple[GoalLink, ...]

    def links_of(self, goal: int) -> tuple[GoalLink, ...]:
        """List the domains that speak of a goal.

        >>> [link.domain for link in agenda_2030().links_of(13)]
        ['environnement', 'transition_energetique']
        """
        return tuple(link for link in self.links if link.goal == goal)

    def goals_of(self, domain: str) -> tuple[int, ...]:
        """List the goals that a domain speaks of.

        >>> agenda_2030().goals_of("emploi")
        (8,)
        """
        return tuple(link.goal for link in self.links if link.domain == domain)


@cache
def agenda_2030(path: Path = FILE) -> Agenda:
    """Read the goals and the crosswalk.

    Raises
    ------
    InvalidDataError
        With all the faults: a goal that is absent or comes twice, a domain without any link, a
        target of another goal, a goal that says neither its domains nor why it has none.
    """
    form = Form(read_toml(path))
    goals = tuple(_goal(entry) for entry in form.sections("goal", "objectif"))
    links = tuple(_link(entry) for entry in form.sections("link", "lien"))
    form.refuse_others()
    numbers = [goal.number for goal in goals]
    form.check(
        numbers == list(GOALS),
        f"objectifs attendus : de {GOALS[0]} à {GOALS[-1]}, chacun une fois et dans cet ordre",
    )
    pairs = [(link.domain, link.goal) for link in links]
    for domain, number in dict.fromkeys(pair for pair in pairs if pairs.count(pair) > 1):
        form.check(False, f"lien « {domain} – {number} » présent deux fois")
    for domain in DOMAIN_KEYS:
        form.check(domain in dict(pairs), f"domaine « {domain} » : aucun objectif")
    linked = {link.goal for link in links}
    for goal in goals:
        form.check(
            (goal.number in linked) != bool(goal.absent),
            f"objectif {goal.number} : des liens, ou absent qui dit pourquoi il n’y en a pas",
        )
    if form.faults:
        raise InvalidDataError(path.name, form.faults)
    order = sorted(links, key=lambda link: (DOMAIN_KEYS.index(link.domain), link.goal))
    return Agenda(goals, tuple(order))


def _goal(form: Form) -> Goal:
    goal = Goal(
        number=form.required("number", int),
        title=form.required("title", str),
        absent=form.take("absent", str, ""),
    )
    form.refuse_others()
    return goal


def _link(form: Form) -> GoalLink:
    link = GoalLink(
        domain=form.choice("domain", DOMAIN_KEYS),
        goal=form.required("goal", int),
        targets=form.texts("targets"),
        reason=form.required("reason", str),
    )
    form.refuse_others()
    form.check(
        link.goal in GOALS and link.goal != PARTNERSHIPS_GOAL,
        f"goal : de 1 à {PARTNERSHIPS_GOAL - 1} attendu, {link.goal} trouvé",
    )
    form.check(
        bool(link.targets) and all(target.startswith(f"{link.goal}.") for target in link.targets),
        f"targets : cibles de l’objectif {link.goal} attendues",
    )
    return link
