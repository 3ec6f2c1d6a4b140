"""The tables of a note hold the numbers of its profile, and say what is not known."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.partnerships.around import INSIDE
from atlas.partnerships.natures import GRANTS, KINDS, TOTAL, natures_of
from common.french import number
from common.grammar import typographic
from indicators.base.domains import DOMAIN_KEYS, OVERALL, SCORE_KEYS
from indicators.partnerships import Presence
from reports.content.tables import unknown_domains
from reports.content.words import domain_name, rank_range
from reports.report import Paragraph, Report
from tests.reports.conftest import PLACES
from tests.reports.content.reading import ALL, READ, NoteOf, ProfileOf, table

UNKNOWN = "n.\u00a0c."


@pytest.mark.parametrize("place", ALL)
def test_the_tables_hold_the_numbers_of_the_profile(
    profile_of: ProfileOf, note_of: NoteOf, place: str
) -> None:
    profile, note = profile_of(place), note_of(place)
    rows = table(note, "Rang parmi").rows
    assert [row[0].text for row in rows] == [domain_name(key) for key in SCORE_KEYS]
    for row, key in zip(rows, SCORE_KEYS, strict=True):
        own = profile.domain(key)
        assert row[2].text == number(own["score"])
        assert row[3].text == rank_range(own)
        dot = row[1].dot
        assert (dot is None) == pd.isna(own["rank"])
        if dot is not None and key in DOMAIN_KEYS:
            assert (dot.kind == "weak") == (key in profile.weaknesses.index)
            assert (dot.kind == "strong") == (key in profile.strengths.index)


def test_ranks_say_among_how_many(profile_of: ProfileOf, note_of: NoteOf) -> None:
    poverty = profile_of("commune:32462").domain("pauvrete")
    rows = {row[0].text: row for row in table(note_of("commune:32462"), "Rang parmi").rows}
    assert rows["Pauvreté"][3].text.endswith(f"sur\u00a0{number(poverty['ranked'])}")
    assert poverty["ranked"] < 5_000


@pytest.mark.parametrize("place", ALL)
def test_partnerships_keep_what_is_not_known(
    desk: Desk, profile_of: ProfileOf, note_of: NoteOf, place: str
) -> None:
    profile, matrix = profile_of(place), table(note_of(place), "Partenariats")
    counts, presence = natures_of(desk, profile.place)
    shown = dict(zip([row[0].text for row in matrix.rows], matrix.rows, strict=True))
    absent = unknown_domains(profile)
    for key in (*DOMAIN_KEYS, OVERALL):
        if key in absent:
            assert counts.loc[[key], [*KINDS, TOTAL]].isna().all(axis=None)
            assert domain_name(key) not in shown
            assert domain_name(key) in legend_of(note_of(place)).partition("faute de liste")[2]
            continue
        name = "Ensemble, chacun une fois" if key == OVERALL else domain_name(key)
        rate, texts = profile.partnership_rates.loc[key], [cell.text for cell in shown[name]]
        columns = [*KINDS, TOTAL]
        pairs = zip(counts.loc[key, columns], presence.loc[key, columns], strict=True)
        assert texts[1:5] == [told(*pair) for pair in pairs]
        assert texts[4] == told(rate["count"], rate["presence"])
        if pd.isna(rate["count"]):
            assert texts[5] == texts[6] == UNKNOWN
        elif pd.notna(rate["raw_rate"]):
            assert texts[5] == number(rate["listed"])
            low, high = number(rate["exact_low"], 2), number(rate["exact_high"], 2)
            assert texts[6].split("\u00a0")[0] == number(rate["raw_rate"], 2)
            assert f"({low}\u00a0à\u00a0{high})" in texts[6]
    legend = legend_of(note_of(place))
    cells = {cell.text for row in matrix.rows for cell in row}
    assert ("incomplètes" in legend) == ("0*" in cells)
    assert ("non connu" in legend) == (UNKNOWN in cells)


def test_every_rate_of_the_table_is_inside_its_interval(note_of: NoteOf) -> None:
    for place in (*ALL, *READ):
        for row in table(note_of(place), "Partenariats").rows:
            found = re.findall(r"\d+,\d+", row[6].text.replace("\u202f", ""))
            if found:
                rate, low, high = (float(text.replace(",", ".")) for text in found)
                assert low <= rate <= high
                assert low < high


def test_records_without_domain_are_in_the_total(profile_of: ProfileOf, note_of: NoteOf) -> None:
    """Vic-Fezensac is a Petite ville de demain, which names no domain, and has grants apart."""
    rows = {row[0].text: row for row in table(note_of(READ[0]), "Partenariats").rows}
    own = profile_of(READ[0]).partnerships
    own = own[own["attached"] == INSIDE]
    without = int((own["domains"] == "").sum())
    assert rows["Sans domaine précisé"][4].text == str(without)
    assert without > 0
    assert rows["Ensemble, chacun une fois"][4].text == str(len(own))
    grants = int(profile_of(READ[0]).natures.loc[[OVERALL], GRANTS].sum())
    assert f"{grants}\u00a0subventions" in legend_of(note_of(READ[0]))


def legend_of(note: Report) -> str:
    section = next(one for one in note.sections if one.heading == "Les partenariats recensés")
    paragraph = section.blocks[1]
    assert isinstance(paragraph, Paragraph)
    return paragraph.text


def told(count: float, presence: str) -> str:
    if pd.isna(count):
        return UNKNOWN
    return number(count) + ("*" if presence == Presence.NOT_LISTED else "")


def test_comparable_communes_carry_their_departement(note_of: NoteOf) -> None:
    names = [row[0].text for row in table(note_of("commune:32462"), "Territoires").rows]
    assert "Nozay (44)" in names
    assert all(re.search(r" \(\w{2,3}\)$", name) for name in names)


def test_indicators_of_a_domain_of_which_nothing_is_known_are_counted(
    profile_of: ProfileOf, note_of: NoteOf
) -> None:
    for place in PLACES[:3]:
        profile = profile_of(place)
        lacking = profile.missing[profile.missing["domain"] != OVERALL]
        shown = " ".join(row[1].text for row in table(note_of(place), "Ce qui manque").rows)
        labels = lacking[lacking["indicator"] != ""]
        none_known = profile.domains.loc[labels["domain"], "available"].eq(0).to_numpy()
        assert all(typographic(what) in shown for what in labels.loc[~none_known, "what"])
        assert not any(typographic(what) in shown for what in labels.loc[none_known, "what"])
    assert none_known.any(), "Mayotte"
