"""What a survey asked, where a domain has no question of its own.

A figure is filed under the domain that it tells something of; the question may be narrower (no
heating that is greener) or wider (three public services judged together).
"""

from __future__ import annotations

_SERVICES = "qualité perçue des services publics (éducation, santé, police ensemble)"
_ASKED = {
    ("eqi_2021", "education"): _SERVICES,
    ("eqi_2021", "sante"): _SERVICES,
    ("eqi_2021", "securite"): _SERVICES,
    ("grand_debat_2019", "environnement"): (
        "part de ceux dont la vie quotidienne est touchée par le changement climatique"
    ),
    ("grand_debat_2019", "mobilite"): "part de ceux sans alternative à la voiture individuelle",
    ("grand_debat_2019", "numerique"): (
        "part des usagers des nouveaux services publics qui n’en sont pas satisfaits"
    ),
    ("grand_debat_2019", "transition_energetique"): (
        "part de ceux sans solution de chauffage plus écologique"
    ),
    ("ocde_2016", "isolement"): "part de ceux sans proche sur qui compter",
}


def asked(survey: str, domain: str) -> str:
    """Say in French what a survey asked for a domain, or "" where it asked about the domain.

    >>> asked("eqi_2021", "sante")
    'qualité perçue des services publics (éducation, santé, police ensemble)'
    >>> asked("demonstration", "sante")
    ''
    """
    return _ASKED.get((survey, domain), "")
