"""What the maps write, without a browser; tests/browser/test_map_engine.py shows that it works."""

from __future__ import annotations

import json
import re

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import _get_map_string, generate_js_hash

from common import assets, palette
from common.errors import InvalidDataError
from common.levels import Level
from common.paths import ROOT
from geo import maps
from geo.map_signs import Axis, Hatch, Hatched
from geo.maps.widget import script_json
from geo.tiles import tile_set

BOUNDS = (0.0, 40.0, 3.0, 43.0)
HOSTILE = "<img src=x onerror=alert(1)>`${alert(2)}`"


@pytest.fixture
def places() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"code": ["01001", "01002", "01004"], "name": ["Un", HOSTILE, "Trois"]},
        geometry=[shapely.box(i + 1 / 3, 41, i + 4 / 3, 42) for i in range(3)],
        crs="EPSG:4326",
    )


def script(ground: folium.Map) -> str:
    ground.get_root().render()
    return str(_get_map_string(ground))


def ground_of(level: Level = Level.EPCI) -> folium.Map:
    ground = maps.base_map(BOUNDS, attribution="IGN")
    maps.tile_layer(tile_set(level, "0")).add_to(ground)
    return ground


def test_a_page_names_no_other_machine(map_scripts: None) -> None:
    ground = ground_of()
    maps.points_layer(pd.DataFrame({"lat": [41.0], "lon": [1.0]}), ["ici"]).add_to(ground)
    html = ground.get_root().render()
    loaded = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert loaded
    assert all(address.startswith("/app/static/") for address in loaded)


def test_scripts_of_the_cdn_carry_their_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "VENDOR", assets.VENDOR / "absent")
    html = ground_of().get_root().render()
    outside = re.findall(r"<(?:script|link)[^>]*https://[^>]*>", html)
    assert len(outside) == 5
    for tag in outside:
        assert re.search(r'integrity="sha384-[\w+/]{64}" crossorigin="anonymous"', tag)
    assert html.index("guard.js") < html.index(assets.CDN)


def test_the_same_map_is_recognised_and_another_is_not() -> None:
    def key(level: Level) -> str:
        return str(generate_js_hash(script(ground_of(level)), "carte"))

    assert key(Level.EPCI) == key(Level.EPCI) != key(Level.CRTE)


def test_a_border_of_two_territories_is_drawn_once_after_rounding(
    places: gpd.GeoDataFrame,
) -> None:
    lines = shapely.from_geojson(
        json.dumps(json.loads(maps.outline_layer(places.geometry).payload)["data"])
    )
    points = shapely.get_coordinates(lines)
    assert points.round(5).tolist() == points.tolist()
    # Four uprights of one degree, and three degrees of top and of bottom.
    assert lines.length == pytest.approx(4 + 3 + 3, abs=1e-4)


def test_shapes_in_metres_are_refused(places: gpd.GeoDataFrame) -> None:
    with pytest.raises(InvalidDataError, match="EPSG:4326"):
        maps.highlight_layer(places.geometry.to_crs(2154))
    with pytest.raises(InvalidDataError, match="EPSG:4326"):
        maps.outline_layer(places.geometry.set_crs(None, allow_override=True))


def test_what_is_not_finite_never_reaches_the_page() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        script_json({"value": float("nan")})


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.integers(0, 4)), st.sampled_from(list(Hatch)), st.booleans()
        ),
        max_size=50,
    )
)
def test_a_drawing_tells_class_each_pattern_and_absence_apart(
    rows: list[tuple[int | None, Hatch, bool]],
) -> None:
    index = pd.Series([rank for rank, _, _ in rows], dtype="Int8")
    seen = maps.drawing(
        index,
        palette.sequential(5),
        list("vwxyz"),
        hatching=pd.Series([str(pattern) for _, pattern, _ in rows], dtype="str"),
        meanings={pattern: f"sens de {pattern}" for pattern in Hatch},
        drawn=pd.Series([drawn for _, _, drawn in rows], dtype=bool),
    )

    def expected(rank: int | None, drawn: bool) -> str:
        return " " if not drawn else "-" if rank is None else "abcde"[rank]

    assert seen.codes == "".join(expected(rank, drawn) for rank, _, drawn in rows)
    patterns = [Hatch.NONE, *(pattern for pattern, _ in seen.patterns)]
    assert all(meaning == f"sens de {pattern}" for pattern, meaning in seen.patterns)
    marks = seen.marks or "0" * len(rows)
    assert [patterns[int(mark)] for mark in marks] == [pattern for _, pattern, _ in rows]


def test_a_drawing_that_does_not_fit_is_refused() -> None:
    with pytest.raises(InvalidDataError, match="2 couleurs pour 1 libellés") as caught:
        maps.drawing(pd.Series([0, 5]), ["#000000", "#ffffff"], ["seul"], texts=["un"])
    assert len(caught.value.faults) == 3


def test_the_drawing_of_every_commune_is_small() -> None:
    index = pd.Series(np.arange(34_875) % 5, dtype="Int8")
    layer = maps.drawing_layer(maps.drawing(index, palette.sequential(5), list("abcde")))
    assert len(layer.payload) < 36_000
    hatching = pd.Series(np.resize(np.array([str(hatch) for hatch in Hatch]), len(index)))
    seen = maps.drawing(index, palette.sequential(5), list("abcde"), hatching=hatching)
    assert len(maps.drawing_layer(seen).payload) < 71_000


