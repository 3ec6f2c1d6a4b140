"""The map engine in a real browser, inside the frame of streamlit-folium."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import geopandas as gpd
import pytest
import shapely
from playwright.sync_api import Frame, Page, Route

from common import assets
from common.levels import Level
from common.paths import ROOT, STATIC
from geo.pmtiles import write_pmtiles
from geo.tiles import HIGH_ZOOMS, LOW_ZOOMS, WEB_MERCATOR, tile_set

if TYPE_CHECKING:
    from tests.browser.conftest import Session

pytestmark = pytest.mark.browser
APP = Path(__file__).with_name("map_app.py")
#: The three families that folium lets through, and ways to leave a script or an attribute.
PAYLOADS = (
    "<img src=x onerror=window.ran=1>",
    "${window.ran=1}",
    "`+(window.ran=1)+`",
    "</script><script>window.ran=1</script>",
    "\\`${window.ran=1}",
    "\"' onmouseover=window.ran=1 x='",
)


@pytest.fixture(scope="module")
def address(map_scripts: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the small application of map_app.py over four squares, in place of the product."""
    folder = tmp_path_factory.mktemp("engine")
    (folder / "static/tiles").mkdir(parents=True)
    for name in ("vendor", "map"):
        shutil.copytree(STATIC / name, folder / "static" / name)
    (folder / ".streamlit").symlink_to(ROOT / ".streamlit")
    (folder / "root.txt").write_text(str(ROOT))
    shutil.copy(APP, folder)
    squares = gpd.GeoDataFrame(
        {"i": range(4), "n": [f"Carré {i}" for i in range(4)], "k": ["d", "d", "r", "r"]},
        geometry=[shapely.box(i, 40, i + 1, 42) for i in range(4)],
        crs="EPSG:4326",
    )
    squares.to_file(folder / "squares.json", driver="GeoJSON")
    files, projected = tile_set(Level.EPCI, "test"), squares.to_crs(WEB_MERCATOR)
    tiles = folder / "static/tiles"
    write_pmtiles(projected[["i", "n", "geometry"]], tiles / files.low, "territoires", LOW_ZOOMS)
    write_pmtiles(projected[["i", "n", "geometry"]], tiles / files.high, "territoires", HIGH_ZOOMS)
    lines = projected.set_geometry(projected.boundary)[["k", "geometry"]]
    write_pmtiles(lines, tiles / files.borders, "limites", (LOW_ZOOMS[0], HIGH_ZOOMS[1]))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "streamlit", "run", APP.name),
            *("--server.port", str(port), "--server.address", "127.0.0.1"),
        ],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError("the application did not start in time")


def show(session: Session, **query: str) -> Frame:
    """Open the map and wait until its texts are there."""
    session.open(f"?{urlencode(query)}")
    session.page.frame_locator("iframe").locator(".fs-legend").first.wait_for()
    return next(f for f in session.page.frames if "streamlit_folium" in f.url)


def colour_at(frame: Frame, lat: float, lon: float) -> str:
    """Read the colour drawn at a place, whichever canvas holds it."""
    return str(
        frame.evaluate(
            """([lat, lon]) => {
                const spot = map.latLngToContainerPoint([lat, lon]);
                const home = map.getContainer().getBoundingClientRect();
                const drawn = map.getPane("mapPane").querySelectorAll("canvas");
                for (const canvas of drawn) {
                    const box = canvas.getBoundingClientRect();
                    const x = (spot.x + home.x - box.x) * canvas.width / box.width;
                    const y = (spot.y + home.y - box.y) * canvas.height / box.height;
                    if (x < 0 || y < 0 || x >= canvas.width || y >= canvas.height) continue;
                    const [r, g, b, a] = canvas.getContext("2d").getImageData(x, y, 1, 1).data;
                    const hex = (part) => part.toString(16).padStart(2, "0");
                    if (a) return `#${hex(r)}${hex(g)}${hex(b)}`;
                }
                return "";
            }""",
            [lat, lon],
        )
    )


