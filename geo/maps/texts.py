"""Texts of the map: title, legend, sources, demonstration banner. All of them escaped here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from common import palette
from common.french import number
from common.safe_text import safe_text
from geo.map_signs import Axis, Hatch, Hatched
from geo.maps.widget import Widget


def _swatch(colour: str, pattern: Hatch = Hatch.NONE, opacity: float = 1.0) -> str:
    ink = palette.faded(palette.hatch_ink(colour), opacity)
    style = f"--c:{palette.faded(colour, opacity)};--h:{ink}"
    return f'<span class="fs-swatch{f" fs-{pattern}" if pattern else ""}" style="{style}"></span>'


def _item(swatch: str, label: str, count: int | None = None, css: str = "") -> str:
    tally = "" if count is None else f'<span class="fs-count">{safe_text(number(count))}</span>'
    return f'<li class="{css}">{swatch}<span>{safe_text(label)}</span>{tally}</li>'


def _panel(html: str, label: str, position: str, css: str = "") -> Widget:
    return Widget(
        "panel",
        {"html": html, "position": position, "className": css, "label": safe_text(label)},
    )


def _heading(heading: str, note: str) -> str:
    below = f'<p class="fs-note">{safe_text(note)}</p>' if note else ""
    return f'<p class="fs-heading">{safe_text(heading)}</p>{below}'


def legend(
    heading: str,
    labels: Sequence[str],
    colours: Sequence[str],
    *,
    note: str = "",
    counts: Sequence[int] | None = None,
    hatched: Sequence[Hatched] = (),
    patterns: Mapping[int, Hatch] | None = None,
    no_data: str | None = "Pas de donnée",
    missing: int | None = None,
    opacity: float = 1.0,
    position: str = "bottomright",
) -> Widget:
    """Legend of a choropleth map.

    Parameters
    ----------
    heading : what is measured, with its unit.
    labels, colours : one per class, from low to high; shown from high to low.
    note : a line under the heading (year, class method).
    counts : number of territories in each class.
    hatched : what is hatched, shown apart.
    patterns : by rank, those of the classes that are hatched themselves.
    no_data : words for the absence of value, shown apart; None when nothing is missing.
    missing : number of territories without a value.
    opacity : of the surfaces of the map, and so of the samples.
    """
    tallies: Sequence[int | None] = counts if counts is not None else [None] * len(labels)
    items = [
        _item(_swatch(colour, (patterns or {}).get(rank, Hatch.NONE), opacity), label, tally)
        for rank, (label, colour, tally) in enumerate(zip(labels, colours, tallies, strict=True))
    ][::-1]
    items += _apart(hatched, no_data, missing, opacity)
    html = _heading(heading, note) + "<ul>" + "".join(items) + "</ul>"
    return _panel(html, f"Légende : {heading}", position, "fs-legend")


def _apart(
    hatched: Sequence[Hatched], no_data: str | None, missing: int | None, opacity: float
) -> list[str]:
    """Items of what is hatched or has no value, parted from the classes by a line."""
    apart = [
        _item(_swatch(one.colour, one.pattern, opacity), one.label, one.count) for one in hatched
    ]
    if no_data is not None:
        apart.append(_item(_swatch(palette.NO_DATA, opacity=opacity), no_data, missing))
    if apart:
        apart[0] = apart[0].replace('class=""', 'class="fs-separate"', 1)
    return apart


def bivariate_legend(
    heading: str,
    rows: Axis,
    columns: Axis,
    *,
    note: str = "",
    reading: str = "",
    counts: Sequence[int] | None = None,
    hatched: Sequence[Hatched] = (),
    no_data: str | None = "Pas de donnée",
    missing: int | None = None,
    opacity: float = 1.0,
    position: str = "bottomright",
) -> Widget:
    """Legend of two measures at once, three classes each (see ``palette.BIVARIATE``).

    Parameters
    ----------
    rows : the measure that grows upward.
    columns : the measure that grows to the right.
    reading : a few words on the corners that matter, below the grid.
    counts : number of territories in each of the nine classes, written in the cells, in the
        order of :func:`geo.classes.bivariate`.
    note, hatched, no_data, missing, opacity : as in :func:`legend`.
    """
    grid = [f'<span class="fs-axis">{safe_text(rows.name)} ↑</span>']
    for rank in (2, 1, 0):
        grid.append(f'<span class="fs-row">{safe_text(rows.classes[rank])}</span>')
        for place, full in enumerate(palette.BIVARIATE[rank]):
            colour = palette.faded(full, opacity)
            tally = "" if counts is None else number(counts[3 * rank + place])
            style = f"--c:{colour};--t:{palette.readable_on(colour)}"
            grid.append(f'<i style="{style}">{safe_text(tally)}</i>')
    under = "".join(f"<span>{safe_text(limits)}</span>" for limits in columns.classes)
    grid.append(f"<span></span>{under}")
    grid.append(f'<span class="fs-axis fs-right">{safe_text(columns.name)} →</span>')
    apart = _apart(hatched, no_data, missing, opacity)
    below = f'<p class="fs-note">{safe_text(reading)}</p>' if reading else ""
    below += f"<ul>{''.join(apart)}</ul>" if apart else ""
    html = f'{_heading(heading, note)}<div class="fs-bivariate">{"".join(grid)}</div>{below}'
    return _panel(html, f"Légende : {heading}", position, "fs-legend")


def circles_legend(
    heading: str,
    examples: Sequence[tuple[str, float]],
    *,
    note: str = "",
    position: str = "bottomright",
    colour: str = palette.PRIMARY,
) -> Widget:
    """Legend of proportional circles.

    Parameters
    ----------
    examples : label and radius in pixels of a few circles, from large to small; none where the
        map has no circle.
    note : a line under the heading.
    colour : that of what is counted.
    """
    widest = max((radius for _, radius in examples), default=0)
    items = [
        _item(
            f'<svg width="{2 * widest + 2:g}" height="{2 * radius + 2:g}" aria-hidden="true">'
            f'<circle cx="{widest + 1:g}" cy="{radius + 1:g}" r="{radius:g}" '
            f'fill="{colour}" fill-opacity="0.65"></circle></svg>',
            label,
        )
        for label, radius in examples
    ]
    html = f"{_heading(heading, note)}<ul>{''.join(items)}</ul>"
    return _panel(html, f"Légende : {heading}", position, "fs-legend")


def banner(text: str = "DONNÉES DE DÉMONSTRATION") -> Widget:
    """Banner that stays over the map whatever the reader does."""
    return Widget("banner", {"html": safe_text(text)})


def mention(text: str) -> Widget:
    """Line of sources or compulsory mention, with the map's attribution."""
    return Widget("mention", {"html": safe_text(text)})
