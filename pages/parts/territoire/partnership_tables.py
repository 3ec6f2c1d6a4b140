"""Partnerships as French tables: counts and records of a place, the schemes of the crosswalk."""

from __future__ import annotations

import pandas as pd

from atlas.desk.place import Place
from atlas.partnerships.around import WHERE
from atlas.partnerships.natures import KINDS, NO_DOMAIN, TOTAL
from atlas.partnerships.records import KIND_ORDER
from common.french import number, plural
from indicators.base.domains import OVERALL, domain, domain_label
from indicators.partnerships import SEPARATOR, Category, Coverage, Kind, Presence
from pages.parts.kit.cache import cached_partnership_natures, desk
from pages.parts.kit.notices import plain

#: A count that no list tells.
UNKNOWN_COUNT = "inconnu"
#: After a zero whose lists are in part incomplete.
PARTLY = "*"
#: Partners named one by one in a line.
NAMED = 4
_NATURES = {
    TOTAL: "Total",
    Kind.ALLIANCE.value: "Alliances",
    Kind.LABEL.value: "Labels",
    Kind.CO_FUNDED.value: "Projets cofinancés",
}
_ROWS = {NO_DOMAIN: "Sans domaine précisé", OVERALL: "Toutes les fiches"}


def natures_table(place: Place) -> pd.DataFrame:
    """Lay out the partnerships of a place by domain and nature, with their total."""
    counts, presence = cached_partnership_natures(place)
    columns = {
        _NATURES[nature]: [
            count_text(*row) for row in zip(counts[nature], presence[nature], strict=True)
        ]
        for nature in (TOTAL, *KINDS)
    }
    names = [_ROWS.get(key) or domain(key).short for key in counts.index]
    return pd.DataFrame({"Domaine": names, **columns})


def records_table(records: pd.DataFrame) -> pd.DataFrame:
    """Lay out records of :func:`atlas.partnerships.around.records_of` for a reader."""
    schemes = desk().schemes.set_index("scheme")
    ordered = records.sort_values(["attached", "scheme", "title"], ascending=[False, True, True])
    return pd.DataFrame(
        {
            "Intitulé": ordered["title"],
            "Partenaires": ordered["partners"],
            "Nature": [Kind(kind).label for kind in ordered["kind"]],
            "Où": ordered["attached"].map(WHERE),
            "Dispositif": schemes["label"].reindex(ordered["scheme"]).to_numpy(),
            "Domaines": [domain_names(keys) for keys in ordered["domains"]],
            "Depuis": ordered["start_year"],
            "Producteur": schemes["producer"].reindex(ordered["scheme"]).to_numpy(),
            "Lien": ordered["link"],
        }
    )


def record_lines(records: pd.DataFrame) -> list[str]:
    """Say each record in a line of Markdown: title, kind, where, and who; alliances first."""
    order = records["kind"].map({kind.value: rank for rank, kind in enumerate(KIND_ORDER)})
    ordered = records.assign(order=order).sort_values(
        ["attached", "order", "title"], ascending=[False, True, True]
    )
    columns = ordered[["title", "kind", "attached", "partners"]]
    return [
        f"**{plain(title)}** – {Kind(kind).label.lower()}, {WHERE[attached]}{_who(partners)}."
        for title, kind, attached, partners in columns.itertuples(index=False)
    ]


def _who(partners: object) -> str:
    """Name the first partners, and count the others."""
    if not isinstance(partners, str):
        return " ; partenaires non précisés par la source"
    names = partners.split(", ")
    left = len(names) - NAMED
    others = f" et {number(left)} {plural(left, 'autre')}" if left > 0 else ""
    return f" ; avec : {plain(', '.join(names[:NAMED]))}{others}"


def schemes_table(schemes: pd.DataFrame) -> pd.DataFrame:
    """Lay out the crosswalk from scheme to kind, category and domains for a reader."""
    return pd.DataFrame(
        {
            "Dispositif": schemes["label"],
            "Nature": [Kind(kind).label for kind in schemes["kind"]],
            "Catégorie": [
                Category(name).label if isinstance(name, str) else "aucune"
                for name in schemes["category"]
            ],
            "Domaines": [domain_names(keys) for keys in schemes["domains"]],
            "Pourquoi": schemes["reason"],
            "Couverture": [Coverage(name).label for name in schemes["coverage"]],
            "Fiches": schemes["records"],
            "Fiches non placées": schemes["unplaced"],
            "Producteur": schemes["producer"],
            "Millésime": schemes["vintage"],
            "Licence": schemes["licence"],
            "Lien": schemes["link"],
        }
    )


def count_text(count: object, presence: str) -> str:
    """Write a count that may be unknown; a star follows a zero whose lists are incomplete.

    >>> count_text(3, "present"), count_text(0, "absent"), count_text(0, "not_listed")
    ('3', '0', '0*')
    >>> count_text(None, "unknown")
    'inconnu'
    """
    if presence == Presence.UNKNOWN:
        return UNKNOWN_COUNT
    return number(float(str(count))) + (PARTLY if presence == Presence.NOT_LISTED else "")


def domain_names(keys: str) -> str:
    """Name the domains of a text of keys.

    >>> domain_names("sante|emploi"), domain_names("")
    ('Santé, Emploi / chômage / insertion', 'non précisé')
    """
    return ", ".join(domain_label(key) for key in keys.split(SEPARATOR) if key) or "non précisé"
