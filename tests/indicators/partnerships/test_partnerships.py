"""Partnerships: what counts where, what compares, what is unknown."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import gamma

from common.errors import InvalidDataError, MissingDataError, UnknownNameError
from common.paths import DATA
from indicators import partnerships
from indicators.partnerships import Coverage, Presence
from indicators.partnerships.schema import check_records, check_schemes

#: Two départements of one région; EPCI E2 is astride (80 % in D1), E3 is nowhere in majority
#: when cut by CRTE; commune c7 has no inhabitant.
COMMUNES = ["01001", "01002", "01003", "02001", "02002", "02003", "02004"]
POPULATION = pd.Series([300.0, 100.0, 800.0, 200.0, 500.0, 500.0, 0.0], index=COMMUNES)
GROUPS = {
    ("epci", "E1"): ["01001", "01002"],
    ("epci", "E2"): ["01003", "02001"],
    ("epci", "E3"): ["02002", "02003"],
    ("epci", "E4"): ["02004"],
    ("crte", "K1"): ["01001", "01002", "01003", "02001", "02002"],
    ("crte", "K2"): ["02003", "02004", "01001"],
    ("departement", "01"): ["01001", "01002", "01003"],
    ("departement", "02"): ["02001", "02002", "02003", "02004"],
    ("region", "84"): COMMUNES,
}
MEMBERSHIPS = pd.DataFrame(
    [(level, code, commune) for (level, code), members in GROUPS.items() for commune in members],
    columns=["level", "code", "commune"],
)
PARTITIONS = ("commune", "epci", "departement", "region", "france")


def records(*territories: str | None, **columns: Any) -> pd.DataFrame:
    """Make records at these places, with the other columns given."""
    size = len(territories)
    frame = pd.DataFrame(
        {
            "record": [f"ti-{number}" for number in range(size)],
            "title": "Un projet",
            "kind": "label",
            "category": pd.Series([None] * size, dtype="str"),
            "family": pd.Series([None] * size, dtype="str"),
            "domains": "emploi",
            "partners": pd.Series([None] * size, dtype="str"),
            "profiles": "etat",
            "scale": "communal",
            "territories": pd.Series(territories, dtype="str"),
            "lon": np.nan,
            "lat": np.nan,
            "start_year": pd.array([None] * size, dtype="Int16"),
            "end_year": pd.array([None] * size, dtype="Int16"),
            "amount_eur": np.nan,
            "scheme": "ti",
            "source": "liste",
            "link": pd.Series([None] * size, dtype="str"),
        }
    )
    return frame.assign(**columns)[partnerships.RECORD_COLUMNS]


def schemes(**coverage: str) -> pd.DataFrame:
    """Make the crosswalk of schemes with these coverages."""
    size = len(coverage)
    frame = pd.DataFrame(
        {
            "scheme": pd.Series(list(coverage), dtype="str"),
            "coverage": pd.Series(list(coverage.values()), dtype="str"),
            "label": "Dispositif",
            "kind": "label",
            "domains": "emploi",
            "profiles": "",
            "reason": "Parce que.",
            "producer": "ANCT",
            "licence": "Licence Ouverte 2.0",
            "vintage": "2026",
            "source": "liste",
            "records": 0,
            "unplaced": 0,
        }
    )
    for name in ("category", "family", "scale", "coverage_note", "link"):
        frame[name] = pd.Series([None] * size, dtype="str")
    return frame[partnerships.SCHEME_COLUMNS]


def count(frame: pd.DataFrame, level: str, asked: pd.DataFrame | None = None) -> pd.DataFrame:
    return partnerships.count_by_territory(frame, MEMBERSHIPS, POPULATION, level, asked)


def test_a_record_counts_upward_and_is_shared_out_below() -> None:
    in_commune, in_epci = records("commune:01001"), records("epci:E1")
    assert count(in_commune, "epci")["own"].to_dict() == {"E1": 1, "E2": 0, "E3": 0, "E4": 0}
    assert count(in_commune, "crte")["own"].to_dict() == {"K1": 1, "K2": 1}
    assert count(in_commune, "france")["own"].to_dict() == {"FR": 1}
    below = count(in_epci, "commune")
    assert (below["own"] == 0).all()
    assert below["share"].to_dict() == dict.fromkeys(COMMUNES, 0.0) | {"01001": 0.75, "01002": 0.25}
    assert count(in_epci, "departement")["own"].to_dict() == {"01": 1, "02": 0}


def test_an_epci_astride_counts_where_most_of_it_lives() -> None:
    counts = count(records("epci:E2"), "departement")
    assert counts["own"].to_dict() == {"01": 1, "02": 0}
    assert counts["share"].to_dict() == {"01": 0.0, "02": 0.0}


def test_an_epci_without_majority_is_shared() -> None:
    counts = count(records("epci:E3"), "crte")
    assert counts["own"].to_dict() == {"K1": 0, "K2": 0}
    assert counts["share"].to_dict() == {"K1": 0.5, "K2": 0.5}


def test_a_departement_is_never_the_own_record_of_its_main_epci() -> None:
    counts = count(records("departement:01"), "epci")
    assert (counts["own"] == 0).all()
    assert counts["share"].round(6).to_dict() == {"E1": 0.333333, "E2": 0.666667, "E3": 0, "E4": 0}


def test_a_record_with_several_places_counts_once_everywhere() -> None:
    several = records("commune:01001|commune:01002|epci:E2|departement:01")
    assert count(several, "epci")["own"].to_dict() == {"E1": 1, "E2": 1, "E3": 0, "E4": 0}
    assert count(several, "departement")["own"].to_dict() == {"01": 1, "02": 0}
    communes = count(several, "commune")
    assert communes.loc["01001", "own"] == 1
    assert communes.loc["01001", "share"] == 0
    assert communes["share"].max() <= 1


def test_an_empty_commune_keeps_its_records() -> None:
    assert count(records("commune:02004"), "departement").loc["02", "own"] == 1
    assert count(records("epci:E4"), "commune").loc["02004", "share"] == 1


@given(st.lists(st.sampled_from(COMMUNES), max_size=20), st.sampled_from(PARTITIONS))
@settings(max_examples=15)
def test_what_communes_have_sums_to_every_level(codes: list[str], level: str) -> None:
    frame = records(*(f"commune:{code}" for code in codes))
    assert count(frame, level)["own"].sum() == len(codes)


@given(st.lists(st.sampled_from([f"{level}:{code}" for level, code in GROUPS]), max_size=12))
@settings(max_examples=15)
def test_what_is_shared_out_sums_to_the_records(places: list[str]) -> None:
    communes = count(records(*places), "commune")
    assert communes["own"].sum() == 0
    assert communes["share"].sum() == pytest.approx(len(places))


def test_records_that_could_not_be_placed_count_nowhere() -> None:
    assert count(records(None, None), "france")["own"].tolist() == [0]
    assert partnerships.places(records(None)).empty


def test_an_unknown_level_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="departement"):
        count(records(), "departements")


@pytest.mark.parametrize(
    ("coverages", "presence", "own"),
    [
        ({"ti": Coverage.FRANCE}, Presence.ABSENT, 0),
        ({"ti": Coverage.QPV_ONLY}, Presence.ABSENT, 0),
        ({"ti": Coverage.PARTIAL}, Presence.UNKNOWN, None),
        ({"ti": Coverage.FRANCE, "pat": Coverage.PARTIAL}, Presence.NOT_LISTED, 0),
        ({}, Presence.UNKNOWN, None),
    ],
)
def test_zero_is_absence_only_where_the_lists_are_complete(
    coverages: dict[str, str], presence: Presence, own: int | None
) -> None:
    counts = count(records("commune:01001"), "commune", schemes(**coverages))
    first, *_, last = counts.to_dict("records")
    assert first == {"own": 1, "share": 0.0, "presence": Presence.PRESENT}
    assert last["presence"] == presence
    assert pd.isna(last["own"]) if own is None else last["own"] == own


def test_a_list_of_the_metropole_says_nothing_of_the_drom() -> None:
    population = pd.Series([10.0, 10.0], index=["01001", "97411"])
    members = pd.DataFrame({"level": "region", "code": ["84", "04"], "commune": ["01001", "97411"]})
    asked = schemes(ti=Coverage.METROPOLE)
    for level, codes in (("commune", ["01001", "97411"]), ("region", ["84", "04"])):
        counts = partnerships.count_by_territory(records(), members, population, level, asked)
        assert counts.loc[codes, "presence"].tolist() == [Presence.ABSENT, Presence.UNKNOWN]


def test_a_scheme_known_by_departement_says_nothing_of_communes() -> None:
    frame, asked = records("departement:01"), schemes(ti=Coverage.FRANCE)
    assert count(frame, "commune", asked)["presence"].unique().tolist() == [Presence.UNKNOWN]
    assert count(frame, "departement", asked)["presence"].to_dict() == {
        "01": Presence.PRESENT,
        "02": Presence.ABSENT,
    }


def test_rates_are_those_of_esda() -> None:
    smoothing = pytest.importorskip("esda.smoothing")
    rng = np.random.default_rng(4)
    population = pd.Series(rng.integers(200, 80_000, 60).astype(float))
    counts = pd.Series(rng.poisson(population * rng.gamma(2, 2e-4, 60)).astype(float))
    expected = smoothing.Empirical_Bayes(counts.to_numpy(), population.to_numpy()).r.ravel()
    found = partnerships.rates(counts, population)
    assert found["smoothed_rate"].to_numpy() == pytest.approx(expected * 10_000)


def test_the_interval_is_that_of_the_gamma_posterior() -> None:
    counts, population = pd.Series([9.0, 12.0, 3.0]), pd.Series([1_000.0, 4_000.0, 10_000.0])
    mean, variance, *_ = partnerships.prior(counts, population)
    assert mean == pytest.approx(24 / 15_000)
    expected = 15_000 * (9**2 / 1_000 + 12**2 / 4_000 + 3**2 / 10_000) / 15_000 - 24**2 / 15_000
    assert variance == pytest.approx(expected / 15_000 - mean / 5_000)
    posterior = gamma(mean**2 / variance + 9, scale=1 / (mean / variance + 1_000))
    first = partnerships.rates(counts, population).iloc[0]
    assert first[["smoothed_rate", "low", "high"]].tolist() == pytest.approx(
        [10_000 * posterior.mean(), 10_000 * posterior.ppf(0.025), 10_000 * posterior.ppf(0.975)]
    )


def test_without_evidence_of_difference_all_have_the_common_rate() -> None:
    found = partnerships.rates(pd.Series([1.0, 10.0]), pd.Series([1_000.0, 10_000.0]))
    assert found["smoothed_rate"].tolist() == pytest.approx([10.0, 10.0])
    garwood = [gamma.ppf(0.025, 11) / 1.1, gamma.ppf(0.975, 12) / 1.1]
    assert found[["low", "high"]].iloc[0].tolist() == pytest.approx(garwood)
    none = partnerships.rates(pd.Series([0.0, 0.0]), pd.Series([1_000.0, 10_000.0]))
    assert none["low"].tolist() == [0.0, 0.0]
    assert (none["high"] > 0).all()


def test_unknown_counts_and_empty_places_have_no_rate() -> None:
    counts = pd.Series([3.0, np.nan, 1.0], index=["A", "B", "C"])
    found = partnerships.rates(counts, pd.Series({"A": 1_000.0, "B": 500.0, "C": 0.0}))
    assert found.index.tolist() == ["A", "B", "C"]
    assert found.loc["A", "raw_rate"] == 30
    assert found.loc[["B", "C"], ["raw_rate", "smoothed_rate", "low", "high"]].isna().all(axis=None)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 100_000)), min_size=2, max_size=30))
@settings(max_examples=50)
def test_smoothed_rates_lie_between_the_raw_and_the_common_rate(
    pairs: list[tuple[int, int]],
) -> None:
    counts, population = (pd.Series(column, dtype=float) for column in zip(*pairs, strict=True))
    found = partnerships.rates(counts, population)
    common = 10_000 * counts.sum() / population.sum()
    between = found["raw_rate"].sub(found["smoothed_rate"]) * (found["smoothed_rate"] - common)
    assert (between >= -1e-6 * (1 + common) ** 2).all()
    # A very skewed posterior has its mean outside of its central interval, which is then not told.
    told = found[found["low"].notna()]
    assert (told["low"] <= told["smoothed_rate"]).all()
    assert (told["smoothed_rate"] <= told["high"]).all()
    assert found["high"].notna().equals(found["low"].notna())


def test_the_quotient_of_a_domain_compares_shares() -> None:
    here = pd.Series([6, 2, None], index=["emploi", "sante", "securite"], dtype="Int64")
    everywhere = pd.Series([8, 8, 0], index=here.index)
    assert partnerships.location_quotient(here, everywhere).iloc[:2].tolist() == [1.5, 0.5]
    nothing = partnerships.location_quotient(here * 0, everywhere)
    assert nothing.isna().all()  # no record at all: no specialisation
    assert math.isnan(partnerships.location_quotient(here.fillna(1), everywhere)["securite"])


def test_select_keeps_what_meets_all_conditions() -> None:
    frame = records(
        *["commune:01001"] * 3,
        domains=["sante|emploi", "emploi", ""],
        category=["cooperation_economique", None, None],
        start_year=pd.array([2020, 2015, None], dtype="Int16"),
        end_year=pd.array([None, 2018, None], dtype="Int16"),
    )
    unstated = partnerships.NONE_STATED
    chosen = partnerships.select(frame, domain="emploi", category=unstated, period="toutes")
    assert chosen["record"].tolist() == ["ti-1"]
    assert partnerships.select(frame, year=2019)["record"].tolist() == ["ti-2"]
    assert partnerships.select(frame, year=2021, domain="sante")["record"].tolist() == ["ti-0"]


def test_select_leaves_out_what_has_ended_and_the_grants_unless_asked() -> None:
    years = pd.array([None, 2025, 2026], dtype="Int16")
    frame = records(*["commune:01001"] * 3, end_year=years, kind=["label", "label", "subvention"])
    assert partnerships.select(frame)["record"].tolist() == ["ti-0"]
    assert partnerships.select(frame, period="terminees")["record"].tolist() == ["ti-1"]
    assert partnerships.select(frame, kind="subvention")["record"].tolist() == ["ti-2"]
    assert partnerships.select(frame, scheme="ti")["record"].tolist() == ["ti-0", "ti-2"]
    assert partnerships.select(frame, year=2025)["record"].tolist() == ["ti-0", "ti-1"]
    with pytest.raises(UnknownNameError, match="la période"):
        partnerships.select(frame, period="passees")


def test_the_year_of_today_is_that_of_the_most_recent_lists() -> None:
    vintages = partnerships.read_schemes(DATA)["vintage"].str.findall(r"\d{4}").explode()
    assert vintages.astype(int).max() == partnerships.CURRENT_YEAR


@pytest.mark.parametrize(
    ("condition", "nearest"),
    [
        ({"domain": "emplois"}, "emploi"),
        ({"kind": "aliance"}, "alliance"),
        ({"category": "mécénat"}, "mecenat"),
        ({"scheme": "tii"}, "ti"),
    ],
)
def test_select_names_the_nearest_of_an_unknown_value(
    condition: dict[str, str], nearest: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        partnerships.select(records("commune:01001"), **condition)
    assert caught.value.nearest == nearest


def test_only_sites_and_communes_become_points() -> None:
    frame = records("commune:01001|commune:01002", "epci:E1", "commune:01003", None)
    frame.loc[2, ["lon", "lat"]] = [5.0, 46.0]
    middle = pd.DataFrame({"lon": 4.0, "lat": 45.0}, index=COMMUNES)
    found = partnerships.points(frame, middle)
    assert found.groupby("record")["weight"].sum().to_dict() == {"ti-0": 1.0, "ti-2": 1.0}
    assert dict(zip(found["record"], found["precision"], strict=True)) == {
        "ti-0": "commune",
        "ti-2": "site",
    }


def test_the_contract_lists_all_the_faults() -> None:
    asked = schemes(ti=Coverage.FRANCE)
    check_schemes(asked)
    check_records(records("commune:01001", "epci:E1|commune:01002"), asked)
    wrong = records("commune 01001", "commune:01001")
    wrong["record"] = "ti-0"
    wrong["domains"] = "emploi|tourisme"
    wrong["title"] = ["écrire à jean@exemple.fr", "Un projet"]
    wrong["lon"] = [2.0, np.nan]
    wrong["end_year"] = pd.array([1999, 1999], dtype="Int16")
    wrong["start_year"] = pd.array([2005, 1999], dtype="Int16")
    with pytest.raises(InvalidDataError) as caught:
        check_records(wrong, asked)
    text = "\n".join(caught.value.faults)
    for column in ("record", "domains", "territories", "title"):
        assert f"colonne {column} : attendu" in text
    assert "« ti-0 » : fin avant le début" in text
    assert "lon sans lat" in text
    with pytest.raises(InvalidDataError, match="colonne reason"):
        check_schemes(asked.assign(reason=pd.Series([None], dtype="str")))


def test_a_table_that_is_not_built_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"partnerships/records\.parquet"):
        partnerships.read_records(tmp_path)


class TestBuiltTables:
    """The tables of the repository."""

    @pytest.fixture(scope="class")
    def built(self) -> pd.DataFrame:
        return partnerships.read_records(DATA)

    @pytest.fixture(scope="class")
    def crosswalk(self) -> pd.DataFrame:
        return partnerships.read_schemes(DATA)

    def test_they_respect_their_contracts(
        self, built: pd.DataFrame, crosswalk: pd.DataFrame
    ) -> None:
        check_records(built, crosswalk)
        check_schemes(crosswalk)
        assert built["record"].is_monotonic_increasing

    def test_every_scheme_has_its_row_and_its_counts(
        self, built: pd.DataFrame, crosswalk: pd.DataFrame
    ) -> None:
        assert set(built["scheme"]) == set(crosswalk["scheme"])
        counts = crosswalk.set_index("scheme")
        assert built.groupby("scheme").size().to_dict() == counts["records"].to_dict()
        unplaced = built[built["territories"].isna()].groupby("scheme").size()
        assert unplaced.to_dict() == counts.query("unplaced > 0")["unplaced"].to_dict()

    def test_every_place_is_a_territory_of_today(self, built: pd.DataFrame) -> None:
        territories = pd.read_parquet(DATA / "boundaries" / "territories.parquet")
        known = set(territories["level"] + ":" + territories["code"])
        named = partnerships.places(built)
        assert set(named["level"] + ":" + named["code"]) <= known
        assert named.groupby("record")["weight"].sum().to_numpy() == pytest.approx(1)

    def test_nothing_is_counted_twice(self, built: pd.DataFrame) -> None:
        # A label designates a place once; several projects of one commune have other titles.
        once = ["acv", "contrat_ville", "pat", "pvd", "ti", "va"]
        keys = built[built["scheme"].isin(once)].dropna(subset=["territories"])
        assert not keys.duplicated(["scheme", "title", "territories"]).any()
        # Not ``va``: villages that have merged since then are still two records.
        for scheme in ("acv", "contrat_ville", "pvd"):
            named = partnerships.places(built[built["scheme"] == scheme])
            assert not named.duplicated(["level", "code"]).any(), scheme

    def test_known_places(self, built: pd.DataFrame) -> None:
        def titles(scheme: str, place: str) -> list[str]:
            rows = built[(built["scheme"] == scheme) & (built["territories"] == place)]
            return rows["title"].tolist()

        assert titles("acv", "commune:80001") == ["Action cœur de ville – Abbeville"]
        assert titles("tec_parcours", "commune:97411") == [
            "Territoires d’engagement\u00a0: parcours d’accompagnement – Saint-Denis"
        ]
        assert titles("tec_parcours", "commune:11339") == []  # a homonym in the Aude
        foresight = built.loc[built["record"] == "fabp-10", "territories"].item()
        assert foresight.split("|") == [
            "epci:200023737", "epci:200030385", "epci:246800726", "epci:248600413",
        ]  # fmt: skip
