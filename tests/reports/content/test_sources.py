"""Where the figures of a note come from."""

from __future__ import annotations

from atlas.desk.producers import producers_by_licence
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


def test_a_body_and_a_work_are_named_once_and_no_bracket_holds_another() -> None:
    whole = "Agence nationale de la cohésion des territoires (ANCT)"
    sources = [
        Source("ANCT", "", "2023", OPEN, "Observatoire 2023"),
        Source(whole, "Petites villes de demain", "2024", OPEN),
        Source("CNC", "", "2022", OPEN, "cinémas actifs 2022"),
        Source("CNC", "", "2022", OPEN, "cinémas actifs 2022\u202f; calcul Fragiscope"),
        Source("Copernicus", "", "2018", "libre (source à citer)", "arbres 2018"),
    ]
    first, second = source_paragraphs(sources)
    told = first.text.replace("\u202f", " ").replace("\xa0", " ")
    assert f"{whole} : Observatoire 2023 ; Petites villes de demain (2024) •" in told
    assert told.count("ANCT") == 1
    assert "CNC : cinémas actifs 2022 – calcul Fragiscope •" in told
    assert second.text.endswith("arbres 2018 – licence : libre (source à citer).")
    council = producers_by_licence(sources)
    assert council.count("ANCT") == 1
    assert council.replace("\xa0", " ").endswith("Copernicus – licence : libre (source à citer)")
