"""What a picture of a layer says: legend, notes, sources, and the text that replaces it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from atlas.desk.about import About
from atlas.desk.provenance import BOUNDARIES_SOURCE, Source
from atlas.desk.written import version_line
from atlas.layers.drawn import FreeClasses
from atlas.layers.layer import Layer
from atlas.maps.cartography import Choropleth, unit_text
from atlas.maps.circles import circles_note
from common import palette
from common.french import number
from common.levels import Level
from geo.pictures import Crossed, Entry, Legend, SheetTexts

#: With more territories, the text alternative names none of them.
_MOST_NAMED = 120
_NAMED = 3
#: Where the counts stand: beside the labels, or in the cells of two crossed measures.
_WHERE = {False: "À droite", True: "Dans les cases"}


def words(
    layer: Layer,
    seen: Choropleth,
    highlight: str = "",
    circles: Sequence[tuple[str, float]] = (),
    *,
    compact: bool = False,
) -> SheetTexts:
    """Write the texts of a picture.

    Parameters
    ----------
    layer : what is shown.
    seen : its classes and colours.
    highlight : name of the territory pointed out, or "".
    circles : label and radius, in points, of the circles of the legend.
    compact : legend and demonstration mark only; the rest stands in the text around.
    """
    return SheetTexts(
        title="" if compact else layer.about.title,
        band=layer.about.mark,
        foot=() if compact else _foot(layer),
        legend=legend(layer, seen, highlight, circles),
    )


def legend(
    layer: Layer,
    seen: Choropleth,
    highlight: str = "",
    circles: Sequence[tuple[str, float]] = (),
) -> Legend:
    """Write the legend: classes from high to low with their counts, then what has no class.

    Parameters
    ----------
    layer, seen, highlight, circles : as in :func:`words`.
    """
    entries = [Entry(label, palette.PRIMARY, radius=radius) for label, radius in circles]
    crossed = None
    if seen.axes:
        crossed = Crossed(*seen.axes, seen.colours, seen.counts)
    elif not seen.circles:
        entries += [
            Entry(label, colour, count)
            for label, colour, count in zip(seen.labels, seen.colours, seen.counts, strict=True)
        ][::-1]
    entries += _without_class(layer, seen)
    if highlight:
        entries.append(Entry(highlight, palette.SELECTED_INK, hollow=True, apart=True))
    return Legend(
        heading=f"{_capital(unit_text(layer))}, {layer.year}",
        note=_note(layer, seen),
        entries=tuple(entries),
        crossed=crossed,
    )


def _note(layer: Layer, seen: Choropleth) -> str:
    """Say how classes are cut, what the counts are, and how to read two measures or circles."""
    if seen.circles:
        return circles_note(layer)
    free = seen.classes if isinstance(layer.measure.drawn, FreeClasses) else None
    cut = ", ".join(filter(None, (free.method.label if free else "", seen.cut_over)))
    said = [f"{_capital(cut)}."] if cut else []
    said.append(f"{_WHERE[seen.axes is not None]} : nombre {_of(layer.query.level)}.")
    if seen.axes:
        said.append(seen.reading)
    return " ".join(said)


def describe(layer: Layer, seen: Choropleth) -> str:
    """Say in French what the picture of a layer shows, for those who do not see it.

    Parameters
    ----------
    layer : what is shown.
    seen : its classes and colours.

    Returns
    -------
    str
        Title, unit, year, number of territories in each class, hatched, without data; for counts
        their total, maximum, median and zeros; the highest and lowest values of an indicator by
        name, where there are few territories; the mentions and the demonstration mark.
    """
    level = layer.query.level
    parts = [
        f"Carte. {layer.about.title}. {_capital(unit_text(layer))}, {layer.year}. "
        f"{number(len(layer.table))} {level.plural if len(layer.table) > 1 else level.label}."
    ]
    parts.append(_counts(layer) if seen.circles else _tallies(layer, seen))
    parts += _extremes(layer, seen)
    parts += layer.about.mentions
    if layer.about.mark:
        parts.append(f"{layer.about.mark}.")
    return " ".join(parts)


def _without_class(layer: Layer, seen: Choropleth) -> list[Entry]:
    """Keep apart what is hatched and what is blank: they do not mean the same."""
    entries = [
        Entry(line.label, line.colour, line.count, hatching=line.pattern, apart=not rank)
        for rank, line in enumerate(seen.apart)
    ]
    if seen.missing:
        blank = Entry(layer.measure.no_data, palette.NO_DATA, seen.missing, apart=not entries)
        entries.append(blank)
    return entries


def _tallies(layer: Layer, seen: Choropleth) -> str:
    classes = list(zip(seen.labels, seen.counts, strict=True))[::-1]
    apart = [(entry.label, entry.count) for entry in _without_class(layer, seen)]
    tallies = " ; ".join(f"{label} : {number(count)}" for label, count in (*classes, *apart))
    cut = f" ({seen.cut_over})" if seen.cut_over else ""
    return f"Effectifs, de la classe la plus haute à la plus basse{cut} : {tallies}."


def _counts(layer: Layer) -> str:
    """Sum up the circles of a layer of counts."""
    known = layer.table["value"].dropna()
    median = known.median()
    unknown = len(layer.table) - len(known)
    told = f" ; {layer.measure.no_data.lower()} : {number(unknown)}" if unknown else ""
    return (
        f"Somme : {number(known.sum())} ; maximum : {number(known.max())} ; "
        f"médiane : {number(median, 0 if median % 1 == 0 else 1)} ; "
        f"territoires à zéro : {number(int((known == 0).sum()))}{told}."
    )


def _foot(layer: Layer) -> tuple[str, ...]:
    about = layer.about
    said = (about.note, *about.mentions, *origin(about))
    return tuple(text for text in said if text)


def origin(about: About) -> tuple[str, ...]:
    """Say where a picture comes from: its sources by licence, its data and its recipe."""
    sources = source_paragraphs((*about.sources, BOUNDARIES_SOURCE))
    return (*sources, version_line(about))


def source_paragraphs(sources: Iterable[Source]) -> list[str]:
    """Write sources in few words: one paragraph a licence, each producer named once.

    >>> source_paragraphs([Source("A", "un", "2020", "L"), Source("A", "deux", "2021", "L"),
    ...                    Source("B", "", "2022", "L")])
    ['Sources – L : A, un (2020), deux (2021) • B (2022).']
    """
    grouped: dict[str, dict[str, list[str]]] = {}
    for source in sources:
        title = f", {source.title}" if source.title else ""
        works = grouped.setdefault(source.licence, {}).setdefault(source.origin, [])
        works.append(f"{title} ({source.year})")
    return [
        f"Sources – {licence} : "
        + " • ".join(producer + "".join(works) for producer, works in producers.items())
        + "."
        for licence, producers in sorted(grouped.items())
    ]


def _extremes(layer: Layer, seen: Choropleth) -> list[str]:
    """Name the highest and lowest values, where the measure has them named."""
    known = layer.table[layer.table["value"].notna() & ~seen.hatched]
    few = 2 * _NAMED <= len(known) <= _MOST_NAMED
    if not layer.measure.names_extremes or not few:
        return []
    falling = known.sort_values("value", ascending=False, kind="stable")
    named = []
    for which, rows in (("hautes", falling), ("basses", falling[::-1])):
        first, next_one = rows.iloc[:_NAMED], rows.iloc[_NAMED]
        if next_one["value"] != first["value"].iloc[-1]:  # else naming some would be arbitrary
            named.append(f"Valeurs les plus {which} : {_named(layer, first)}.")
    return named


def _named(layer: Layer, rows: pd.DataFrame) -> str:
    pairs = zip(rows["name"], rows["value"], strict=True)
    return ", ".join(
        f"{name} ({layer.measure.value_text(value, layer.unit)})" for name, value in pairs
    )


def _of(level: Level) -> str:
    return f"d’{level.plural}" if level is Level.EPCI else f"de {level.plural}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
