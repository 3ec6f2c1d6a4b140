"""The three charts of the page for a council: what is measured, what is felt, who acts."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.whose import Whose, larger_title, yours
from atlas.desk.wording import answer_value
from atlas.partnerships.natures import KINDS, TOTAL
from atlas.profiles import Profile
from atlas.profiles.answer_words import counted_briefly, is_named, subject_label
from atlas.profiles.ranks import Ranked, is_partly_ranked
from atlas.profiles.reading import FRAGILE, SOLID, positions
from common.french import listed, number
from common.grammar import capitalised, counted, typographic
from common.levels import Level, Territory
from indicators.base.domains import DOMAIN_KEYS
from indicators.partnerships import Kind
from indicators.scores.standing import Standing
from indicators.views.volunteers import voices
from reports.content.words import domain_name, named, outer_side
from reports.one_page import ActionRow, AnswerRow, Chart, RankRow
from reports.report import Dot

#: Rows of each chart: domains, those of them at the least fragile end, answers, domains served.
MOST_RANKS, MOST_SOLID, MOST_ANSWERS, MOST_ACTIONS = 7, 3, 4, 5
_PER_CENT = 100.0
_ONE_INDICATOR = " Point sans trait : un seul indicateur, que le choix du calcul ne déplace pas."
#: Readings that are long to write beside a mark.
_BRIEFLY = {
    Standing.MIDDLE: "au milieu",
    Standing.OPEN: "non tranché",
    Standing.NO_INTERVAL: "sans intervalle",
}


def rank_chart(profile: Ranked) -> Chart:
    """Show the domains that stand out, with the interval of their rank, the most fragile first.

    Those that the interval puts at an end of the ranking come first; where they are few, those
    whose rank is the most fragile follow, and say that nothing is established of them.
    """
    places = positions(profile)
    peers, total = profile.place.level.plural, profile.territories
    if places.empty:
        instead = f"Aucun des 16 domaines n’a de rang parmi les {peers}, faute de données."
        return Chart("Ce que montrent les chiffres", "", "measured", (), instead)
    fragile, solid = (
        [key for key in found.index if key in places.index]
        for found in (profile.weaknesses, profile.strengths)
    )
    solid = solid[:MOST_SOLID]
    fragile = fragile[: MOST_RANKS - len(solid)]
    others = places.drop(index=[*fragile, *solid]).sort_values("position", ascending=False)
    others = others[~others["side"].isin([FRAGILE, SOLID])]
    kept = [*fragile, *solid, *others.index[: MOST_RANKS - len(fragile) - len(solid)]]
    rows = places.loc[kept].sort_values("position", ascending=False, kind="stable")
    partly = [key for key in rows.index if is_partly_ranked(rows.loc[key, "ranked"], total)]
    counts = [f"{domain_name(key).lower()} ({number(rows.loc[key, 'ranked'])})" for key in partly]
    known = " qui ont la donnée" if partly else ""
    return Chart(
        f"Ce que montrent les chiffres, parmi les {peers} de France{known}",
        "Point : le rang. Trait : où il tombe dans neuf calculs sur dix. Carré : fragilité "
        "établie ; rond plein : solidité établie ; rond vide : rien d’établi."
        + (f" Sur {number(total)} {peers}, ont la donnée : {listed(counts)}." if counts else "")
        + (_ONE_INDICATOR if any(_is_of_one(profile.domain(key)) for key in rows.index) else ""),
        "measured",
        tuple(_rank_row(profile, str(key), row) for key, row in rows.iterrows()),
    )


def _is_of_one(row: pd.Series) -> bool:
    """Tell whether a domain has one indicator, whose rank no choice of the recipe moves."""
    return bool(row["expected"] == 1 and row["rank_low"] == row["rank_high"])


def _rank_row(profile: Ranked, key: str, row: pd.Series) -> RankRow:
    own = profile.domain(key)
    known = pd.notna(row["low"]) and pd.notna(row["high"])
    low, high = (row[name] / _PER_CENT if known else None for name in ("low", "high"))
    found = Standing(own["standing"])
    words = _BRIEFLY.get(found, found.label.removeprefix("dans le ").removeprefix("dans la "))
    dot = Dot(row["position"] / _PER_CENT, low, high, outer_side(own))
    return RankRow(domain_name(key), dot, words)


def answer_chart(desk: Desk, profile: Profile) -> tuple[Chart, pd.DataFrame]:
    """Show what people say: of the place, or else, set apart and named, of a larger territory.

    What is established comes first, then what differs from the country, then what has a margin;
    all of one territory.

    Returns
    -------
    (Chart, DataFrame)
        The chart, and the rows of ``profile.answers`` that it shows.
    """
    rows = _told(profile.answers)
    if rows.empty:
        instead = (
            "Aucune enquête réelle ne publie de réponse pour ce territoire, ni pour un territoire "
            "plus large qui le contient."
        )
        return Chart("Ce que disent les gens", "", "felt", (), instead), rows
    first = rows.iloc[0]
    level = Territory.parse(first["measured"]).level
    of_whom = named(first["measured"], first["measured_name"])
    title = "Ce que disent les gens d’ici"
    note = f"Réponses pour {of_whom}."
    if first["whose"] == Whose.LARGER:
        title = f"Ce que disent les gens. {larger_title([level], yours(profile.place))}"
        note = f"Réponses pour {of_whom} : elles ne disent rien d’ici seul."
    margins = " Trait : intervalle à 95 %." if rows["low"].notna().any() else ""
    country = " Repère : la France." if rows["france"].notna().any() else ""
    return (
        Chart(
            title,
            f"{note} De 0 à 100.{margins}{country}",
            "felt",
            tuple(_answer_row(desk, row) for _, row in rows.iterrows()),
        ),
        rows,
    )


def _told(answers: pd.DataFrame) -> pd.DataFrame:
    """Choose the answers of one territory that a page has room for."""
    own = answers[answers["whose"] == Whose.OWN.value]
    rows = own if len(own) else answers
    if rows.empty:
        return rows
    margin = rows["low"].notna()
    apart = margin & ((rows["france"] < rows["low"]) | (rows["france"] > rows["high"]))
    rows = rows.assign(
        settled=[not is_named(position) for position in rows["position"]],
        apart=~apart,
        bare=~margin,
    )
    ordered = rows.sort_values(["settled", "apart", "bare"], kind="stable")
    one = ordered[ordered["measured"] == ordered["measured"].iloc[0]]
    told: pd.DataFrame = one.drop_duplicates("subject").head(MOST_ANSWERS)
    return told


def _answer_row(desk: Desk, row: pd.Series) -> AnswerRow:
    question = desk.questions[row["question"]]
    low, high, france = (
        float(row[name]) / _PER_CENT if pd.notna(row[name]) else None
        for name in ("low", "high", "france")
    )
    return AnswerRow(
        label=typographic(f"{subject_label(row['subject'])} : {counted_briefly(row['counts'])}"),
        who=capitalised(voices(row["group"], question.survey.kind)),
        value=float(row["value"]) / _PER_CENT,
        low=low,
        high=high,
        france=france,
        text=answer_value(question, row["value"], row["low"], row["high"]),
    )


def action_chart(profile: Profile) -> Chart:
    """Show the partnerships recorded in the place by domain and nature, the most served first."""
    natures = profile.natures.loc[list(DOMAIN_KEYS)]
    served = natures[natures[TOTAL].fillna(0) > 0].sort_values(
        TOTAL, ascending=False, kind="stable"
    )
    title = "Qui agit : partenariats recensés"
    if served.empty:
        where = "ici" if profile.place.level is not Level.COMMUNE else "à cette échelle"
        instead = (
            f"Aucun partenariat des listes nationales n’a de domaine {where}. L’action locale qui "
            "n’y figure pas n’est pas comptée."
        )
        return Chart(title, "", "acts", (), instead)
    rows = tuple(
        ActionRow(
            domain_name(str(key)),
            tuple(int(row[kind]) if pd.notna(row[kind]) else 0 for kind in KINDS),
            number(row[TOTAL]),
        )
        for key, row in served.head(MOST_ACTIONS).iterrows()
    )
    left = len(served) - len(rows)
    more = (
        f" {capitalised(counted(left, 'autre domaine', 'autres domaines'))} de plus."
        if left
        else ""
    )
    return Chart(
        title,
        f"Partenariats des listes nationales, par domaine servi ; un même partenariat compte dans "
        f"chacun des siens.{more}",
        "acts",
        rows,
        legend=tuple(Kind(kind).label for kind in KINDS),
    )