def inked(frame: Frame, lat: float, lng: float) -> set[tuple[int, int]]:
    """Pixels that are not of the most usual colour, column and row, in 16 by 16 around a place.

    Waits for the tile of the place: a map is drawn tile after tile.
    """
    found = frame.wait_for_function(
        """([lat, lng]) => {
            const spot = map.latLngToContainerPoint([lat, lng]);
            const home = map.getContainer().getBoundingClientRect();
            for (const canvas of map.getPane("mapPane").querySelectorAll("canvas")) {
                const box = canvas.getBoundingClientRect();
                const x = (spot.x + home.x - box.x) * canvas.width / box.width - 8;
                const y = (spot.y + home.y - box.y) * canvas.height / box.height - 8;
                if (x < 0 || y < 0 || x > canvas.width - 16 || y > canvas.height - 16) continue;
                const { data } = canvas.getContext("2d").getImageData(x, y, 16, 16);
                if (!data[3]) continue;
                const pixels = [...Array(256).keys()];
                const keys = pixels.map((i) => data.slice(4 * i, 4 * i + 4).join());
                const tally = new Map();
                for (const key of keys) tally.set(key, (tally.get(key) || 0) + 1);
                const most = Math.max(...tally.values());
                return keys.flatMap((key, i) => tally.get(key) < most ? [[i % 16, i >> 4]] : []);
            }
            return null;
        }""",
        arg=[lat, lng],
    )
    return {(column, row) for column, row in found.json_value()}


def rises(pixels: set[tuple[int, int]]) -> bool:
    """Tell whether each pixel goes on to the upper right, as in lines that rise."""
    inner = [(x, y) for x, y in pixels if x < 15 and y > 0]
    return bool(inner) and all((x + 1, y - 1) in pixels for x, y in inner)


#: Quarters of a second until a map must be drawn: budgets are tests of their own, and the first
#: map of a server on a busy machine takes its time.
PATIENCE = 240


def wait_colour(frame: Frame, lat: float, lon: float, colour: str) -> None:
    for _ in range(PATIENCE):
        if colour_at(frame, lat, lon) == colour:
            return
        frame.page.wait_for_timeout(250)
    assert colour_at(frame, lat, lon) == colour


LOW, HIGH = "#f0b69c", "#773272"  # palette.sequential(2)


def test_map_is_coloured_repainted_and_clicked_within_the_origin(session: Session) -> None:
    frame = show(session)
    wait_colour(frame, 40.5, 0.3, LOW)
    wait_colour(frame, 40.5, 2.3, HIGH)
    assert frame.evaluate("document.documentElement.lang") == "fr"
    assert frame.get_by_title("Zoom avant").is_visible()
    assert frame.evaluate("fragiscope.view.codes") == "aabb"
    assert frame.evaluate("fragiscope.view.marks") == "0102"
    assert not inked(frame, 40.5, 0.6)
    assert rises(inked(frame, 40.5, 1.5))
    dots = inked(frame, 40.5, 3.5)
    assert dots
    assert not rises(dots)

    frame.evaluate("window.kept = true")
    session.page.get_by_label("Autres valeurs").fill("bbaa")
    session.page.get_by_label("Autres valeurs").press("Enter")
    wait_colour(frame, 40.5, 0.3, HIGH)
    wait_colour(frame, 40.5, 2.3, LOW)
    assert frame.evaluate("window.kept"), "the frame was rebuilt for a mere change of values"
    legend = frame.locator(".fs-legend", has_text="Légende")
    assert legend.count() == 1
    assert "bbaa" in legend.inner_text()

    spot = frame.evaluate("map.latLngToContainerPoint([40.5, 2.3])")
    frame.locator("#map_div").hover(position=spot)
    frame.locator(".fs-tooltip").first.wait_for()
    frame.locator("#map_div").click(position=spot)
    session.page.locator("code", has_text='"lat": 40.').wait_for()
    clicked = json.loads(session.page.locator("code").inner_text())["last_clicked"]
    assert clicked == {
        "lat": pytest.approx(40.5, abs=0.05),
        "lng": pytest.approx(2.3, abs=0.05),
    }
    session.assert_quiet()


def test_a_point_that_stands_alone_is_drawn(session: Session) -> None:
    frame = show(session)
    frame.wait_for_function("document.querySelectorAll('.fs-point').length === 5")


def test_the_map_is_driven_by_keyboard_and_leaves_the_wheel_to_the_page(session: Session) -> None:
    frame = show(session)
    wait_colour(frame, 40.5, 0.3, LOW)
    frame.locator("#map_div").press("ArrowUp")
    frame.evaluate("map.setView([40.5, 2.3], 7, { animate: false })")
    frame.locator(".fs-spoken", has_text="Carré 2").wait_for(state="attached")
    session.page.keyboard.press("Enter")
    session.page.locator("code", has_text='"lng": 2.3').wait_for()

    frame.locator("#map_div").hover(position={"x": 300, "y": 250})
    session.page.mouse.wheel(0, 100)
    frame.locator(".fs-hint.fs-told").wait_for()
    assert frame.evaluate("map.getZoom()") == 7
    session.page.keyboard.down("Control")
    session.page.mouse.wheel(0, -100)
    session.page.keyboard.up("Control")
    frame.wait_for_function("map.getZoom() > 7")
    session.assert_quiet()


