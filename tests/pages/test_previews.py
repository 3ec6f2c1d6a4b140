"""What a pasted link shows: words and picture by address; nothing that is asked is repeated."""

from __future__ import annotations

import io
import re
from collections.abc import MutableMapping
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from PIL import Image
from starlette.responses import HTMLResponse

from common.errors import NotAvailableError
from common.limits import PREVIEW_QUERY, PREVIEWS_A_MINUTE
from common.public_address import ADDRESS
from pages.parts.kit import previews as module
from pages.parts.kit.door import SCREENS
from pages.parts.kit.gate import known
from pages.parts.kit.preview_words import DESCRIPTION, DESCRIPTIONS, PRODUCT
from pages.parts.kit.previews import PICTURES, Previews
from tests.awaited import awaited

EMPTY = """<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head><body>
<noscript><p>You need to enable JavaScript.</p></noscript><div id="root"></div></body></html>"""
#: What was tried against the pages, and more: none is repeated, all give the words of the page.
BAD = [
    *("<script>alert(1)</script>", "commune:<img src=x onerror=alert(1)>", "javascript:alert(1)"),
    *("commune:%00", "commune:23008\x00", "commune:" + "9" * 5_000, "x" * 5_000, "commune:"),
    *(
        ":",
        "::",
        "commune",
        "canton:01",
        "france:FR",
        "commune:1",
        "commune:99999",
        "COMMUNE:23008 ",
    ),
    *("region:53;drop table", "../../etc/passwd", "commune:../23008", "epci:abc", "crte:crte-"),
    *("perimetre:01004.01005:<b>Moi</b>", "perimetre::", "perimetre:01004:" + "a" * 80),
    *("commune:23008,commune:01004", "é" * 200, "\u202ecommune:23008", "{title}", "commune:{0}"),
    '"><meta http-equiv=refresh content=0>',
]


def asked(
    path: str, query: str = "", *, app: Previews | None = None, host: str = "exemple.fr"
) -> tuple[int, dict[str, str], bytes]:
    """Ask an application that answers Streamlit's empty page to any address."""
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request"}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "https",
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"host", host.encode()), (b"accept-encoding", b"gzip")],
    }
    inside = HTMLResponse(EMPTY, headers={"ETag": "1"})
    awaited((app or Previews(inside))(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(m.get("body", b"") for m in sent)


def words(path: str, query: str = "", **options: Any) -> dict[str, str]:
    """Read what a page says of itself."""
    status, headers, body = asked(path, query, **options)
    text = body.decode()
    assert status == 200
    assert headers["content-length"] == str(len(body))
    assert "etag" not in headers
    assert '<html lang="fr">' in text
    assert "You need" not in text
    said = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)" />', text))
    (title,) = re.findall(r"<title>([^<]*)</title>", text)
    return {name: unescape(value) for name, value in (said | {"title": title}).items()}


def plain(text: str) -> str:
    return re.sub(r"\s", " ", text)


def test_a_place_is_told_by_its_name_and_has_its_picture() -> None:
    said = words("/territoire", "territoire=commune:23008&onglet=ressenti")
    assert plain(said["title"]) == "Aubusson (Creuse) – Territoire – Fragiscope"
    assert said["og:title"] == said["title"]
    assert plain(said["description"]).startswith("Aubusson, commune, 3 018 habitants : ")
    assert said["og:url"] == "https://exemple.fr/territoire?territoire=commune:23008"
    assert said["og:image"] == f"https://exemple.fr/{PICTURES}/commune-23008.png"
    assert said["twitter:card"] == "summary_large_image"


def test_a_place_that_holds_what_is_shown_is_told_too() -> None:
    said = words("/partenariats", "dans=departement:09")
    assert plain(said["title"]).startswith("Ariège (Occitanie) – Partenariats")
    assert said["og:url"] == "https://exemple.fr/partenariats?dans=departement:09"


@pytest.mark.parametrize("page", [name for name, *_ in SCREENS][1:])
def test_each_page_has_its_words(page: str) -> None:
    titles = {name: title for name, title, _ in SCREENS}
    said = words(f"/{page}")
    assert said["title"] == f"{titles[page]} – Fragiscope"
    assert said["description"] == DESCRIPTIONS[page]
    assert said["og:image"].endswith(f"/{page}.png")


def test_the_first_page_says_what_the_product_is() -> None:
    said = words("/")
    assert (said["title"], said["description"]) == (PRODUCT, DESCRIPTIONS["accueil"])


@pytest.mark.parametrize(("path", "outlined"), [("/", True), ("/carte", True), ("/note", False)])
def test_a_page_says_its_name_before_any_script(path: str, outlined: bool) -> None:
    text = asked(path)[2].decode()
    (title,) = re.findall(r"<title>([^<]*)</title>", text)
    assert f'<p class="fs-first-title">{title.removesuffix(" – Fragiscope")}</p>' in text
    assert ("map/outline.svg" in text) is outlined
    # The style is in the head: nothing is asked for before the first paint.
    assert ".fs-first {" in text.partition("</head>")[0]
    assert '<div class="fs-first-bar">' in text
    assert '<div class="fs-first-bar">' not in asked(path, "embed=true")[2].decode()


@pytest.mark.parametrize("text", BAD)
def test_a_wrong_place_gives_the_words_of_the_page(text: str) -> None:
    for query in (f"territoire={quote(text)}", f"territoire={text}", f"dans={quote(text)}&x=%ff"):
        said = words("/territoire", query)
        assert said["title"] == "Territoire – Fragiscope"
        assert said["description"] == DESCRIPTIONS["territoire"]
        assert said["og:url"] == "https://exemple.fr/territoire"


def test_a_query_without_end_is_not_read() -> None:
    padded = "a" * PREVIEW_QUERY + "=1&territoire=commune:23008"
    assert words("/territoire", padded)["title"] == "Territoire – Fragiscope"


@pytest.mark.parametrize("host", ["<script>", "exemple.fr/<b>", "a b", ""])
def test_a_host_that_is_none_names_no_address(host: str) -> None:
    said = words("/", host=host)
    assert said["title"] == PRODUCT
    assert not {"og:url", "og:image"} & said.keys()


def test_the_address_of_the_configuration_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ADDRESS, "https://public.fr/fragiscope/")
    assert words("/carte")["og:url"] == "https://public.fr/fragiscope/carte"


