"""What a note says is what its profile holds, and no more than the intervals support."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.desk.desk import Desk
from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.desk.score_frames import objective_frame
from atlas.partnerships.natures import KINDS, NO_DOMAIN, TOTAL, natures_of
from atlas.profile import Profile
from common.french import listed, number, ordinal, signed
from common.levels import Level
from indicators.base.domains import DOMAIN_KEYS, OVERALL
from indicators.partnerships import Presence
from indicators.views.gaps import GapStatus
from reports.content import note_content
from reports.content.facts import facts, position, told_domains
from reports.content.gaps import established, page_one
from reports.content.groups import letters
from reports.content.pictures import territory_map
from reports.content.questions import questions
from reports.content.words import DOMAIN_PHRASES, Words, domain_name, rank_range, words_of
from reports.note import Items, Note, Paragraph, Table
from tests.reports.conftest import PLACES

ProfileOf = Callable[[str], Profile]
NoteOf = Callable[..., Note]
ALL = (*PLACES, "hostile")
#: Notes that an officer of a préfecture read: Vic-Fezensac, Isigny-sur-Mer, Capesterre.
READ = ("commune:32462", "commune:14342", "commune:97108")
UNKNOWN = "n.\u00a0c."
WORDS = Words("le CRTE X", "le CRTE", "CRTE")
#: Words that would make a gap somebody's error.
BLAME = ("erreur des", "à tort", "se trompent", "ignorent", "méconnaissent", "irrationnel")


def items(note: Note, section: int) -> Items:
    block = note.sections[section].blocks[0]
    assert isinstance(block, Items)
    return block


def table(note: Note, start: str) -> Table:
    found = [
        block
        for section in note.sections
        for block in section.blocks
        if isinstance(block, Table) and block.caption.startswith(start)
    ]
    return found[0]


def every_text(note: Note) -> str:
    return repr(note)


@pytest.mark.parametrize("place", ALL)
def test_page_one_has_three_facts_and_three_questions(note_of: NoteOf, place: str) -> None:
    note = note_of(place)
    assert [section.heading for section in note.pages[0]][::2] == [
        "Trois faits",
        "Trois questions à poser",
    ]
    assert len(items(note, 0).items) == 3
    questions = [item.lead for item in items(note, 2).items]
    assert len(questions) == len(set(questions)) == 3
    assert all(question.endswith("?") for question in questions)
    texts = [item.text for number in (0, 1, 2) for item in items(note, number).items]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("place", ALL)
def test_fewer_than_three_gaps_are_explained(
    desk: Desk, profile_of: ProfileOf, note_of: NoteOf, place: str
) -> None:
    profile, shown = profile_of(place), items(note_of(place), 1).items
    real = profile.views[~profile.views["demonstration"]].reset_index(drop=True)
    _, used = page_one(desk, profile, words_of(profile), real)
    if len(used) == 3:
        assert len(shown) == 3
    else:
        assert len(shown) == len(used) + 1
        assert shown[-1].lead.startswith(("Pas d’autre", "Aucun"))
    for item, (_, row) in zip(shown, used.iterrows(), strict=False):
        assert item.lead.startswith(domain_name(row["domain"]))
        assert GapStatus(row["gap_status"]).label.lower() in item.lead.lower()
        near = number(row["value"]) == number(row["perceived_mean"])
        value, mean = (number(row[name], int(near)) for name in ("value", "perceived_mean"))
        for figure in (value, mean, signed(row["gap"], 1), signed(row["gap_low"], 1)):
            assert figure in item.evidence
        assert row["mention"].replace("'", "’") in [
            block.text
            for block in note_of(place).sections[1].blocks
            if isinstance(block, Paragraph)
        ]


def test_page_one_never_rests_on_the_demonstration(profile_of: ProfileOf, note_of: NoteOf) -> None:
    for place in PLACES:
        with_it, without = note_of(place), note_of(place, demonstration=False)
        assert profile_of(place).about.demonstration
        assert with_it.pages[0] == without.pages[0]


@pytest.mark.parametrize("place", ALL)
def test_the_mark_is_there_exactly_when_the_demonstration_is(
    profile_of: ProfileOf, note_of: NoteOf, place: str
) -> None:
    used = bool(profile_of(place).views["demonstration"].any())
    assert note_of(place).mark == (DEMONSTRATION_MARK if used else "")
    without = note_of(place, demonstration=False)
    assert without.mark == ""
    assert "émonstration" not in every_text(without).replace("sans-demonstration", "")


@pytest.mark.parametrize("place", ALL)
def test_the_tables_hold_the_numbers_of_the_profile(
    profile_of: ProfileOf, note_of: NoteOf, place: str
) -> None:
    profile, note = profile_of(place), note_of(place)
    rows = table(note, "Rang parmi").rows
    assert [row[0].text for row in rows] == [domain_name(key) for key in (*DOMAIN_KEYS, OVERALL)]
    for row, key in zip(rows, (*DOMAIN_KEYS, OVERALL), strict=True):
        own = profile.domain(key)
        assert row[2].text == number(own["score"])
        assert row[3].text == rank_range(own)
        dot = row[1].dot
        assert (dot is None) == pd.isna(own["rank"])
        if dot is not None and key != OVERALL:
            assert (dot.kind == "weak") == (key in profile.weaknesses.index)
            assert (dot.kind == "strong") == (key in profile.strengths.index)


@pytest.mark.parametrize("place", ALL)
def test_partnerships_keep_what_is_not_known(
    desk: Desk, profile_of: ProfileOf, note_of: NoteOf, place: str
) -> None:
    profile, matrix = profile_of(place), table(note_of(place), "Partenariats")
    counts, presence = natures_of(desk, profile.place)
    shown = dict(zip([row[0].text for row in matrix.rows], matrix.rows, strict=True))
    for key in (*DOMAIN_KEYS, OVERALL):
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
    """Capesterre-de-Marie-Galante has two records, and neither names a domain."""
    rows = {row[0].text: row for row in table(note_of("commune:97108"), "Partenariats").rows}
    assert rows["Sans domaine précisé"][4].text == "2"
    assert rows["Ensemble, chacun une fois"][4].text == "2"
    assert "Sur 2, aucun" in legend_of(note_of("commune:97108"))
    own = profile_of("commune:97108").partnerships
    assert (own["attached"] == "inside").sum() == 2
    without = profile_of("commune:32462").natures.loc[NO_DOMAIN, TOTAL]
    shown = [row[0].text for row in table(note_of("commune:32462"), "Partenariats").rows]
    assert ("Sans domaine précisé" in shown) == (without > 0)


def legend_of(note: Note) -> str:
    section = next(one for one in note.sections if one.heading == "Les partenariats recensés")
    paragraph = section.blocks[1]
    assert isinstance(paragraph, Paragraph)
    return paragraph.text


def told(count: float, presence: str) -> str:
    if pd.isna(count):
        return UNKNOWN
    return number(count) + ("*" if presence == Presence.NOT_LISTED else "")


@pytest.fixture
def weak(desk: Desk, profile_of: ProfileOf) -> Callable[..., str]:
    """Make the questions of a place established as fragile in employment, with some rate."""
    own = profile_of(PLACES[0])

    def asked(**changes: object) -> str:
        row: dict[str, object] = {"count": 9, "listed": 2, "france": 0.5}
        row |= {"high": 0.4, "exact_high": 0.4, "presence": Presence.PRESENT.value, **changes}
        known = replace(
            own,
            weaknesses=own.domains.loc[["emploi"]],
            partnership_rates=pd.DataFrame([row], index=["emploi"]).reindex(own.domains.index),
        )
        nothing = own.views.iloc[:0]
        alike = pd.DataFrame(columns=["place", "name", "departement", "why"])
        return repr(questions(desk, known, WORDS, nothing, alike))

    return asked


def test_few_partnerships_need_both_intervals(weak: Callable[..., str]) -> None:
    shown = "moins par habitant que dans l’ensemble de la France"
    assert shown in weak()
    assert "2\\xa0partenariats" in weak()
    assert shown not in weak(exact_high=0.6)
    assert shown not in weak(high=0.6)


def test_a_zero_of_incomplete_lists_is_not_an_absence(weak: Callable[..., str]) -> None:
    zero = {"count": 0, "listed": 0}
    absent = "aucun partenariat n’est recensé dans les listes nationales"
    assert f"{absent}, mais " in weak(**zero, presence=Presence.NOT_LISTED.value)
    assert f"{absent}." in weak(**zero, presence=Presence.ABSENT.value)


def test_a_ranking_of_a_part_of_the_level_is_told_when_nothing_else_is() -> None:
    found = pd.DataFrame({"ranked": [114, 853]}, index=["securite", "emploi"])
    assert list(told_domains(found, 854).index) == ["emploi"]
    assert list(told_domains(found.head(1), 854).index) == ["securite"]


def test_a_ranking_of_a_part_of_the_level_says_of_how_many(
    desk: Desk, profile_of: ProfileOf
) -> None:
    own = profile_of(PLACES[0])
    total = len(desk.territories_of(own.place.level))
    ranks = {"rank_low": 90, "rank_high": 100, "ranked": 114}
    known = replace(own, strengths=own.domains.loc[["securite"]].assign(**ranks))
    text = facts(desk, known, WORDS)[2].text
    assert "des 114\u00a0CRTE" in text
    assert f"(sur {total}) pour {DOMAIN_PHRASES['securite']}" in text


def test_the_opposite_of_what_is_established_here_comes_last_and_is_said(
    desk: Desk, profile_of: ProfileOf
) -> None:
    own = profile_of(PLACES[0])
    real = own.views[~own.views["demonstration"]]
    first = established(own, real).iloc[0]
    fragile = GapStatus(first["gap_status"]) in (
        GapStatus.ALIGNED_FRAGILE,
        GapStatus.SILENT_FRAGILITY,
    )
    other = own.domains.loc[[first["domain"]]]
    none = own.domains.iloc[:0]
    sides = {"weaknesses": none, "strengths": other}
    if not fragile:
        sides = {"weaknesses": other, "strengths": none}
    known = replace(own, **sides)
    ordered = established(known, real)
    assert ordered.iloc[-1]["domain"] == first["domain"]
    shown, used = page_one(desk, known, WORDS, real)
    for item, (_, row) in zip(shown, used.iterrows(), strict=False):
        said = "qui est établie dans ce domaine" in item.text
        assert said == (row["domain"] == first["domain"])


def test_the_same_result_is_not_told_as_another(desk: Desk, profile_of: ProfileOf) -> None:
    for place in ALL:
        own = profile_of(place)
        real = own.views[~own.views["demonstration"]]
        items_told, used = page_one(desk, own, words_of(own), real)
        again = used.duplicated(["survey", "group", "measured", "value"])
        for item, repeated in zip(items_told, again, strict=False):
            assert ("même résultat d’enquête" in item.evidence) == repeated


def test_letters_go_beyond_z() -> None:
    views = pd.DataFrame(
        {
            "survey": [f"s{n}" for n in range(30)],
            "measured": "region:84",
            "measured_name": "Auvergne-Rhône-Alpes",
            "mention": "",
            "demonstration": False,
        }
    )
    marks, _ = letters(views)
    assert marks.is_unique
    assert marks.str.fullmatch("[a-z]+").all()


@pytest.mark.parametrize("place", ALL)
def test_every_view_is_in_the_table_with_its_mention(
    profile_of: ProfileOf, note_of: NoteOf, place: str
) -> None:
    views, text = profile_of(place).views, every_text(note_of(place))
    for mention in views["mention"].unique():
        assert mention.replace("'", "’") in text
    shown = views[views["domain"].isin(DOMAIN_KEYS)]
    if len(shown):
        cells = [
            cell for row in table(note_of(place), "Fragilité ressentie").rows for cell in row[1:]
        ]
        told = [cell for cell in cells if cell.text != "–"]
        assert len(told) == len(shown)
        assert sum(cell.demonstration for cell in told) == shown["demonstration"].sum()


def test_no_wording_blames_anyone(note_of: NoteOf) -> None:
    for place in ALL:
        assert not any(word in every_text(note_of(place)) for word in BLAME)


def test_facts_name_or_count_every_domain_that_the_profile_supports(
    desk: Desk, profile_of: ProfileOf, note_of: NoteOf
) -> None:
    for place in (*ALL, *READ):
        profile = profile_of(place)
        sides = ((1, profile.weaknesses, "plus"), (2, profile.strengths, "moins"))
        for index, supported, side in sides:
            fact = items(note_of(place), 0).items[index]
            if supported.empty:
                continue
            assert f"tiers le {side} fragile" in fact.text
            total = len(desk.territories_of(profile.place.level))
            whole = told_domains(supported, total)
            named = [key for key in DOMAIN_KEYS if DOMAIN_PHRASES[key] in fact.text]
            counted = re.search(r"et dans (\d+) autres domaines \(voir", fact.text)
            left = int(counted[1]) if counted else 0
            assert left != 1
            assert len(named) + left == len(supported)
            assert set(supported.index) >= set(named) >= set(supported.index) - set(whole.index)
            more = re.search(r"(un|\d+) autres? domaines?$", fact.lead)
            in_lead = [key for key in DOMAIN_KEYS if DOMAIN_PHRASES[key] in fact.lead]
            others = 0 if more is None else 1 if more[1] == "un" else int(more[1])
            assert len(in_lead) + others == len(supported)
            for key in named:
                low, high = (int(supported.loc[key, end]) for end in ("rank_low", "rank_high"))
                assert number(low) in fact.text
                assert number(high) in fact.text


def test_a_domain_ranked_for_a_part_of_the_communes_is_told_as_such(note_of: NoteOf) -> None:
    """Pages 2 and 3 show four established fragilities of Vic-Fezensac: page 1 tells them all."""
    fact = items(note_of("commune:32462"), 0).items[1]
    first, second = (DOMAIN_PHRASES[key] for key in ("mal_logement", "vieillissement"))
    assert fact.lead.endswith(f"{first}, {second} et 2 autres domaines")
    assert f"une partie des communes seulement : {DOMAIN_PHRASES['niveau_de_vie']}" in fact.text


def test_one_domain_more_is_named(desk: Desk, profile_of: ProfileOf) -> None:
    own = profile_of(PLACES[0])
    ranks = {"rank_low": 90, "rank_high": 100, "ranked": 850}
    four = ["emploi", "sante", "securite", "mobilite"]
    known = replace(own, weaknesses=own.domains.loc[four].assign(**ranks))
    fact = facts(desk, known, WORDS)[1]
    assert fact.lead == f"Fragilités établies : {listed([DOMAIN_PHRASES[key] for key in four])}"
    five = replace(own, weaknesses=own.domains.loc[[*four, "education"]].assign(**ranks))
    assert "et dans 2 autres domaines" in facts(desk, five, WORDS)[1].text


def test_ranks_say_among_how_many(profile_of: ProfileOf, note_of: NoteOf) -> None:
    poverty = profile_of("commune:32462").domain("pauvrete")
    rows = {row[0].text: row for row in table(note_of("commune:32462"), "Rang parmi").rows}
    assert rows["Pauvreté"][3].text.endswith(f"sur\u00a0{number(poverty['ranked'])}")
    assert poverty["ranked"] < 5_000


def test_no_question_contradicts_what_is_established_here(
    desk: Desk, profile_of: ProfileOf, note_of: NoteOf
) -> None:
    """Mobility is established as solid in Isigny, and felt and measured as fragile in Normandie."""
    own = profile_of("commune:14342")
    real = own.views[~own.views["demonstration"]]
    gaps = established(own, real).set_index("domain")
    assert gaps.loc["mobilite", "opposed"]
    assert "mobilite" in own.strengths.index
    asked = items(note_of("commune:14342"), 2).items
    assert not any("la mobilité" in item.lead for item in asked)


def test_action_under_way_is_said_only_where_some_is_recorded(note_of: NoteOf) -> None:
    """No partnership is recorded for education in Capesterre-de-Marie-Galante."""
    asked = items(note_of("commune:97108"), 2).items
    education = next(item for item in asked if "l’éducation" in item.lead)
    assert education.lead.startswith("Qui agit déjà")
    assert "aucun partenariat" in education.text


def test_action_under_way_is_told_with_its_number(desk: Desk, profile_of: ProfileOf) -> None:
    own = profile_of("commune:97108")
    rates = own.partnership_rates.astype({"count": "float64"})
    rates.loc["education", "count"] = 3
    views = own.views[~own.views["demonstration"]]
    nothing = pd.DataFrame(columns=["place", "name", "departement", "why"])
    known = replace(own, partnership_rates=rates)
    asked = questions(desk, known, words_of(known), views, nothing)
    education = next(item for item in asked if "l’éducation" in item.lead)
    assert education.lead.startswith("Que produit")
    assert "3\xa0partenariats" in education.text


def test_a_side_of_the_mean_is_told_with_that_mean(note_of: NoteOf) -> None:
    """Occitanie feels 71 where France feels 69 and yet is below the mean of the régions, 72."""
    shown = items(note_of("commune:32462"), 1).items
    environment = next(item for item in shown if item.lead.startswith("Environnement"))
    assert "au-dessous de la moyenne" in environment.text
    assert "des 17\xa0régions" in environment.text
    assert "17\xa0régions : 72 ; France : 69" in environment.evidence


def test_those_who_answered_are_named_as_they_were_chosen(note_of: NoteOf) -> None:
    shown = items(note_of("commune:32462"), 1).items
    by_domain = {item.lead.partition(" : ")[0]: item.text for item in shown}
    assert "les participants" in by_domain["Environnement"]
    assert "les citoyens" not in by_domain["Environnement"]
    assert "les citoyens" in by_domain["Éducation"]
    asked = "qualité perçue des services publics (éducation, santé, police ensemble)"
    assert asked in by_domain["Éducation"]


def test_a_relative_finding_is_said_relatively(note_of: NoteOf) -> None:
    for place in (*ALL, *READ):
        for section in (1, 2):
            for item in items(note_of(place), section).items:
                assert "expriment une fragilité" not in item.text
                assert "montrent une fragilité" not in item.text


def test_comparable_communes_carry_their_departement(note_of: NoteOf) -> None:
    names = [row[0].text for row in table(note_of("commune:32462"), "Territoires").rows]
    assert "Nozay (44)" in names
    assert all(re.search(r" \(\w{2,3}\)$", name) for name in names)


def test_without_the_demonstration_the_groups_that_nobody_asked_are_named(
    note_of: NoteOf,
) -> None:
    note = note_of("commune:32462", demonstration=False)
    felt = next(one for one in note.sections if one.heading == "Ce que ressentent les groupes")
    texts = [block.text for block in felt.blocks if isinstance(block, Paragraph)]
    said = next(text for text in texts if text.startswith("Aucune enquête réelle"))
    for group in ("élus locaux", "entreprises", "associations", "fondations", "académiques"):
        assert group in said
    assert "citoyens" not in said


def test_a_note_rests_on_real_answers_unless_asked(desk: Desk, profile_of: ProfileOf) -> None:
    own = profile_of("commune:32462")
    assert own.about.demonstration
    assert note_content(desk, own).mark == ""
    assert note_content(desk, own, demonstration=True).mark == DEMONSTRATION_MARK


def test_colours_of_the_map_are_those_of_the_country(
    desk: Desk, profile_of: ProfileOf, note_of: NoteOf
) -> None:
    """Limits do not depend on the communes shown: both maps have the same legend."""
    limits = objective_frame(desk, Level.COMMUNE, OVERALL)["value"].quantile([0.2, 0.8])
    for place in ("commune:32462", "commune:97108"):
        own = profile_of(place)
        figure = territory_map(desk, own, words_of(own))
        assert "cinquièmes de toutes" in figure.caption
        svg = figure.svg.decode()
        for limit in limits:
            assert number(limit) in svg


@given(st.integers(1, 900), st.integers(1, 900), st.integers(0, 900))
def test_a_position_is_never_said_beyond_its_interval(a: int, b: int, more: int) -> None:
    low, high = sorted((a, b))
    ranked = high + more
    row = pd.Series({"rank_low": low, "rank_high": high, "ranked": ranked})
    said = position(row, WORDS)
    shares = {"tiers": 1 / 3, "moitié": 1 / 2}
    for part, share in shares.items():
        if part in said and "la plus fragile" in said.replace("le plus", "la plus"):
            assert high / ranked <= share
        if part in said and "moins fragile" in said:
            assert (low - 1) / ranked >= 1 - share
    if "milieu" in said:
        assert (low - 1) / ranked >= 1 / 3
        assert high / ranked <= 2 / 3


def test_gaps_that_are_not_established_are_never_told(profile_of: ProfileOf) -> None:
    for place in ALL:
        profile = profile_of(place)
        told = established(profile, profile.views)
        vague = {GapStatus.NOT_DISTINGUISHABLE.value, GapStatus.NOT_PUBLISHABLE.value}
        assert not set(told["gap_status"]) & vague
        assert told["domain"].is_unique


def test_ranks_are_ordinals(profile_of: ProfileOf, note_of: NoteOf) -> None:
    own = profile_of(PLACES[0]).domain(OVERALL)
    text = items(note_of(PLACES[0]), 0).items[0].text
    assert f"{ordinal(int(own['rank_low']))} et le {ordinal(int(own['rank_high']))} rang" in text
    assert re.search(r"score", items(note_of(PLACES[0]), 0).items[0].evidence, re.IGNORECASE)
