"""The gaps between what is measured and what is felt: the three of page one, and the whole table.

A gap belongs to the territory where the survey measured it, which is named each time. Nothing
here says that anyone is mistaken.
"""

from __future__ import annotations

import pandas as pd

from atlas.desk import Desk
from atlas.profile import Profile
from atlas.profile.reading import TOLD
from atlas.provenance import DEMONSTRATION_MARK
from common.french import NO_BREAK_SPACE, listed, number, signed
from geo.levels import Level, Territory
from indicators.domains import DOMAIN_KEYS
from indicators.gaps import GapStatus
from indicators.groups import GROUPS
from reports.content.words import DOMAIN_PHRASES, Words, agreed, domain_name, named, rank_range
from reports.grammar import counted, of, typographic
from reports.note import Cell, Column, Item, Table

COUNT = 3
#: With more groups, the reading of a gap stands under its figure.
_ON_ONE_LINE = 2
_SENTENCES = {
    GapStatus.SILENT_FRAGILITY: (
        "Pour {where}, les statistiques montrent une fragilité que {who} expriment moins "
        "qu’ailleurs."
    ),
    GapStatus.LISTENING_TOPIC: (
        "Pour {where}, {who} expriment une fragilité que les statistiques retenues ne montrent pas."
    ),
    GapStatus.ALIGNED_FRAGILE: (
        "Pour {where}, la fragilité est au-dessus de la moyenne des {peers}, dans les statistiques "
        "comme selon {who}."
    ),
    GapStatus.ALIGNED_SOLID: (
        "Pour {where}, la fragilité est au-dessous de la moyenne des {peers}, dans les "
        "statistiques comme selon {who}."
    ),
}
_MEASURED_FRAGILE = (GapStatus.ALIGNED_FRAGILE, GapStatus.SILENT_FRAGILITY)
#: Columns of two views that are one and the same result of a survey.
_SAME_RESULT = ["survey", "group", "measured", "value"]
WHO = {
    "citoyens": "les citoyens",
    "elus": "les élus locaux",
    "entreprises": "les entreprises",
    "associations": "les associations",
    "fondations": "les fondations",
    "academiques": "les acteurs académiques",
}
#: Reading of a gap in a narrow cell.
_BRIEF = {
    GapStatus.ALIGNED_FRAGILE: "fragilité partagée",
    GapStatus.ALIGNED_SOLID: "solidité partagée",
    GapStatus.SILENT_FRAGILITY: "silencieuse",
    GapStatus.LISTENING_TOPIC: "sujet d’écoute",
    GapStatus.NOT_DISTINGUISHABLE: "non établi",
    GapStatus.NOT_PUBLISHABLE: "écart non publiable",
}


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
        opposed=[bool(_opposed(profile, row)) for _, row in rows.iterrows()],
    ).sort_values(["opposed", "near", "reading", "elsewhere", "size"], kind="stable")
    rows = rows.drop_duplicates("domain")
    rows = rows.assign(repeated=rows.duplicated(_SAME_RESULT))
    return rows.sort_values(["opposed", "repeated"], kind="stable")


def _opposed(profile: Profile, row: pd.Series) -> str:
    """Say what is established of the place where a wider territory is measured as the opposite.

    Returns
    -------
    str
        ``fragilité``, ``solidité`` or "".
    """
    if row["measured"] == str(profile.place):
        return ""
    fragile = GapStatus(row["gap_status"]) in _MEASURED_FRAGILE
    if fragile:
        return "solidité" if row["domain"] in profile.strengths.index else ""
    return "fragilité" if row["domain"] in profile.weaknesses.index else ""


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
    told = chosen.duplicated(["gap_status", "group", "measured"])
    first = chosen.groupby(_SAME_RESULT, sort=False)["domain"].transform("first")
    items = [
        _item(desk, profile, words, row, again=bool(again), first=str(domain))
        for (_, row), again, domain in zip(chosen.iterrows(), told, first, strict=True)
    ]
    if len(items) < COUNT:
        items.append(_why_not_more(views, len(items)))
    return tuple(items), chosen


