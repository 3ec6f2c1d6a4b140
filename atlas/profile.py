"""``profile(desk, territory)``: all that is known of one territory, for a page or a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import pandas as pd

from atlas.desk import Desk
from atlas.measures import gap_frame, indicator_sources, survey_source
from atlas.overlay import counts_by_domain, partnership_sources, records_of
from atlas.provenance import Source
from common.errors import NotAvailableError
from geo.levels import FRANCE_CODE, Level, Territory
from indicators.domains import DOMAIN_KEYS, OVERALL
from indicators.gaps import GapStatus
from indicators.perceptions import best_survey
from indicators.status import Status


@dataclass(frozen=True)
class Profile:
    """One territory, described.

    Attributes
    ----------
    territory : the reference.
    name : French name.
    identity : row of the territories table (population, area_km2, parents …).
    parents : larger territories, finest first, France last.
    domains : indexed by domain (16 keys and ``ensemble``): score, rank, ranked, status,
        available, expected, rank_low, rank_high (Int64, null where no interval is stored), then
        departement, region and france (mean scores of the
        territories of the same level, weighted by population).
    indicators : one row per indicator: key, domain, value, year, status, in_index, and the
        values of the larger territories in columns departement, region, france.
    perceptions : one row per domain that a survey documents for the group: domain, survey,
        measured (``level:code`` of the territory where it was measured), value, low, high, n,
        france (the same survey's value for the country), gap, gap_low, gap_high, gap_status.
    partnerships : records attached to the territory or inside it.
    partnership_counts : by domain: count.
    sources, mentions, demonstration : as for a layer.
    """

    territory: Territory
    name: str
    identity: pd.Series
    parents: tuple[Territory, ...]
    domains: pd.DataFrame
    indicators: pd.DataFrame
    perceptions: pd.DataFrame
    partnerships: pd.DataFrame
    partnership_counts: pd.Series
    sources: tuple[Source, ...]
    mentions: tuple[str, ...]
    demonstration: bool

    def domain(self, key: str) -> pd.Series:
        """Row of one domain, or of ``ensemble``."""
        return cast("pd.Series", self.domains.loc[key])


def profile(desk: Desk, territory: Territory, group: str = "citoyens") -> Profile:
    """Describe one territory.

    Parameters
    ----------
    desk : the opened data.
    territory : an existing territory of one of the five mapped levels.
    group : respondent group of the perceptions.

    Raises
    ------
    NotAvailableError
        For France as a whole.
    """
    parents = tuple(desk.parents(territory))
    felt = perceptions(desk, territory, parents, group)
    shown = indicators(desk, territory, parents)
    used = [desk.catalogue[key] for key in shown["key"]]
    surveys = [desk.surveys[key] for key in felt["survey"].unique()]
    records = records_of(desk, territory)
    return Profile(
        territory=territory,
        name=str(desk.territory_row(territory)["name"]),
        identity=desk.territory_row(territory),
        parents=parents,
        domains=domains(desk, territory, parents),
        indicators=shown,
        perceptions=felt,
        partnerships=records,
        partnership_counts=counts_by_domain(records[records["attached"] == "inside"]),
        sources=(
            *indicator_sources(used),
            *(survey_source(desk, survey) for survey in surveys),
            *partnership_sources(desk, records),
        ),
        mentions=tuple(survey.mention for survey in surveys),
        demonstration=any(survey.demonstration for survey in surveys),
    )


def domains(desk: Desk, territory: Territory, parents: tuple[Territory, ...]) -> pd.DataFrame:
    """Score a territory by domain, beside the mean scores of its peers in larger territories."""
    level = territory.level
    scores = desk.scores(level).scores
    own = scores[scores["code"] == territory.code].set_index("domain").drop(columns="code")
    own = own.reindex([*DOMAIN_KEYS, OVERALL])
    intervals = desk.rank_intervals(level)
    own = own.join(
        intervals[intervals["code"] == territory.code].set_index("domain").drop(columns="code")
    )
    wide = desk.once(
        ("wide", level),
        lambda: scores.pivot(index="code", columns="domain", values="score"),
    )
    population = desk.territories_of(level)["population"].astype("float64")
    for parent in parents:
        if parent.level in (Level.DEPARTEMENT, Level.REGION, Level.FRANCE):
            peers = desk.codes_within(level, parent)
            own[parent.level.value] = _weighted_means(wide.reindex(peers), population)
    return own


def _weighted_means(scores: pd.DataFrame, population: pd.Series) -> pd.Series:
    """Mean score of each domain, weighted by the population of the territories that have one."""
    weights = scores.notna().mul(population.reindex(scores.index).fillna(0.0), axis=0)
    total = weights.sum()
    return (scores.fillna(0.0) * weights).sum() / total.where(total > 0)


def indicators(desk: Desk, territory: Territory, parents: tuple[Territory, ...]) -> pd.DataFrame:
    """List the latest value of every indicator, beside those of larger territories."""
    rows = _latest_of(desk, territory)
    table = pd.DataFrame({"key": list(desk.catalogue)}).set_index("key")
    table["domain"] = [indicator.domain for indicator in desk.catalogue.values()]
    table["in_index"] = [indicator.in_index for indicator in desk.catalogue.values()]
    table["year"] = rows["year"].reindex(table.index).astype("Int64")
    table["value"] = rows["value"].reindex(table.index)
    table["status"] = rows["status"].reindex(table.index).fillna(Status.MISSING.value)
    for parent in parents:
        table[parent.level.value] = _same_year(desk, parent, table["year"])
    return table.reset_index()


def _same_year(desk: Desk, parent: Territory, years: pd.Series) -> pd.Series:
    """Values of a larger territory in the year of each indicator; the latest where it has none.

    Comparing two years would show a change as a difference between places.
    """
    rows = desk.values_of(parent)
    asked = rows["indicator"].map(years)
    same = rows[(rows["year"] == asked) | asked.isna()]
    return same.groupby("indicator")["value"].last().reindex(years.index)


def _latest_of(desk: Desk, territory: Territory) -> pd.DataFrame:
    values = desk.latest_values(territory.level)
    rows = values[values["code"] == territory.code].set_index("indicator")
    return rows.assign(status=rows["status"].astype("str"))


def perceptions(
    desk: Desk, territory: Territory, parents: tuple[Territory, ...], group: str
) -> pd.DataFrame:
    """Find what surveys publish around a territory, domain by domain.

    Real surveys come before the demonstration, then the finest territory comes first: a value
    is never spread from a larger territory, it is told as that territory's own. The country's
    figures are left out: they must not stand in for local ones.
    """
    places = [place for place in (territory, *parents) if place.level is not Level.FRANCE]
    rows = desk.estimates
    here = rows["code"].isin([place.code for place in places]) | (rows["code"] == FRANCE_CODE)
    published = rows[(rows["group"] == group) & here & rows["value"].notna()]
    found = [
        min(known, key=lambda row: bool(desk.surveys[str(row["survey"])].demonstration))
        for key in [*DOMAIN_KEYS, OVERALL]
        if (known := _perceptions_of(desk, published[published["domain"] == key], places))
    ]
    told = [{**row, **_gap_at(desk, row, group)} for row in found]
    columns = ["domain", "survey", "measured", "value", "low", "high", "n", "france"]
    return pd.DataFrame(told, columns=[*columns, "gap", "gap_low", "gap_high", "gap_status"])


def _perceptions_of(
    desk: Desk, published: pd.DataFrame, places: list[Territory]
) -> list[dict[str, Any]]:
    """List the published perceptions of one domain and group, finest territory first.

    Each row also has the value of the same survey for the country, in ``france``.
    """
    country = published[published["level"] == Level.FRANCE].set_index("survey")["value"]
    found = []
    for place in places:
        rows = published[(published["level"] == place.level) & (published["code"] == place.code)]
        if rows.empty:
            continue
        survey = best_survey(rows, desk.surveys)
        row = rows[rows["survey"] == survey].iloc[0]
        told = {name: row[name] for name in ("domain", "survey", "value", "low", "high", "n")}
        found.append({**told, "measured": str(place), "france": country.get(survey)})
    return found


def _gap_at(desk: Desk, row: dict[str, Any], group: str) -> dict[str, Any]:
    place = Territory.parse(row["measured"])
    try:
        gaps = gap_frame(desk, row["survey"], place.level, row["domain"], group)
    except NotAvailableError:
        return {"gap_status": GapStatus.NOT_PUBLISHABLE.value}
    gap = gaps.loc[place.code]
    return {
        "gap": gap["value"],
        "gap_low": gap["low"],
        "gap_high": gap["high"],
        "gap_status": gap["status"],
    }
