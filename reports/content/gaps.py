"""The gaps between what is measured and what is felt: the three of page one.

A gap belongs to the territory where the survey measured it, which is named each time. Nothing
here says that anyone is mistaken.
"""

from __future__ import annotations

from typing import Literal

import pandas as pd

from atlas.desk.desk import Desk
from atlas.profile import Profile
from atlas.profile.reading import TOLD
from common.french import NO_BREAK_SPACE, listed, number, signed
from common.grammar import counted, of, typographic
from common.levels import Level, Territory
from indicators.base.domains import DOMAIN_KEYS
from indicators.views.positions import GapStatus
from reports.content.findings import Finding, finding_of
from reports.content.words import DOMAIN_PHRASES, Words, domain_name, rank_range
from reports.note import Item

COUNT = 3
_ESTABLISHED = {"weak": "fragilité", "strong": "solidité"}
_MEASURED_FRAGILE = (GapStatus.ALIGNED_FRAGILE, GapStatus.SILENT_FRAGILITY)
#: Columns of two views that are one and the same result of a survey.
_SAME_RESULT = ["survey", "group", "measured", "value"]


def established(profile: Profile, views: pd.DataFrame) -> pd.DataFrame:
    """List the views whose gap has a reading, one a domain, those of page one first.

    What is measured nearest to the place comes first, then silent fragilities, then domains where
    the place itself is established as fragile. Views that repeat the same figure (one question for
    several domains) come after the others; those of a wider territory that say the opposite of
    what is established of the place itself come last.

    Parameters
    ----------
    profile : the place.
    views : rows of ``profile.views``.
    """
    rows = views[views["gap_status"].isin(TOLD) & views["domain"].isin(DOMAIN_KEYS)]
    levels, readings = list(Level), list(TOLD)
    rows = rows.assign(
        near=[levels.index(Territory.parse(place).level) for place in rows["measured"]],
        reading=[readings.index(GapStatus(status)) for status in rows["gap_status"]],
        elsewhere=~rows["domain"].isin(profile.weaknesses.index),
        size=-rows["gap"].astype("float64").abs(),
        opposed=[_opposed(profile, row) is not None for _, row in rows.iterrows()],
    ).sort_values(["opposed", "near", "reading", "elsewhere", "size"], kind="stable")
    rows = rows.drop_duplicates("domain")
    rows = rows.assign(repeated=rows.duplicated(_SAME_RESULT))
    return rows.sort_values(["opposed", "repeated"], kind="stable")


def _opposed(profile: Profile, row: pd.Series) -> Literal["weak", "strong"] | None:
    """Say what is established of the place where a wider territory is measured as the opposite.

    Returns
    -------
    ``weak``, ``strong`` or None.
    """
    if row["measured"] == str(profile.place):
        return None
    if GapStatus(row["gap_status"]) in _MEASURED_FRAGILE:
        return "strong" if row["domain"] in profile.strengths.index else None
    return "weak" if row["domain"] in profile.weaknesses.index else None


def page_one(
    desk: Desk, profile: Profile, words: Words, views: pd.DataFrame
) -> tuple[tuple[Item, ...], pd.DataFrame]:
    """Give the three gaps of page one and the views that they use.

    Fewer than three gaps are followed by a sentence that says why.

    Parameters
    ----------
    views : what real surveys publish around the place.
    """
    chosen = established(profile, views).head(COUNT)
    findings = [finding_of(desk, row) for _, row in chosen.iterrows()]
    first = chosen.groupby(_SAME_RESULT, sort=False)["domain"].transform("first")
    items = [
        _item(
            desk,
            profile,
            words,
            row,
            finding=None if findings[index] in findings[:index] else findings[index],
            first=str(domain),
        )
        for index, ((_, row), domain) in enumerate(zip(chosen.iterrows(), first, strict=True))
    ]
    if len(items) < COUNT:
        items.append(_why_not_more(views, len(items)))
    return tuple(items), chosen


