"""How the measures of the index order the territories: like density, like poverty, like each other.

Spearman's rank correlation over the territories that have both. All are turned toward fragility
before: a positive correlation with density says that dense places come out more fragile, one of
two indicators that they call the same places fragile.

``indicators/correlations.parquet`` is read here only; the build writes it for the EPCI, the finest
level at which nearly every indicator is measured and not lent.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from common.parquet_tables import read_table
from common.table_schema import Field, TableSchema
from common.tables import table_path
from indicators.scores.objective import ObjectiveScores

FILE = Path("indicators") / "correlations.parquet"
CORRELATIONS = TableSchema(
    "a pair of measures of the index, over the EPCI; sorted",
    ("first", "second"),
    (
        Field("first", "str", "key of an indicator, a domain, a dimension or ``ensemble``"),
        Field("second", "str", "the same, ``density`` (logarithm) or ``poverty`` (its rate)"),
        Field("kind", "str", "what the first is: ``indicator`` or ``score``"),
        Field("beside", "str", "what the second is: ``indicator``, ``score`` or ``context``"),
        Field("correlation", "float64", "Spearman's, both turned toward fragility", "-1 to 1"),
        Field("territories", "int32", "territories that have both"),
    ),
    file=FILE.as_posix(),
)
DENSITY, POVERTY = "density", "poverty"
#: Correlation by pair of keys, in both orders.
Correlations = dict[tuple[str, str], float]
#: Below, a correlation says nothing.
_LEAST = 30


def index_correlations(scores: ObjectiveScores, context: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Correlate the indicators, the scores and the context of one level, pair by pair.

    Parameters
    ----------
    scores : of the level.
    context : what the measures are held against, by name, indexed by code (density in inhabitants
        by km², poverty rate).

    Returns
    -------
    DataFrame
        :data:`CORRELATIONS`: each indicator and each score with the context, indicators among
        them, scores among them. Pairs of fewer than 30 territories are left out.
    """
    indicators = scores.normalised
    table = scores.scores.pivot(index="code", columns="domain", values="score")
    domains = table[[key for key in dict.fromkeys(scores.scores["domain"]) if key in table]]
    around = pd.DataFrame(dict(context)).reindex(indicators.index).astype("float64")
    pairs = [
        *_pairs(indicators, "indicator", around),
        *_pairs(domains.reindex(indicators.index), "score", around),
    ]
    found = pd.DataFrame(pairs, columns=CORRELATIONS.names)
    found = found[found["territories"] >= _LEAST].astype({"territories": "int32"})
    return found.sort_values(["kind", "first", "beside", "second"], ignore_index=True)


def _pairs(
    members: pd.DataFrame, kind: str, context: pd.DataFrame
) -> list[tuple[str, str, str, str, float, int]]:
    whole = pd.concat([members, context], axis=1)
    rho = whole.corr("spearman", min_periods=_LEAST).to_numpy().round(6)
    known = whole.notna().to_numpy(dtype=int)
    both = known.T @ known
    names = [str(name) for name in whole]
    own, every = len(members.columns), len(whole.columns)
    among = [(one, other, kind) for one, other in itertools.combinations(range(own), 2)]
    against = [
        (one, other, "context") for one, other in itertools.product(range(own), range(own, every))
    ]
    return [
        (names[one], names[other], kind, beside, float(rho[one, other]), int(both[one, other]))
        for one, other, beside in among + against
        if both[one, other] >= _LEAST
    ]


def read_correlations(data: Path) -> pd.DataFrame:
    """Read the correlations of the product's index: :data:`CORRELATIONS`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    found = read_table(table_path(data, FILE))
    return found.astype({column.name: column.dtype for column in CORRELATIONS.columns})


def both_ways(found: pd.DataFrame) -> Correlations:
    """Give the correlation of each pair, whichever is named first.

    Parameters
    ----------
    found : :data:`CORRELATIONS`.
    """
    columns = (found[name].tolist() for name in ("first", "second", "correlation"))
    pairs = {(str(one), str(other)): float(rho) for one, other, rho in zip(*columns, strict=True)}
    return pairs | {(other, one): rho for (one, other), rho in pairs.items()}
