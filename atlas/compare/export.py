"""The scores of places side by side, taken away."""

from __future__ import annotations

from atlas.compare.asked import written_levels, written_places
from atlas.compare.model import Comparison
from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import index_indicators, indicator_sources
from atlas.desk.remade import command_words
from atlas.desk.taken import Taken
from indicators.base.domains import OVERALL, domain_label
from indicators.scores.objective import default_recipe


def taken_comparison(desk: Desk, comparison: Comparison) -> Taken:
    """Lay out the scores of the places compared, to be written as a table.

    Every domain is there, whichever is looked at.

    Parameters
    ----------
    desk : the opened data.
    comparison : made on this desk.

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
    return Taken(
        "comparaison", rows, _about(desk, comparison), beside={"level": comparison.level.value}
    )


def _about(desk: Desk, comparison: Comparison) -> About:
    """Say what the scores rest on: no answer to a survey, nor any partnership, is among them."""
    first, *larger = comparison.compared[: 1 + comparison.references]
    chosen = comparison.compared[1 + comparison.references :]
    return about_of(
        desk,
        f"{', '.join(one.name for one in comparison.compared)} – scores de tous les domaines",
        sources=indicator_sources(index_indicators(desk, OVERALL)),
        recipe=default_recipe(),
        command=command_words(
            "table",
            "comparison",
            place=str(first.place),
            references=written_levels(one.place.level for one in larger),
            beside=written_places(one.place for one in chosen),
        ),
    )
