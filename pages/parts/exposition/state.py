"""What the URL of the exhibition may say: which portrait is shown."""

from __future__ import annotations

from atlas.alike.gallery import Gallery, gallery
from pages.parts.kit.desk import public_desk
from pages.parts.kit.url import Parameter, ScreenState
from pages.parts.kit.url_values import one_of

PORTRAIT = "portrait"


def shown_gallery() -> Gallery:
    """Give the gallery, made once for all."""
    return gallery(public_desk())


def exhibition_state() -> ScreenState:
    """State of the page: the code of an EPCI that has a portrait."""
    codes = [one.territory.code for one in shown_gallery().portraits]
    return ScreenState(
        "exposition",
        [Parameter(PORTRAIT, codes[0], lambda text: one_of("le portrait", text, codes))],
    )
