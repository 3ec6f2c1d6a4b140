from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pandas as pd
import pytest

from atlas.alike.similar import similar
from atlas.compare.scale_sensitivity import place_across_levels, scale_sensitivity
from atlas.desk.desk import Desk
from atlas.desk.once import Key
from atlas.desk.perimeters import parse_place
from atlas.divergences import GapQuery, gap_view
from atlas.layers.layer import layer
from atlas.layers.measures import GAP
from atlas.layers.query import LayerQuery
from atlas.maps.density import density_map
from atlas.partnerships.densest import densest
from atlas.partnerships.examples import examples
from atlas.partnerships.matrix import counts_and_presence
from atlas.partnerships.natures import natures_of
from atlas.partnerships.need_response import NeedQuery, need_response
from atlas.partnerships.rates import rates_of
from atlas.partnerships.records import RecordsQuery, choose_records
from atlas.profiles import profile
from common.errors import UnknownNameError
from common.levels import Level, Territory
from geo.extents import EXTENTS
from indicators.base.domains import DOMAIN_KEYS, OVERALL
from indicators.base.groups import GROUP_KEYS
from indicators.partnerships import Kind
from indicators.views.perceptions import AGES

THREADS = 8


def together(ask: Callable[[], object]) -> list[object]:
    """Ask from eight threads that start at the same moment."""
    start = Barrier(THREADS)

    def one() -> object:
        start.wait()
        return ask()

    with ThreadPoolExecutor(THREADS) as pool:
        return [done.result(timeout=60) for done in [pool.submit(one) for _ in range(THREADS)]]


def slowly(calls: list[str], name: str) -> object:
    calls.append(name)
    time.sleep(0.05)
    return object()


def test_tables_of_the_same_codes_have_one_index(desk: Desk) -> None:
    communes = desk.territories_of(Level.COMMUNE)
    assert len(communes) == 34_875
    assert communes.index is desk.commune_facts.index


def test_eight_threads_make_one_thing_once(tmp_path: Path) -> None:
    desk, calls = Desk(tmp_path), list[str]()
    found = together(lambda: desk.once("slow", lambda: slowly(calls, "slow")))
    assert calls == ["slow"]
    assert len({id(one) for one in found}) == 1


def test_a_maker_may_ask_for_something_else(tmp_path: Path) -> None:
    desk, calls = Desk(tmp_path), list[str]()

    def outer() -> object:
        return (slowly(calls, "outer"), desk.once("inner", lambda: slowly(calls, "inner")))

    turns = iter(["outer", "inner"] * (THREADS // 2))

    def ask() -> object:
        if next(turns) == "inner":
            return desk.once("inner", lambda: slowly(calls, "inner"))
        return desk.once("outer", outer)

    found = together(ask)
    assert sorted(calls) == ["inner", "outer"]
    assert len({id(one) for one in found}) == 2


def test_other_keys_do_not_wait(tmp_path: Path) -> None:
    """Each maker waits for the other to have begun: one lock for all would never end."""
    desk, both = Desk(tmp_path), Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(desk.once, key, lambda: both.wait(timeout=30)) for key in ("a", "b")]
        assert sorted(done.result(timeout=60) for done in asked) == [0, 1]


def test_a_maker_that_fails_leaves_nothing(tmp_path: Path) -> None:
    desk, tries = Desk(tmp_path), iter(["fails", "made"])

    def make() -> str:
        if (one := next(tries)) == "fails":
            raise ValueError("not yet")
        return one

    with pytest.raises(ValueError, match="not yet"):
        desk.once("key", make)
    assert desk.once("key", make) == "made"


def test_a_maker_that_asks_for_itself_does_not_wait_for_ever(tmp_path: Path) -> None:
    desk = Desk(tmp_path)

    def make() -> object:
        return desk.once("key", make)

    with pytest.raises(RecursionError):
        desk.once("key", make)


def test_eight_threads_read_a_table_once(desk: Desk) -> None:
    fresh = Desk(desk.data)
    assert len({id(table) for table in together(lambda: fresh.schemes)}) == 1


#: Two visitors of the same parts of the country, who never ask for the same place.
FIRST = ("commune:09122", "epci:240100883", "crte:crte-32-02-2", "departement:09", "region:76")
SECOND = ("commune:32462", "epci:200044469", "crte:crte-84-26-1", "departement:09", "region:76")


def visit(desk: Desk, places: tuple[str, ...], communes: str, year: int) -> None:
    """Ask what the screens ask, of places and with numbers of one's own."""
    for text in (*places, f"perimetre:{communes}:Ici"):
        place = parse_place(desk, text)
        profile(desk, place)
        similar(desk, place)
        place_across_levels(desk, place, "emploi")
        examples(desk, place)
        counts_and_presence(desk, place)
        natures_of(desk, place)
        chosen = choose_records(desk, RecordsQuery(within=place, year=year, around=True))
        if isinstance(place, Territory):
            layer(desk, LayerQuery(Level.COMMUNE, "sante", within=place))
        rates_of(desk, place, Kind.ALLIANCE.value)
    densest(desk, RecordsQuery(within=place, year=year))
    density_map(desk, chosen.frame, "Ici", bandwidth=10_000.0 + year)
    gap_view(desk, GapQuery())
    scale_sensitivity(desk, "emploi")
    need_response(desk, NeedQuery(Level.DEPARTEMENT, "emploi"))
    layer(desk, LayerQuery(Level.REGION, "mobilite", measure=GAP))


def kept_by(desk: Desk) -> set[Key]:
    return {*desk._kept.keys(), *desk._shared.keys()}


@pytest.mark.slow
def test_what_visitors_type_never_enters_a_key(desk: Desk) -> None:
    visit(desk, FIRST, "09122.09225", 2021)
    kept = kept_by(desk)
    visit(desk, SECOND, "32462.32001", 2023)
    new = kept_by(desk) - kept
    assert new == set()
    closed = {
        *Level,
        *(DOMAIN_KEYS),
        *(OVERALL, None, False, True),
        *GROUP_KEYS,
        *(*desk.surveys, *desk.questions, *desk.catalogue),
        *AGES,
        *Kind,
        *(extent.key for extent in EXTENTS),
    }
    words = {word for key in kept_by(desk) if isinstance(key, tuple) for word in key[1:]}
    assert words <= closed


@pytest.mark.parametrize("kind", ["alliances", "<script>"])
def test_an_unknown_word_is_refused_and_not_kept(desk: Desk, kind: str) -> None:
    kept = kept_by(desk)
    with pytest.raises(UnknownNameError):
        rates_of(desk, Territory(Level.REGION, "76"), kind)
    assert not any(kind in key for key in kept_by(desk) - kept)


@pytest.mark.parametrize("level", Level)
def test_a_level_is_cut_whole_and_alone_out_of_the_tables(desk: Desk, level: Level) -> None:
    """They are sorted by level, which is what lets a level be cut out without a copy."""
    rows = desk.territories[desk.territories["level"] == level.value]
    assert len(rows)
    pd.testing.assert_frame_equal(desk.territories_of(level), rows.set_index("code"))
    pairs = desk.memberships[desk.memberships["level"] == level.value]
    for code, communes in list(pairs.groupby("code")["commune"])[:50]:
        assert desk.communes(Territory(level, str(code))) == list(communes)
