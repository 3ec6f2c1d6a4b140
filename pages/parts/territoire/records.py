"""The partnership records of a profile: as a table, one in a line."""

from __future__ import annotations

from textwrap import shorten

import pandas as pd

from atlas.partnerships.around import WHERE
from indicators.partnerships import KIND_ORDER, Kind, kind_words
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain
from pages.parts.kit.partnership_tables import domain_names

#: Characters of the partners in a line; the table has them all.
MOST_PARTNERS = 200
UNNAMED = "partenaires non nommés par la source"


def records_table(records: pd.DataFrame) -> pd.DataFrame:
    """Lay out records of :func:`atlas.partnerships.around.records_of` for a reader."""
    schemes = desk().schemes.set_index("scheme")
    ordered = records.sort_values(["attached", "scheme", "title"], ascending=[False, True, True])
    return pd.DataFrame(
        {
            "Intitulé": ordered["title"],
            "Partenaires": ordered["partners"],
            "Nature": [
                kind_words(*row) for row in zip(ordered["kind"], ordered["partners"], strict=True)
            ],
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
    return [f"**{plain(title)}** – {plain(rest)}" for title, rest in record_texts(records)]


def record_texts(records: pd.DataFrame) -> list[tuple[str, str]]:
    """Give the title of each record, and its kind, where it is and who; alliances first."""
    order = records["kind"].map({kind.value: rank for rank, kind in enumerate(KIND_ORDER)})
    ordered = records.assign(order=order).sort_values(
        ["attached", "order", "title"], ascending=[False, True, True]
    )
    columns = ordered[["title", "kind", "attached", "partners"]]
    return [
        (str(title), f"{Kind(kind).label.lower()}, {WHERE[attached]} ; {_who(partners)}")
        for title, kind, attached, partners in columns.itertuples(index=False)
    ]


def _who(partners: object) -> str:
    """Name the partners as the source does, cut where they are many: a name may hold commas."""
    if not isinstance(partners, str):
        return f"{UNNAMED}."
    if len(partners) <= MOST_PARTNERS:
        return f"avec : {partners}."
    return f"avec : {shorten(partners, MOST_PARTNERS, placeholder=' …')}"
