"""The open data set: each table is read once, scores are worked out once a level.

A :class:`Desk` is read-only and may be shared between threads; doors keep one, and its companions
that have the demonstration survey (:meth:`Desk.with_demonstration`) or the data of an organisation
(:meth:`Desk.with_own`) too.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from atlas.desk.answers import Answers
from atlas.desk.held import Held
from atlas.desk.own_rows import appended
from atlas.desk.provenance import Manifest, read_manifest
from common.errors import NotAvailableError
from common.levels import FRANCE_CODE, UPPER_LEVELS, Level, Territory
from geo.boundaries import read_boundaries
from geo.commune_facts import read_commune_facts
from geo.locate import locate
from geo.perimeter import Perimeter
from geo.search import SearchIndex
from geo.territories import read_memberships, read_territories, resolve, within
from indicators.base.catalogue import Indicator, load_catalogue
from indicators.base.series import read_series
from indicators.base.values import latest, read_values
from indicators.composite.recipe import Recipe
from indicators.partnerships import read_records, read_schemes
from indicators.partnerships.practices import read_practices
from indicators.partnerships.store import read_places, read_rates
from indicators.scores.domain_scores import COMPARED_STRICTLY
from indicators.scores.index_input import RANKED_ON_OWN_VALUES
from indicators.scores.normalised_indicators import NormalisedIndicators, normalised_indicators
from indicators.scores.objective import ObjectiveScores, weighed_scores
from indicators.scores.robustness_store import (
    read_rank_intervals,
    read_robustness,
    read_robustness_summary,
)
from indicators.scores.score_store import read_median_scores, read_scores

if TYPE_CHECKING:
    import geopandas as gpd
    from libpysal.graph import Graph


def refuse_country(level: Level) -> None:
    """Refuse France as a whole, where scores are asked for.

    Raises
    ------
    NotAvailableError
        With one sentence.
    """
    if level is Level.FRANCE:
        raise NotAvailableError(
            "Le score compare des territoires entre eux : il n’existe pas pour la France entière."
        )


class Desk(Answers):
    """The tables of one data folder, read when first needed: answers, and all that holds none."""

    @property
    def manifest(self) -> Manifest:
        """Provenance of every table."""
        return self.shared("manifest", lambda: read_manifest(self.data))

    @property
    def version(self) -> str:
        """Fingerprint of the data; with own data, of both."""
        version = self.manifest.version
        # The own one first: neither version then begins as the other, nor holds it whole.
        return version if self.own is None else f"{self.own.version}+{version}"

    @property
    def territories(self) -> pd.DataFrame:
        """All territories, one row each (see docs/architecture.md)."""
        return self.shared("territories", lambda: read_territories(self.data))

    @property
    def memberships(self) -> pd.DataFrame:
        """Which commune belongs to which upper territory."""
        return self.shared("memberships", lambda: read_memberships(self.data))

    @property
    def commune_facts(self) -> pd.DataFrame:
        """Zone d'emploi and earlier population, indexed by commune code."""
        return self.shared("commune_facts", lambda: read_commune_facts(self.data))

    @property
    def search_index(self) -> SearchIndex:
        """Search by name, code or postcode."""
        return self.shared("search_index", lambda: SearchIndex(self.territories))

    @property
    def catalogue(self) -> dict[str, Indicator]:
        """Declared indicators by key, those of the organisation last."""
        known = self.shared("catalogue", load_catalogue)
        rows = self.brought
        if rows is None:
            return known
        return self.gathered("catalogue", lambda: known | dict(rows.indicators))

    @property
    def records(self) -> pd.DataFrame:
        """Partnership records."""
        return self.with_brought(
            "records", lambda: read_records(self.data), lambda own: own.records
        )

    @property
    def record_places(self) -> pd.DataFrame:
        """Places that the partnership records name, one row each."""
        return self.with_brought(
            "record_places", lambda: read_places(self.data), lambda own: own.places
        )

    @property
    def partnership_rates(self) -> pd.DataFrame:
        """What the territories of each level say together of partnership rates; none is own."""
        return self.shared("partnership rates", lambda: read_rates(self.data))

    @property
    def schemes(self) -> pd.DataFrame:
        """Crosswalk from scheme to kind, category and domains."""
        return self.with_brought(
            "schemes", lambda: read_schemes(self.data), lambda own: own.schemes
        )

    @property
    def practices(self) -> pd.DataFrame:
        """Case studies of alliances: :data:`indicators.partnerships.practices.PRACTICES`."""
        return self.with_brought(
            "practices", lambda: read_practices(self.data), lambda own: own.practices
        )

    def territories_of(self, level: Level) -> pd.DataFrame:
        """Territories of one level, indexed by code."""
        return self.shared(
            ("territories", level), lambda: _of_level(self.territories, level).set_index("code")
        )

    def territory_row(self, territory: Territory) -> pd.Series:
        """Describe one territory."""
        return cast("pd.Series", self.territories_of(territory.level).loc[territory.code])

    def resolve(self, text: str) -> Territory:
        """Read ``level:code`` and check that the territory exists."""
        return resolve(self.territories, text)

    def codes_within(self, level: Level, container: Territory | None) -> pd.Index:
        """Codes of a level, all or those inside a container."""
        if container is None or container.level is Level.FRANCE:
            return self.territories_of(level).index
        return pd.Index(within(self.territories, self.memberships, level, container))

    def communes(self, territory: Territory | Perimeter) -> list[str]:
        """Codes of the communes that make up a territory or a perimeter, sorted."""
        if isinstance(territory, Perimeter):
            return list(territory.communes)
        if territory.level is Level.FRANCE:
            return list(self.territories_of(Level.COMMUNE).index)
        if territory.level is Level.COMMUNE:
            return [territory.code]
        members = self.shared(("communes", territory.level), lambda: self._members(territory.level))
        return list(members.of(territory.code))

    def _members(self, level: Level) -> Held:
        """Communes of the territories of an upper level, sorted as the table is."""
        pairs = _of_level(self.memberships, level)
        return Held.by_code(pairs["commune"], pairs["code"])

    def holders_of(self, commune: str) -> list[Territory]:
        """Upper territories that a commune belongs to, finest first."""
        upper = self.memberships[self.memberships["commune"] == commune]
        found = [
            Territory(Level(level), code)
            for level, code in zip(upper["level"], upper["code"], strict=True)
        ]
        return sorted(found, key=lambda holder: UPPER_LEVELS.index(holder.level))

    def index_values(self, level: Level) -> pd.DataFrame:
        """Most recent values of the indicators of the index at one level: what a recipe scores.

        Those of communes take 46 MB for the few readers who score them anew: they are not kept.
        None is of an organisation.
        """
        if level is Level.COMMUNE:
            return self._index_values(level)
        return self.shared(("index values", level), lambda: self._index_values(level))

    def _index_values(self, level: Level) -> pd.DataFrame:
        catalogue = self.national.catalogue
        keys = [key for key, indicator in catalogue.items() if indicator.in_index]
        return latest(read_values(level.value, self.data, keys))

    @property
    def series(self) -> pd.DataFrame:
        """Which indicators exist at which levels, in which years, for how many territories."""
        return self.with_brought("series", lambda: read_series(self.data), lambda own: own.series)

    def values(
        self, level: Level, indicators: Sequence[str] | None, codes: Sequence[str] | None
    ) -> pd.DataFrame:
        """Read values of one level, those of some indicators or territories; all years."""
        table = read_values(level.value, self.data, indicators, codes)
        rows = self.brought
        if rows is None or level not in rows.values:
            return table
        every = (
            pd.Index([FRANCE_CODE]) if level is Level.FRANCE else self.territories_of(level).index
        )
        chosen = every if codes is None else every[every.isin(list(codes))]
        return appended(table, rows.values_of(level, indicators, list(chosen)))

    def values_of(self, territory: Territory) -> pd.DataFrame:
        """All the values of one territory, every year, oldest first."""
        values = self.values(territory.level, None, [territory.code])
        rows = values.sort_values("year", kind="stable")
        return rows.assign(indicator=rows["indicator"].astype("str"))

    def indicator_values(self, level: Level, key: str) -> pd.DataFrame:
        """Values of one indicator at one level, all years."""
        return self.values(level, [key], None)

    def domain_scores(self, level: Level, domain: str) -> pd.DataFrame:
        """Read the scores of one domain (default recipe), as the build stored them, by code.

        Returns
        -------
        DataFrame
            See :attr:`indicators.scores.objective.ObjectiveScores.scores`.

        Raises
        ------
        NotAvailableError
            For France as a whole: a score compares territories with each other.
        """
        refuse_country(level)
        return read_scores(level.value, self.data, domain=domain).set_index("code")

    @property
    def median_scores(self) -> pd.Series:
        """Median scores in larger territories, by level, within (``level:code``) and domain."""
        return self.shared(
            "median scores",
            lambda: read_median_scores(self.data).set_index(["level", "within", "domain"])[
                "median"
            ],
        )

    def scores_of(self, territory: Territory) -> pd.DataFrame:
        """Objective scores of one territory, every domain; see :meth:`domain_scores`."""
        refuse_country(territory.level)
        return read_scores(territory.level.value, self.data, code=territory.code)

    def normalised_with(self, level: Level, recipe: Recipe) -> NormalisedIndicators:
        """Indicators of the index at one level, as a recipe normalises them; worked out anew.

        Weights and aggregation do not change them: see
        :func:`~indicators.scores.normalised_indicators.unweighted`.
        """
        return normalised_indicators(
            self.index_values(level),
            self.territories_of(level)["population"].astype("float64"),
            self.catalogue,
            recipe,
            own_values=level in RANKED_ON_OWN_VALUES,
        )

    def score_with(
        self, level: Level, recipe: Recipe, known: NormalisedIndicators | None = None
    ) -> ObjectiveScores:
        """Objective scores at one level, with a recipe; worked out at each call.

        Parameters
        ----------
        level, recipe : of the scores.
        known : :meth:`normalised_with` this recipe, where it is already there.
        """
        known = known or self.normalised_with(level, recipe)
        return weighed_scores(known, recipe, same_domains=level in COMPARED_STRICTLY)

    def rank_intervals(self, level: Level, domain: str) -> pd.DataFrame:
        """Stored rank intervals of one domain at one level (default recipe), read at each call.

        Returns
        -------
        DataFrame
            code, domain, rank_low, rank_high (Int64, 5 % and 95 % quantiles over the choices
            drawn); no row where a territory, or a domain at this level, has no interval.
        """
        return read_rank_intervals(level.value, self.data, domain=domain)

    def rank_intervals_of(self, territory: Territory) -> pd.DataFrame:
        """Stored rank intervals of one territory; see :meth:`rank_intervals`."""
        return read_rank_intervals(territory.level.value, self.data, code=territory.code)

    def score_intervals(self, level: Level) -> pd.DataFrame:
        """Stored score intervals of one level (default recipe).

        Returns
        -------
        DataFrame
            code, domain, score_low, score_high (0-100, 5 % and 95 % quantiles over the choices
            drawn); no row where a territory, or a domain at this level, has no interval.
        """
        columns = ["code", "domain", "score_low", "score_high"]
        return self.shared(
            ("score intervals", level), lambda: read_robustness(level.value, self.data)[columns]
        )

    @property
    def robustness_summary(self) -> pd.DataFrame:
        """What moves the ranks of the default recipe, level by level."""
        return self.shared("robustness_summary", lambda: read_robustness_summary(self.data))

    def shapes(self, level: Level, codes: Collection[str] | None = None) -> gpd.GeoSeries:
        """Polygons of one level, EPSG:4326, indexed by code, in the order of the codes.

        Those of communes take 100 MB: they are read where they are asked for, and not kept.

        Parameters
        ----------
        level : one of the five mapped levels.
        codes : of the territories; all of them if not given.
        """
        if level is Level.COMMUNE:
            shapes = read_boundaries(level, self.data, codes).set_index("code").geometry
        else:
            shapes = self.shared(
                ("boundaries", level),
                lambda: read_boundaries(level, self.data).set_index("code").geometry,
            )
        return shapes if codes is None else shapes.reindex(pd.Index(codes))

    def bounds(self, territory: Territory) -> tuple[float, float, float, float]:
        """Degrees of a territory: west, south, east, north."""
        shape = self.shapes(territory.level, [territory.code])
        west, south, east, north = (float(edge) for edge in shape.total_bounds)
        return west, south, east, north

    def at(self, level: Level, lon: float, lat: float) -> str | None:
        """Find the territory of a level that holds a point; see :func:`geo.locate.locate`."""
        shapes = self.shapes
        if level is Level.COMMUNE:
            departement = locate(shapes(Level.DEPARTEMENT), lon, lat)
            if departement is None:
                return None
            inside = self.codes_within(level, Territory(Level.DEPARTEMENT, departement))
            return locate(shapes(level, inside), lon, lat)
        return locate(shapes(level), lon, lat)

    def neighbours(self, level: Level) -> Graph:
        """Neighbours of the territories of one level (see :mod:`geo.neighbours`)."""
        from geo.neighbours import queen  # noqa: PLC0415 - libpysal takes seconds to import

        return self.shared(("neighbours", level), lambda: queen(self.shapes(level)))

    def parents(self, territory: Territory) -> list[Territory]:
        """Larger territories that hold this one, finest first, France last."""
        row = self.territory_row(territory)
        rank = list(Level).index
        parents = (Level.EPCI, Level.DEPARTEMENT, Level.REGION)
        wider = [level for level in parents if rank(level) > rank(territory.level)]
        found = [
            Territory(level, row[level.value])
            for level in wider
            if isinstance(row[level.value], str) and row[level.value]
        ]
        return [*found, Territory(Level.FRANCE, FRANCE_CODE)]


def _of_level(table: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Cut one level out of a table that is sorted by level: its rows are not copied."""
    rows = np.flatnonzero(table["level"] == level.value)
    return table.iloc[rows[0] : rows[-1] + 1] if len(rows) else table.iloc[:0]