def test_a_map_without_its_shapes_says_so(session: Session) -> None:
    session.page.route("**/*.pmtiles", lambda route: route.abort())
    frame = show(session)
    told = frame.get_by_role("alert")
    told.wait_for()
    assert "Le tableau de la page donne les mêmes valeurs" in told.inner_text()


def test_a_click_in_an_inset_is_a_click_on_the_map(session: Session) -> None:
    frame = show(session)
    inset = frame.locator(".fs-inset")
    inset.locator("canvas").first.wait_for(state="attached")
    assert "km" in inset.locator(".leaflet-control-scale").inner_text()
    inset.click(position={"x": 45, "y": 40})
    session.page.locator("code", has_text='"lat": 40.').wait_for()
    clicked = json.loads(session.page.locator("code").inner_text())["last_clicked"]
    assert 3 < clicked["lng"] < 4
    frame.locator(".fs-insets button").first.click()
    frame.wait_for_function("map.getCenter().lng > 3 && map.getCenter().lng < 4")
    session.assert_quiet()


@pytest.mark.parametrize("payload", [*PAYLOADS[:3], " ".join(PAYLOADS)])
def test_a_hostile_text_is_only_shown(session: Session, payload: str) -> None:
    frame = show(session, text=payload)
    wait_colour(frame, 40.5, 2.3, HIGH)
    spot = frame.evaluate("map.latLngToContainerPoint([40.5, 2.3])")
    frame.locator("#map_div").hover(position=spot)
    frame.locator(".fs-tooltip").first.wait_for()
    frame.locator(".fs-point").first.click()
    popup = frame.locator(".fs-popup")
    popup.wait_for()
    assert popup.locator("b").inner_text() == " ".join(payload.split())
    for sink in (".fs-banner", ".fs-bivariate .fs-right"):
        assert payload in frame.locator(sink).first.inner_text()
    assert payload in frame.locator(".leaflet-control-attribution").inner_text()
    spoken = frame.locator(".fs-insets button").first.get_attribute("aria-label")
    assert spoken == f"Aller sur la carte à : {payload}"
    assert frame.locator("img.fs-image").get_attribute("alt") == payload
    assert [f.evaluate("window.ran") for f in session.page.frames] == [None] * len(
        session.page.frames
    )
    session.assert_quiet()


@pytest.fixture
def mirror(session: Session) -> list[str]:
    """Stand in for the CDN with the installed files; a file named here is tampered with."""
    tampered: list[str] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(f"{assets.CDN}/")
        body = (assets.VENDOR / path).read_bytes()
        if Path(path).name in tampered:
            body += b" "
        kind = "text/css" if path.endswith(".css") else "text/javascript"
        headers = {"Content-Type": kind, "Access-Control-Allow-Origin": "*"}
        route.fulfill(body=body, headers=headers)

    session.page.route(f"{assets.CDN}/**", answer)
    return tampered


def test_scripts_of_the_cdn_are_checked(session: Session, mirror: list[str]) -> None:
    frame = show(session, cdn="1")
    tags = frame.evaluate(
        '[...document.querySelectorAll(\'script[src^="https"], link[href^="https"]\')]'
        ".map(t => [t.integrity, t.crossOrigin])"
    )
    assert len(tags) >= 4
    assert all(hash_.startswith("sha384-") and cors == "anonymous" for hash_, cors in tags)
    assert session.errors == []


def test_a_tampered_script_is_refused(session: Session, mirror: list[str]) -> None:
    mirror.append("leaflet.js")
    session.open("?cdn=1")
    page: Page = session.page
    with page.expect_console_message(lambda message: "integrity" in message.text):
        page.locator("iframe").wait_for(state="attached")
    frame = next(f for f in page.frames if "streamlit_folium" in f.url)
    assert frame.evaluate("typeof L") == "undefined"
    frame.get_by_role("alert").wait_for()
    assert "leaflet.js est introuvable ou altéré" in frame.get_by_role("alert").inner_text()


def test_a_machine_without_scripts_nor_network_says_what_is_missing(session: Session) -> None:
    session.page.route(f"{assets.CDN}/**", lambda route: route.abort())
    session.open("?cdn=1")
    told = session.page.frame_locator("iframe").get_by_role("alert")
    told.wait_for()
    assert "La carte ne peut pas s’afficher" in told.inner_text()
    assert "python -m tools.assets" in told.inner_text()
