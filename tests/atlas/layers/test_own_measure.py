"""A measure that is declared here alone has its map, table, files, picture, command and page."""

from __future__ import annotations

import io
import json
from typing import Any

import folium
import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from atlas.desk.about import About
from atlas.desk.desk import Desk
from atlas.desk.provenance import Source
from atlas.desk.taken import flat_rows
from atlas.divergences.clusters import clusters
from atlas.layers.drawn import CountCircles, Drawn, FixedClasses, FreeClasses
from atlas.layers.layer import Layer, layer
from atlas.layers.measure import Ask, Measure, Measured, MeasureQuery
from atlas.layers.measures import MEASURES, parse_measure
from atlas.layers.query import parse_query
from atlas.layers.table import french_table
from atlas.layers.taken import file_name, taken_layer
from atlas.maps.cartography import choropleth
from atlas.maps.furnished import draw, furnish
from atlas.maps.picture import picture
from atlas.maps.picture_words import describe
from atlas.maps.tooltips import tooltips
from common.csv_files import INTERNATIONAL, csv_bytes
from common.errors import NotAvailableError, UnknownNameError
from common.french import number
from common.levels import Level
from common.table_schema import Field
from fragiscope import cli
from geo.map_signs import Hatch
from geo.maps.widget import Widget
from geo.territories import TERRITORIES
from pages.parts.carte.state import map_state
from tests.taken_out import geojson

KNOWN, EMPTY, UNKNOWN = "known", "empty", "unknown"
FEW = 50


def _answer(desk: Desk, query: MeasureQuery) -> Measured:
    rows = desk.territories_of(query.level)
    people = rows["population"].astype("float64")
    value = people / rows["area_km2"]
    return Measured(
        frame=pd.DataFrame(
            {
                "value": value,
                "area_km2": rows["area_km2"],
                "status": np.where(value.isna(), UNKNOWN, np.where(value < FEW, EMPTY, KNOWN)),
            }
        ),
        about=About(title="Densité", method="Habitants par surface.", sources=(_SOURCE,)),
        unit="habitants par km²",
        year="2023",
    )


_SOURCE = Source("Institut d’essai", "Recensement d’essai", "2023", "Licence d’essai")


def density(drawn: Drawn, **others: Any) -> Measure:
    return Measure(
        key="population_density",
        label="Densité de population",
        answer=_answer,
        statuses={KNOWN: "connue", EMPTY: "très faible", UNKNOWN: "inconnue"},
        absent=UNKNOWN,
        columns=(
            Field("value", "float64", "inhabitants by area", "per km²", "population unknown"),
            Field("status", "str", "whether it is known"),
            *TERRITORIES.pick("area_km2"),
        ),
        headings={"value": "Habitants par km²", "area_km2": "Surface (km²)"},
        asks=frozenset(),
        drawn=drawn,
        hatches={EMPTY: (Hatch.DOTTED, "peu habité")},
        no_data="Population inconnue",
        decimals=1,
        names_extremes=True,
        **others,
    )


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> Measure:
    measure = density(FreeClasses(decimals=1))
    monkeypatch.setitem(MEASURES, measure.key, measure)
    return measure


@pytest.fixture
def shown(desk: Desk, own: Measure) -> Layer:
    return layer(desk, parse_query("departement", measure=own.key))


def legend_of(group: folium.FeatureGroup) -> str:
    widgets = [part for part in group._children.values() if isinstance(part, Widget)]
    (found,) = (part.payload for part in widgets if "fs-legend" in part.payload)
    return found


def test_it_is_read_and_offered_by_its_key(own: Measure) -> None:
    assert parse_measure("population_density") is own
    assert map_state().parameters["mesure"].parse("population_density") is own
    help_text = " ".join(CliRunner().invoke(cli, ["layer", "--help"]).output.split())
    assert f"{', '.join(list(MEASURES)[:-1])} ou {own.key}." in help_text
    with pytest.raises(NotAvailableError, match="« indicator »"):
        parse_query("region", measure=own.key, indicator="taux_pauvrete")


def test_it_is_gone_with_the_test(desk: Desk) -> None:
    with pytest.raises(UnknownNameError, match="population_density"):
        parse_measure("population_density")


