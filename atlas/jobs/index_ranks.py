"""What ``index --robustness`` does: the ranks that units could have, written beside the scores."""

from __future__ import annotations

from pathlib import Path

from atlas.desk.carried import carried, carry
from atlas.jobs.index import IndexRun
from common.csv_files import write_csv
from common.french import number, plural
from common.workers import mapper
from indicators.composite.draws import RobustnessSettings
from indicators.composite.index_draws import IndexDraws, applicable_settings, index_draws

DRAWS, SEED = RobustnessSettings.draws, RobustnessSettings.seed


def run_ranks(
    done: IndexRun,
    data_csv: Path,
    output: Path,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    workers: int = 1,
    scheduler: str = "",
) -> IndexDraws:
    """Draw around an index and write the ranks of its units as CSV.

    Parameters
    ----------
    done : the index.
    data_csv : its data, whose own words go with the ranks.
    output : the CSV file: code of the unit, then
        :attr:`indicators.composite.index_draws.IndexDraws.ranks`.
    draws, seed : how many, and of the pseudo-random numbers.
    workers, scheduler : see :func:`common.workers.mapper`; the file is the same.

    Raises
    ------
    NotAvailableError
        If an option that is drawn cannot be applied to the data, or nobody works.
    """
    settings = applicable_settings(done.units, draws, seed)
    with mapper(workers, scheduler) as mapped:
        found = index_draws(done.index, done.units, done.hierarchy, settings, mapped)
    write_csv(output, carry(found.ranks, carried(data_csv)))
    return found


def describe(found: IndexDraws) -> list[str]:
    """Say in French what was drawn, and how far ranks move."""
    settings = found.settings
    varied = " ; ".join(
        ", ".join(option.label for option in options)
        for options in (settings.normalisations, settings.treatments, settings.aggregations)
    )
    count = settings.draws
    return [
        f"{number(count)} {plural(count, 'tirage')} (graine {settings.seed}) : {varied} ; poids à "
        f"{number(100 * settings.spread)} % près.",
        *(
            f"{top} : un rang change en moyenne de {number(shift, 1)}."
            for top, shift in found.mean_shift.items()
        ),
    ]
