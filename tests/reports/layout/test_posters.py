"""Posters: a page a portrait and one of the régions, A3, tagged, with their words."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from atlas.alike.gallery import REGIONS_TITLE, Gallery, gallery
from atlas.desk.desk import Desk
from reports.layout.posters import to_posters
from tests.reports.layout.test_pdf import page_texts, plain

A3 = (841.9, 1190.6)


@pytest.fixture(scope="module")
def shown(desk: Desk) -> Gallery:
    return gallery(desk)


@pytest.fixture(scope="module")
def made(shown: Gallery) -> bytes:
    return to_posters(shown)


def test_a_page_each(made: bytes, shown: Gallery) -> None:
    document = pypdfium2.PdfDocument(made)
    assert len(document) == len(shown.portraits) + 1
    for page in document:
        assert page.get_size() == pytest.approx(A3, abs=1)


def test_a_poster_says_who_it_is_and_one_thing_of_it(made: bytes, shown: Gallery) -> None:
    texts = [plain(text) for text in page_texts(made)]
    for text, one in zip(texts, shown.portraits, strict=False):
        for told in (one.name, one.sentence, one.where, *(bar.text for bar in one.bars)):
            assert plain(told) in text
        assert plain(shown.about.data_version) in text
    assert plain(REGIONS_TITLE) in texts[-1]
    assert all(plain(one.name) in texts[-1] for one in shown.regions)
    assert plain(shown.about.method) in texts[-1]


def test_shapes_have_words(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "fr-FR"


def test_the_same_gallery_gives_the_same_bytes(made: bytes, shown: Gallery) -> None:
    assert to_posters(shown) == made
