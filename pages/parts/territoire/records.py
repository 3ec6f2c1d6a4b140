"""The partnership records of a profile: as a table, one in a line."""

from __future__ import annotations

import pandas as pd

from atlas.partnerships.around import WHERE
from atlas.partnerships.records import KIND_ORDER
from common.french import number, plural
from indicators.partnerships import Kind
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain
from pages.parts.kit.partnership_tables import domain_names

#: Partners named one by one in a line.
NAMED = 4


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
