"""The questions to raise, each by something that the figures show or lack.

A question works on one of the three levers, at one of the three horizons
(:mod:`indicators.base.levers`); page one raises one for each lever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.whose import Whose
from atlas.profiles import Profile
from atlas.profiles.trend_words import trend_line
from atlas.profiles.trends import established as established_trends
from common.french import listed
from common.grammar import capitalised, counted, of, typographic
from indicators.base.domains import DOMAIN_KEYS
from indicators.base.fragile_direction import FragileDirection
from indicators.base.levers import Horizon, Lever, heading
from indicators.partnerships import Presence
from indicators.views.positions import GapStatus
from indicators.views.volunteers import RESPONDENTS, voices
from reports.content.comparable import comparable
from reports.content.established import established
from reports.content.words import DOMAIN_PHRASES, Words, located, named, words_of
from reports.report import Item

COUNT = 3
#: What a question speaks of, which no other one of the page repeats, and the question.
_Topic = tuple[str, Item]


@dataclass(frozen=True)
class RaisedQuestion:
    """A question to raise.

    Attributes
    ----------
    lever, horizon : what it works on, and when.
    topic : key of a domain, or what else it speaks of.
    item : the question, headed by its lever and horizon.
    """

    lever: Lever
    horizon: Horizon
    topic: str
    item: Item


def questions(
    desk: Desk, profile: Profile, words: Words, views: pd.DataFrame, similar: pd.DataFrame
) -> tuple[Item, ...]:
    """Give three questions, one for each lever as far as the findings go, on different topics.

    Parameters
    ----------
    desk, profile, words, views, similar : see :func:`raised_questions`.
    """
    items = list(chosen_questions(desk, profile, words, views, similar))
    if len(items) < COUNT:
        items.append(
            Item(
                "Pas d’autre question",
                "Les données disponibles n’établissent rien d’autre qu’une question puisse "
                "éclairer ; la page « Ce qui manque » en donne les raisons.",
            )
        )
    return tuple(items)


def chosen_questions(
    desk: Desk, profile: Profile, words: Words, views: pd.DataFrame, similar: pd.DataFrame
) -> tuple[Item, ...]:
    """Give these questions alone: three, or fewer where the figures raise no more."""
    raised = raised_questions(desk, profile, words, views, similar)
    chosen: list[RaisedQuestion] = []
    # The lever of action takes its topic first: it asks for more than the others do.
    for lever in (*reversed(Lever), *(None,) * COUNT):
        topics = {one.topic for one in chosen}
        fresh = [
            one
            for one in raised
            if one.topic not in topics and (lever is None or one.lever is lever)
        ]
        if len(chosen) < COUNT:
            chosen += fresh[:1]
    order = list(Lever)
    return tuple(one.item for one in sorted(chosen, key=lambda one: order.index(one.lever)))


def place_questions(desk: Desk, profile: Profile) -> tuple[RaisedQuestion, ...]:
    """Give all the questions that the figures of a place raise, on real answers alone."""
    views = profile.views[~profile.views["demonstration"]].reset_index(drop=True)
    alike, _ = comparable(desk, profile)
    return raised_questions(desk, profile, words_of(profile), views, alike)


def raised_questions(
    desk: Desk, profile: Profile, words: Words, views: pd.DataFrame, similar: pd.DataFrame
) -> tuple[RaisedQuestion, ...]:
    """Give all the questions that the figures raise, by lever; in a lever, the strongest first.

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
    soon, later, far = Horizon.OPERATION, Horizon.STRATEGY, Horizon.PROSPECTIVE
    vision, regulation, action = Lever.VISION, Lever.REGULATION, Lever.ACTION
    kinds: tuple[tuple[Lever, Horizon, Iterable[_Topic]], ...] = (
        (vision, soon, _silent(gaps)),
        (vision, soon, _listening(gaps)),
        (vision, soon, _unpublished(profile, words, views)),
        (vision, far, _prolonged(desk, profile)),
        (regulation, later, _engaged(profile, words, gaps)),
        (regulation, later, _aimed(profile, words)),
        (regulation, soon, _missing(profile, words)),
        (action, soon, _alliances(profile, words)),
        (action, soon, _unaided(profile, words, gaps)),
        (action, later, _peers(words, similar)),
    )
    return tuple(
        RaisedQuestion(lever, horizon, topic, replace(item, heading=heading(lever, horizon)))
        for lever, horizon, found in kinds
        for topic, item in found
    )


