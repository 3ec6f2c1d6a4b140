"""Where the figures of one page come from: who produced them, under which licence."""

from __future__ import annotations

from collections.abc import Iterable

from atlas.desk.provenance import BOUNDARIES_SOURCE, Source
from common.grammar import typographic


def producers_by_licence(sources: Iterable[Source]) -> str:
    """Name the producers once each, under the licence by which they share, the commonest first.

    >>> one = Source("Insee", "Diplômes", "2021", "ODbL")
    >>> producers_by_licence([one, one])
    'Etalab, IGN, Insee (Licence Ouverte 2.0) ; Insee (ODbL)'
    """
    by_licence: dict[str, set[str]] = {}
    for source in (BOUNDARIES_SOURCE, *sources):
        by_licence.setdefault(source.licence, set()).update(source.producer.split(", "))
    ordered = sorted(by_licence.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return typographic(
        " ; ".join(f"{', '.join(sorted(producers))} ({licence})" for licence, producers in ordered)
    )
