"""The table of divergences: its cells are those of the gaps and pairs, in every file too."""

from __future__ import annotations

import csv
import io
import json

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.written import COLUMNS as WRITTEN
from atlas.divergences import GapQuery, gap_view
from atlas.divergences.divergences import (
    COLUMNS,
    DIVERGENCES,
    PARTED,
    DivergenceQuery,
    Divergences,
    cell_words,
    column_words,
    divergences,
    readings_of,
    summary,
    words_table,
)
from atlas.divergences.divergences_export import (
    divergences_name,
    divergences_rows,
    divergences_workbook,
    taken_divergences,
)
from atlas.divergences.needs import sample_needed, sample_sentence
from atlas.divergences.pairs import PairQuery, pair_view
from atlas.divergences.readings import (
    READING,
    READINGS,
    SIGNS,
    ComparedWith,
    position_words,
    readings,
)
from common.csv_files import FRANCE, csv_bytes
from common.errors import NotAvailableError, UnknownNameError
from common.french import number
from common.levels import MAPPED_LEVELS, Level, Territory
from indicators.base.domains import DOMAIN_KEYS
from indicators.base.questions import SUBJECTS
from indicators.views.positions import GapStatus
from indicators.views.survey_size import MINIMUM_ANSWERS
from tests.common.test_workbook_files import read_workbook
from tests.taken_out import geojson

SEINE_MARITIME = Territory(Level.DEPARTEMENT, "76")


@pytest.mark.parametrize("level", MAPPED_LEVELS)
def test_every_cell_is_that_of_the_gap_or_of_the_pair(desk: Desk, level: Level) -> None:
    rows = readings(desk, level)
    assert not rows.duplicated([*READING, "code"]).any()
    for (_, basis, question, survey, group), own in rows.groupby(READING, sort=False):
        cells = own.set_index("code")
        assert cells["units"].eq(len(cells)).all()
        if basis == ComparedWith.DOMAIN:
            gap = gap_view(desk, GapQuery(level, cells["subject"].iloc[0], group, survey))
            expected, felt = gap.frame, gap.frame["perceived"]
        else:
            pair = pair_view(desk, PairQuery(question, level=level, group=group))
            assert set(cells["indicator"]) == {pair.question.indicators[0]}
            expected, felt = pair.frame, pair.frame["felt"]
        for name in ("status", "n"):
            pd.testing.assert_series_equal(
                cells[name].sort_index(), expected[name].reindex(cells.index).sort_index(),
                check_dtype=False,
            )  # fmt: skip
        assert cells["felt"].equals(felt.reindex(cells.index))


@pytest.mark.parametrize("level", [Level.COMMUNE, Level.DEPARTEMENT, Level.REGION])
def test_words_signs_and_every_file_give_one_position(desk: Desk, level: Level) -> None:
    view = divergences(desk, DivergenceQuery(level))
    names = {row["subject"]: column_words(desk, row) for _, row in view.columns.iterrows()}
    table = words_table(desk, view)
    rows = divergences_rows(desk, view)
    written = csv.DictReader(
        io.StringIO(csv_bytes(rows, FRANCE).decode("utf-8-sig")), delimiter=";"
    )
    texts = [{name: cell.strip('="') for name, cell in row.items()} for row in written]
    csv_cells = {(row["code"], row["subject"]): row for row in texts}
    book = read_workbook(divergences_workbook(desk, view))
    sheet = {
        str(row[1]): dict(zip(book["Tableau"][0], row, strict=True)) for row in book["Tableau"]
    }
    detail = {
        (row["code"], row["subject"]): row
        for row in (dict(zip(book["Détail"][0], line, strict=True)) for line in book["Détail"][1:])
    }
    collection = json.loads(geojson(taken_divergences(desk, view)))
    features = {one["properties"]["code"]: one["properties"] for one in collection["features"]}
    assert len(csv_cells) == len(detail) == len(view.cells) > 0
    assert list(features) == list(view.territories.index)
    for _, cell in view.cells.iterrows():
        code, subject, status = cell["code"], cell["subject"], GapStatus(cell["status"])
        words, key = cell_words(cell), (code, SUBJECTS[subject])
        assert words.startswith(SIGNS[status])
        if status is not GapStatus.NOT_PUBLISHABLE:
            assert status.label in words
        assert ("(démonstration)" in words) == bool(cell["demonstration"])
        assert table.loc[code, names[subject]] == words
        assert sheet[code][names[subject]] == words
        assert features[code][subject] == words
        assert features[code][f"{subject}_status"] == status
        for row in (csv_cells[key], detail[key]):
            assert (row["status"], row["sign"]) == (status.value, SIGNS[status])
            assert row["reading"] == position_words(status)
            assert row["survey"] == desk.surveys[cell["survey"]].title
            assert row["mention"] == desk.surveys[cell["survey"]].mention
            assert row["year"] == str(cell["year"])
            assert bool(row["demonstration"]) == bool(cell["demonstration"])
    assert set(WRITTEN) <= set(rows.columns)
    assert {row[0] for row in book["À lire"]} >= {"Titre", "Méthode", "Version des données"}
    assert [one["subject"] for one in collection["columns"]] == list(view.columns["subject"])


