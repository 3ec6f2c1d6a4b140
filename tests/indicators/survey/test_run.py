from __future__ import annotations

from pathlib import Path

import pytest

from common.errors import UnknownNameError
from common.paths import DATA
from indicators.perceptions import read_estimates
from indicators.survey.run import run_survey

FOLDER = DATA / "perceptions/demonstration"


def test_the_demonstration_gives_the_estimates_of_the_product() -> None:
    table = run_survey(FOLDER / "answers.parquet", FOLDER / "design.toml", ["france", "region"])
    key = ["group", "domain", "level", "code"]
    stored = read_estimates(DATA)
    stored = stored[stored["demonstration"]]
    pairs = table.merge(stored, on=key, suffixes=("", "_stored"), validate="one_to_one")
    assert len(pairs) == len(table) == 4 * 17 * 19
    assert pairs["status"].equals(pairs["status_stored"].rename("status"))
    for name in ("value", "se", "low", "high", "n"):
        # The file keeps six decimals.
        assert pairs[name].to_numpy() == pytest.approx(
            pairs[f"{name}_stored"].to_numpy(), abs=1e-6, nan_ok=True
        )


def test_a_level_where_nobody_is_located_is_refused(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text("emploi\n5\n7\n", encoding="utf-8")
    (tmp_path / "design.toml").write_text(
        'title = "t"\nproducer = "p"\nkind = "probability"\nmention = "m"\nyear = 2026\n'
        'group = "citoyens"\n[measures.emploi]\n',
        encoding="utf-8",
    )
    with pytest.raises(UnknownNameError, match="region"):
        run_survey(tmp_path / "answers.csv", tmp_path / "design.toml", ["region"])
