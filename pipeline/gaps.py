"""Build ``data/perceptions/gaps.parquet``: what is felt against the scores, by question."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.errors import NotAvailableError
from common.levels import MAPPED_LEVELS
from geo.territories import read_territories
from indicators.base.catalogue import load_catalogue
from indicators.base.questions import load_questions, partial_question
from indicators.scores.robustness_store import read_robustness
from indicators.scores.score_store import read_scores
from indicators.views.gap_store import COLUMNS, FILE, KEY, SIDES, gap_table, score_errors
from indicators.views.perceptions import of_domains, perceived, read_estimates
from pipeline.parquet import write_table


def build_gaps(sources: Path, data: Path) -> Path:
    """Write the gap of every question that speaks of a domain, where enough territories answer.

    Parameters
    ----------
    sources : not used; every step has the same parameters.
    data : folder of the product's tables, which already holds the scores, their robustness and the
        estimates.

    Raises
    ------
    MissingDataError
        If one of these tables is absent.
    """
    territories, questions, catalogue = read_territories(data), load_questions(), load_catalogue()
    estimates = of_domains(read_estimates(data), questions)
    tables = []
    for level in MAPPED_LEVELS:
        people = territories[territories["level"] == level.value].set_index("code")["population"]
        intervals = read_robustness(level.value, data).set_index("code")
        asked = estimates.loc[estimates["level"] == level.value, KEY].drop_duplicates()
        for survey, group, domain in asked[["survey", "group", "domain"]].itertuples(index=False):
            if partial_question(questions, catalogue, survey, domain) is not None:
                continue  # it does not speak of what the score measures
            felt = perceived(estimates, survey, domain, group, level.value)
            scores = read_scores(level.value, data, domain=domain).set_index("code")["score"]
            errors = score_errors(intervals[intervals["domain"] == domain])
            try:
                table = gap_table(felt, scores, errors, people.astype("float64"))
            except NotAvailableError:
                continue  # too few territories to compare
            named = dict(zip(KEY, (survey, group, domain, level.value), strict=True))
            tables.append(table.rename_axis("code").reset_index().assign(**named))
    whole = pd.concat(tables, ignore_index=True)[[*KEY, "code", *COLUMNS, *SIDES]]
    return write_table(whole.sort_values([*KEY, "code"], ignore_index=True), data / FILE)
