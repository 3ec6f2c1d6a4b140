"""What a larger territory answers stands apart on every screen: five levels, four screens."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from atlas.compare import compare
from atlas.desk.desk import Desk
from atlas.desk.whose import Whose, larger_title, yours
from atlas.profiles import profile
from common.levels import Territory
from pages.parts.comparer.tables import larger_views_table, views_table
from pages.parts.kit.html import typeset

OpenPage = Callable[..., AppTest]
#: One of each level; a commune that was asked; a DROM, whose région is the place itself.
PLACES = (
    *("commune:01004", "epci:240100883", "crte:crte-84-26-1", "departement:62", "region:76"),
    *("commune:76540", "departement:974"),
)


def written(app: AppTest) -> str:
    return unescape("".join(str(element.proto.body) for element in app.get("html")))


@pytest.mark.parametrize("place", PLACES)
def test_the_profile_has_a_block_for_each_larger_territory(
    open_page: OpenPage, desk: Desk, place: str
) -> None:
    app = open_page("territoire", territoire=place, onglet="ressenti")
    assert not app.exception
    described = profile(desk, Territory.parse(place))
    rows = described.answers
    shown = rows[(rows["whose"] == Whose.LARGER.value) & (rows["group"] == "citoyens")]
    titles = {
        larger_title([Territory.parse(measured).level], yours(described.place))
        for measured in shown["measured"]
    }
    headings = [element.value for element in app.subheader if ", pas votre" in element.value]
    assert sorted(headings) == sorted(titles)
    (line,) = re.findall(r"<b>Ressenti</b><span>(.*?)</span>", written(app))
    told, _, apart = line.partition("<em>")
    assert "%" not in line
    assert "sur 100" not in line
    assert ("pas votre" in apart) == bool(len(shown))
    for name in shown["measured_name"].unique():
        assert typeset(str(name)) not in told


@pytest.mark.parametrize("place", PLACES)
def test_the_panel_of_the_map_and_the_crossed_views_say_whose(
    open_page: OpenPage, place: str
) -> None:
    level = place.partition(":")[0]
    title = larger_title([Territory.parse("region:84").level], yours(Territory.parse(place)))
    is_region = place in {"region:76", "departement:974"}
    app = open_page("carte", niveau=level, domaine="mobilite", territoire=place)
    assert not app.exception
    said = "\n".join(element.value for element in app.markdown)
    # The commune that was asked has an answer of its own, and its région one beside it.
    assert (title in said) != is_region
    app = open_page("ecarts", vue="domaine", niveau="region", domaine="mobilite", territoire=place)
    assert not app.exception
    said = "\n".join(element.value for element in app.markdown)
    assert (f"**{title}**" in said) != is_region


def test_compared_places_and_their_region_are_in_two_tables(
    open_page: OpenPage, desk: Desk
) -> None:

    one, other = (
        profile(desk, Territory.parse(text)) for text in ("commune:76540", "commune:01004")
    )
    comparison = compare(desk, one, [other], [], "mobilite")
    own = views_table(desk, comparison)
    larger = larger_views_table(desk, comparison)
    assert one.name in own.columns
    assert set(larger["Mesuré pour"]) <= {"Normandie", "Auvergne-Rhône-Alpes"}
    assert "Normandie" not in own.to_string()
    app = open_page(
        "comparer", territoire="commune:76540", avec="commune:01004", domaine="mobilite"
    )
    assert not app.exception
    assert any("pas les territoires comparés" in element.value for element in app.subheader)
