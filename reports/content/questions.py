"""The three questions of page one, each raised by something that the figures show or lack."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.whose import Whose
from atlas.profile import Profile
from common.french import listed
from common.grammar import capitalised, counted, of, typographic
from indicators.base.domains import DOMAIN_KEYS
from indicators.partnerships import Presence
from indicators.views.positions import GapStatus
from indicators.views.volunteers import RESPONDENTS, voices
from reports.content.established import established
from reports.content.words import DOMAIN_PHRASES, Words, located, named
from reports.report import Item

COUNT = 3


def questions(
    desk: Desk, profile: Profile, words: Words, views: pd.DataFrame, similar: pd.DataFrame
) -> tuple[Item, ...]:
    """Give three questions, of different kinds as far as the findings go.

    What is measured of a larger territory raises none: it is not said of the place.

    Parameters
    ----------
    desk : the opened data.
    profile : the place.
    words : its names.
    views : what real surveys publish around the place.
    similar : comparable territories, nearest first: place, name, departement, why.
    """
    gaps = established(profile, views)
    gaps = gaps[(gaps["whose"] == Whose.OWN.value) & gaps["subject"].isin(DOMAIN_KEYS)]
    gaps = gaps.rename(columns={"subject": "domain"})
    gaps = gaps.assign(
        where=[named(*row) for row in zip(gaps["measured"], gaps["measured_name"], strict=True)],
        voices=[
            voices(group, desk.surveys[survey].kind)
            for group, survey in zip(gaps["group"], gaps["survey"], strict=True)
        ],
    )
    kinds = [
        list(_alliances(profile, words)),
        list(_silent(gaps)),
        list(_listening(gaps)),
        list(_shared(profile, words, gaps)),
        list(_unpublished(profile, words, views)),
        list(_missing(profile, words)),
        list(_peers(words, similar)),
    ]
    chosen: list[Item] = []
    asked: set[str] = set()
    while len(chosen) < COUNT and any(kinds):
        for kind in kinds:
            fresh = [(topic, item) for topic, item in kind if topic not in asked]
            if fresh and len(chosen) < COUNT:
                asked.add(fresh[0][0])
                chosen.append(fresh[0][1])
            kind[:] = fresh[1:]
    if len(chosen) < COUNT:
        chosen.append(
            Item(
                "Pas d’autre question",
                "Les données disponibles n’établissent rien d’autre qu’une question puisse "
                "éclairer ; la page « Ce qui manque » en donne les raisons.",
            )
        )
    return tuple(chosen)


def _alliances(profile: Profile, words: Words) -> Iterator[tuple[str, Item]]:
    """Ask who could ally where fragility is established and partnerships are few."""
    for key in profile.weaknesses.index:
        rate = profile.partnership_rates.loc[key]
        count = rate["count"]
        if pd.isna(count) or not (count == 0 or _fewer(rate)):
            continue
        found = _none(rate) if count == 0 else _few(rate)
        phrase = DOMAIN_PHRASES[str(key)]
        yield (
            str(key),
            Item(
                f"Qui pourrait s’allier autour {of(phrase)} ?",
                f"Dans {words.the}, cette fragilité est établie par la mesure, et {found}. "
                "Quels acteurs agissent déjà sans être recensés ?",
            ),
        )


def _fewer(rate: pd.Series) -> bool:
    """Tell whether the smoothed and the exact interval are below what density would expect."""
    return bool(rate["high"] < rate["expected"] and rate["exact_high"] < rate["expected"])


def _none(rate: pd.Series) -> str:
    found = "aucun partenariat n’est recensé dans les listes nationales"
    if rate["presence"] == Presence.NOT_LISTED:
        found += ", mais certaines sont incomplètes"
    return found


def _few(rate: pd.Series) -> str:
    recorded = counted(rate["listed"], "partenariat est recensé", "partenariats sont recensés")
    if rate["listed"] == 0:
        recorded = "aucun partenariat n’est recensé"
    return f"{recorded} dans les listes complètes, moins que dans les territoires aussi denses"


def _silent(gaps: pd.DataFrame) -> Iterator[tuple[str, Item]]:
    """Ask who could confirm a fragility that is measured and not expressed."""
    for _, row in _with_status(gaps, GapStatus.SILENT_FRAGILITY):
        yield (
            row["domain"],
            Item(
                f"Qui peut confirmer la fragilité mesurée pour {DOMAIN_PHRASES[row['domain']]} ?",
                f"Elle est mesurée pour {row['where']}, où {row['voices']} en expriment moins "
                "qu’ailleurs. Qui la rencontre au quotidien : services de l’État, élus, "
                "associations ?",
            ),
        )


def _listening(gaps: pd.DataFrame) -> Iterator[tuple[str, Item]]:
    """Ask which information is missing where something is felt and not measured."""
    for _, row in _with_status(gaps, GapStatus.LISTENING_TOPIC):
        yield (
            row["domain"],
            Item(
                f"Quelle information manque pour comprendre {DOMAIN_PHRASES[row['domain']]} ?",
                f"Pour {row['where']}, {row['voices']} placent la fragilité plus haut que les "
                "indicateurs retenus. Que vivent-ils que ces indicateurs ne mesurent pas ?",
            ),
        )


def _shared(profile: Profile, words: Words, gaps: pd.DataFrame) -> Iterator[tuple[str, Item]]:
    """Ask what is under way, or who acts, where measure and perception agree on a fragility."""
    for _, row in _with_status(gaps, GapStatus.ALIGNED_FRAGILE):
        phrase = DOMAIN_PHRASES[row["domain"]]
        rate = profile.partnership_rates.loc[row["domain"]]
        shared = (
            f"Pour {row['where']}, la fragilité dépasse la moyenne, mesurée comme exprimée par "
            f"{row['voices']}."
        )
        if pd.notna(rate["count"]) and rate["count"] > 0:
            known = counted(rate["count"], "partenariat est recensé", "partenariats sont recensés")
            item = Item(
                f"Que produit l’action déjà engagée pour {phrase} ?",
                f"{shared} Dans {words.the}, {known} dans ce domaine. Qu’est-ce qui devrait "
                "changer d’échelle ?",
            )
        else:
            none = "aucune liste complète ne dit si des partenaires agissent"
            if pd.notna(rate["count"]):
                none = _none(rate)
            item = Item(
                f"Qui agit déjà pour {phrase} ?",
                f"{shared} Dans {words.the}, {none}. Quels acteurs agissent sans être recensés ?",
            )
        yield row["domain"], item


def _unpublished(profile: Profile, words: Words, views: pd.DataFrame) -> Iterator[tuple[str, Item]]:
    """Ask how to hear those whose answers are not published for the place itself."""
    heard = {
        group
        for rows in (profile.answers, views)
        for group in rows.loc[rows["whose"] == Whose.OWN.value, "group"]
    }
    silent = [phrase for group, phrase in RESPONDENTS.items() if group not in heard]
    if not silent:
        return
    which = f"de résultat pour {listed(silent)}" if heard else "la réponse de qui que ce soit"
    yield (
        "perceptions",
        Item(
            "Comment entendre ceux que les enquêtes ne couvrent pas ici ?",
            f"Pour {words.the}, aucune enquête réelle ne publie {which}. Qui "
            "pourrait porter une consultation d’au moins trente réponses par groupe ?",
        ),
    )


def _missing(profile: Profile, words: Words) -> Iterator[tuple[str, Item]]:
    """Ask for local data where a domain has no score."""
    scores = profile.domains.loc[list(DOMAIN_KEYS), "score"]
    absent = [DOMAIN_PHRASES[key] for key in DOMAIN_KEYS if pd.isna(scores[key])]
    if absent:
        yield (
            "scores",
            Item(
                "Quelles données locales combleraient les domaines sans score ?",
                f"{capitalised(words.the)} n’a pas de score pour {listed(absent)}. "
                "Quels services détiennent des données utilisables à cette échelle ?",
            ),
        )


def _peers(words: Words, similar: pd.DataFrame) -> Iterator[tuple[str, Item]]:
    """Ask what could be learnt from the territory that is most alike."""
    for _, row in similar.iterrows():
        place, why = str(row["place"]), row["why"]
        yield (
            place,
            Item(
                f"Que peut apprendre {words.short} {of(named(place, located(row)))} ?",
                f"Leur structure se ressemble ({typographic(str(why))}). Qu’ont engagé les deux "
                "territoires, et qu’est-ce qui a tenu ?",
            ),
        )


def _with_status(gaps: pd.DataFrame, status: GapStatus) -> Iterator[tuple[object, pd.Series]]:
    return gaps[gaps["status"] == status].iterrows()
