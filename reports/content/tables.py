"""The tables of a note: domains and their dots, partnerships, comparable places, what lacks."""

from __future__ import annotations

from typing import cast

import pandas as pd

from atlas.desk.wording import rate_phrase
from atlas.partnerships.natures import CATEGORISED, GRANTS, KINDS, NO_DOMAIN, TOTAL
from atlas.profiles import Profile
from atlas.profiles.summary import around_words, ended_words
from common.french import NO_BREAK_SPACE, number, plural
from common.grammar import capitalised, counted, typographic
from indicators.base.domains import DOMAIN_KEYS, OVERALL, SCORE_KEYS
from indicators.partnerships import Presence
from reports.content.words import Words, domain_name, located, outer_side, rank_range
from reports.report import Cell, Column, Dot, Paragraph, Table

_REFERENCES = {"region": "Médiane région", "france": "Médiane France"}
_READINGS = {"weak": "fragilité établie", "strong": "solidité établie", "plain": "non établi"}
_UNKNOWN = f"n.{NO_BREAK_SPACE}c."
#: Mark of a zero that incomplete lists leave open.
_PARTLY = "*"
_RATE_DECIMALS = 2
#: Said under the table of the domains.
SCORE_AND_RANK = (
    "Score de 0 (le moins fragile) à 100 : 60 signifie que 60 % de la population vit dans des "
    "territoires moins fragiles, en moyenne sur les indicateurs du domaine. La lecture vient du "
    "rang, qui compte les territoires : elle se compare à la médiane, que la moitié d’entre eux "
    "dépassent."
)


def domains_table(profile: Profile, words: Words) -> Table:
    """Lay out dimensions and domains: a dot with its interval, score, rank, medians."""
    known = profile.domains.dropna(axis="columns", how="all").columns
    references = {key: name for key, name in _REFERENCES.items() if key in known}
    rows = []
    for key in SCORE_KEYS:
        row = profile.domain(key)
        dot = rank_dot(row)
        reading = _READINGS[dot.kind] if dot else "sans score"
        rows.append(
            (
                Cell(domain_name(key)),
                Cell(reading, dot=dot),
                Cell(number(row["score"])),
                Cell(rank_range(row)),
                *(Cell(number(row[column])) for column in references),
            )
        )
    return Table(
        f"Rang parmi les {words.peers} et intervalle selon les choix de calcul : carré plein, "
        "fragilité établie ; rond plein, solidité établie ; rond vide, ni l’une ni l’autre. "
        f"Repères verticaux : tiers du classement.{_medians(references, words)}",
        (
            Column("Domaine", width=2.2),
            Column("Lecture", "center", 2.35, axis="Moins fragile → plus fragile"),
            Column("Score", "right", 0.6),
            Column("Rang", "right", 2.1),
            *(Column(name, "right", 0.95) for name in references.values()),
        ),
        tuple(rows),
        compact=True,
    )


def _medians(references: dict[str, str], words: Words) -> str:
    """Say of what the columns of larger territories are the medians."""
    if not references:
        return ""
    return f" Médianes : celles des scores des {words.peers}"


def rank_dot(row: pd.Series) -> Dot | None:
    """Place a rank on an axis whose right end is the most fragile."""
    if pd.isna(row["rank"]):
        return None
    last = max(float(row["ranked"]) - 1, 1.0)

    def place(rank: float) -> float:
        return round(1 - (float(rank) - 1) / last, 4)

    known = pd.notna(row["rank_low"]) and pd.notna(row["rank_high"])
    return Dot(
        place(row["rank"]),
        place(row["rank_high"]) if known else None,
        place(row["rank_low"]) if known else None,
        outer_side(row),
    )


def matrix_table(profile: Profile) -> Table:
    """Lay out the partnerships by domain and nature, with the rate per 10,000 inhabitants."""
    rates = profile.partnership_rates
    rows = []
    for key in _shown(profile):
        counts = cast("pd.Series", profile.natures.loc[key])
        means = cast("pd.Series", profile.natures_presence.loc[key])
        cells = [Cell(_count(counts[column], means[column])) for column in (*KINDS, TOTAL)]
        if key == NO_DOMAIN:
            rows.append((Cell("Sans domaine précisé"), *cells, *[Cell("–")] * 3))
            continue
        rate = cast("pd.Series", rates.loc[key])
        rows.append(
            (
                Cell("Ensemble, chacun une fois" if key == OVERALL else domain_name(key)),
                *cells,
                Cell(_listed(rate)),
                Cell(_rate(rate)),
                Cell(number(rate["expected"], _RATE_DECIMALS)),
            )
        )
    return Table(
        "Partenariats recensés, par domaine servi et par nature, et nombre pour "
        "10 000 habitants (intervalle exact à 95 %)",
        (
            Column("Domaine", width=2.6),
            Column("Alliances", "right", 0.95),
            Column("Labels", "right", 0.85),
            Column("Projets cofinancés", "right", 1.2),
            Column("Total", "right", 0.8),
            Column("dont dans le taux", "right", 1.2),
            Column("Pour 10 000 habitants", "right", 1.9),
            Column("Attendu", "right", 0.8),
        ),
        tuple(rows),
        compact=True,
    )


