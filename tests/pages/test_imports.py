"""Each screen imports what it needs to open, and no more."""

from __future__ import annotations

import pytest

from bench.imports import SCREENS, modules_by_screen

#: Packages that are slow or heavy to import, and that no screen needs before it is asked for more:
#: a picture, a file, a density, tests of gaps, neighbours.
ONLY_ON_DEMAND = {
    *("matplotlib", "docx", "typst", "pypdfium2", "reports.documents.note", "reports.layout.pdf"),
    *("scipy", "libpysal", "esda", "rasterio", "pyogrio", "mapclassify", "SALib", "exactextract"),
}
#: What only some screens are made of, and who they are.
ONLY_FOR = {
    "reports": {"note"},
    "folium": {
        "accueil",
        "autodiagnostic",
        "carte",
        "diagnostic",
        "ecarts",
        "indice",
        "mes_donnees",
        "note",
        "partenariats",
        "territoire",
    },
    "altair": {"comparer", "ecarts", "partenariats", "territoire"},
    "atlas.divergences.divergences": {"ecarts"},
    "atlas.divergences.modelled": {"ecarts"},
    "atlas.compare.recipes": {"indice"},
    "indicators.small_area": {"ecarts"},
}


@pytest.fixture(scope="module")
def modules() -> dict[str, frozenset[str]]:
    return modules_by_screen()


@pytest.mark.parametrize("screen", sorted(SCREENS))
def test_a_screen_does_not_import_what_it_has_no_use_for_yet(
    screen: str, modules: dict[str, frozenset[str]]
) -> None:
    loaded = modules[screen]
    assert "pages.parts.kit.desk" in loaded
    assert loaded & ONLY_ON_DEMAND == set()
    for module, screens in ONLY_FOR.items():
        assert (module in loaded) == (screen in screens), module