def _item(
    desk: Desk,
    profile: Profile,
    words: Words,
    row: pd.Series,
    *,
    finding: Finding | None,
    first: str,
) -> Item:
    """Tell one gap.

    Parameters
    ----------
    finding : what it establishes, or None where one told before establishes the same.
    first : domain of the first told that rests on the same result of the survey.
    """
    status = GapStatus(row["gap_status"])
    phrase = DOMAIN_PHRASES[row["domain"]]
    text = f"Il en va de même pour {phrase}, pour le même territoire et le même groupe."
    if finding is not None:
        text = finding.sentence()
    if opposed := _opposed(profile, row):
        established = _ESTABLISHED[opposed]
        text += (
            f" Mais pour {words.short}, c’est une {established} qui est établie dans ce domaine."
        )
    if row["asked"]:
        text += f" Ce qui est demandé : {typographic(row['asked'])}."
    evidence = f"Ressenti : {felt(row)}"
    if first != row["domain"]:
        evidence += f", même résultat d’enquête que pour {DOMAIN_PHRASES[first]}"
    if pd.notna(row["n"]):
        evidence += f", {counted(row['n'], 'réponse')}"
    evidence += (
        f" ; {means(row)}. Mesuré : {measured(row)}. Écart : {signed(row['gap'], 1)} "
        f"({signed(row['gap_low'], 1)} à {signed(row['gap_high'], 1)}). "
        f"{typographic(desk.surveys[row['survey']].title)}."
    )
    if row["measured"] != str(profile.place):
        own = profile.domain(row["domain"])
        evidence += (
            f" Rang mesuré {of(words.short)} : {rank_range(own)}."
            if pd.notna(own["rank"])
            else f" Pas de score {of(words.short)} dans ce domaine."
        )
    return Item(
        f"{domain_name(row['domain'])} : {status.label[:1].lower()}{status.label[1:]}",
        text,
        evidence,
    )


def felt(row: pd.Series) -> str:
    """Write a perception with its interval.

    >>> row = pd.Series({"value": 41.2, "low": 35.0, "high": 47.4, "perceived_mean": 52.0})
    >>> felt(row).replace(NO_BREAK_SPACE, " ")
    '41 sur 100 (35 à 47)'
    """
    places = _decimals(row["value"], row["perceived_mean"])
    text = f"{number(row['value'], places)} sur 100"
    if pd.notna(row["low"]):
        text += f" ({number(row['low'], places)} à {number(row['high'], places)})"
    else:
        text += " (sans marge publiée)"
    return text.replace(" ", NO_BREAK_SPACE)


def means(row: pd.Series) -> str:
    """Write the mean that a perception is compared with, and the value of the country.

    >>> row = pd.Series({"measured": "region:76", "compared": 17, "value": 70.6, "low": 70.0,
    ...                  "high": 71.3, "perceived_mean": 72.2, "france": 69.04})
    >>> means(row).replace(NO_BREAK_SPACE, " ")
    'moyenne simple des 17 régions : 72 ; France : 69'
    """
    places = _decimals(row["value"], row["perceived_mean"])
    plural = Territory.parse(row["measured"]).level.plural
    text = (
        f"moyenne simple des {number(row['compared'])}{NO_BREAK_SPACE}{plural} : "
        f"{number(row['perceived_mean'], places)}"
    )
    if pd.notna(row["france"]):
        text += f" ; France : {number(row['france'], places)}"
    return text


def measured(row: pd.Series) -> str:
    """Write the score of the territory that was asked, and the mean that it is compared with.

    >>> measured(pd.Series({"objective": 41.4, "objective_mean": 51.4}))
    '41 ; moyenne simple : 51'
    """
    score, mean = row["objective"], row["objective_mean"]
    places = _decimals(score, mean)
    return f"{number(score, places)} ; moyenne simple : {number(mean, places)}"


def _decimals(value: float, mean: float) -> int:
    """Give the decimals that keep a value apart from the mean that it is compared with."""
    return int(number(value) == number(mean))


def _why_not_more(views: pd.DataFrame, found: int) -> Item:
    """Say why there are fewer than three gaps."""
    rows = views[views["domain"].isin(DOMAIN_KEYS)]
    if rows.empty:
        return Item(
            "Aucune perception publiable",
            "Aucune enquête réelle ne publie de perception à ce niveau, ni pour un territoire "
            "plus large : trop peu de réponses, ou question non posée. Les chiffres nationaux ne "
            "sont pas repris ici, ils ne diraient rien de ce territoire.",
        )
    counts = rows["gap_status"].value_counts()
    unsure = int(counts.get(GapStatus.NOT_DISTINGUISHABLE, 0))
    unpublished = int(counts.get(GapStatus.NOT_PUBLISHABLE, 0))
    reasons = []
    if unsure:
        gaps = counted(unsure, "écart dont l’intervalle", "écarts dont l’intervalle")
        reasons.append(f"{gaps} ne permet pas de dire le sens")
    if unpublished:
        voices = counted(unpublished, "regard")
        reasons.append(f"{voices} sans mesure comparable ou sans marge d’erreur")
    published = counted(len(rows), "regard publié", "regards publiés")
    why = listed(reasons) or "les autres redisent les mêmes domaines"
    return Item(
        "Pas d’autre écart établi" if found else "Aucun écart établi",
        f"Sur {published} autour de ce territoire : {why}.",
    )
