"""The questions that the figures of a place raise, by lever, told the same way on every screen."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING

import streamlit as st

from atlas.desk.place import Place
from common.french import percent
from indicators.base.levers import Horizon, Lever
from indicators.base.reference_points import reference_point
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_resource
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain
from pages.parts.kit.profiles import cached_profile

if TYPE_CHECKING:
    from reports.content.questions import RaisedQuestion

#: Questions told under a lever and a horizon, the first one whole.
_MOST = 3
_PUBLISHED = "leviers"


@cache_resource(max_entries=sizes.QUESTIONS.entries, show_spinner=False)
def cached_questions(place: Place) -> tuple[RaisedQuestion, ...]:
    """Find the questions that the figures of a place raise once."""
    from reports.content.questions import place_questions  # noqa: PLC0415 - a place is chosen

    return place_questions(desk(), cached_profile(place))


def questions_by_lever(raised: Iterable[RaisedQuestion], topics: Container[str] = ()) -> None:
    """Show questions under the three levers, each with its horizon, side by side.

    Parameters
    ----------
    raised : the questions.
    topics : keep those on these, in each lever that has any.
    """
    found = tuple(raised)
    published = reference_point(_PUBLISHED)
    shares = {value.lever: value for value in published.values}
    for lever, column in zip(Lever, st.columns(len(Lever), gap="medium"), strict=True):
        with column:
            st.subheader(lever.label, anchor=False)
            share = percent(shares[lever.value].value, 0)
            st.caption(f"{lever.sentence} Premier levier pour {share} des citoyens (France, 2019).")
            own = [one for one in found if one.lever is lever]
            _by_horizon([one for one in own if one.topic in topics] or own)
    for mention in published.mentions:
        st.caption(plain(mention))


def _by_horizon(raised: list[RaisedQuestion]) -> None:
    if not raised:
        st.markdown("Les données disponibles ne soulèvent pas de question ici.")
    for horizon in Horizon:
        told = [one.item for one in raised if one.horizon is horizon][:_MOST]
        if told:
            st.markdown(f"**À {horizon.label}**", help=horizon.sentence)
            lines = [f"- **{plain(told[0].lead)}** {plain(told[0].text)}"]
            lines += [f"- **{plain(one.lead)}**" for one in told[1:]]
            st.markdown("\n".join(lines))