def unknown_domains(profile: Profile) -> list[str]:
    """List the domains of which no list says anything: named under the matrix."""
    unknown = profile.natures.loc[list(DOMAIN_KEYS), [*KINDS, TOTAL]].isna().all(axis=1)
    return [key for key in DOMAIN_KEYS if unknown[key]]


def _shown(profile: Profile) -> list[str]:
    """List the rows of the matrix; records without a domain have one where there are some."""
    without = [NO_DOMAIN] if profile.natures.loc[[NO_DOMAIN], TOTAL].sum() > 0 else []
    absent = unknown_domains(profile)
    return [*(key for key in DOMAIN_KEYS if key not in absent), *without, OVERALL]


def matrix_legend(profile: Profile) -> Paragraph:
    """Say what the marks of :func:`matrix_table` mean, and on what its rates rest."""
    columns = [*KINDS, TOTAL]
    counts = profile.natures.loc[_shown(profile), columns]
    means = profile.natures_presence.loc[counts.index, columns]
    shown = [key for key in counts.index if key != NO_DOMAIN]
    rates = profile.partnership_rates.loc[shown]
    marks = []
    if ((means == Presence.NOT_LISTED) & counts.notna()).to_numpy().any():
        marks.append(
            f"0{_PARTLY} : aucun partenariat recensé, {_PARTLY} listes en partie incomplètes"
        )
    rested = rates[["count", "listed", "raw_rate"]]
    if counts.isna().to_numpy().any() or rested.isna().to_numpy().any():
        marks.append(f"{_UNKNOWN} : non connu, aucune liste complète à ce niveau")
    if absent := unknown_domains(profile):
        names = ", ".join(domain_name(key) for key in absent)
        marks.append(f"Rien n’est connu, faute de liste, pour : {names}")
    text = (
        "Un label désigne un territoire, un projet cofinancé reçoit de l’argent de l’État, une "
        "alliance engage plusieurs acteurs, que la source ne nomme pas toujours : le total "
        "additionne les trois. Le taux, brut, ne compte que les alliances et labels des listes "
        "complètes dans toute la France ; attendu : celui des territoires aussi denses."
    )
    grants = int(profile.natures.loc[[OVERALL], GRANTS].sum())
    told = f"{counted(grants, 'subvention', 'subventions')} d’investissement (2019, 2023)"
    around = [part for part in (told if grants else "", around_words(profile)) if part]
    beyond = [f"Hors tableau : {' ; '.join(around)}."] if around else []
    beyond += [ended] if (ended := ended_words(profile)) else []
    return Paragraph(
        " ".join([text, _categorised(profile), *(f"{mark}." for mark in marks), *beyond]),
        small=True,
    )


def _categorised(profile: Profile) -> str:
    """Say how many of the records have a category of alliance."""
    everything = profile.natures.loc[[OVERALL]]
    total, known = (int(everything[name].sum()) for name in (TOTAL, CATEGORISED))
    if total == 0:
        return "Aucun n’est recensé ici."
    if known == 0:
        return f"Sur {number(total)}, aucun n’a de catégorie d’alliance d’intérêt général."
    have = f"{number(known)} {plural(known, 'a', 'ont')}"
    return f"Sur {number(total)}, {have} une catégorie d’alliance d’intérêt général."


def _count(value: float, presence: str) -> str:
    if pd.isna(value):
        return _UNKNOWN
    return number(value) + (_PARTLY if presence == Presence.NOT_LISTED else "")


def _listed(rate: pd.Series) -> str:
    """Write the number on which a rate rests, where there is one."""
    unknown = pd.isna(rate["count"]) or pd.isna(rate["listed"])
    return _UNKNOWN if unknown else number(rate["listed"])


def _rate(rate: pd.Series) -> str:
    """Write the raw rate: that of one place, with the interval that its count alone supports."""
    if pd.isna(rate["count"]) or pd.isna(rate["raw_rate"]):
        return _UNKNOWN
    text = rate_phrase(rate["raw_rate"], rate["exact_low"], rate["exact_high"])
    return text.replace(" ", NO_BREAK_SPACE)


def similar_table(similar: pd.DataFrame) -> Table:
    """Lay out the comparable territories and why they are."""
    return Table(
        "Territoires comparables par leur structure, du plus proche au moins proche",
        (
            Column("Territoire", width=1.5),
            Column("Habitants", "right", 0.6),
            Column("Ce qui se ressemble", width=3.0),
            Column("Ce qui diffère le plus", width=1.4),
        ),
        tuple(
            (
                Cell(typographic(located(row))),
                Cell(number(row["population"]) if pd.notna(row["population"]) else "–"),
                Cell(capitalised(typographic(str(row["why"])))),
                Cell(capitalised(typographic(str(row["differs"])))),
            )
            for _, row in similar.iterrows()
        ),
        compact=True,
    )