@pytest.mark.parametrize(
    "layer",
    [
        lambda text: maps.legend(
            text,
            [text],
            ["#000000"],
            note=text,
            hatched=[Hatched(text, Hatch.RISING, 1)],
            no_data=text,
        ),
        lambda text: maps.bivariate_legend(
            text, Axis(text, (text,) * 3), Axis(text, (text,) * 3), note=text, reading=text
        ),
        lambda text: maps.circles_legend(text, [(text, 9.0)]),
        maps.banner,
        maps.mention,
        lambda text: maps.points_layer(pd.DataFrame({"lat": [1.0], "lon": [1.0]}), [text]),
        lambda text: maps.circles_layer(
            pd.DataFrame({"lat": [1.0], "lon": [1.0]}), pd.Series([1.0]), 1, [text]
        ),
        lambda text: maps.image_layer("data:,", BOUNDS, description=text),
        lambda text: maps.drawing_layer(
            maps.drawing(
                pd.Series([0]),
                ["#000000"],
                [text],
                texts=[text],
                hatching=pd.Series([str(Hatch.RISING)]),
                meanings={Hatch.RISING: text},
                no_data_label=text,
            )
        ),
    ],
)
def test_every_text_is_escaped(layer) -> None:  # type: ignore[no-untyped-def] # lambdas
    payload = layer(HOSTILE).payload
    assert "onerror" in payload
    assert not re.search(r"\\u003cimg|`|\$\{", payload)


def test_legend_shows_high_first_and_what_is_missing_apart() -> None:
    html = json.loads(
        maps.legend(
            "Taux", ["bas", "haut"], ["#111111", "#222222"], counts=[3, 1234], missing=5
        ).payload
    )["html"]
    assert html.index("haut") < html.index("bas") < html.index("Pas de donnée")
    assert "1\u202f234" in html
    assert html.count("fs-separate") == 1


def test_each_pattern_has_its_own_sample_on_the_ground_that_the_map_has() -> None:
    lines = [Hatched(f"sens {hatch}", hatch, 1, palette.NO_DATA) for hatch in Hatch if hatch]
    html = json.loads(maps.legend("Taux", [], [], hatched=lines, no_data=None).payload)["html"]
    samples = re.findall(r'class="fs-swatch fs-(\w+)" style="--c:(#\w+)', html)
    assert samples == [(hatch.value, palette.NO_DATA) for hatch in Hatch if hatch]
    style = (ROOT / "static/map/fragiscope.css").read_text("utf-8")
    script = (ROOT / "static/map/fragiscope.js").read_text("utf-8")
    for hatch, _ in samples:
        assert f".fs-swatch.fs-{hatch} " in style
        assert f"    {hatch}: (pen) =>" in script


def test_the_samples_are_as_pale_as_the_surfaces() -> None:
    grid = [Axis("Besoin", ("≤ 1", "entre", "> 2")), Axis("Réponse", ("≤ 3", "entre", "> 4"))]
    legends = (
        maps.legend("Taux", ["bas"], ["#ff0000"], opacity=0.5),
        maps.bivariate_legend("Croisement", *grid, opacity=0.5),
    )
    for widget, full in zip(legends, ("#ff0000", palette.BIVARIATE[2][0]), strict=True):
        html = json.loads(widget.payload)["html"]
        assert f"--c:{palette.faded(full, 0.5)}" in html
        assert full not in html


def test_a_level_is_crossed_by_the_borders_of_wider_levels_only() -> None:
    def borders(level: Level) -> str:
        return str(json.loads(maps.tile_layer(tile_set(level, "0")).payload)["borders"])

    assert [borders(level) for level in (Level.REGION, Level.DEPARTEMENT)] == ["r", "r"]
    assert [borders(level) for level in (Level.EPCI, Level.COMMUNE)] == ["dr", "dr"]


def test_circles_are_proportional_by_area_and_nothing_is_drawn_for_zero() -> None:
    frame = pd.DataFrame({"lat": [1.0, 2.0, 3.0], "lon": [1.0, 2.0, 3.0]})
    layer = maps.circles_layer(frame, pd.Series([4.0, 0.0, 16.0]), 16, ["a", "b", "c"])
    rows = json.loads(layer.payload)["rows"]
    assert [(row[2], row[3]) for row in rows] == [(26.0, "c"), (13.0, "a")]


def test_a_point_without_position_is_refused() -> None:
    with pytest.raises(InvalidDataError, match="ligne 1"):
        maps.points_layer(pd.DataFrame({"lat": [1.0, np.nan], "lon": [1.0, 2.0]}), ["a", "b"])


def test_shared_borders_are_drawn_once(places: gpd.GeoDataFrame) -> None:
    drawn = json.loads(maps.outline_layer(places.geometry).payload)["data"]
    line = shapely.from_geojson(json.dumps(drawn))
    assert line.length == pytest.approx(10)  # six degrees across, four upright
