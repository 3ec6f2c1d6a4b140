"""Texts stand out of what is under them, on the pixels that a reader sees, light and dark."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Frame, Page

from tests.browser.states import EACH_SCREEN, EACH_VIEW, darken, settled

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: WCAG 1.4.3, level AA: of a text, of a large one (24 px, or 18.66 px in bold).
LEAST, LEAST_LARGE = 4.5, 3.0
#: A picture is finer than the screen: strokes of a letter then have pixels of their full colour.
FINER = 2
#: CSS pixels of a screen that are looked at.
WIDE, TALLEST = 1280, 2600
#: Looks at the texts, and milliseconds between them, before a page is said not to rest.
_TRIES, _PAUSE = 40, 500
#: Where each text is, and whether it is large; what is covered, disabled, an
#: icon or only for who listens is left out.
_TEXTS = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.nodeValue.trim(), parent = walker.currentNode.parentElement;
    const seen = parent.checkVisibility({opacityProperty: true, visibilityProperty: true});
    const apart =
      "[data-testid=stIconMaterial], :disabled, [aria-disabled=true], script, style, .fs-unseen";
    if (!text || !seen || parent.closest(apart)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const [box] = range.getClientRects();
    if (!box || box.width < 4 || box.height < 6) continue;
    const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (!over || !(over.contains(parent) || parent.contains(over))) continue;
    const {fontSize, fontWeight} = getComputedStyle(parent), size = parseFloat(fontSize);
    found.push([text.slice(0, 40), size >= 24 || (size >= 18.66 && fontWeight >= 700),
                box.left, box.top, box.right, box.bottom]);
  }
  return found;
}"""
_HIDE = """*, ::before, ::after { transition: none !important; }
*:not(#fs) { color: transparent !important; -webkit-text-fill-color: transparent !important; }
svg text:not(#fs) { fill: transparent !important; }"""


class Text(NamedTuple):
    """A text of the screen: what it says, whether it is large, its box in CSS pixels."""

    said: str
    large: bool
    left: float
    top: float
    right: float
    bottom: float


def luminance(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Relative luminance of sRGB pixels (WCAG 2.2)."""
    share = pixels[..., :3] / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    found: NDArray[np.float64] = linear @ np.array([0.2126, 0.7152, 0.0722])
    return found


def contrast_of(drawn: NDArray[np.uint8], bare: NDArray[np.uint8]) -> float:
    """Contrast of a text with its ground: that of the pixels that it colours the most."""
    inked, ground = luminance(drawn), luminance(bare)
    ratios = (np.maximum(inked, ground) + 0.05) / (np.minimum(inked, ground) + 0.05)
    return float(ratios.max())


def texts_of(page: Page) -> Iterator[Text]:
    """Find the texts of a page, those of its maps too."""
    for frame in page.frames:
        x, y = _corner(frame)
        for said, large, left, top, right, bottom in frame.evaluate(_TEXTS):
            yield Text(said, large, left + x, top + y, right + x, bottom + y)


def _at_rest(page: Page) -> list[Text]:
    """Find the texts of a page once they stay where they are."""
    texts: list[Text] = []
    for _ in range(_TRIES):
        earlier, texts = texts, list(texts_of(page))
        if texts == earlier:
            return texts
        page.wait_for_timeout(_PAUSE)
    raise AssertionError("the texts of the page do not stay in place")


def _corner(frame: Frame) -> tuple[float, float]:
    box = frame.frame_element().bounding_box() if frame.parent_frame else None
    return (box["x"], box["y"]) if box else (0, 0)


def _pixels(page: Page) -> NDArray[np.uint8]:
    with Image.open(io.BytesIO(page.screenshot(animations="disabled"))) as picture:
        return np.asarray(picture.convert("RGB"))


def too_pale(page: Page) -> list[str]:
    """List the texts whose contrast is under what is asked for; the page is left without texts."""
    texts = _at_rest(page)
    drawn = _pixels(page)
    for frame in page.frames:
        frame.add_style_tag(content=_HIDE)
    bare = _pixels(page)
    texts = [text for text in texts if text in set(texts_of(page))]  # the others have moved
    assert len(texts) >= 5
    pale = []
    for text in texts:
        rows = slice(int(max(text.top, 0) * FINER), int(text.bottom * FINER))
        columns = slice(int(max(text.left, 0) * FINER), int(text.right * FINER))
        if drawn[rows, columns].size == 0:
            continue
        found = contrast_of(drawn[rows, columns], bare[rows, columns])
        if found < (LEAST_LARGE if text.large else LEAST):
            pale.append(f"{found:.2f} « {text.said} »")
    return pale


@pytest.fixture
def fine(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        locale="fr-FR", viewport={"width": WIDE, "height": 900}, device_scale_factor=FINER
    )
    yield context.new_page()
    context.close()


def test_what_is_pale_is_found(fine: Page) -> None:
    words = "".join(
        f'<p style="{style}">{said}</p>'
        for said, style in (
            ("noir", "color: #000"),
            ("gris", "color: #999"),
            ("limite", "color: #767676"),
            ("grand", "color: #8d8d8d; font-size: 24px"),
            ("voilé", "color: #000; opacity: .4"),
        )
    )
    fine.set_content(f'<body style="background: #fff">{words}')
    assert [one.split()[2] for one in too_pale(fine)] == ["gris", "voilé"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", [*EACH_SCREEN, *EACH_VIEW])
def test_each_text_stands_out(fine: Page, address: str, path: str, dark: bool) -> None:
    fine.goto(f"{address}/{path}", wait_until="domcontentloaded")
    settled(fine)
    tall = fine.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
    fine.set_viewport_size({"width": WIDE, "height": min(tall + 60, TALLEST)})
    if dark:
        darken(fine)
    settled(fine)
    assert too_pale(fine) == []
