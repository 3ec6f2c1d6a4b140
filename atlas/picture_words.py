"""What a picture of a layer says: legend, notes, sources, and the text that replaces it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from atlas.cartography import Choropleth, no_data_label, unit_text, value_text
from atlas.crossing import AXES
from atlas.layer import Layer
from atlas.provenance import BOUNDARIES_SOURCE, DEMONSTRATION_MARK, Source
from atlas.query import Measure
from atlas.wording import status_label
from common import palette
from common.french import number
from geo.classes import METHOD_LABELS
from geo.levels import Level
from geo.pictures import Crossed, Entry, Hatch, Legend, Words
from indicators.status import Status

#: With more territories, the text alternative names none of them.
_MOST_NAMED = 120
_NAMED = 3
#: Where the counts stand: beside the labels, or in the cells of two crossed measures.
_WHERE = {False: "À droite", True: "Dans les cases"}
_PATTERNS = {
    Status.SUPPRESSED.value: Hatch.RISING.value,
    Status.ESTIMATED.value: Hatch.FALLING.value,
    Status.CENSORED.value: Hatch.DOTTED.value,
}


def words(
    layer: Layer,
    seen: Choropleth,
    highlight: str = "",
    circles: Sequence[tuple[str, float]] = (),
    *,
    compact: bool = False,
) -> Words:
    """Write the texts of a picture.

    Parameters
    ----------
    layer : what is shown.
    seen : its classes and colours.
    highlight : name of the territory pointed out, or "".
    circles : label and radius, in points, of the circles of the legend.
    compact : legend and demonstration mark only; the rest stands in the text around.
    """
    return Words(
        title="" if compact else layer.title,
        band=DEMONSTRATION_MARK if layer.demonstration else "",
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
    if layer.query.measure.crosses_two and seen.colours:
        crossed = Crossed(*AXES[layer.query.measure], seen.colours, seen.counts)
    else:
        entries += [
            Entry(label, colour, count)
            for label, colour, count in zip(seen.labels, seen.colours, seen.counts, strict=True)
        ][::-1]
    entries += _without_class(layer, seen)
    if highlight:
        entries.append(Entry(highlight, palette.SELECTED_INK, hollow=True, apart=True))
    cut = ""
    if seen.classes and layer.query.measure is not Measure.GAP:
        cut = f"{METHOD_LABELS[seen.classes.method]}. "
    return Legend(
        heading=f"{_capital(unit_text(layer))}, {layer.year}",
        note=f"{cut}{_WHERE[crossed is not None]} : nombre {_of(layer.query.level)}.",
        entries=tuple(entries),
        crossed=crossed,
    )


def hatching(layer: Layer, seen: Choropleth) -> pd.Series[str]:
    """Choose a pattern for each hatched territory: suppressed, censored, estimated differ.

    Returns
    -------
    Series
        Value of :class:`geo.pictures.Hatch`, indexed by code.
    """
    plain = seen.hatched.astype(bool).map({True: Hatch.RISING.value, False: Hatch.NONE.value})
    if layer.query.measure is not Measure.INDICATOR:
        return plain
    own = layer.frame["status"].map(_PATTERNS)
    return plain.where(own.isna() | (plain == Hatch.NONE.value), own)


def describe(layer: Layer, seen: Choropleth) -> str:
    """Say in French what the picture of a layer shows, for those who do not see it.

    Parameters
    ----------
    layer : what is shown.
    seen : its classes and colours.

    Returns
    -------
    str
        Title, unit, year, number of territories in each class, hatched, without data; the
        highest and lowest values of an indicator by name, where there are few territories; the
        mentions and the demonstration mark.
    """
    level = layer.query.level
    parts = [
        f"Carte. {layer.title}. {_capital(unit_text(layer))}, {layer.year}. "
        f"{number(len(layer.frame))} {level.plural if len(layer.frame) > 1 else level.label}."
    ]
    classes = list(zip(seen.labels, seen.counts, strict=True))[::-1]
    apart = [(entry.label, entry.count) for entry in _without_class(layer, seen)]
    tallies = " ; ".join(f"{label} : {number(count)}" for label, count in (*classes, *apart))
    parts.append(f"Effectifs, de la classe la plus haute à la plus basse : {tallies}.")
    parts += _extremes(layer, seen)
    parts += layer.mentions
    if layer.demonstration:
        parts.append(f"{DEMONSTRATION_MARK}.")
    return " ".join(parts)


def _without_class(layer: Layer, seen: Choropleth) -> list[Entry]:
    """Keep apart what is hatched and what is blank: they do not mean the same."""
    empty = seen.index.isna()
    patterns = hatching(layer, seen)
    entries: list[Entry] = []
    for pattern in patterns[patterns != Hatch.NONE.value].unique():
        own = patterns == pattern
        ground = palette.NO_DATA if empty[own].all() else palette.BACKGROUND
        entries.append(
            Entry(
                _hatched_label(layer, seen, own),
                ground,
                int(own.sum()),
                hatching=Hatch(pattern),
                apart=not entries,
            )
        )
    missing = int((empty & (patterns == Hatch.NONE.value)).sum())
    if missing:
        entries.append(Entry(no_data_label(layer), palette.NO_DATA, missing, apart=not entries))
    return entries


def _hatched_label(layer: Layer, seen: Choropleth, own: pd.Series[bool]) -> str:
    if layer.query.measure is not Measure.INDICATOR:
        return seen.hatched_label
    status = layer.frame.loc[own, "status"].iloc[0]
    return _capital(status_label(layer.query.measure, status))


def _foot(layer: Layer) -> tuple[str, ...]:
    sources = source_paragraphs((*layer.sources, BOUNDARIES_SOURCE))
    version = f"Fragiscope, données version {layer.data_version}."
    return tuple(text for text in (layer.note, *layer.mentions, *sources, version) if text)


def source_paragraphs(sources: Iterable[Source]) -> list[str]:
    """Write sources in few words: one paragraph a licence, each producer named once.

    >>> source_paragraphs([Source("A", "un", "2020", "L"), Source("A", "deux", "2021", "L"),
    ...                    Source("B", "", "2022", "L")])
    ['Sources – L : A, un (2020), deux (2021) • B (2022).']
    """
    grouped: dict[str, dict[str, list[str]]] = {}
    for source in sources:
        title = f", {source.title}" if source.title else ""
        works = grouped.setdefault(source.licence, {}).setdefault(source.producer, [])
        works.append(f"{title} ({source.year})")
    return [
        f"Sources – {licence} : "
        + " • ".join(producer + "".join(works) for producer, works in producers.items())
        + "."
        for licence, producers in sorted(grouped.items())
    ]


def _extremes(layer: Layer, seen: Choropleth) -> list[str]:
    """Name the highest and lowest values of an indicator; a score or an answer has a margin."""
    known = layer.frame[layer.frame["value"].notna() & ~seen.hatched.astype(bool)]
    indicator = layer.query.measure is Measure.INDICATOR
    if not indicator or not 2 * _NAMED <= len(known) <= _MOST_NAMED:
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
    return ", ".join(f"{name} ({value_text(layer, value)})" for name, value in pairs)


def _of(level: Level) -> str:
    return f"d’{level.plural}" if level is Level.EPCI else f"de {level.plural}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
