"""What the URL of the page Diagnostic holds: the place, the step, and all the answers."""

from __future__ import annotations

from atlas.diagnostic.answers import MOST_PRIORITIES, Diagnosis, DiagnosticStep
from common.errors import InvalidDataError
from indicators.base.domains import domain
from indicators.partnerships import PartnerProfile
from pages.parts.kit.place_state import described_place
from pages.parts.kit.url import Parameter, ScreenState
from pages.parts.kit.url_values import one_of

#: Between the answers of a parameter.
_BETWEEN = ","


def diagnosis_state() -> ScreenState:
    """State of the page."""
    return ScreenState(
        "diagnostic",
        [
            Parameter("territoire", None, described_place),
            Parameter("etape", DiagnosticStep.PLACE, _step),
            *(
                Parameter(name, [], _domains, _BETWEEN.join)
                for name in ("retenus", "entendus", "agissent")
            ),
            Parameter("priorites", [], _priorities, _BETWEEN.join),
            Parameter("rencontres", [], _profiles, _BETWEEN.join),
        ],
    )


def diagnosis_of(state: ScreenState) -> Diagnosis:
    """Gather the answers that the widgets hold."""
    names = ("retenus", "entendus", "agissent", "priorites", "rencontres")
    return Diagnosis(*(tuple(state.get(name)) for name in names))


def _step(text: str) -> DiagnosticStep:
    return DiagnosticStep(one_of("l’étape", text, list(DiagnosticStep)))


def _domains(text: str) -> list[str]:
    """Read keys of domains, each once, in the order in which they were chosen."""
    return list(dict.fromkeys(domain(key).key for key in text.split(_BETWEEN) if key))


def _priorities(text: str) -> list[str]:
    found = _domains(text)
    if len(found) > MOST_PRIORITIES:
        expected = f"{MOST_PRIORITIES} priorités au plus attendues, {len(found)} trouvées"
        raise InvalidDataError("l’adresse", [expected])
    return found


def _profiles(text: str) -> list[str]:
    return [
        one_of("le profil", name, list(PartnerProfile))
        for name in dict.fromkeys(text.split(_BETWEEN))
        if name
    ]
