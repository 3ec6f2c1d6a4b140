"""What the URL of the page Diagnostic holds: the place, the step, and all the answers."""

from __future__ import annotations

from atlas.diagnostic.answers import (
    BETWEEN,
    Diagnosis,
    DiagnosticStep,
    read_domains,
    read_partners,
    read_priorities,
)
from pages.parts.kit.place_state import described_place
from pages.parts.kit.url import Parameter, ScreenState
from pages.parts.kit.url_values import one_of


def diagnosis_state() -> ScreenState:
    """State of the page."""
    return ScreenState(
        "diagnostic",
        [
            Parameter("territoire", None, described_place),
            Parameter("etape", DiagnosticStep.PLACE, _step),
            *(
                Parameter(name, [], read_domains, BETWEEN.join)
                for name in ("retenus", "entendus", "agissent")
            ),
            Parameter("priorites", [], read_priorities, BETWEEN.join),
            Parameter("rencontres", [], read_partners, BETWEEN.join),
        ],
    )


def diagnosis_of(state: ScreenState) -> Diagnosis:
    """Gather the answers that the widgets hold."""
    names = ("retenus", "entendus", "agissent", "priorites", "rencontres")
    return Diagnosis(*(tuple(state.get(name)) for name in names))


def _step(text: str) -> DiagnosticStep:
    return DiagnosticStep(one_of("l’étape", text, list(DiagnosticStep)))
