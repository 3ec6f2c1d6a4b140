from __future__ import annotations

import json
import math

import pytest

from atlas.desk.desk import Desk
from atlas.desk.perimeters import perimeter_from_codes
from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.profiles import profile, to_json
from common.levels import Territory
from indicators.base.domains import SCORE_KEYS
from indicators.scores.standing import Standing


@pytest.mark.parametrize("text", ["epci:240100883", "commune:55039", "departement:976"])
def test_the_numbers_of_the_file_are_those_of_the_profile(desk: Desk, text: str) -> None:
    made = profile(desk, Territory.parse(text))
    written = to_json(desk, made)
    assert written == to_json(desk, profile(desk, Territory.parse(text)))
    read = json.loads(written, parse_constant=lambda name: pytest.fail(f"{name} in the file"))
    assert read["place"] == text
    assert [row["domain"] for row in read["domains"]] == list(SCORE_KEYS)
    assert {row["standing"] for row in read["domains"]} <= set(Standing)
    for table in ("indicators", "views", "series", "portrait"):
        frame = getattr(made, table)
        assert len(read[table]) == len(frame)
        for row, value in zip(read[table], frame["value"], strict=True):
            assert (row["value"] is None) == math.isnan(value)
            assert row["value"] is None or row["value"] == value
    assert all(row["status"] for row in read["indicators"])
    assert read["strengths"] == list(made.strengths.index)
    for row, counts in zip(read["presence"], read["matrix"], strict=True):
        unknown = {column for column, meaning in row.items() if meaning == "unknown"}
        assert unknown == {column for column, count in counts.items() if count is None}
    assert read["territories"] == made.territories >= made.domains["ranked"].max()
    assert read["recipe"] == made.about.recipe
    assert read["data_version"] == desk.manifest.version
    assert read["mentions"] == list(made.about.mentions)
    assert len(read["sources"]) == len(made.about.sources)
    assert (read["demonstration_mark"] == DEMONSTRATION_MARK) == made.about.demonstration


def test_a_perimeter_is_written_with_its_communes(desk: Desk) -> None:
    name = 'Nom "hostile" </script>\\'
    place = perimeter_from_codes(desk, name, ["01004", "01005"]).perimeter
    read = json.loads(to_json(desk, profile(desk, place)))
    assert read["name"] == name
    assert read["communes"] == ["01004", "01005"]
    assert read["twin"] is None
    assert read["place"] == f"perimetre:01004.01005:{name}"
