from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import folium
import pypdfium2
import pytest
import shapely
from PIL import Image

from atlas.desk.desk import Desk
from atlas.desk.provenance import BOUNDARIES_SOURCE, DEMONSTRATION_MARK
from atlas.layers.layer import Layer, layer
from atlas.layers.measures import BOTH_VIEWS, GAP, INDICATOR, PARTNERSHIPS
from atlas.layers.query import LayerQuery
from atlas.maps.borders import borders
from atlas.maps.cartography import choropleth
from atlas.maps.circles import MOST_CIRCLES, largest_counts
from atlas.maps.class_choice import parse_choice
from atlas.maps.furnished import draw, furnish
from atlas.maps.picture import picture
from atlas.maps.picture_words import describe, legend
from atlas.maps.place_names import MOST_NAMES, landmarks
from common import palette
from common.errors import InvalidDataError, NotAvailableError
from common.french import number
from common.levels import Level, Territory
from geo.classes import third_limits
from geo.extents import EXTENTS, OVERSEAS
from geo.maps import Widget
from geo.perimeter import make_perimeter
from geo.picture_formats import FORMATS
from geo.pictures import Hatch
from indicators.views.positions import GapStatus

ARIEGE = Territory(Level.DEPARTEMENT, "09")
REUNION = Territory(Level.DEPARTEMENT, "974")


@pytest.fixture(scope="module")
def regions(desk: Desk) -> Layer:
    query = LayerQuery(Level.REGION, domain="mobilite", measure=GAP)
    return layer(desk, query)


@pytest.fixture(scope="module")
def ariege(desk: Desk) -> Layer:
    return unemployment(desk, Level.COMMUNE, ARIEGE)


def unemployment(desk: Desk, level: Level, within: Territory) -> Layer:
    query = LayerQuery(level, measure=INDICATOR, indicator="chomage_recensement", within=within)
    return layer(desk, query)


def pdf_text(content: bytes) -> str:
    """Text of a one-page PDF, every run of spaces as one."""
    found = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_bounded()
    return " ".join(found.split())


def scales(svg: bytes) -> list[str]:
    return re.findall(r'<g id="echelle-(\w+)">', svg.decode())


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_national_picture_says_all_that_a_reader_must_know(desk: Desk, regions: Layer) -> None:
    text = pdf_text(picture(desk, regions, "pdf"))
    assert flat(regions.about.title) in text
    assert regions.year in text
    assert regions.unit[1:] in text
    assert regions.about.data_version in text
    for mention in (*regions.about.mentions, regions.about.note):
        assert flat(mention) in text
    for source in (*regions.about.sources, BOUNDARIES_SOURCE):
        for said in (source.producer, source.title, source.year, source.licence):
            assert flat(said) in text
    for extent in OVERSEAS:
        assert extent.name in text
    assert text.count(" km") == len(EXTENTS)


def test_the_five_dom_stand_beside_metropole_and_a_dom_alone_fills_the_frame(
    desk: Desk, regions: Layer, ariege: Layer
) -> None:
    assert scales(picture(desk, regions, "svg")) == [extent.key for extent in EXTENTS]
    assert scales(picture(desk, ariege, "svg")) == ["metropole"]
    island = unemployment(desk, Level.COMMUNE, REUNION)
    assert scales(picture(desk, island, "svg")) == ["la_reunion"]


@pytest.mark.parametrize("compact", [False, True])
def test_the_demonstration_band_is_there_exactly_when_due(
    demonstrating_desk: Desk, compact: bool
) -> None:
    desk = demonstrating_desk
    asked = LayerQuery(
        Level.REGION, domain="mobilite", measure=GAP, within=Territory(Level.REGION, "53")
    )
    fictional = replace(asked, domain="emploi", group="elus")
    for query, marked in ((fictional, True), (asked, False)):
        shown = layer(desk, query)
        assert shown.about.demonstration is marked
        text = pdf_text(picture(desk, shown, "pdf", compact=compact))
        assert (DEMONSTRATION_MARK in text) is marked
        svg = picture(desk, shown, "svg", compact=compact).decode()
        assert ('id="bandeau"' in svg) is marked
        assert (f"<!-- {DEMONSTRATION_MARK} -->" in svg) is marked


