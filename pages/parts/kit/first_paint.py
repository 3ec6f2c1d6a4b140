"""What a page shows at once: its name and, where a map comes, the country's outline.

Streamlit serves an empty page and draws nothing before its scripts have come and have asked for a
run: some seconds on a slow line. These words are in the page that is served, and leave with the
first title of the application (``static/first_paint.js``).
"""

from __future__ import annotations

from markupsafe import Markup

from common.paths import STATIC
from pages.parts.kit.door import HOME

#: Pages whose first screen is a map of the country.
_WITH_MAP = {"", HOME, "carte"}
_BAR = Markup(
    '<div class="fs-first-bar"><img src="./app/static/fragiscope.svg" alt="" width="163" '
    'height="32"></div>'
)
_BODY = Markup(
    '<div class="fs-first">{bar}<p class="fs-first-title">{title}</p>'
    '<p class="fs-first-words" role="status">La page se prépare…</p>{outline}</div>'
)
_OUTLINE = Markup(
    '<img class="fs-first-outline" src="./app/static/map/outline.svg" alt="" width="800" '
    'height="773">'
)
_STYLE = Markup((STATIC / "first_paint.css").read_text("utf-8"))  # noqa: S704 - a file of ours
#: What the head of a page needs to show its first words.
FIRST_PAINT_HEAD = Markup(
    '<style>{style}</style><script defer src="./app/static/first_paint.js"></script>'
).format(style=_STYLE)
#: Of a reader without scripts, who gets other words.
WITHOUT_SCRIPT = Markup("<style>.fs-first{display:none}</style>")


def first_paint(page: str, title: str, *, alone: bool = False) -> Markup:
    """Write what the body of a page shows until the application does.

    Parameters
    ----------
    page : its address, "" for the first one.
    title : of the page, French.
    alone : whether the page is in a frame of another site, without the bar.
    """
    return _BODY.format(
        bar="" if alone else _BAR, title=title, outline=_OUTLINE if page in _WITH_MAP else ""
    )
