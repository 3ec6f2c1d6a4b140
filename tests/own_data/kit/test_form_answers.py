"""Answers exported from the form of LimeSurvey go through the check and the engine."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from commands.check import check
from indicators.base.domains import DOMAIN_KEYS
from indicators.views.perceptions import ESTIMATES
from indicators.views.shares import SHARES
from own_data.kinds.recognised import recognised
from own_data.kit.form_answers import from_form
from own_data.kit.question import KitForm
from own_data.kit.questions import KIT_COLUMNS, KIT_QUESTIONS, KIT_VARIABLES, ORGANISATIONS
from own_data.loaded import OwnKind
from own_data.sheets.reading import read_sheet
from tests.own_data.conftest import Checker

PLACES = ("200069193", "200042935")
HERE = ("citoyens", "epci", "200069193")


def exported(size: int = 400) -> pd.DataFrame:
    """Draw responses as LimeSurvey exports them: headings and answers by their codes."""
    random = np.random.default_rng(17)
    group = random.choice(["cit", "ent"], size, p=[0.7, 0.3])
    table: dict[str, object] = {"id": np.arange(1, size + 1), "submitdate": "1980-01-01 00:00:00",
                                "lastpage": 17, "startlanguage": "fr", "seed": 1}  # fmt: skip
    for question in KIT_QUESTIONS:
        codes = [one.code for one in question.answers]
        of_all = not question.groups
        asked = of_all | ((group == "cit") == ("citoyens" in question.groups))
        if question.code == "groupe":
            table["groupe"] = group
        elif question.form is KitForm.TEXT:
            table["epci"] = np.resize(PLACES, size)
        elif question.form is KitForm.RANKS:
            items = np.array([item.code for item in question.items])
            drawn = np.array([random.permutation(items) for _ in range(size)])
            for place, code in enumerate(question.rank_codes):
                table[code] = drawn[:, place]
        else:
            lines = [f"{question.code}[{item.code}]" for item in question.items]
            for head in lines or [question.code]:
                table[head] = np.where(asked, random.choice(codes, size), "")
    return pd.DataFrame(table).astype("str")


def text_of(table: pd.DataFrame) -> str:
    return table.to_csv(index=False, quoting=1)


def test_the_export_becomes_the_file_of_the_kit() -> None:
    table = exported()
    sheet = read_sheet(text_of(table).encode(), "results-survey.csv")
    assert recognised(sheet) is OwnKind.SURVEY
    made = from_form(sheet).frame
    unfilled = {"departement", "region", "poids"}
    assert set(made.columns) == set(KIT_COLUMNS) - unfilled
    assert (made["note_sante"] == table["note[sante]"].str[1:].to_numpy()).all()
    assert set(made["groupe"]) == {"citoyen", "entreprise"}
    ranks = made[[f"rang_{key}" for key in DOMAIN_KEYS]]
    assert ranks.apply(sorted, axis=1).map(tuple).unique().tolist() == [
        ("1", "2", "3", *["9"] * 13)
    ]
    first = made.loc[made["rang_sante"] == "1"].index
    assert (table["priorite1"].to_numpy()[first - 2] == "sante").all()
    assert list(sheet.frame.index) == list(made.index)


def test_the_export_goes_through_the_engine(checked: Checker) -> None:
    table = exported()
    loaded = checked(OwnKind.SURVEY, text_of(table)).loaded
    here = (table["groupe"] == "cit") & (table["epci"] == PLACES[0])
    domains = loaded.tables[ESTIMATES.file].set_index(["group", "level", "code", "domain"])["value"]
    notes = table.loc[here, "note[sante]"].str[1:].astype(float)
    assert domains[(*HERE, "sante")] == pytest.approx(10 * notes.mean())
    assert domains[(*HERE, "ensemble")] > 0
    shares = loaded.tables[SHARES.file]
    assert SHARES.faults(shares) == []
    value = shares.set_index(["group", "level", "code", "variable"])["value"]
    told = table[here]
    assert value[(*HERE, "levier_souhaite_action")] == pytest.approx(
        100 * (told["levier"] == "actio").mean()
    )
    assert value[(*HERE, "dimension_sociale_en_premier")] == pytest.approx(
        100 * (told["dimension1"] == "socia").mean()
    )
    assert value[(*HERE, "dimension_sociale")] == pytest.approx(
        100 * ((told["dimension1"] == "socia") | (told["dimension2"] == "socia")).mean()
    )
    assert value[(*HERE, "impact_confiance")] == pytest.approx(
        100 * told["impact[confi]"].isin(["vecu", "atten"]).mean()
    )
    assert set(shares["variable"]) == set(KIT_VARIABLES)


def test_those_who_were_not_asked_have_no_share(checked: Checker) -> None:
    shares = checked(OwnKind.SURVEY, text_of(exported())).loaded.tables[SHARES.file]
    asked = {
        key for key, (question, _) in KIT_VARIABLES.items() if question.groups == ORGANISATIONS
    }
    assert asked
    assert set(shares.loc[shares["variable"].isin(asked), "group"]) == {"entreprises"}


@pytest.mark.slow
def test_volunteers_have_the_same_floor_as_for_domains(checked: Checker) -> None:
    text = text_of(exported())
    drawn = checked(OwnKind.SURVEY, text, chosen={"kind": "probability"}).loaded
    free = checked(OwnKind.SURVEY, text).loaded
    both = drawn.tables[SHARES.file].merge(
        free.tables[SHARES.file], on=list(SHARES.key)
    ).dropna(subset=["se_x"])  # fmt: skip
    assert len(both) > 100
    assert np.allclose(both["se_y"] ** 2, both["se_x"] ** 2 + 9)


def test_the_texts_of_answers_are_read_as_their_codes() -> None:
    table = exported(40)
    told = table.copy()
    for question in KIT_QUESTIONS:
        words = {one.code: one.text for one in question.answers}
        heads = [f"{question.code}[{item.code}]" for item in question.items]
        if question.form in (KitForm.CHOICE, KitForm.GRID):
            for head in heads or [question.code]:
                told[head] = told[head].map(words).fillna("")
    made = [from_form(read_sheet(text_of(one).encode(), "a.csv")).frame for one in (table, told)]
    pd.testing.assert_frame_equal(*made)


def test_an_answer_that_the_form_does_not_propose_is_told_and_not_repeated(
    checked: Checker,
) -> None:
    table = exported(60)
    table.loc[4, "levier"] = "magie"
    table.loc[5, "priorite2"] = "rien"
    report = checked(OwnKind.SURVEY, text_of(table)).report
    assert [(fault.line, fault.column) for fault in report.faults] == [
        (6, "levier_souhaite"), (7, "rang_emploi"),
    ]  # fmt: skip
    assert not any("magie" in str(fault) or "rien" in str(fault) for fault in report.faults)


def test_what_is_not_of_the_form_is_judged_as_ever(checked: Checker) -> None:
    table = exported(60).assign(ipaddr=[f"10.0.0.{n}" for n in range(60)])
    report = checked(OwnKind.SURVEY, text_of(table)).report
    assert any("« ipaddr »" in str(fault) for fault in report.faults)


def test_the_command_checks_an_export(tmp_path: Path) -> None:
    path = tmp_path / "results-survey123456.csv"
    path.write_text(text_of(exported()), "utf-8")
    result = CliRunner().invoke(check, [str(path), "--kind", "survey", "--json"])
    assert result.exit_code == 0, result.output
    said = json.loads(result.output)
    assert said["taken"] == 400
    assert said["faults"] == []
