"""What a profile holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import pandas as pd

from atlas.desk.about import About
from atlas.desk.place import Place
from atlas.desk.whose import Whose
from common.levels import Territory


@dataclass(frozen=True)
class Profile:
    """One place, described.

    Attributes
    ----------
    place : the territory, or the perimeter that a reader made.
    name : French name; that of a perimeter was typed by a reader.
    identity : level_label, population, population_year, population_before (inhabitants in
        population_before_year), population_change (share per year), area_km2,
        inhabitants_per_km2, communes (their number), density_class, zone_emploi, departements
        (a tuple of names). A number that is absent is NaN, a text is empty.
    parents : larger territories that hold the place, finest first, France last.
    programmes : national programmes that the place is part of, in French.
    portrait : structure rather than fragility, one row per trait: key, label, unit, year, value,
        status, and departement, region, france where they are known.
    territories : how many territories are of the level, the place included.
    domains : indexed by :data:`indicators.base.domains.SCORE_KEYS` (the four dimensions, the 16
        domains, ``ensemble``): score (0-100), rank (1 = most fragile), ranked (how many have a
        rank), status, available, expected, rank_low, rank_high (Int64, null where no interval is
        known), standing (:class:`indicators.scores.standing.Standing`), then departement, region
        and france (median scores of the territories of the same level).
    strengths, weaknesses : rows of ``domains`` that the whole rank interval puts in the least, or
        in the most, fragile third; the clearest first.
    indicators : one row per indicator of the catalogue: key, label, unit, domain, value, year,
        status, in_index, and the values of the larger territories in the same year: departement,
        region, france.
    answers : what each group answered to each published question, beside the indicator of the same
        thing: :data:`atlas.profiles.answers.ANSWERS`.
    differences : between groups that answered one of these questions, in the territories of
        ``answers``: question, then :data:`atlas.divergences.question_groups.GROUP_DIFFERENCES`.
    views : one row per respondent group, domain and whose it is, that a survey publishes around the
        place: group, domain, survey, whose (:class:`atlas.desk.whose.Whose`: the place's own, or
        that of a larger territory, which is never said of the place), measured (``level:code`` of
        the territory where it was measured), measured_name, value, low, high, n, france (the same
        survey's value for the country), gap,
        gap_low, gap_high (standard deviations), gap_status, demonstration, mention, then what the
        gap rests on: asked (French, what was asked where it was not the domain itself, else ""),
        compared (number of territories with both views), perceived_mean and objective_mean (simple
        means over these), objective (score of the territory where it was measured).
    programme : what own surveys say of the programme’s questions around the place, beside the
        national figures that were published: :data:`atlas.profiles.programme.PLACE_PROGRAMME`.
    waves : what changed between two own surveys: :data:`atlas.profiles.waves.WAVES`.
    series : indicators that have two years or more: indicator, label, domain, unit, year, value,
        status, france.
    trends : where each of these series goes, by which test, and whether that is towards fragility:
        :data:`atlas.profiles.trends.PROFILE_TRENDS`.
    missing : what is not known and why; see :func:`atlas.profiles.missing.missing_of`.
    partnerships : records of the place, and around it, that go on, grants apart: see
        :func:`atlas.partnerships.around.records_of`.
    ended_partnerships : how many of the place have ended, grants apart.
    matrix : domains by category of alliance, numbers of records (Int64).
    presence : in the same shape, what each number means
        (:class:`indicators.partnerships.Presence`).
    natures, natures_presence : numbers of records by domain and nature, with those without domain
        and all together but for the grants, and what each number means
        (:mod:`atlas.partnerships.natures`).
    partnership_rates : indexed by domain: count, listed (alliances and labels of the complete
        lists, on which the rate rests), smoothed_rate, low, high, expected (at this density) and
        the other columns of
        :func:`atlas.partnerships.rates.rates_of`.
    about : what a reader must know of it.
    """

    place: Place
    name: str
    identity: pd.Series
    parents: tuple[Territory, ...]
    programmes: tuple[str, ...]
    portrait: pd.DataFrame
    territories: int
    domains: pd.DataFrame
    strengths: pd.DataFrame
    weaknesses: pd.DataFrame
    indicators: pd.DataFrame
    answers: pd.DataFrame
    differences: pd.DataFrame
    views: pd.DataFrame
    programme: pd.DataFrame
    waves: pd.DataFrame
    series: pd.DataFrame
    trends: pd.DataFrame
    missing: pd.DataFrame
    partnerships: pd.DataFrame
    ended_partnerships: int
    matrix: pd.DataFrame
    presence: pd.DataFrame
    natures: pd.DataFrame
    natures_presence: pd.DataFrame
    partnership_rates: pd.DataFrame
    about: About

    def domain(self, key: str) -> pd.Series:
        """Row of one domain, of a dimension, or of ``ensemble``."""
        return cast("pd.Series", self.domains.loc[key])

    def views_of(self, group: str, whose: Whose | None = None) -> pd.DataFrame:
        """Views of one respondent group, those of the place alone or of larger territories."""
        return _kept(self.views, group, whose)

    def answers_of(self, group: str, whose: Whose | None = None) -> pd.DataFrame:
        """Answers of one respondent group, those of the place alone or of larger territories."""
        return _kept(self.answers, group, whose)


def _kept(rows: pd.DataFrame, group: str, whose: Whose | None) -> pd.DataFrame:
    rows = rows[rows["group"] == group]
    if whose is not None:
        rows = rows[rows["whose"] == whose.value]
    return rows.reset_index(drop=True)
