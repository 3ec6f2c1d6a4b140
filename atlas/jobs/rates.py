"""What the ``rates`` command does: counts in, raw and empirical-Bayes rates out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from atlas.desk.carried import carried, carry, sentences
from common.csv_files import write_csv
from common.delimited import read_delimited
from common.errors import InvalidDataError, UnknownNameError, faults_of
from common.french import described, number, plural
from common.number_columns import number_column
from indicators.base.shrinkage import global_rates, local_rates


@dataclass(frozen=True, eq=False)
class RatesRun:
    """What the command found.

    Attributes
    ----------
    table : index id; events, population, raw_rate, global_rate, global_weight and, with
        neighbours, local_rate, local_weight and neighbours; NaN for a unit without rate.
    mean : events of all over the population of all.
    variance : of the true rates, as estimated; 0 where counts do not tell units apart.
    remarks : French sentences about what the reader of the file did.
    """

    table: pd.DataFrame
    mean: float
    variance: float
    remarks: tuple[str, ...]

    @property
    def sentences(self) -> Iterator[str]:
        """What was read, and the reading of the results, in French."""
        yield from self.remarks
        yield f"Taux d’ensemble : {number(self.mean, 6)}."
        if self.variance == 0:
            yield (
                "Les comptes ne distinguent pas les unités au-delà du hasard : le taux global de "
                "chacune est celui de l’ensemble."
            )
        without = int(self.table["raw_rate"].isna().sum())
        if without:
            yield (
                f"{number(without)} {plural(without, 'unité')} sans taux (événements inconnus, ou "
                "population inconnue ou nulle)."
            )


def run_rates(
    source: Path,
    events: str,
    population: str,
    output: Path,
    *,
    identifier: str,
    gal: Path | None = None,
) -> RatesRun:
    """Smooth the rates of a file and write them as CSV.

    Parameters
    ----------
    source : CSV, one row per unit (``common.delimited``).
    events, population, identifier : its columns.
    output : the CSV file, in the order of the source, with what the source says of itself
        (:mod:`atlas.desk.carried`).
    gal : neighbours of the same identifiers, for the local rates.

    Raises
    ------
    MissingDataError, UnknownNameError, InvalidDataError
        If a file is absent, a column unknown, a cell no number or negative, an identifier blank or
        repeated, or if neighbours are not those of the units; nothing is written then.
    """
    remarks: list[str] = []
    counts = _read(source, events, population, identifier, remarks)
    with faults_of(source.name):
        of_all = global_rates(counts["events"], counts["population"])
    more = counts.index[(counts["events"] > counts["population"]) & (counts["population"] > 0)]
    if len(more):
        remarks.append(
            f"Plus d’événements que de population : {described(map(str, more))} ; est-ce la bonne "
            "colonne ?"
        )
    table = counts.assign(
        raw_rate=of_all["raw"], global_rate=of_all["smoothed"], global_weight=of_all["weight"]
    )
    if gal is not None:
        from geo.gal_file import read_gal  # noqa: PLC0415 - libpysal takes seconds to import
        from geo.neighbours import aligned, one_way_sentence  # noqa: PLC0415

        graph = read_gal(gal)
        with faults_of(f"{source.name} et {gal.name}"):
            neighbours = aligned(graph, counts.index)
        remarks += [said for said in [one_way_sentence(graph)] if said]
        around = local_rates(counts["events"], counts["population"], neighbours)
        table = table.assign(
            local_rate=around["smoothed"],
            local_weight=around["weight"],
            neighbours=around["neighbours"].astype("Int64"),
        )
    told = carried(source)
    write_csv(output, carry(table, told))
    mean, variance = of_all[["mean", "variance"]].max()  # the same for all who have a rate
    return RatesRun(table, float(mean), float(variance), (*remarks, *sentences(told)))


def _read(
    source: Path, events: str, population: str, identifier: str, remarks: list[str]
) -> pd.DataFrame:
    """Read the counts, all faults said at once."""
    table = read_delimited(source).tell(remarks)
    columns = list(table.columns)
    for option, name in (("events", events), ("population", population), ("id", identifier)):
        if name not in columns:
            raise UnknownNameError(f"la colonne --{option}", name, columns)
    wanted = (events, population, identifier)
    faults = [
        f"colonne {name} en double" for name in sorted(set(wanted)) if columns.count(name) > 1
    ]
    if faults:
        raise InvalidDataError(source.name, faults)
    codes = table[identifier]
    if table.empty:
        faults.append("aucune unité : une ligne par unité attendue")
    if codes.isna().any():
        faults.append(f"colonne {identifier} : {number(codes.isna().sum())} cellules vides")
    faults += [f"identifiant répété : {code}" for code in codes[codes.duplicated()].dropna()]
    read = {}
    for name, column in (("events", events), ("population", population)):
        read[name], wrong = number_column(table.set_index(identifier)[column], "unité")
        faults += wrong
    if faults:
        raise InvalidDataError(source.name, faults)
    return pd.DataFrame(read).rename_axis("id")
