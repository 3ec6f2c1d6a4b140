"""A telephone: the map whole above its legend, a profile in four screens."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Session

pytestmark = pytest.mark.browser

#: North of Dunkerque, west of Ouessant, south of Bonifacio, east of Bastia (degrees).
CORNERS = [[51.1, 2.5], [48.4, -5.1], [41.4, 9.2], [42.7, 9.5]]


@pytest.mark.parametrize(
    "question", ["", "?mesure=gap&niveau=region&domaine=mobilite", "?mesure=partnerships"]
)
def test_the_country_is_seen_whole_above_the_legend(session: Session, question: str) -> None:
    session.page.set_viewport_size({"width": 390, "height": 844})
    session.open(f"carte{question}")
    inside = session.page.frame_locator("iframe").first
    expect(inside.locator(".fs-insets .fs-inset").last).to_be_visible()
    frame = next(frame for frame in session.page.frames if frame.locator(".fs-legend").count())
    frame.wait_for_function(
        """(corners) => {
          const top = document.querySelector(".fs-legend").getBoundingClientRect().top;
          const banner = document.querySelector(".fs-banner")?.getBoundingClientRect().bottom || 0;
          return corners.map((corner) => map.latLngToContainerPoint(corner))
            .every(({ x, y }) => x > 0 && x < innerWidth && y > banner && y < top);
        }""",
        arg=CORNERS,
    )
    boxes = [
        frame.locator(part).first.bounding_box()
        for part in (".fs-legend", ".fs-insets", ".leaflet-control-attribution")
    ]
    edges = [(box["y"], box["y"] + box["height"]) for box in boxes if box]
    assert len(edges) == 3
    assert all(above[1] <= below[0] for above, below in pairwise(edges))
    session.assert_quiet()


#: Four screens of a telephone.
FOUR_SCREENS = 3_400


def test_a_profile_is_four_screens_tall(session: Session) -> None:
    page = session.page
    page.set_viewport_size({"width": 390, "height": 844})
    session.open("territoire?territoire=commune:76540")
    expect(page.get_by_role("table").first).to_be_visible()
    expect(page.get_by_text("Données Fragiscope, version").first).to_be_visible()
    main = page.get_by_test_id("stMain")
    tall, wide = main.evaluate("one => [one.scrollHeight, one.scrollWidth]")
    assert tall <= FOUR_SCREENS
    assert wide <= 390


def test_the_axis_of_a_small_chart_has_the_decimals_of_its_figures(session: Session) -> None:
    page = session.page
    page.set_viewport_size({"width": 390, "height": 844})
    session.open("territoire?territoire=commune:23045&onglet=temps")
    # From 3,3 to 3,8 consultations a year.
    chart = page.get_by_test_id("stVegaLiteChart").and_(page.get_by_label("médecins généralistes"))
    labels = chart.locator(".role-axis-label text")
    expect(labels.filter(has_text="3,5")).to_be_attached()
    shown = [text for text in labels.all_text_contents() if not text.startswith("20")]
    assert len(shown) >= 3
    assert all(3 < float(text.replace(",", ".")) < 4 for text in shown)
    # What the legend draws is what the lines are: a plain one and a dashed one.
    keys = chart.locator(".role-legend-symbol path")
    drawn = keys.evaluate_all("all => all.map(one => one.getAttribute('stroke-dasharray'))")
    assert [bool(dash and "," in dash and dash != "1,0") for dash in drawn] == [False, True]


def test_the_table_of_trends_shows_more_than_names(session: Session) -> None:
    page = session.page
    page.set_viewport_size({"width": 390, "height": 844})
    session.open("territoire?territoire=commune:23045&onglet=temps")
    table = page.get_by_test_id("stDataFrame").filter(visible=True).first
    expect(table).to_be_visible()
    heads = table.locator("[role=columnheader]")
    expect(heads.filter(has_text="Lecture")).to_be_attached()
