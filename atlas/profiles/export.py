"""The indicators, the answers and the views of a profile taken away, each with its source."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from atlas.desk.about import About
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import indicator_sources, survey_source
from atlas.desk.own_rows import OWN_SENTENCE
from atlas.desk.remade import command_words
from atlas.desk.taken import Taken
from atlas.desk.whose import Whose
from atlas.profiles.model import Profile
from atlas.profiles.programme_words import change_words
from indicators.views.positions import GapStatus
from own_data.kinds.keys import is_own

#: What a file says of the series of an indicator, by column: see
#: :data:`atlas.profiles.trends.PROFILE_TRENDS`.
TRENDS = {
    "trend_first": "first",
    "trend_last": "last",
    "trend_first_value": "first_value",
    "trend_last_value": "last_value",
    "trend": "direction",
    "trend_fragile_direction": "fragile_direction",
    "trend_test": "test",
    "trend_change": "change",
    "trend_p_value": "p_value",
}


def taken_views(profile: Profile, group: str) -> Taken:
    """Lay out what a group feels and how far that is from what is measured, as a table.

    Returns
    -------
    Taken
        One row per view of the group: place, the columns of :attr:`Profile.views` (whose in
        French; the mention and the mark are those of the row), place_name.
    """
    return _placed(profile, profile.views_of(group), _asked(profile, "views", group=group))


def taken_answers(desk: Desk, profile: Profile) -> Taken:
    """Lay out the answers around a place, each beside its indicator, as a table.

    Returns
    -------
    Taken
        One row per question and group: place, the columns of :attr:`Profile.answers` (whose in
        French; the mention is that of the row), wording, reading (the position in French),
        indicator_label, place_name.
    """
    rows = profile.answers
    labels = {key: one.label for key, one in desk.catalogue.items()}
    return _placed(
        profile,
        rows.assign(
            wording=[desk.questions[key].wording for key in rows["question"]],
            reading=[GapStatus(status).label for status in rows["position"]],
            indicator_label=rows["indicator"].map(labels),
            demonstration=False,
        ),
        answers_about(desk, profile),
    )


def taken_programme(profile: Profile) -> Taken:
    """Lay out the programme's questions around a place, as a table.

    Returns
    -------
    Taken
        One row per share and group: place, the columns of :attr:`Profile.programme` (whose in
        French), place_name; the mention holds that of the national figure too, which never goes
        without it.
    """
    rows = profile.programme
    said = zip(rows["mention"], rows["published_mention"], strict=True)
    mention = [" ".join(text for text in texts if text) for texts in said]
    told = rows.assign(mention=mention, demonstration=False)
    return _placed(profile, told, _own_about(profile, "programme"))


def taken_waves(profile: Profile) -> Taken:
    """Lay out what changed between two own surveys, as a table.

    Returns
    -------
    Taken
        One row per domain or share and group: place, the columns of :attr:`Profile.waves` (whose in
        French), reading (in French), place_name; the mention is that of both surveys.
    """
    rows = profile.waves
    pairs = zip(rows["change"], rows["real"], strict=True)
    reading = [change_words(change, real=real) for change, real in pairs]
    told = rows.assign(reading=reading, demonstration=False)
    return _placed(profile, told, _own_about(profile, "waves"))


def _own_about(profile: Profile, table: str) -> About:
    """Say of what an organisation's surveys alone answer: no score, no other source."""
    own = tuple(source for source in profile.about.sources if source.own)
    return replace(_asked(profile, table), sources=own, demonstration=False, recipe="")


def _placed(profile: Profile, rows: pd.DataFrame, about: About) -> Taken:
    """Say with each row whose answer it is, and of which place the file speaks."""
    rows = rows.assign(
        whose=[Whose(whose).label for whose in rows["whose"]],
        place=str(profile.place),
        place_name=profile.name,
    )
    return Taken("reponses", rows.set_index("place"), about)


def taken_indicators(desk: Desk, profile: Profile) -> Taken:
    """Lay out the indicators of a profile and where they go, to be written in any format.

    Neither a score nor an answer to a survey is among them: the recipe and the mentions of the
    profile are left out, but for the rows of an organisation.

    Returns
    -------
    Taken
        One row per indicator: place, the columns of :attr:`Profile.indicators` (shares 0-1), those
        of :data:`TRENDS` (missing where the place knows one year alone), place_name, producer,
        licence, the sources and the mention of the row.
    """
    declared = [desk.catalogue[key] for key in profile.indicators["key"]]
    goes = profile.trends.set_index("indicator")[list(TRENDS.values())]
    goes = goes.astype({"first": "Int64", "last": "Int64"})
    goes = goes.rename(columns={old: new for new, old in TRENDS.items()})
    rows = profile.indicators.join(goes, on="key").assign(
        place=str(profile.place),
        place_name=profile.name,
        producer=[one.origin for one in declared],
        licence=[one.licence for one in declared],
        sources=[indicator_sources([one])[0].line() for one in declared],
        mention=[OWN_SENTENCE if is_own(one.key) else "" for one in declared],
    )
    return Taken("indicateurs", rows.set_index("place"), indicators_about(desk, profile))


def indicators_about(desk: Desk, profile: Profile) -> About:
    """Say what the file of the indicators rests on: no survey, no score."""
    declared = [desk.catalogue[key] for key in profile.indicators["key"]]
    sources = indicator_sources(declared)
    return replace(profile.about, sources=sources, mentions=(), demonstration=False, recipe="")


def answers_about(desk: Desk, profile: Profile) -> About:
    """Say what the file of the answers rests on: the surveys that asked, and their indicators."""
    asked = profile.answers[["survey", "indicator"]].astype("str").drop_duplicates()
    surveys = [survey_source(desk, desk.surveys[key]) for key in asked["survey"].unique()]
    beside = [one for key, one in desk.catalogue.items() if key in set(asked["indicator"])]
    sources = (*surveys, *indicator_sources(beside))
    about = _asked(profile, "answers")
    return replace(about, sources=sources, demonstration=False)


def _asked(profile: Profile, table: str, **options: str) -> About:
    """Say which command gives a table of a profile."""
    command = command_words("table", table, place=profile.place, **options)
    return replace(profile.about, command=command)
