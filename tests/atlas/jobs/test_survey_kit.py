"""The kit works as it stands: its template, once filled, goes through the engine."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from atlas.jobs.survey_kit import FOLDER, KIT, kit_bytes, kit_text
from common.errors import InvalidDataError, MissingDataError
from common.paths import DATA
from geo.territories import read_territories
from indicators.base.domains import DOMAIN_KEYS, OVERALL
from indicators.base.groups import GROUP_KEYS
from indicators.survey.answers import read_answers
from indicators.survey.design import read_design
from indicators.survey.run import published_estimates
from indicators.views.survey_size import SurveyPlan, answers_needed
from own_data.kit.questions import FILLED_BY_OTHERS
from pipeline.perceptions.build import estimate_folder, survey_folders

AGES = ["18-24", "25-34", "35-49", "50-64", "65-74", "75 et plus"]


def filled(size: int = 240) -> pd.DataFrame:
    """Answers to the questionnaire, drawn with a fixed seed."""
    random = np.random.default_rng(21)
    columns = kit_text("reponses.csv").strip().split(";")
    table = pd.DataFrame("", index=range(size), columns=columns)
    table["groupe"] = np.where(np.arange(size) % 3 == 0, "elu", "citoyen")
    table["epci"] = np.where(np.arange(size) % 2 == 0, "200069193", "200042935")
    table["departement"], table["region"] = "01", "84"
    citizens = table["groupe"] == "citoyen"
    table.loc[citizens, "tranche_age"] = random.choice(AGES, int(citizens.sum()))
    table.loc[citizens, "sexe"] = random.choice(["femme", "homme"], int(citizens.sum()))
    for key in DOMAIN_KEYS:
        notes = random.integers(0, 11, size).astype(str)
        table[f"note_{key}"] = np.where(random.random(size) < 0.05, "", notes)
        table[f"pratique_{key}"] = random.choice(["oui", "non"], size)
    ranks = np.tile(np.array([1, 2, 3] + [9] * 13), (size, 1))
    table[[f"rang_{key}" for key in DOMAIN_KEYS]] = random.permuted(ranks, axis=1)
    table["partenariat"] = random.choice(["oui", "non"], size)
    return table


def write(folder: Path, table: pd.DataFrame, design: str) -> tuple[Path, Path]:
    table.to_csv(folder / "reponses.csv", sep=";", index=False)
    (folder / "design.toml").write_text(design, encoding="utf-8")
    return folder / "reponses.csv", folder / "design.toml"


def test_the_template_filled_goes_through_the_engine(tmp_path: Path) -> None:
    table = filled()
    answers, plan = write(tmp_path, table, kit_text("design.toml"))
    design = read_design(plan)
    estimates = published_estimates(read_answers(answers, design), design, ["epci"])
    here = (estimates["code"] == "200069193") & (estimates["group"] == "citoyens")
    rows = estimates[here].set_index("domain")
    citizens = table[(table["groupe"] == "citoyen") & (table["epci"] == "200069193")]
    asked = pd.to_numeric(citizens["note_sante"])
    assert rows.loc["sante", "value"] == pytest.approx(10 * asked.mean())
    assert rows.loc["sante", "n"] == asked.notna().sum()
    assert rows.loc["ensemble", "status"] == "published"
    assert rows.loc["priorite_sante", "raw_value"] == pytest.approx(
        citizens["rang_sante"].isin(["1", "2", "3", 1, 2, 3]).mean()
    )
    assert rows.loc["pratique_sante", "raw_value"] == pytest.approx(
        (citizens["pratique_sante"] == "oui").mean()
    )
    assert set(estimates["group"]) == {"citoyens", "elus"}


def test_the_build_takes_the_notes_of_the_kit_and_leaves_its_practices(tmp_path: Path) -> None:
    folder = tmp_path / "perceptions" / "locale"
    folder.mkdir(parents=True)
    write(folder, filled(), kit_text("design.toml"))
    assert survey_folders(tmp_path, tmp_path / "data") == [folder]
    table = estimate_folder(folder, read_design(folder / "design.toml"), read_territories(DATA))
    assert set(table["domain"]) == {*DOMAIN_KEYS, OVERALL}
    assert set(table["level"]) == {"france", "region", "departement", "epci"}


def test_the_template_can_be_raked(tmp_path: Path) -> None:
    table = filled()
    table = table[table["groupe"] == "citoyen"]
    design = kit_text("design.toml").replace("# [calibration]", "[calibration]")
    design = design.replace('# margins = "marges.csv"', 'margins = "marges.csv"')
    answers, plan = write(tmp_path, table, design)
    margins = pd.read_csv(FOLDER / "marges.csv", sep=";", dtype="str")
    empty = margins.to_csv(sep=";", index=False)
    (tmp_path / "marges.csv").write_text(empty, encoding="utf-8")
    with pytest.raises(InvalidDataError, match="total positif attendu"):
        read_design(plan)
    age = margins["variable"] == "tranche_age"
    margins["total"] = np.where(age, 1200 / age.sum(), 600).round().astype(int).astype(str)
    margins.to_csv(tmp_path / "marges.csv", sep=";", index=False)
    raked = read_answers(answers, read_design(plan))
    women = (table["sexe"] == "femme").to_numpy()
    assert raked["weight"][women].sum() == pytest.approx(600)


def test_the_kit_asks_for_no_personal_data() -> None:
    columns = kit_text("reponses.csv").strip().split(";")
    banned = ("nom", "mail", "adresse", "tel", "naissance", "commentaire", "ip")
    assert not [name for name in columns if set(re.split("[_ ]", name)) & set(banned)]
    design = read_design(FOLDER / "design.toml")
    used = {question.column for question in design.questions}
    assert used <= set(columns)
    assert set(design.group_names.values()) == set(GROUP_KEYS)


def test_the_questionnaire_asks_every_column_of_the_template() -> None:
    text = kit_text("questionnaire.md")
    columns = kit_text("reponses.csv").strip().split(";")
    assert [name for name in columns if f"`{name}`" not in text] == [*FILLED_BY_OTHERS]
    assert all(f"`{age}`" in text for age in AGES)


def test_the_table_of_sizes_is_that_of_the_calculator() -> None:
    rows = re.findall(
        r"^\| ± ([\d,]+) \| ([\d ]+) \| ± (\d+) points \| ([\d ]+) \|$",
        kit_text("mode-d-emploi.md"),
        re.MULTILINE,
    )
    assert len(rows) == 4
    for note, notes, share, shares in rows:
        note_margin = float(note.replace(",", "."))
        assert int(notes.replace(" ", "")) == answers_needed(note_margin, SurveyPlan(2.5, 1.5))
        margin = int(share) / 100
        assert int(shares.replace(" ", "")) == answers_needed(margin, SurveyPlan(0.5, 1.5))


def test_every_file_of_the_kit_is_there() -> None:
    for file in KIT:
        assert kit_bytes(file.name)
    with pytest.raises(MissingDataError, match=r"absent\.toml"):
        kit_text("absent.toml")
