"""One number for what is around a place: profile, page of the records, note and exports."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from atlas.desk.desk import Desk
from atlas.desk.perimeters import parse_place
from atlas.desk.taken import flat_rows
from atlas.partnerships.around import AROUND, INSIDE, WHERE
from atlas.partnerships.export import taken_records
from atlas.partnerships.records import RecordsQuery, choose_records
from atlas.profiles import Profile, to_json
from atlas.profiles.summary import around_words, partnership_words
from reports.report import Paragraph, Report
from tests.taken_out import geojson


@pytest.mark.parametrize(
    ("text", "counts"),
    [("commune:09122", (10, 13)), ("commune:32462", (2, 7)), ("epci:240100883", (21, 9))],
)
def test_a_place_has_one_number_of_records_around(
    desk: Desk,
    profile_of: Callable[[str], Profile],
    note_of: Callable[[str], Report],
    text: str,
    counts: tuple[int, int],
) -> None:
    own, around = counts
    profile = profile_of(text)
    rows = json.loads(to_json(desk, profile))["partnerships"]
    assert [row["attached"] for row in rows].count(INSIDE) == own
    assert [row["attached"] for row in rows].count(AROUND) == around

    said = f"{around} partenariats {WHERE[AROUND]}"
    assert said in partnership_words(profile)
    section = next(
        one for one in note_of(text).sections if one.heading == "Les partenariats recensés"
    )
    legend = [block.text for block in section.blocks if isinstance(block, Paragraph)]
    assert around_words(profile) in " ".join(legend)

    place = parse_place(desk, text)
    assert choose_records(desk, RecordsQuery(within=place)).around_count == around
    records = choose_records(desk, RecordsQuery(within=place, around=True))
    assert (len(records.frame), records.around_count) == (own + around, around)
    table = flat_rows(taken_records(records))
    assert list(table["attached"]).count(AROUND) == around
    features = json.loads(geojson(taken_records(records)))["features"]
    placed = table.index.isin(set(records.located["record"])) & (table["attached"] == AROUND)
    assert [one["properties"]["attached"] for one in features].count(AROUND) == placed.sum()
    assert {row["record"] for row in rows} == set(table.index)
