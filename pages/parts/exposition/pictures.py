"""The pictures of the exhibition as HTML: a portrait over the whole width, small régions."""

from __future__ import annotations

import base64
from html import escape

import streamlit as st

from atlas.alike.gallery import GalleryBar, GalleryPicture
from common import palette
from common.paths import STATIC

_LOOK = STATIC / "exposition.css"


def show_portrait(one: GalleryPicture, rank: int, total: int) -> None:
    """Show a portrait: shape, name, sentence, dimensions."""
    where = " · ".join(part for part in (one.where, one.people) if part)
    st.html(_LOOK)
    st.html(
        f'<figure class="fs-portrait">{_shape(one, palette.BACKGROUND)}<figcaption>'
        f'<p class="fs-rank">{rank} / {total}</p><h2>{escape(one.name)}</h2>'
        f'<p class="fs-where">{escape(where)}</p>'
        f'<p class="fs-sentence">{escape(one.sentence)}</p>{_bars(one)}'
        f'<p class="fs-group">{escape(one.stands_for)}</p></figcaption></figure>'
    )


def show_regions(regions: tuple[GalleryPicture, ...]) -> None:
    """Show small pictures of the same measure, one a région."""
    cards = "".join(
        f"<li>{_shape(one, palette.PRIMARY)}<h3>{escape(one.name)}</h3>"
        f'<p class="fs-where">{escape(one.people)}</p>{_bars(one)}</li>'
        for one in regions
    )
    st.html(f'<ul class="fs-regions">{cards}</ul>')


def _shape(one: GalleryPicture, colour: str) -> str:
    drawn = base64.b64encode(one.outline.svg(colour).encode()).decode()
    return (
        f'<img src="data:image/svg+xml;base64,{drawn}" alt="{escape(one.alternative)}" '
        f'width="{one.outline.width}" height="{one.outline.height}">'
    )


def _bars(one: GalleryPicture) -> str:
    return f'<dl class="fs-bars">{"".join(map(_bar, one.bars))}</dl>'


def _bar(bar: GalleryBar) -> str:
    width = 0 if bar.score is None else bar.score
    return (
        f"<div><dt>{escape(bar.label)}</dt>"
        f'<dd><span><i style="width:{width:.1f}%"></i></span><b>{escape(bar.text)}</b></dd></div>'
    )