def _alliances(profile: Profile, words: Words) -> Iterator[_Topic]:
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


def _silent(gaps: pd.DataFrame) -> Iterator[_Topic]:
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


def _listening(gaps: pd.DataFrame) -> Iterator[_Topic]:
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


def _shared(
    profile: Profile, gaps: pd.DataFrame, *, acting: bool
) -> Iterator[tuple[pd.Series, pd.Series, str]]:
    """Find where measure and perception agree on a fragility: the gap, the rate, a sentence.

    Parameters
    ----------
    acting : keep the domains where a partnership is recorded, or else the others.
    """
    for _, row in _with_status(gaps, GapStatus.ALIGNED_FRAGILE):
        rate = profile.partnership_rates.loc[row["domain"]]
        if acting == bool(pd.notna(rate["count"]) and rate["count"] > 0):
            shared = (
                f"Pour {row['where']}, la fragilité dépasse la moyenne, dans les "
                f"statistiques comme selon {row['voices']}."
            )
            yield row, rate, shared


def _engaged(profile: Profile, words: Words, gaps: pd.DataFrame) -> Iterator[_Topic]:
    """Ask what comes of the action under way, where measure and perception agree."""
    for row, rate, shared in _shared(profile, gaps, acting=True):
        known = counted(rate["count"], "partenariat est recensé", "partenariats sont recensés")
        yield (
            row["domain"],
            Item(
                f"Que produit l’action déjà engagée pour {DOMAIN_PHRASES[row['domain']]} ?",
                f"{shared} Dans {words.the}, {known} dans ce domaine. Qu’est-ce qui devrait "
                "changer d’échelle ?",
            ),
        )


def _unaided(profile: Profile, words: Words, gaps: pd.DataFrame) -> Iterator[_Topic]:
    """Ask who acts where measure and perception agree, and no partnership is recorded."""
    for row, rate, shared in _shared(profile, gaps, acting=False):
        none = "aucune liste complète ne dit si des partenaires agissent"
        if pd.notna(rate["count"]):
            none = _none(rate)
        yield (
            row["domain"],
            Item(
                f"Qui agit déjà pour {DOMAIN_PHRASES[row['domain']]} ?",
                f"{shared} Dans {words.the}, {none}. Quels acteurs agissent sans être recensés ?",
            ),
        )


def _aimed(profile: Profile, words: Words) -> Iterator[_Topic]:
    """Ask which aim the place has set itself where a fragility is established."""
    for key in profile.weaknesses.index:
        yield (
            str(key),
            Item(
                f"Quel objectif est fixé ici pour {DOMAIN_PHRASES[str(key)]} ?",
                f"Dans {words.the}, cette fragilité est établie par la mesure. Quel contrat, plan "
                "ou schéma fixe un objectif chiffré, qui le suit, et avec quels moyens ?",
            ),
        )


def _prolonged(desk: Desk, profile: Profile) -> Iterator[_Topic]:
    """Ask what a generation more of an established worsening would mean."""
    for _, row in established_trends(profile.trends, FragileDirection.WORSENS).iterrows():
        yield (
            str(row["domain"]),
            Item(
                f"Si rien ne changeait, que deviendrait {DOMAIN_PHRASES[row['domain']]} ?",
                f"{typographic(trend_line(desk, profile, row))} : un test établit que cela se "
                "dégrade. Ce n’est pas une prévision : qu’est-ce qui devra avoir changé pour la "
                "génération suivante ?",
            ),
        )


def _unpublished(profile: Profile, words: Words, views: pd.DataFrame) -> Iterator[_Topic]:
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


def _missing(profile: Profile, words: Words) -> Iterator[_Topic]:
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


def _peers(words: Words, similar: pd.DataFrame) -> Iterator[_Topic]:
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
