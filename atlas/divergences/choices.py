"""Which gaps can be worked out: the surveys, groups, domains and levels that publish enough."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import pandas as pd

from atlas.desk.answering import chosen_on
from atlas.desk.desk import Desk
from common.errors import NotAvailableError, UnknownNameError
from common.levels import MAPPED_LEVELS, Level
from indicators.base.domains import OVERALL, domain, domain_label
from indicators.base.groups import group_label
from indicators.base.questions import partial_question
from indicators.survey.publication import EstimateStatus
from indicators.views.gaps import MINIMUM_UNITS

#: Where no level has the gap that is asked for.
NOWHERE_ELSE = "Aucune enquête ne le permet à un autre niveau."


@dataclass(frozen=True)
class GapQuery:
    """A question about a gap; the default is the widest real survey there is by territory.

    Attributes
    ----------
    level : level of the territories compared.
    domain : key of a domain, or ``ensemble``.
    group : respondent group.
    survey : key of the survey; the best one of those that answer when None.
    """

    level: Level = Level.REGION
    domain: str = "mobilite"
    group: str = "citoyens"
    survey: str | None = None

    def __post_init__(self) -> None:
        if self.level not in MAPPED_LEVELS:
            names = [level.value for level in MAPPED_LEVELS]
            raise UnknownNameError("le niveau", self.level.value, names)
        if self.domain != OVERALL:
            domain(self.domain)
        group_label(self.group)

    @property
    def words(self) -> tuple[str | None, ...]:
        """What is asked, one word each, of closed lists once a survey answers."""
        return (self.level, self.domain, self.group, self.survey)

    def options(self) -> dict[str, str | None]:
        """Give the options by which a command asks the same question."""
        return asdict(self) | {"level": self.level.value}


def gap_choices(desk: Desk) -> pd.DataFrame:
    """List the gaps that the published estimates allow.

    Returns
    -------
    DataFrame
        survey, group, domain, level, territories (published with a margin, at least 8),
        demonstration; the best survey first (by kind, then the most recent). Questions that speak
        of a part of the domain only are left out.
    """
    return desk.once("gap choices", lambda: _gap_choices(desk))


def _gap_choices(desk: Desk) -> pd.DataFrame:
    rows = desk.estimates
    mapped = rows["level"].isin([level.value for level in MAPPED_LEVELS])
    published = rows[mapped & (rows["status"] == EstimateStatus.PUBLISHED.value)]
    counts = published.groupby(["survey", "group", "domain", "level"], as_index=False).agg(
        territories=("code", "size"),
        demonstration=("demonstration", "first"),
        year=("year", "max"),
    )
    counts["priority"] = [desk.surveys[key].kind.priority for key in counts["survey"]]
    counts["recent"] = -counts["year"].astype(int)
    counts["whole"] = [
        partial_question(desk.questions, desk.catalogue, survey, domain_key) is None
        for survey, domain_key in zip(counts["survey"], counts["domain"], strict=True)
    ]
    kept = counts[counts["whole"] & (counts["territories"] >= MINIMUM_UNITS)]
    order = ["priority", "recent", "survey", "group", "domain", "level"]
    return kept.sort_values(order, ignore_index=True).drop(
        columns=["priority", "recent", "year", "whole"]
    )


def surveys_for(desk: Desk, query: GapQuery) -> list[str]:
    """Surveys that allow a gap for the level, domain and group asked, the best one first."""
    table = gap_choices(desk)
    asked = (
        (table["level"] == query.level.value)
        & (table["domain"] == query.domain)
        & (table["group"] == query.group)
    )
    return list(table.loc[asked, "survey"])


def levels_for(desk: Desk, domain_key: str, group: str) -> list[Level]:
    """Levels where a gap can be worked out for a domain and a group, finest first."""
    table = gap_choices(desk)
    found = set(table.loc[(table["domain"] == domain_key) & (table["group"] == group), "level"])
    return [level for level in MAPPED_LEVELS if level.value in found]


def choose(desk: Desk, query: GapQuery) -> str:
    """Choose the survey of a question.

    Raises
    ------
    NotAvailableError
        If no survey answers, or not the one asked for; the message says where the gap exists.
    OnlyDemonstrationError
        If the demonstration survey alone would allow it, and the desk leaves it out.
    """
    return chosen_on(desk, lambda opened: _chosen(opened, query))


def _chosen(desk: Desk, query: GapQuery) -> str:
    surveys = surveys_for(desk, query)
    if query.survey is None and surveys:
        return surveys[0]
    if query.survey in surveys:
        return str(query.survey)
    about = f"« {domain_label(query.domain)} », {group_label(query.group)}, par {query.level.label}"
    if surveys:
        titles = ", ".join(f"« {desk.surveys[key].title} »" for key in surveys)
        raise NotAvailableError(
            f"L’enquête demandée ne permet pas l’écart {about}. Enquêtes possibles : {titles}."
        )
    elsewhere = [level.plural for level in levels_for(desk, query.domain, query.group)]
    where = f"Il existe pour : {', '.join(elsewhere)}." if elsewhere else NOWHERE_ELSE
    raise NotAvailableError(
        f"Pas d’écart {about} : il faut au moins {MINIMUM_UNITS} territoires avec une perception "
        f"publiée et sa marge. {where}"
    )
