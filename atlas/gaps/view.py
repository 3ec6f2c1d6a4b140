"""``gap_view(desk, query)``: both sides of a gap, territory by territory, and what to say of it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.figures import (
    gap_table,
    index_indicators,
    indicator_sources,
    objective_frame,
    survey_source,
)
from atlas.gaps.choices import GapQuery, choose
from atlas.gaps.reading import GapReading, read
from common.levels import Territory
from indicators.base.domains import domain_label
from indicators.base.groups import GROUPS
from indicators.base.laws import Z
from indicators.scores.objective import default_recipe
from indicators.views.agreement import Agreement, agreement, residual
from indicators.views.gaps import GapStatus
from indicators.views.perceptions import Survey, perceived

VIEW_COLUMNS = [
    *("name", "population", "objective", "perceived", "perceived_low", "perceived_high", "n"),
    *("gap", "gap_low", "gap_high", "distinguishable", "gap_points", "status", "residual"),
    *("objective_z", "objective_z_low", "objective_z_high"),
    *("perceived_z", "perceived_z_low", "perceived_z_high"),
]
METHOD = (
    "Les deux regards sont centrés et réduits sur les mêmes territoires ; l’écart est le perçu "
    "moins le mesuré. L’intervalle à 95 % compte l’aléa de l’échantillon et les choix de calcul de "
    "l’indice ; les positions sont décidées en limitant à 5 % les fausses découvertes parmi les "
    "territoires montrés (Benjamini-Hochberg)."
)


@dataclass(frozen=True)
class GapView:
    """The gap of one domain and group over the territories of a level.

    Attributes
    ----------
    query : the question; survey : the one that answers.
    frame : indexed by code, sorted; every territory of the level. name, population; objective,
        perceived, perceived_low, perceived_high (0-100), n (answers); gap, gap_low, gap_high
        (standard deviations, perceived less objective); distinguishable; gap_points; status
        (:class:`indicators.views.gaps.GapStatus`); residual (perceived less what the objective
        score predicts, points of the perceived scale); objective_z, perceived_z and their 95 %
        bounds. All but the name, the population and the objective score is NaN where the gap is not
        published.
    agreement : how the two sides agree.
    reading : what the picture says.
    about : what a reader must know of it.
    """

    query: GapQuery
    survey: Survey
    frame: pd.DataFrame
    agreement: Agreement
    reading: GapReading
    about: About

    @property
    def compared(self) -> pd.DataFrame:
        """The rows where both sides are known."""
        return self.frame[self.frame["gap"].notna()]


def gap_view(desk: Desk, query: GapQuery) -> GapView:
    """Compare what is measured and what is felt.

    Raises
    ------
    NotAvailableError
        If no survey publishes enough territories.
    """
    key = choose(desk, query)
    return desk.once(
        ("gap view", *query.words, key), lambda: _gap_view(desk, query, desk.surveys[key])
    )


def holder(desk: Desk, view: GapView, territory: Territory) -> Territory | None:
    """Find the territory of the view that is, or holds, a territory; None where there is none.

    What is known of a région is told as the région's own, never as that of a commune in it.
    """
    level = view.query.level
    if territory.level is level:
        return territory
    return next((parent for parent in desk.parents(territory) if parent.level is level), None)


def _gap_view(desk: Desk, query: GapQuery, survey: Survey) -> GapView:
    frame = _frame(desk, query, survey)
    errors = perceived(desk.estimates, survey.key, query.domain, query.group, query.level.value)
    agreed = agreement(
        frame["objective"].where(frame["gap"].notna()), frame["perceived"], errors["se"]
    )
    indicators = index_indicators(desk, query.domain)
    return GapView(
        query=query,
        survey=survey,
        frame=frame,
        agreement=agreed,
        reading=read(frame, agreed, query.level, survey.kind),
        about=about_of(
            desk,
            f"Mesuré et perçu – {domain_label(query.domain)}, {GROUPS[query.group]}, "
            f"par {query.level.label}",
            method=METHOD,
            note=" ".join(survey.caveats),
            sources=(survey_source(desk, survey), *indicator_sources(indicators)),
            surveys=[survey],
            recipe=default_recipe(),
        ),
    )


def _frame(desk: Desk, query: GapQuery, survey: Survey) -> pd.DataFrame:
    table = gap_table(desk, survey.key, query.level, query.domain, query.group)
    felt = perceived(desk.estimates, survey.key, query.domain, query.group, query.level.value)
    both = table["value"].notna()
    frame = desk.territories_of(query.level)[["name", "population"]].sort_index()
    known = table.assign(
        gap=table["value"],
        gap_low=table["low"],
        gap_high=table["high"],
        perceived_low=felt["low"].where(both),
        perceived_high=felt["high"].where(both),
        residual=residual(table["objective"], table["perceived"]),
        **{
            f"{side}_z_{end}": table[f"{side}_z"] + sign * Z * table[f"{side}_z_se"]
            for side in ("objective", "perceived")
            for end, sign in (("low", -1), ("high", 1))
        },
    )
    shown = [name for name in VIEW_COLUMNS if name in known and name != "objective"]
    frame = frame.join(known[shown])
    frame["objective"] = objective_frame(desk, query.level, query.domain)["value"]
    frame["status"] = frame["status"].fillna(GapStatus.NOT_PUBLISHABLE.value)
    frame["distinguishable"] = frame["distinguishable"].eq(True)
    return frame[VIEW_COLUMNS]
