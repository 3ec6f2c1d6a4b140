"""The scores of places side by side, taken away."""

from __future__ import annotations

from dataclasses import replace

from atlas.compare.model import Comparison
from atlas.desk.taken import Taken
from indicators.base.domains import domain_label


def taken_comparison(comparison: Comparison) -> Taken:
    """Lay out the scores of the places compared, to be written as a table.

    Returns
    -------
    Taken
        One row per place and domain (dimensions and the whole too), the place compared first:
        territory (as text; of a perimeter, its address), name, domain, domain_label, score,
        score_basis (what it stands for), rank, rank_low and rank_high among the territories of the
        level that ``level`` names. It has no shape: places of several levels would overlap.
    """
    places = comparison.compared
    scores = comparison.scores.sort_values("position", kind="stable").reset_index(drop=True)
    shown = [places[position] for position in scores["position"]]
    rows = scores[["domain", "score", "rank", "rank_low", "rank_high"]]
    rows.insert(0, "name", [one.name for one in shown])
    rows.insert(2, "domain_label", [domain_label(str(key)) for key in rows["domain"]])
    rows.insert(4, "score_basis", [one.basis.value for one in shown])
    rows.index = rows.index.map(lambda row: str(shown[row].place)).rename("territory")
    # No answer to a survey is among the scores.
    about = replace(comparison.about, mentions=(), demonstration=False)
    return Taken("comparaison", rows, about, beside={"level": comparison.level.value})
