"""What changed between two surveys of the same organisation around a place.

Two waves are independent samples: ``se² = se_a² + se_b²``. A change is established where its 95 %
interval leaves out zero once the false discoveries are held to 5 % over all the changes of the
place (Benjamini and Hochberg); it is not distinguishable otherwise, which does not mean that
nothing changed.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.own_rows import only_own
from atlas.desk.place import Place
from atlas.desk.whose import territories_of_answers
from atlas.profiles.programme import around
from common.levels import Territory
from common.table_schema import Field, TableSchema
from indicators.base.domains import DOMAIN_KEYS, OVERALL, domain_label
from indicators.base.laws import Z
from indicators.views.published_differences import control
from indicators.views.two_estimates import two_sided

#: Heading of the domains, among the questions of the kit.
FELT = "Fragilité ressentie, de 0 à 100"
WAVES = TableSchema(
    "a change between the last two times that an organisation asked the same thing of a group, in "
    "the finest territory around the place where it did",
    ("key", "group"),
    (
        Field("heading", "str", "French heading of the question"),
        Field("key", "str", "key of the domain or of the share"),
        Field("label", "str", "its French name"),
        Field("group", "str", "key of the respondents"),
        Field("whose", "str", ":class:`atlas.desk.whose.Whose`"),
        Field("measured", "str", "``level:code`` of the territory that was asked"),
        Field("measured_name", "str", "its name"),
        Field("survey_before", "str", "key of the own survey of the first of the two waves"),
        Field("survey", "str", "key of that of the last"),
        Field("year_before", "int64", "year of the first of the two waves"),
        Field("year", "int64", "year of the last"),
        Field("before", "float64", "what was answered first", "0-100"),
        Field("after", "float64", "what was answered last", "0-100"),
        Field("change", "float64", "after less before", "points"),
        Field("low", "float64", "its lower bound, 95 %", "points"),
        Field("high", "float64", "its upper bound, 95 %", "points"),
        Field("real", "bool", "whether the change is established"),
        Field("mention", "str", "the sentences that must go with the two figures"),
    ),
)
_SAME = ["key", "group", "measured", "producer", "kind", "unit"]


def waves_of(desk: Desk, place: Place, parents: tuple[Territory, ...]) -> pd.DataFrame:
    """Compare the waves of own surveys around a place.

    Two surveys are waves of one another where the same organisation asked the same thing, on the
    same scale, of the same group found in the same way, in two different years.

    Returns
    -------
    DataFrame
        :data:`WAVES`, domains first, then the questions of the kit.
    """
    types = {field.name: field.dtype for field in WAVES.columns}
    if desk.brought is None:
        return pd.DataFrame(columns=WAVES.names).astype(types)
    asked = pd.concat([*_asked(desk, place, parents)], ignore_index=True)
    if asked.empty:
        return pd.DataFrame(columns=WAVES.names).astype(types)
    asked = asked.assign(
        producer=[desk.surveys[key].producer for key in asked["survey"]],
        kind=[desk.surveys[key].kind.value for key in asked["survey"]],
        place=range(len(asked)),
    ).dropna(subset=["value", "se"])
    asked = asked.sort_values("year", kind="stable").drop_duplicates([*_SAME, "year"], keep="last")
    last = asked.groupby(_SAME, sort=False).tail(1)
    earlier = asked.drop(last.index).groupby(_SAME, sort=False).tail(1)
    pairs = last.merge(earlier, on=_SAME, suffixes=("", "_before"))
    pairs = pairs.sort_values("nearness", kind="stable").drop_duplicates(["key", "group"])
    pairs = pairs.sort_values("place")
    change = (pairs["value"] - pairs["value_before"]).to_numpy(float)
    se = np.hypot(pairs["se"].to_numpy(float), pairs["se_before"].to_numpy(float))
    told = pairs.assign(
        before=pairs["value_before"],
        after=pairs["value"],
        change=change,
        low=change - Z * se,
        high=change + Z * se,
        p_value=two_sided(change, se),
    )
    waves = zip(told["survey_before"], told["survey"], strict=True)
    said = [dict.fromkeys(desk.surveys[key].mention for key in keys) for keys in waves]
    told = told.assign(
        real=control(told["p_value"]).astype(bool), mention=[" ".join(one) for one in said]
    )
    return told[WAVES.names].astype(types).reset_index(drop=True)


def _asked(desk: Desk, place: Place, parents: tuple[Territory, ...]) -> Iterator[pd.DataFrame]:
    """Give what own surveys measured around a place, domains then shares, every year."""
    places = territories_of_answers(desk, place, parents)
    whose = {str(one): of.value for one, of in places.items()}
    felt = only_own(desk.estimates, "survey")
    felt = felt[felt["domain"].isin([*DOMAIN_KEYS, OVERALL])]
    felt = felt.assign(measured=felt["level"].astype("str") + ":" + felt["code"].astype("str"))
    felt = felt[felt["measured"].isin(list(whose))]
    yield felt.assign(
        heading=FELT,
        key=felt["domain"].astype("str"),
        label=[domain_label(str(key)) for key in felt["domain"]],
        group=felt["group"].astype("str"),
        survey=felt["survey"].astype("str"),
        whose=felt["measured"].map(whose),
        nearness=felt["measured"].map({text: rank for rank, text in enumerate(whose)}),
        measured_name=[
            str(desk.territory_row(Territory.parse(text))["name"]) for text in felt["measured"]
        ],
        unit=felt["raw_unit"],
    )
    shares = around(desk, place, parents)
    yield shares.assign(key=shares["variable"], unit="%")
