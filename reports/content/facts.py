"""The three facts of page one: the four dimensions, what is fragile, what is solid.

A place is said to be on one side of a ranking only when its whole rank interval is there.
"""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.profiles import Profile
from atlas.profiles.ranks import is_partly_ranked
from atlas.profiles.reading import telling_indicator
from common.french import NO_BREAK_SPACE, listed, number, plural
from common.grammar import capitalised, counted, typographic
from indicators.base.domains import DIMENSION_KEYS, DOMAIN_KEYS
from indicators.scores.standing import Standing
from reports.content.words import DOMAIN_PHRASES, Words, agreed
from reports.report import Item

#: Domains told in full in one fact.
MOST_TOLD = 3
#: Order in which the dimensions are told.
_FRAGILE_FIRST = (
    Standing.FRAGILE,
    Standing.FRAGILE_HALF,
    Standing.MIDDLE,
    Standing.OPEN,
    Standing.SOLID_HALF,
    Standing.SOLID,
    Standing.NO_INTERVAL,
)
_WEAK, _STRONG = "le plus fragile", "le moins fragile"


def facts(desk: Desk, profile: Profile, words: Words) -> tuple[Item, ...]:
    """Give the three facts of a profile."""
    return (
        _dimensions(profile, words, len(desk.territories_of(profile.place.level))),
        _outer(desk, profile, words, fragile=True),
        _outer(desk, profile, words, fragile=False),
    )


def _dimensions(profile: Profile, words: Words, total: int) -> Item:
    """Tell where the place stands in each of the four dimensions, what stands out first."""
    rows = profile.domains.loc[list(DIMENSION_KEYS)]
    known = rows[rows["rank"].notna()]
    if known.empty:
        return Item(
            "Aucune dimension notée",
            f"{capitalised(words.the)} n’a de score dans aucune des quatre dimensions, faute de "
            "données.",
        )
    told: dict[Standing, list[str]] = {}
    for key, row in known.iterrows():
        told.setdefault(Standing(row["standing"]), []).append(str(key))
    groups = [
        f"{_stands(standing)} pour {listed([_placed(profile, key) for key in told[standing]])}"
        for standing in _FRAGILE_FIRST
        if standing in told
    ]
    among = _among(profile, words, int(known["ranked"].min()), total)
    text = f"Parmi les {among}, {words.the} {' ; '.join(groups)} (le 1ᵉʳ est {_WEAK})"
    absent = [DOMAIN_PHRASES[str(key)] for key in rows.index.difference(known.index, sort=False)]
    if absent:
        text += f" ; pas de score pour {listed(absent)}, faute de données"
    return Item(_lead(told, words), f"{text}.", _scores(known, words))


def _stands(standing: Standing) -> str:
    """Write where a place stands, after its name.

    >>> _stands(Standing.SOLID), _stands(Standing.OPEN)
    ('est dans le tiers le moins fragile', 'a une position que le calcul ne tranche pas')
    """
    return f"est {standing.label}" if standing.among else f"a une {standing.label}"


def _placed(profile: Profile, key: str) -> str:
    return f"{DOMAIN_PHRASES[key]} ({_interval(profile.domain(key))})"


def _lead(told: dict[Standing, list[str]], words: Words) -> str:
    """Say in a few words which dimensions stand at one end, else that none does."""
    for standing in (Standing.FRAGILE, Standing.FRAGILE_HALF, Standing.SOLID, Standing.SOLID_HALF):
        if standing in told:
            names = listed([DOMAIN_PHRASES[key] for key in told[standing]])
            return f"{capitalised(standing.label)} des {words.peers} : {names}"
    return "Aucune des quatre dimensions ne se détache"


def _scores(rows: pd.DataFrame, words: Words) -> str:
    """Give the scores of the dimensions beside the median of the peers in the country."""
    scores = [
        f"{DOMAIN_PHRASES[str(key)].removeprefix('la ')} {number(row['score'])}"
        + (f" (médiane {number(row['france'])})" if pd.notna(row.get("france")) else "")
        for key, row in rows.iterrows()
    ]
    return f"Scores de 0 à 100, et médiane des {words.peers} de France : {' ; '.join(scores)}."


def _among(profile: Profile, words: Words, ranked: int, total: int) -> str:
    """Name those that are ranked, with their number where they are but a part of the level."""
    if not is_partly_ranked(ranked, total):
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
    whole = found[[not is_partly_ranked(ranked, total) for ranked in found["ranked"]]]
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
    if pd.isna(row["rank_low"]) or pd.isna(row["rank_high"]):
        return f"rang {number(row['rank'])} sur {number(row['ranked'])}".replace(
            " ", NO_BREAK_SPACE
        )
    low, high, ranked = (number(row[name]) for name in ("rank_low", "rank_high", "ranked"))
    rank = f"rang {low}" if low == high else f"rang {low} à {high}"
    return f"{rank} sur {ranked}".replace(" ", NO_BREAK_SPACE)


def _none_established(desk: Desk, profile: Profile, words: Words, *, fragile: bool) -> Item:
    domains = profile.domains.loc[list(DOMAIN_KEYS)]
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
