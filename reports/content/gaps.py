"""Page one: what is measured and what is felt, the place's own first, larger territories apart.

A question is told beside the indicator of the same thing; the gap of a whole domain only where one
exists. What a larger territory says has a heading of its own, and is never said of the place.
Nothing here says that anyone is mistaken.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.whose import Whose, larger_title
from atlas.profiles import Profile
from atlas.profiles.answer_words import subject_label, told_answer
from atlas.profiles.reading import TOLD
from common.french import listed, number
from common.grammar import counted, of, typographic
from common.levels import Territory
from indicators.base.domains import DOMAIN_KEYS
from indicators.views.positions import GapStatus
from reports.content.domain_gaps import felt, gap_words, means, measured
from reports.content.established import QUESTION, established, opposed
from reports.content.findings import finding_of
from reports.content.words import Words, named, rank_range
from reports.report import Item, Items, Paragraph, Section

COUNT = 3
HEADING = "Mesuré et ressenti"
_ESTABLISHED = {"weak": "fragilité", "strong": "solidité"}


@dataclass(frozen=True)
class _Around:
    """What page one is written of: the place, its names, its real views."""

    desk: Desk
    profile: Profile
    words: Words
    views: pd.DataFrame


def page_one(
    desk: Desk, profile: Profile, words: Words, views: pd.DataFrame
) -> tuple[tuple[Section, ...], pd.DataFrame]:
    """Give the sections of page one on what is felt, and the findings that they tell.

    Three findings at most; fewer are followed by a sentence that says why.

    Parameters
    ----------
    views : what real surveys publish around the place.
    """
    around = _Around(desk, profile, words, views)
    found = established(profile, views)
    own = found[found["whose"] == Whose.OWN.value].head(COUNT)
    asked = {whose: _asked(profile, views, whose) for whose in Whose}
    # Where something is published of the place itself, two headings share the page.
    room = COUNT - 1 - max(len(own), 1) if asked[Whose.OWN] else COUNT
    larger = found[found["whose"] == Whose.LARGER.value].head(max(room, 0))
    sections: list[Section] = []
    apart = bool(len(larger)) or bool(asked[Whose.LARGER] and not asked[Whose.OWN])
    if asked[Whose.OWN] or not apart:
        short = own.empty if apart else len(own) < COUNT
        sections.append(_section(around, own, Whose.OWN, explained=short))
    if apart:
        short = len(own) + len(larger) < COUNT
        sections.append(_section(around, larger, Whose.LARGER, explained=short))
    return tuple(sections), pd.concat([own, larger], ignore_index=True)


def _asked(profile: Profile, views: pd.DataFrame, whose: Whose) -> list[str]:
    """List the territories of whom something is published."""
    rows = pd.concat([profile.answers[["whose", "measured"]], views[["whose", "measured"]]])
    return list(dict.fromkeys(rows.loc[rows["whose"] == whose.value, "measured"]))


def _section(around: _Around, found: pd.DataFrame, whose: Whose, *, explained: bool) -> Section:
    desk, profile, words, views = around.desk, around.profile, around.words, around.views
    items = [
        _answer(around, row) if row["kind"] == QUESTION else _domain(around, row)
        for _, row in found.iterrows()
    ]
    if explained:
        items.append(_why_not_more(profile, views, whose, len(items)))
    told = " ".join(desk.surveys[key].mention for key in dict.fromkeys(found["survey"]))
    mentions = (Paragraph(typographic(told), small=True),) if told else ()
    if whose is Whose.OWN:
        return Section(HEADING, (Items(tuple(items)), *mentions))
    places = list(dict.fromkeys(found["measured"])) or _asked(profile, views, whose)
    levels = [Territory.parse(place).level for place in places]
    title = larger_title(levels, words.short)
    names = listed([named(place, _name(desk, place)) for place in places])
    apart = Paragraph(
        f"Mesuré pour {names} : rien de ce qui suit ne vaut en particulier pour {words.short}.",
        small=True,
    )
    return Section(
        f"{HEADING} : {title[:1].lower()}{title[1:]}", (apart, Items(tuple(items)), *mentions)
    )


def _name(desk: Desk, place: str) -> str:
    return str(desk.territory_row(Territory.parse(place))["name"])


def _answer(around: _Around, found: pd.Series) -> Item:
    """Tell a question beside its indicator, then the gap of its domain where there is one."""
    desk, profile, views = around.desk, around.profile, around.views
    row = profile.answers.loc[found["row"]]
    told = told_answer(desk, row)
    same = views[
        (views["domain"] == found["subject"])
        & (views["group"] == found["group"])
        & (views["measured"] == found["measured"])
        & (views["survey"] == found["survey"])
        & views["gap"].notna()
    ]
    parts = [told.felt, told.measured, *(gap_words(one) for _, one in same.iterrows())]
    return Item(
        typographic(told.lead),
        f"{typographic(told.reading)}{_against(around, found)}",
        typographic(" ".join([*parts, told.limits])),
    )


def _against(around: _Around, found: pd.Series) -> str:
    """Say what is established of the place where a larger territory says the opposite."""
    side, words = opposed(around.profile, found), around.words
    if side is None:
        return ""
    return (
        f" Mais pour {words.short}, c’est une {_ESTABLISHED[side]} qui est établie dans ce domaine."
    )


def _domain(around: _Around, found: pd.Series) -> Item:
    """Tell the gap of a whole domain."""
    desk, profile, words = around.desk, around.profile, around.words
    row = around.views.loc[found["row"]]
    status = GapStatus(found["status"])
    evidence = f"Ressenti : {felt(row)}"
    if pd.notna(row["n"]):
        evidence += f", {counted(row['n'], 'réponse')}"
    evidence += (
        f" ; {means(row)}. Mesuré : {measured(row)}. {gap_words(row)} "
        f"{typographic(desk.surveys[row['survey']].title)}."
    )
    if found["whose"] == Whose.LARGER:
        own = profile.domain(row["domain"])
        evidence += (
            f" Rang mesuré {of(words.short)} : {rank_range(own)}."
            if pd.notna(own["rank"])
            else f" Pas de score {of(words.short)} dans ce domaine."
        )
    asked = f" Ce qui est compté : {typographic(row['asked'])}." if row["asked"] else ""
    return Item(
        typographic(f"{subject_label(found['subject'])} : {status.label.lower()}"),
        f"{finding_of(desk, found).sentence()}{_against(around, found)}{asked}",
        evidence,
    )


def _why_not_more(profile: Profile, views: pd.DataFrame, whose: Whose, found: int) -> Item:
    """Say why there are fewer than three findings."""
    answers = profile.answers[profile.answers["whose"] == whose.value]
    domains = views[
        (views["whose"] == whose.value) & (views["asked"] == "") & views["domain"].isin(DOMAIN_KEYS)
    ]
    statuses = pd.concat([answers["position"], domains["gap_status"]])
    if statuses.empty:
        return Item(
            "Aucune réponse publiable",
            "Aucune enquête réelle ne publie de réponse à ce niveau, ni pour un territoire "
            "plus large : trop peu de réponses, ou question non posée. Les chiffres nationaux ne "
            "sont pas repris ici, ils ne diraient rien de ce territoire.",
        )
    unsure = int((statuses == GapStatus.NOT_DISTINGUISHABLE).sum())
    ranks = int((statuses == GapStatus.NOT_PUBLISHABLE).sum())
    reasons = []
    if unsure:
        reasons.append(f"{number(unsure)} à la position incertaine")
    if ranks:
        reasons.append(f"{number(ranks)} dont seul le rang se compare")
    told = int(statuses.isin(TOLD).sum())
    if told > found:
        reasons.append(f"{number(told - found)} autres nettes, à lire sur la page du profil")
    published = counted(len(statuses), "réponse publiée", "réponses publiées")
    return Item(
        "Pas d’autre position nette" if found else "Aucune position nette",
        f"Sur {published} : {listed(reasons)}.",
    )
