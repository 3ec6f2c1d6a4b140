"""Write ``docs/correlations.md`` from the data: ``python -m tools.correlations``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from atlas.desk.meaning import closest
from common.french import number, signed, spaced
from common.paths import DATA, ROOT
from indicators.base.catalogue import Indicator, load_catalogue
from indicators.base.domains import DOMAIN_KEYS, SCORE_KEYS, domain, short_label
from indicators.scores.correlations import (
    DENSITY,
    POVERTY,
    Correlations,
    both_ways,
    read_correlations,
)

DOCUMENT = ROOT / "docs" / "correlations.md"
#: From here on, two measures order the territories nearly alike, or nearly against each other.
CLOSE = 0.7
_HEAD = """# Ce que l’indice doit à la densité et à la pauvreté

Écrit par `python -m tools.correlations` à partir de `data/indicators/correlations.parquet` ; ne
pas modifier à la main. Corrélations des rangs (Spearman) entre les EPCI, le niveau le plus fin où
presque tous les indicateurs sont mesurés et non prêtés. Tout est tourné vers la fragilité : +1 avec
la densité veut dire que les territoires denses sortent les plus fragiles, −1 les moins denses ; +1
avec la pauvreté, les territoires au taux de pauvreté le plus fort. Une corrélation n’est pas une
faute : elle dit ce que la mesure a de commun avec la densité ou la pauvreté, et donc ce qu’elle ne
peut leur ajouter. Les choix sont expliqués dans [fragilite.md](fragilite.md).
"""


def page(found: pd.DataFrame, catalogue: Mapping[str, Indicator]) -> str:
    """Write the whole document.

    Parameters
    ----------
    found : :data:`indicators.scores.correlations.CORRELATIONS`.
    catalogue : indicator by key.
    """
    labels = {key: one.label for key, one in catalogue.items()}
    labels |= {key: short_label(key) for key in SCORE_KEYS}
    rho = both_ways(found)
    scores = [key for key in SCORE_KEYS if key in set(found.loc[found["kind"] == "score", "first"])]
    told = set(found.loc[found["kind"] == "indicator", "first"])
    indicators = [key for key in catalogue if key in told]
    parts = [
        _HEAD,
        "## Domaines et dimensions\n",
        _lines(scores, rho, labels),
        "## Indicateurs de l’indice\n",
        _by_domain(indicators, rho, labels, catalogue),
        "## Domaines entre eux\n",
        _square([key for key in DOMAIN_KEYS if key in scores], rho, labels),
        f"## Indicateurs proches ou opposés (au moins {number(CLOSE, 1)})\n",
        _close(indicators, rho, labels, catalogue),
    ]
    return spaced("\n".join(parts))


def _lines(keys: Sequence[str], rho: Correlations, labels: Mapping[str, str]) -> str:
    rows = ["| score | densité | pauvreté |", "|---|---:|---:|"]
    for key in keys:
        rows.append(f"| {labels[key]} | {_both(key, rho)} |")
    return "\n".join(rows) + "\n"


def _by_domain(
    keys: Sequence[str],
    rho: Correlations,
    labels: Mapping[str, str],
    catalogue: Mapping[str, Indicator],
) -> str:
    rows = [
        "| domaine | indicateur | densité | pauvreté | le plus proche du domaine | |",
        "|---|---|---:|---:|---|---:|",
    ]
    for key in keys:
        own = catalogue[key].domain
        most = closest(key, keys, rho, catalogue)
        name, value = (labels[most], signed(rho[key, most], 2)) if most else ("", "")
        rows.append(
            f"| {domain(own).short} | {labels[key]} | {_both(key, rho)} | {name} | {value} |"
        )
    return "\n".join(rows) + "\n"


def _both(key: str, rho: Correlations) -> str:
    return " | ".join(signed(rho.get((key, name)), 2) for name in (DENSITY, POVERTY))


def _square(keys: Sequence[str], rho: Correlations, labels: Mapping[str, str]) -> str:
    across = keys[:-1]
    heads = " | ".join(labels[key] for key in across)
    rows = [f"| | {heads} |", "|---|" + "---:|" * len(across)]
    for place, key in enumerate(keys[1:], start=1):
        cells = [signed(rho.get((key, other)), 2) for other in keys[:place]]
        blank = [""] * (len(across) - place)
        rows.append(f"| {labels[key]} | {' | '.join([*cells, *blank])} |")
    return "\n".join(rows) + "\n"


def _close(
    keys: Sequence[str],
    rho: Correlations,
    labels: Mapping[str, str],
    catalogue: Mapping[str, Indicator],
) -> str:
    pairs = [
        (rho[first, second], first, second)
        for place, first in enumerate(keys)
        for second in keys[place + 1 :]
        if abs(rho.get((first, second), 0.0)) >= CLOSE
    ]
    rows = ["| indicateur | domaine | indicateur | domaine | |", "|---|---|---|---|---:|"]
    for value, first, second in sorted(pairs, key=lambda pair: (-abs(pair[0]), pair[1:])):
        cells = [
            f"{labels[key]} | {domain(catalogue[key].domain).short}" for key in (first, second)
        ]
        rows.append(f"| {' | '.join(cells)} | {signed(value, 2)} |")
    return "\n".join(rows) + "\n"


def main(data: Path = DATA) -> int:
    """Write the document."""
    DOCUMENT.write_text(page(read_correlations(data), load_catalogue()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
