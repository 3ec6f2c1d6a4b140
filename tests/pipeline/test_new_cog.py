"""Rehearsal of a new code officiel géographique, over a country of nine communes.

On the 1st of January 2027 Alba and Bella merge, Cara gives back Kappa (with Lambda, which they took
in in 2019), Delle has another name, Golfe goes to another département and another EPCI.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from shapely import area, unary_union

from common.errors import InvalidDataError
from common.levels import Level, Territory
from geo.boundaries import read_boundaries
from geo.gazetteer import Gazetteer
from geo.search import SearchIndex
from geo.territories import read_memberships, read_territories
from indicators.base.catalogue import Indicator
from indicators.base.status import Status
from own_data.kinds.choices import Choices
from own_data.kinds.loading import check
from own_data.loaded import OwnKind, OwnSource
from pipeline.boundaries import build_boundaries
from pipeline.commune_facts import ZONES_FILE, employment_zones
from pipeline.indicators.build import values_of
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.country import Country
from pipeline.limits import build_limits
from pipeline.partnerships.source_places import SourcePlaces
from pipeline.passage import Change, read_passage
from pipeline.territories import build_territories
from tests.pipeline.small_country import SIDE, Commune, siren, square, write_country

X, Y, Z = "200000001", "200000002", "200000003"
ABROAD = "99999"
#: Counts of the files: (numerator, denominator) by code of the day.
IN_2018 = {
    "01001": (5, 100), "01002": (50, 200), "01003": (8, 150), "01007": (20, 80), "01008": (2, 40),
    "01004": (44, 400), "01005": (55, 500), "01006": (66, 600),
    "69001": (70, 700), "69002": (88, 800), "69003": (99, 900),
}  # fmt: skip
IN_2026 = {
    "01001": (10, 100), "01002": (60, 200), "01003": (30, 300),
    "01004": (40, 400), "01005": (50, 500), "01006": (60, 600),
    "69001": (140, 700), "69002": (80, 800), "69003": (90, 900),
}  # fmt: skip
ABOUT = OwnSource("Baromètre local", "Préfecture de l’Ain", 2026)


def country_of_2026(folder: Path) -> Path:
    communes = {
        "01001": Commune("Alba", 100, square(0, 0)),
        "01002": Commune("Bella", 200, square(1, 0)),
        "01003": Commune("Cara", 300, square(2, 0), {"01007": "Kappa", "01008": "Lambda"}),
        "01004": Commune("Delle", 400, square(0, 1)),
        "01005": Commune("Echo", 500, square(1, 1)),
        "01006": Commune("Foix-les-Bains", 600, square(2, 1)),
        "69001": Commune("Golfe", 700, square(0, 2)),
        "69002": Commune("Hotel", 800, square(1, 2)),
        "69003": Commune("India", 900, square(2, 2)),
    }
    members = {
        X: ["01001", "01002", "01003"],
        Y: ["01004", "01005", "01006"],
        Z: ["69001", "69002", "69003"],
    }
    passage = {"01007": "01003", "01008": "01003"}
    return write_country(
        folder, communes, members, passage, MERGER_OF_2019, crte={"1": [X], "2": [Y, Z]}
    )


MERGER_OF_2019 = [("32", "2019-01-01", code, "01003") for code in ("01003", "01007", "01008")]


def country_of_2027(folder: Path) -> Path:
    united = unary_union([square(0, 0), square(1, 0)])
    right = square(2, 0).difference(square(2, 0, 0.5))
    communes = {
        "01001": Commune("Alba-Bella", 300, united, {"01001": "Alba", "01002": "Bella"}),
        "01003": Commune("Cara", 200, square(2, 0, 0.5)),
        "01004": Commune("Delle-sur-Ain", 400, square(0, 1)),
        "01005": Commune("Echo", 500, square(1, 1)),
        "01006": Commune("Foix-les-Bains", 600, square(2, 1)),
        "01007": Commune("Kappa", 100, right, {"01008": "Lambda"}),
        "01009": Commune("Golfe", 700, square(0, 2)),
        "69002": Commune("Hotel", 800, square(1, 2)),
        "69003": Commune("India", 900, square(2, 2)),
    }
    members = {
        X: ["01001", "01003", "01007"],
        Y: ["01004", "01005", "01006", "01009"],
        Z: ["69002", "69003"],
    }
    day = "2027-01-01"
    events = [
        *MERGER_OF_2019,
        *(("32", day, code, "01001") for code in ("01001", "01002")),
        *(("21", day, "01003", code) for code in ("01003", "01007")),
        ("10", day, "01004", "01004"),
        ("41", day, "69001", "01009"),
    ]
    # The table of Insee keeps one target an old code: that which took the code of the merger.
    passage = {"01002": "01001", "69001": "01009", "01008": "01003"}
    return write_country(folder, communes, members, passage, events, crte={"1": [X], "2": [Y, Z]})


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return country_of_2027(tmp_path_factory.mktemp("cog2027") / "sources")


@pytest.fixture(scope="module")
def data(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build_territories(sources, folder)
    return folder


@pytest.fixture(scope="module")
def territories(data: Path) -> pd.DataFrame:
    return read_territories(data)


def people(territories: pd.DataFrame, level: Level) -> dict[str, int]:
    rows = territories[territories["level"] == level]
    return {str(code): int(one) for code, one in zip(rows["code"], rows["population"], strict=True)}


def rate(rule: str = "ratio") -> Indicator:
    return Indicator(
        key="part", domain="emploi", label="Part", unit="share", direction=1, finest="commune",
        rule=rule, year=2025, producer="p", licence="l", source=("f",), caveats="c",
        in_index=False, index_reason="r", definition="d", weight="w" * (rule == "weighted_mean"),
    )  # fmt: skip


def told(counts: dict[str, tuple[int, int]], year: int, rule: str = "ratio") -> pd.DataFrame:
    codes = pd.Series(list(counts), dtype="str")
    numbers = pd.Series([float(one) for one, _ in counts.values()])
    wholes = pd.Series([float(one) for _, one in counts.values()])
    if rule in ("sum", "official"):
        return observations(Level.COMMUNE, codes, year, value=numbers)
    return observations(Level.COMMUNE, codes, year, numerator=numbers, denominator=wholes)


def made(
    rows: pd.DataFrame, geography: int | dict[int, int], sources: Path, data: Path, rule: str
) -> tuple[dict[Level, pd.DataFrame], pd.DataFrame]:
    by_level, audit = values_of(
        rate(rule),
        Reader(lambda _: rows, geography),
        sources,
        Country.read(data),
        read_passage(sources),
    )
    return {level: frame.set_index(["code", "year"]) for level, frame in by_level.items()}, audit


@pytest.fixture(scope="module")
def series(sources: Path, data: Path) -> tuple[dict[Level, pd.DataFrame], pd.DataFrame]:
    """A ratio whose files of two years use the codes of 2018 and of 2026."""
    rows = pd.concat([told(IN_2018, 2018), told({**IN_2026, ABROAD: (1, 2)}, 2025)])
    return made(rows.reset_index(drop=True), {2018: 2018, 2025: 2026}, sources, data, "ratio")


def test_nobody_is_lost(territories: pd.DataFrame, tmp_path: Path) -> None:
    build_territories(country_of_2026(tmp_path / "sources"), tmp_path)
    before = read_territories(tmp_path)
    for level in (Level.FRANCE, Level.REGION):
        assert people(territories, level) == people(before, level)
    assert sum(people(territories, Level.COMMUNE).values()) == 4500
    assert people(territories, Level.EPCI) == {X: 600, Y: 2200, Z: 1700}
    assert people(territories, Level.DEPARTEMENT) == {"01": 2800, "69": 1700}
    ground = territories.groupby("level")["area_km2"].sum()
    assert ground.to_dict() == pytest.approx(before.groupby("level")["area_km2"].sum().to_dict())


def test_who_is_in_what_is_that_of_the_day(data: Path, territories: pd.DataFrame) -> None:
    members = read_memberships(data)
    held = members[members["level"] == Level.EPCI].groupby("code")["commune"].agg(list)
    assert held[Y] == ["01004", "01005", "01006", "01009"]
    golfe = territories.set_index("code").loc["01009"]
    assert (golfe["departement"], golfe["epci"], golfe["name"]) == ("01", Y, "Golfe")
    crte = members[members["level"] == Level.CRTE].set_index("commune")["code"]
    assert crte["01007"] == crte["01001"] != crte["01009"]


def test_old_codes_go_to_the_communes_of_the_day(sources: Path) -> None:
    passage = read_passage(sources)
    codes = pd.Series(["01002", "01007", "01008", "69001", "01004", ABROAD])
    found = passage.convert(codes)
    assert found["code"].fillna("").tolist() == ["01001", "01007", "01007", "01009", "01004", ""]
    assert found["change"].fillna("").tolist() == [
        *(Change.MERGED, "", Change.MERGED, Change.RENAMED, "", Change.UNKNOWN),
    ]
    assert passage.recoded.to_dict() == {"69001": "01009"}
    assert passage.splits(2026) == {"01003": ["01003", "01007"]}
    assert passage.parts(2026) == {"01001": ["01001", "01002"]}


def test_what_stood_by_itself_then_is_not_cut_out_of_another(sources: Path) -> None:
    """Before the merger of 2019 Cara and Kappa were two, as they are again."""
    passage = read_passage(sources)
    assert passage.splits(2018) == {}
    assert passage.parts(2018) == {"01001": ["01001", "01002"], "01007": ["01007", "01008"]}


def test_a_ratio_is_worked_out_of_counts(
    series: tuple[dict[Level, pd.DataFrame], pd.DataFrame],
) -> None:
    communes = series[0][Level.COMMUNE]
    last = communes.xs(2025, level="year")
    merged = last.loc["01001"]
    assert merged["value"] == pytest.approx(70 / 300)  # the mean of both shares is 0.2
    assert merged["status"] == Status.AGGREGATED
    assert last.loc["01009", ["numerator", "denominator", "status"]].tolist() == [
        *(140, 700, Status.OBSERVED),
    ]
    for code, share in {"01003": 200 / 300, "01007": 100 / 300}.items():
        assert last.loc[code, "numerator"] == pytest.approx(30 * share)
        assert last.loc[code, "denominator"] == pytest.approx(300 * share)
        assert last.loc[code, "status"] == Status.ESTIMATED
    assert ABROAD not in last.index


def test_every_level_adds_up_to_what_the_files_say(
    series: tuple[dict[Level, pd.DataFrame], pd.DataFrame],
) -> None:
    for year, counts in {2018: IN_2018, 2025: IN_2026}.items():
        whole = [sum(one[place] for one in counts.values()) for place in (0, 1)]
        for level in (Level.COMMUNE, Level.EPCI, Level.DEPARTEMENT, Level.REGION, Level.FRANCE):
            rows = series[0][level].xs(year, level="year")
            sums = rows[["numerator", "denominator"]].sum()
            assert sums.tolist() == pytest.approx(whole), (level, year)
            assert (rows["value"] - rows["numerator"] / rows["denominator"]).abs().max() < 1e-12
    epci = series[0][Level.EPCI].xs(2025, level="year")
    assert epci["value"].to_dict() == pytest.approx(
        {X: 100 / 600, Y: (40 + 50 + 60 + 140) / 2200, Z: 170 / 1700}
    )


def test_a_series_goes_on_through_the_change(
    series: tuple[dict[Level, pd.DataFrame], pd.DataFrame],
) -> None:
    values = series[0][Level.COMMUNE]["value"].unstack("year")
    assert {int(year) for year in values.columns} == {2018, 2025}
    assert values.notna().all(axis=None)
    expected = {"01001": 55 / 300, "01003": 8 / 150, "01007": 22 / 120, "01009": 0.1}
    assert values.loc[list(expected), 2018].to_dict() == pytest.approx(expected)
    status = series[0][Level.COMMUNE]["status"].xs(2018, level="year")
    assert status["01003"] == Status.OBSERVED  # its own figure, not a part of another


def test_what_was_converted_or_could_not_be_is_told(
    series: tuple[dict[Level, pd.DataFrame], pd.DataFrame],
) -> None:
    audit = series[1].fillna("")
    assert set(audit.itertuples(index=False, name=None)) == {
        ("01002", "01001", "merged"),
        ("01008", "01007", "merged"),
        ("01003", "01003", "split"),
        ("01003", "01007", "split"),
        ("69001", "01009", "renamed"),
        (ABROAD, "", "unknown"),
    }


def test_a_sum_is_kept_and_what_cannot_be_joined_is_missing(sources: Path, data: Path) -> None:
    sums, _ = made(told(IN_2026, 2025, "sum"), 2026, sources, data, "sum")
    total = sum(one for one, _ in IN_2026.values())
    for level in (Level.COMMUNE, Level.EPCI, Level.FRANCE):
        assert sums[level]["value"].sum() == pytest.approx(total)
    medians, _ = made(told(IN_2026, 2025, "official"), 2026, sources, data, "official")
    communes = medians[Level.COMMUNE].xs(2025, level="year")
    assert communes.loc["01001", "status"] == Status.MISSING
    assert communes.loc["01009", ["value", "status"]].tolist() == [140, Status.OBSERVED]
    assert communes.loc[["01003", "01007"], "status"].tolist() == [Status.ESTIMATED] * 2


def test_a_part_that_is_not_there_or_secret_is_not_made_up(sources: Path, data: Path) -> None:
    lacking = {code: counts for code, counts in IN_2026.items() if code != "01002"}
    values, audit = made(told(lacking, 2025), 2026, sources, data, "ratio")
    assert values[Level.COMMUNE].loc[("01001", 2025), "status"] == Status.MISSING
    assert ("01002", "01001", "absent") in set(audit.itertuples(index=False, name=None))
    rows = told(IN_2026, 2025)
    secret = rows["code"] == "01002"
    rows.loc[secret, ["numerator", "denominator"]] = float("nan")
    rows.loc[secret, "status"] = Status.SUPPRESSED.value
    values, _ = made(rows, 2026, sources, data, "ratio")
    assert values[Level.COMMUNE].loc[("01001", 2025), "status"] == Status.SUPPRESSED


def test_an_epci_that_is_no_more_is_left_out_and_told(sources: Path, data: Path) -> None:
    gone = "200000009"
    rows = observations(Level.EPCI, pd.Series([X, Y, gone]), 2025, value=pd.Series([0.1, 0.2, 0.3]))
    values, audit = made(rows, 2026, sources, data, "official")
    epci = values[Level.EPCI].xs(2025, level="year")
    assert epci["value"].dropna().to_dict() == {X: 0.1, Y: 0.2}
    assert audit.fillna("").values.tolist() == [[gone, "", "unknown"]]


def test_outlines_are_those_of_the_day_and_leave_no_hole(sources: Path, data: Path) -> None:
    build_boundaries(sources, data)
    build_limits(sources, data)
    areas = {}
    for level in (Level.COMMUNE, Level.EPCI, Level.CRTE, Level.DEPARTEMENT, Level.REGION):
        shapes = read_boundaries(level, data).set_index("code").geometry
        areas[level] = pd.Series(area(shapes.to_numpy()), index=shapes.index) / SIDE**2
    near = {"rel": 1e-3}  # coordinates are rounded to a metre
    communes = areas[Level.COMMUNE].to_dict()
    whole = dict.fromkeys(communes, 1.0) | {"01001": 2.0, "01003": 0.5, "01007": 0.5}
    assert communes == pytest.approx(whole, **near)
    assert areas[Level.EPCI].to_dict() == pytest.approx({X: 3, Y: 4, Z: 2}, **near)
    assert areas[Level.DEPARTEMENT].to_dict() == pytest.approx({"01": 7, "69": 2}, **near)
    assert areas[Level.CRTE].sum() == pytest.approx(9, **near)


def gazetteer(territories: pd.DataFrame, data: Path) -> Gazetteer:
    return Gazetteer(territories, read_memberships(data), SearchIndex(territories))


@pytest.mark.parametrize(
    ("asked", "code", "matched"),
    [
        ("01002", "01001", "01002"),
        ("Bella", "01001", "Bella"),
        ("01008", "01007", "01008"),
        ("Lambda", "01007", "Lambda"),
        ("69001", "01009", "69001"),
        ("Delle-sur-Ain", "01004", ""),
    ],
)
def test_old_codes_and_names_are_found(
    asked: str, code: str, matched: str, territories: pd.DataFrame
) -> None:
    best = SearchIndex(territories).find(asked, limit=1).iloc[0]
    assert (best["code"], best["matched"]) == (code, matched)


def test_own_data_with_the_codes_of_before_are_read(territories: pd.DataFrame, data: Path) -> None:
    rows = "".join(f"{code};{one};{whole}\n" for code, (one, whole) in IN_2026.items())
    text = f"code_insee;numerateur;denominateur\n{rows}"
    said = Choices(ABOUT, domain="emploi", direction=1, unit="%")
    done = check(OwnKind.INDICATORS, text.encode(), "a.csv", gazetteer(territories, data), said)
    assert done.loaded is not None, done.report.faults
    values = done.loaded.tables["indicators/values/commune.parquet"].set_index("code")
    assert values.loc["01001", "value"] == pytest.approx(70 / 300)
    assert values.loc["01009", ["value", "status"]].tolist() == [0.2, "observed"]
    changes = done.loaded.tables["indicators/code_changes.parquet"]
    assert changes[["old_code", "code", "rule"]].values.tolist() == [
        ["01002", "01001", "merged"],
        ["69001", "01009", "renamed"],
    ]


def test_partnerships_of_before_have_their_place(sources: Path, data: Path) -> None:
    places = SourcePlaces(sources, data)
    for old, code in {"01002": "01001", "01008": "01007", "69001": "01009"}.items():
        assert places.place(old) == (Territory(Level.COMMUNE, code),)
    assert places.place(siren("01009")) == (Territory(Level.COMMUNE, "01009"),)
    assert places.joined(["01001", "01002", "01003", "01007"]) == f"epci:{X}"
    assert places.place(ABROAD) == ()


def test_zones_and_classes_of_before_are_handed_on(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zones = {code: f"zone {code[:2]}" for code in IN_2026}
    pd.DataFrame({"DEPCOM": zones.keys(), "LIB_ZE2020": zones.values()}).to_csv(
        sources / ZONES_FILE, index=False
    )
    found = employment_zones(sources, read_passage(sources))
    assert found[["01001", "01003", "01007", "01009"]].tolist() == [
        *("zone 01", "zone 01", "zone 01", "zone 69"),
    ]
    older = country_of_2027(tmp_path / "sources")
    grid = older / "zonages" / "grille_densite.csv"
    pd.DataFrame({"insee_com": list(IN_2026), "niveau_densite": "Rural"}).to_csv(grid, index=False)
    build_territories(older, tmp_path)
    communes = read_territories(tmp_path).query("level == 'commune'").set_index("code")
    assert communes.loc["01009", "density"] == "Rural"
    assert communes["density"].isna().sum() == 1  # Kappa, of which the grid says nothing


def test_a_country_whose_lists_are_not_of_the_same_year_is_refused(tmp_path: Path) -> None:
    sources = country_of_2027(tmp_path / "sources")
    before = country_of_2026(tmp_path / "before")
    outlines = "boundaries/communes_2026_hd100m_wgs84.parquet"
    (sources / outlines).write_bytes((before / outlines).read_bytes())
    with pytest.raises(InvalidDataError, match="01009") as refused:
        build_territories(sources, tmp_path)
    for code in ("01002", "01007", "69001"):
        assert code in str(refused.value)
