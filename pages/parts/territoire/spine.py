"""The 16 domains as a spine: a table, a row a domain, whose indicators open below it."""

from __future__ import annotations

from typing import NamedTuple, cast

import pandas as pd
from markupsafe import Markup

from atlas.desk.desk import Desk
from atlas.desk.heard import heard_label
from atlas.desk.provenance import marked
from atlas.desk.whose import Whose
from atlas.profiles import Profile
from atlas.profiles.spine import ALIKE, leading_series
from atlas.profiles.trend_words import direction_words, trend_line
from common.grammar import capitalised, typographic
from common.levels import Level
from indicators.base.domains import DIMENSION_KEYS, DIMENSIONS, domain, domains_of
from indicators.base.fragile_direction import FragileDirection
from indicators.scores.standing import Standing
from pages.parts.kit.html import typeset
from pages.parts.territoire.sparkline import sparkline
from pages.parts.territoire.spine_detail import domain_detail
from pages.parts.territoire.spine_marks import Reference, bar, bar_words

_SHAPES = {
    Level.DEPARTEMENT: "fs-triangle",
    Level.REGION: "fs-square",
    Level.FRANCE: "fs-stroke",
}
_FRAGILE = {Standing.FRAGILE, Standing.FRAGILE_HALF}
#: Title of the table, and of its columns.
CAPTION = "Les 16 domaines, du moins fragile au plus fragile des territoires comparés"
HEADS = ("Domaine", "Moins fragile ← → plus fragile", "Lecture", "Tendance")


def dimension_name(key: str) -> str:
    """Name a dimension without the word.

    >>> dimension_name("societale")
    'Sociétale'
    """
    return capitalised(DIMENSIONS[key].removeprefix("Dimension "))


def references_of(desk: Desk, profile: Profile, rows: pd.DataFrame) -> tuple[Reference, ...]:
    """List what the place is read against, where one domain at least has a mark of it."""
    parents = {parent.level: parent for parent in profile.parents}
    found = [
        Reference(level.value, shape, typographic(desk.territory_row(parents[level])["name"]))
        for level, shape in _SHAPES.items()
        if level in parents
    ]
    found.append(Reference("similar", "fs-diamond", f"{ALIKE} territoires semblables"))
    return tuple(one for one in found if rows[one.column].notna().any())


class _Spine(NamedTuple):
    """What the rows are written from."""

    desk: Desk
    profile: Profile
    rows: pd.DataFrame
    series: pd.DataFrame
    references: tuple[Reference, ...]
    details: bool


def spine_table(
    desk: Desk, profile: Profile, rows: pd.DataFrame, group: str, *, details: bool = True
) -> Markup:
    """Write the key of the marks and the table.

    Parameters
    ----------
    desk : the opened data.
    profile : of the place.
    rows : :data:`atlas.profiles.spine.SPINE`.
    group : respondent group of what is felt.
    details : whether the indicators of a domain open below its row.
    """
    references = references_of(desk, profile, rows)
    spine = _Spine(desk, profile, rows, leading_series(profile), references, details)
    heads = Markup("").join(
        Markup('<th scope="col" class="fs-c{}">{}</th>').format(place, text)
        for place, text in enumerate(HEADS)
    )
    bodies = Markup("").join(_dimension(spine, key) for key in DIMENSION_KEYS)
    return Markup(
        '{}<table class="fs-spine"><caption class="fs-unseen">{}</caption>'
        "<thead><tr>{}</tr></thead>{}</table>"
    ).format(_key(spine, group), CAPTION, heads, bodies)


def _key(spine: _Spine, group: str) -> Markup:
    marks = [("fs-here", f"{spine.profile.name} et son intervalle")]
    marks += [(one.shape, one.name) for one in spine.references]
    felt = spine.rows[spine.rows["felt"].notna()]
    if len(felt):
        own = spine.profile.views_of(group, Whose.OWN)
        told = own.loc[own["domain"].isin(felt.index), "survey"]
        label = f"Ressenti ici ({heard_label(spine.desk, group, told).lower()})"
        marks.append(("fs-felt-ring", marked(label, drawn=bool(felt["felt_drawn"].any()))))
    items = Markup("").join(
        Markup('<li><i class="fs-mark {}"></i>{}</li>').format(shape, typeset(name))
        for shape, name in marks
    )
    return Markup('<ul class="fs-key">{}</ul>').format(items)


def _dimension(spine: _Spine, key: str) -> Markup:
    head = Markup('<tr class="fs-group"><th scope="rowgroup" colspan="4">{}</th></tr>').format(
        dimension_name(key)
    )
    lines = Markup("").join(_row(spine, one) for one in domains_of(key))
    return Markup("<tbody>{}{}</tbody>").format(head, lines)


def _row(spine: _Spine, key: str) -> Markup:
    row = spine.rows.loc[key]
    curve, sign, told = _trend(spine, key)
    if pd.isna(row["position"]):
        scored = pd.notna(spine.profile.domain(key)["score"])
        cells = Markup('<td colspan="2" class="fs-none">{}</td>').format(
            "sans rang ici" if scored else "sans score ici"
        )
    else:
        standing = Standing(row["standing"])
        cells = Markup('<td>{}</td><td class="fs-reading{}">{}{}</td>').format(
            bar(row, spine.references),
            " fs-fragile" if standing in _FRAGILE else "",
            standing.brief,
            Markup('<small class="fs-narrow">{}</small>').format(sign) if sign else "",
        )
    if pd.notna(row["position"]):
        told = " ".join([bar_words(row, spine.references), told])
    name = domain(key).short
    if not spine.details:
        return Markup(
            '<tr class="fs-row"><th scope="row">{}</th>{}<td class="fs-c3">{}</td></tr>'
        ).format(name, cells, curve)
    return Markup(
        '<tr class="fs-row" title="{}"><th scope="row"><details><summary>{}</summary>'
        '<span class="fs-unseen">Ses indicateurs suivent.</span></details></th>{}'
        '<td class="fs-c3">{}</td></tr><tr class="fs-more"><td colspan="4">{}</td></tr>'
    ).format(typeset(told), name, cells, curve, domain_detail(spine.desk, spine.profile, key))


def _trend(spine: _Spine, key: str) -> tuple[Markup, str, str]:
    """Give the curve of a domain, its direction where a test establishes one, and all of it."""
    if key not in spine.series.index:
        return Markup(""), "", ""
    row = cast("pd.Series", spine.series.loc[key])
    direction = FragileDirection(row["fragile_direction"])
    known = direction is not FragileDirection.UNKNOWN
    sign = direction_words(direction.value) if known else ""
    told = f"{trend_line(spine.desk, spine.profile, row)} : {sign or 'sens non établi'}"
    drawn = sparkline(row["values"], told)
    return Markup("{}<small>{}</small>").format(drawn, sign), sign, told