def test_a_column_compares_one_question_and_the_transversal_one_is_its_own(desk: Desk) -> None:
    view = divergences(desk, DivergenceQuery(group="citoyens", survey="grand_debat_2019"))
    assert set(COLUMNS) - set(DOMAIN_KEYS) == {"services_publics"}
    found = view.columns.set_index("subject")
    assert set(found.index) == {"mobilite", "environnement", "services_publics"}
    # Its question speaks of most of the score of mobility, and of a part of the environment.
    assert found.loc["mobilite", "basis"] == ComparedWith.DOMAIN
    assert found.loc["mobilite", "question"] == "gd_alternatives_voiture"
    assert found.loc["environnement", "basis"] == ComparedWith.PAIR
    assert found.loc["services_publics", "indicator"] == "distance_france_services"
    assert not view.cells.duplicated(["code", "subject"]).any()
    assert set(view.unanswered) == set(COLUMNS) - set(found.index)


def test_the_order_puts_established_divergences_first(desk: Desk) -> None:
    view = divergences(
        desk, DivergenceQuery(Level.COMMUNE, SEINE_MARITIME, survey="barometre_velo_2025")
    )
    assert (view.held, view.answered) == (707, 33)
    parted = view.territories["parted"]
    assert parted.is_monotonic_decreasing
    assert parted.sum() == view.cells["status"].isin(DIVERGENCES).sum() == 10
    for _, rows in view.territories.groupby("parted"):
        assert rows["spread"].is_monotonic_decreasing
    said = summary(view)
    assert "7 fragilités silencieuses" in said
    assert "3 fragilités surtout ressenties" in said
    assert str(view.territories["name"].iloc[0]) in said


def kept(desk: Desk, **asked: str) -> Divergences:
    return divergences(desk, DivergenceQuery(**asked))


def test_filters_keep_what_they_say(desk: Desk) -> None:
    everything = kept(desk)
    silent = kept(desk, position=GapStatus.SILENT_FRAGILITY.value)
    assert set(silent.cells["status"]) == {GapStatus.SILENT_FRAGILITY.value}
    expected = everything.cells[everything.cells["status"] == GapStatus.SILENT_FRAGILITY.value]
    assert len(silent.cells) == len(expected)
    assert set(silent.territories.index) == set(expected["code"])
    assert set(kept(desk, position=PARTED).cells["status"]) == set(DIVERGENCES)
    elus = kept(desk, group="elus", survey="grand_debat_2019")
    assert set(elus.cells["group"]) == {"elus"}
    assert elus.answered == 12
    assert set(kept(desk, survey="vqs_2021").cells["status"]) == {GapStatus.NOT_PUBLISHABLE.value}
    assert "_silent_fragility" in divergences_name(silent, "csv")


def test_what_does_not_exist_is_refused(desk: Desk) -> None:
    for wrong in ({"group": "maires"}, {"position": "penchee"}, {"survey": "sondage"}):
        with pytest.raises(UnknownNameError):
            kept(desk, **wrong)
    with pytest.raises(NotAvailableError, match="choisissez le niveau"):
        divergences(desk, DivergenceQuery(Level.REGION, SEINE_MARITIME))


def test_all_that_is_compared_of_a_territory_is_listed(desk: Desk) -> None:
    rows = readings_of(desk, Territory(Level.REGION, "53"))
    assert list(rows.columns) == READINGS.names
    real = rows[~rows["demonstration"]]
    assert {"citoyens", "elus", "entreprises"} <= set(real["group"])
    shown = divergences(desk, DivergenceQuery()).cells
    own = shown[shown["code"] == "53"]
    assert len(own.merge(rows, on=[*READING, "status"])) == len(own)


def test_without_answers_the_sample_that_is_needed_is_said(desk: Desk) -> None:
    view = divergences(desk, DivergenceQuery(Level.EPCI, SEINE_MARITIME))
    assert (view.held, view.answered, len(view.cells)) == (19, 0, 0)
    assert summary(view) == ""
    assert view.unanswered == COLUMNS
    sample = sample_needed(desk, Level.EPCI, SEINE_MARITIME)
    # The two textbook numbers, times the usual design effect; each population is counted.
    assert (sample.territories, sample.note, sample.share) == (19, 145, 577)
    assert 19 * MINIMUM_ANSWERS < sample.note_total < 19 * 145
    assert sample.small == 0
    said = sample_sentence(sample)
    for figure in (19, 145, 577, sample.note_total, sample.share_total):
        assert number(figure) in said
    assert "± 5 points" in said
    communes = sample_needed(desk, Level.COMMUNE, SEINE_MARITIME)
    people = desk.territories_of(Level.COMMUNE).reindex(
        desk.codes_within(Level.COMMUNE, SEINE_MARITIME)
    )["population"]
    assert communes.small == (people < MINIMUM_ANSWERS).sum() > 0
    assert f"de moins de {MINIMUM_ANSWERS} habitants" in sample_sentence(communes)
