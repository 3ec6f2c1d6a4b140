"""The review of projects: need against projects and partnerships, what lacks, what ends."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.own_rows import OWN_SENTENCE, only_own
from atlas.partnerships.natures import KINDS, TOTAL
from common.french import listed, number
from common.grammar import capitalised, counted, of, typographic
from indicators.base.domains import DOMAIN_KEYS
from indicators.partnerships import Kind, has_key
from indicators.scores.standing import Standing
from reports.content.alliances import UNKNOWN, need_words, response_words
from reports.content.words import DOMAIN_PHRASES, Words, domain_name
from reports.report import Cell, Column, Item, Paragraph, Table

#: Longest title that a cell has room for.
_LONGEST = 90
#: Records of one national scheme that a list of examples has room for.
MOST_OF_A_SCHEME = 2
#: Standings of a need that leans to the fragile side.
FRAGILE = (Standing.FRAGILE.value, Standing.FRAGILE_HALF.value)


def portfolio_table(portfolio: pd.DataFrame, words: Words) -> Table:
    """Lay out the portfolio, a row a domain.

    Parameters
    ----------
    portfolio : :data:`atlas.profiles.portfolio.PORTFOLIO`.
    words : names of the place and of its peers.
    """
    return Table(
        f"Besoin mesuré parmi les {words.peers}, partenariats et projets en cours {of(words.the)}, "
        f"et réponse à densité égale. {UNKNOWN} : aucune liste n’en dit rien",
        (
            Column("Domaine", width=1.9),
            Column("Besoin", width=1.5),
            Column("Alliances", "right", 0.85),
            Column("Labels", "right", 0.75),
            Column("Projets cofinancés", "right", 1.05),
            Column("Finissent bientôt", "right", 0.95),
            Column("Réponse", width=2.5),
        ),
        tuple(
            (
                Cell(domain_name(str(key))),
                Cell(need_words(row["standing"])),
                *(Cell(UNKNOWN if pd.isna(row[kind]) else number(row[kind])) for kind in KINDS),
                Cell(number(row["ending"]) if row["ending"] else "–"),
                Cell(response_words(row)),
            )
            for key, row in portfolio.iterrows()
        ),
        compact=True,
    )


def fragile_without(portfolio: pd.DataFrame) -> list[str]:
    """List the domains that lean to the fragile side, that a list covers, and that have nothing."""
    none = portfolio[TOTAL].eq(0).fillna(value=False).astype(bool)
    return [str(key) for key in portfolio.index[portfolio["standing"].isin(FRAGILE) & none]]


def lacking_items(portfolio: pd.DataFrame, words: Words) -> tuple[Item, ...]:
    """Tell the domains without any record: fragile first, then the others, then the unknown."""
    none = portfolio[TOTAL].eq(0).fillna(value=False).astype(bool)
    fragile = portfolio["standing"].isin(FRAGILE)
    first = fragile_without(portfolio)
    others = [str(key) for key in portfolio.index[~fragile & none]]
    hidden = [str(key) for key in portfolio.index[fragile & portfolio[TOTAL].isna()]]
    return (
        Item(
            f"Fragiles, et rien de recensé : {_named(first)}",
            f"Dans {words.the}, le besoin est mesuré dans la moitié la plus fragile, et aucun "
            "partenariat, label ou projet en cours ne figure dans les listes."
            if first
            else f"Pour {words.the}, chaque domaine dont le besoin est établi, et que les listes "
            "couvrent, a au moins un partenariat, label ou projet en cours.",
        ),
        Item(
            f"Peu ou pas fragiles, et rien de recensé : {_named(others)}",
            "Le besoin n’y est pas établi : une absence n’est pas un manque."
            if others
            else "Aucun autre domaine couvert par une liste n’est sans partenariat.",
        ),
        Item(
            f"Fragiles, et sans liste qui en parle : {_named(hidden)}",
            "Aucune liste nationale ne dit qui agit : c’est à l’échelle locale de le dire, par "
            "exemple en chargeant la liste des projets du contrat (page Mes données)."
            if hidden
            else "Chaque domaine dont le besoin est établi a une liste qui en parle.",
        ),
    )


def _named(keys: list[str]) -> str:
    return listed([DOMAIN_PHRASES[key] for key in keys]) if keys else "aucun domaine"


def records_table(records: pd.DataFrame, most: int) -> Table | None:
    """Name what goes on, the own list of the organisation first; None where there is nothing.

    Parameters
    ----------
    records : :data:`atlas.partnerships.records.RECORD_FRAME` but for attached and share.
    most : rows that there is room for.
    """
    if records.empty:
        return None
    own = records["record"].isin(only_own(records, "scheme")["record"])
    national = records[~own].groupby("scheme", sort=False, observed=True).head(MOST_OF_A_SCHEME)
    shown = pd.concat([records[own], national]).head(most)
    more = ""
    if len(shown) < len(records):
        more = (
            f" ({number(len(shown))} sur {number(len(records))}, {number(MOST_OF_A_SCHEME)} au "
            "plus par dispositif national)"
        )
    return _table(f"Ce qui est en cours, alliances d’abord{more}", shown)


def ending_table(ending: pd.DataFrame, most: int) -> Table | None:
    """Lay out what ends this year or the next; None where no source gives an end so near.

    Parameters
    ----------
    ending : of :func:`atlas.profiles.portfolio.ending_of`.
    most : rows that there is room for.
    """
    if ending.empty:
        return None
    left = len(ending) - most
    more = f" ({number(most)} sur {number(len(ending))})" if left > 0 else ""
    caption = f"Ce qui se termine cette année ou la suivante, quand la source le dit{more}"
    return _table(caption, ending.head(most))


def _table(caption: str, records: pd.DataFrame) -> Table:
    return Table(
        caption,
        (
            Column("Intitulé et dispositif", width=4.0),
            Column("Nature", width=1.2),
            Column("Domaines", width=2.4),
            Column("Début", "right", 0.55),
            Column("Fin", "right", 0.55),
        ),
        tuple(
            (
                Cell(typographic(f"{_short(str(row['title']))} ({row['scheme_label']})")),
                Cell(Kind(row["kind"]).label),
                Cell(_served(str(row["domains"]))),
                *(Cell(_year(row[name])) for name in ("start_year", "end_year")),
            )
            for _, row in records.iterrows()
        ),
        compact=True,
    )


def _year(year: float | None) -> str:
    return "–" if pd.isna(year) else f"{year:.0f}"


def _short(title: str) -> str:
    """Cut a title that would take more than two lines."""
    return title if len(title) <= _LONGEST else f"{title[:_LONGEST].rsplit(' ', 1)[0]}…"


def _served(domains: str) -> str:
    served = pd.Series([domains])
    keys = [key for key in DOMAIN_KEYS if bool(has_key(served, key).iloc[0])]
    return ", ".join(domain_name(key) for key in keys) or "aucun domaine précisé"


def own_paragraphs(desk: Desk, records: pd.DataFrame) -> tuple[Paragraph, ...]:
    """Say how many of the records the organisation brings; nothing where it brings none.

    Parameters
    ----------
    records : of the profile.
    """
    own = only_own(records, "scheme")
    if desk.own is None or own.empty:
        return ()
    said = counted(len(own), "partenariat ou projet compté ici vient", "partenariats ou projets "
                   "comptés ici viennent")  # fmt: skip
    return (
        Paragraph(
            f"{capitalised(said)} de votre propre liste ; la réponse à densité égale, qui compare "
            "les territoires, ne les compte pas.",
            lead=OWN_SENTENCE,
        ),
    )
