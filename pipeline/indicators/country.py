"""The current territories, as the aggregation needs them: who is made of whom."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.errors import MissingDataError
from common.levels import FRANCE_CODE, UPPER_LEVELS, Level
from indicators.base.upward import Membership
from pipeline.indicators.contract import COVERAGES

#: Levels that an upper level can be made of, besides communes.
COMPONENTS = {
    Level.CRTE: (Level.EPCI,),
    Level.DEPARTEMENT: (Level.EPCI,),
    Level.REGION: (Level.DEPARTEMENT, Level.EPCI),
    Level.FRANCE: (Level.REGION, Level.DEPARTEMENT, Level.EPCI),
}


class Country:
    """The current territories.

    Parameters
    ----------
    territories, pairs : the tables ``boundaries/territories.parquet`` and ``memberships.parquet``.

    Attributes
    ----------
    population : by current commune, 0 if there is none (index sorted).
    codes : codes of each level, sorted.
    """

    def __init__(self, territories: pd.DataFrame, pairs: pd.DataFrame) -> None:
        communes = territories[territories["level"] == Level.COMMUNE].set_index("code").sort_index()
        self.population = communes["population"].fillna(0).astype("float64")
        self._departement: pd.Series[str] = communes["departement"]
        france = pd.DataFrame({"code": FRANCE_CODE, "commune": communes.index})
        self._pairs = {
            level: pairs.loc[pairs["level"] == level, ["code", "commune"]] for level in UPPER_LEVELS
        } | {Level.FRANCE: france}
        self.codes: dict[Level, pd.Index[str]] = {Level.COMMUNE: communes.index} | {
            level: pd.Index(sorted(set(part["code"]))) for level, part in self._pairs.items()
        }
        self.memberships = {
            level: {
                Level.COMMUNE: Membership(part, self.population, self._totals(level)),
                **{below: self._nested(below, level) for below in COMPONENTS.get(level, ())},
            }
            for level, part in self._pairs.items()
        }

    @classmethod
    def read(cls, data: Path) -> Country:
        """Read the territories that the build has made.

        Raises
        ------
        MissingDataError
            If they are not built yet.
        """
        paths = [data / "boundaries" / f"{name}.parquet" for name in ("territories", "memberships")]
        for path in paths:
            if not path.is_file():
                raise MissingDataError(f"Table absente : {path.name}. Construisez les territoires.")
        return cls(*(pd.read_parquet(path) for path in paths))

    def covered(self, coverage: str) -> pd.Index[str]:
        """Codes of the communes inside a coverage of the contract."""
        return self._departement.index[~self._departement.isin(COVERAGES[coverage])]

    def _totals(self, level: Level) -> pd.Series[float]:
        """Population of the territories of a level."""
        part = self._pairs[level]
        people = part["commune"].map(self.population)
        return people.groupby(part["code"]).sum()

    def _nested(self, below: Level, above: Level) -> Membership:
        """Which territories of a level lie wholly inside those of an upper one."""
        size = self._pairs[below].groupby("code").size()
        shared = self._pairs[below].merge(self._pairs[above], on="commune", suffixes=("", "_above"))
        inside = shared.groupby(["code_above", "code"]).size().reset_index(name="common")
        inside = inside[inside["common"] == inside["code"].map(size)]
        pairs = inside.rename(columns={"code": "commune", "code_above": "code"})
        return Membership(pairs[["code", "commune"]], self._totals(below), self._totals(above))
