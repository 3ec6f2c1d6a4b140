"""A damaged file is read or refused with a sentence, whatever its format."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.errors import InvalidDataError
from own_data.sheets.reading import read_sheet
from tests.own_data.written import FORMATS

ROWS = [{"code": "01004", "nom": "Ambérieu-en-Bugey"}, {"code": "2A004", "nom": "Ajaccio"}]


@cache
def written(form: str) -> bytes:
    return FORMATS[form][1](ROWS)


@pytest.mark.parametrize("form", ["semicolon", "utf16", "xlsx", "geojson", "gpkg", "shapefile"])
@settings(max_examples=60)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(form: str, data: st.DataObject) -> None:
    content = bytearray(written(form))
    for _ in range(data.draw(st.integers(0, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content))) :]
    try:
        sheet = read_sheet(bytes(content), FORMATS[form][0])
    except InvalidDataError as error:
        assert error.faults  # noqa: PT017 - either outcome is right
    else:
        assert sheet.frame.index.is_unique
