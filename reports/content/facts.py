"""The three facts of page one: the whole, what is fragile, what is solid.

A place is said to be on one side of a ranking only when its whole rank interval is there.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from atlas.desk.desk import Desk
from atlas.profile import Profile
from atlas.profile.reading import telling_indicator
from common.french import NO_BREAK_SPACE, listed, number, plural
from common.grammar import capitalised, counted, typographic
from indicators.base.domains import OVERALL
from reports.content.words import DOMAIN_PHRASES, Words, agreed, outer_side, rank_place
from reports.note import Item

#: Domains told in full in one fact.
MOST_TOLD = 3
#: Share of the territories of a level under which a ranking is said to be of a part of them.
ALMOST_ALL = 0.9
_WEAK, _STRONG = "le plus fragile", "le moins fragile"


def facts(desk: Desk, profile: Profile, words: Words) -> tuple[Item, ...]:
    """Give the three facts of a profile."""
    return (
        _overall(profile, words, len(desk.territories_of(profile.place.level))),
        _outer(desk, profile, words, fragile=True),
        _outer(desk, profile, words, fragile=False),
    )


def _overall(profile: Profile, words: Words, total: int) -> Item:
    row = profile.domain(OVERALL)
    if pd.isna(row["rank"]):
        known = counted(row["available"], "domaine noté", "domaines notés")
        return Item(
            "Pas de score d’ensemble",
            f"{capitalised(words.the)} n’a pas de score d’ensemble : {known} sur "
            f"{number(row['expected'])}, "
            "il en faut au moins les deux tiers.",
        )
    means = [
        f"{number(row[column], 1)} {where}"
        for column, where in (("region", "dans la région"), ("france", "en France"))
        if column in row and pd.notna(row[column])
    ]
    evidence = f"Score d’ensemble : {number(row['score'], 1)} sur 100"
    if means:
        evidence += f" ; moyenne des {words.peers} : {listed(means)}"
    among = _among(profile, words, int(row["ranked"]), total)
    return Item(
        position(row, replace(words, peers=among)),
        f"Sur l’ensemble des domaines, {words.the} se situe {rank_place(row, words)} "
        f"(le 1er est {_WEAK}).",
        f"{evidence}.",
    )


def position(row: pd.Series, words: Words) -> str:
    """Say in a few words what the rank interval of the whole establishes.

    Parameters
    ----------
    row : rank_low, rank_high, ranked.
    """
    if pd.isna(row["rank_low"]) or pd.isna(row["rank_high"]):
        return "Une position sans intervalle connu"
    best = (float(row["rank_low"]) - 1) / float(row["ranked"])
    worst = float(row["rank_high"]) / float(row["ranked"])
    peers, side = words.peers, outer_side(row)
    for holds, wording in (
        (side == "weak", f"Dans le tiers {_WEAK} des {peers}"),
        (side == "strong", f"Dans le tiers {_STRONG} des {peers}"),
        (best >= 1 / 3 and worst <= 2 / 3, f"Au milieu du classement des {peers}"),
        (worst <= 1 / 2, f"Dans la moitié la plus fragile des {peers}"),
        (best >= 1 / 2, f"Dans la moitié la moins fragile des {peers}"),
    ):
        if holds:
            return wording
    return "Une position d’ensemble que le calcul ne tranche pas"


def _among(profile: Profile, words: Words, ranked: int, total: int) -> str:
    """Name those that are ranked, with their number where they are but a part of the level."""
    if ranked >= ALMOST_ALL * total:
        return words.peers
    peers = agreed(profile.place.level, "classé")
    return f"{number(ranked)}{NO_BREAK_SPACE}{peers} (sur {number(total)})"


def told_domains(found: pd.DataFrame, total: int) -> pd.DataFrame:
    """Keep the domains where almost all the territories are ranked, or all if there are none.

    Parameters
    ----------
    found : strengths or weaknesses of a profile, with ``ranked``.
    total : number of territories of the level.
    """
    whole = found[found["ranked"] >= ALMOST_ALL * total]
    return found if whole.empty else whole


def _outer(desk: Desk, profile: Profile, words: Words, *, fragile: bool) -> Item:
    """Tell the domains that stand at one end of the ranking: all are named, or counted."""
    total = len(desk.territories_of(profile.place.level))
    supported = profile.weaknesses if fragile else profile.strengths
    found = told_domains(supported, total)
    if found.empty:
        return _none_established(desk, profile, words, fragile=fragile)
    partly = supported.drop(index=found.index)
    # A single domain left is named rather than counted.
    shown = found.head(MOST_TOLD + 1 if len(found) == MOST_TOLD + 1 else MOST_TOLD)
    side = _WEAK if fragile else _STRONG
    noun = ("Fragilité établie", "Fragilités établies")
    if not fragile:
        noun = ("Solidité établie", "Solidités établies")
    told: dict[str, list[str]] = {}
    for key, row in shown.iterrows():
        among = _among(profile, words, int(row["ranked"]), total)
        told.setdefault(among, []).append(f"{DOMAIN_PHRASES[str(key)]} ({_interval(row)})")
    thirds = [f"des {among} pour {listed(domains)}" for among, domains in told.items()]
    text = (
        f"Dans presque tous les calculs, {words.short} est dans le tiers {side} "
        f"{' ; '.join(thirds)}"
    )
    left = len(found) - len(shown)
    if left:
        text += f", et dans {number(left)} autres domaines (voir les 16 domaines)"
    if len(partly):
        text += f", et dans {_partly_ranked(partly, words)}"
    names = [DOMAIN_PHRASES[str(key)] for key in shown.index]
    if more := left + len(partly):
        names.append("un autre domaine" if more == 1 else f"{number(more)} autres domaines")
    return Item(
        f"{plural(len(supported), *noun)} : {listed(names)}",
        f"{text}.",
        _example(desk, profile, str(found.index[0]), fragile=fragile),
    )


def _partly_ranked(rows: pd.DataFrame, words: Words) -> str:
    """Name the domains where many territories of the level have no rank."""
    told = [f"{DOMAIN_PHRASES[str(key)]} ({_interval(row)})" for key, row in rows.iterrows()]
    part = f"pour une partie des {words.peers} seulement : {listed(told)}"
    if len(told) == 1:
        return f"un autre domaine, classé {part}"
    return f"{number(len(told))} autres domaines, classés {part}"


def _interval(row: pd.Series) -> str:
    low, high, ranked = (number(row[name]) for name in ("rank_low", "rank_high", "ranked"))
    rank = f"rang {low}" if low == high else f"rang {low} à {high}"
    return f"{rank} sur {ranked}".replace(" ", NO_BREAK_SPACE)


def _none_established(desk: Desk, profile: Profile, words: Words, *, fragile: bool) -> Item:
    domains = profile.domains.drop(index=OVERALL)
    scored = domains[domains["score"].notna()]
    noun = "fragilité" if fragile else "solidité"
    side = _WEAK if fragile else _STRONG
    lead = f"Aucune {noun} établie dans un domaine"
    if scored.empty:
        return Item(lead, f"Aucun des 16 domaines n’a de score pour {words.the}, faute de données.")
    if scored["rank_low"].notna().any():
        return Item(
            lead,
            f"Dans aucun des {counted(len(scored), 'domaine noté', 'domaines notés')}, "
            f"l’intervalle de rang n’est tout entier dans le tiers {side} des {words.peers}.",
        )
    ends = scored["score"].astype("float64").sort_values(ascending=not fragile, kind="stable")
    told = [
        f"{DOMAIN_PHRASES[str(key)]} ({number(score)})" for key, score in ends[:MOST_TOLD].items()
    ]
    extreme = "Scores les plus élevés" if fragile else "Scores les plus bas"
    names = listed([DOMAIN_PHRASES[str(key)] for key in ends[:MOST_TOLD].index])
    return Item(
        f"{extreme} : {names}",
        f"De 0 (le moins fragile) à 100 : {listed(told)}. Les intervalles par domaine ne sont pas "
        f"connus à ce niveau : aucune {noun} n’est dite établie.",
        _example(desk, profile, str(ends.index[0]), fragile=fragile),
    )


def _example(desk: Desk, profile: Profile, domain: str, *, fragile: bool) -> str:
    """Give the indicator of a domain that tells most, as a sentence, or nothing."""
    said = telling_indicator(desk, profile, domain, fragile=fragile)
    return f"{typographic(said)}." if said else ""