def test_the_legend_counts_each_territory_and_tells_statuses_apart(desk: Desk) -> None:
    shown = layer(
        desk,
        LayerQuery(Level.REGION, measure=INDICATOR, indicator="part_minima_sociaux"),
    )
    seen = choropleth(shown)
    entries = legend(shown, seen).entries
    assert sum(entry.count or 0 for entry in entries) == len(shown.frame)
    secret = next(entry for entry in entries if entry.hatching is Hatch.RISING)
    assert secret.label == "Secret statistique"
    assert secret.count == (shown.frame["status"] == "suppressed").sum()
    assert secret.colour == palette.NO_DATA
    missing = next(entry for entry in entries if entry.label == "Pas de donnée")
    assert missing.count == (shown.frame["status"] == "missing").sum()
    assert missing.hatching is Hatch.NONE


def test_the_classes_of_the_screen_are_those_of_the_picture(desk: Desk, ariege: Layer) -> None:
    seen = choropleth(ariege, parse_choice(ariege, "breaks", "10 ; 15"))
    entries = legend(ariege, seen).entries
    assert [entry.label.replace("\u202f", " ") for entry in entries[:3]] == [
        "plus de 15,0 %",
        "plus de 10,0 % à 15,0 %",
        "10,0 % ou moins",
    ]
    text = pdf_text(picture(desk, ariege, "pdf", seen=seen))
    assert flat(entries[1].label) in text
    assert "Seuils choisis" in text


def test_a_highlighted_place_is_drawn_and_named(desk: Desk, ariege: Layer) -> None:
    foix = Territory(Level.COMMUNE, "09122")
    perimeter = make_perimeter("Mon <b> $pays$", ["09122", "09329"], desk.memberships)
    ink = f"stroke: {palette.SELECTED_INK}"
    assert ink not in picture(desk, ariege, "svg", compact=True).decode()
    for place, name in ((foix, "Foix (commune)"), (perimeter, "Mon <b> $pays$")):
        assert ink in picture(desk, ariege, "svg", highlight=place, compact=True).decode()
        assert name in pdf_text(picture(desk, ariege, "pdf", highlight=place, compact=True))
    with pytest.raises(NotAvailableError, match="Gironde"):
        picture(desk, ariege, "svg", highlight=Territory(Level.DEPARTEMENT, "33"))


