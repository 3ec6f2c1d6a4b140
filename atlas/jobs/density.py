"""The density command: a surface of partnerships as a GeoTIFF that says what it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from atlas.desk.about import About
from atlas.desk.desk import Desk
from atlas.desk.remade import command_line, command_words
from atlas.desk.written import metadata
from atlas.partnerships.density_surface import (
    PartnershipDensity,
    density_about,
    located,
    partnership_density,
)
from common.errors import UnknownNameError
from common.french import NO_BREAK_SPACE, number, plural
from geo.extents import EXTENTS, METROPOLE, Extent
from geo.raster_io import to_cog
from indicators.base.domains import domain_label
from indicators.partnerships import Category, Kind, select


@dataclass(frozen=True)
class DensityRun:
    """What the command wrote.

    Attributes
    ----------
    made : the surface and what was spread.
    chosen : records chosen, with or without a point here.
    asked_bandwidth : whether the radius was given rather than worked out.
    """

    made: PartnershipDensity
    chosen: int
    asked_bandwidth: bool

    @property
    def sentences(self) -> list[str]:
        """The result in French, with what it leaves out."""
        made, surface = self.made, self.made.surface
        origin = "demandé" if self.asked_bandwidth else "d’après les données"
        found = number(made.records)
        counted = f"{found} {plural(made.records, 'partenariat')} en points"
        said = [
            f"{made.extent.name}{NO_BREAK_SPACE}: {counted}, maille {number(surface.cell)}"
            f"{NO_BREAK_SPACE}m, rayon {number(surface.bandwidth)}{NO_BREAK_SPACE}m ({origin}), "
            f"{surface.unit}, {surface.crs}."
        ]
        elsewhere = self.chosen - made.records
        if elsewhere:
            more = plural(elsewhere, "autre partenariat", "autres partenariats")
            said.append(
                f"{number(elsewhere)} {more} de ce choix sans point ici : attaché à un territoire "
                "plus large qu’une commune, ou ailleurs dans le pays."
            )
        others = ", ".join(extent.key for extent in EXTENTS if extent != made.extent)
        said.append(
            "Un fichier n’a qu’un système de coordonnées : une partie du pays par fichier "
            f"(--extent {others})."
        )
        return said


def run_density(
    desk: Desk,
    output: Path,
    *,
    domain: str | None = None,
    category: str | None = None,
    kind: str | None = None,
    extent: str = METROPOLE.key,
    cell: float = 1_000,
    bandwidth: float | None = None,
    per_inhabitant: bool = False,
) -> DensityRun:
    """Write the density of some partnerships as a cloud-optimised GeoTIFF.

    Parameters
    ----------
    output : the file; it appears whole or not at all.
    domain, category, kind : conditions on the records (:func:`indicators.partnerships.select`).
    extent : key of a part of the country; each has its own coordinate system.
    cell, bandwidth, per_inhabitant : see
    :func:`atlas.partnerships.density_surface.partnership_density`.

    Raises
    ------
    UnknownNameError, NotAvailableError, InvalidDataError
        See the functions used; nothing is written then.
    """
    part = _extent(extent)
    records = select(desk.records, domain=domain, category=category, kind=kind)
    made = partnership_density(
        desk,
        located(desk, records),
        part,
        cell=cell,
        bandwidth=bandwidth,
        per_inhabitant=per_inhabitant,
    )
    asked = {"domain": domain, "category": category, "kind": kind}
    choice = {name: value for name, value in asked.items() if value is not None}
    about = replace(
        density_about(desk, records, _title(made, choice), per_inhabitant=per_inhabitant),
        command=command_words(
            "density",
            **choice,
            extent=None if part == METROPOLE else part.key,
            cell=f"{cell:g}",
            bandwidth=None if bandwidth is None else f"{bandwidth:g}",
            relative=per_inhabitant,
        ),
    )
    to_cog(made.surface, output, _tags(about, made, choice))
    return DensityRun(made, len(records), bandwidth is not None)


def _extent(key: str) -> Extent:
    by_key = {extent.key: extent for extent in EXTENTS}
    if key not in by_key:
        raise UnknownNameError("la partie du pays", key, list(by_key))
    return by_key[key]


def _title(made: PartnershipDensity, choice: dict[str, str]) -> str:
    """Say in French which partnerships, and where."""
    words = [
        *([domain_label(choice["domain"])] if "domain" in choice else []),
        *(category.label for category in Category if category == choice.get("category")),
        *(kind.label for kind in Kind if kind == choice.get("kind")),
        made.extent.name,
    ]
    return " – ".join(words)


def _tags(about: About, made: PartnershipDensity, choice: dict[str, str]) -> dict[str, str]:
    """Say where the surface comes from and how it was made."""
    return {
        **metadata(about, command_line(about, "tif")),
        **choice,
        "extent": made.extent.key,
        "records": str(made.records),
        "weight": f"{made.weight:.6g}",
        "producer": "Fragiscope",
    }
