"""The one button for all the formats: what it offers, and what it hands out."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from atlas.desk.file_formats import CSV_FRANCE, FORMATS, GEOPACKAGE, XLSX
from atlas.desk.taken import WGS84
from pages.parts.kit.taken_files import MOST_CELLS, SYSTEMS, TABLES, written_from

#: A page of one button, whose file says the format and the CRS asked.
PAGE = """
import json
from atlas.desk.file_formats import FORMATS
from pages.parts.kit.taken_files import taken_files
taken_files(
    lambda form, crs: json.dumps([form.key, crs]).encode(),
    lambda extension: f"file.{{extension}}",
    key="essai",
    cells={cells},
)
"""


def opened(cells: int = 0) -> AppTest:
    return AppTest.from_string(PAGE.format(cells=cells)).run()


def test_a_crs_is_asked_where_the_format_has_one() -> None:
    app = opened()
    choice = app.selectbox(key="essai.format")
    assert choice.options == [form.label for form in FORMATS]
    assert choice.value == CSV_FRANCE
    assert len(app.selectbox) == 1
    app = choice.select(GEOPACKAGE).run()
    assert app.selectbox(key="essai.crs").value == WGS84
    assert app.selectbox(key="essai.crs").options == list(SYSTEMS.values())


@pytest.mark.parametrize(("cells", "offered"), [(MOST_CELLS, True), (MOST_CELLS + 1, False)])
def test_a_workbook_is_not_offered_where_it_would_take_minutes(
    cells: int, *, offered: bool
) -> None:
    app = opened(cells)
    assert (XLSX.label in app.selectbox(key="essai.format").options) == offered
    assert bool(app.caption) != offered


def test_a_format_that_holds_more_is_written_by_its_own() -> None:
    def none() -> None:
        raise AssertionError

    write = written_from(none, {XLSX: lambda: json.dumps("more").encode()})
    assert write(XLSX, WGS84) == b'"more"'
    with pytest.raises(AssertionError):
        write(CSV_FRANCE, WGS84)
    assert not any(form.shapes for form in TABLES)