def test_damaged_data_leave_the_words_of_the_product(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object) -> None:
        raise NotAvailableError("abîmé")

    monkeypatch.setattr(module, "preview_of", damaged)
    said = words("/territoire", "territoire=commune:23008")
    assert (said["title"], said["description"]) == (PRODUCT, DESCRIPTION)


def test_pictures_are_of_the_size_that_sites_show() -> None:
    for name in ("commune-23008", "territoire"):
        status, headers, body = asked(f"/{PICTURES}/{name}.png")
        assert (status, headers["content-type"]) == (200, "image/png")
        assert Image.open(io.BytesIO(body)).size == (1200, 630)
        assert len(body) < 100_000
    assert known(f"/{PICTURES}/commune-23008.png")


@pytest.mark.parametrize(
    "name",
    [
        *("commune-1.png", "commune-23008", "territoire", "france-FR.png", "../apercu.png"),
        *("commune-23008.svg", "commune-%00.png", "x" * 5_000, "perimetre-01004:a.png"),
    ],
)
def test_an_address_without_a_picture_is_said(name: str) -> None:
    assert asked(f"/{PICTURES}/{name}")[0] == 404


def test_too_many_pictures_in_a_minute_give_that_of_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[object] = []

    def draw(place: object) -> bytes:
        drawn.append(place)
        return b"place"

    monkeypatch.setattr(module, "place_picture", draw)
    monkeypatch.setattr(module, "page_picture", lambda page: b"page")
    app = Previews(HTMLResponse(EMPTY))
    answers = [asked(f"/{PICTURES}/region-{code}.png", app=app)[2] for code in ["53"] * 40]
    assert answers == [b"place"] * PREVIEWS_A_MINUTE + [b"page"] * (40 - PREVIEWS_A_MINUTE)
    assert len(drawn) == PREVIEWS_A_MINUTE


def test_what_is_no_page_is_left_to_the_application() -> None:
    assert asked("/_stcore/health")[2].decode() == EMPTY
