"""The communes of the national programmes, as mapped by the ANCT, are all in the records."""

from __future__ import annotations

import pandas as pd
import pytest

from common.paths import DATA, ROOT

SOURCE = ROOT.parent / "shared" / "data" / "programmes" / "anct2024_programmes_communes_derived.csv"
#: Name of a programme in the file, and of its scheme in the records where they differ.
SCHEMES = {
    **{name: name for name in ("acv", "cde", "citeduc", "fabt", "frla", "pvd", "va")},
    "fs": "france_services",
}


@pytest.mark.skipif(not SOURCE.is_file(), reason="the official files are not beside the project")
@pytest.mark.parametrize("programme", sorted(SCHEMES))
def test_every_commune_of_a_programme_is_named_by_one_of_its_records(programme: str) -> None:
    mapped = pd.read_csv(SOURCE, dtype="str")
    # Saint-Martin has no current code among the communes: it is not in Fragiscope.
    wanted = mapped[mapped["programme"] == programme]["code_commune_cog2026"].dropna()
    records = pd.read_parquet(DATA / "partnerships" / "records.parquet")
    places = records[records["scheme"] == SCHEMES[programme]]["territories"].dropna()
    named = set(places.str.split("|").explode())
    members = pd.read_parquet(DATA / "boundaries" / "memberships.parquet")
    inside = members[(members["level"] + ":" + members["code"]).isin(named)]["commune"]
    covered = {place.removeprefix("commune:") for place in named} | set(inside)
    assert len(wanted) > 0
    assert set(wanted) - covered == set()
