"""The clusters command: a file of units in, local statistics out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from esda import fdr

from atlas.desk.carried import carried, carry, sentences
from common.csv_files import write_csv
from common.errors import InvalidDataError, faults_of
from common.missing_marks import BLANKED, marks_sentence
from geo.gal_file import read_gal
from geo.neighbours import gaps_sentence, one_way_sentence, queen
from geo.outlines import twice_sentence
from geo.spatial_statistics.chance import (
    LOCAL_PERMUTATIONS,
    PERMUTATIONS,
    SEED,
    monte_carlo_error,
)
from geo.spatial_statistics.local_moran import ALPHA, local_moran
from geo.spatial_statistics.moran import GlobalMoran, moran
from geo.spatial_statistics.unit_files import DEFAULT_ID, read_units
from geo.spatial_statistics.units import UnitStatus
from geo.spatial_statistics.wording import (
    global_sentence,
    labels,
    left_out_sentence,
    local_sentence,
)

COLUMNS = [
    *("value", "lag", "Ii", "p_sim", "p_error", "draws", "p_fdr", "significant", "quadrant"),
    *("status", "label"),
]


@dataclass(frozen=True)
class ClusterRun:
    """What the command found.

    Attributes
    ----------
    table : index id, columns :data:`COLUMNS`, in the order of the file.
    moran : the global statistic.
    weights : where the neighbours come from.
    permutations : conditional permutations asked for each unit.
    remarks : what is to be said of the file, and of outlines that nearly touch.
    """

    table: pd.DataFrame
    moran: GlobalMoran
    weights: str
    permutations: int
    remarks: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        """The reading of the results, in French."""
        said = [
            global_sentence(self.moran),
            local_sentence(self.table),
            left_out_sentence(self.table),
            *self.remarks,
        ]
        return [sentence for sentence in said if sentence]

    @property
    def summary(self) -> dict[str, Any]:
        """The global statistic and every choice made, ready for JSON."""
        table = self.table
        cut_off = float(fdr(table["p_sim"].dropna(), ALPHA))
        error = monte_carlo_error(np.array([cut_off]), np.array([self.permutations]))
        return {
            "units": len(table),
            "missing": table.index[table["status"] == UnitStatus.MISSING].tolist(),
            "isolated": table.index[table["status"] == UnitStatus.ISOLATED].tolist(),
            "weights": self.weights,
            "transformation": "row-standardised",
            "moran": asdict(self.moran),
            "local": {
                "permutations": self.permutations,
                "permutations_of_undecided": int(table["draws"].max()),
                "seed": self.moran.seed,
                "alternative": "two-sided",
                "m2": "sum of squared deviations / (N - 1)",
                "alpha": ALPHA,
                "correction": "Benjamini-Hochberg",
                "p_cut_off": cut_off,
                "p_cut_off_error": float(error[0]),
                "significant": int(table["significant"].sum()),
                "undecided": table.index[table["status"] == UnitStatus.UNDECIDED].tolist(),
            },
        }


def run_clusters(
    source: Path,
    value: str,
    output: Path,
    *,
    identifier: str = DEFAULT_ID,
    gal: Path | None = None,
    permutations: int = LOCAL_PERMUTATIONS,
    seed: int = SEED,
) -> ClusterRun:
    """Compute global and local Moran statistics of a column and write them as CSV.

    Parameters
    ----------
    source, value, identifier : see :func:`geo.spatial_statistics.unit_files.read_units`.
    output : the CSV file: id, then :data:`COLUMNS`, in the order of the source, then what the
        source says of itself (:mod:`atlas.desk.carried`).
    gal : neighbours of the same identifiers; queen contiguity of the shapes when None.
    permutations : conditional permutations of each unit; the global statistic has 9,999 at most.
    seed : of the random draws.

    Raises
    ------
    UnknownNameError, InvalidDataError, NotAvailableError
        See the functions used; nothing is written then.
    """
    remarks: list[str] = []
    units = read_units(source, value, identifier, remarks)
    if gal is not None:
        graph = read_gal(gal)
        remarks.append(one_way_sentence(graph))
    elif isinstance(units, gpd.GeoDataFrame):
        with faults_of(source.name):
            graph = queen(units.geometry)
            remarks += [gaps_sentence(units.geometry, graph), twice_sentence(units.geometry)]
    else:
        raise InvalidDataError(
            source.name, ["pas de contours : donnez les voisinages avec --gal, ou un GeoJSON"]
        )
    values = units["value"].rename(value)
    with faults_of(source.name if gal is None else f"{source.name} et {gal.name}"):
        found = moran(values, graph, permutations=min(permutations, PERMUTATIONS), seed=seed)
        table = local_moran(values, graph, permutations=permutations, seed=seed)
    remarks.append(marks_sentence(values.to_frame(), BLANKED))
    table = table.assign(label=labels(table))[COLUMNS]
    told = carried(source)
    write_csv(output, carry(table, told))
    weights = "queen contiguity of the shapes" if gal is None else gal.name
    return ClusterRun(table, found, weights, permutations, (*remarks, *sentences(told)))
