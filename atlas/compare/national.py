"""``national_rates(desk, level)``: the territories of a level against the national rates."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.desk.desk import Desk
from common.levels import FRANCE_CODE, Level
from common.table_schema import Field, TableSchema
from indicators.base.domains import DOMAIN_KEYS
from indicators.scores.national import by_domain, standardised

_UNIT = "unit of the indicator"
NATIONAL_RATES = TableSchema(
    "an indicator of the index in a territory of the level, in its most recent year there",
    ("code", "indicator"),
    (
        Field("code", "str", "code of the territory"),
        Field("indicator", "str", "key of the catalogue"),
        Field("domain", "str", "key of the domain"),
        Field("year", "int64", "year of both values"),
        Field("value", "float64", "value of the territory", _UNIT, "unknown"),
        Field("france", "float64", "value of the country", _UNIT, "the country has none"),
        Field(
            "deviation", "float64",
            "distance from the country, positive towards fragility "
            "(:func:`indicators.scores.national.standardised`)",
            "standard deviations", "one of the two is unknown",
        ),
    ),
)  # fmt: skip
#: Said beside every picture of the distances.
RULE = (
    "Écart au taux national : pour chaque indicateur, valeur du territoire moins valeur de la "
    "France, de la même année, divisée par l’écart habituel (l’écart type) des régions autour de "
    "la France (chacune pèse ses habitants) et comptée vers la fragilité ; pour un domaine, "
    "moyenne de ses indicateurs, si les deux tiers au moins sont connus. C’est une distance à un "
    "taux, pas un rang : les deux lectures peuvent différer."
)


@dataclass(frozen=True)
class NationalRates:
    """The territories of a level against the country.

    Attributes
    ----------
    level : of the territories.
    rates : :data:`NATIONAL_RATES`, by indicator in the order of the catalogue, then by code.
    domains : rows codes, columns :data:`indicators.base.domains.DOMAIN_KEYS`: mean distance of the
        indicators of the domain, NaN where fewer than two thirds are known.
    """

    level: Level
    rates: pd.DataFrame
    domains: pd.DataFrame

    @property
    def spread(self) -> pd.DataFrame:
        """Lowest and highest distance in each domain (low, high), the widest first."""
        known = pd.DataFrame({"low": self.domains.min(), "high": self.domains.max()}).dropna()
        widths = known["high"] - known["low"]
        return known.loc[widths.sort_values(ascending=False, kind="stable").index]

    @property
    def without_country(self) -> list[str]:
        """Indicators of which the country has no value in the year of the territories."""
        unknown = self.rates.groupby("indicator", sort=False)["france"].count() == 0
        return [str(key) for key in unknown.index[unknown]]

    def of(self, code: str) -> pd.DataFrame:
        """Rates of one territory, indexed by indicator."""
        return self.rates[self.rates["code"] == code].set_index("indicator")

    def telling(self, code: str, domain: str) -> pd.Series | None:
        """Give the indicator of a domain that is farthest from the country; None without any."""
        rows = self.of(code)
        rows = rows[(rows["domain"] == domain) & rows["deviation"].notna()]
        if rows.empty:
            return None
        farthest = int(rows["deviation"].abs().argmax())
        return rows.iloc[farthest]


def national_rates(desk: Desk, level: Level = Level.REGION) -> NationalRates:
    """Set the territories of a level against the national rates, worked out once.

    Own data of an organisation never enter.
    """
    return desk.shared(("national rates", level), lambda: _made(desk.national, level))


def _made(desk: Desk, level: Level) -> NationalRates:
    values = desk.index_values(level).astype({"indicator": "str", "code": "str"})
    keys = [key for key in desk.catalogue if (values["indicator"] == key).any()]
    declared = pd.DataFrame(
        {
            "domain": [desk.catalogue[key].domain for key in keys],
            "direction": [desk.catalogue[key].direction for key in keys],
        },
        index=pd.Index(keys, name="indicator"),
    )
    years = values.groupby("indicator")["year"].max()
    country = _country(desk, years)
    codes = desk.territories_of(level).index
    wide = values.pivot_table(index="code", columns="indicator", values="value", dropna=False)
    wide = wide.reindex(index=codes, columns=keys)
    people = desk.territories_of(level)["population"]
    deviations = standardised(wide, country, declared["direction"], people)
    rates = _long(wide, "value").merge(_long(deviations, "deviation"), on=["code", "indicator"])
    rates = rates.assign(
        domain=rates["indicator"].map(declared["domain"]),
        year=rates["indicator"].map(years).astype("int64"),
        france=rates["indicator"].map(country),
    )
    domains = by_domain(deviations, declared["domain"]).reindex(columns=list(DOMAIN_KEYS))
    return NationalRates(level, rates[NATIONAL_RATES.names], domains)


def _long(wide: pd.DataFrame, name: str) -> pd.DataFrame:
    """Lay out a column an indicator as a row a territory and an indicator."""
    rows = wide.rename_axis(index="code", columns="indicator").reset_index()
    return rows.melt(id_vars="code", var_name="indicator", value_name=name)


def _country(desk: Desk, years: pd.Series) -> pd.Series:
    """Values of the country in the years asked, by indicator."""
    values = desk.values(Level.FRANCE, list(years.index), [FRANCE_CODE])
    values = values.astype({"indicator": "str"})
    same = values[values["year"] == values["indicator"].map(years)]
    return same.set_index("indicator")["value"].reindex(years.index)
