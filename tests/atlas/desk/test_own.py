"""A desk shows the data of an organisation only where they were asked for, and always marked."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from atlas.compare import compare
from atlas.desk.desk import Desk
from atlas.desk.file_formats import GEOPACKAGE
from atlas.desk.own import with_workspace
from atlas.desk.own_rows import OWN_SENTENCE, appended
from atlas.desk.perimeters import gazetteer, own_perimeters, parse_place
from atlas.desk.taken import flat_rows, written
from atlas.desk.written import named_file
from atlas.divergences import GapQuery, gap_choices, gap_view
from atlas.divergences.divergences import DivergenceQuery, divergences
from atlas.divergences.divergences_export import divergences_rows
from atlas.divergences.export import gap_file_name, taken_gap
from atlas.layers.layer import layer
from atlas.layers.query import parse_query
from atlas.layers.taken import file_name, taken_layer
from atlas.partnerships.export import (
    export_name,
    taken_records,
)
from atlas.partnerships.practices import PracticesQuery, choose_practices
from atlas.partnerships.practices_export import practices_name, taken_practices
from atlas.partnerships.rates import domain_rates, rates_of, zeros_by_domain
from atlas.partnerships.records import RecordsQuery, choose_records
from atlas.profiles import profile, to_json
from atlas.profiles.export import answers_about, indicators_about, taken_indicators, taken_views
from common.errors import InvalidDataError, UnknownNameError
from common.levels import MAPPED_LEVELS, Level, Territory
from indicators.base.survey_kind import SurveyKind
from indicators.base.values import VALUES
from indicators.composite.recipe import Recipe
from indicators.partnerships import Coverage
from indicators.partnerships.records import SCHEMES
from indicators.views.gap_store import gap_table as compared
from indicators.views.perceptions import perceived
from own_data.kinds.choices import Choices
from own_data.kinds.keys import is_own
from own_data.kinds.loading import load
from own_data.loaded import OWN_MARK, OwnKind, OwnSource
from own_data.workspace.session import SessionWorkspace
from tests.atlas.desk.brought import (
    EPCI,
    HERE,
    INDICATOR,
    ORGANISATION,
    PERIMETER,
    RESULTS,
    SCHEME,
    SURVEY,
    fill,
)
from tests.own_data.workspace import loads
from tests.taken_out import geojson

COMMUNE = Territory(Level.COMMUNE, HERE)
TRACES = ("propre_", ORGANISATION, PERIMETER, OWN_MARK)


@pytest.fixture(scope="module")
def workspace(desk: Desk) -> SessionWorkspace:
    made = SessionWorkspace()
    fill(made, desk)
    return made


@pytest.fixture(scope="module")
def beside(desk: Desk) -> Desk:
    """A desk of its own, so that nothing that other tests asked stands on its shelves."""
    return Desk(desk.data)


@pytest.fixture(scope="module")
def own(beside: Desk, workspace: SessionWorkspace) -> Desk:
    return with_workspace(beside, workspace)


def text_of(value: Any) -> str:
    """Write all the words that a value holds."""
    if isinstance(value, pd.DataFrame):
        words = [text_of(value[name]) for name in value.select_dtypes(exclude="number")]
        return " ".join([*map(str, value.columns), *words])
    if isinstance(value, gpd.GeoSeries):
        return ""
    if isinstance(value, pd.Series):
        return " ".join(map(str, value.unique()))
    if isinstance(value, dict):
        return "".join(f"{key}{text_of(one)}" for key, one in value.items())
    return str(value)


def everything(desk: Desk) -> dict[str, str]:
    """Walk all that a desk has: its properties, and what it keeps made."""
    names = [
        name
        for kind in type(desk).__mro__
        for name, member in vars(kind).items()
        if isinstance(member, property) and name not in ("national", "brought")
    ]
    found = {name: text_of(getattr(desk, name)) for name in names}
    for shelf in (desk._kept, desk._shared):
        found |= {str(key): text_of(made) for key, made in shelf._made.items()
                  if key != "with demonstration"}  # fmt: skip
    return found


def ask(desk: Desk) -> dict[str, Any]:
    """Ask what rests on each kind of own data, of the same places."""
    view = profile(desk, COMMUNE)
    return {
        "profile": to_json(desk, view),
        "indicators": flat_rows(taken_indicators(desk, view)).to_csv(),
        "views": flat_rows(taken_views(view, "citoyens")).to_csv(),
        "compare": text_of(
            compare(desk, view, [profile(desk, Territory(Level.COMMUNE, "01005"))], [],
                    "mal_logement").indicators
        ),
        "records": flat_rows(
            taken_records(choose_records(desk, RecordsQuery(within=COMMUNE)))
        ).to_csv(),
        "practices": flat_rows(taken_practices(
            choose_practices(desk, PracticesQuery(within=COMMUNE))
        )).to_csv(),
        "partnerships": geojson(
            taken_layer(layer(desk, parse_query("region", "emploi", "partnerships")))
        ),
        "choices": gap_choices(desk).to_csv(),
        "series": desk.series.to_csv(),
    }  # fmt: skip


def test_what_is_loaded_stands_beside_what_is_published(own: Desk, desk: Desk) -> None:
    assert set(own.surveys) - set(desk.surveys) == {SURVEY, RESULTS}
    assert set(own.catalogue) - set(desk.catalogue) == {INDICATOR}
    assert set(own.schemes["scheme"]) - set(desk.schemes["scheme"]) == {SCHEME}
    assert len(own.records) == len(desk.records) + 3
    assert len(own.practices) == len(desk.practices) + 2
    assert len(own.record_places) == len(desk.record_places) + 3
    for name in (
        "records",
        "practices",
        "record_places",
        "schemes",
        "series",
        "question_estimates",
    ):
        table, known = getattr(own, name), getattr(desk, name)
        assert list(table.columns) == list(known.columns), name
        assert_frame_equal(table.head(len(known)), known, check_categorical=False)
    rows = own.indicator_values(Level.COMMUNE, INDICATOR).set_index("code")["value"]
    assert rows[HERE] == pytest.approx(0.3)  # the third of the communes
    assert rows.notna().sum() == 391
    assert own.values_of(COMMUNE)["indicator"].iloc[-1] in own.catalogue


def test_a_territory_that_a_file_does_not_name_is_missing(own: Desk, desk: Desk) -> None:
    """Asked for, not kept: a hundred indicators of ten communes would be millions of rows."""
    assert own.own is not None
    assert len(own.own.values[Level.COMMUNE]) == 391
    rows = own.indicator_values(Level.COMMUNE, INDICATOR).set_index("code")["status"]
    assert list(rows.index) == list(desk.territories_of(Level.COMMUNE).index)
    series = own.series[own.series["indicator"] == INDICATOR].set_index("level").loc["commune"]
    assert rows.value_counts().to_dict() == {"observed": 391, "missing": len(rows) - 391}
    assert series[["observed", "missing"]].to_list() == [391, len(rows) - 391]
    elsewhere = own.values_of(Territory(Level.COMMUNE, "75056")).set_index("indicator")
    assert elsewhere.loc[INDICATOR, "status"] == "missing"


def test_each_measure_shows_them_under_their_mark(own: Desk) -> None:
    asked = {
        "perceived": parse_query("departement", "securite", "perceived"),
        "gap": parse_query("departement", "securite", "gap"),
        "indicator": parse_query("commune", measure="indicator", indicator=INDICATOR),
        "partnerships": parse_query("epci", "emploi", "partnerships"),
    }
    made = {name: layer(own, query) for name, query in asked.items()}
    for name, one in made.items():
        assert any(OWN_MARK in mention.lower() for mention in one.about.mentions), name
        assert one.about.data_version == own.version, name
        assert OWN_MARK in geojson(taken_layer(one)).lower(), name
    felt = made["perceived"].table["value"].dropna()
    assert felt.to_list() == pytest.approx([20.0 + 2 * rank for rank in range(20)])
    assert made["indicator"].table.loc[HERE, "value"] == pytest.approx(
        0.3
    )  # the third of the communes


def test_gaps_are_worked_out_at_once_as_the_build_does(own: Desk) -> None:
    view = gap_view(own, GapQuery(Level.DEPARTEMENT, "securite", survey=RESULTS))
    scores = own.domain_scores(Level.DEPARTEMENT, "securite")
    intervals = own.score_intervals(Level.DEPARTEMENT)
    errors = intervals[intervals["domain"] == "securite"].set_index("code")
    expected = compared(
        perceived(own.estimates, RESULTS, "securite", "citoyens", "departement"),
        scores["score"],
        (errors["score_high"] - errors["score_low"]) / (2 * 1.6448536269514722),
        own.territories_of(Level.DEPARTEMENT)["population"].astype("float64"),
    )
    names = {"value": "gap", "low": "gap_low", "high": "gap_high", "status": "status"}
    assert_frame_equal(
        view.frame.loc[expected.index, list(names.values())],
        expected.rename(columns=names)[list(names.values())],
        check_names=False,
    )
    rows = flat_rows(taken_gap(own, view))
    assert rows["mention"].str.lower().str.contains(OWN_MARK).all()


def test_divergences_show_them_row_by_row(own: Desk) -> None:
    view = divergences(own, DivergenceQuery(level=Level.DEPARTEMENT))
    rows = divergences_rows(own, view)
    ours = rows["survey"] == own.surveys[RESULTS].title
    assert (ours.sum(), view.about.own) == (20, True)
    marked = rows["mention"].str.lower().str.contains(OWN_MARK)
    assert marked.equals(ours)


def test_volunteers_have_their_floor_and_few_answers_are_not_published(own: Desk) -> None:
    rows = own.estimates[(own.estimates["survey"] == SURVEY)]
    here = rows[(rows["level"] == "commune") & (rows["domain"] == "emploi")].iloc[0]
    notes = np.array([n % 11 for n in range(40)])
    assert here["n"] == 40
    assert here["value"] == pytest.approx(10 * notes.mean())
    # The floor of volunteers (3 points) adds to the error of the sample.
    assert here["se"] ** 2 == pytest.approx(100 * notes.var(ddof=1) / 40 + 9, rel=0.01)


def test_a_profile_tells_them_and_says_whose_they_are(own: Desk) -> None:
    view = profile(own, COMMUNE)
    assert INDICATOR in set(view.indicators["key"])
    felt = view.views.set_index(["survey", "domain", "measured"])
    assert felt.loc[(SURVEY, "emploi", str(COMMUNE)), "n"] == 40
    inside = view.partnerships[view.partnerships["attached"] == "inside"]
    assert set(inside.loc[inside["scheme"] == SCHEME, "title"]) == {"Pacte A", "Pacte B"}
    assert OWN_MARK in to_json(own, view).lower()
    rows = flat_rows(taken_indicators(own, view)).set_index("key")
    assert rows.loc[INDICATOR, "mention"] == OWN_SENTENCE
    assert (rows.drop(INDICATOR)["mention"] == "").all()
    assert not any("Partenariats locaux" in named for named in view.programmes)
    comparison = compare(own, view, [], [], "mal_logement")
    assert INDICATOR in set(comparison.indicators["key"])
    assert comparison.about.own


def test_records_go_out_with_their_mark_alone(own: Desk) -> None:
    records = choose_records(own, RecordsQuery(within=Territory(Level.DEPARTEMENT, "01")))
    rows = flat_rows(taken_records(records))
    ours = rows["scheme"] == SCHEME
    assert ours.sum() == 3
    assert (rows.loc[ours, "mention"] == OWN_SENTENCE).all()
    assert (rows.loc[~ours, "mention"] == "").all()
    assert rows.loc[f"{SCHEME}-2", ["lon", "lat"]].to_list() == [5.35, 45.95]
    assert OWN_SENTENCE in geojson(taken_records(records))
    assert OWN_SENTENCE.encode() in written(taken_records(records), GEOPACKAGE)


def test_the_name_of_a_file_tells_that_they_are_in_it(own: Desk) -> None:
    view = profile(own, COMMUNE)
    gap = gap_view(own, GapQuery(Level.DEPARTEMENT, "securite", survey=RESULTS))
    ours = layer(own, parse_query("commune", measure="indicator", indicator=INDICATOR))
    records = choose_records(own, RecordsQuery(within=Territory(Level.DEPARTEMENT, "01")))
    marked = [
        gap_file_name(gap, "csv"),
        file_name(ours, "csv"),
        export_name(records, "csv"),
        practices_name(choose_practices(own, PracticesQuery(within=COMMUNE)), "csv"),
        named_file(["profil"], view.about, "csv"),
        named_file(["indicateurs"], indicators_about(own, view), "csv"),
    ]
    assert [name for name in marked if not name.endswith("_non-publie.csv")] == []
    national = layer(own, parse_query("region", measure="indicator", indicator="chomage_localise"))
    for about in (national.about, answers_about(own, view)):  # without a figure of theirs
        assert about.file_marks == ()


def test_a_rate_never_mixes_a_local_list_with_complete_ones(own: Desk, desk: Desk) -> None:
    place = Territory(Level.EPCI, EPCI)
    with_it, without = rates_of(own, place), rates_of(desk, place)
    assert with_it.loc["emploi", "count"] == without.loc["emploi", "count"] + 3
    compares = with_it.columns.drop(["count", "presence"])  # what is there, which compares none
    assert_frame_equal(with_it[compares], without[compares])
    asked = (Level.EPCI, "emploi")
    assert domain_rates(own, *asked) is domain_rates(own.national, *asked)
    zeros = zeros_by_domain(own, Level.EPCI, None, overseas=False)
    assert zeros.equals(zeros_by_domain(desk, Level.EPCI, None, overseas=False))


def test_the_index_never_has_one_of_them(own: Desk, desk: Desk) -> None:
    assert not own.catalogue[INDICATOR].in_index
    for level in (Level.EPCI, Level.DEPARTEMENT):
        assert own.index_values(level) is own.national.index_values(level)
    scored = [one.score_with(Level.DEPARTEMENT, Recipe("")).scores for one in (own, desk)]
    assert_frame_equal(*scored)


def test_a_workspace_that_claims_more_is_held_to_the_same(beside: Desk) -> None:
    """An indicator that says it is of the index, a list that says it is complete: neither is."""
    store = SessionWorkspace()
    listed, claiming = loads.partnerships(), loads.indicators()
    schemes = SCHEMES.file
    complete = listed.tables[schemes].assign(coverage=Coverage.FRANCE.value)
    store.add(replace(listed, tables={**listed.tables, schemes: complete}))
    values = VALUES.file.format(level="commune")
    here = claiming.tables[values].assign(code=pd.Categorical([HERE, "01005", "01006"]))
    declared = replace(claiming.indicators[0], in_index=True)
    store.add(replace(claiming, tables={values: here}, indicators=(declared,)))
    opened = with_workspace(beside, store)
    assert set(opened.schemes.loc[opened.schemes["scheme"].map(is_own), "coverage"]) == {"partial"}
    assert not opened.catalogue[declared.key].in_index
    assert OWN_MARK in opened.catalogue[declared.key].caveats.lower()


def test_a_territory_that_does_not_exist_is_refused(beside: Desk) -> None:
    store = SessionWorkspace()
    store.add(loads.indicators())
    with pytest.raises(InvalidDataError, match="commune:00000"):
        with_workspace(beside, store)


def test_its_perimeters_are_places(own: Desk, desk: Desk) -> None:
    assert list(own_perimeters(own)) == [PERIMETER]
    place = parse_place(own, PERIMETER)
    assert own.communes(place) == ["01004", "01005"]
    assert profile(own, place).name == PERIMETER
    with pytest.raises(UnknownNameError):
        parse_place(desk, PERIMETER)


def test_a_plain_desk_beside_never_sees_them(
    desk: Desk, beside: Desk, own: Desk, workspace: SessionWorkspace
) -> None:
    """Asked after its companion, with all that both keep, it answers as a desk alone."""
    answered = ask(own)
    assert all(any(trace.lower() in one.lower() for trace in TRACES) for one in answered.values())
    plain, alone = ask(beside), ask(Desk(desk.data))
    assert plain == alone
    found = everything(beside) | {f"asked {name}": one for name, one in plain.items()}
    leaks = [name for name, one in found.items() if any(trace in one for trace in TRACES)]
    assert leaks == []
    both = own.with_demonstration()
    assert RESULTS in both.surveys
    assert any(one.demonstration for one in both.surveys.values())
    assert not any(is_own(key) for key in beside.with_demonstration().surveys)


def test_what_does_not_rest_on_them_is_held_once(own: Desk, beside: Desk) -> None:
    for name in ("territories", "memberships", "partnership_rates", "median_scores", "pairs"):
        assert getattr(own, name) is getattr(beside, name), name
    for level in MAPPED_LEVELS[1:]:
        assert own.shapes(level) is beside.shapes(level)


@pytest.mark.parametrize(
    "asked", ["catalogue", "records", "schemes", "series", "surveys", "question_estimates"]
)
def test_nothing_shared_can_rest_on_them(own: Desk, asked: str) -> None:
    with pytest.raises(RuntimeError, match="must not rest on"):
        own.shared(f"leak {asked}", lambda: getattr(own, asked))


def test_nor_on_their_values_nor_the_rows_of_one_on_answers(own: Desk) -> None:
    with pytest.raises(RuntimeError, match="must not rest on"):
        own.shared("leak", lambda: own.values(Level.COMMUNE, [INDICATOR], None))
    with pytest.raises(RuntimeError, match="must not rest on"):
        own.gathered("leak", lambda: own.once("answers", list))


def test_one_companion_for_a_content_and_none_once_let_go(desk: Desk) -> None:
    alone, store = Desk(desk.data), SessionWorkspace()
    store.add(loads.perimeter())
    first = with_workspace(alone, store)
    assert with_workspace(alone, store) is first
    assert first.national is alone
    assert with_workspace(first, store) is first
    store.add(loads.perimeter("Autre"))
    second = with_workspace(alone, store)
    assert second is not first
    assert list(own_perimeters(second)) == sorted([loads.TRACE, "Autre"])
    content = first.own.content if first.own else ""
    del first
    gc.collect()
    assert alone.companion(content) is None


def test_once_unloaded_nothing_is_left(desk: Desk) -> None:
    alone, store = Desk(desk.data), SessionWorkspace()
    fill(store, alone)
    for one in store.loads():
        store.remove(one.key)
    emptied = with_workspace(alone, store)
    leaks = [
        name
        for name, one in everything(emptied).items()
        if name != "own" and any(trace in one for trace in TRACES)
    ]
    assert leaks == []
    assert not layer(emptied, parse_query("region", "emploi", "partnerships")).about.own


def test_rows_are_put_after_those_of_the_product_with_their_types() -> None:
    known = pd.DataFrame({"key": pd.Categorical(["a"]), "year": pd.Series([1], dtype="int16")})
    more = pd.DataFrame({"year": [2], "key": ["propre_b"]})
    both = appended(known, more)
    assert both["key"].to_list() == ["a", "propre_b"]
    assert list(both["key"].cat.categories) == ["a", "propre_b"]
    assert both["year"].dtype == "int16"
    assert appended(known, more.head(0)) is known


@pytest.mark.parametrize(("scope", "told"), [("domaine", True), ("partie", False)])
def test_a_worded_question_has_a_gap_where_it_covers_its_domain(
    beside: Desk, scope: str, told: bool
) -> None:
    rows = "".join(
        f"{code};securite;citoyens;Vous sentez-vous en sécurité ?;{scope};{20 + 2 * rank};1000;%\n"
        for rank, code in enumerate(beside.territories_of(Level.DEPARTEMENT).index[:20])
    )
    header = "code_departement;domaine;groupe;question;porte_sur;valeur;n;unite\n"
    about = OwnSource("Baromètre", ORGANISATION, 2026)
    choices = Choices(about, direction=1, sample=SurveyKind.PROBABILITY)
    made = SessionWorkspace()
    content = (header + rows).encode()
    made.add(load(OwnKind.RESULTS, content, "r.csv", gazetteer(beside), choices))
    opened = with_workspace(beside, made)
    offered = gap_choices(opened)
    assert ("propre_barometre_2026" in set(offered["survey"])) is told
    if told:
        query = GapQuery(Level.DEPARTEMENT, "securite", "citoyens", "propre_barometre_2026")
        assert len(gap_view(opened, query).compared) == 20
