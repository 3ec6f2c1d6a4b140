"""Values of each published source, worked out again from its file by other means."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from common.errors import InvalidDataError
from common.french import fold
from common.paths import DATA
from indicators.base.questions import load_questions
from indicators.views.volunteers import FLOOR
from pipeline.perceptions.bicycle import NATIONAL, SCORES, count_answers, read_answers
from pipeline.perceptions.employers import read_projects
from pipeline.perceptions.former_regions import former_region_populations
from pipeline.perceptions.grand_debat import grand_debat, read_counts
from pipeline.perceptions.published import READERS, read_published
from pipeline.workbook import read_sheet

#: Cells worked out again for each source.
CELLS = 10
Estimates = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="module")
def territories() -> pd.DataFrame:
    return pd.read_parquet(DATA / "boundaries/territories.parquet")


@pytest.fixture(scope="module")
def estimates(sources: Path, territories: pd.DataFrame) -> Estimates:
    made: dict[str, pd.DataFrame] = {}

    def of(survey: str) -> pd.DataFrame:
        if survey not in made:
            made[survey] = read_published(survey, sources, territories, load_questions())
        return made[survey]

    return of


def file_of(survey: str, sources: Path) -> Path:
    (first, *_) = [one.survey for one in load_questions().values() if one.survey.key == survey]
    return sources / first.source[0]


def some(rows: pd.DataFrame) -> pd.DataFrame:
    assert len(rows) >= CELLS
    return rows.sample(CELLS, random_state=7)


def names(territories: pd.DataFrame) -> dict[str, str]:
    regions = territories[territories["level"] == "region"]
    return {fold(name): code for name, code in zip(regions["name"], regions["code"], strict=True)}


def test_every_declared_survey_has_its_reader() -> None:
    assert set(READERS) == {one.survey.key for one in load_questions().values()}


def test_the_grand_debat_by_group(
    estimates: Estimates, sources: Path, territories: pd.DataFrame
) -> None:
    counts = pd.read_csv(file_of("grand_debat_2019", sources), keep_default_na=False)
    codes, questions = names(territories), load_questions()
    table = estimates("grand_debat_2019")
    shown = table[(table["status"] == "published") & (table["level"] == "region")]
    assert set(shown["group"]) == {"citoyens", "elus", "associations"}
    for _, row in some(shown).iterrows():
        theme, _, asked = questions[row["question"]].column.partition("/")
        (cell,) = [
            one
            for one in counts.to_dict("records")
            if (one["theme"], one["question"], one["groupe"]) == (theme, asked, row["group"])
            and codes.get(fold(one["region"])) == row["code"]
        ]
        n = cell["oui"] + cell["non"]
        share = cell["oui"] / n
        felt = share if questions[row["question"]].direction > 0 else 1 - share
        assert row["n"] == n >= 30
        assert row["value"] == pytest.approx(100 * felt)
        error = 100 * np.sqrt(share * (1 - share) / (n - 1))
        assert row["se"] == pytest.approx(np.hypot(error, FLOOR))
        assert row["low"] < row["value"] - 1.95 * FLOOR
        assert row["value"] + 1.95 * FLOOR < row["high"]


def test_who_sees_an_alternative_to_the_car(estimates: Estimates) -> None:
    """The first regards croisés: 42 % of élus and 54 % of citizens; 56 % and 69 % have services."""
    table = estimates("grand_debat_2019")
    country = table[table["level"] == "france"].set_index(["question", "group"])["raw_value"]
    for question, elus, citizens in (
        ("gd_alternatives_voiture", 0.42, 0.54), ("gd_services_publics", 0.56, 0.69),
    ):  # fmt: skip
        assert country[question, "elus"] == pytest.approx(elus, abs=0.005)
        assert country[question, "citoyens"] == pytest.approx(citizens, abs=0.005)
    shown = table[(table["status"] == "published") & (table["level"] == "region")]
    regions = shown[shown["group"] == "elus"].groupby("question").size()
    assert regions["gd_alternatives_voiture"] == regions["gd_services_publics"] == 12


def test_the_groups_add_up_to_the_published_totals(sources: Path) -> None:
    counts = read_counts(file_of("grand_debat_2019", sources))
    totals = pd.read_csv(
        sources / "perceptions/perception_grand_debat_regions_2019.csv", keep_default_na=False
    )
    key = ["theme", "question", "region"]
    sums = counts.groupby(key)[["yes", "no"]].sum()
    published = totals.set_index(key)[["oui", "non"]]
    assert len(published) == 180
    found = sums.reindex(published.index)
    assert (found.to_numpy() == published.to_numpy()).all()


def test_a_region_that_nobody_knows_is_refused(
    sources: Path, territories: pd.DataFrame, tmp_path: Path
) -> None:
    path = file_of("grand_debat_2019", sources)
    copy = tmp_path / path.relative_to(sources)
    copy.parent.mkdir()
    copy.write_text(path.read_text("utf-8").replace(",Corse,", ",Corsica,"), "utf-8")
    asked = [one for one in load_questions().values() if one.survey.key == "grand_debat_2019"]
    with pytest.raises(InvalidDataError, match="Corsica"):
        grand_debat(tmp_path, territories, asked)


def test_the_european_index_goes_up_by_population_with_its_margins(
    estimates: Estimates, sources: Path, territories: pd.DataFrame
) -> None:
    table = estimates("eqi_2024").set_index("code")
    index = pd.read_csv(file_of("eqi_2024", sources)).set_index("nuts2")
    people = former_region_populations(territories)
    assert len(table) == 19
    assert set(table["domain"]) == {"services_publics"}
    for code in sorted(set(people["region"]))[:CELLS]:
        parts = people[people["region"] == code].set_index("nuts2021")["population"]
        weights = parts / parts.sum()
        raw = (weights * index.loc[parts.index, "qualite"]).sum()
        se = np.sqrt(3 * ((weights * index.loc[parts.index, "marge"] / 1.959964) ** 2).sum())
        assert table.loc[code, "raw_value"] == pytest.approx(raw)
        assert table.loc[code, "value"] == pytest.approx(100 * (3 - raw) / 6)
        assert table.loc[code, "raw_se"] == pytest.approx(se, rel=1e-6)


def test_the_oecd_has_values_and_no_margin(estimates: Estimates) -> None:
    table = estimates("ocde_2016").set_index("code")
    assert len(table) == 14
    assert not set(table.index) & {"01", "02", "03", "04", "06"}
    assert table.loc["FR", "value"] == pytest.approx(100 - 92.3)
    assert table.loc["94", "value"] == pytest.approx(100 - 98.2)
    assert table[["se", "low", "high", "n"]].isna().all(axis=None)
    assert set(table["status"]) == {"no_margin"}


def test_vqs_by_age_and_at_equal_age(estimates: Estimates, sources: Path) -> None:
    path, table = file_of("vqs_2021", sources), estimates("vqs_2021")
    columns = {"5_24": "D", "25_59": "E", "60_plus": "F"}
    questions = load_questions()

    def counts(sheet: str) -> pd.DataFrame:
        rows = read_sheet(path, sheet).dropna(subset=["B", "C"])
        return rows[rows["B"].str.contains("- ")].set_index(["B", "C"])

    totals = counts("ETAT_SANT").xs("Ensemble", level="C")[["E", "F"]].astype(float).sum()
    weights = totals / totals.sum()
    local = table[(table["level"] == "departement") & (table["status"] == "no_margin")]
    bands = local[local["age"].isin(list(columns))]
    equal = local[local["age"] == "equal_25_plus"]

    def share(row: pd.Series, column: str) -> float:
        sheet = counts(questions[row["question"]].column)
        named = sheet.index.get_level_values("B").unique()
        (name,) = [one for one in named if one[:3].strip("- ") == row["code"]]
        said = [sheet.loc[(name, answer), column] for answer in questions[row["question"]].counted]
        return sum(map(float, said)) / float(sheet.loc[(name, "Ensemble"), column])

    for _, row in some(bands).iterrows():
        assert row["value"] == pytest.approx(100 * share(row, columns[row["age"]]))
    for _, row in some(equal).iterrows():
        expected = sum(weights[column] * share(row, column) for column in ("E", "F"))
        assert row["value"] == pytest.approx(100 * expected)
    hidden = table[(table["question"] == "vqs_sorties") & (table["status"] == "hidden")]
    assert hidden.query("level == 'departement' and age == '5_24'").shape[0] == 33
    assert hidden["value"].isna().all()


def test_hirings_judged_difficult(estimates: Estimates, sources: Path) -> None:
    table = estimates("bmo_2025").set_index("code")
    rows = read_projects(file_of("bmo_2025", sources))
    assert rows["met"].sum() == 2_401_105
    country = table.loc["FR"]
    assert country["raw_value"] == pytest.approx(0.496, abs=0.0005)
    assert country["status"] == "no_margin"
    local = table[table["level"] == "departement"]
    assert local["raw_value"].min() == pytest.approx(0.329, abs=0.0005)
    assert local["raw_value"].max() == pytest.approx(0.667, abs=0.0005)
    for code, row in some(local).iterrows():
        own = rows[rows["code"] == code]
        known = own[own["xmet"].notna()]
        assert row["value"] == pytest.approx(100 * own["xmet"].sum() / own["met"].sum())
        assert row["covered"] == pytest.approx(known["met"].sum() / own["met"].sum())


def test_the_health_barometer_is_taken_as_published(
    estimates: Estimates, sources: Path, territories: pd.DataFrame
) -> None:
    table = estimates("barometre_sante_2024").set_index(["question", "code"])
    published = pd.read_csv(file_of("barometre_sante_2024", sources))
    codes = names(territories)
    questions = {
        one.column: one
        for one in load_questions().values()
        if one.survey.key == "barometre_sante_2024"
    }
    assert set(table["status"]) == {"published"}
    assert len(table) == len(published)
    regions = some(published[published["region"] != "France"])
    for cell in regions.to_dict("records"):
        question = questions[cell["indicateur"]]
        row = table.loc[(question.key, codes[fold(cell["region"])])]
        told, low, high = (cell[name] for name in ("estimation", "ic_inf", "ic_sup"))
        if question.direction < 0:
            told, low, high = 100 - told, 100 - high, 100 - low
        assert [row["value"], row["low"], row["high"]] == pytest.approx([told, low, high])
        assert row["n"] == cell["n"]
        assert row["se"] == pytest.approx((high - low) / (2 * 1.959964), rel=1e-6)


def test_six_cities_on_their_commune(estimates: Estimates, sources: Path) -> None:
    table = estimates("villes_ue_2023")
    shares = pd.read_csv(file_of("villes_ue_2023", sources)).set_index(["name", "indicator"])
    assert len(table) == 6 * 9
    cities = {"75056": "Paris", "13055": "Marseille", "59350": "Lille", "33063": "Bordeaux",
              "35238": "Rennes", "67482": "Strasbourg"}  # fmt: skip
    assert set(table["code"]) == set(cities)
    for _, row in some(table).iterrows():
        column = load_questions()[row["question"]].column
        expected = 100 * (1 - shares.loc[(cities[row["code"]], column), "value"])
        assert row["value"] == pytest.approx(expected)
        assert row["status"] == "no_margin"


def test_the_scores_of_cyclists_are_means_of_the_producers_sub_scores(
    estimates: Estimates, sources: Path
) -> None:
    files = [sources / f"perceptions/perception_fub_{city}_reponses_2025.csv.gz"
             for city in ("rouen", "brest")]  # fmt: skip
    given = pd.concat([pd.read_csv(path, dtype={"insee": "str"}) for path in files])
    given = given[(given[["score", *SCORES]] > 0).all(axis=1)]  # 0: does not cycle
    table = estimates("barometre_velo_2025")
    columns = {key: one.column for key, one in load_questions().items()}
    for _, row in some(table[table["status"] == "published"]).iterrows():
        own = given.loc[given["insee"] == row["code"], columns[row["question"]]]
        assert row["n"] == len(own) >= 30
        assert row["value"] == pytest.approx(100 * (6 - own.mean()) / 5)
        # A commune is a domain of the whole file: n / (n − 1) is that of the file.
        error = 20 * own.std(ddof=0) / np.sqrt(len(own)) * np.sqrt(len(given) / (len(given) - 1))
        assert row["se"] == pytest.approx(np.hypot(error, FLOOR))


def test_a_commune_is_published_from_the_floor_of_the_producer(
    estimates: Estimates, sources: Path, territories: pd.DataFrame
) -> None:
    table = estimates("barometre_velo_2025")
    rows = table[table["question"] == "velo_score"].set_index("code")
    people = territories[territories["level"] == "commune"].set_index("code")["population"]
    answers = read_answers(
        sources,
        next(one.survey.source for one in load_questions().values() if one.key == "velo_score"),
    )["insee"].value_counts()
    floor = people.reindex(answers.index).lt(5000).map({True: 30, False: 50})
    expected = (answers >= floor).sort_index()
    assert (rows["status"].eq("published").sort_index() == expected).all()
    assert rows.loc[~rows.index.isin(expected.index[expected]), "value"].isna().all()


def test_the_answers_of_the_country_are_counted_by_commune_of_today(
    sources: Path, territories: pd.DataFrame
) -> None:
    survey = load_questions()["velo_score"].survey
    counts = count_answers(sources, territories, survey.source).set_index("code")
    raw = pd.read_csv(
        sources / "perceptions/perception_fub_communes_reponses_2025.csv", dtype={"insee": "str"}
    )
    assert len(raw) == 12_992
    assert raw["contributions"].sum() == 334_528
    part = raw["insee"].str[:3]
    overseas = part.between("975", "989") & (part != "976")
    assert counts["answers"].sum() == raw.loc[~overseas, "contributions"].sum()
    assert counts.loc["75056", "answers"] == raw.set_index("insee").loc["75056", "contributions"]


def test_the_national_file_of_the_producer_is_read_instead(tmp_path: Path) -> None:
    path = tmp_path / NATIONAL
    path.parent.mkdir()
    asked = {f"q{number}": [4, 0, None] for number in range(6, 34)}
    pd.DataFrame({"insee": ["01004", "01004", "2A004"], **asked}).to_csv(path, index=False)
    answers = read_answers(tmp_path, ())
    assert answers["insee"].tolist() == ["01004"]
    assert answers["score"].tolist() == [4.0]
    pd.DataFrame({"insee": ["01004"], "q8": [3]}).to_csv(path, index=False)
    with pytest.raises(InvalidDataError, match="colonne absente : q9"):
        read_answers(tmp_path, ())
