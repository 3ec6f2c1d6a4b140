"""The indicators of a domain, below its row: value here and around, year, source."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from atlas.desk.desk import Desk
from atlas.desk.wording import quantity
from atlas.profiles import Profile
from atlas.profiles.reading import standing, standing_words, telling_indicator
from common.french import number
from common.grammar import capitalised
from indicators.base.catalogue import SHARE
from indicators.base.domains import domain_label
from indicators.base.status import Status
from indicators.scores.standing import Standing
from pages.parts.kit.html import typeset
from pages.parts.territoire.tables import known_parents


def domain_detail(desk: Desk, profile: Profile, key: str) -> Markup:
    """Say where a domain stands, then list its indicators."""
    lines = [
        Markup("<p><b>{}</b> – {}</p>").format(domain_label(key), typeset(_stands(profile, key)))
    ]
    side = Standing(profile.domain(key)["standing"])
    if side in {Standing.FRAGILE, Standing.SOLID}:
        example = telling_indicator(desk, profile, key, fragile=side is Standing.FRAGILE)
        if example:
            lines.append(Markup("<p>{}</p>").format(typeset(f"{example}.")))
    rows = profile.indicators[profile.indicators["domain"] == key]
    return Markup("").join([*lines, _indicators(desk, profile, rows)])


def _stands(profile: Profile, key: str) -> str:
    row, peers = profile.domain(key), profile.place.level.plural
    used = f"{number(row['available'])} sur {number(row['expected'])}"
    said = capitalised(standing_words(row, peers))
    if pd.notna(row["rank_low"]):
        said += f", {standing(row, peers, profile.territories)} (1ᵉʳ : le plus fragile)"
    return f"{said}. Données du score : {used}."


def _indicators(desk: Desk, profile: Profile, rows: pd.DataFrame) -> Markup:
    if rows.empty:
        return Markup("<p>{}</p>").format(typeset("Aucun indicateur à ce niveau."))
    parents = known_parents(profile.indicators)
    heads = ["Indicateur", "Ici", *parents.values(), "Année", "Source"]
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(one) for one in heads)
    body = Markup("").join(_indicator(desk, row, parents, heads) for _, row in rows.iterrows())
    return Markup(
        '<table class="fs-figures"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    ).format(head, body)


def _indicator(desk: Desk, row: pd.Series, parents: dict[str, str], heads: list[str]) -> Markup:
    unit = SHARE if row["unit"] == SHARE else ""
    words = [quantity(row[name], unit).strip() for name in ("value", *parents)]
    status = Status(row["status"])
    if status is Status.ESTIMATED:
        words[0] += " (estimé)"
    words += [f"{row['year']:.0f}" if pd.notna(row["year"]) else "–"]
    words += [desk.catalogue[str(row["key"])].origin]
    label = str(row["label"])
    label += "" if row["unit"] == SHARE else f" ({row['unit']})"
    label += "" if row["in_index"] else ", hors score"
    cells = Markup("").join(
        Markup('<td data-label="{}">{}</td>').format(head, typeset(text))
        for head, text in zip(heads[1:], words, strict=True)
    )
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(typeset(label), cells)
