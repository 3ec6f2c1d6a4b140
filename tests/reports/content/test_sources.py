"""Where the figures of a note come from."""

from __future__ import annotations

from atlas.desk.provenance import BOUNDARIES_SOURCE, Source
from reports.content.sources import OTHER_LICENCES, source_paragraphs

OPEN, OTHER = "Licence Ouverte 2.0", "Libre"


def test_sources_are_told_by_licence_then_by_producer_with_the_year_once() -> None:
    sources = [
        Source("Insee", "", "2022", OPEN, "recensement 2022"),
        Source("Insee", "", "2025", OPEN, "taux de chômage localisés"),
        Source("Drees, Cnaf, MSA", "", "2019", OPEN),
        Source("Institut, université de Göteborg", "Indice 2021", "2021", OTHER),
    ]
    first, second = source_paragraphs(sources)
    assert (first.lead, second.lead) == (f"{OPEN}.", OTHER_LICENCES)
    boundaries = f"{BOUNDARIES_SOURCE.producer} : {BOUNDARIES_SOURCE.title} (2026)"
    insee = "Insee : recensement 2022 ; taux de chômage localisés (2025)"
    assert first.text == f"Drees, Cnaf, MSA : 2019 • {boundaries} • {insee}."
    assert second.text == f"Institut, université de Göteborg : Indice 2021 ({OTHER})."
