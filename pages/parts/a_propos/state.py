"""What the address of the page may say: which of its parts is shown."""

from __future__ import annotations

from common.errors import UnknownNameError
from common.labelled import Labelled
from pages.parts.kit.url import Parameter, ScreenState


class Part(Labelled):
    """A part of the page."""

    WHO = "projet", "Le projet"
    SITE_MAP = "plan", "Plan du site"
    CITE = "citer", "Citer"
    ACCESSIBILITY = "accessibilite", "Accessibilité"
    LEGAL = "mentions", "Mentions légales"
    CONTACT = "contact", "Contact"


def about_state() -> ScreenState:
    """State of the page."""
    return ScreenState("a_propos", [Parameter("partie", Part.WHO, _part)])


def _part(text: str) -> Part:
    try:
        return Part(text)
    except ValueError:
        raise UnknownNameError("la partie", text, [part.value for part in Part]) from None