HOSTILE = (
    r"$\frac{1}{0}$ </title><script>alert(1)</script> ]]> --> \x00 ${2}",
    "x" * 200,
    "\\begin{a} \x00\x1b\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(desk: Desk, text: str) -> None:
    shown = unemployment(desk, Level.EPCI, ARIEGE)
    hostile = replace(
        shown,
        about=replace(
            shown.about,
            title=text,
            note=text,
            mentions=(text,),
            sources=tuple(replace(source, producer=text) for source in shown.about.sources),
        ),
        table=shown.table.assign(name=text),
    )
    svg = ElementTree.fromstring(picture(desk, hostile, "svg"))  # noqa: S314 -- our own file
    assert not [node for node in svg.iter() if node.tag.endswith("script")]
    written = pdf_text(picture(desk, hostile, "pdf")).replace(" ", "")
    kept = "".join(c for c in text if c.isprintable() and ord(c) < 0x1F000).replace(" ", "")
    assert kept in written


def test_the_same_question_gives_the_same_bytes_from_another_desk(desk: Desk) -> None:
    other = Desk()
    once, again = (unemployment(each, Level.EPCI, ARIEGE) for each in (desk, other))
    for fmt in FORMATS:
        first = picture(desk, once, fmt, compact=True, width_mm=80)
        assert first == picture(other, again, fmt, compact=True, width_mm=80)


def test_the_map_of_a_note_is_light(desk: Desk, ariege: Layer) -> None:
    """325 communes, 80 mm wide, as a note shows them."""
    for fmt in ("png", "svg"):
        assert len(picture(desk, ariege, fmt, compact=True, width_mm=80)) < 150_000
    assert not pdf_text(picture(desk, ariege, "pdf", compact=True)).startswith(
        ariege.about.title[:10]
    )


def test_borders_follow_the_shapes_that_they_part(desk: Desk, ariege: Layer) -> None:
    outlines = shapely.union_all(shapely.boundary(ariege.frame.geometry.to_numpy()))
    drawn = shapely.union_all(borders(desk, ariege, ariege.shapes()).to_numpy())
    around = shapely.boundary(shapely.union_all(ariege.frame.geometry.to_numpy()))
    assert drawn.difference(outlines).length == pytest.approx(0, abs=1e-6)
    assert around.difference(drawn).length == pytest.approx(0, abs=1e-6)


def test_counts_are_circles_and_crossed_measures_a_grid(desk: Desk) -> None:
    counted = layer(desk, LayerQuery(Level.DEPARTEMENT, measure=PARTNERSHIPS))
    most = int(counted.frame["value"].max())
    svg = picture(desk, counted, "svg").decode()
    assert f"<!-- {most:,} -->".replace(",", "\u202f") in svg
    crossed = layer(desk, LayerQuery(Level.REGION, domain="mobilite", measure=BOTH_VIEWS))
    seen = choropleth(crossed)
    key = legend(crossed, seen).crossed
    assert key is not None
    assert sum(key.counts) == seen.index.notna().sum() > 0
    drawn = picture(desk, crossed, "svg").decode()
    assert "<!-- Fragilité perçue, sur 100 → -->" in drawn
    low, high = third_limits(crossed.frame["second"])
    for said in (f"≤\u00a0{number(low, 1)}", f"&gt;\u00a0{number(high, 1)}"):
        assert f"<!-- {said} -->" in drawn
    assert "Rouge : fragilité mesurée forte, perçue faible" in legend(crossed, seen).note


def test_the_circles_of_a_picture_are_those_of_the_screen_and_are_summed_up(desk: Desk) -> None:
    counted = layer(desk, LayerQuery(Level.COMMUNE, measure=PARTNERSHIPS))
    seen, values = choropleth(counted), counted.frame["value"]
    drawn = largest_counts(counted)
    assert len(drawn) == MOST_CIRCLES < (values > 0).sum()
    said = legend(counted, seen)
    assert f"Les {number(MOST_CIRCLES)} plus grands cercles sur" in said.note
    assert not [entry for entry in said.entries if "compté" in entry.label]
    text = describe(counted, seen)
    for told in (
        f"Somme : {number(values.sum())} ;",
        f"maximum : {number(values.max())} ;",
        f"médiane : {number(values.median())} ;",
        f"territoires à zéro : {number(int((values == 0).sum()))}.",
    ):
        assert told in text
    assert "compté" not in text


@pytest.mark.parametrize("level", [Level.REGION, Level.EPCI, Level.COMMUNE])
@pytest.mark.parametrize("key", ["part_minima_sociaux", "taux_pauvrete"])
def test_every_territory_is_counted_once_in_the_legend(desk: Desk, level: Level, key: str) -> None:
    shown = layer(desk, LayerQuery(level, measure=INDICATOR, indicator=key))
    seen = choropleth(shown)
    alone = [line.count or 0 for line in seen.apart if not line.label.startswith("dont ")]
    assert sum(seen.counts) + seen.missing + sum(alone) == len(shown.frame)
    status = shown.frame["status"]
    assert seen.missing == (status == "missing").sum()
    assert (
        sum(line.count or 0 for line in seen.apart)
        == status.isin(["suppressed", "censored", "estimated"]).sum()
    )
    assert len({line.pattern for line in seen.apart}) == len({line.label for line in seen.apart})
    group = folium.FeatureGroup("essai")
    furnish(group, shown, seen, draw(shown, seen, shown.frame.index))
    widgets = [part for part in group._children.values() if isinstance(part, Widget)]
    (panel,) = (part for part in widgets if "fs-legend" in part.payload)
    on_screen = re.findall(r'fs-count">([^<]*)', json.loads(panel.payload)["html"])
    on_paper = [entry.count for entry in legend(shown, seen).entries]
    assert on_screen == [number(count) for count in on_paper]


def test_a_gap_gives_its_limits_and_what_is_not_established(desk: Desk, regions: Layer) -> None:
    seen = choropleth(regions)
    entries = legend(regions, seen).entries
    assert "plus\u00a0de\u00a0+1,5" in entries[0].label
    unclear = int((regions.frame["status"] == GapStatus.NOT_DISTINGUISHABLE.value).sum())
    (line,) = (entry for entry in entries if entry.label.startswith("dont "))
    assert (line.label, line.count) == ("dont position incertaine", unclear)
    assert f"dont position incertaine : {unclear}" in describe(regions, seen)


def test_the_description_gives_the_classes_and_names_only_sure_extremes(
    desk: Desk, ariege: Layer, regions: Layer
) -> None:
    said = describe(ariege, choropleth(ariege))
    assert ariege.about.title in said
    for count in choropleth(ariege).counts:
        assert f" : {count}" in said
    assert "Valeurs les plus hautes" not in said  # too many communes to name three
    for mention in regions.about.mentions:
        assert mention in describe(regions, choropleth(regions))
    few = unemployment(desk, Level.EPCI, ARIEGE)
    top = few.frame.sort_values("value", ascending=False)["name"].iloc[0]
    assert f"Valeurs les plus hautes : {top} (" in describe(few, choropleth(few))
    tied = replace(few, table=few.table.assign(value=50.0))
    assert "Valeurs les plus hautes" not in describe(tied, choropleth(tied))


@pytest.mark.parametrize("width", [20.0, 1000.0, float("nan")])
def test_a_width_out_of_bounds_is_refused(desk: Desk, ariege: Layer, width: float) -> None:
    with pytest.raises(InvalidDataError, match="largeur"):
        picture(desk, ariege, "png", width_mm=width)


@pytest.mark.slow
def test_all_the_communes_fit_in_a_file_that_can_be_sent(desk: Desk) -> None:
    shown = layer(desk, LayerQuery(Level.COMMUNE))
    assert len(shown.frame) == 34_875
    assert len(picture(desk, shown, "png")) < 2_000_000
    svg = picture(desk, shown, "svg")
    assert len(svg) < 4_000_000
    assert svg.count(b"<image") == 1


def test_a_picture_names_the_main_towns_and_a_slide_is_16_by_9(desk: Desk, ariege: Layer) -> None:
    text = pdf_text(picture(desk, ariege, "pdf"))
    assert all(town in text for town in ("Pamiers", "Saint-Girons"))
    assert "Pamiers" not in pdf_text(picture(desk, ariege, "pdf", compact=True))
    slide = Image.open(io.BytesIO(picture(desk, ariege, "png", slide=True)))
    assert slide.size == (2560, 1440)


def test_landmarks_stand_apart_and_are_those_of_the_main_part_of_the_country(desk: Desk) -> None:
    found = landmarks(desk, layer(desk, LayerQuery(Level.EPCI)))
    assert found.index[0] == "Paris"
    assert len(found) == MOST_NAMES
    assert not {"Boulogne-Billancourt", "Saint-Denis", "Villeurbanne"} & set(found.index)
    own = landmarks(desk, layer(desk, LayerQuery(Level.REGION)), 3)
    assert set(own.index) <= set(desk.territories_of(Level.REGION)["name"])
