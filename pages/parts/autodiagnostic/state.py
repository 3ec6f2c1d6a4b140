"""What the URL of the page Autodiagnostic holds: the place, what asks, what it has."""

from __future__ import annotations

from atlas.diagnostic.organisation import Organisation
from indicators.partnerships.contributions import Capacity, OrganisationKind, OrganisationSize
from pages.parts.kit.place_state import described_place
from pages.parts.kit.url import Parameter, ScreenState
from pages.parts.kit.url_values import one_of

_BETWEEN = ","


def organisation_state() -> ScreenState:
    """State of the page."""
    return ScreenState(
        "autodiagnostic",
        [
            Parameter("territoire", None, described_place),
            Parameter("qui", OrganisationKind.COMPANY, _kind),
            Parameter("taille", OrganisationSize.MICRO, _size),
            Parameter("apports", [], _capacities, _BETWEEN.join),
        ],
    )


def organisation_of(state: ScreenState) -> Organisation:
    """Gather what the widgets say of the organisation."""
    return Organisation(
        OrganisationKind(state.get("qui")),
        OrganisationSize(state.get("taille")),
        tuple(Capacity(one) for one in state.get("apports")),
    )


def _kind(text: str) -> OrganisationKind:
    return OrganisationKind(one_of("l’organisation", text, list(OrganisationKind)))


def _size(text: str) -> OrganisationSize:
    return OrganisationSize(one_of("la taille", text, list(OrganisationSize)))


def _capacities(text: str) -> list[Capacity]:
    names = [name for name in dict.fromkeys(text.split(_BETWEEN)) if name]
    return [Capacity(one_of("l’apport", name, list(Capacity))) for name in names]
