"""What respondents feel around a place, group by group, and how it differs from the measure."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.desk.score_frames import gap_frame
from atlas.desk.whose import Whose, territories_of_answers
from common.errors import NotAvailableError
from common.levels import FRANCE_CODE, Level, Territory
from indicators.base.domains import DOMAIN_KEYS, OVERALL
from indicators.base.groups import GROUPS
from indicators.views.positions import GapStatus

COLUMNS = [
    *("group", "domain", "survey", "whose", "measured", "measured_name"),
    *("value", "low", "high", "n"),
    *("france", "gap", "gap_low", "gap_high", "gap_status", "demonstration", "mention", "asked"),
    *("compared", "perceived_mean", "objective_mean", "objective"),
]
_GAP = [
    *("gap", "gap_low", "gap_high", "gap_status"),
    *("compared", "perceived_mean", "objective_mean", "objective"),
]
_NO_GAP: tuple[float | str, ...] = (
    *[float("nan")] * 3,
    GapStatus.NOT_PUBLISHABLE.value,
    *[float("nan")] * 4,
)
_CELL = ["group", "domain"]
#: The place's own answers first.
_WHOSE = {whose.value: rank for rank, whose in enumerate(Whose)}


def views_of(desk: Desk, place: Place, parents: tuple[Territory, ...]) -> pd.DataFrame:
    """Find what surveys publish around a place, for each group and domain.

    What is measured for the place and what is measured for a larger territory are apart: a value
    is never spread, it is told as that territory's own. Of each, real surveys come before the
    demonstration, then the finest territory comes first, then the order of
    :class:`indicators.base.survey_kind.SurveyKind` and the most recent year. The country's
    figures are left out: they must not stand in for local ones.

    Returns
    -------
    DataFrame
        See :attr:`atlas.profiles.Profile.views`; the place's own first, in the order of groups,
        then of domains.
    """
    places = territories_of_answers(desk, place, parents)
    published = _published(desk)
    nearness = {str(one): rank for rank, one in enumerate(places)}
    whose = {str(one): of.value for one, of in places.items()}
    here = published[published["measured"].isin(nearness)]
    here = here.assign(
        nearness=here["measured"].map(nearness).astype("int64"),
        whose=here["measured"].map(whose).astype("str"),
    )
    order = ["demonstration", "nearness", "priority", "age", "survey"]
    best = here.sort_values(order, kind="stable").drop_duplicates([*_CELL, "whose"])
    ranked = best.assign(
        group_rank=best["group"].map({key: i for i, key in enumerate(GROUPS)}),
        domain_rank=best["domain"].map({k: i for i, k in enumerate([*DOMAIN_KEYS, OVERALL])}),
        whose_rank=best["whose"].map(_WHOSE),
    )
    ranked = ranked.sort_values(["whose_rank", "group_rank", "domain_rank"]).dropna(
        subset=["group_rank", "domain_rank"]
    )
    told = ranked.assign(
        measured_name=[_name(desk, text) for text in ranked["measured"]],
        mention=[desk.surveys[key].mention for key in ranked["survey"]],
        asked=ranked["question"].map({key: one.counts for key, one in desk.questions.items()}),
    ).reset_index(drop=True)
    # A survey that asks about the domains themselves has no words of its own.
    told["asked"] = told["asked"].astype("object").fillna("")
    columns = ("survey", "measured", "domain", "group")
    gaps = [_gap_at(desk, *row) for row in zip(*(told[name] for name in columns), strict=True)]
    found = pd.DataFrame(gaps, columns=_GAP, index=told.index).astype({"compared": "Int64"})
    return told.join(found).reindex(columns=COLUMNS).astype({"demonstration": bool})


def _published(desk: Desk) -> pd.DataFrame:
    """All that surveys publish below the country, with the country's figure in ``france``."""
    return desk.once("published views", lambda: _make_published(desk))


def _make_published(desk: Desk) -> pd.DataFrame:
    rows = desk.estimates[desk.estimates["value"].notna()]
    rows = rows.astype(dict.fromkeys(["survey", "group", "domain", "level", "code"], "str"))
    country = rows[rows["level"] == Level.FRANCE.value]
    national = country.set_index(["survey", *_CELL])["value"].rename("france")
    local = rows[(rows["level"] != Level.FRANCE.value) & (rows["code"] != FRANCE_CODE)]
    local = local.join(national, on=["survey", *_CELL])
    kinds = {key: survey.kind.priority for key, survey in desk.surveys.items()}
    drawn = {key: survey.demonstration for key, survey in desk.surveys.items()}
    return local.assign(
        measured=local["level"] + ":" + local["code"],
        priority=local["survey"].map(kinds),
        age=-local["year"].astype("int64"),
        demonstration=local["survey"].map(drawn).astype(bool),
    )


def _name(desk: Desk, text: str) -> str:
    return str(desk.territory_row(Territory.parse(text))["name"])


def _gap_at(
    desk: Desk, survey: str, measured: str, domain: str, group: str
) -> tuple[float | str, ...]:
    """Gap where a survey measured it, and what it rests on: :data:`_GAP`."""
    place = Territory.parse(measured)
    key = ("view gaps", survey, place.level, domain, group)
    gaps = desk.once(key, lambda: _gaps(desk, survey, place.level, domain, group))
    return gaps.get(place.code, _NO_GAP)


def _gaps(
    desk: Desk, survey: str, level: Level, domain: str, group: str
) -> dict[str, tuple[float | str, ...]]:
    """Gaps of all the territories of a level; none where they cannot be compared.

    The means are simple ones, over the territories with both views: those that a status compares.
    """
    try:
        frame = gap_frame(desk, survey, level, domain, group)
    except NotAvailableError:
        return {}
    frame = frame.assign(
        compared=frame["value"].notna().sum(),
        perceived_mean=frame["perceived"].mean(),
        objective_mean=frame["objective"].mean(),
    )
    columns = ("value", "low", "high", "status", *_GAP[4:])
    cells = zip(*(frame[name] for name in columns), strict=True)
    return dict(zip(frame.index.astype("str"), cells, strict=True))