def test_its_values_are_those_of_its_answer(desk: Desk, shown: Layer) -> None:
    rows = desk.territories_of(Level.DEPARTEMENT)
    expected = rows.loc["09", "population"] / rows.loc["09", "area_km2"]
    assert shown.frame.loc["09", "value"] == pytest.approx(expected)
    assert list(shown.table) == ["name", "population", "value", "status", "area_km2"]
    assert shown.about.title == "Densité, par département"


def test_its_map_is_classed_hatched_and_said(shown: Layer) -> None:
    seen, shapes = choropleth(shown), shown.frame.index
    values = shown.frame["value"]
    assert sum(seen.counts) == values.notna().sum()
    assert seen.index[values.idxmax()] == len(seen.colours) - 1
    assert (seen.hatched == (shown.frame["status"] == EMPTY)).all()
    assert 0 < seen.hatched.sum() < len(shapes)
    drawing = draw(shown, seen, shapes)
    assert drawing.no_data_label == "Population inconnue"
    group = folium.FeatureGroup("essai")
    furnish(group, shown, seen, drawing)
    legend = legend_of(group)
    assert all(text in legend for text in ("habitants par km²", "peu habité", seen.labels[0]))
    said = tooltips(shown)
    assert said["09"] == f"{number(values['09'], 1)} (très faible)"


def test_its_classes_and_colours_may_be_its_own(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixed = FixedClasses((50.0, 100.0), ("vide", "moyen", "plein"), ("#111", "#222", "#333"), "?")
    monkeypatch.setitem(MEASURES, "population_density", density(fixed))
    shown = layer(desk, parse_query("departement", measure="population_density"))
    seen = choropleth(shown)
    assert (seen.labels, seen.colours) == (fixed.labels, fixed.colours)
    assert seen.counts[0] == (shown.frame["value"] <= 50).sum()
    monkeypatch.setitem(MEASURES, "population_density", density(CountCircles()))
    counted = choropleth(layer(desk, parse_query("region", measure="population_density")))
    assert counted.circles
    assert counted.classes is None


def test_its_table_has_its_headings_highest_first(shown: Layer) -> None:
    table = french_table(shown)
    assert list(table) == ["Territoire", "Code", "Habitants par km²", "Surface (km²)", "Lecture"]
    assert table["Habitants par km²"].is_monotonic_decreasing
    first = table.iloc[0]
    assert (first["Territoire"], first["Code"], first["Lecture"]) == ("Paris", "75", "connue")


def test_its_files_have_its_columns_and_words(shown: Layer) -> None:
    rows = pd.read_csv(
        io.BytesIO(csv_bytes(flat_rows(taken_layer(shown)), INTERNATIONAL)), dtype={"code": "str"}
    ).set_index("code")
    assert rows.loc["09", "value"] == pytest.approx(
        shown.frame.loc["09", "value"],
        rel=5e-7,  # seven digits are written
    )
    assert rows.loc["09", "reading"] == "très faible"
    collection = json.loads(geojson(taken_layer(shown)))
    assert (collection["measure"], collection["group"]) == ("population_density", None)
    assert (collection["unit"], collection["year"]) == ("habitants par km²", "2023")
    assert list(collection["features"][0]["properties"]) == [
        *("territory", "code", "name", "population", "value", "status", "area_km2")
    ]
    assert file_name(shown) == "fragiscope_departement_ensemble_population_density.geojson"


def test_its_picture_has_its_words(desk: Desk, shown: Layer) -> None:
    svg = picture(desk, shown, "svg").decode("utf-8")
    seen = choropleth(shown)
    said = describe(shown, seen)
    assert "Valeurs les plus hautes : Paris (" in said
    assert "peu habité" in said
    assert said in svg
    assert shown.about.title in svg


def test_its_clusters_are_not_sought_where_it_says_why(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure = density(FreeClasses(), unclustered="elle suit la géographie")
    monkeypatch.setitem(MEASURES, measure.key, measure)
    shown = layer(desk, parse_query("departement", measure=measure.key))
    with pytest.raises(NotAvailableError, match="elle suit la géographie"):
        clusters(desk, shown)


def test_each_measure_says_each_of_its_rows() -> None:
    for key, measure in MEASURES.items():
        assert measure.key == key
        assert {"value", "status"} <= set(measure.names), key
        assert set(measure.headings) <= set(measure.names), key
        assert measure.absent in measure.statuses, key
        assert set(measure.hatches) <= set(measure.statuses), key
        assert measure.asks <= set(Ask), key
