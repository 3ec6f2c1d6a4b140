"""Facts of the communes: published, none, or a share of what the SSMSI withholds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from common.errors import InvalidDataError
from common.levels import Level
from common.paths import DATA
from indicators.base.catalogue import load_catalogue
from pipeline.indicators.build import values_of
from pipeline.indicators.country import Country
from pipeline.indicators.recorded_facts import read_facts, shared_out, unproved
from pipeline.indicators.registry import readers
from pipeline.indicators.securite import FACTS
from pipeline.passage import read_passage

#: Département 01: a city with 40 facts, a village without any, two that are not published. The
#: total is 46: 6 facts for 3,000 people, 2 per 1,000, which is the complement.
COMMUNES = pd.DataFrame(
    {
        "people": [10_000.0, 500.0, 1_000.0, 2_000.0],
        "rate": [4.0, 0.0, 2.0, 2.0],
        "count": [40.0, np.nan, np.nan, np.nan],
    },
    index=["01001", "01002", "01003", "01004"],
).assign(base=lambda table: table["people"])


def test_what_is_withheld_is_shared_out_by_population() -> None:
    facts = shared_out(COMMUNES, pd.Series({"01": 46.0}))

    assert facts["numerator"].tolist() == [40, 0, 2, 4]
    assert facts["status"].tolist() == ["observed", "observed", "estimated", "estimated"]
    assert facts["numerator"].sum() == 46


def test_zeros_are_not_believed_where_the_complement_does_not_fit() -> None:
    """53 facts: 13 are withheld, where the complement says 6. The village may have some."""
    facts = shared_out(COMMUNES, pd.Series({"01": 53.0}))

    assert facts["status"].tolist() == ["observed", "estimated", "estimated", "estimated"]
    assert facts["numerator"].tolist() == pytest.approx([40, 13 / 7, 26 / 7, 52 / 7])


def test_more_facts_than_the_departement_has_are_refused() -> None:
    with pytest.raises(InvalidDataError, match="département 01 : 5 faits de trop"):
        shared_out(COMMUNES, pd.Series({"01": 35.0}))


def test_a_complement_per_dwelling_is_compared_with_dwellings() -> None:
    hidden = pd.DataFrame({"rate": [5.0], "base": [400.0]}, index=["01003"])

    assert unproved(hidden, pd.Series({"01": 2.0})) == set()
    assert unproved(hidden, pd.Series({"01": 5.0})) == {"01"}


@pytest.mark.parametrize("key", sorted(FACTS))
def test_the_communes_add_up_to_their_departement(key: str, sources: Path) -> None:
    rows = read_facts(sources, FACTS[key])
    communes = rows[rows["level"] == "commune"].set_index("code")
    totals = rows[(rows["level"] == "departement") & (rows["year"] == 2024)].set_index("code")
    place = communes.index.str[:2].where(
        ~communes.index.str.startswith("97"), communes.index.str[:3]
    )
    made = communes["numerator"].groupby(place).sum()

    assert made.to_dict() == pytest.approx(totals["numerator"].to_dict())


@pytest.mark.parametrize(
    ("key", "published", "zeros"),
    [
        ("cambriolages", 10_716, 6_529),
        ("violences_intrafamiliales", 12_170, 7_845),
        ("destructions", 11_127, 3_738),
        ("violences_physiques", 16_980, 13_879),
        ("escroqueries", 10_344, 2_641),
    ],
)
def test_published_communes_and_true_zeros(
    key: str, published: int, zeros: int, sources: Path
) -> None:
    rows = read_facts(sources, FACTS[key])
    told = rows[(rows["level"] == "commune") & (rows["status"] == "observed")]

    assert (len(told), told["numerator"].eq(0).sum()) == (published, zeros)


def test_the_estimate_is_the_complement_of_the_ssmsi(sources: Path) -> None:
    """L’Abergement-Clémenciat (01001) is not published: 2.6995 per 1,000 in the complete table."""
    rows = read_facts(sources, FACTS["violences_intrafamiliales"])
    row = rows[(rows["level"] == "commune") & (rows["code"] == "01001")].iloc[0]

    assert row["status"] == "estimated"
    assert 1000 * row["numerator"] / row["denominator"] == pytest.approx(2.6995, abs=0.0002)


def test_every_epci_and_crte_has_its_rates(sources: Path) -> None:
    key = "destructions"
    tables, _ = values_of(
        load_catalogue()[key], readers()[key], sources, Country.read(DATA), read_passage(sources)
    )

    for level in (Level.EPCI, Level.CRTE):
        assert tables[level]["value"].notna().all()
        assert set(tables[level]["status"]) == {"estimated", "aggregated"}
    assert set(tables[Level.DEPARTEMENT]["status"]) == {"observed"}
