"""Small maps taken away: each pixel of a map is there, with its key, its words, its command."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from click.testing import CliRunner
from PIL import Image

from atlas.desk.desk import Desk
from atlas.layers.query import LayerQuery
from atlas.maps.multiples_picture import multiples_picture
from atlas.maps.small_multiples import SmallMultiples, by_domain
from common import palette
from common.levels import Level
from fragiscope import cli
from tests.exported_texts import READ

REGIONS = LayerQuery(level=Level.REGION)


@pytest.fixture(scope="module")
def regions(desk: Desk) -> SmallMultiples:
    return by_domain(desk, REGIONS)


def pixels(picture: bytes) -> npt.NDArray[np.uint8]:
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))


def places_of(line: npt.NDArray[np.uint8], page: npt.NDArray[np.uint8]) -> list[tuple[int, int]]:
    """Find where a line of pixels stands in a page: row, first column."""
    found = []
    for y, row in enumerate(page):
        content, start = row.tobytes(), -1
        while (start := content.find(line.tobytes(), start + 1)) >= 0:
            if start % 3 == 0:
                found.append((y, start // 3))
    return found


def test_the_page_holds_every_small_map_pixel_for_pixel(regions: SmallMultiples) -> None:
    page = pixels(multiples_picture(regions, "png"))
    for one in (regions.maps[0], regions.maps[5], regions.maps[15]):
        small = pixels(one.picture)[200:240, 60:380]
        assert any(np.array_equal(page[y : y + 40, x : x + 320], small)
                   for y, x in places_of(small[0], page))  # fmt: skip


def test_the_page_has_a_key_for_each_class_and_for_what_has_no_data(
    regions: SmallMultiples,
) -> None:
    assert regions.no_data
    above = pixels(multiples_picture(regions, "png"))[:180].reshape(-1, 3)
    shown = {tuple(int(part) for part in pixel) for pixel in np.unique(above, axis=0)}
    keys = [*regions.colours, palette.NO_DATA]
    assert {tuple(round(255 * part) for part in palette.rgb(ink)) for ink in keys} <= shown


def test_the_words_of_the_page_are_there_to_be_found(regions: SmallMultiples) -> None:
    said = " ".join(READ["pdf"](multiples_picture(regions, "pdf")).split())
    for words in (regions.about.title, regions.no_data, *regions.labels, "Licence Ouverte"):
        assert words in said
    assert all(one.title in said for one in regions.maps)


@pytest.mark.parametrize(
    ("multiples", "options", "said"),
    [
        ("domaines", ["--domain", "sante"], "--domain ne va pas avec --multiples domaines"),
        ("domaines", ["--classes", "equal"], "--classes ne va pas avec --multiples domaines"),
        ("annees", [], "choisissez un indicateur"),
    ],
)
def test_options_without_effect_are_refused(
    multiples: str, options: list[str], said: str, tmp_path: Path
) -> None:
    output = tmp_path / "petites.png"
    words = ["picture", "--level", "region", "--multiples", multiples, *options, "-o", str(output)]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code != 0
    assert said in " ".join(done.stderr.split())
    assert not output.exists()
