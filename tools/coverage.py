"""Count the territories without a score, of one build and another: ``python -m tools.coverage``.

``python -m tools.coverage BEFORE AFTER`` writes, for two folders of data, the Markdown table of
``docs/decisions/0018-coverage.md``: by domain and level, territories that had no score, then that
have none. With one folder, its own count alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pandas as pd

from common.errors import FragiscopeError
from common.levels import MAPPED_LEVELS
from indicators.base.domains import SCORE_KEYS
from indicators.scores.score_store import read_score_table


def without_score(data: Path) -> pd.DataFrame:
    """Territories without a score: rows domains and what they make, columns levels.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    counts = {}
    for level in MAPPED_LEVELS:
        table = read_score_table(level.value, data)
        missing = table.isna().sum().reindex(list(SCORE_KEYS), fill_value=len(table))
        counts[level.value] = missing
    return pd.DataFrame(counts)


def markdown(counts: list[pd.DataFrame]) -> str:
    """Lay out counts side by side, a row a domain.

    Parameters
    ----------
    counts : frames of :func:`without_score`, oldest first.

    Examples
    --------
    >>> one = pd.DataFrame({"epci": [1130, 15]}, index=["securite", "pauvrete"])
    >>> print(markdown([one, one * 0]))
    | | epci |
    |---|---|
    | securite | 1,130 → 0 |
    | pauvrete | 15 → 0 |
    """
    first = counts[0]
    lines = [f"| | {' | '.join(first.columns)} |", "|---" * (len(first.columns) + 1) + "|"]
    for key in first.index:
        cells = [
            " → ".join(f"{count.loc[key, level]:,}" for count in counts) for level in first.columns
        ]
        lines.append(f"| {key} | {' | '.join(cells)} |")
    return "\n".join(lines)


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
def main(folders: tuple[Path, ...]) -> None:
    """Write the table of one folder of data, or of several, oldest first."""
    try:
        click.echo(markdown([without_score(folder) for folder in folders]))
    except FragiscopeError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