def _item(
    desk: Desk, profile: Profile, words: Words, row: pd.Series, *, again: bool, first: str
) -> Item:
    """Tell one gap.

    Parameters
    ----------
    again : whether one told before has the same reading and the same voice.
    first : domain of the first told that rests on the same result of the survey.
    """
    status = GapStatus(row["gap_status"])
    where = named(row["measured"], row["measured_name"])
    peers = agreed(Territory.parse(row["measured"]).level, "comparé")
    text = _SENTENCES[status].format(where=where, who=WHO[row["group"]], peers=peers)
    if again:
        phrase = DOMAIN_PHRASES[row["domain"]]
        text = f"Il en va de même pour {phrase}, pour le même territoire et le même groupe."
    if opposed := _opposed(profile, row):
        text += f" Mais pour {words.short}, c’est une {opposed} qui est établie dans ce domaine."
    evidence = f"Ressenti : {felt(row)}"
    if first != row["domain"]:
        evidence += f", même résultat d’enquête que pour {DOMAIN_PHRASES[first]}"
    if pd.notna(row["n"]):
        evidence += f", {counted(row['n'], 'réponse')}"
    evidence += (
        f" ; écart {signed(row['gap'], 1)} ({signed(row['gap_low'], 1)} à "
        f"{signed(row['gap_high'], 1)}). {typographic(desk.surveys[row['survey']].title)}."
    )
    if row["measured"] != str(profile.place):
        own = rank_range(profile.domain(row["domain"]))
        ranked = profile.domain(row["domain"])["ranked"]
        evidence += (
            f" Rang mesuré {of(words.short)} : {own} sur {number(ranked)}."
            if own != "–"
            else f" Pas de score {of(words.short)} dans ce domaine."
        )
    return Item(
        f"{domain_name(row['domain'])} : {status.label[:1].lower()}{status.label[1:]}",
        text,
        evidence,
    )


def felt(row: pd.Series) -> str:
    """Write a perception with its interval.

    >>> row = pd.Series({"value": 41.2, "low": 35.0, "high": 47.4})
    >>> felt(row).replace(NO_BREAK_SPACE, " ")
    '41 sur 100 (35 à 47)'
    """
    text = f"{number(row['value'])} sur 100"
    if pd.notna(row["low"]):
        text += f" ({number(row['low'])} à {number(row['high'])})"
    else:
        text += " (sans marge publiée)"
    return text.replace(" ", NO_BREAK_SPACE)


def _why_not_more(views: pd.DataFrame, found: int) -> Item:
    """Say why there are fewer than three gaps."""
    rows = views[views["domain"].isin(DOMAIN_KEYS)]
    if rows.empty:
        return Item(
            "Aucune perception publiable",
            "Aucune enquête disponible ne publie de perception à ce niveau, ni pour un territoire "
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


def groups_table(views: pd.DataFrame, marks: pd.Series) -> Table:
    """Lay out what each group feels, domain by domain, with the reading of the gap.

    Parameters
    ----------
    views : rows of ``profile.views`` that the note may use.
    marks : letter of each view, on the same index (survey and territory where it was measured).
    """
    groups = [group for group in GROUPS if (views["group"] == group).any()]
    parting = "\n" if len(groups) > _ON_ONE_LINE else " · "
    cells = {
        (row["group"], row["domain"]): Cell(
            f"{_felt_briefly(row)}{NO_BREAK_SPACE}[{mark}]{parting}"
            f"{_BRIEF[GapStatus(row['gap_status'])]}",
            demonstration=bool(row["demonstration"]),
        )
        for (_, row), mark in zip(views.iterrows(), marks, strict=True)
    }
    demonstration = (
        f". Cases teintées – {DEMONSTRATION_MARK}" if views["demonstration"].any() else ""
    )
    domains = [key for key in DOMAIN_KEYS if any((group, key) in cells for group in groups)]
    return Table(
        "Fragilité ressentie, de 0 à 100 (intervalle à 95 %), par domaine et par groupe de "
        f"répondants, puis lecture de l’écart avec la mesure{demonstration}",
        (Column("Domaine", width=1.2), *(Column(GROUPS[group]) for group in groups)),
        tuple(
            (Cell(domain_name(key)), *(cells.get((group, key), Cell("–")) for group in groups))
            for key in domains
        ),
        compact=True,
    )


def _felt_briefly(row: pd.Series) -> str:
    text = number(row["value"])
    if pd.notna(row["low"]):
        text += f" ({number(row['low'])} à {number(row['high'])})"
    return text.replace(" ", NO_BREAK_SPACE)


def letters(views: pd.DataFrame) -> tuple[pd.Series, pd.DataFrame]:
    """Give a letter to each pair of a survey and a territory where it was measured.

    Returns
    -------
    (Series, DataFrame)
        The letter of each view, and the pairs: letter, survey, measured, measured_name, mention,
        demonstration; in the order of the table.
    """
    pairs = views.drop_duplicates(["survey", "measured"])
    pairs = pairs[["survey", "measured", "measured_name", "mention", "demonstration"]].assign(
        letter=[_letter(index) for index in range(len(pairs))]
    )
    letter_of = pairs.set_index(["survey", "measured"])["letter"]
    keys = pd.MultiIndex.from_frame(views[["survey", "measured"]])
    return pd.Series(letter_of.reindex(keys).to_numpy(), index=views.index), pairs


def _letter(index: int) -> str:
    """Number with letters.

    >>> _letter(0), _letter(25), _letter(26), _letter(53)
    ('a', 'z', 'aa', 'bb')
    """
    before, last = divmod(index, 26)
    return (_letter(before - 1) if before else "") + chr(ord("a") + last)
